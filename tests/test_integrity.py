"""`kg check` finds each kind of damage, in either store, and finds nothing in a whole one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.graph import Edge, Graph
from kg.integrity import check
from kg.schema import load_schema
from kg.store import Store
from tests.small import small_graph

EVENT = "edge:" + "0" * 16


def quote(graph: Graph) -> None:
    node = graph.nodes["st:1"]
    graph.nodes["st:1"] = replace(node, properties={**node.properties, "quote": "Fighters of the Delta Group"})


def span(graph: Graph) -> None:
    node = graph.nodes["st:2"]
    graph.nodes["st:2"] = replace(node, properties={**node.properties, "start": 3})


def text(graph: Graph) -> None:
    node = graph.nodes["doc:b"]
    graph.nodes["doc:b"] = replace(node, properties={**node.properties, "text": "Another text."})


def evidence(graph: Graph) -> None:
    edge = next(e for e in graph.edges.values() if e.kind == "ATTACKED")
    graph.edges[edge.id] = replace(edge, properties={**edge.properties, "statements": ["st:9"]})


def unsupported(graph: Graph) -> None:
    graph.edges[EVENT] = Edge("RIVAL_OF", "group:~delta-group", "group:~ridge-front", {"stance": "asserted"}, EVENT)


def untold(graph: Graph) -> None:
    for edge in [e for e in graph.edges.values() if e.kind == "ABOUT" and e.target == "event:1"]:
        del graph.edges[edge.id]


@pytest.mark.parametrize(
    ("damage", "faults"),
    [
        (lambda graph: None, []),
        (quote, ["Statement st:1: its quote is not what a.txt says at 0-43"]),
        (span, ["Statement st:2: its quote is not what b.txt says at 3-96"]),
        (text, [f"Statement st:{n}: its quote is not what b.txt says at {s}" for n, s in ((2, "58-96"), (3, "17-56"))]),
        (evidence, ["edge edge:19c5b925832288bc (ATTACKED): its statement st:9 is not in the store"]),
        (unsupported, [f"edge {EVENT} (group:~delta-group RIVAL_OF group:~ridge-front): no statement supports it"]),
        (untold, ["Event event:1 (Armed clash, Kolat, 2024-05-03): no statement is about it"]),
    ],
)
def test_damage_is_found(store: Store, damage: Callable[[Graph], None], faults: list[str]) -> None:
    graph = small_graph()
    damage(graph)
    store.write(Graph().delta(graph))
    assert list(check(store.graph(), load_schema())) == faults
