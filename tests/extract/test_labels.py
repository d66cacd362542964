"""Labels with their speakers; and that a label changes nothing about what happened."""

import re

import pytest

from kg.extract import extract
from kg.schema import load_schema
from kg.statement import Document, Statement
from tests.gold import gold

SCHEMA = load_schema()

# Neutral words and what official statements put in their place; the article agrees in number, so the sentence stays whole.
SWAPS = [
    ("TTP militants", "khwarij terrorists of Fitna al-Khawarij"),
    ("militants", "khwarij"),
    ("militants", "terrorists"),
    ("gunmen", "terrorists"),
    ("fighters", "terrorists"),
    ("militants", "miscreants"),
    ("were killed", "were martyred"),
    ("were killed", "embraced martyrdom"),
]


def extracted(text: str, record: dict[str, object] | None = None) -> list[Statement]:
    published = record["published"] if record else "2025-03-01"
    return extract(Document(key="made", text=text, published=published), SCHEMA)  # type: ignore[arg-type]


def labelled(text: str) -> list[tuple[object, str, str | None]]:
    found = [st for st in extracted(text) if st.kind == "label"]
    assert all(text[st.start : st.end] == st.quote for st in found)
    return [(st.args["entity"], st.args["term"], st.speaker_phrase) for st in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police said that terrorists of the Baloch Liberation Army fled.",
            [("group:bla", "terrorists", "Police")],
        ),
        ("Boko Haram terrorists fled to Niger.", [("group:boko-haram", "terrorists", None)]),
        (
            "Al-Shabaab, which the government of Somalia calls the Khawarij, fled.",
            [("group:al-shabaab", "Khawarij", "government")],
        ),
        ("Al-Shabaab fighters fled in Somalia.", []),
    ],
)
def test_labels(text: str, expected: list[tuple[object, str, str | None]]) -> None:
    assert labelled(text) == expected


def happened(text: str, record: dict[str, object]) -> list[tuple[object, ...]]:
    """What is said to have happened: types, targets, places and tolls of the events, in order."""
    statements = extracted(text, record)
    tolls: dict[object, list[tuple[object, ...]]] = {}
    for st in statements:
        if st.kind == "toll":
            a = st.args
            tolls.setdefault(a["event"], []).append((a["measure"], a["party"], a.get("low"), a.get("high")))
    return [
        (st.args["type"], st.args.get("place"), st.args.get("targets"), sorted(tolls.get(st.args["event"], []), key=str))
        for st in statements
        if st.kind == "event" and "retells" not in st.args
    ]


@pytest.mark.parametrize("record", [*gold("seeds.jsonl"), *gold("dev.jsonl")], ids=lambda record: str(record["id"]))
def test_a_label_changes_nothing_that_happened(record: dict[str, object]) -> None:
    text = str(record["text"])
    before = happened(text, record)
    flips = {}
    for neutral, loaded in SWAPS:
        swapped = re.sub(rf"\b{neutral}\b", loaded, text)
        if swapped != text and happened(swapped, record) != before:
            flips[f"{neutral} -> {loaded}"] = [row for row in happened(swapped, record) if row not in before]
    assert flips == {}
