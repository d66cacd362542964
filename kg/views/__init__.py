"""`kg view`: one self-contained page of a graph, with the evidence for everything in it (docs/views.md)."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kg.errors import InputError
from kg.graph import Graph
from kg.schema import Schema
from kg.views.opening import Level


@dataclass(frozen=True)
class ViewReport:
    """What a page holds: `nodes` by label, derived `edges`, how many nodes are `drawn` at first, `size` in bytes."""

    level: Level
    nodes: Mapping[str, int]
    edges: int
    drawn: int
    size: int


def write_view(
    graph: Graph,
    schema: Schema,
    out: Path | TextIO,
    *,
    focus: Sequence[str] = (),
    level: Level | None = None,
    heading: str = "Knowledge graph",
    map_: bool = True,
) -> ViewReport:
    """Write the page, UTF-8, the same bytes for the same graph. `focus`: ids to open with; `level`: None chooses by size.

    Raises InputError if there is nothing to draw or a focus is not in the graph.
    """
    from kg.views.data import caption, compact, conflicts, kept_texts, network, sizes, statement_rows, vocabulary
    from kg.views.layout import place_nodes
    from kg.views.opening import open_at
    from kg.views.page import render
    from kg.views.parts import take_apart

    parts = take_apart(graph)
    if not parts.nodes:
        raise InputError("nothing to draw: the selection is empty; widen --since, --until or --place, or raise --hops")
    missing = [id_ for id_ in focus if id_ not in parts.labels]
    if missing:
        raise InputError(f"nothing to focus on: '{missing[0]}' is not in the selection")
    with uncollected():
        opening = open_at(parts, schema, focus, level)
        radii = sizes(parts, opening.weights)
        stances = schema.table("views", "stances")
        labels = {i: caption(graph.nodes[i], stances) for i in opening.ids}
        framed = {i for i in opening.ids if schema.table("views", "nodes").get(graph.nodes[i].label, {}).get("shape") == "box"}
        points = place_nodes(labels, radii, opening.links, framed)
        net = network(parts, schema, points, radii)
        texts = kept_texts(parts)
        rows = statement_rows(parts, net, texts)
        statements = [row[0] for row in rows]
        heading = heading.encode("utf-8", "replace").decode()
        payload = {
            "heading": heading,
            "level": opening.level,
            "focus": list(focus),
            "vocabulary": vocabulary(schema),
            **compact(net, statements),
            "contradictions": conflicts(graph, schema, net, statements),
            "statements": rows,
        }
        page = render(payload, texts, heading, map_=map_)
    if isinstance(out, Path):
        out.write_text(page, encoding="utf-8", newline="\n")
    else:
        out.write(page)
    return ViewReport(opening.level, Counter(n.label for n in parts.nodes), len(parts.edges), len(points), len(page.encode()))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: of millions of new records all stay, and looking for garbage is a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
