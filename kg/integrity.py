"""Is the store whole? Every edge has evidence, every quote is what its document says at that place."""

import json
from collections.abc import Iterator

from kg.graph import Edge, Graph
from kg.schema import Schema

WITHOUT_EVIDENCE = ("STATED_IN", "ABOUT", "PART_OF")


def check(graph: Graph, schema: Schema) -> Iterator[str]:
    """One line a fault, sorted by id; none when the store is whole."""
    about = {e.target for e in graph.edges.values() if e.kind == "ABOUT"}
    stated = {e.source: e.target for e in graph.edges.values() if e.kind == "STATED_IN"}
    for node in graph.sorted_nodes():
        if node.label == "Statement":
            yield from check_statement(graph, node.id, stated.get(node.id))
        elif node.label in ("Event", "Statistic") and node.id not in about:
            yield f"{node.label} {node.id} ({node.name}): no statement is about it"
    known = set(schema.relations) | {"STATED_IN", "ABOUT", "ACTOR", "TARGET", "CLAIMED_BY", "DENIED_BY", "ATTRIBUTED_TO"}
    known |= {"OCCURRED_IN", "PART_OF", "SCOPED_TO"}
    for edge in graph.sorted_edges():
        if edge.kind not in known:
            yield f"edge {edge.id}: type {edge.kind} is not in schema/relation/"
        for end in (edge.source, edge.target):
            if end not in graph.nodes:
                yield f"edge {edge.id} ({edge.kind}): its end {end} is not in the store"
        yield from check_evidence(graph, edge)


def check_statement(graph: Graph, id_: str, document: str | None) -> Iterator[str]:
    properties = graph.nodes[id_].properties
    source = graph.nodes.get(document or "")
    if source is None or document != properties.get("document"):
        yield f"Statement {id_}: its document {properties.get('document')} is not in the store or not joined to it"
        return
    start, end = properties.get("start"), properties.get("end")
    text = source.properties.get("text")
    if not isinstance(text, str) or not isinstance(start, int) or not isinstance(end, int):
        yield f"Statement {id_}: span or text of {document} is missing"
    elif text[start:end] != properties.get("quote"):
        yield f"Statement {id_}: its quote is not what {source.properties.get('key')} says at {start}-{end}"
    try:
        json.loads(str(properties.get("args")))
    except ValueError:
        yield f"Statement {id_}: args is not JSON"


def check_evidence(graph: Graph, edge: Edge) -> Iterator[str]:
    if edge.kind in WITHOUT_EVIDENCE or (edge.kind == "LOCATED_IN" and edge.properties.get("known")):
        return
    statements = edge.properties.get("statements")
    if not isinstance(statements, list) or not statements:
        yield f"edge {edge.id} ({edge.source} {edge.kind} {edge.target}): no statement supports it"
        return
    for statement in statements:
        if graph.nodes.get(str(statement)) is None:
            yield f"edge {edge.id} ({edge.kind}): its statement {statement} is not in the store"
