"""Reading a document: a cascade of plain functions over one Parse, then statements (design: docs/reading.md)."""

from collections.abc import Callable, Iterable

from kg.extract.claims import find_claims
from kg.extract.clauses import find_clauses
from kg.extract.event_statements import event_statements
from kg.extract.labels import labels
from kg.extract.names import mentions, names
from kg.extract.parse import Parse
from kg.extract.phrases import find_phrases
from kg.extract.relations import relations
from kg.extract.segment import segment
from kg.extract.speech import speak
from kg.extract.statistics import find_totals, statistics
from kg.extract.times import find_times
from kg.schema import Schema
from kg.statement import Document, Statement

Stage = Callable[[Parse, Schema], None]

STAGES: dict[str, Stage] = {
    "segment": segment,
    "names": names,
    "times": find_times,
    "claims": find_claims,
    "speech": speak,
    "phrases": find_phrases,
    "totals": find_totals,
    "clauses": find_clauses,
}

WRITERS: dict[str, Callable[[Parse, Schema], Iterable[Statement]]] = {
    "mentions": mentions,
    "labels": labels,
    "relations": relations,
    "events": event_statements,
    "statistics": statistics,
}


def read(document: Document, schema: Schema) -> Parse:
    """Run every stage in order."""
    parse = Parse(document)
    for stage in STAGES.values():
        stage(parse, schema)
    return parse


def written(parse: Parse, schema: Schema) -> list[Statement]:
    """The statements of one read document, sorted by place in the text; `text[start:end] == quote` for each."""
    found = [st for write in WRITERS.values() for st in write(parse, schema)]
    return sorted(found, key=lambda st: (st.start, st.end, st.id))


def extract(document: Document, schema: Schema) -> list[Statement]:
    """Read a document and write its statements."""
    return written(read(document, schema), schema)
