"""Entities that may be one, for a person to judge; nothing here joins anything.

A pair is proposed when at least one of the two is in no gazetteer, they are of one type, and they share a rare word, an
acronym or most of their letters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.ids import fold

COMMON = 20
"""A word that more entities of a type than this bear is no ground to propose each pair of them."""
CLOSE = 85.0
"""RapidFuzz token_sort_ratio from which spellings are proposed; at 84 the Baloch Liberation Army meets its Front."""


@dataclass(frozen=True)
class Named:
    """An entity as candidates are sought: canonical id, label, every name."""

    id: str
    label: str
    names: tuple[str, ...]
    known: bool


@dataclass(frozen=True)
class Candidate:
    """A pair, the smaller id first, and why it is proposed. score in [0, 100], only to sort by."""

    a: str
    b: str
    why: str
    score: float


def propose(entities: Iterable[Named], judged: Collection[frozenset[str]]) -> list[Candidate]:
    """Pairs worth a judgement, the likeliest first; pairs that somebody judged are left out."""
    by_word: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for e in sorted(entities, key=lambda e: e.id):
        for word in sorted({w for name in e.names for w in fold(name).split()} | {i for n in e.names if (i := initials(n))}):
            by_word[e.label, word].append(e)
    found: dict[tuple[str, str], Candidate] = {}
    for sharers in by_word.values():
        if len(sharers) > COMMON:
            continue
        for a, b in combinations(sharers, 2):
            if (a.id, b.id) not in found and not (a.known and b.known) and frozenset((a.id, b.id)) not in judged:
                why = reason(a, b)
                if why:
                    found[a.id, b.id] = Candidate(a.id, b.id, *why)
    return sorted(found.values(), key=lambda c: (-c.score, c.a, c.b))


def initials(name: str) -> str | None:
    """The acronym of a name of three words or more: "Baloch Liberation Army" -> "bla"."""
    words = fold(name).split()
    return "".join(w[0] for w in words) if len(words) > 2 else None


def reason(first: Named, second: Named) -> tuple[str, float] | None:
    """The best ground that the names of two entities give, with its score. A body's role word ("police") is no name."""
    from rapidfuzz.fuzz import token_sort_ratio

    best: tuple[str, float] | None = None
    least = 2 if first.label == "Institution" else 1
    for x in first.names:
        for y in second.names:
            one, two = fold(x), fold(y)
            words = sorted((set(one.split()), set(two.split())), key=len)
            if initials(x) == two or initials(y) == one:
                ground = (f"'{x}' may be the acronym of '{y}'" if len(x) < len(y) else f"'{y}' may be the acronym of '{x}'", 95.0)
            elif words[0] < words[1] and len(words[0]) >= least:
                ground = (f"'{x}' and '{y}': the words of one are in the other", 80.0 + 10 * len(words[0]) / len(words[1]))
            elif (score := float(token_sort_ratio(one, two))) >= CLOSE:
                ground = (f"'{x}' and '{y}' are spelt alike", score)
            else:
                continue
            if best is None or ground[1] > best[1]:
                best = ground
    return best
