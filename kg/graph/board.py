"""The rendered graph, by owner: what each part of the world put there, so that the next rendering replaces exactly that."""

from collections.abc import Iterable

from kg.graph import Delta, Edge, Graph, Node

Owner = tuple[str, ...]


class Board:
    """Keeps the graph and notes its changes until `delta` is taken."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.owned: dict[Owner, tuple[frozenset[str], frozenset[str]]] = {}
        self._nodes: dict[str, Node | None] = {}  # id -> what stood there before the first change
        self._edges: dict[str, Edge | None] = {}

    def put(self, owner: Owner, nodes: Iterable[Node] = (), edges: Iterable[Edge] = ()) -> None:
        """The owner's part of the graph is now exactly these; no two owners make one id."""
        had_nodes, had_edges = self.owned.get(owner, (frozenset(), frozenset()))
        new_nodes, new_edges = {n.id: n for n in nodes}, {e.id: e for e in edges}
        for node_id in had_nodes - new_nodes.keys():
            self._nodes.setdefault(node_id, self.graph.nodes.pop(node_id))
        for edge_id in had_edges - new_edges.keys():
            self._edges.setdefault(edge_id, self.graph.edges.pop(edge_id))
        for node_id, node in new_nodes.items():
            if (old := self.graph.nodes.get(node_id)) != node:
                self._nodes.setdefault(node_id, old)
                self.graph.nodes[node_id] = node
        for edge_id, edge in new_edges.items():
            if (before := self.graph.edges.get(edge_id)) != edge:
                self._edges.setdefault(edge_id, before)
                self.graph.edges[edge_id] = edge
        if new_nodes or new_edges:
            self.owned[owner] = frozenset(new_nodes), frozenset(new_edges)
        else:
            self.owned.pop(owner, None)

    def delta(self) -> Delta:
        """The changes since the last call, sorted."""
        before = Graph(filter(None, self._nodes.values()), filter(None, self._edges.values()))
        after = Graph(
            (self.graph.nodes[i] for i in self._nodes if i in self.graph.nodes),
            (self.graph.edges[i] for i in self._edges if i in self.graph.edges),
        )
        self._nodes, self._edges = {}, {}
        return before.delta(after)
