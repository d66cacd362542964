"""Why the reports of an event, or the keys of an entity, were taken for one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.graph.world import World
from kg.resolve.entities import likeness
from kg.resolve.judgements import Judgement, pairs, standing, tell
from kg.resolve.keys import is_known
from kg.resolve.occurrences import Ref
from kg.statement import Document


@dataclass(frozen=True)
class Link:
    """Two members of a cluster: events' occurrences as (document, local event), or entity keys in one.

    agreed, differed: what the comparison found; score: its points. judged: judgements that join them, in words.
    """

    a: Ref | str
    b: Ref | str
    score: float
    agreed: tuple[str, ...]
    differed: tuple[str, ...]
    judged: tuple[str, ...] = ()


def explain_event(world: World, event: str) -> list[Link]:
    """The links that hold an event together. Raises KeyError if there is none of that id."""
    return explain(world, world.scenes.events[event])


def explain(world: World, refs: Iterable[Ref]) -> list[Link]:
    """Of occurrences that are one event: the judged pairs, and for each occurrence its best pair. One report has none."""
    refs = sorted(refs)
    links = [_compared(world, a, b) for a, b in combinations(refs, 2)]
    best = {r: max((k for k in links if r in (k.a, k.b)), key=lambda k: (bool(k.judged), k.score), default=None) for r in refs}
    return [k for k in links if k.judged or any(k is b for b in best.values())]


def _compared(world: World, a: Ref, b: Ref) -> Link:
    found = world.scenes.comparer.compare(world.scenes.occurrences[a], world.scenes.occurrences[b])
    names = {"#".join(a), "#".join(b)}
    same = tuple(tell(j) for j in standing(world.judgements) if j.verdict == "same" and names <= set((j.a + " " + j.b).split()))
    return Link(a, b, round(found.score, 2), found.agreed, found.differed + found.against, same)


def explain_entity(keys: Iterable[str], log: Iterable[Judgement]) -> list[Link]:
    """What joins the keys of an entity: judgements, or the likeness of spellings (0–100)."""
    log = list(log)
    judged = {frozenset(p) for p in pairs(log, "same")}
    links = []
    for a, b in combinations(sorted(keys), 2):
        same = tuple(tell(j) for j in standing(log) if j.verdict == "same" and {a, b} == {j.a, j.b})
        if same:
            links.append(Link(a, b, 100.0, (), (), same))
        elif frozenset((a, b)) not in judged and not is_known(a) and not is_known(b):
            links.append(Link(a, b, round(likeness(a, b), 1), ("spellings of one name",), ()))
    return links


def words(link: Link, documents: Mapping[str, Document]) -> str:
    """One line: 'one.example/a and two.example/b: same day, same town; differs: other toll (7.5 points)'."""
    ends = sorted(documents[end[0]].key if isinstance(end, tuple) else end for end in (link.a, link.b))
    told = [", ".join(link.agreed)] if link.agreed else []
    told += [f"differs: {', '.join(link.differed)}"] if link.differed else []
    told += [f"judged: {j}" for j in link.judged]
    points = "" if link.judged else f" ({link.score:g} points)"
    return f"{' and '.join(ends)}: {'; '.join(told)}{points}"
