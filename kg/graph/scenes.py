"""Events over the live occurrences, kept up to date: blocks, pairs, clusters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.index import discard
from kg.resolve.blocks import Within, blocks
from kg.resolve.events import Comparer, Comparison, cluster, event_id
from kg.resolve.judgements import Judgement, is_event, pairs
from kg.resolve.occurrences import Occurrence, Ref


class Scenes:
    """`event`: occurrence -> its event's id. `events`: event id -> its occurrences."""

    def __init__(self, comparer: Comparer, within: Within) -> None:
        self.comparer = comparer
        self.within = within
        self.join = comparer.rules.limits["join"]
        self.occurrences: dict[Ref, Occurrence] = {}
        self.event: dict[Ref, str] = {}
        self.events: dict[str, tuple[Ref, ...]] = {}
        self.at: dict[str, set[Ref]] = defaultdict(set)  # place or container -> occurrences
        self._filed: dict[str, set[Ref]] = defaultdict(set)
        self._keys: dict[Ref, tuple[set[str], set[str]]] = {}
        self._chains: dict[Ref, set[str]] = {}
        self.near: dict[Ref, dict[Ref, Comparison]] = defaultdict(dict)
        self.same: frozenset[frozenset[Ref]] = frozenset()
        self.differ: frozenset[frozenset[Ref]] = frozenset()
        self.partners: Mapping[Ref, frozenset[Ref]] = {}

    def judge(self, log: Iterable[Judgement]) -> set[Ref]:
        """Set the judgements; the occurrences that old and new ones name."""
        mine = [j for j in log if is_event(j.a)]
        before = set(self.partners)
        self.same = frozenset(frozenset((ref(a), ref(b))) for a, b in pairs(mine, "same"))
        self.differ = frozenset(frozenset((ref(a), ref(b))) for a, b in pairs(mine, "differ"))
        partners: dict[Ref, set[Ref]] = defaultdict(set)
        for pair in self.same:
            a, b = sorted(pair)
            partners[a].add(b)
            partners[b].add(a)
        for pair in self.differ:  # named, so that a change of the log is noticed
            for r in pair:
                partners.setdefault(r, set())
        self.partners = {k: frozenset(v) for k, v in partners.items()}
        return before | set(partners)

    def change(self, gone: Iterable[Ref], new: Iterable[Occurrence], judged: Iterable[Ref]) -> set[str]:
        """Take occurrences out and in (an Occurrence replaces that of its ref); ids of events that came or went."""
        fresh = {o.ref: o for o in new}
        touched: set[Ref] = set(judged)
        for r in {*gone, *fresh}:
            touched |= {r, *self.near.get(r, ())}
            if r in self.event:
                touched |= set(self.events[self.event[r]])
            self._unfile(r)
        for r, o in fresh.items():
            self._file(r, o)
        done: set[Ref] = set()
        for r in fresh:
            touched |= self._compare(r, done)
            done.add(r)
        return self._cluster({r for r in touched if r in self.occurrences}, touched)

    def _unfile(self, r: Ref) -> None:
        if self.occurrences.pop(r, None) is None:
            return
        for other in self.near.pop(r, {}):
            self.near[other].pop(r)
        for key in self._keys.pop(r)[0]:
            discard(self._filed, key, r)
        for place in self._chains.pop(r):
            discard(self.at, place, r)

    def _file(self, r: Ref, o: Occurrence) -> None:
        self.occurrences[r] = o
        self._keys[r] = blocks(o, self.within, self.comparer.rules.singular)
        for key in self._keys[r][0]:
            self._filed[key].add(r)
        self._chains[r] = {c for p in o.places for c in self.within(p)}
        for place in self._chains[r]:
            self.at[place].add(r)

    def _compare(self, r: Ref, done: set[Ref]) -> set[Ref]:
        """Note the occurrences that may be one with r; those that are done have been compared with it."""
        o = self.occurrences[r]
        candidates = set[Ref]().union(*(self._filed.get(k, set()) for k in self._keys[r][1])) - {r}
        found = set()
        for other in candidates - done:
            comparison = self.comparer.compare(o, self.occurrences[other])
            if comparison.score >= self.join and not comparison.against:
                self.near[r][other] = self.near[other][r] = comparison
                found.add(other)
        return found

    def _cluster(self, live: set[Ref], touched: set[Ref]) -> set[str]:
        changed: set[str] = set()
        done: set[Ref] = set()
        before = {r: self.event[r] for r in touched if r in self.event}
        for start in sorted(live):
            if start in done:
                continue
            component = self._component(start)
            done |= component
            for r in component:
                before.setdefault(r, self.event.get(r, ""))
            for members in self._split(component):
                id_ = event_id(members)
                if self.events.get(id_) != members:
                    changed.add(id_)
                self.events[id_] = members
                for r in members:
                    self.event[r] = id_
        for r in [r for r in touched if r not in self.occurrences]:
            self.event.pop(r, None)
        for id_ in {e for e in before.values() if e}:
            if any(self.event.get(r) != id_ for r in self.events[id_]):
                changed.add(id_)
                del self.events[id_]
        return changed

    def _component(self, start: Ref) -> set[Ref]:
        component, todo = {start}, [start]
        while todo:
            r = todo.pop()
            more = {*self.near.get(r, ()), *self.partners.get(r, ())} - component
            more = {m for m in more if m in self.occurrences}
            component |= more
            todo += more
        return component

    def _split(self, component: set[Ref]) -> list[tuple[Ref, ...]]:
        if len(component) == 1:
            return [tuple(component)]
        near = {frozenset((a, b)): c for a in component for b, c in self.near.get(a, {}).items()}
        same = frozenset(p for p in self.same if p <= component)
        differ = frozenset(p for p in self.differ if p <= component)
        return cluster({r: self.occurrences[r] for r in component}, near, same, differ, self.comparer)


def ref(member: str) -> Ref:
    document, _, local = member.partition("#")
    return document, local
