"""Rows as text: a table on a terminal, plain columns in a pipe, or JSON, JSON Lines, CSV, Markdown.

A table too wide for the terminal becomes a paragraph a row.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

EVIDENCE = ("statements", "ids")
"""Columns of long id lists: whole in the data formats, counted in tables."""


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"


def show(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], format_: Format, title: str | None = None) -> None:
    """Print rows to stdout; `title` heads a table."""
    if format_ is Format.json:
        print(json.dumps([dict(r) for r in rows], ensure_ascii=False, indent=2))
    elif format_ is Format.jsonl:
        for row in rows:
            print(json.dumps(dict(row), ensure_ascii=False))
    elif format_ is Format.csv:
        sys.stdout.write(as_csv(rows, columns))
    elif format_ is Format.markdown:
        sys.stdout.write(as_markdown(rows, columns))
    elif sys.stdout.isatty():
        rich_table(rows, columns, title)
    else:
        sys.stdout.write(as_text(rows, columns, title))


def cell(value: Any, column: str = "") -> str:
    """One value for people: unknown is a dash, never 0."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if column in EVIDENCE:
            return str(len(value))
        return ", ".join(cell(v) for v in value) or "–"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value)


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Lists are joined with semicolons, as the data sets of the field do; unknown is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(row.get(c)) for c in columns])
    return out.getvalue()


def guarded(value: Any) -> Any:
    """Text from documents that a spreadsheet would run as a formula gets a leading apostrophe."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(v) for v in value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def as_markdown(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |"]
    for row in rows:
        lines.append("| " + " | ".join(cell(row.get(c), c).replace("|", "\\|").replace("\n", " ") for c in columns) + " |")
    return "\n".join(lines) + "\n"


def as_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str | None) -> str:
    """Columns padded with spaces, nothing cut: for pipes and files."""
    lines = [list(columns), *([cell(r.get(c), c).replace("\n", " ") for c in columns] for r in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    body = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([*([title] if title else []), *body]) + "\n"


def as_blocks(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], title: str | None) -> str:
    """A line a value, a paragraph a row: for terminals too narrow for the columns. What is unknown has no line."""
    margin = max(map(len, columns))
    paragraphs = [
        "\n".join(f"{c.ljust(margin)}  {text}" for c in columns if (text := cell(row.get(c), c).replace("\n", " ")) != "–")
        for row in rows
    ]
    return "\n\n".join([*([title] if title else []), *paragraphs]) + "\n"


def narrowest(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> int:
    """The width in characters at which a table of the rows breaks no word."""
    texts = ([c, *(cell(row.get(c), c) for row in rows)] for c in columns)
    return sum(max((len(word) for text in column for word in text.split()), default=0) + 3 for column in texts) - 3


def rich_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str | None) -> None:
    """A ruled table as wide as the terminal; paragraphs where it would break words."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if rows and narrowest(rows, columns) > console.width:
        sys.stdout.write(as_blocks(rows, columns, title))
        return
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for column in columns:
        numeric = any(isinstance(r.get(column), int | float) and not isinstance(r.get(column), bool) for r in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(row.get(c), c)) for c in columns))
    console.print(table)
