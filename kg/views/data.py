"""A graph as the records that a page carries: pyvis nodes and edges, statements in rows, texts of documents."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.graph import Edge, Graph, Node
from kg.graph.contradictions import contradictions
from kg.ids import digest
from kg.resolve.rules import containment
from kg.schema import Schema
from kg.views.layout import Point, font_of, wrap
from kg.views.network import PageNetwork
from kg.views.parts import Parts

STATEMENT = ("kind", "speaker", "speaker_phrase", "stance", "confidence", "extractor", "version", "args")
WHOLE_TEXTS = 4_000_000  # code points of all documents up to which each is carried whole; beyond, the passages around quotes
MARGIN = 160  # code points kept on either side of a quote


def vocabulary(schema: Schema) -> dict[str, Any]:
    """Words, shapes and colours for the page; JSON."""
    views = schema.lexicon["views"]
    kinds = {k: {"shape": t.shape, "colour": t.colour, "about": t.about} for k, t in schema.entities.items()}
    relations = {
        k: {
            "word": k.lower().replace("_", " "),
            "colour": r.colour,
            "symmetric": r.symmetric,
            "derived": r.derived,
            "about": r.about,
        }
        for k, r in schema.relations.items()
    }
    folds = {f["kind"]: {"word": f["word"], "colour": f["colour"], "fold": name} for name, f in views["folds"].items()}
    return {
        "kinds": {**kinds, **views["nodes"]},
        "edges": {**relations, **views["roles"], **folds},
        "events": {e.name: {"colour": e.colour, "violent": e.violent} for e in schema.events.values()},
        "within": containment(schema),
        "abbreviations": sorted(schema.words("grammar", "abbreviations")),
        **{k: v for k, v in views.items() if k not in ("about", "nodes", "roles")},
    }


def network(parts: Parts, schema: Schema, points: Mapping[str, Point], sizes: Mapping[str, float]) -> PageNetwork:
    """The pyvis network: every node but statements and judgements; positions for those drawn at first."""
    net = PageNetwork()
    stances = schema.table("views", "stances")
    looks = {k: (t.shape, t.colour) for k, t in schema.entities.items()}
    looks |= {k: (v["shape"], v["colour"]) for k, v in schema.table("views", "nodes").items()}
    for node in parts.nodes:
        shape, colour = looks[node.label]
        place = {"x": points[node.id][0], "y": points[node.id][1]} if node.id in points else {}
        props = {k: v for k, v in sorted(node.properties.items()) if k != "text"}
        net.add_node(
            node.id,
            label=caption(node, stances),
            shape=shape,
            color=colour,
            size=sizes[node.id],
            font=font_of(sizes[node.id]),
            name=node.name,
            kind=node.label,
            props=props,
            **place,
        )
    for edge in parts.edges:
        own = {} if edge.id == plain_id(edge) else {"id": edge.id}
        net.add_edge(edge.source, edge.target, kind=edge.kind, props=dict(sorted(edge.properties.items())), **own)
    return net


def caption(node: Node, stances: Mapping[str, str]) -> str:
    """What stands under a node, in lines: of an event its sub-type and date, for its place is linked to it; else its name."""
    if node.label == "Document":  # of a path the file's name
        return "\n".join(wrap(node.name.rsplit("/", 1)[-1] or node.name, 3))
    if node.label != "Event" or "sub_event_type" not in node.properties:
        return "\n".join(wrap(node.name, 3))
    start, end = str(node.properties.get("date_start", "")), str(node.properties.get("date_end", ""))
    same = next((k for k in (10, 7, 4) if start[:k] == end[:k]), 0)
    stance = "contested" if node.properties.get("contested") else str(node.properties.get("stance", "asserted"))
    said = "" if stance == "asserted" else f"({stances[stance]})"
    lines = [*wrap(str(node.properties["sub_event_type"]), 3), start[:same] or start[:7], said]
    return "\n".join(line for line in lines if line)


def plain_id(edge: Edge) -> str:
    return "edge:" + digest(edge.kind, edge.source, edge.target, edge.properties.get("role"))


def compact(net: PageNetwork, statements: Sequence[str]) -> dict[str, Any]:
    """Nodes as pyvis has them; edges in rows [kind, from, to, props, id or absent], ends and statements as indexes."""
    index = {n["id"]: i for i, n in enumerate(net.nodes)}
    place = {st: i for i, st in enumerate(statements)}
    rows = []
    for edge in net.edges:
        props = edge["props"]
        if "statements" in props:
            props = {**props, "statements": [place.get(st, st) for st in props["statements"]]}
        rows.append([edge["kind"], index[edge["from"]], index[edge["to"]], props, *([edge["id"]] if "id" in edge else [])])
    return {"nodes": net.nodes, "edges": rows, "options": net.options}


def statement_rows(parts: Parts, net: PageNetwork, texts: Mapping[str, Sequence[tuple[int, str]]]) -> list[list[Any]]:
    """Statements in rows.

    A row: id, name or null, document, start, end, quote or null, the properties STATEMENT, [[role, node], …].
    A quote is null where the text carried has it at [start, end); a name is null where it is the quote.
    """
    index = {n["id"]: i for i, n in enumerate(net.nodes)}
    rows = []
    for st in parts.statements:
        p = st.properties
        doc, start, end, quote = parts.home.get(st.id, ""), whole(p["start"]), whole(p["end"]), p.get("quote")
        known = any(text[start - first : end - first] == quote for first, text in texts.get(doc, ()) if first <= start)
        row = [st.id, None if st.name == quote else st.name, index.get(doc, -1), start, end, None if known else quote]
        about = [[role, index[target]] for role, target in parts.about.get(st.id, ())]
        rows.append([*row, *(p.get(k) for k in STATEMENT), about])
    return rows


def conflicts(graph: Graph, schema: Schema, net: PageNetwork, statements: Sequence[str]) -> list[dict[str, Any]]:
    """Contradictions, with nodes and statements as indexes and speakers by name."""
    index = {n["id"]: i for i, n in enumerate(net.nodes)}
    place = {st: i for i, st in enumerate(statements)}
    names = {n.id: n.name for n in graph.nodes.values()}
    return [
        {
            "about": c.about,
            "subjects": [index[s] for s in c.subjects if s in index],
            "sides": [
                {
                    "value": side.value,
                    "speakers": [names.get(s, s) for s in side.speakers],
                    "statements": [place[st] for st in side.statements],
                }
                for side in c.sides
            ],
        }
        for c in contradictions(graph, schema)
    ]


def whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def kept_texts(parts: Parts) -> dict[str, list[tuple[int, str]]]:
    """{document id: [(start, text), …]}: one piece if the whole text is carried, else the passages around its quotes."""
    docs = {n.id: str(n.properties["text"]) for n in parts.nodes if n.label == "Document" and n.properties.get("text")}
    if sum(map(len, docs.values())) <= WHOLE_TEXTS:
        return {id_: [(0, text)] for id_, text in docs.items()}
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for st in parts.statements:
        if st.properties.get("kind") != "mention":  # a name alone is no passage that anybody would read
            spans[parts.home.get(st.id, "")].append((whole(st.properties["start"]), whole(st.properties["end"])))
    return {id_: passages(text, spans[id_]) for id_, text in docs.items() if id_ in spans}


def passages(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The stretches of `text` within MARGIN of a span, cut at spaces, joined where they touch."""
    kept: list[list[int]] = []
    for start, end in sorted(spans):
        first, last = text.find(" ", max(0, start - MARGIN), start) + 1, text.rfind(" ", end, end + MARGIN)
        first = first or start if start > MARGIN else 0
        last = last if last > 0 else min(len(text), end + MARGIN)
        if kept and first <= kept[-1][1]:
            kept[-1][1] = max(kept[-1][1], last)
        else:
            kept.append([first, last])
    return [(first, text[first:last]) for first, last in kept]


def sizes(parts: Parts, weights: Mapping[str, float]) -> dict[str, float]:
    """Radius in canvas units: events by their best count of the dead, the rest by how much they are involved in."""
    result = {}
    for node in parts.nodes:
        killed = node.properties.get("killed_best")
        toll = killed if isinstance(killed, int | float) else 0
        weight = 1.9 * math.sqrt(toll) if node.label == "Event" else 3.2 * math.sqrt(weights.get(node.id, 0))
        result[node.id] = round(min(8 + weight, 36), 1)
    return result
