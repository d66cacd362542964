"""Totals over many events, and what is none of them."""

import pytest

from kg.extract import extract
from kg.schema import load_schema
from kg.statement import Document
from tests.gold import gold

SCHEMA = load_schema()


def totals(text: str) -> list[dict[str, object]]:
    """Arguments of the statistic statements, in the order of the text."""
    document = Document(key="made", text=text, published="2024-05-20", published_from="option")
    found = [st for st in extract(document, SCHEMA) if st.kind == "statistic"]
    assert all(text[st.start : st.end] == st.quote for st in found)
    return [dict(st.args) for st in found]


def test_a_year_over_a_country_with_its_part() -> None:
    text = "In 2023 more than 900 people were killed in attacks across Nigeria, including nearly 200 soldiers, police said."
    common = {"measure": "killed", "place": "place:ng", "period": "2023", "attributed_to": ["institution:ng/police"]}
    assert totals(text) == [
        {**common, "low": 900, "high": None, "phrase": "more than 900 people", "party": "unknown"},
        {**common, "low": None, "high": 200, "phrase": "nearly 200 soldiers", "party": "state"},
    ]


def test_a_list_takes_the_period_of_its_heading() -> None:
    text = "Kenya saw a quiet spring.\n\nFIGURES FOR APRIL\n- 31 attacks, 45 deaths\n- 12 civilians killed in them\n"
    common = {"place": "place:ke", "period": "2024-04"}
    assert totals(text) == [
        {**common, "measure": "attacks", "low": 31, "high": 31, "phrase": "31 attacks"},
        {**common, "measure": "killed", "low": 45, "high": 45, "phrase": "45 deaths", "party": "unknown"},
        {**common, "measure": "killed", "low": 12, "high": 12, "phrase": "12 civilians", "party": "civilians"},
    ]


def test_since_a_year_runs_to_the_day_of_the_report() -> None:
    text = "The war in Somalia has cost some 5,000 lives since 2019."
    assert totals(text) == [
        {
            "measure": "killed",
            "low": 5000,
            "high": 5000,
            "phrase": "some 5,000 lives",
            "party": "unknown",
            "place": "place:so",
            "period": "2019/2024",
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 May 2024 gunmen killed 12 people in Nigeria.",
        "In 2014 a suicide bomber killed 60 people in Pakistan.",
        "In 2014 gunmen killed 12 people at a market in Peshawar.",
        "In April 2024 soldiers killed six men in Kenya.",
        "There were 12 attacks.",
    ],
)
def test_a_toll_of_one_event_is_no_statistic(text: str) -> None:
    assert totals(text) == []


@pytest.mark.parametrize("record", [*gold("seeds.jsonl"), *gold("dev.jsonl")], ids=lambda record: str(record["id"]))
def test_gold(record: dict[str, object]) -> None:
    document = Document(key=str(record["id"]), text=str(record["text"]), published=record["published"])  # type: ignore[arg-type]
    found = [st.args for st in extract(document, SCHEMA) if st.kind == "statistic"]
    rows = [(a["measure"], [a["low"], a["high"]], a.get("party"), a["period"]) for a in found]
    wanted: list[dict[str, object]] = record["statistics"]  # type: ignore[assignment]
    assert sorted(rows, key=str) == sorted([(s["measure"], s["value"], s["party"], s["period"]) for s in wanted], key=str)
