"""Graph records to and from Cypher: the same statements for every store, labels from the schema, values as parameters."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from math import isfinite
from typing import TypeVar

from kg.errors import InputError, StoreError
from kg.graph import Delta, Edge, Graph, Node, Properties
from kg.store.layout import Execute, Layout, Row

ROWS = 2000  # rows sent in one statement
INTEGERS = range(-(2**63), 2**63)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
K = TypeVar("K", bound=Hashable)
RESERVED = frozenset({"id", "name", "title", "type"})  # id and name are fields of their own; the others mean something to a store


def apply(delta: Delta, layout: Layout, execute: Execute) -> None:
    """Carry out `delta` inside the caller's transaction. Raises InputError for a value no store can hold, before anything is
    written, and StoreError for an edge whose end is nowhere."""
    nodes = [(layout.label(n.label), _row(n.id, n.properties, name=n.name)) for n in delta.nodes]
    kinds = [layout.kind(e.kind) for e in delta.edges]
    rows = [{"source": e.source, "target": e.target, **_row(e.id, e.properties)} for e in delta.edges]
    labels = _labels(delta, layout, execute)
    gone_edges = (
        ((layout.kind(e.kind), labels[e.source]), {"id": e.id, "source": e.source})
        for e in delta.gone_edges
        if e.source in labels  # else it went with its source
    )
    for (kind, label), batch in _grouped(gone_edges):
        _send(execute, f"MATCH (:{label} {{id: row.source}})-[r:{kind}]->() WHERE r.id = row.id DELETE r", batch)
    for label, batch in _grouped((layout.label(n.label), {"id": n.id}) for n in delta.gone_nodes):
        _send(execute, f"MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", batch)
    for label, batch in _grouped(nodes):
        _send(execute, f"MERGE (n:{label} {{id: row.id}}) SET n = row.properties", batch)
    ends = ((kind, labels[row["source"]], labels[row["target"]]) for kind, row in zip(kinds, rows, strict=True))
    for (kind, source, target), batch in _grouped(zip(ends, rows, strict=True)):
        match = f"MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}})"
        _send(execute, f"{match} MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET r = row.properties", batch)


def read(layout: Layout, execute: Execute) -> Graph:
    """Every node and edge of the layout."""
    nodes = (
        Node(label, row["id"], row["name"], without(row["properties"], *RESERVED))
        for label in layout.labels
        for row in execute(f"MATCH (n:{label}) RETURN n.id AS id, n.name AS name, properties(n) AS properties", {})
    )
    ends = "a.id AS source, b.id AS target, r.id AS id, properties(r) AS properties"
    edges = (
        Edge(kind, row["source"], row["target"], without(row["properties"], *RESERVED), row["id"])
        for kind in layout.kinds
        for row in execute(f"MATCH (a)-[r:{kind}]->(b) RETURN {ends}", {})
    )
    return Graph(nodes, edges)


def without(properties: Row, *keys: str) -> Row:
    """The properties but for these."""
    return {key: value for key, value in properties.items() if key not in keys}


def _row(id_: str, properties: Properties, **more: str) -> Row:
    """One row of a batch: the id to merge on, and all properties as they shall be."""
    row = {"id": id_, **more, **properties}
    if not (RESERVED.isdisjoint(properties) and all(map(_storable, row.values()))):
        raise _unfit(id_, properties)
    return {"id": id_, "properties": row}


def _unfit(id_: str, properties: Properties) -> InputError:
    """What no store can hold, named."""
    for key, value in properties.items():
        if key in RESERVED:
            return InputError(f"{id_}: a property may not be called '{key}': rename it (docs/model.md)")
        if not _storable(value):
            expected = "expected text, a finite number, a truth value or a list of one of these"
            return InputError(f"{id_!a}: {key} is {value!r:.60}: {expected}")
    return InputError(f"{id_!a:.60}: id and name should be Unicode text")


def _storable(value: object) -> bool:
    """True for values that both stores give back unchanged; null is left out by leaving the property out."""
    if isinstance(value, str):
        return value.isascii() or not LONE_SURROGATE.search(value)
    if isinstance(value, list):
        kinds = set(map(type, value))
        return len(kinds) < 2 and list not in kinds and all(map(_storable, value))
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and value in INTEGERS


def _labels(delta: Delta, layout: Layout, execute: Execute) -> Mapping[str, str]:
    """{node id: label} for every end of an edge, from the delta itself, else from the store."""
    known = {n.id: n.label for n in (*delta.gone_nodes, *delta.nodes)}
    gone = {e.source for e in delta.gone_edges}
    wanted = sorted({end for e in delta.edges for end in (e.source, e.target)}.union(gone) - known.keys())
    for label in layout.labels:
        if not wanted:
            break
        found = execute(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id", {"ids": wanted})
        known.update((row["id"], label) for row in found)
        wanted = [id_ for id_ in wanted if id_ not in known]
    for edge in delta.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise StoreError(f"{edge.kind} from {edge.source} to {edge.target}: there is no node '{end}', write it first")
    return known


def _grouped(pairs: Iterable[tuple[K, Row]]) -> Iterator[tuple[K, list[Row]]]:
    """Rows by key, in the order of first appearance."""
    groups: dict[K, list[Row]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    yield from groups.items()


def _send(execute: Execute, statement: str, rows: list[Row]) -> None:
    for start in range(0, len(rows), ROWS):
        execute(f"UNWIND $rows AS row {statement}", {"rows": rows[start : start + ROWS]})
