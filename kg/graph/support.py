"""What statements lend to an edge, as counts, so that one more or one less costs the same however many there are."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from kg.graph import Value
from kg.statement import Document, Statement

T = TypeVar("T")
K = TypeVar("K")
STRENGTH = {"asserted": 0, "alleged": 1, "denied": 2}
TIMES = ("since", "until")


@dataclass(frozen=True)
class Evidence:
    """A statement with the document it stands in and the document's group of near-copies."""

    statement: Statement
    document: Document
    source: str


@dataclass
class Support:
    """Counts over pieces of evidence, each added once."""

    pieces: dict[str, Evidence] = field(default_factory=dict)  # by statement
    sources: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    confidences: Counter[float] = field(default_factory=Counter)
    deniers: Counter[str] = field(default_factory=Counter)  # entity keys
    times: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)  # (since or until, date, how known, source)

    @classmethod
    def of(cls, evidence: Iterable[Evidence]) -> "Support":
        support = cls()
        for e in evidence:
            support.add(e)
        return support

    def add(self, e: Evidence) -> None:
        if e.statement.id not in self.pieces:
            self.pieces[e.statement.id] = e
            self._count(e, 1)

    def drop(self, statement: str) -> None:
        """As it was added, whatever its document's group has become since."""
        if e := self.pieces.pop(statement, None):
            self._count(e, -1)

    def _count(self, e: Evidence, by: int) -> None:
        args = e.statement.args
        bump(self.sources, e.source, by)
        bump(self.stances, e.statement.stance, by)
        bump(self.confidences, e.statement.confidence, by)
        if e.document.published:
            bump(self.dates, e.document.published, by)
        for key in args.get("denied_by", ()):
            bump(self.deniers, key, by)
        for time in TIMES:
            if args.get(time):
                bump(self.times, (time, args[time], args.get(f"{time}_from") or "", e.source), by)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def properties(self, contested: bool = False) -> dict[str, Value]:
        """The properties that all derived edges carry; not for an empty support."""
        return {
            "stance": min(self.stances, key=STRENGTH.__getitem__),
            "contested": contested or ("denied" in self.stances and len(self.stances) > 1),
            "documents": len(self.sources),
            "first": min(self.dates, default=None),
            "last": max(self.dates, default=None),
            "statements": sorted(self.pieces),
            "confidence": max(self.confidences),
        }

    def denied(self, name: Callable[[str], str]) -> list[str]:
        """Canonical ids of who denies it."""
        return sorted({name(key) for key in self.deniers})

    def time(self, which: str) -> tuple[str | None, str | None]:
        """The date that most independent sources give, of equals the most precise, then the earliest; and how it is known."""
        told = sorted(t[1:] for t in self.times if t[0] == which)
        votes = Counter(date for date, source in {(date, source) for date, _, source in told})
        date = min(votes, key=lambda v: (-votes[v], -len(v), v), default=None)
        return date, max((how for d, how, _ in told if d == date and how), default=None)


def lend(supports: dict[K, Support], key: K, add: Iterable[Evidence] = (), drop: Iterable[str] = ()) -> None:
    """Give evidence to a support, or take statements from it; empty ones don't stay."""
    support = supports.setdefault(key, Support())
    for e in add:
        support.add(e)
    for statement in drop:
        support.drop(statement)
    if not support:
        del supports[key]


def bump(counter: Counter[T], value: T, by: int) -> None:
    """Count up or down; nothing stays at zero."""
    counter[value] += by
    if not counter[value]:
        del counter[value]
