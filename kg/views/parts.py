"""A graph taken apart once: what is drawn, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph import Edge, Graph, Node

EVIDENCE = frozenset(("Statement", "Judgement"))
POINTERS = frozenset(("ABOUT", "STATED_IN"))


@dataclass(frozen=True)
class Parts:
    """`nodes`: all but statements and judgements; `edges`: the derived ones; both sorted, as are `statements`.

    home: statement -> document; about: statement -> [(role, node)].
    """

    nodes: list[Node]
    edges: list[Edge]
    statements: list[Node]
    labels: Mapping[str, str]
    home: Mapping[str, str]
    about: Mapping[str, list[tuple[str | None, str]]]


def take_apart(graph: Graph) -> Parts:
    """The parts of a graph, each in the order of Graph.sorted_nodes and sorted_edges."""
    nodes, edges = graph.sorted_nodes(), graph.sorted_edges()
    labels = {n.id: n.label for n in nodes if n.label not in EVIDENCE}
    about: dict[str, list[tuple[str | None, str]]] = {}
    for edge in edges:
        if edge.kind == "ABOUT" and edge.target in labels:
            role = edge.properties.get("role")
            about.setdefault(edge.source, []).append((role if isinstance(role, str) else None, edge.target))
    return Parts(
        nodes=[n for n in nodes if n.label not in EVIDENCE],
        edges=[e for e in edges if e.kind not in POINTERS],
        statements=[n for n in nodes if n.label == "Statement"],
        labels=labels,
        home={e.source: e.target for e in edges if e.kind == "STATED_IN"},
        about=about,
    )
