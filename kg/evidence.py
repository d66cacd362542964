"""What an answer rests on: profiles of entities, the statements behind an edge or an event."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError
from kg.graph import Graph, Node
from kg.graph.build import by_document, contents
from kg.graph.explain import explain, explain_entity, words
from kg.graph.world import World
from kg.queries import Query, find, run
from kg.resolve.judgements import from_properties
from kg.schema import load_schema
from kg.store import Row, Store

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S)|\n+")

STATEMENTS = """
MATCH (s:Statement)-[:STATED_IN]->(d:Document)
WHERE s.id IN $ids
RETURN s.id AS id, s.kind AS kind, s.quote AS quote, s.start AS first, s.`end` AS last, s.speaker AS speaker,
  s.speaker_phrase AS speaker_phrase, s.stance AS stance, s.confidence AS confidence, s.args AS args,
  d.key AS document, d.source AS source, d.published AS published, d.text AS text
ORDER BY published, document, first, id
"""

BETWEEN = """
MATCH (a)-[r]->(b)
WHERE (a.id = $a AND b.id = $b) OR (a.id = $b AND b.id = $a)
RETURN a.name AS source, type(r) AS relation, b.name AS target, r.stance AS stance, r.contested AS contested,
  r.documents AS documents, r.statements AS statements
ORDER BY relation, source
"""

COMMON_EVENTS = """
MATCH (a)<-[x]-(e:Event)-[y]->(b)
WHERE a.id = $a AND b.id = $b AND e.is_sum = false
RETURN DISTINCT e.id AS id, e.name AS name, e.date_start AS date
ORDER BY date, id
"""

ENTITY = """
MATCH (n:Group|Institution|Person|Place)
WHERE n.id = $id
RETURN labels(n)[0] AS label, n.name AS name, n.country AS country, n.kind AS kind, n.founded AS founded,
  n.dissolved AS dissolved, n.known AS known, n.documents AS documents
"""

ABOUT = "MATCH (s:Statement)-[a:ABOUT]->(n) WHERE n.id = $id RETURN s.id AS id, a.role AS role ORDER BY id"


ENTITIES = "Group|Institution|Person|Place"
MENTIONS = 10

TOLD = "MATCH (s:Statement)-[:ABOUT]->(e:Event) WHERE e.id = $id RETURN DISTINCT properties(s) AS n"

SOURCES = {
    "Document": "MATCH (d:Document) WHERE d.id IN $ids RETURN properties(d) AS n",
    "Statement": "MATCH (s:Statement)-[:STATED_IN]->(d:Document) WHERE d.id IN $ids RETURN properties(s) AS n",
    "Judgement": "MATCH (j:Judgement) RETURN properties(j) AS n",
}


@dataclass(frozen=True)
class Evidence:
    """One statement as people check it. `sentence` is the text around the quote, `mark` the quote's [start, end) in it."""

    statement: str
    kind: str
    document: str
    source: str | None
    published: str | None
    speaker: str | None
    stance: str
    confidence: float
    quote: str
    sentence: str
    mark: tuple[int, int]
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """An edge or event with its evidence."""

    what: str
    stance: str | None
    contested: bool
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()


def evidence(store: Store, ids: Iterable[str]) -> list[Evidence]:
    """The statements, by date, document and place in it."""
    rows = store.run(STATEMENTS, {"ids": sorted(set(ids))})
    names = speakers(store, rows)
    return [to_evidence(row, names) for row in rows]


def mentions(store: Store, id_: str, limit: int) -> list[Evidence]:
    """Where documents name an entity or tell an event: the first statement in each of a few documents."""
    rows = store.run(
        "MATCH (s:Statement)-[a:ABOUT]->(n) WHERE n.id = $id AND a.role IN ['mention', 'event'] "
        "WITH s.document AS document, min(s.id) AS id ORDER BY document RETURN id AS id",
        {"id": id_},
    )
    return evidence(store, [row["id"] for row in rows[:limit]])


def to_evidence(row: Row, names: Mapping[str, str]) -> Evidence:
    first, last = sentence_span(row["text"], row["first"], row["last"])
    return Evidence(
        statement=row["id"],
        kind=row["kind"],
        document=row["document"],
        source=row["source"],
        published=row["published"],
        speaker=row["speaker_phrase"] or names.get(row["speaker"] or "", row["speaker"]),
        stance=row["stance"],
        confidence=row["confidence"],
        quote=row["quote"],
        sentence=row["text"][first:last],
        mark=(row["first"] - first, row["last"] - first),
        start=row["first"],
        end=row["last"],
    )


def speakers(store: Store, rows: Sequence[Row]) -> dict[str, str]:
    """Entity key -> name, for the speakers of the rows."""
    keys = sorted({row["speaker"] for row in rows if row["speaker"]})
    if not keys:
        return {}
    found = store.run(
        "UNWIND $keys AS k MATCH (n:Group|Institution|Person|Place) WHERE n.id = k OR k IN n.keys RETURN k AS k, n.name AS name",
        {"keys": keys},
    )
    return {row["k"]: row["name"] for row in found}


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """[first, last) of the sentence or sentences that hold [start, end)."""
    window = max(0, start - 2000)
    first = max((m.end() for m in SENTENCE_END.finditer(text, window, start)), default=window if window else 0)
    match = SENTENCE_END.search(text, max(start, end - 1))
    last = match.start() + len(match.group().rstrip()) if match else len(text)
    return first, max(last, end)


def why(store: Store, a: str, b: str | None = None) -> list[Finding]:
    """The findings between two entities, of one event (by its id), or of one entity: why its names are one.

    Raises QueryError if there are none.
    """
    if b is None:
        return [why_event(store, a) if a.startswith("event:") else why_entity(store, a)]
    ends = {"a": find(store, a), "b": find(store, b)}
    findings = [finding(store, f"{row['source']} {row['relation']} {row['target']}", row) for row in store.run(BETWEEN, ends)]
    findings += [why_event(store, row["id"]) for row in store.run(COMMON_EVENTS, ends)]
    if not findings:
        raise QueryError(f"nothing in the store joins '{a}' and '{b}': try kg query path --from '{a}' --to '{b}'")
    return findings


def finding(store: Store, what: str, row: Row) -> Finding:
    return Finding(what, row["stance"], bool(row["contested"]), tuple(evidence(store, row["statements"] or [])))


def why_entity(store: Store, name: str) -> Finding:
    """An entity's mentions, one a document, with what joins its keys."""
    id_ = find(store, name)
    [node] = [row["n"] for row in store.run(f"MATCH (n:{ENTITIES}) WHERE n.id = $id RETURN properties(n) AS n", {"id": id_})]
    log = [from_properties(row["n"]) for row in store.run(SOURCES["Judgement"])]
    notes = tuple(words(link, {}) for link in explain_entity(node.get("keys", ()), log))
    return Finding(node["name"], None, False, tuple(mentions(store, id_, MENTIONS)), notes)


def why_event(store: Store, id_: str) -> Finding:
    rows = store.run(
        "MATCH (e:Event) WHERE e.id = $id RETURN e.name AS name, e.stance AS stance, e.contested AS contested", {"id": id_}
    )
    if not rows:
        raise QueryError(f"no event '{id_}' here: kg query events lists their ids; for two entities give both names")
    ids = [row["id"] for row in store.run(ABOUT, {"id": id_})]
    notes = tuple(joined(store, id_))
    return Finding(rows[0]["name"], rows[0]["stance"], bool(rows[0]["contested"]), tuple(evidence(store, ids)), notes)


def joined(store: Store, event: str) -> list[str]:
    """Why the reports of an event were taken for one: a line a pair, with what agrees and what differs.

    Compares anew, and reads only the documents of the event.
    """
    told = [row["n"] for row in store.run(TOLD, {"id": event})]
    refs = {(n["document"], json.loads(n["args"])["event"]) for n in told if n["kind"] == "event"}
    if len(refs) < 2:
        return []
    ids = {"ids": sorted({document for document, _ in refs})}
    found = {label: [row["n"] for row in store.run(query, ids)] for label, query in SOURCES.items()}
    documents, statements, judgements = contents(Graph(Node(k, n["id"], n["name"], n) for k, ns in found.items() for n in ns))
    world = World(load_schema())
    world.change(by_document(documents, statements), judgements=judgements)
    return [words(link, world.documents) for link in explain(world, refs)]


PROFILE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("aliases", "entity", ()),
    ("factions", "group", ("Group",)),
    ("allies", "group", ("Group",)),
    ("rivals", "group", ("Group",)),
    ("operates-in", "group", ("Group",)),
    ("shelters-and-support", "group", ("Group",)),
    ("designations", "group", ("Group",)),
    ("leaders", "body", ("Group", "Institution")),
    ("groups-in", "place", ("Place",)),
    ("accusations", "party", ("Group", "Institution", "Place")),
    ("events", "group", ("Group", "Institution", "Person")),
    ("events", "place", ("Place",)),
    ("tolls-by-party", "group", ("Group", "Institution")),
    ("tolls-by-party", "place", ("Place",)),
    ("statistics", "place", ("Place",)),
    ("contested", "group", ("Group", "Institution")),
    ("claims-and-denials", "group", ("Group", "Institution")),
)
"""Sections of a profile: canned query, the parameter that takes the entity, for which labels (none: all)."""


@dataclass(frozen=True)
class Profile:
    """An entity with what the canned queries say of it; empty sections are left out."""

    id: str
    name: str
    label: str
    properties: Mapping[str, Any]
    sections: tuple[tuple[Query, list[Row]], ...]


def profile(store: Store, queries: Mapping[str, Query], name: str) -> Profile:
    """Everything of one entity. Raises QueryError when the name means none or several."""
    id_ = find(store, name)
    row = store.run(
        ENTITY,
        {"id": id_},
    )[0]
    sections = []
    for query, parameter, labels in PROFILE:
        if not labels or row["label"] in labels:
            rows = run(store, queries[query], {parameter: id_})
            if rows:
                sections.append((queries[query], rows))
    kept = {k: v for k, v in row.items() if k not in ("label", "name") and v is not None}
    return Profile(id_, row["name"], row["label"], kept, tuple(sections))
