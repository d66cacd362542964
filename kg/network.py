"""The property graph as a networkx graph, for measures and for the formats that networkx writes."""

import json
from typing import TYPE_CHECKING, Any

from kg.graph import Graph, Properties, Value

if TYPE_CHECKING:
    import networkx as nx

EVIDENCE = ("Document", "Statement", "Judgement")
"""Labels that carry evidence; edges name their statements, so the network is drawn without these."""


def to_network(graph: Graph) -> "nx.MultiDiGraph[str]":
    """Entities, events and statistics with their edges, keyed by id, sorted; attributes are scalars.

    Lists become JSON text because GraphML and GEXF know no lists; `label` is the name (Gephi shows it), `kind` the node label
    or edge type.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept = {n.id: n for n in graph.sorted_nodes() if n.label not in EVIDENCE}
    for node in kept.values():
        network.add_node(node.id, label=node.name, node_label=node.label, **scalars(node.properties))
    for edge in graph.sorted_edges():
        if edge.source in kept and edge.target in kept:
            network.add_edge(edge.source, edge.target, key=edge.id, edge_type=edge.kind, **scalars(edge.properties))
    return network


def scalars(properties: Properties) -> dict[str, Any]:
    return {key: scalar(value) for key, value in sorted(properties.items()) if value is not None}


def scalar(value: Value) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def actor_network(graph: Graph, relations: frozenset[str]) -> "nx.Graph[str]":
    """Groups and institutions, joined where any of the relations joins them; weight = number of such edges, undirected."""
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    for node in graph.sorted_nodes():
        if node.label in ("Group", "Institution"):
            network.add_node(node.id, name=node.name, label=node.label)
    for edge in graph.sorted_edges():
        if edge.kind in relations and edge.source in network and edge.target in network and edge.source != edge.target:
            weight = network.get_edge_data(edge.source, edge.target, {"weight": 0})["weight"]
            network.add_edge(edge.source, edge.target, weight=weight + 1)
    return network
