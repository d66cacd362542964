"""Times of a document: what a mark covers dates nothing, and a concluded publication date is told."""

from kg.extract.parse import Parse
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
