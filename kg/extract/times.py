"""Stage: the time expressions of a document, resolved against its publication date."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from kg.extract.parse import Parse
from kg.schema import Schema
from kg.statement import Document, Mark
from kg.values.dates import KnownFrom, When, read_dates


def find_times(parse: Parse, schema: Schema) -> None:
    """Fill whens, in the order of the text. Dates inside of a mark (dateline, caption, advertisement) date nothing told."""
    document = parse.document
    known_from: KnownFrom = "inferred" if document.published_from == "inferred" else "published"
    firm = known_from == "published" or has_dated_line(document)
    whens = read_dates(document.text, schema, published=published(document), known_from=known_from, firm=firm)
    parse.whens = [when for when in whens if not is_marked(when, document.marks)]


def published(document: Document) -> date | None:
    return date.fromisoformat(document.published) if document.published else None


def has_dated_line(document: Document) -> bool:
    """A dateline gives the day, if not the year."""
    return any(c.isdigit() for m in document.marks if m.kind == "dateline" for c in document.text[m.start : m.end])


def is_marked(when: When, marks: Sequence[Mark]) -> bool:
    """A mark covers the start of the expression."""
    before = bisect_right(marks, when.start, key=lambda mark: mark.start) - 1
    return before >= 0 and when.start < marks[before].end
