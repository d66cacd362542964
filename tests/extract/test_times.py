"""Times of a document: what a mark covers dates nothing, and a concluded publication date is told."""

from kg.extract.parse import Parse
from kg.extract.segment import segment
from kg.extract.times import find_times
from kg.schema import load_schema
from kg.statement import Document, Mark
from kg.values.dates import When


def times(document: Document) -> list[When]:
    parse = Parse(document)
    find_times(parse, load_schema())
    return parse.whens


def test_a_dateline_dates_nothing_told() -> None:
    text = "KABUL, March 27 - A bomb went off on Tuesday."
    document = Document("a", text, published="2024-03-27", published_from="metadata", marks=(Mark(0, 18, "dateline"),))
    assert times(document) == [When(37, 44, "Tuesday", "2024-03-26", "2024-03-26", 1, "published")]


def test_what_rests_on_a_concluded_date_is_concluded() -> None:
    document = Document("a", "They fled last month.", published="2024-03-27", published_from="inferred")
    assert times(document) == [When(10, 20, "last month", "2024-02-01", "2024-02-29", 4, "inferred")]


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    text = "KABUL, March 27 - A bomb went off on Tuesday.\nShare."
    parse = Parse(Document("a", text, marks=(Mark(0, 18, "dateline"), Mark(46, 52, "boilerplate"))))
    segment(parse, load_schema())
    assert [(parse.text[s.start : s.end], s.part) for s in parse.sentences] == [
        ("KABUL, March 27 -", "dateline"),
        ("A bomb went off on Tuesday.", "body"),
        ("Share.", "boilerplate"),
    ]


def test_a_dateline_gives_the_day_even_where_the_year_is_concluded() -> None:
    text = "KABUL, March 27 - A bomb went off on Tuesday."
    loose = Document("a", text, published="2024-03-27", published_from="inferred")
    dated = Document("a", text, published="2024-03-27", published_from="inferred", marks=(Mark(0, 18, "dateline"),))
    assert [w.first for w in times(loose)] == ["2024-03-27", ""]
    assert [w.first for w in times(dated)] == ["2024-03-26"]
