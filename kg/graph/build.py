"""The graph from nothing, and the records that a graph holds."""

from collections.abc import Iterable

from kg.graph import Graph
from kg.graph.world import World
from kg.resolve.judgements import Judgement
from kg.schema import Schema
from kg.statement import Document, Statement


def build_graph(
    documents: Iterable[Document], statements: Iterable[Statement], judgements: Iterable[Judgement], schema: Schema
) -> Graph:
    """The graph of all live statements; a function of the three sets."""
    told: dict[str, list[Statement]] = {}
    for st in statements:
        told.setdefault(st.document, []).append(st)
    world = World(schema)
    world.change([(d, told.get(d.id, ())) for d in documents], judgements=judgements)
    return world.graph
