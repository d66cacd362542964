"""Events that may be one and that no rule joins, for a person to judge; the like for entities is kg/resolve/candidates.py."""

from dataclasses import dataclass

from kg.graph.world import World
from kg.resolve.judgements import members, side, standing


@dataclass(frozen=True)
class Doubt:
    """Two events, by id and by their members as a Judgement names them. score: points of the best pair of reports."""

    a: str
    b: str
    sides: tuple[str, str]
    score: float
    why: str


def doubts(world: World) -> list[Doubt]:
    """Pairs of events with reports that reach the limit together: one of them would fit several events, or their clusters hold
    a pair that contradicts. Most points first; what somebody has judged is left out.
    """
    judged = {frozenset((m, n)) for j in standing(world.judgements) for m in members(j.a) for n in members(j.b)}
    scenes = world.scenes
    best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for a, partners in scenes.near.items():
        for b, found in partners.items():
            ends = (scenes.event[a], scenes.event[b])
            if ends[0] < ends[1] and frozenset(("#".join(a), "#".join(b))) not in judged:
                best[ends] = max(best.get(ends, (0.0, ())), (found.score, found.agreed + found.differed))
    pairs = [
        Doubt(a, b, (side(scenes.events[a]), side(scenes.events[b])), score, ", ".join(why))
        for (a, b), (score, why) in best.items()
    ]
    return sorted(pairs, key=lambda d: (-d.score, d.a, d.b))
