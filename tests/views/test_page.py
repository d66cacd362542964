"""The page as a file: what it holds, that it is the same every time, and that it refuses what it cannot draw."""

import base64
import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import Edge, Graph, Node
from kg.schema import load_schema
from kg.views import write_view
from kg.views.assets import HERE, libraries, read_pyvis
from kg.views.data import STATEMENT, passages
from kg.views.page import unpacked
from tests.views.small import small_graph

ROOT = Path(__file__).parents[2]


def page_of(graph: Graph, **options: object) -> str:
    out = io.StringIO()
    write_view(graph, load_schema(), out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def graph_of(page: str) -> Graph:
    """The graph again, from nothing but the page."""
    data = unpacked(page)
    names = [n["id"] for n in data["nodes"]]
    texts = {doc: "".join(text for _, text in pieces) for doc, pieces in data["texts"].items()}
    nodes, edges = [], []
    for n in data["nodes"]:
        text = {"text": texts[n["id"]]} if n["id"] in texts else {}
        nodes.append(Node(n["kind"], n["id"], n["name"], {**n["props"], **text}))
    for id_, name, doc, start, end, own, *rest, about in data["statements"]:
        quote = own or texts[names[doc]][start:end]
        known = {k: v for k, v in zip(STATEMENT, rest, strict=True) if v is not None}
        place = {"document": names[doc], "start": start, "end": end, "quote": quote}
        nodes.append(Node("Statement", id_, name or quote, place | known))
        edges.append(Edge("STATED_IN", id_, names[doc]))
        edges += [Edge("ABOUT", id_, names[n], {"role": role} if role else {}) for role, n in about]
    statements = [row[0] for row in data["statements"]]
    for kind, source, target, props, *id_ in data["edges"]:
        listed = {"statements": [statements[i] for i in props["statements"]]} if "statements" in props else {}
        edges.append(Edge(kind, names[source], names[target], {**props, **listed}, *id_))
    return Graph(nodes, edges)


def test_the_page_holds_the_whole_graph() -> None:
    assert list(graph_of(page_of(small_graph())).lines()) == list(small_graph().lines())


def test_the_report_counts_what_the_page_holds(tmp_path: Path) -> None:
    report = write_view(small_graph(), load_schema(), tmp_path / "page.html")
    assert (report.level, report.edges, report.drawn) == ("events", 6, 5)
    assert report.nodes == {"Document": 2, "Group": 2, "Institution": 1, "Place": 1, "Event": 1, "Statistic": 1}
    assert report.size == (tmp_path / "page.html").stat().st_size
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_equal_graphs_give_equal_bytes() -> None:
    graph = small_graph()
    turned = Graph(
        [Node(n.label, n.id, n.name, dict(reversed(n.properties.items()))) for n in reversed(graph.nodes.values())],
        [Edge(e.kind, e.source, e.target, dict(reversed(e.properties.items())), e.id) for e in reversed(graph.edges.values())],
    )
    assert page_of(turned) == page_of(graph)


def test_bytes_do_not_hang_on_the_hash_seed() -> None:
    code = (
        "import hashlib, io; from kg.views import write_view; from kg.schema import load_schema\n"
        "from tests.views.small import small_graph; out = io.StringIO(); write_view(small_graph(), load_schema(), out)\n"
        "print(hashlib.sha256(out.getvalue().encode()).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1


def test_the_policy_names_every_script_and_style_and_nothing_else() -> None:
    page = page_of(small_graph())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = policy.group(1).replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == 6
    assert len(styles) == 3
    assert set(re.findall(r"'(sha256-[^']*)'", allowed)) == {
        "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts + styles
    }
    assert re.sub(r" ?'sha256-[^']*'", "", allowed) == (
        "default-src 'none'; script-src; style-src; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def test_nothing_in_the_page_is_fetched() -> None:
    page = page_of(small_graph())
    assert (
        re.findall(r"<(?:link|img|iframe|object|embed|base)\b|<script[^>]*\bsrc=|@import|url\(", page.split("<script>")[0]) == []
    )


def test_a_heading_is_text() -> None:
    page = page_of(small_graph(), heading='</title><script>alert(1)</script>"\ud800')
    assert "<script>alert" not in page
    assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;?" in page


def test_data_cannot_end_its_element() -> None:
    harmless, hostile = (Graph([Node("Group", "group:x", name)]) for name in ("x", "</script><script>alert(1)</script>"))
    assert page_of(hostile).count("<script>") == page_of(harmless).count("<script>")


def test_without_the_map_its_parts_stay_out() -> None:
    page = page_of(small_graph(), map_=False)
    assert "Agafonkin" not in page  # who wrote Leaflet, and says so in it
    assert "Agafonkin" in page_of(small_graph())
    assert 'id="atlas"' not in page
    assert 'id="tab-map"' not in page


def test_an_empty_graph_is_refused() -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        page_of(Graph())
    with pytest.raises(InputError, match="'group:nobody' is not in the selection"):
        page_of(small_graph(), focus=["group:nobody"])


def test_long_texts_keep_the_passages_around_their_quotes() -> None:
    text = "word " * 400 + "the quote " + "word " * 400
    start = text.index("the quote")
    kept = passages(text, [(start, start + 9), (5, 9)])
    assert [text[first : first + len(piece)] == piece for first, piece in kept] == [True, True]
    assert kept[0][0] == 0
    assert "the quote" in kept[1][1]
    assert all(len(piece) < 500 for _, piece in kept)
    assert not kept[1][1].startswith("ord")


def test_the_page_of_pyvis_itself_is_refused(tmp_path: Path) -> None:
    from kg.views.network import PageNetwork

    with pytest.raises(NotImplementedError, match="write_view"):
        PageNetwork().write_html(str(tmp_path / "page.html"))
    assert list(tmp_path.iterdir()) == []


def test_libraries_are_those_that_were_vetted() -> None:
    for library in libraries()["npm"]:
        for name, sha256 in library["sha256"].items():
            assert hashlib.sha256((HERE / "vendor" / name).read_bytes()).hexdigest() == sha256, name
        assert library["licence"]
        assert any("LICENSE" in name for name in library["files"]), library["name"]
    assert "vis-network" in read_pyvis("templates/lib/vis-9.1.2/vis-network.min.js")[:400]


def test_every_script_is_part_of_the_page() -> None:
    from kg.views.assets import SCRIPTS

    assert sorted(SCRIPTS) == sorted(p.stem for p in (HERE / "js").glob("*.js"))


def test_base_map_is_carried_whole() -> None:
    found = re.search(r'id="atlas">([^<]*)<', page_of(small_graph()))
    assert found is not None
    assert gzip.decompress(base64.b64decode(found.group(1))).decode() == (HERE / "vendor" / "countries-110m.json").read_text(
        "utf-8"
    )
