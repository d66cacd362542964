"""All live statements with what follows from them, indexed so that a change touches only its surroundings.

`World.change` takes documents in and out and gives the Delta of the graph. The graph is always the one that a fresh World
with the same documents and judgements has: each part of it is a function of a set found by a key (an entity's uses, an edge's
statements, a block of occurrences), and a change computes anew the parts whose set changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.graph import Delta, Edge, Graph
from kg.graph import render as draw
from kg.graph.atlas import Atlas
from kg.graph.attacks import Attacks, Pair
from kg.graph.board import Board
from kg.graph.index import discard, include, move
from kg.graph.names import Names
from kg.graph.profiles import clean, uses
from kg.graph.scenes import Scenes
from kg.graph.support import Evidence, Support, lend
from kg.graph.wires import Wires
from kg.resolve.events import Comparer
from kg.resolve.judgements import Judgement
from kg.resolve.keys import type_of
from kg.resolve.occurrences import Occurrence, Ref, claims, gather, named, occurrence
from kg.resolve.rules import rules
from kg.schema import Schema
from kg.statement import Document, Statement

Triple = tuple[str, str, str]  # (relation, source, target), canonical ids
Added = Sequence[tuple[Document, Sequence[Statement]]]


@dataclass
class Dirty:
    """What a change touched and later stages look at anew."""

    keys: set[str] = field(default_factory=set)
    judged_keys: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    relations: set[Triple] = field(default_factory=set)
    statistics: set[str] = field(default_factory=set)
    refs: set[Ref] = field(default_factory=set)
    places: set[str] = field(default_factory=set)  # that bear another id, or lie in one that does
    judged: set[Ref] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    attacks: set[Pair] = field(default_factory=set)


class World:
    """Documents, statements and judgements, and the graph that follows from them."""

    def __init__(self, schema: Schema) -> None:
        self.rules = rules(schema)
        self.documents: dict[str, Document] = {}
        self.told: dict[str, tuple[Statement, ...]] = {}  # document -> its statements
        self.statements: dict[str, Statement] = {}
        self.sources: dict[str, str] = {}  # document -> the group of near-copies under which it is counted
        self.scene: dict[Ref, list[Statement]] = {}  # occurrence -> its statements
        self.users: dict[str, set[str]] = defaultdict(set)  # entity key -> statements
        self.triple: dict[str, Triple] = {}  # relation statement -> the edge that it supports
        self.relations: dict[Triple, Support] = {}
        self.figure: dict[str, str] = {}  # statistic statement -> its node
        self.figures: dict[str, set[str]] = defaultdict(set)
        self.attacks = Attacks()
        self.sums: dict[Ref, set[Ref]] = defaultdict(set)  # part -> sums
        self.inside: dict[str, set[str]] = defaultdict(set)  # place -> live places whose keys lie directly in it
        self.outside: dict[str, str] = {}
        self.judgements: tuple[Judgement, ...] = ()
        self.wires = Wires(schema)
        self.names = Names(schema)
        self.atlas = Atlas(self.name, self.names.kind)
        self.scenes = Scenes(Comparer(self.rules, self.atlas.within, self.names.kin, self.atlas.kind), self.atlas.within)
        self.board = Board()

    @property
    def graph(self) -> Graph:
        return self.board.graph

    def name(self, key: str) -> str:
        """The canonical id of an entity key."""
        return self.names.canonical.get(key, key)

    def change(self, added: Added = (), removed: Iterable[str] = (), judgements: Iterable[Judgement] | None = None) -> Delta:
        """Take documents out and in (one with a known id replaces it), set the judgement log; what became different."""
        dirty = Dirty()
        if judgements is not None:
            self._judge(tuple(judgements), dirty)
        incoming = {d.id: (d, tuple(sts)) for d, sts in added}
        gone = {d for d in {*removed, *incoming} if d in self.documents}
        regrouped = self.wires.change(gone, [d for d, _ in incoming.values()])
        kept = regrouped - incoming.keys()
        for document_id in sorted(gone | kept):
            self._count_out(document_id, dirty)
        for document_id in sorted(gone):
            self._forget(document_id, dirty)
        for document_id, (document, statements) in sorted(incoming.items()):
            self.documents[document_id], self.told[document_id] = document, statements
            self.statements.update((st.id, st) for st in statements)
            self.scene.update({(document_id, local): sts for local, sts in gather(statements).items()})
        for document_id in sorted(incoming.keys() | kept):
            self._count_in(document_id, dirty)
            self.board.put(
                ("document", document_id), [draw.document_node(self.documents[document_id], self.sources[document_id])]
            )
        self._settle_names(dirty)
        self._settle_statements(dirty)
        self._settle_places(dirty)
        self._settle_events(dirty)
        self._render(dirty)
        return self.board.delta()

    # ------------------------------------------------------------------------------------ in and out

    def _judge(self, log: tuple[Judgement, ...], dirty: Dirty) -> None:
        for j in {*self.judgements, *log}:
            self.board.put(("judgement", j.id), [draw.judgement_node(j)] if j in log else [])
        self.judgements = log
        dirty.judged_keys |= self.names.judge(log)
        dirty.judged |= self.scenes.judge(log)

    def _count_out(self, document: str, dirty: Dirty) -> None:
        source = self.sources.pop(document)
        for st in self.told[document]:
            dirty.keys |= self.names.count(st, source, -1)
            self._touch(st, dirty)

    def _count_in(self, document: str, dirty: Dirty) -> None:
        source = self.sources[document] = self.wires.group[document]
        for st in self.told[document]:
            keys = self.names.count(st, source, 1)
            dirty.keys |= keys
            for key in keys:
                self.users[key].add(st.id)
            self._touch(st, dirty)

    def _touch(self, st: Statement, dirty: Dirty) -> None:
        """Whatever a statement supports, or may support once names are settled, is to be looked at."""
        dirty.statements.add(st.id)
        if st.id in self.triple:
            dirty.relations.add(self.triple[st.id])
        if st.id in self.figure:
            dirty.statistics.add(self.figure[st.id])
        if st.kind in ("event", "toll"):
            dirty.refs.add((st.document, st.args["event"]))

    def _forget(self, document: str, dirty: Dirty) -> None:
        del self.documents[document]
        for st in self.told.pop(document):
            self.statements.pop(st.id, None)
            for key, _ in uses(st):
                self.users[key].discard(st.id)
                if not self.users[key]:
                    del self.users[key]
            if st.kind in ("event", "toll"):
                self.scene.pop((document, st.args["event"]), None)
        self.board.put(("document", document))

    # -------------------------------------------------------------------------------------- settling

    def _settle_names(self, dirty: Dirty) -> None:
        moved, entities = self.names.resolve(dirty.keys, dirty.judged_keys)
        dirty.entities |= entities
        for key, ids in moved.items():
            for id_ in self.users.get(key, ()):
                self._touch(self.statements[id_], dirty)
            if type_of(key) == "Place":
                dirty.places |= {*ids}.union(*(self.inside.get(i, set()) for i in ids))

    def _settle_statements(self, dirty: Dirty) -> None:
        """Relation and statistic statements move to the edge or node that they support now."""
        for id_ in dirty.statements:
            st = self.statements.get(id_)
            if old := self.triple.pop(id_, None):
                lend(self.relations, old, drop=[id_])
            if st and st.kind == "relation" and (triple := self._triple(st)):
                self.triple[id_] = triple
                lend(self.relations, triple, add=self.evidence([id_]))
                dirty.relations.add(triple)
            figure = draw.statistic_id(st, self.name) if st and st.kind == "statistic" else None
            move(self.figures, self.figure, id_, figure)
            if figure:
                dirty.statistics.add(figure)

    def _triple(self, st: Statement) -> Triple | None:
        """None for a relation between what turned out to be one entity."""
        source, target = self.name(st.args["from"]), self.name(st.args["to"])
        if st.args["type"] in self.rules.symmetric:
            source, target = sorted((source, target))
        return (st.args["type"], source, target) if source != target else None

    def _settle_places(self, dirty: Dirty) -> None:
        """Containers of live places are there too; occurrences whose places moved are compared anew."""
        moved: set[str] = set()
        for kind, inner, outer in dirty.relations:
            if kind == self.rules.containment and not self.atlas.parent(inner):
                holds = "asserted" in self.relations.get((kind, inner, outer), Support()).stances
                if holds != (outer in self.atlas.stated.get(inner, ())):
                    moved |= self.atlas.below(inner)
                    self.atlas.state(inner, outer, holds)
                    moved |= self.atlas.below(inner)
        places = sorted(dirty.places.union(e for e in dirty.entities if type_of(e) == "Place"))
        moved |= dirty.places
        moved |= {p for p in places if self.atlas.refresh(p)}
        if moved:
            self.atlas.forget()
        for place in moved:
            dirty.refs |= self.scenes.at.get(place, set())
        while places:
            place = places.pop()
            holder = self.atlas.parent(place) if place in self.names.clusters or place in self.inside else None
            old = self.outside.get(place)
            if holder == old:
                continue
            for end, change in ((old, discard), (holder, include)):
                if end:
                    change(self.inside, end, place)
                    places.append(end)
                    dirty.entities.add(end)
                    dirty.relations.add((self.rules.containment, place, end))
            if holder:
                self.outside[place] = holder
            else:
                del self.outside[place]

    def _settle_events(self, dirty: Dirty) -> None:
        new = [self._occurrence(r) for r in sorted(dirty.refs) if r in self.scene]
        gone = [r for r in dirty.refs if r not in self.scene]
        for r in dirty.refs:
            for part in self._parts(r):
                discard(self.sums, part, r)
        for o in new:
            for local in o.parts:
                self.sums[o.ref[0], local].add(o.ref)
        dirty.events |= {self.scenes.event[r] for r in dirty.refs if r in self.scenes.event}
        dirty.events |= self.scenes.change(gone, new, dirty.judged)
        dirty.events |= {self.scenes.event[r] for r in dirty.refs if r in self.scenes.event}
        refs = {r for e in dirty.events for r in self.scenes.events.get(e, ())}
        dirty.statements |= {st.id for r in refs for st in self.scene[r]}
        wholes = {whole for r in refs | dirty.refs for whole in self.sums.get(r, ())}
        dirty.events |= {self.scenes.event[w] for w in wholes if w in self.scenes.event}

    def _parts(self, r: Ref) -> list[Ref]:
        known = self.scenes.occurrences.get(r)
        return [(r[0], local) for local in known.parts] if known else []

    def _occurrence(self, r: Ref) -> Occurrence:
        return occurrence(self.documents[r[0]], r[1], self.scene[r], self.sources[r[0]], self.name)

    # ------------------------------------------------------------------------------------- rendering

    def evidence(self, ids: Iterable[str]) -> list[Evidence]:
        """Statements with their documents, sorted by document and place."""
        found = sorted((self.statements[i] for i in ids), key=lambda s: (s.document, s.start, s.end, s.id))
        return [Evidence(st, self.documents[st.document], self.sources[st.document]) for st in found]

    def _render(self, dirty: Dirty) -> None:
        for event in dirty.events:
            dirty.attacks |= self.attacks.withdraw(event)
        for event in sorted(dirty.events):
            self._render_event(event, dirty)
        for pair in sorted(dirty.attacks):
            self.board.put(("attack", *pair), [], self.attacks.edges(pair))
        for id_ in sorted(dirty.statements):
            st = self.statements.get(id_)
            if st is None:
                self.board.put(("statement", id_))
                continue
            told_of = self.scenes.event.get((st.document, st.args["event"])) if st.kind in ("event", "toll") else None
            edges = draw.statement_edges(st, self.name, told_of, self.figure.get(id_))
            self.board.put(("statement", id_), [draw.statement_node(st)], edges)
        for kind, source, target in sorted(dirty.relations):
            self._render_relation(kind, source, target)
        for figure in sorted(dirty.statistics):
            told = self.figures.get(figure)
            drawn = [draw.statistic(figure, self.evidence(told), self.name)] if told else []
            self.board.put(("statistic", figure), [node for node, _ in drawn], [e for _, edges in drawn for e in edges])
        for entity in sorted(dirty.entities):
            node = self.names.node(entity)
            if node is None and entity in self.inside:
                node = self.names.draw(entity)
            self.board.put(("entity", entity), [node] if node else [])

    def _render_relation(self, kind: str, source: str, target: str) -> None:
        known = kind == self.rules.containment and self.outside.get(source) == target
        support = self.relations.get((kind, source, target), Support())
        edges = [draw.relation_edge(kind, source, target, support, self.name, known)] if support or known else []
        self.board.put(("relation", kind, source, target), [], edges)

    def _render_event(self, event: str, dirty: Dirty) -> None:
        refs = self.scenes.events.get(event)
        if refs is None:
            self.board.put(("event", event))
        else:
            evidence = [
                Evidence(st, self.documents[r[0]], self.sources[r[0]]) for r in refs for st in self.scene[r] if st.kind == "event"
            ]
            tolls = [c for r in refs for c in claims(self.documents[r[0]], self.scene[r], self.sources[r[0]])]
            places = self._places(evidence)
            edges = draw.event_edges(event, evidence, places, self.name)
            for r in refs:
                for part in self._parts(r):
                    inner = self.scenes.event.get(part)
                    if inner and inner != event:
                        mine = [e for e in evidence if e.statement.document == r[0]]
                        edges.append(Edge("PART_OF", inner, event, clean(draw.derived(mine))))
            doers = [self.scenes.occurrences[r].actors for r in refs]
            rivals = any(self.names.kin.rival(a, b) for a, b in combinations(doers, 2))
            node = draw.event_node(event, evidence, tolls, places, rivals, self.rules)
            self.board.put(("event", event), [node], edges)
            if f"{node.properties['event_type']}/{node.properties['sub_event_type']}" in self.rules.violent:
                self._lend_attacks(event, edges, evidence, dirty)

    def _lend_attacks(self, event: str, edges: Sequence[Edge], evidence: Sequence[Evidence], dirty: Dirty) -> None:
        """Each actor attacked each target, on the evidence that names either; a sum whose parts are known adds nothing."""
        by, hit = ({e.target for e in edges if e.kind == kind} for kind in ("ACTOR", "TARGET"))
        if any(e.kind == "PART_OF" for e in edges):
            return
        for pair in {(a, t) for a in by for t in hit if a != t}:
            named_ = [
                e for e in evidence if self._names(e.statement, "actors", pair[0]) or self._names(e.statement, "targets", pair[1])
            ]
            dirty.attacks.add(pair)
            self.attacks.enter(event, pair, named_)

    def _names(self, st: Statement, role: str, entity: str) -> bool:
        return entity in map(self.name, st.args.get(role, ()))

    def _places(self, evidence: Iterable[Evidence]) -> list[str]:
        """Canonical places of an event: inner before outer, then as most statements have it."""
        named_ = [self.name(k) for e in evidence for k in named([e.statement], "place")]
        return sorted(set(named_), key=lambda p: (-len(self.atlas.within(p)), -named_.count(p), p))
