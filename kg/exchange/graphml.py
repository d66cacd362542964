"""GraphML by networkx: entities, events and statistics with their edges; read by yEd, Gephi, igraph, Cytoscape."""

from typing import BinaryIO

from kg.graph import Graph
from kg.network import to_network
from kg.schema import Schema


def write(graph: Graph, schema: Schema, out: BinaryIO) -> None:
    import networkx as nx

    nx.write_graphml_xml(to_network(graph), out, named_key_ids=True)
