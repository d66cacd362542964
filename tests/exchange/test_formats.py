"""Every export format: a golden file, the same bytes in any order, and read back by its library."""

import io
import os
from pathlib import Path

import networkx as nx
import pytest
import rdflib

from kg.errors import InputError
from kg.exchange import EXPORTERS, jsonl
from kg.graph import Graph
from kg.integrity import check
from kg.schema import load_schema
from tests.small import small_graph

GOLDEN = Path(__file__).parent / "golden"


def written(name: str, graph: Graph) -> bytes:
    out = io.BytesIO()
    EXPORTERS[name](graph, load_schema(), out)
    return out.getvalue()


@pytest.mark.parametrize("name", EXPORTERS)
def test_golden(name: str) -> None:
    file = GOLDEN / f"small.{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(written(name, small_graph()))
    assert written(name, small_graph()).decode() == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPORTERS)
def test_order_of_making_does_not_matter(name: str) -> None:
    graph = small_graph()
    turned = Graph(reversed(list(graph.nodes.values())), reversed(list(graph.edges.values())))
    assert written(name, turned) == written(name, graph)


def test_the_small_graph_is_whole() -> None:
    assert list(check(small_graph(), load_schema())) == []


def test_jsonl_comes_back_the_same() -> None:
    text = written("jsonl", small_graph()).decode()
    assert list(jsonl.read(text.splitlines()).lines()) == text.splitlines()


def test_a_cut_off_file_is_refused() -> None:
    lines = written("jsonl", small_graph()).decode().splitlines()
    with pytest.raises(InputError, match="has an end that is not in the file: is it cut off"):
        jsonl.read(lines[1:])
    with pytest.raises(InputError, match="line 2: should be a node or an edge"):
        jsonl.read([lines[0], lines[1][:-9]])


def test_graphml_is_read_by_networkx() -> None:
    network = nx.read_graphml(io.BytesIO(written("graphml", small_graph())), force_multigraph=True)
    assert sorted(data["label"] for _, data in network.nodes(data=True)) == sorted(
        n.name for n in small_graph().nodes.values() if n.label not in ("Document", "Statement")
    )
    assert sorted(data["edge_type"] for *_, data in network.edges(data=True)) == [
        "ACTOR",
        "ALLIED_WITH",
        "ATTACKED",
        "OCCURRED_IN",
        "SCOPED_TO",
        "TARGET",
    ]


def test_gexf_is_read_by_networkx() -> None:
    network = nx.read_gexf(io.BytesIO(written("gexf", small_graph())))
    assert network.nodes["event:1"]["killed_low"] == 2
    assert network.number_of_edges() == 6


def test_an_allegation_is_no_plain_triple() -> None:
    data = rdflib.Dataset(default_union=True)
    data.parse(data=written("trig", small_graph()), format="trig")
    asked = "PREFIX kg: <urn:conflict-kg:ontology#> ASK { ?a kg:%s ?b }"
    assert bool(data.query(asked % "attacked").askAnswer)
    assert not bool(data.query(asked % "alliedWith").askAnswer)
    stances = data.query(
        "PREFIX kg: <urn:conflict-kg:ontology#> SELECT ?s { ?e rdf:predicate kg:alliedWith ; kg:stance ?s ; "
        "<http://www.w3.org/ns/prov#wasDerivedFrom>/<http://www.w3.org/ns/prov#wasQuotedFrom> ?d }"
    )
    assert [str(row[0]) for row in stances] == ["alleged"]


def test_each_document_is_a_named_graph() -> None:
    data = rdflib.Dataset()
    data.parse(data=written("trig", small_graph()), format="trig")
    named = {str(g.identifier): len(g) for g in data.graphs() if g.identifier != data.default_graph.identifier}
    assert set(named) == {"urn:conflict-kg:doc:a", "urn:conflict-kg:doc:b"}
    assert all(named.values())
