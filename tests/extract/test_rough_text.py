"""Bad text never raises; at worst nothing is found. What is found still quotes the text."""

import random

import pytest

from kg.extract import extract
from kg.schema import load_schema
from kg.statement import Document

SCHEMA = load_schema()
PIECES = (
    "TTP|Taliban|Kabul|said|, |. |; |“|”|(|)|-|its|who|whose|which|denied|claimed|accuses|of|the|a faction of|and|killed|12|2024|since|"
    "attacks|in|Pakistan|\n|\n\n- |'s|’s|led by|alleged|verified|not|both|each|other|blames|blames the other|according to|🙂|ا|no|:|—"
).split("|")


def checked(text: str) -> None:
    for st in extract(Document(key="rough", text=text, published="2024-05-20"), SCHEMA):
        assert text[st.start : st.end] == st.quote


@pytest.mark.parametrize("seed", range(40))
def test_a_heap_of_pieces(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 (a fixed sequence is wanted)
    checked(" ".join(chosen.choice(PIECES) for _ in range(chosen.randrange(1, 120))))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "said", ", said", "according to", "by's count", "- ", "which", "its", "TTP-", "-TTP"]
)
def test_scraps(text: str) -> None:
    checked(text)


def test_a_sentence_without_end() -> None:
    checked("The TTP and the Taliban, a faction of the TTP, said in Kabul that " * 300)
