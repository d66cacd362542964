"""The codebook's own format: annotated articles of ../shared/gold."""

from typing import Any

from kg.evaluate import as_document
from kg.exchange.codebook import to_codebook
from kg.statement import Document, Statement


def document(record: dict[str, Any]) -> Document:
    return as_document(record)


def prediction(record: dict[str, Any], document: Document, statements: list[Statement]) -> dict[str, Any]:
    return to_codebook(document, statements)
