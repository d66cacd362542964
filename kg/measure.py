"""Network measures of the actor graph, by networkx."""

from dataclasses import dataclass

from kg.graph import Graph
from kg.network import actor_network
from kg.schema import Schema


@dataclass(frozen=True)
class Measure:
    """One actor. degree: number of other actors it has an edge with; betweenness: in [0, 1], unweighted (Brandes 2001);
    community: 1 is the largest, by greedy modularity (Clauset, Newman and Moore 2004).
    """

    id: str
    name: str
    label: str
    degree: int
    betweenness: float
    community: int


def measure(graph: Graph, schema: Schema) -> list[Measure]:
    """Every group and institution that has an edge with another, most connected first."""
    import networkx as nx

    actors = {"Group", "Institution"}
    between = frozenset(n for n, r in schema.relations.items() if actors & set(r.source) and actors & set(r.target))
    network = actor_network(graph, between)
    network.remove_nodes_from([n for n, degree in list(network.degree()) if degree == 0])
    if not network:
        return []
    betweenness = nx.betweenness_centrality(network)
    groups = nx.community.greedy_modularity_communities(network)
    ranked = sorted((sorted(group) for group in groups), key=lambda g: (-len(g), g))
    community = {member: i + 1 for i, group in enumerate(ranked) for member in group}
    rows = [
        Measure(n, data["name"], data["label"], network.degree(n), round(betweenness[n], 4), community[n])
        for n, data in network.nodes(data=True)
    ]
    return sorted(rows, key=lambda m: (-m.degree, -m.betweenness, m.id))
