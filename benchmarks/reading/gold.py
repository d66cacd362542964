"""The codebook's own format: annotated articles of ../shared/gold."""

from typing import Any

from kg.exchange.codebook import to_codebook
from kg.statement import Document, Statement


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record.get(key) for key in ("id", "text", "title", "published", "source")}


def prediction(record: dict[str, Any], document: Document, statements: list[Statement]) -> dict[str, Any]:
    return to_codebook(document, statements)
