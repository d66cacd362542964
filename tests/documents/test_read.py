"""Reading what people have: real files of every format, whole documents expected, one clear line for each problem."""

import io
import json
import sys
from pathlib import Path

import pytest

from kg.documents import Problem, read
from kg.errors import InputError
from kg.statement import Document, Mark

REPORT = (
    "KABUL, Feb 4, 2023 - A bomb killed two soldiers near the gate of a base on Saturday, the defence ministry said.\n"
    "No group claimed the attack, which came days after a raid in the same province."
)
DATELINE = Mark(0, 21, "dateline")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(key: str, **fields: str | None) -> Document:
    given = {"published": "2023-02-04", "published_from": "dateline", **fields}
    return Document(key, REPORT, marks=(DATELINE,), **given)  # type: ignore[arg-type]


def test_text_in_any_encoding(here: Path) -> None:
    accented = REPORT.replace("gate", "\u201cgate\u201d").replace("base", "base in Gal\xe9")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"):
        (here / f"{encoding}.txt").write_bytes(accented.replace("\n", "\r\n").encode(encoding))
    assert [(d.key, d.text) for d in read(["."]) if isinstance(d, Document)] == [
        (f"{name}.txt", accented) for name in ("cp1252", "utf-16-be", "utf-16-le", "utf-16", "utf-32", "utf-8-sig", "utf-8")
    ]


def test_words_of_another_script_in_one_byte_an_encoding(here: Path) -> None:
    text = REPORT + " The police chief, \u0645\u062d\u0645\u062f \u0639\u0644\u064a, was not hurt."
    (here / "a.txt").write_bytes(text.encode("cp1256"))
    assert [d.text for d in read(["a.txt"]) if isinstance(d, Document)] == [text]


def test_html_gives_title_date_source_and_address(here: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.split("\n"))
    (here / "page.html").write_text(
        '<html><head><title>Bomb at a base</title><meta property="og:title" content="Bomb at a base">'
        '<meta property="og:site_name" content="The Gazette">'
        '<meta property="article:published_time" content="2023-02-05T08:00:00Z">'
        '<link rel="canonical" href="https://gazette.example/bomb"></head>'
        '<body><nav><a href="/">Home</a><a href="/w">World</a></nav>'
        f"<article><h1>Bomb at a base</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )
    (document,) = read(["page.html"])
    assert isinstance(document, Document)
    assert (document.headline, document.published, document.published_from) == ("Bomb at a base", "2023-02-05", "metadata")
    assert (document.source, document.url, document.key) == ("The Gazette", "https://gazette.example/bomb", "page.html")
    assert document.text.endswith(REPORT)
    assert "World" not in document.text


def test_a_bare_fragment_of_html_is_read(here: Path) -> None:
    (here / "piece.html").write_text("<p>Two soldiers died.</p>")
    assert list(read(["piece.html"])) == [Document("piece.html", "Two soldiers died.")]


def test_word(here: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title = "Bomb at a base"
    for line in REPORT.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Killed", "2"
    document.save("a.docx")
    (found,) = read(["a.docx"])
    assert found == Document("a.docx", REPORT + "\nKilled | 2", "Bomb at a base", "2023-02-04", "dateline", marks=(DATELINE,))


def pdf(lines: list[str]) -> bytes:
    """A page of text, written by hand."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 10 Tf 40 700 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode(
            "latin-1"
        )
    )


def test_pdf_lines_become_paragraphs(here: Path) -> None:
    lines = [
        "KABUL, Feb 4, 2023 - A bomb killed two soldiers near the gate of a",
        "base on Saturday, the defence ministry said. No group made a state-",
    ]
    (here / "a.pdf").write_bytes(pdf([*lines, "ment on it.", "A second paragraph of the report."]))
    (document,) = read(["a.pdf"])
    assert isinstance(document, Document)
    assert document.text == (
        "KABUL, Feb 4, 2023 - A bomb killed two soldiers near the gate of a base on Saturday, the defence ministry said. "
        "No group made a statement on it.\nA second paragraph of the report."
    )
    assert (document.published, document.published_from) == ("2023-02-04", "dateline")


def test_mail(here: Path) -> None:
    head = "From: Field desk <desk@agency.example>\nSubject: Bomb at a base\nDate: Sun, 05 Feb 2023 09:00:00 +0500\n"
    (here / "a.eml").write_bytes((head + "Content-Type: text/plain; charset=utf-8\n\n" + REPORT).encode())
    assert list(read(["a.eml"])) == [
        report("a.eml", headline="Bomb at a base", published="2023-02-05", published_from="metadata", source="Field desk")
    ]


def test_json_lines_and_tables(here: Path) -> None:
    record = {
        "id": 7,
        "text": REPORT,
        "title": "Bomb at a base",
        "published": "2023-02-05",
        "source": "wire",
        "url": "https://w.example/7",
    }
    expected = report(
        "7",
        headline="Bomb at a base",
        published="2023-02-05",
        published_from="metadata",
        source="wire",
        url="https://w.example/7",
    )
    (here / "a.jsonl").write_text(json.dumps(record) + "\n\n{broken\n" + json.dumps({"title": "x"}) + "\n[]\n")
    (here / "wide.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-16")
    (here / "a.csv").write_text(
        "URL;Headline;Date;Source;Text\nhttps://w.example/7;Bomb at a base;5 February 2023;wire;" + f'"{REPORT}"\n'
    )
    (here / "b.csv").write_text("id,body\n1,x\n")
    (here / "a.json").write_text(json.dumps([record]))
    found = list(read(["a.jsonl", "a.csv", "b.csv", "a.json", "wide.jsonl"]))
    assert [p if isinstance(p, Document) else str(p) for p in found] == [
        expected,
        "a.jsonl#3: not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "a.jsonl#4: no text in the field 'text' (there are title)",
        'a.jsonl#5: expected an object such as {"id": …, "text": …}',
        report(
            "https://w.example/7",
            headline="Bomb at a base",
            published="2023-02-05",
            published_from="metadata",
            source="wire",
            url="https://w.example/7",
        ),
        "b.csv: no column 'text' (there are id, body): name the one that holds the report 'text'",
        expected,
        expected,
    ]


def test_folders_globs_and_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("in/b.txt", "in/a.md", "in/deep/c.txt", "in/.hidden.txt", "in/picture.png"):
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT)
    assert list(read(["./in/"])) == [report("in/a.md"), report("in/b.txt"), report("in/deep/c.txt")]
    assert list(read(["in/*.txt", "in"])) == [report("in/b.txt"), report("in/a.md"), report("in/deep/c.txt")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert list(read(["-"])) == [report("stdin")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"id": "x", "text": REPORT}).encode())))
    assert list(read(["-"])) == [report("x")]


def test_every_problem_has_one_line_and_the_rest_is_read(here: Path) -> None:
    (here / "empty.txt").write_text(" \n")
    (here / "nothing.txt").touch()
    (here / "signs.txt").write_text("--- 12 ---")
    (here / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (here / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (here / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (here / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    (here / "long.txt").write_text("A word. " * 125_001)
    (here / "french.txt").write_text(
        "Les forces de sécurité ont tué douze militants dans le district, a indiqué la police jeudi soir. " * 4
    )
    (here / "dated.jsonl").write_text(json.dumps({"id": "d", "text": REPORT, "published": "soon"}))
    (here / "good.txt").write_text(REPORT)
    (here / "none").mkdir()
    names = [
        "empty.txt",
        "nothing.txt",
        "signs.txt",
        "binary.txt",
        "noise.txt",
        "broken.pdf",
        "broken.docx",
        "long.txt",
        "french.txt",
    ]
    binary = "binary, not text: expected a report in text, HTML, PDF, Word, mail, JSON Lines or CSV"
    found = list(read([*names, "dated.jsonl", "absent.txt", "no*.html", "none", "good.txt"]))
    pdf_problem = found.pop(5)
    assert isinstance(pdf_problem, Problem)
    assert str(pdf_problem).startswith("broken.pdf: not a PDF that can be read (")
    assert [p if isinstance(p, Document) else str(p) for p in found] == [
        "empty.txt: empty: no text in it",
        "nothing.txt: empty",
        "signs.txt: empty: no text in it",
        f"binary.txt: {binary}",
        f"noise.txt: {binary}",
        "broken.docx: not a Word file (.docx) that can be read: save it again as .docx",
        "long.txt: 1,000,008 characters: a report may have 1,000,000; split it",
        "french.txt: not in English (language 'fr'): translate it first",
        "d: published 'soon' is no date such as 2024-03-27: read without it",
        report("d"),
        "absent.txt: no such file or folder",
        "no*.html: no such file or folder",
        "none: no reports in this folder: expected files ending in "
        ".csv, .docx, .eml, .htm, .html, .json, .jsonl, .markdown, .md, .ndjson, .pdf, .text, .tsv, .txt, .xhtml",
        report("good.txt"),
    ]


def test_the_option_stands_before_everything(here: Path) -> None:
    (here / "a.txt").write_text(REPORT)
    assert list(read(["a.txt"], published="2024-01-02")) == [report("a.txt", published="2024-01-02", published_from="option")]
    with pytest.raises(InputError, match="'soon' should be a date such as 2024-03-27"):
        list(read(["a.txt"], published="soon"))
