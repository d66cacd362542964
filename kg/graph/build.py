"""The graph from nothing, and back: the records that a graph's nodes hold."""

import json
from collections.abc import Iterable
from typing import Any

from kg.graph import Graph, Node
from kg.graph.render import PLAIN
from kg.graph.world import World
from kg.resolve.judgements import Judgement, from_properties
from kg.schema import Schema
from kg.statement import Document, Mark, Statement


def build_graph(
    documents: Iterable[Document], statements: Iterable[Statement], judgements: Iterable[Judgement], schema: Schema
) -> Graph:
    """The graph of all live statements; a function of the three sets."""
    world = World(schema)
    world.change(by_document(documents, statements), judgements=judgements)
    return world.graph


def by_document(documents: Iterable[Document], statements: Iterable[Statement]) -> list[tuple[Document, list[Statement]]]:
    """Each document with its statements; statements of no document are left out."""
    told: dict[str, list[Statement]] = {}
    for st in statements:
        told.setdefault(st.document, []).append(st)
    return [(d, told.get(d.id, [])) for d in documents]


def contents(graph: Graph) -> tuple[list[Document], list[Statement], list[Judgement]]:
    """What the graph was built from: build_graph(*contents(graph), schema) is the graph again."""
    nodes = graph.sorted_nodes()
    return (
        [read_document(n) for n in nodes if n.label == "Document"],
        [read_statement(n) for n in nodes if n.label == "Statement"],
        [from_properties(n.properties) for n in nodes if n.label == "Judgement"],
    )


def read_document(node: Node) -> Document:
    """The record of a Document node."""
    p: dict[str, Any] = dict(node.properties)
    names = ("key", "text", "headline", "published", "published_from", "source", "url", "language")
    marks = tuple(Mark(*mark) for mark in json.loads(p.get("marks", "[]")))
    return Document(**{name: p[name] for name in names if name in p}, marks=marks)


def read_statement(node: Node) -> Statement:
    """The record of a Statement node."""
    p: dict[str, Any] = dict(node.properties)
    return Statement(**{name: p[name] for name in PLAIN if name in p}, args=json.loads(p["args"]))
