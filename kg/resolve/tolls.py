"""Figures of one event from many reports: low, best, high by party and in all, never added up across reports.

The rules, with their reasons in docs/resolving.md:
- a document has one say a measure and party: its figures that it does not itself correct; near-copies have one say together;
- low and high are the least and the greatest figure that any report gives, corrected ones included; an end is open, and
  then absent, where the figure that sets it is itself open ("at least 12", "nearly 50") and no report gives the same exactly;
- best is the latest report's figure; of one day, the figure that most independent sources give, then the lowest;
- a report's total is the figure it gives for all together, or else the sum over its parties (disjoint by the codebook);
- the best total is that of the latest report that is complete: one that speaks of all, of the unspecified, or of every party
  that any report counts; if there is none, the sum of the best figures by party.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Figures = dict[str, int]
End = tuple[int, bool]  # a figure, and whether it is open ("at least", "nearly")
Span = tuple[int | None, int, int | None]  # low, best, high; None = open
WHOLE = "whole"
UNKNOWN = "unknown"
UNDATED = ""


@dataclass(frozen=True)
class Claim:
    """One figure: [low, high] with None for an open end. source: group of near-copies; at: ISO date of the document, or ''.

    party: state, militants, civilians, unknown, or 'whole' for all together. order: place in the document.
    """

    measure: str
    party: str
    low: int | None
    high: int | None
    source: str
    at: str
    order: int
    speaker: str | None = None
    superseded: bool = False
    statement: str = ""

    @property
    def least(self) -> int:
        return self.low if self.low is not None else self.high or 0

    @property
    def greatest(self) -> int:
        return self.high if self.high is not None else self.low or 0


@dataclass
class Say:
    """What one independent source says of one measure."""

    source: str
    at: str
    best: Figures = field(default_factory=dict)
    low: dict[str, End] = field(default_factory=dict)
    high: dict[str, End] = field(default_factory=dict)


def tally(claims: Iterable[Claim]) -> dict[str, Span]:
    """{'killed': (low, best, high), 'killed_state': …}; what nobody counts is absent, never 0."""
    out: dict[str, Span] = {}
    usable = [c for c in claims if c.low is not None or c.high is not None]
    for measure in sorted({c.measure for c in usable}):
        says = voices(c for c in usable if c.measure == measure)
        parties: dict[str, tuple[End, int, End]] = {}
        for party in sorted({p for s in says for p in s.best} - {WHOLE}):
            parties[party] = (
                least(s.low[party] for s in says if party in s.low),
                agreed([(s.at, s.best[party]) for s in says if party in s.best]),
                greatest(s.high[party] for s in says if party in s.high),
            )
            out[f"{measure}_{party}"] = closed(parties[party])
        out[measure] = closed(total(says, parties))
    return out


def least(ends: Iterable[End]) -> End:
    """The lowest figure; of equal ones an exact one."""
    return min(ends)


def greatest(ends: Iterable[End]) -> End:
    """The highest figure; of equal ones an exact one."""
    return max(ends, key=lambda end: (end[0], not end[1]))


def closed(span: tuple[End, int, End]) -> Span:
    """Open ends are unknown, not numbers."""
    low, best, high = span
    return None if low[1] else low[0], best, None if high[1] else high[0]


def voices(claims: Iterable[Claim]) -> list[Say]:
    """One say a source. Copies of one wire story speak with the voice of the latest of them."""
    by_source: dict[str, list[Claim]] = {}
    for c in claims:
        by_source.setdefault(c.source, []).append(c)
    says = []
    for source in sorted(by_source):
        said = by_source[source]
        at = max(c.at for c in said)
        say = Say(source, at)
        for party in sorted({c.party for c in said}):
            mine = [c for c in said if c.party == party]
            current = [c for c in mine if not c.superseded and c.at == max(x.at for x in mine)] or mine
            say.low[party] = least((c.least, c.low is None) for c in mine)
            say.high[party] = greatest((c.greatest, c.high is None) for c in mine)
            # The writer's own figure before a quoted one; of rivals the lowest.
            say.best[party] = min(current, key=lambda c: (c.superseded, c.speaker is not None, c.least)).least
        says.append(say)
    return says


def agreed(figures: list[tuple[str, int]]) -> int:
    """The latest date's figure; of several, the one most sources give, then the lowest."""
    latest = max(at for at, _ in figures)
    last = [n for at, n in figures if at == latest]
    return min(set(last), key=lambda n: (-last.count(n), n))


def total(says: list[Say], parties: Mapping[str, tuple[End, int, End]]) -> tuple[End, int, End]:
    """(low, best, high) over all parties."""
    counted = set(parties) - {UNKNOWN}
    whole = [s for s in says if WHOLE in s.best or UNKNOWN in s.best or counted <= set(s.best)]
    if not whole:
        return added(v[0] for v in parties.values()), sum(v[1] for v in parties.values()), added(v[2] for v in parties.values())
    return (
        least(whole_end(s.low) for s in whole),
        agreed([(s.at, whole_of(s.best)) for s in whole]),
        greatest(whole_end(s.high) for s in whole),
    )


def whole_of(figures: Figures) -> int:
    """The figure for all together, or the sum over the parties, whichever is larger: parties told are part of the whole."""
    return max(figures.get(WHOLE, 0), sum(n for p, n in figures.items() if p != WHOLE))


def whole_end(ends: Mapping[str, End]) -> End:
    """As `whole_of`, for one end of the range."""
    parts = added(end for party, end in ends.items() if party != WHOLE)
    return greatest((parts, ends.get(WHOLE, (0, False))))


def added(ends: Iterable[End]) -> End:
    """A sum is open where any of its parts is."""
    listed = list(ends)
    return sum(n for n, _ in listed), any(is_open for _, is_open in listed)
