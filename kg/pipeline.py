"""What the commands do, as functions: read -> extract -> resolve -> graph -> store, and the way back."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from kg.documents import Problem, read
from kg.errors import InputError, OutdatedError, QueryError, StoreError
from kg.exchange import jsonl
from kg.exchange.codebook import from_codebook, to_codebook
from kg.extract import extract
from kg.graph import Delta, Graph, Node, Value
from kg.graph.build import by_document, contents
from kg.graph.contradictions import contradictions as find_contradictions
from kg.graph.doubts import doubts
from kg.graph.world import World
from kg.ids import canonical_json, digest
from kg.queries import find, load_queries, parse, run
from kg.resolve.candidates import Named, propose
from kg.resolve.judgements import Judgement, from_properties, is_event, side
from kg.resolve.judgements import add as add_judgement
from kg.schema import Schema, load_schema
from kg.statement import Document, Statement
from kg.store import Row, Store, state

Step = Callable[[str], None]
Read = tuple[Document, list[Statement]]

BATCH = 50
"""Documents in one transaction: a broken load keeps whole batches and goes on where it stopped."""
PART = 20_000
"""Nodes or edges that moving house writes in one transaction."""


def extract_all(paths: Sequence[str], schema: Schema, *, published: str | None = None, jobs: int = 1) -> Iterator[Read | Problem]:
    """Documents with their statements in the order of reading, whatever the number of processes."""
    items = read(paths, published=published)
    if jobs == 1:
        for item in items:
            yield item if isinstance(item, Problem) else (item, extract(item, schema))
        return
    with ProcessPoolExecutor(jobs) as pool:
        while batch := list(islice(items, BATCH)):
            results = pool.map(extract_one, [d for d in batch if isinstance(d, Document)], chunksize=4)
            for item in batch:
                yield item if isinstance(item, Problem) else (item, next(results))


def extract_one(document: Document) -> list[Statement]:
    """For a worker process, where the schema is loaded once."""
    return extract(document, load_schema())


def extract_records(
    paths: Sequence[str], schema: Schema, *, codebook: bool, published: str | None = None, jobs: int = 1
) -> Iterator[str | Problem]:
    """JSON lines: one a statement, or one a document in the codebook's format."""
    for item in extract_all(paths, schema, published=published, jobs=jobs):
        if isinstance(item, Problem):
            yield item
        elif codebook:
            yield json.dumps(to_codebook(*item), ensure_ascii=False)
        else:
            yield from (canonical_json(record(item[0], st)) for st in item[1])


def record(document: Document, statement: Statement) -> dict[str, Any]:
    """A statement as JSON, with its document's key instead of its id."""
    fields = {name: getattr(statement, name) for name in Statement.__dataclass_fields__}
    return {**fields, "document": document.key, "args": dict(statement.args)}


# ------------------------------------------------------------------------------------------------ load and retract


@dataclass
class LoadReport:
    """What a load did, in documents; problems are inputs left out, changes tell what edits made of the graph."""

    new: int = 0
    edited: int = 0
    unchanged: int = 0
    statements: int = 0
    problems: list[Problem] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    summary: list[Row] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {
            "new": self.new,
            "edited": self.edited,
            "unchanged": self.unchanged,
            "left out": len(self.problems),
            "statements": self.statements,
        }


def load(
    paths: Sequence[str],
    store: Store,
    *,
    published: str | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    step: Step = lambda name: None,
    schema: Schema | None = None,
) -> LoadReport:
    """Read documents into the store. A known key with the same content is unchanged, with other content an edit."""
    schema = schema or load_schema()
    report = LoadReport()
    writer = Writer(store, schema)
    items = extract_all(paths, schema, published=published, jobs=jobs)
    while batch := list(islice(items, BATCH)):
        for item in batch:
            step(item.path if isinstance(item, Problem) else item[0].key)
        report.problems += [item for item in batch if isinstance(item, Problem)]
        found = [item for item in batch if not isinstance(item, Problem)]
        report.statements += sum(len(statements) for _, statements in found)
        writer.add(found, report, dry_run=dry_run)
    report.summary = summary(store) if not dry_run else []
    return report


class Writer:
    """Brings documents into a store, computing anew what another loader's writing has outdated."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self.store, self.schema = store, schema
        self.world = open_world(store, schema)

    def add(self, found: Sequence[Read], report: LoadReport, *, dry_run: bool) -> None:
        """Write what is new or changed of a batch, in one transaction, and count it."""
        while True:
            known = self.world.documents
            fresh = {d.id: (d, sts) for d, sts in found if not self.has(d, sts)}
            edits = [d for d, _ in fresh.values() if d.id in known]
            if fresh and not dry_run:
                entries = [
                    entry("edit" if d.id in known else "load", d.key, d.sha256, f"{len(sts)} statements")
                    for d, sts in fresh.values()
                ]
                delta = self.world.change(list(fresh.values()))
                try:
                    self.store.write(with_log(delta, entries))
                except OutdatedError:
                    self.world = open_world(self.store, self.schema)
                    continue
                if edits:
                    report.changes += [f"edited: {', '.join(d.key for d in edits)}", *tell(delta)]
            report.edited += len(edits)
            report.new += len(fresh) - len(edits)
            report.unchanged += len(found) - len(fresh)
            return

    def has(self, document: Document, statements: Iterable[Statement]) -> bool:
        """True if the store has this document as it was read now; an improved reader finds other statements in the same text."""
        known = self.world.documents.get(document.id)
        if known is None or known.sha256 != document.sha256:
            return False
        return {st.id: st for st in self.world.told[document.id]} == {st.id: st for st in statements}


def retract(store: Store, key: str, why: str, schema: Schema | None = None) -> list[str]:
    """Take a document out; lines that tell what went with it. Raises InputError if the store doesn't have it."""
    world = open_world(store, schema or load_schema())
    document = next((d for d in world.documents.values() if key in (d.key, d.id)), None)
    if document is None:
        raise InputError(f"no document '{key}' in {store.target}: kg query sources lists the keys")
    delta = world.change(removed=[document.id])
    store.write(with_log(delta, [entry("retract", document.key, document.sha256, why)]))
    return [f"retracted: {document.key}", *tell(delta)]


def open_world(store: Store, schema: Schema) -> World:
    """Documents, statements and judgements of the store, with what follows from them; `write` builds on this state."""
    store.mark()
    nodes = [Node(label, n["id"], n["name"], n) for label in ("Document", "Statement", "Judgement") for n in stored(store, label)]
    documents, statements, judged = contents(Graph(nodes))
    world = World(schema)
    world.change(by_document(documents, statements), judgements=judged)
    return world


def stored(store: Store, label: str) -> list[Mapping[str, Any]]:
    """Properties of every node of a label, by id."""
    rows = store.run(f"MATCH (n:{label}) RETURN properties(n) AS properties ORDER BY n.id")
    return [row["properties"] for row in rows]


def tell(delta: Delta) -> list[str]:
    """What a change did to the graph, in words; evidence nodes are counted only."""
    before = {n.id for n in delta.gone_nodes} | {e.id for e in delta.gone_edges}
    lines = [f"  gone: {n.label} {n.name}" for n in delta.gone_nodes if n.label not in ("Statement", "Document")]
    lines += [f"  written: {n.label} {n.name}" for n in delta.nodes if n.label not in ("Statement", "Document")]
    counts = f"{len(delta.nodes)} nodes and {len(delta.edges)} edges written, {len(before)} gone"
    return [*lines, f"  {counts}"]


# ------------------------------------------------------------------------------------------------ log


def entry(action: str, key: str, sha256: str | None, detail: str) -> Node:
    """A line of the log: no part of the graph, so that equal graphs stay equal bytes."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    properties = {"action": action, "key": key, "sha256": sha256 or "", "detail": detail, "at": at}
    return Node("Log", "log:" + digest(at, action, key), f"{action} {key}", properties)


def read_entry(action: str, document: Document, statements: Sequence[Statement]) -> Node:
    return entry(action, document.key, document.sha256, f"{len(statements)} statements")


def with_log(delta: Delta, entries: Iterable[Node]) -> Delta:
    """The delta and the log of it in one transaction."""
    return Delta((*delta.nodes, *entries), delta.edges, delta.gone_nodes, delta.gone_edges)


def log(store: Store) -> list[Row]:
    """Loads, edits, retractions and judgements, latest first."""
    fields = ("at", "action", "key", "sha256", "detail")
    rows = [{name: node.get(name) for name in fields} for node in stored(store, "Log")]
    return sorted(rows, key=lambda row: (row["at"], row["key"]), reverse=True)


# ------------------------------------------------------------------------------------------------ judgements


def judge(store: Store, a: str, b: str, verdict: str, *, by: str, why: str, schema: Schema | None = None) -> str:
    """Record a judgement on two entities or two events. Raises InputError with the chain that it would contradict."""
    world = open_world(store, schema or load_schema())
    at = datetime.now(UTC).isoformat(timespec="seconds")
    new = Judgement(named(store, world, a), named(store, world, b), verdict, by or "unnamed", at, why)  # type: ignore[arg-type]
    judgements = add_judgement(world.judgements, new)
    delta = world.change(judgements=judgements)
    store.write(with_log(delta, [entry("judge", f"{new.a} {verdict} {new.b}", None, why)]))
    return "\n".join([f"judged: {a} {verdict} {b}", *tell(delta)])


def named(store: Store, world: World, name: str) -> str:
    """One side of a judgement: an event by its members, an entity by a key it was read under, else by its canonical one.

    A key is taken as it stands, because it is what splits again an entity that a judgement has joined.
    """
    if is_event(name) or name in {key for node in world.graph.nodes.values() for key in strings(node.properties.get("keys"))}:
        return name
    if name in world.scenes.events:
        return side(world.scenes.events[name])
    return find(store, name)


def strings(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def judgements(store: Store) -> list[Row]:
    """Every judgement, in the order of time."""
    fields = ("a", "b", "verdict", "by", "at", "why", "supersedes", "id")
    rows = [{name: node.get(name) for name in fields} for node in stored(store, "Judgement")]
    return sorted(rows, key=lambda row: (row["at"], row["id"]))


def candidates(store: Store) -> list[Row]:
    """Pairs of entities, then of events, that may be one and that nobody has judged, the likeliest first.

    judge_a, judge_b: the two as `judge` takes them, which holds when the ids of events change.
    """
    entities: list[Named] = []
    ids: dict[str, str] = {}
    for label in ("Group", "Institution", "Person"):
        for n in stored(store, label):
            names = tuple(dict.fromkeys((n["name"], *n.get("aliases", ()))))
            entities.append(Named(n["id"], label, names, bool(n.get("known"))))
            ids |= dict.fromkeys(n.get("keys", ()), n["id"])
    judged = {frozenset(ids.get(str(j[side_]), str(j[side_])) for side_ in ("a", "b")) for j in judgements(store)}
    called = {e.id: e.names[0] for e in entities}
    found = propose(entities, judged)
    rows: list[Row] = [
        {"a": c.a, "b": c.b, "a_name": called[c.a], "b_name": called[c.b], "why": c.why, "judge_a": c.a, "judge_b": c.b}
        for c in found
    ]
    world = open_world(store, load_schema())
    for d in doubts(world):
        ends = {"a_name": world.graph.nodes[d.a].name, "b_name": world.graph.nodes[d.b].name}
        rows.append({"a": d.a, "b": d.b, **ends, "why": d.why, "judge_a": d.sides[0], "judge_b": d.sides[1]})
    return rows


def withdraw(store: Store, a: str, b: str, schema: Schema | None = None) -> str:
    """Undo the last judgement on a pair by one that leaves it open; the log keeps both."""
    return judge(store, a, b, "unsure", by="undo", why="undone in review", schema=schema)


# ------------------------------------------------------------------------------------------------ moving house


def import_jsonl(lines: Iterable[str], store: Store) -> str:
    """A graph as `kg export jsonl` writes it, into an empty store."""
    graph = jsonl.read(lines)
    fill(store, graph)
    return f"{len(graph.nodes)} nodes and {len(graph.edges)} edges"


def import_codebook(lines: Iterable[str], store: Store) -> str:
    """Annotated documents: their statements enter as those of a further reader."""
    world = open_world(store, load_schema())
    added = [from_codebook(data) for _, data in jsonl.records(lines)]
    entries = [read_entry("import", document, sts) for document, sts in added]
    store.write(with_log(world.change(added), entries))
    return f"{len(added)} annotated documents"


def import_judgements(lines: Iterable[str], store: Store) -> str:
    """Judgements as `kg judgements --format jsonl` writes them, added to the log."""
    world = open_world(store, load_schema())
    have = list(world.judgements)
    for number, data in jsonl.records(lines):
        try:
            new = from_properties(data)
        except TypeError as exc:
            raise InputError(f"line {number}: should be a judgement as `kg judgements --format jsonl` writes them") from exc
        have = have if new.id in {j.id for j in have} else add_judgement(have, new)
    count = len(have) - len(world.judgements)
    store.write(with_log(world.change(judgements=have), [entry("judge", "import", None, f"{count} judgements")]))
    return f"{count} judgements"


IMPORTERS: dict[str, Callable[[Iterable[str], Store], str]] = {
    "codebook": import_codebook,
    "jsonl": import_jsonl,
    "judgements": import_judgements,
}


def copy(source: Store, target: Store, step: Step = lambda name: None) -> str:
    """Everything of one store into another, which is empty or holds a part of it from a copy that broke off."""
    graph = source.graph()
    entries = [Node("Log", n["id"], n["name"], {k: n[k] for k in n if k not in ("id", "name")}) for n in stored(source, "Log")]
    fill(target, graph, entries, step)
    return f"{len(graph.nodes)} nodes and {len(graph.edges)} edges from {source.target} to {target.target}"


def fill(store: Store, graph: Graph, entries: Sequence[Node] = (), step: Step = lambda name: None) -> None:
    """The graph into a store that has nothing else, a transaction for every part; filling again takes up what is missing."""
    have = store.graph()
    if any(graph.nodes.get(i) != node for i, node in have.nodes.items()) or not have.edges.keys() <= graph.edges.keys():
        raise StoreError(f"{store.target} holds something else already: name a new store")
    delta = with_log(have.delta(graph), entries)
    for start in range(0, len(delta.nodes), PART):
        store.write(Delta(nodes=delta.nodes[start : start + PART]))
        step("nodes")
    for start in range(0, len(delta.edges), PART):
        store.write(Delta(edges=delta.edges[start : start + PART]))
        step("edges")


# ------------------------------------------------------------------------------------------------ what is there


def summary(store: Store) -> list[Row]:
    """Counts by kind, for the end of a load."""
    rows = []
    for label in ("Document", "Statement", "Group", "Institution", "Person", "Place", "Event", "Statistic"):
        [row] = store.run(f"MATCH (n:{label}) RETURN count(n) AS count")
        rows.append({"in the store": label, "count": row["count"]})
    return rows


def status(store: Store) -> list[Row]:
    """Target, versions and counts."""
    from kg import __version__

    rows: list[Row] = [{"what": "store", "value": store.target}, {"what": "kg", "value": __version__}]
    rows += [{"what": what, "value": value} for what, value in state(store).items()]
    rows += [{"what": row["in the store"], "value": row["count"]} for row in summary(store)]
    last = log(store)[:1]
    rows += [{"what": "last change", "value": f"{row['at']} {row['action']} {row['key']}"} for row in last]
    return rows


# ------------------------------------------------------------------------------------------------ questions and views


def contradictions(store: Store, schema: Schema | None = None) -> list[Row]:
    """One row a side, the sides of one contradiction together: kind, about, says, by (speakers), documents, statements."""
    graph = store.graph()
    rows: list[Row] = []
    for number, found in enumerate(find_contradictions(graph, schema or load_schema()), 1):
        for side_ in found.sides:
            by = [graph.nodes[i].name if i in graph.nodes else i for i in side_.speakers]
            keys = [str(graph.nodes[d].properties["key"]) for d in side_.documents]
            row: Row = {"no": number, "kind": found.kind, "about": found.about, "says": side_.value, "by": by}
            rows.append(row | {"documents": keys, "statements": list(side_.statements)})
    return rows


def answer(store: Store, name: str, values: Mapping[str, Any], limit: int | None = None) -> list[Row]:
    """Rows of a canned query."""
    queries = load_queries()
    if name not in queries:
        raise QueryError(f"no query '{name}': kg query lists them")
    return run(store, queries[name], values, limit)


def drawn(graph: Graph, rows: Iterable[Row]) -> Graph:
    """The part of the graph that rows speak of: nodes that they name by id, and what their statements are about."""
    ids = {v for row in rows for value in row.values() for v in (value if isinstance(value, list) else [value])}
    nodes = {i for i in ids if i in graph.nodes}
    nodes |= {e.target for e in graph.edges.values() if e.kind in ("ABOUT", "STATED_IN") and e.source in nodes}
    nodes |= {e.target for e in graph.edges.values() if e.source in nodes and graph.nodes[e.source].label == "Event"}
    nodes |= {e.source for e in graph.edges.values() if e.kind in ("ABOUT", "STATED_IN") and e.target in nodes}
    nodes |= {e.target for e in graph.edges.values() if e.kind == "STATED_IN" and e.source in nodes}
    edges = [e for e in graph.edges.values() if e.source in nodes and e.target in nodes]
    return Graph((graph.nodes[i] for i in sorted(nodes)), edges)


def view(
    store: Store,
    output: Path,
    names: Sequence[str],
    *,
    query: str | None = None,
    params: Mapping[str, Any] | None = None,
    level: str | None = None,
    hops: int = 1,
    since: str | None = None,
    until: str | None = None,
    types: Sequence[str] = (),
    place: str | None = None,
    min_sources: int = 1,
) -> str:
    """Write the page of a selection, or of a query's rows; one line that says what and where."""
    from kg.views import write_view
    from kg.views.opening import LEVELS
    from kg.views.selection import select

    for option, day in (("--since", since), ("--until", until)):
        if day:
            parse("date", day, option)
    chosen_level = next((known for known in LEVELS if known == level), None)
    if level and not chosen_level:
        raise InputError(f"--level '{level}': should be one of {', '.join(LEVELS)}")
    focus = [find(store, name) for name in names]
    graph = store.graph()
    if query:
        graph = drawn(graph, answer(store, query, params or {}))
    chosen = select(graph, focus=focus, hops=hops, since=since, until=until, types=types, place=place, min_sources=min_sources)
    heading = ", ".join(graph.nodes[i].name for i in focus) or query or "Knowledge graph"
    report = write_view(chosen, load_schema(), output, focus=focus, level=chosen_level, heading=heading)
    what = ", ".join(f"{count} {label}" for label, count in sorted(report.nodes.items()))
    return f"{output.resolve().as_uri()}  ({what}; {report.edges} edges; {report.size // 1000} kB)"
