"""Which occurrences in different documents are one event.

Two are compared if they share a block (a day, month or year with a country, an actor or a target); what agrees gives points,
what contradicts forbids (docs/resolving.md). Clusters grow from the best pair down and never hold a pair that contradicts,
so they are a function of the set of occurrences: order of loading can't show.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.ids import digest
from kg.resolve.blocks import Within, precision
from kg.resolve.dates import iso
from kg.resolve.keys import is_known, type_of
from kg.resolve.kin import Kin
from kg.resolve.occurrences import Occurrence, Ref
from kg.resolve.rules import Rules

LEVELS = {"country": 3, "admin1": 4, "region": 4, "admin2": 5, "site": 7}
SPECIFIC = {"same site or village", "same town", "same named person or site as target"}
# What makes an event known without a day: everything else happens again and again.
TELLING = {"same singular deed", "same named person or site as target", "several equal tolls", "same toll", "same large toll"}
# Of which one must agree: an army and a group fight in many places on one day.
ANCHORS = SPECIFIC | {"same district", "same province", "same target", "similar large toll"} | TELLING


@dataclass(frozen=True)
class Comparison:
    """score: sum of the weights of what agrees and differs. against: what forbids that the two are one."""

    score: float
    agreed: tuple[str, ...]
    differed: tuple[str, ...]
    against: tuple[str, ...]


def event_id(refs: Iterable[Ref]) -> str:
    return "event:" + digest(*sorted([d, e] for d, e in refs))


class Comparer:
    """Compares occurrences. within: the containers of places. kind: the kind of a place."""

    def __init__(self, rules: Rules, within: Within, kin: Kin, kind: Callable[[str], str | None]):
        self.rules, self.within, self.kin, self.kind = rules, within, kin, kind

    def compare(self, a: Occurrence, b: Occurrence) -> Comparison:
        """Symmetric: the words speak of the smaller ref first."""
        a, b = sorted((a, b), key=lambda o: o.ref)
        agreed: list[str] = []
        differed: list[str] = []
        against: list[str] = []
        if a.ref[0] == b.ref[0]:
            against.append("one document tells them as two")
        if bool(a.parts) != bool(b.parts):
            against.append("one is a sum of several events")
        types = self.rules.families[a.event_type] & self.rules.families[b.event_type]
        if not types:
            against.append(f"{a.event_type} is not {b.event_type}")
        elif a.event_type == b.event_type:
            agreed.append("same sub-event type")
        elif self.rules.names[a.event_type][0] == self.rules.names[b.event_type][0]:
            agreed.append("same event type")
        self._days(a, b, agreed, differed, against)
        if against:  # most pairs of a block end here
            return Comparison(0.0, tuple(agreed), (), tuple(against))
        self._places(a, b, agreed, differed, against)
        if not set(agreed) & (SPECIFIC | {"same sub-event type", "same event type"}):  # a district sees many on one day
            differed.append("another kind of violence")
        self._parties(a, b, agreed, differed, against)
        self._tolls(a, b, agreed, differed, against)
        if a.copies == b.copies:
            agreed.append("near-copy")
        if a.event_type == b.event_type in self.rules.singular and a.actors & b.actors and self._end(a, b):
            agreed.append("same singular deed")
        score = sum(self.rules.weights[point] for point in (*agreed, *differed))
        if "other toll" in differed and not set(agreed) & SPECIFIC:
            against.append("the tolls are far apart")
        if not set(agreed) & ANCHORS:
            against.append("neither a place below the country nor a target in common")
        if {precision(a), precision(b)} & {"year", "none"} and not set(agreed) & TELLING:
            against.append("no day or month, and nothing that happens once")
        return Comparison(score, tuple(agreed), tuple(differed), tuple(against))

    @staticmethod
    def _end(a: Occurrence, b: Occurrence) -> bool:
        """True if the two have a target or a place in common."""
        return bool(a.targets & b.targets or set(a.places) & set(b.places))

    def _days(self, a: Occurrence, b: Occurrence, agreed: list[str], differed: list[str], against: list[str]) -> None:
        if a.days is None or b.days is None:
            dated, other = (a, b) if a.days else (b, a)
            if dated.days and other.before is not None and dated.days[0] > other.before + 1:
                against.append(f"one was reported before {iso(dated.days[0])}")
            return
        (lo_a, hi_a), (lo_b, hi_b) = a.days, b.days
        exact = precision(a) == precision(b) == "day"
        gap = max(lo_a - hi_b, lo_b - hi_a)  # two slips in two directions are two days
        if gap > (2 if exact else 0):
            against.append(f"{iso(lo_a)} is not {iso(lo_b)}")
        elif gap == 2:
            differed.append("two days apart")
        elif lo_a == hi_a == lo_b == hi_b:
            agreed.append("same day")
        elif exact:
            agreed.append("days overlap" if lo_a <= hi_b and lo_b <= hi_a else "a day apart")
        else:
            agreed.append("month or year agrees")

    def _places(self, a: Occurrence, b: Occurrence, agreed: list[str], differed: list[str], against: list[str]) -> None:
        if not a.places or not b.places:
            return
        best = max(self._near(p, q) for p in a.places for q in b.places)
        if best == 0:
            against.append(f"{a.places[0]} is not {b.places[0]}")
        elif best == 1:
            differed.append("other settlement")
        else:
            points = {7: "same site or village", 6: "same town", 5: "same district", 4: "same province", 3: "same country"}
            if best in points:
                agreed.append(points[best])

    def _near(self, p: str, q: str) -> int:
        """7 one site or village, 6 one town, 5–3 the level that one holds the other at, 2 unknown, 1 neighbours, 0 apart."""
        if p == q:
            return LEVELS.get(self.kind(p) or "", 6 if is_known(p) else 7)
        chain_p, chain_q = self.within(p), self.within(q)
        shared = next((c for c in chain_p if c in chain_q), None)
        if shared is None:
            tops = {self.kind(chain_p[-1]), self.kind(chain_q[-1])}
            return 0 if tops == {"country"} else 2
        level = LEVELS.get(self.kind(shared) or "", 6)
        if shared in (p, q):
            return level
        if "region" in (self.kind(p), self.kind(q)) or self._rough(p, q, shared) or self._rough(q, p, shared):
            return 2
        if "site" in (self.kind(p), self.kind(q)):  # outlets name different buildings and quarters of one scene
            return level if level >= 5 else 0
        return 1 if level >= 5 else 0

    def _rough(self, p: str, q: str, shared: str) -> bool:
        """True if an unlisted place is told within so large a container that it may lie in the other place, or hold it."""
        return not is_known(p) and is_known(q) and self.within(p)[1:2] == (shared,) and self.within(q)[1:2] != (shared,)

    def _parties(self, a: Occurrence, b: Occurrence, agreed: list[str], differed: list[str], against: list[str]) -> None:
        if a.actors & b.actors:
            agreed.append("same actor")
        elif self.kin.rival(a.actors, b.actors):
            told = (a.actors & b.involved) or (b.actors & a.involved) or a.involved & b.involved
            if not told and a.stance == b.stance == "asserted":
                against.append(f"{', '.join(sorted(a.actors))} is not {', '.join(sorted(b.actors))}")
            differed.append("rival account of the actor" if told else "other actor")
        if a.involved & b.involved:
            agreed.append("same claim or denial")
        if (a.actors & b.targets or b.actors & a.targets) and not a.actors & b.actors:
            differed.append("sides swapped")
        shared = a.targets & b.targets
        if any(
            type_of(t) in ("Person", "Place") and self.kind(t) not in ("country", "region", "admin1", "admin2") for t in shared
        ):
            agreed.append("same named person or site as target")
        elif shared:
            agreed.append("same target")
        persons = [{t for t in o.targets if type_of(t) == "Person"} for o in (a, b)]
        if all(persons) and not persons[0] & persons[1]:
            against.append(f"{min(persons[0])} is not {min(persons[1])}")

    def _tolls(self, a: Occurrence, b: Occurrence, agreed: list[str], differed: list[str], against: list[str]) -> None:
        ka, kb = ({p: (lo, hi) for p, lo, hi in o.killed} for o in (a, b))
        if not ka or not kb:
            return
        equal = [ka[p] for p in ka if p in kb and ka[p] == kb[p]]
        sum_a, sum_b = span(ka), span(kb)
        size = "large " if min(sum_a[1], sum_b[1]) >= self.rules.limits["large toll"] else ""
        if len(equal) > 1 and len(ka) == len(kb) == len(equal):
            agreed.append("several equal tolls")
        elif max((n for _, n in [*equal, *([sum_a] if sum_a == sum_b else [])]), default=0) >= self.rules.limits["telling toll"]:
            agreed.append(f"same {size}toll")
        elif (sum_a[0] <= sum_b[1] and sum_b[0] <= sum_a[1]) or self._alike(sum_a, sum_b):
            agreed.append(f"similar {size}toll")
        elif not equal and not any(self._alike(ka[p], kb[p]) for p in ka if p in kb):
            differed.append("other toll")

    def _alike(self, one: tuple[int, int], two: tuple[int, int]) -> bool:
        """True if a revision or a rival count may lie between the two."""
        small, large = sorted((one[1], two[1]))
        return large - small <= self.rules.limits["toll slack"] or small >= self.rules.limits["toll ratio"] * large


def span(killed: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    return sum(lo for lo, _ in killed.values()), sum(hi for _, hi in killed.values())


# ------------------------------------------------------------------------------------------- clusters


def cluster(
    occurrences: Mapping[Ref, Occurrence],
    near: Mapping[frozenset[Ref], Comparison],
    same: frozenset[frozenset[Ref]],
    differ: frozenset[frozenset[Ref]],
    comparer: Comparer,
) -> list[tuple[Ref, ...]]:
    """Events over a connected component of occurrences; a function of the set.

    near: the pairs that reach the limit. same, differ: judged pairs. Judged pairs are joined first; then the best pairs, unless
    the clusters hold a pair that contradicts; an occurrence that fits two events which contradict each other stays alone.
    """
    order = sorted(occurrences)
    home: dict[Ref, list[Ref]] = {r: [r] for r in order}
    verdicts: dict[frozenset[Ref], bool] = {}

    def apart(a: Ref, b: Ref) -> bool:
        pair = frozenset((a, b))
        if pair not in verdicts:
            verdicts[pair] = pair in differ or (
                pair not in same and bool(comparer.compare(occurrences[a], occurrences[b]).against)
            )
        return verdicts[pair]

    def join(a: Ref, b: Ref) -> None:
        if home[a] is not home[b]:
            merged = sorted(home[a] + home[b])
            for r in merged:
                home[r] = merged

    for pair in sorted(tuple(sorted(p)) for p in same):
        if all(r in home for r in pair):
            join(*pair)
    judged = {r: home[r] for r in order}
    wavering = {r for r in order if precision(occurrences[r]) != "day" and torn(r, near, apart, comparer)}
    ranked = sorted(
        (tuple(sorted(p)) for p in near if not p & wavering and p not in differ), key=lambda p: (-near[frozenset(p)].score, p)
    )
    for a, b in ranked:
        if home[a] is home[b]:
            continue
        if not any(apart(x, y) for x in home[a] for y in home[b] if judged[x] is not judged[y]):
            join(a, b)
    return sorted({tuple(members) for members in home.values()})


def torn(ref: Ref, near: Mapping[frozenset[Ref], Comparison], apart: Callable[[Ref, Ref], bool], comparer: Comparer) -> bool:
    """True if a vaguely dated occurrence fits two others about equally that can't be one event."""
    fits = sorted(((-c.score, next(iter(pair - {ref}))) for pair, c in near.items() if ref in pair), key=lambda f: (f[0], f[1]))
    margin = comparer.rules.limits["ambiguity margin"]
    return any(
        apart(x, y) and x[0] != y[0] and abs(best - other) < margin
        for (best, x), (other, y) in combinations(fits, 2)
        if best == fits[0][0]
    )
