"""Names by kind of regularity; the texts are our own."""

import pytest

from kg.extract.names import mentions, names
from kg.extract.parse import Parse
from kg.extract.segment import segment
from kg.schema import load_schema
from kg.statement import Document


def read(text: str, headline: str | None = None) -> Parse:
    parse = Parse(Document("test", text, headline=headline))
    segment(parse, load_schema())
    names(parse, load_schema())
    return parse


def entities(text: str) -> list[tuple[str, str]]:
    """(form, entity) of the names, in order, references left out."""
    return [(n.form, n.entity) for n in read(text).names if n.via == "name"]


def test_a_group_is_found_by_gazetteer_and_by_the_pattern_of_its_name() -> None:
    text = "Fighters of the Zarqand group of the TTP ambushed police in Karak, Pakistan, on Monday."
    assert entities(text) == [
        ("Zarqand group", "group:~zarqand-group@ttp"),
        ("TTP", "group:ttp"),
        ("police", "institution:pk/police"),
        ("Karak", "place:pk/khyber-pakhtunkhwa/karak"),
        ("Pakistan", "place:pk"),
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Al-Shabaab fighters killed five people on Monday, residents said.", ["group:al-shabaab"]),
        ("Al-Shabaab fighters killed five people in Cabo Delgado, Mozambique.", ["group:as-mozambique"]),
        ("The AA fighters killed five people on Monday, residents said.", []),
    ],
)
def test_a_name_with_an_owner_means_the_owner_unless_the_country_says_otherwise(text: str, group: list[str]) -> None:
    assert [entity for _, entity in entities(text) if entity.startswith("group:")] == group


def test_an_unknown_body_is_known_by_its_abbreviation() -> None:
    text = "The Upland Farmers Liberation Column (UFLC) struck again. A UFLC commander said so."
    assert entities(text) == [
        ("Upland Farmers Liberation Column", "group:~upland-farmers-liberation-column"),
        ("UFLC", "group:~upland-farmers-liberation-column"),
        ("UFLC", "group:~upland-farmers-liberation-column"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "😀😀 🔥",
        "مقتل جنود في هجوم",
        "(((((",
        "'s 's 's",
        "A B C " * 4000,
        "al- al- al-",
        "No. No. 8 (",
        "— , or X",
        "They live in the hills of Kano State",
    ],
)
def test_bad_text_never_raises(text: str) -> None:
    parse = read(text)
    assert [n for n in parse.names if parse.text[n.start : n.end] != n.form] == []


def test_mentions_quote_the_text() -> None:
    parse = read("Troops in Mali fought JNIM near Gao. The group lost ten men.")
    made = mentions(parse, load_schema())
    assert [(st.quote, st.args["entity"], st.args["via"]) for st in made] == [
        ("Mali", "place:ml", "name"),
        ("JNIM", "group:jnim", "name"),
        ("Gao", "place:ml/gao", "name"),
        ("The group", "group:jnim", "reference"),
    ]
