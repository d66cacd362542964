"""What documents contradict each other in: tolls, dates, places, actors, stances, statistics, each side with its evidence.

Found, never decided: a contradiction goes away when a statement does or when somebody judges that two events differ.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from kg.gazetteer import load_gazetteer
from kg.graph import Edge, Graph, Node
from kg.resolve.dates import interval
from kg.resolve.kin import Kin
from kg.resolve.rules import Rules, rules
from kg.resolve.tolls import WHOLE
from kg.schema import Schema

Kind = Literal["toll", "party", "date", "place", "actor", "stance", "statistic"]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Side:
    """One account. documents: their ids; speakers: canonical ids, empty if the writers themselves say so."""

    value: str
    documents: tuple[str, ...]
    speakers: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Contradiction:
    """subjects: ids of the events, entities or statistics concerned."""

    kind: Kind
    about: str
    subjects: tuple[str, ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Told:
    """A statement node, its arguments read."""

    id: str
    document: str
    kind: str
    stance: str
    speakers: tuple[str, ...]
    args: Mapping[str, Any]


def contradictions(graph: Graph, schema: Schema) -> list[Contradiction]:
    """All contradictions of a graph, sorted by kind, subject and matter."""
    reader = Reader(graph, rules(schema), Kin(load_gazetteer(schema.folder)))
    found = [*reader.relations(), *reader.statistics()]
    for event in graph.nodes.values():
        if event.label == "Event":
            found += reader.event(event)
    return sorted(found, key=lambda c: (c.kind, c.subjects, c.about, [s.value for s in c.sides]))


class Reader:
    """The graph by what is asked of it here."""

    def __init__(self, graph: Graph, rules: Rules, kin: Kin) -> None:
        self.graph, self.rules, self.kin = graph, rules, kin
        self.canonical = {key: n.id for n in graph.nodes.values() for key in _strings(n.properties.get("keys"))}
        self.about: dict[str, list[str]] = {}  # event or statistic -> statements
        self.inside: dict[str, set[str]] = {}
        for e in graph.edges.values():
            if e.kind == "ABOUT" and e.properties["role"] in ("event", "toll", "statistic"):
                self.about.setdefault(e.target, []).append(e.source)
            if e.kind == rules.containment:
                self.inside.setdefault(e.source, set()).add(e.target)

    def name(self, id_: str) -> str:
        node = self.graph.nodes.get(id_)
        return node.name if node else id_

    def told(self, ids: Iterable[str]) -> list[Told]:
        """Statement nodes, sorted by document and id."""
        nodes = [self.graph.nodes[i] for i in ids]
        return sorted((self._told(n) for n in nodes), key=lambda t: (t.document, t.id))

    def _told(self, node: Node) -> Told:
        p: Mapping[str, Any] = node.properties
        args = json.loads(p["args"])
        keys = [p["speaker"]] if p.get("speaker") else args.get("attributed_to", [])
        speakers = tuple(sorted({self.canonical.get(k, k) for k in keys}))
        return Told(node.id, p["document"], p["kind"], p["stance"], speakers, args)

    def keys(self, t: Told, arg: str) -> frozenset[str]:
        """Canonical ids under an argument."""
        return frozenset(self.canonical.get(k, k) for k in t.args.get(arg, ()))

    # ------------------------------------------------------------------------------------------ events

    def event(self, event: Node) -> Iterator[Contradiction]:
        told = self.told(self.about.get(event.id, ()))
        scenes = [t for t in told if t.kind == "event"]
        yield from self.tolls(event, [t for t in told if t.kind == "toll"])
        if any(t.stance != "asserted" or t.args.get("unverified") for t in scenes):
            yield from self.parties(event, [t for t in told if t.kind == "toll"])
        yield from self.dates(event, scenes)
        yield from self.places(event, scenes)
        yield from self.actors(event, scenes)

    def tolls(self, event: Node, told: Sequence[Told]) -> Iterator[Contradiction]:
        """Figures of one measure and party of which two can't both be right."""
        by: dict[tuple[str, str], dict[Interval, list[Told]]] = {}
        for t in told:
            if t.args.get("low") is None and t.args.get("high") is None:
                continue
            party = WHOLE if t.args.get("whole") else t.args["party"]
            by.setdefault((t.args["measure"], party), {}).setdefault(bounds(t.args), []).append(t)
        for (measure, party), figures in sorted(by.items()):
            if clash(figures):
                sides = [side(figure_words(i), ts) for i, ts in sorted(figures.items())]
                yield Contradiction("toll", f"{measure}, {party}: {event.name}", (event.id,), tuple(sides))

    def parties(self, event: Node, told: Sequence[Told]) -> Iterator[Contradiction]:
        """Speakers who count the dead of a doubtful event under different parties, each without the other's."""
        voices: dict[tuple[str, ...], list[Told]] = {}
        for t in told:
            if t.args["measure"] == "killed" and not t.args.get("whole"):
                voices.setdefault(t.speakers, []).append(t)
        parties = {v: {t.args["party"] for t in ts} for v, ts in voices.items()}
        if any(not parties[a] & parties[b] for a, b in combinations(parties, 2)):
            sides = [
                side(", ".join(f"{t.args['party']} {figure_words(bounds(t.args))}" for t in ts), ts)
                for _, ts in sorted(voices.items())
            ]
            yield Contradiction("party", f"who was killed: {event.name}", (event.id,), tuple(sides))

    def dates(self, event: Node, told: Sequence[Told]) -> Iterator[Contradiction]:
        dated: dict[Interval, list[Told]] = {}
        for t in told:
            if (days := interval(t.args.get("date"))) and not t.args.get("retells"):
                dated.setdefault((days[0], days[1]), []).append(t)
        if clash(dated):
            sides = [side(ts[0].args["date"], ts) for _, ts in sorted(dated.items())]
            yield Contradiction("date", f"when: {event.name}", (event.id,), tuple(sides))

    def places(self, event: Node, told: Sequence[Told]) -> Iterator[Contradiction]:
        """Documents whose places lie apart: none of one holds a place of the other."""
        where: dict[frozenset[str], list[Told]] = {}
        for t in told:
            if (places := self.keys(t, "place")) and not t.args.get("retells"):
                where.setdefault(places, []).append(t)
        chains = {ps: {c for p in ps for c in self.within(p)} for ps in where}
        if any(not (chains[a] & b or chains[b] & a) for a, b in combinations(where, 2)):
            sides = [
                side(", ".join(sorted(map(self.name, ps))), ts) for ps, ts in sorted(where.items(), key=lambda i: sorted(i[0]))
            ]
            yield Contradiction("place", f"where: {event.name}", (event.id,), tuple(sides))

    def within(self, place: str) -> set[str]:
        found, todo = {place}, [place]
        while todo:
            more = self.inside.get(todo.pop(), set()) - found
            found |= more
            todo += more
        return found

    def actors(self, event: Node, told: Sequence[Told]) -> Iterator[Contradiction]:
        """Documents that name different doers, and doers or claimants who deny it."""
        doers: dict[frozenset[str], list[Told]] = {}
        denials: dict[str, list[Told]] = {}
        for t in told:
            if named := self.keys(t, "actors") | self.keys(t, "claimed_by"):
                doers.setdefault(named, []).append(t)
            for who in self.keys(t, "denied_by"):
                denials.setdefault(who, []).append(t)
        rivals = any(self.kin.rival(a, b) for a, b in combinations(doers, 2))
        if not rivals and not denials:
            return
        sides = [side(", ".join(sorted(map(self.name, ds))), ts) for ds, ts in sorted(doers.items(), key=lambda i: sorted(i[0]))]
        for who, ts in sorted(denials.items()):
            if not doers:  # a denial answers a charge that names nobody else
                sides.append(side(f"laid to {self.name(who)}", ts))
            sides.append(side(f"denied by {self.name(who)}", ts, (who,)))
        yield Contradiction("actor", f"who did it: {event.name}", (event.id,), tuple(sides))

    # --------------------------------------------------------------------------------------- relations

    def relations(self) -> Iterator[Contradiction]:
        """Relations that somebody denies, with what bears on them; and pairs of relations that exclude each other."""
        edges = {
            (e.kind, frozenset((e.source, e.target))): e for e in self.graph.edges.values() if e.kind in self.rules.relations
        }
        for e in sorted(edges.values(), key=lambda e: (e.kind, e.source, e.target)):
            ends = frozenset((e.source, e.target))
            others = [edges[kind, ends] for kind in self.rules.bearing.get(e.kind, ()) if (kind, ends) in edges]
            if e.properties.get("contested") or (others and self.excludes(e, others)):
                yield self.disputed(e, others)

    def excludes(self, edge: Edge, others: Iterable[Edge]) -> bool:
        """True if one of the others says the opposite, told once of the pair."""
        return any(edge.kind in self.rules.bearing.get(o.kind, ()) and edge.kind < o.kind for o in others)

    def disputed(self, edge: Edge, others: Sequence[Edge]) -> Contradiction:
        sides = []
        for e in (edge, *others):
            told = self.told(_strings(e.properties.get("statements")))
            for stance in sorted({t.stance for t in told}):
                sides.append(side(f"{e.kind} {stance}", [t for t in told if t.stance == stance]))
            for who in _strings(e.properties.get("denied_by")):
                denying = [t for t in told if who in self.keys(t, "denied_by")]
                sides.append(side(f"{e.kind} denied by {self.name(who)}", denying, (who,)))
        about = f"{self.name(edge.source)} {edge.kind} {self.name(edge.target)}"
        return Contradiction("stance", about, (edge.source, edge.target), tuple(sides))

    # -------------------------------------------------------------------------------------- statistics

    def statistics(self) -> Iterator[Contradiction]:
        """One source's figure told of different periods, and figures for one scope that can't both be right."""
        told = {n.id: self.told(self.about[n.id]) for n in self.graph.nodes.values() if n.label == "Statistic"}
        echoes: dict[tuple[Any, ...], list[str]] = {}
        scopes: dict[tuple[Any, ...], list[str]] = {}
        for id_ in sorted(told):
            args = told[id_][0].args
            by = self.keys(told[id_][0], "attributed_to")
            place = self.canonical.get(args.get("place", ""), args.get("place"))
            what = (args["measure"], args.get("party"), place)
            if by:
                echoes.setdefault((*what, args.get("low"), args.get("high"), by), []).append(id_)
            if args.get("period"):
                scopes.setdefault((*what, args["period"]), []).append(id_)
        for echo in echoes.values():
            ids = sorted(echo, key=lambda i: (str(told[i][0].args.get("period")), i))
            periods = {str(told[i][0].args["period"]) for i in ids if told[i][0].args.get("period")}
            if len(periods) > 1:
                sides = [side(f"{told[i][0].args['phrase']} ({told[i][0].args.get('period')})", told[i]) for i in ids]
                yield Contradiction("statistic", f"one figure for {', '.join(sorted(periods))}", tuple(ids), tuple(sides))
        for ids in scopes.values():
            figures = {bounds(told[i][0].args): told[i] for i in ids}
            if clash(figures):
                args = told[ids[0]][0].args
                sides = [side(t[0].args["phrase"], t) for _, t in sorted(figures.items())]
                yield Contradiction("statistic", f"{args['measure']} in {args['period']}", tuple(ids), tuple(sides))


def bounds(args: Mapping[str, Any]) -> Interval:
    """Open ends as 0 and infinity."""
    low, high = args.get("low"), args.get("high")
    return (0.0 if low is None else float(low), float("inf") if high is None else float(high))


def clash(intervals: Iterable[Interval]) -> bool:
    """True if two of them have no value in common."""
    return any(a[1] < b[0] or b[1] < a[0] for a, b in combinations(intervals, 2))


def figure_words(figure: Interval) -> str:
    low, high = figure
    if high == float("inf"):
        return f"at least {low:.0f}"
    return f"up to {high:.0f}" if low == 0 < high else f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"


def side(value: str, told: Sequence[Told], speakers: tuple[str, ...] = ()) -> Side:
    return Side(
        value,
        tuple(sorted({t.document for t in told})),
        speakers or tuple(sorted({s for t in told for s in t.speakers})),
        tuple(sorted(t.id for t in told)),
    )


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else []
