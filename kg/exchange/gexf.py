"""GEXF 1.2 by networkx, for Gephi and Gephi Lite: entities, events and statistics with their edges."""

from typing import BinaryIO

from kg.graph import Graph
from kg.network import to_network
from kg.schema import Schema


def write(graph: Graph, schema: Schema, out: BinaryIO) -> None:
    import networkx as nx

    # networkx stamps the day of writing into the file; equal graphs must give equal bytes.
    text = "\n".join(line for line in nx.generate_gexf(to_network(graph)) if "<creator>" not in line)
    out.write(undated(text).encode() + b"\n")


def undated(text: str) -> str:
    head, mark, rest = text.partition(' lastmodifieddate="')
    return head + rest.partition('"')[2] if mark else text
