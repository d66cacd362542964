"""One function a format: (open file, key of the file) -> the reports in it. To add one, write it and add a line to FORMATS.

JSON Lines are read line by line, however long the file; everything else is read whole.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from itertools import chain
from typing import Any, BinaryIO

from kg.documents.decoding import clean, decode
from kg.documents.raw import Problem, Raw, UnreadableError

LONGEST_FILE = 200 * 2**20
"""Bytes of a file that is read whole."""
COLUMNS = {
    "key": ("id", "key", "url"),
    "text": ("text",),
    "headline": ("title", "headline"),
    "published": ("published", "date"),
    "source": ("source",),
    "url": ("url",),
}
"""Field of a report -> names of the column that may hold it, the first wins."""


def read_text(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    yield Raw(key, decode(whole(file)))


def read_html(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """The article of a page without its menus; title, date, source and address from the page's metadata."""
    yield from html_reports(decode(whole(file)), key)


def html_reports(page: str, key: str) -> Iterator[Raw]:
    import trafilatura

    dates = {"extensive_search": False, "original_date": True}
    found: Any = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dates
    )
    if found is None or not found.text:
        yield Raw(key, clean(trafilatura.html2txt(f"<html><body>{page}</body></html>")))
        return
    yield Raw(key, clean(found.text), found.title, found.date, found.sitename or found.hostname, found.url)


def read_pdf(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """The text of all pages, lines joined to paragraphs. The dates inside of a PDF are its printing's, not the report's."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(whole(file))).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as exc:
        raise UnreadableError(f"not a PDF that can be read ({exc}): save it again, or as text") from exc
    text = "\n\n".join(reflow(clean(page)) for page in pages if page.strip())
    if not text:
        raise UnreadableError("a PDF without text, perhaps scanned pages: run it through text recognition first")
    yield Raw(key, text)


def reflow(page: str) -> str:
    """Lines of a printed page as paragraphs: a line that fills most of the column goes on in the next."""
    lines = [line.strip() for line in page.split("\n")]
    width = max(map(len, lines))
    paragraphs: list[str] = []
    joined: list[str] = []
    for line, before in zip(lines, ["", *lines[:-1]], strict=True):
        if joined and (not line or len(before) <= 0.6 * width):
            paragraphs.append("".join(joined))
            joined = []
        if joined and before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower():
            joined[-1] = joined[-1].removesuffix("-")
        elif joined:
            joined.append(" ")
        if line:
            joined.append(line)
    return "\n".join([*paragraphs, "".join(joined)]).strip()


def read_docx(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """Paragraphs and the cells of tables, in order. The dates inside of the file are its saving's, not the report's."""
    import zipfile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(whole(file)))
        lines = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
            else:
                lines.append(part.text)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as exc:
        raise UnreadableError("not a Word file (.docx) that can be read: save it again as .docx") from exc
    yield Raw(key, clean("\n".join(lines)), document.core_properties.title or None)


def read_mail(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """A message: subject as headline, Date as publication date, sender as source; plain text before HTML."""
    message: EmailMessage = message_from_bytes(whole(file), policy=policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None or not message.keys():
        raise UnreadableError("not a mail with a text in it: expected headers and a body")
    content = body.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    text = body_text(body, raw)
    if body.get_content_subtype() == "html":
        text = next(html_reports(text, key)).text
    sender = message["From"]
    name = sender.addresses[0].display_name or sender.addresses[0].addr_spec if sender and sender.addresses else None
    yield Raw(key, clean(text), header(message, "Subject"), header(message, "Date"), name)


def body_text(body: MIMEPart, raw: bytes) -> str:
    try:
        return raw.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(raw)


def header(message: EmailMessage, name: str) -> str | None:
    value = message[name]
    return str(value) if value else None


def read_json_lines(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """One object a line."""
    start = file.read(4)
    # Lines of UTF-16 cannot be told apart before they are decoded.
    lines = io.BytesIO(decode(start + whole(file)).encode()) if b"\0" in start else chain([start + file.readline()], file)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield json_record(decode(line), f"{key}#{number}")


def json_record(line: str, place: str) -> Raw | Problem:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as exc:
        return Problem(place, f"not JSON: {exc}")
    return (
        report_of(record, place)
        if isinstance(record, dict)
        else Problem(place, 'expected an object such as {"id": …, "text": …}')
    )


def read_json(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """One object, or a list of them; JSON Lines under the wrong name are read as such."""
    data = whole(file)
    try:
        found = json.loads(decode(data))
    except (ValueError, RecursionError):
        yield from read_json_lines(io.BytesIO(data), key)
        return
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        place = f"{key}#{number}"
        yield (
            report_of(record, place)
            if isinstance(record, dict)
            else Problem(place, 'expected an object such as {"id": …, "text": …}')
        )


def read_csv(file: BinaryIO, key: str) -> Iterator[Raw | Problem]:
    """A table with a head; separated by comma, semicolon, tab or bar, whichever the head is."""
    text = decode(whole(file))
    head = text.split("\n", 1)[0]
    separator = max(",;\t|", key=head.count)
    csv.field_size_limit(2**31 - 1)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
        names = {str(name): str(name).strip().lower() for name in rows.fieldnames or ()}
        if not set(COLUMNS["text"]) & set(names.values()):
            yield Problem(
                key,
                f"no column 'text' (there are {', '.join(names.values()) or 'none'}): name the one that holds the report 'text'",
            )
            return
        for number, row in enumerate(rows, 2):
            yield report_of({names[k]: v for k, v in row.items() if k in names and v}, f"{key}#{number}")
    except csv.Error as exc:
        yield Problem(key, f"not a table that can be read: {exc}")


def report_of(record: Mapping[str, Any], place: str) -> Raw | Problem:
    """A report from named fields."""

    def field(name: str) -> str | None:
        found = next((record[column] for column in COLUMNS[name] if record.get(column) not in (None, "")), None)
        return clean(str(found)) if isinstance(found, str | int) else None

    text = record.get("text")
    if not isinstance(text, str):
        return Problem(place, f"no text in the field 'text' (there are {', '.join(map(str, record)) or 'none'})")
    return Raw(field("key") or place, clean(text), field("headline"), field("published"), field("source"), field("url"))


def whole(file: BinaryIO) -> bytes:
    """Everything in the file. Raises UnreadableError if that is more than a report can be."""
    data = file.read(LONGEST_FILE + 1)
    if len(data) > LONGEST_FILE:
        raise UnreadableError(f"over {LONGEST_FILE // 2**20} MB: split it, or give the reports as JSON Lines")
    return data


Reader = Callable[[BinaryIO, str], Iterator[Raw | Problem]]
FORMATS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".eml": read_mail,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
}


def format_of(suffix: str, start: bytes) -> Reader:
    """By the ending of the name, else by how the content begins."""
    if suffix.lower() in FORMATS:
        return FORMATS[suffix.lower()]
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return read_pdf
    if start.startswith(b"PK\x03\x04"):
        return read_docx
    if re.match(rb"(?i)<(!doctype\s+html|html|head|body)\b", start):
        return read_html
    return read_json_lines if re.match(rb'\{\s*"', start) else read_text
