"""Paths to documents: find, decode, take apart, say what is missing. One bad file never stops the others."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Any

from kg.documents.files import STDIN, find_files, key_of
from kg.documents.formats import FORMATS, format_of
from kg.documents.language import foreign_language
from kg.documents.marks import find_marks
from kg.documents.published import day_of, published_of
from kg.documents.raw import Problem, Raw, UnreadableError
from kg.errors import InputError
from kg.schema import Schema, load_schema
from kg.statement import Document, Mark, PublishedFrom

LONGEST_TEXT = 1_000_000
LONGEST_HEADLINE = 160
SNIFF = 512
"""Bytes by which a format without a known ending is told."""


def read(paths: Sequence[str], *, published: str | None = None) -> Iterator[Document | Problem]:
    """Every report of the files, folders and globs given ("-": standard input), in order, folders sorted.

    published: ISO date for all of them, instead of what they say themselves. Raises InputError if it is no date.
    """
    day = option_day(published) if published else None
    schema = load_schema()
    for path in find_files(paths, FORMATS):
        if isinstance(path, Problem):
            yield path
            continue
        for raw in open_file(path):
            yield from finish(raw, day, schema) if isinstance(raw, Raw) else [raw]


def option_day(published: str) -> date:
    try:
        return date.fromisoformat(published)
    except ValueError as exc:
        raise InputError(f"published: '{published}' should be a date such as 2024-03-27") from exc


@contextmanager
def opened(path: Path) -> Iterator["BufferedReader[Any]"]:
    """A file, or standard input, which stays open."""
    if str(path) != STDIN:
        with path.open("rb") as file:
            yield file
        return
    stdin: BufferedReader[Any] = BufferedReader(sys.stdin.buffer)
    try:
        yield stdin
    finally:
        stdin.detach()


def open_file(path: Path) -> Iterator[Raw | Problem]:
    """The reports in one file, or the problem with it."""
    key, suffix = ("stdin", "") if str(path) == STDIN else (key_of(path), path.suffix)
    try:
        with opened(path) as file:
            start = file.peek(SNIFF)[:SNIFF]
            if start:
                yield from format_of(suffix, start)(file, key)
            else:
                yield Problem(key, "empty")
    except OSError as exc:
        yield Problem(key, f"cannot be read: {exc.strerror or exc}")
    except UnreadableError as exc:
        yield Problem(key, str(exc))


def finish(raw: Raw, option: date | None, schema: Schema) -> Iterator[Document | Problem]:
    """A document from a report, unless it is empty, over-long or in another language."""
    if not any(map(str.isalpha, raw.text)):
        yield Problem(raw.key, "empty: no text in it")
        return
    if len(raw.text) > LONGEST_TEXT:
        yield Problem(raw.key, f"{len(raw.text):,} characters: a report may have {LONGEST_TEXT:,}; split it")
        return
    language = foreign_language(raw.text)
    if language:
        yield Problem(raw.key, f"not in English (language '{language}'): translate it first")
        return
    marks = find_marks(raw.text, schema)
    stated = day_of(raw.published, schema) if raw.published else None
    if raw.published and stated is None:
        yield Problem(raw.key, f"published '{raw.published[:40]}' is no date such as 2024-03-27: read without it")
    day, known = publication(raw.text, marks, option, stated, schema)
    yield Document(
        key=raw.key,
        text=raw.text,
        headline=raw.headline or headline_of(raw.text, marks),
        published=day.isoformat() if day else None,
        published_from=known,
        source=raw.source,
        url=raw.url,
        marks=marks,
    )


def publication(
    text: str, marks: tuple[Mark, ...], option: date | None, stated: date | None, schema: Schema
) -> tuple[date | None, PublishedFrom]:
    """Option before metadata before dateline before inference."""
    if option:
        return option, "option"
    return (stated, "metadata") if stated else published_of(text, marks, schema)


def headline_of(text: str, marks: tuple[Mark, ...]) -> str | None:
    """The first line that no mark covers, if it looks like a headline: short, without a full stop, and more follows."""
    covered = {m.start for m in marks if m.kind != "dateline"}
    start = 0
    for line in text.split("\n")[:8]:
        bare = line.strip()
        if bare and start + line.index(bare[0]) not in covered:
            more = text[start + len(line) :].strip()
            fits = len(bare.split()) > 1 and len(bare) <= LONGEST_HEADLINE and bare[-1] not in ".:;,"
            return bare if fits and more else None
        start += len(line) + 1
    return None
