"""The whole graph as JSON Lines: nodes, then edges, sorted. The form that rebuilds any store, byte for byte."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.graph import Edge, Graph, Node
from kg.schema import Schema


def write(graph: Graph, schema: Schema, out: BinaryIO) -> None:
    for line in graph.lines():
        out.write(line.encode() + b"\n")


def read(lines: Iterable[str]) -> Graph:
    """The graph that `write` wrote. Raises InputError naming the line."""
    graph = Graph()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if "node" in data:
                node = Node(data.pop("node"), data.pop("id"), data.pop("name"), data)
                graph.nodes[node.id] = node
            else:
                edge = Edge(data["edge"], data["source"], data["target"], data["properties"], data["id"])
                graph.edges[edge.id] = edge
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise InputError(f"line {number}: should be a node or an edge as `kg export jsonl` writes them: {exc}") from exc
    dangling = next((e for e in graph.sorted_edges() if e.source not in graph.nodes or e.target not in graph.nodes), None)
    if dangling:
        raise InputError(f"edge {dangling.id} ({dangling.kind}) has an end that is not in the file: is it cut off?")
    return graph


def records(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number from 1, JSON object) of every line that is not blank. Raises InputError naming the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as exc:
            raise InputError(f"line {number}: should be a JSON object: {exc}") from exc
        if not isinstance(data, dict):
            raise InputError(f"line {number}: should be a JSON object, not {type(data).__name__}")
        yield number, data
