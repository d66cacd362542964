"""The codebook's own format: annotated articles of ../shared/gold."""

from typing import Any

from kg.exchange.codebook import to_codebook
from kg.extract.parse import Parse
from kg.statement import Statement


def fields(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record.get(key) for key in ("id", "text", "title", "published", "source")}


def prediction(record: dict[str, Any], parse: Parse, statements: list[Statement]) -> dict[str, Any]:
    return to_codebook(parse.document, statements)
