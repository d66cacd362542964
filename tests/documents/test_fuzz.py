"""Whatever lies in a file, read() gives documents and problems and never raises."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import Problem, read
from kg.documents.formats import FORMATS
from kg.documents.marks import find_marks
from kg.schema import load_schema
from kg.statement import Document

STARTS = st.sampled_from(
    [
        b"",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"<html><body>",
        b"From: a\n\n",
        b'{"text": "',
        b"id,text\n",
    ]
)
CONTENT = st.binary(max_size=400) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))
LINES = st.sampled_from(
    [
        "Share.",
        "By Ana Roe",
        "KABUL, Feb 4 - A bomb went off.",
        "4 February 2023",
        "Also read: x",
        "[",
        "— AFP",
        "—",
        "  ",
        "On 8 May, 2023 he",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*FORMATS, ".unknown"]), STARTS, CONTENT)
@pytest.mark.filterwarnings("ignore")  # what the format libraries say of such files
def test_any_bytes_under_any_name(tmp_path: Path, suffix: str, start: bytes, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(start + content)
    for found in read([str(path)]):
        assert isinstance(found, Document | Problem)
        assert "\n" not in str(found) if isinstance(found, Problem) else found.sha256


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES | st.text(max_size=60), max_size=12))
def test_marks_stand_in_order_and_the_text_is_kept(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "\n".join(lines)}), encoding="utf-8")
    for document in read([str(path)]):
        if isinstance(document, Document):
            marks = document.marks
            assert all(0 <= m.start < m.end <= len(document.text) for m in marks)
            assert all(a.end <= b.start for a, b in pairwise(marks))


@pytest.mark.parametrize("piece", [" ", "\n", " \n", "X: ", "By Ana Roe\n", "-", "(", "4 May 2023\n", "KABUL, "])
def test_time_is_linear(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        find_marks(text, load_schema())
        return time.process_time() - start

    assert cost(160_000) < 12 * cost(40_000) + 0.2
