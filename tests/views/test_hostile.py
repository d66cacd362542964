"""Text is text: an attack in every field, in a real browser, and proof that the policy holds where the page would fail."""

import base64
import csv
import hashlib
import io
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.graph import Graph, Node
from kg.schema import load_schema
from kg.views import write_view
from tests.views.conftest import NewTab, Tab
from tests.views.hostile import attack, hostile_graph

FIRED = "() => window.__fired || []"


@pytest.fixture(scope="module")
def hostile_page() -> str:
    out = io.StringIO()
    write_view(hostile_graph(), load_schema(), out, heading=attack("heading"))
    return out.getvalue()


def visit_everything(tab: Tab) -> None:
    """Every node, link, view, level, list, hint, hit and report."""
    page = tab.page
    page.evaluate(
        """() => {
          for (const level of document.querySelectorAll('#levels button')) {
            level.click();
            for (const n of kg.nodes) kg.select(n.id);
            for (const link of kg.picture().links) kg.select(link.id);
          }
          for (const view of document.querySelectorAll('[role=tab]')) view.click();
          for (const name of [0, 1, 2]) document.querySelectorAll('#table .bar button')[name].click();
          kg.tableText();
        }"""
    )
    for query in ("img", "<img", "onerror", "Plain", "لواء"):
        page.fill("#q", query)
    assert page.locator("#hits li[id]").count() > 0
    page.keyboard.press("Escape")
    page.evaluate("kg.select('event:f')")
    page.locator("#panel .card button").first.click()
    assert attack("quote") in (page.locator("#reader .text").text_content() or "")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)


def test_an_attack_in_every_field_stays_text(tab: Tab, tmp_path: Path, hostile_page: str) -> None:
    (tmp_path / "page.html").write_text(hostile_page, encoding="utf-8")
    page = tab.open(tmp_path / "page.html")
    visit_everything(tab)
    assert page.evaluate(FIRED) == []
    assert page.locator("#panel img, #panel script, #table img, #timeline img, #hits img, #reader img, h1 *").count() == 0
    assert page.evaluate("[...document.links].map(a => a.protocol).filter(p => !/^(https?|file|blob):$/.test(p))") == []
    assert page.locator("h1").text_content() == attack("heading")
    page.evaluate("kg.select('event:f')")
    assert page.locator("#panel h2").text_content() == attack("event")


def test_a_saved_table_holds_no_formula(tab: Tab, tmp_path: Path) -> None:
    graph = hostile_graph()
    named = Node("Group", "group:f", '=HYPERLINK("https://example.org","x")', {"documents": 1})
    write_view(Graph([*graph.nodes.values(), named], graph.edges.values()), load_schema(), tmp_path / "page.html")
    page = tab.open(tmp_path / "page.html", "rows=entities&tab=table")
    rows = list(csv.reader(io.StringIO(page.evaluate("kg.tableText()").lstrip("\ufeff"), newline="")))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))] == []
    assert '\'=HYPERLINK("https://example.org","x")' in {row[0] for row in rows}


SABOTAGE = (
    # Every string child becomes markup: the mistake that the page's own rule ("append, textContent") excludes.
    ("for (const child of children.flat(Infinity)) typeof child === 'string' ? node.insertAdjacentHTML('beforeend', child) : "
     "child && node.append(child);"),
)  # fmt: skip
HONEST = "node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));"


def sabotaged(page: str, *, policy: bool) -> str:
    """The page with the mistake in it; with its policy (renewed for the changed script), or without any."""
    assert page.count(HONEST) == 1
    broken = page.replace(HONEST, SABOTAGE[0])
    if not policy:
        return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", broken)
    old, new = (re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[-1] for text in (page, broken))
    return broken.replace(*(source(text) for text in (old, new)))


def source(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def test_without_a_policy_the_sabotaged_page_would_be_taken_over(new_tab: NewTab, tmp_path: Path, hostile_page: str) -> None:
    (tmp_path / "page.html").write_text(sabotaged(hostile_page, policy=False), encoding="utf-8")
    tab = new_tab()
    tab.open(tmp_path / "page.html")
    tab.page.evaluate("kg.select('event:f')")
    tab.page.wait_for_function("() => (window.__fired || []).length > 0", timeout=5000)


def test_the_policy_holds_on_the_sabotaged_page(new_tab: NewTab, tmp_path: Path, hostile_page: str) -> None:
    (tmp_path / "page.html").write_text(sabotaged(hostile_page, policy=True), encoding="utf-8")
    tab = new_tab()
    tab.open(tmp_path / "page.html")
    tab.page.evaluate("kg.select('event:f')")
    tab.page.wait_for_timeout(500)
    assert tab.page.locator("#panel img").count() > 0  # the mistake is there
    assert tab.page.evaluate(FIRED) == []
    assert any("Content Security Policy" in said for said in tab.said)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("policy", [True, False])
def test_a_page_cannot_call_home(
    new_tab: NewTab, tmp_path: Path, hostile_page: str, listener: tuple[str, list[str]], policy: bool
) -> None:
    address, asked = listener
    text = hostile_page if policy else sabotaged(hostile_page, policy=False)
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = new_tab(offline=False).open(tmp_path / "page.html")
    page.evaluate(
        """async (address) => {
          const image = new Image();
          const answered = new Promise((done) => (image.onload = image.onerror = done));
          image.src = address + '/image';
          await answered;
          await fetch(address + '/fetch', { mode: 'no-cors' }).catch(() => null);
        }""",
        address,
    )
    assert sorted(asked) == ([] if policy else ["/fetch", "/image"])
