"""Reading a document: a cascade of plain functions over one Parse, then statements (design: docs/reading.md)."""

from collections.abc import Callable

from kg.extract.claims import find_claims
from kg.extract.parse import Parse
from kg.extract.segment import segment
from kg.extract.speech import speak
from kg.schema import Schema
from kg.statement import Document, Statement

Stage = Callable[[Parse, Schema], None]

STAGES: dict[str, Stage] = {
    "segment": segment,
    "claims": find_claims,
    "speech": speak,
}


def read(document: Document, schema: Schema) -> Parse:
    """Run every stage in order."""
    parse = Parse(document)
    for stage in STAGES.values():
        stage(parse, schema)
    return parse


def extract(document: Document, schema: Schema) -> list[Statement]:
    """The statements of one document, sorted by place in the text; `text[start:end] == quote` for each."""
    read(document, schema)
    return []
