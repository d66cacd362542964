"""The part of a graph that somebody wants to see, with the statements and documents that support it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.graph import Edge, Graph, Node, Value
from kg.ids import fold
from kg.views.parts import EVIDENCE, POINTERS

NONE: frozenset[str] = frozenset()
UNNAMED = EVIDENCE | {"Document"}  # what nobody asks for by name


@dataclass(frozen=True)
class Wish:
    """What passes: ISO dates as precise as stated; `types` split into what they name; `events` of a place, None for all."""

    since: str | None
    until: str | None
    labels: frozenset[str]
    happenings: frozenset[str]
    kinds: frozenset[str]
    min_sources: int
    events: frozenset[str] | None

    @property
    def typed(self) -> bool:
        return bool(self.labels or self.happenings or self.kinds)

    @property
    def narrow(self) -> bool:
        return bool(self.since or self.until) or self.typed or self.min_sources > 1 or self.events is not None


def select(
    graph: Graph,
    *,
    focus: Sequence[str] = (),
    hops: int = 1,
    since: str | None = None,
    until: str | None = None,
    types: Sequence[str] = (),
    place: str | None = None,
    min_sources: int = 1,
) -> Graph:
    """Nodes and derived edges that pass, with their evidence.

    focus: names or ids; `hops` steps from them are kept, from group to event to group being two; an event that is kept keeps
    everybody who took part. since, until: ISO, a year or month means all of it; what has no date passes only if neither is given.
    types: node labels, ACLED types or sub-types, relation types. place: a name; what happened there or below.
    min_sources: independent documents. Raises InputError for a name or type that the graph does not have.
    """
    wish = wish_of(graph, since, until, types, place, min_sources)
    facts = [e for e in graph.sorted_edges() if e.kind not in POINTERS]
    edges = [e for e in facts if passes(e, graph, wish)]
    if wish.narrow:
        nodes = {end for e in edges for end in (e.source, e.target)}
        nodes |= {n.id for n in graph.nodes.values() if n.label == "Event" and passes_event(n, wish)}
    else:
        nodes = {n.id for n in graph.nodes.values() if n.label not in UNNAMED}
    if focus:
        centre = find(graph, focus)
        nodes &= around(edges, centre, hops) | set(centre)
        nodes |= set(centre)
        nodes |= {e.target for e in edges if e.source in nodes and graph.nodes[e.source].label == "Event"}
    return with_evidence(graph, nodes, [e for e in edges if e.source in nodes and e.target in nodes])


def find(graph: Graph, names: Sequence[str]) -> list[str]:
    """Ids of nodes by id, name, alias or key, case and accents aside. Raises InputError for a name that nothing has."""
    known: dict[str, list[str]] = defaultdict(list)
    for node in graph.sorted_nodes():
        if node.label not in UNNAMED:
            own = {fold(f) for f in (node.name, *strings(node.properties.get("aliases")), *strings(node.properties.get("keys")))}
            for form in sorted(own - {""}):
                known[form].append(node.id)
    found: list[str] = []
    for name in names:
        hits = [name] if name in graph.nodes else known.get(fold(name), [])
        if not hits:
            raise InputError(f"nothing is called '{name}' in this graph: give a name, an alias or an id that it has")
        found += [h for h in hits if h not in found]
    return found


def strings(value: Value) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def wish_of(
    graph: Graph, since: str | None, until: str | None, types: Sequence[str], place: str | None, min_sources: int
) -> Wish:
    labels = {n.label for n in graph.nodes.values()}
    happenings = {
        str(n.properties[k]) for n in graph.nodes.values() for k in ("event_type", "sub_event_type") if k in n.properties
    }
    kinds = {e.kind for e in graph.edges.values()}
    unknown = [t for t in types if t not in labels | happenings | kinds]
    if unknown:
        has = ", ".join(sorted((labels - UNNAMED) | happenings | (kinds - POINTERS)))
        raise InputError(f"no type '{unknown[0]}' in this graph: it has {has}")
    inside = below(graph, find(graph, [place])) if place else frozenset[str]()
    there = frozenset(e.source for e in graph.edges.values() if e.target in inside and graph.nodes[e.source].label == "Event")
    asked = frozenset(types)
    return Wish(since, until, asked & labels, asked & happenings, asked & kinds, min_sources, there if place else None)


def below(graph: Graph, places: Iterable[str]) -> frozenset[str]:
    """The places and all that lie in them."""
    held: dict[str, list[str]] = defaultdict(list)
    for edge in graph.sorted_edges():
        if graph.nodes[edge.source].label == graph.nodes[edge.target].label == "Place":
            held[edge.target].append(edge.source)
    queue = list(places)
    found = set(queue)
    for here in queue:
        fresh = [p for p in held[here] if p not in found]
        found.update(fresh)
        queue += fresh
    return frozenset(found)


def passes(edge: Edge, graph: Graph, wish: Wish) -> bool:
    """An edge of an event passes with the event; a relation by its own dates and sources."""
    source, target, p = graph.nodes[edge.source], graph.nodes[edge.target], edge.properties
    if wish.typed and not (edge.kind in wish.kinds or {source.label, target.label} <= wish.labels or happens(source, wish)):
        return False
    if source.label == "Event":
        return passes_event(source, replace(wish, labels=NONE, happenings=NONE, kinds=NONE))
    if wish.events is not None and not wish.events & set(strings(p.get("events"))):
        return False
    start, end = p.get("since") or p.get("first"), p.get("until") or p.get("last") or p.get("first")
    return passes_sources(p.get("documents"), wish) and passes_date(start, end, wish)


def passes_event(event: Node, wish: Wish) -> bool:
    p = event.properties
    if (wish.events is not None and event.id not in wish.events) or (wish.typed and not happens(event, wish)):
        return False
    start = p.get("date_start")
    return passes_sources(p.get("documents"), wish) and passes_date(start, p.get("date_end") or start, wish)


def happens(node: Node, wish: Wish) -> bool:
    """Whether a node is an event of a type that is asked for."""
    types = {node.label, node.properties.get("event_type"), node.properties.get("sub_event_type")}
    return node.label == "Event" and bool(types & (wish.happenings | wish.labels))


def passes_sources(documents: Value, wish: Wish) -> bool:
    return wish.min_sources <= 1 or (isinstance(documents, int) and documents >= wish.min_sources)


def passes_date(start: Value, end: Value, wish: Wish) -> bool:
    """Whether [start, end] meets [since, until]. ISO text compares as dates do; cut to equal length, a month holds its days."""
    if not wish.since and not wish.until:
        return True
    if not isinstance(start, str) or not isinstance(end, str):
        return False
    late = not wish.since or end >= wish.since[: len(end)]
    return late and (not wish.until or start[: len(wish.until)] <= wish.until)


def around(edges: Iterable[Edge], centre: Sequence[str], hops: int) -> set[str]:
    """Ids at most `hops` edges from the centre."""
    near: Mapping[str, list[str]] = defaultdict(list)
    for edge in edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    found = border = set(centre)
    for _ in range(hops):
        border = {n for here in border for n in near[here]} - found
        found = found | border
    return found


def with_evidence(graph: Graph, nodes: set[str], edges: Sequence[Edge]) -> Graph:
    """The nodes and edges, every statement that an edge lists or that is about an event or statistic kept, and its document."""
    wanted = {st for e in edges for st in strings(e.properties.get("statements"))}
    about = [e for e in graph.sorted_edges() if e.kind == "ABOUT" and e.target in nodes]
    linked = {end for e in edges for end in (e.source, e.target)}
    # An entity that stands alone keeps what names it; one with links has them for evidence.
    wanted |= {e.source for e in about if graph.nodes[e.target].label in ("Event", "Statistic") or e.target not in linked}
    wanted &= set(graph.nodes)
    stated = [e for e in graph.sorted_edges() if e.kind == "STATED_IN" and e.source in wanted]
    kept = nodes | wanted | {e.target for e in stated}
    pointers = [e for e in about if e.source in wanted] + stated
    return Graph((graph.nodes[i] for i in sorted(kept)), [*edges, *pointers])
