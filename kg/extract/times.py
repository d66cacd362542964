"""Stage: the time expressions of a document, resolved against its publication date."""

from bisect import bisect_right
from datetime import date

from kg.extract.parse import Parse
from kg.schema import Schema
from kg.statement import Document, Mark
from kg.values.dates import KnownFrom, When, read_dates


def find_times(parse: Parse, schema: Schema) -> None:
    """Fill whens, in the order of the text. Dates inside of a mark (dateline, caption, advertisement) date nothing told."""
    document = parse.document
    known_from: KnownFrom = "inferred" if document.published_from == "inferred" else "published"
    whens = read_dates(document.text, schema, published=published(document), known_from=known_from)
    marks = sorted(document.marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    parse.whens = [when for when in whens if not is_marked(when, marks, starts)]


def published(document: Document) -> date | None:
    return date.fromisoformat(document.published) if document.published else None


def is_marked(when: When, marks: list[Mark], starts: list[int]) -> bool:
    """A mark covers the start of the expression; marks do not overlap."""
    before = bisect_right(starts, when.start) - 1
    return before >= 0 and when.start < marks[before].end
