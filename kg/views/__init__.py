"""`kg view`: one self-contained page of a graph, with the evidence for everything in it (docs/views.md)."""

from collections import Counter
from collections.abc import Mapping, Sequence
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
    from kg.views.data import POINTERS, caption, compact, drawable, evidence, network, sizes, vocabulary
    from kg.views.layout import place_nodes
    from kg.views.opening import open_at
    from kg.views.page import render

    nodes = drawable(graph)
    if not nodes:
        raise InputError("nothing to draw: the selection is empty; widen --since, --until or --place, or raise --hops")
    missing = [id_ for id_ in focus if id_ not in graph.nodes]
    if missing:
        raise InputError(f"nothing to focus on: '{missing[0]}' is not in the selection")
    opening = open_at(graph, schema, focus, level)
    radii = sizes(graph, opening.weights)
    points = place_nodes(
        {i: caption(graph.nodes[i], schema.table("views", "stances")) for i in opening.ids}, radii, opening.links
    )
    net = network(graph, schema, points, radii)
    proof = evidence(graph, net)
    heading = heading.encode("utf-8", "replace").decode()
    payload = {
        "heading": heading,
        "level": opening.level,
        "focus": list(focus),
        "vocabulary": vocabulary(schema),
        **compact(net, [row[0] for row in proof["statements"]]),
        **proof,
    }
    page = render(payload, heading, map_=map_)
    if isinstance(out, Path):
        out.write_text(page, encoding="utf-8", newline="\n")
    else:
        out.write(page)
    edges = sum(e.kind not in POINTERS for e in graph.edges.values())
    return ViewReport(opening.level, Counter(n.label for n in nodes), edges, len(points), len(page.encode()))
