"""Bytes to text, whatever the encoding."""

import codecs
import re

from kg.documents.raw import UnreadableError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"BM\x00",
    b"RIFF",
    b"SQLite format 3",
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
FOREIGN = re.compile(rb"[\x80-\xff]{3,}(?: [\x80-\xff]+)*")
ONE_BYTE = ("cp1252", "cp1256", "cp1251", "cp1253", "cp1254", "cp1255", "cp1250")
SURROGATES = re.compile("[\ud800-\udfff]")
SAMPLE = 65536


def decode(data: bytes) -> str:
    """The text of a file, line ends as \\n. Raises UnreadableError for what is no text."""
    return clean(decoded(data))


def clean(text: str) -> str:
    """Line ends as \\n; half characters, which JSON can carry and no file can hold, as U+FFFD."""
    return SURROGATES.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def decoded(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    sample = data[:SAMPLE]
    if data.startswith(MAGIC):
        raise UnreadableError("binary, not text: expected a report in text, HTML, PDF, Word, mail, JSON Lines or CSV")
    if wide := wide_encoding(sample):
        return data.decode(wide, errors="replace")
    if len(CONTROL.findall(sample)) > len(sample) // 100:
        raise UnreadableError("binary, not text: expected a report in text, HTML, PDF, Word, mail, JSON Lines or CSV")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return narrow(data)


def wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of English text is 0."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else None


def narrow(data: bytes) -> str:
    """One byte a character. Single bytes above ASCII in English text are quotes and accents of Windows-1252; runs of
    them are words in another script, and charset-normalizer says which.
    """
    runs = b" ".join(FOREIGN.findall(data))[:SAMPLE]
    if not runs:
        return data.decode("cp1252", errors="replace")
    import charset_normalizer

    best = charset_normalizer.from_bytes(runs, cp_isolation=list(ONE_BYTE)).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")
