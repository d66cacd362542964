"""Pairs that may be one and that no rule joins: what a person should look at. Shown by `kg review`, never merged by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.graph.world import World
from kg.ids import slug
from kg.resolve.entities import block, likeness
from kg.resolve.judgements import members, side, standing
from kg.resolve.keys import is_known, split


@dataclass(frozen=True)
class Candidate:
    """a, b: ids of two entities or two events; sides: as a Judgement names them. score: likeness 0–100, or points."""

    kind: str
    a: str
    b: str
    sides: tuple[str, str]
    score: float
    why: tuple[str, ...]


def candidates(world: World) -> list[Candidate]:
    """Most alike first, entities before events."""
    judged = {frozenset((m, n)) for j in standing(world.judgements) for m in members(j.a) for n in members(j.b)}
    found = [c for c in (*names(world), *listed(world)) if frozenset(c.sides) not in judged]
    found += [
        c for c in events(world) if not any(frozenset((m, n)) in judged for m in members(c.sides[0]) for n in members(c.sides[1]))
    ]
    return sorted(set(found), key=lambda c: (c.kind, -c.score, c.a, c.b))


def names(world: World) -> Iterator[Candidate]:
    """Unknown names of one block that the rules keep apart: scopes, one word only, not alike enough."""
    for keys in world.names.blocks.values():
        for a, b in combinations(sorted(k for k in keys if not is_known(k)), 2):
            if world.name(a) != world.name(b) and not world.names.kin.distinct(a, b):
                why = "one name in two scopes" if split(a)[1] == split(b)[1] else "spelt alike"
                yield pair(world, a, b, why)


def listed(world: World) -> Iterator[Candidate]:
    """Unknown names that are spelt like one of the gazetteer."""
    schema, kin = world.names.schema, world.names.kin
    limit = world.rules.limits["name similarity"]
    spelt: dict[str, list[tuple[str, str]]] = {}
    for form, keys in kin.gazetteer.forms().items():
        for key in keys:
            alias = f"{split(key)[0]}:~{slug(form)}"
            spelt.setdefault(block(alias, schema), []).append((alias, key))
    for key in sorted(world.names.profiles):
        for alias, known in spelt.get(block(key, schema), ()) if not is_known(key) else ():
            if likeness(key, alias) >= limit and world.name(key) != known and not kin.distinct(key, known):
                yield pair(world, key, known, "spelt like a name of the gazetteer", likeness(key, alias))


def pair(world: World, a: str, b: str, why: str, score: float | None = None) -> Candidate:
    a, b = sorted((a, b))
    return Candidate("entity", world.name(a), world.name(b), (a, b), round(likeness(a, b) if score is None else score, 1), (why,))


def events(world: World) -> Iterator[Candidate]:
    """Events with occurrences that reach the limit together and are still two: one of them would fit several events."""
    scenes = world.scenes
    best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for a, partners in scenes.near.items():
        for b, comparison in partners.items():
            ends = (scenes.event[a], scenes.event[b])
            if ends[0] < ends[1]:
                best[ends] = max(best.get(ends, (0.0, ())), (comparison.score, comparison.agreed + comparison.differed))
    for (one, two), (score, why) in best.items():
        yield Candidate("event", one, two, (side(scenes.events[one]), side(scenes.events[two])), score, why)
