"""Formats in and out. A format is one module with `write(graph, schema, out)` and one line in EXPORTERS."""

from collections.abc import Callable
from typing import BinaryIO

from kg.exchange import gexf, graphml, jsonl, neo4j_admin, trig
from kg.graph import Graph
from kg.schema import Schema

Exporter = Callable[[Graph, Schema, BinaryIO], None]

EXPORTERS: dict[str, Exporter] = {
    "gexf": gexf.write,
    "graphml": graphml.write,
    "jsonl": jsonl.write,
    "neo4j-admin": neo4j_admin.write,
    "trig": trig.write,
}
