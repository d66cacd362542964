"""A graph as loading n reports makes it, for measuring stores. No fact in it is real."""

import random
from collections.abc import Iterator

from kg.graph import Delta, Edge, Graph, Node

STATEMENTS = 8  # a document; the five reports of seeds/ have more, wire stories about as many
GROUPS, PLACES = 200, 2000
COUNTED = {"killed_low": 3, "is_sum": False, "violent": True}


def backdrop() -> Delta:
    """Groups and places, which all documents share."""
    groups = [
        Node("Group", f"group:{i}", f"Group {i}", {"aliases": [f"G{i}", f"Front {i}"], "known": True}) for i in range(GROUPS)
    ]
    places = [Node("Place", f"place:{i}", f"District {i}", {"kind": "admin2", "lat": i / 50, "lon": 70.5}) for i in range(PLACES)]
    parts = [Edge("LOCATED_IN", p.id, f"place:{i // 20}", {"known": True}) for i, p in enumerate(places) if i]
    return Delta((*groups, *places), tuple(parts))


def document(i: int) -> Delta:
    """A report: its text, its statements, one event that they are about."""
    chance = random.Random(i)
    key, event = f"doc:{i}", f"event:{i}"
    said = [
        Node(
            "Statement",
            f"statement:{i}-{j}",
            f"statement {j}",
            {"document": key, "kind": "event", "start": j * 90, "end": j * 90 + 80, "quote": "Gunmen attacked a post. " * 3,
             "args": '{"date":"2025-01-01","event":"e1","type":"Battles/Armed clash"}', "stance": "asserted", "confidence": 0.9},
        )
        for j in range(STATEMENTS)
    ]  # fmt: skip
    ids = [s.id for s in said]
    day = f"20{10 + i % 15}-{1 + i % 12:02}-{1 + i % 28:02}"
    nodes = (
        Node("Document", key, f"Report {i}", {"key": key, "published": day, "text": "Gunmen attacked a post. " * 80}),
        *said,
        Node("Event", event, f"Clash {i}", {"event_type": "Battles", "date_start": day, "date_end": day, **COUNTED}),
    )  # fmt: skip
    group, other = chance.sample(range(GROUPS), 2)
    proven = {"documents": 1, "first": day, "last": day, "statements": ids, "stance": "asserted", "contested": False}
    edges = (
        *(Edge("STATED_IN", s.id, key) for s in said),
        *(Edge("ABOUT", s.id, event, {"role": "event"}) for s in said),
        *(Edge("ABOUT", s.id, f"group:{group}", {"role": "mention"}) for s in said),
        Edge("ACTOR", event, f"group:{group}", proven),
        Edge("TARGET", event, f"group:{other}", proven),
        Edge("OCCURRED_IN", event, f"place:{chance.randrange(PLACES)}", {**proven, "rank": 0}),
    )
    return Delta(nodes, edges)


def deltas(documents: int, batch: int = 50) -> Iterator[Delta]:
    """The backdrop, then `batch` documents in each, as a load writes them."""
    yield backdrop()
    for start in range(0, documents, batch):
        parts = [document(i) for i in range(start, min(start + batch, documents))]
        yield Delta(tuple(n for p in parts for n in p.nodes), tuple(e for p in parts for e in p.edges))


def graph(documents: int) -> Graph:
    parts = list(deltas(documents))
    return Graph((n for p in parts for n in p.nodes), (e for p in parts for e in p.edges))
