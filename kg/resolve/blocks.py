"""The blocks in which occurrences look for one another, so that a report is compared with its surroundings only."""

from collections.abc import Callable

from kg.resolve.dates import iso
from kg.resolve.keys import country, type_of
from kg.resolve.occurrences import Occurrence

Within = Callable[[str], tuple[str, ...]]  # place -> itself and its containers, outward
DAYS = {"day": 7, "month": 100, "year": 4000}


def precision(o: Occurrence) -> str:
    """day (up to a week), month, year or none."""
    if o.days is None:
        return "none"
    length = o.days[1] - o.days[0]
    return next((name for name, limit in DAYS.items() if length < limit), "none")


def blocks(o: Occurrence, within: Within, singular: frozenset[str]) -> tuple[set[str], set[str]]:
    """(keys under which the occurrence is filed, keys under which its candidates are found); a pair of occurrences is
    compared if one is filed under a key that the other looks up. The relation is symmetric.

    Filed at its own precision and, for coarser ones to find it, at every coarser level; so that blocks stay small, coarse
    dates need more specific anchors.
    """
    own = precision(o)
    order = [*DAYS, "none"]
    filed: set[str] = set()
    sought: set[str] = set()
    for level in order[order.index(own) :]:
        keys = {f"{level}|{bucket}|{anchor}" for bucket in buckets(o, level) for anchor in anchors(o, level, within, singular)}
        if level == own:
            filed |= {"=" + k for k in keys} | {"^" + k for k in keys}
            sought |= {"=" + k for k in keys} | {"^" + k for k in keys}
        else:
            filed |= {"^" + k for k in keys}
            sought |= {"=" + k for k in keys}
    return filed, sought


def buckets(o: Occurrence, level: str) -> list[str]:
    """The days (with one more on each side, for slips), months or years that the occurrence touches."""
    if level == "none" or o.days is None:
        return ["*"]
    lo, hi = o.days
    if level == "day":
        return [str(d) for d in range(lo - 1, hi + 2)]
    cut = 7 if level == "month" else 4
    step = 28 if level == "month" else 365
    days = [*range(lo, hi, step), hi]
    return sorted({iso(d)[:cut] for d in days})


def anchors(o: Occurrence, level: str, within: Within, singular: frozenset[str]) -> set[str]:
    """What else two occurrences must share to be compared. singular: types that one actor seldom repeats on one target."""
    targets = {t for t in o.targets if type_of(t) in ("Person", "Place") and t != f"place:{country(t)}"}
    deeds = {f"{o.event_type}|{a}|{t}" for a in o.actors for t in o.targets}
    tolls = {f"{o.event_type}|{p}|{hi}" for p, _, hi in o.killed if hi >= 10}
    if level in ("year", "none") and o.event_type not in singular:
        deeds = set()
    if level == "none":
        return targets | deeds
    if level == "year":
        return targets | deeds | tolls | {f"{o.event_type}|{p}" for p in o.places}
    chains = [within(p) for p in o.places]
    if level == "month":
        provinces = {c for chain in chains for c in chain[-2:]}
        return targets | deeds | tolls | provinces
    return targets | o.actors | o.targets | {chain[-1] for chain in chains}
