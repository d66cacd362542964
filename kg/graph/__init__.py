"""The property graph as plain records, sorted; what stores, exchange formats and views take and give (docs/model.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.ids import canonical_json, digest

Value = str | int | float | bool | None | list[str] | list[int] | list[float]
Properties = Mapping[str, Value]


@dataclass(frozen=True)
class Node:
    """`properties` holds neither id, name nor nulls."""

    label: str
    id: str
    name: str
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """Directed source -> target; `properties` holds neither id nor nulls."""

    kind: str
    source: str
    target: str
    properties: Properties = field(default_factory=dict)
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            role = self.properties.get("role")
            object.__setattr__(self, "id", "edge:" + digest(self.kind, self.source, self.target, role))


@dataclass(frozen=True)
class Delta:
    """What turns one graph into another. Nodes and edges to write whole (by id), ids to remove."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    gone_nodes: tuple[Node, ...] = ()
    gone_edges: tuple[Edge, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.gone_nodes or self.gone_edges)


class Graph:
    """Nodes and edges by id. Iteration is sorted, so equal graphs give equal bytes."""

    def __init__(self, nodes: Iterable[Node] = (), edges: Iterable[Edge] = ()) -> None:
        self.nodes: dict[str, Node] = {n.id: n for n in nodes}
        self.edges: dict[str, Edge] = {e.id: e for e in edges}

    def sorted_nodes(self) -> list[Node]:
        return sorted(self.nodes.values(), key=lambda n: (n.label, n.id))

    def sorted_edges(self) -> list[Edge]:
        return sorted(self.edges.values(), key=lambda e: (e.kind, e.source, e.target, e.id))

    def delta(self, after: "Graph") -> Delta:
        """What to write and remove so that this graph becomes `after`."""
        return Delta(
            tuple(n for n in after.sorted_nodes() if self.nodes.get(n.id) != n),
            tuple(e for e in after.sorted_edges() if self.edges.get(e.id) != e),
            tuple(n for n in self.sorted_nodes() if n.id not in after.nodes),
            tuple(e for e in self.sorted_edges() if e.id not in after.edges),
        )

    def lines(self) -> Iterable[str]:
        """JSON Lines: nodes then edges, sorted; the byte form that promises of equality speak of."""
        for n in self.sorted_nodes():
            yield canonical_json({"node": n.label, "id": n.id, "name": n.name, **n.properties})
        for e in self.sorted_edges():
            ends = {"edge": e.kind, "id": e.id, "source": e.source, "target": e.target}
            yield canonical_json({**ends, "properties": dict(e.properties)})
