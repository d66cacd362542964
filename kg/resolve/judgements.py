"""What people decided about identity: a log that is only added to; what holds follows from it.

A judgement names two entities by key, or two events by their members ('DOCUMENT#LOCAL', blanks between several), so that it
means the same after the graph is built anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from kg.errors import InputError
from kg.ids import digest

Verdict = Literal["same", "differ", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "differ", "unsure")


@dataclass(frozen=True)
class Judgement:
    """a, b: entity keys, or events' members; a <= b. at: ISO time. supersedes: id of the judgement that it replaces."""

    a: str
    b: str
    verdict: Verdict
    by: str
    at: str
    why: str = ""
    supersedes: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise InputError(f"the verdict '{self.verdict}' is none of {', '.join(VERDICTS)}: use one of them")
        if set(members(self.a)) & set(members(self.b)):
            raise InputError(
                f"a judgement needs two things, not {self.a} twice: give two entities or two events, "
                "or keys (kg judgements lists them) to split what was joined"
            )
        if is_event(self.a) != is_event(self.b) or not (is_event(self.a) or prefix(self.a) == prefix(self.b)):
            raise InputError(f"{self.a} and {self.b} are of different types: judge two of one type")
        if self.a > self.b:
            a, b = self.b, self.a
            object.__setattr__(self, "a", a)
            object.__setattr__(self, "b", b)

    @property
    def id(self) -> str:
        return "judgement:" + digest(self.a, self.b, self.verdict, self.by, self.at, self.why, self.supersedes)


def from_properties(properties: Mapping[str, Any]) -> Judgement:
    """The record of a Judgement node."""
    fields = ("a", "b", "verdict", "by", "at", "why", "supersedes")
    return Judgement(**{name: properties[name] for name in fields if properties.get(name) is not None})


def is_event(side: str) -> bool:
    return "#" in side


def prefix(key: str) -> str:
    return key.partition(":")[0]


def members(side: str) -> list[str]:
    """The entity key, or the events' members, that one side of a judgement names."""
    return side.split()


def side(refs: Iterable[tuple[str, str]]) -> str:
    """An event as a judgement names it, from its (document, local event) pairs."""
    return " ".join(sorted(f"{document}#{local}" for document, local in refs))


def standing(log: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that hold: not superseded by id, and of several on one pair the latest (then the larger id)."""
    log = list(log)
    gone = {j.supersedes for j in log}
    latest: dict[tuple[str, str], Judgement] = {}
    for j in sorted((j for j in log if j.id not in gone), key=lambda j: (j.at, j.id)):
        latest[j.a, j.b] = j
    return sorted(latest.values(), key=lambda j: (j.at, j.id))


def pairs(log: Iterable[Judgement], verdict: Verdict) -> list[tuple[str, str]]:
    """Pairs of keys or members that the standing judgements join (same) or part (differ)."""
    out: list[tuple[str, str]] = []
    for j in standing(log):
        if j.verdict != verdict:
            continue
        a, b = members(j.a), members(j.b)
        out += [(x, y) for x in a for y in b]
        if verdict == "same":  # what the judge saw as one stays one
            out += [*pairwise(a), *pairwise(b)]
    return out


def chain(log: Sequence[Judgement], start: str, end: str) -> list[Judgement] | None:
    """The shortest way from one side to another over standing `same` judgements; None if there is none."""
    same = [j for j in standing(log) if j.verdict == "same"]
    frontier: list[tuple[frozenset[str], list[Judgement]]] = [(frozenset(members(start)), [])]
    seen: set[str] = set(members(start))
    goal = set(members(end))
    while frontier:
        reached, way = frontier.pop(0)
        if reached & goal:
            return way
        for j in same:
            sides = set(members(j.a)) | set(members(j.b))
            if sides & reached and sides - seen:
                seen |= sides
                frontier.append((frozenset(sides), [*way, j]))
    return None


def add(log: Sequence[Judgement], new: Judgement) -> list[Judgement]:
    """The log with one more judgement. Raises InputError with the chain of judgements that it contradicts.

    A judgement on a pair that was judged before replaces the earlier one, which stays in the log.
    """
    earlier = next((j for j in standing(log) if (j.a, j.b) == (new.a, new.b)), None)
    if earlier and new.supersedes is None and earlier.id != new.id:
        new = Judgement(new.a, new.b, new.verdict, new.by, new.at, new.why, earlier.id)
    after = [*(j for j in log if j.id != new.id), new]
    if clash := contradiction(after):
        differ, way = clash
        told = "; ".join(tell(j) for j in way)
        raise InputError(f"{tell(new)}: contradicts the log: {told}; but {tell(differ)}: withdraw one of these first")
    return after


def contradiction(log: Sequence[Judgement]) -> tuple[Judgement, list[Judgement]] | None:
    """A standing `differ` whose two sides are joined by a chain of standing `same`, with the chain; None if there is none."""
    for j in standing(log):
        if j.verdict == "differ" and (way := chain(log, j.a, j.b)) is not None:
            return j, way
    return None


def tell(j: Judgement) -> str:
    return f"{j.a} {j.verdict} {j.b} ({j.by}, {j.at})"
