"""Text that no editor saw: extraction never raises, and its quotes are the text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.schema import load_schema
from kg.statement import Document

WORDS = """
the a of in on by and , . ; : ( ) " “ ” ' ’s - – … said told killed killing injured attack attacked bombing police soldiers
militants TTP Taliban ISIS Hamas Army army Pakistan Kabul Karak district province General Major Mr. Dr. John Smith 12 101 two
dozens several at least more than between Tuesday January 7 2024 last week ago accused denied claimed responsibility which who
it they group faction (TTP) A.B. U.S. KARAK POLICE dr0ne k1lled مليشيا боевики 💥 % $ / \\ [ ] { } = | &nbsp; <b> http://x.y
""".split()  # noqa: SIM905 -- a list of a hundred strings is no easier to read
BREAKS = ["\n", "\n\n", "\u200b", "\u202e"]
BROKEN = st.lists(st.sampled_from(WORDS + BREAKS), max_size=60).map(" ".join) | st.text(max_size=200)


@given(text=BROKEN, published=st.sampled_from([None, "2024-02-29"]))
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_raises(text: str, published: str | None) -> None:
    for headline in (None, text[:20]):
        for found in extract(Document("bad", text, headline=headline, published=published), load_schema()):
            assert text[found.start : found.end] == found.quote


def test_a_sentence_of_ten_thousand_words() -> None:
    text = "the police and the militants of the group in Karak, " * 1000
    assert all(text[s.start : s.end] == s.quote for s in extract(Document("long", text), load_schema()))
