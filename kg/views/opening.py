"""What a page draws when it opens: the level that fits the size, and the nodes that matter most."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.schema import Schema
from kg.views.parts import Parts

Level = Literal["actors", "events", "documents"]
LEVELS: tuple[Level, ...] = ("actors", "events", "documents")
EVENTS_UP_TO = 170  # nodes of the events level that one screen holds with their labels
DRAWN = 70  # nodes drawn at first in a graph that one screen does not hold
LINKS = 110  # links that tell where those nodes stand: those of kin first, then the strongest
NEAR, USUAL, FAR = 0.75, 1.0, 1.25


@dataclass(frozen=True)
class Opening:
    """`ids` are drawn at first; `links` wish distances between them, with weights for sizes."""

    level: Level
    ids: tuple[str, ...]
    links: Mapping[tuple[str, str], float]
    weights: Mapping[str, float]


def open_at(parts: Parts, schema: Schema, focus: Sequence[str], level: Level | None) -> Opening:
    """The opening of a page: what has a link; in a large graph the heaviest nodes that hang together. And the focus."""
    levels = schema.table("views", "levels")
    count = {name: sum(label in labels for label in parts.labels.values()) for name, labels in levels.items()}
    chosen: Level = level or ("events" if count["events"] <= EVENTS_UP_TO else "actors")
    off = set(schema.table("views", "hidden")[chosen])
    labels = [label for label in levels[chosen] if label not in off]
    eligible = {n.id for n in parts.nodes if n.label in labels}
    links, strength = pairs(parts, schema, chosen, off)
    weights = involvement(parts, off)
    tied = {end for pair in links for end in pair} & eligible | set(focus) & eligible
    small = len(tied) <= EVENTS_UP_TO
    ids = sorted(tied or eligible) if small else heaviest(eligible, links, weights, focus)
    shown = set(ids)
    inner = [pair for pair in links if pair[0] in shown and pair[1] in shown]
    inner.sort(key=lambda pair: (links[pair] != NEAR, -strength[pair], pair))
    return Opening(chosen, tuple(ids), {pair: links[pair] for pair in (inner if small else inner[:LINKS])}, weights)


def pairs(
    parts: Parts, schema: Schema, level: Level, off: set[str]
) -> tuple[dict[tuple[str, str], float], Mapping[tuple[str, str], int]]:
    """{(smaller id, larger id): wished distance}, and how often each is tied. At the actors level events are folded."""
    kin = set(schema.table("views", "timeline")["under"])
    links: dict[tuple[str, str], float] = {}
    strength: Counter[tuple[str, str]] = Counter()

    def tie(a: str, b: str, distance: float) -> None:
        pair = (min(a, b), max(a, b))
        if a != b:
            links[pair] = min(distance, links.get(pair, distance))
            strength[pair] += 1

    parties: dict[str, list[str]] = defaultdict(list)
    for edge in parts.edges:
        if edge.kind in off:
            continue
        if parts.labels[edge.source] == "Event" and level == "actors":
            parties[edge.source].append(edge.target)
        else:
            tie(edge.source, edge.target, NEAR if edge.kind in kin else USUAL)
    for those in parties.values():
        for other in those[1:]:
            tie(those[0], other, FAR)
    if level == "documents":
        for doc, event in reports(parts):
            tie(doc, event, USUAL)
    return links, strength


def reports(parts: Parts) -> list[tuple[str, str]]:
    """(document, what it makes a statement about), for events and entities."""
    return sorted({(parts.home[st], target) for st, about in parts.about.items() if st in parts.home for _, target in about})


def involvement(parts: Parts, off: set[str]) -> dict[str, float]:
    """How many edges a node has, those aside that are off when the page opens."""
    weights: dict[str, float] = defaultdict(float)
    for edge in parts.edges:
        if edge.kind not in off:
            weights[edge.source] += 1
            weights[edge.target] += 1
    return weights


def heaviest(
    eligible: set[str], links: Mapping[tuple[str, str], float], weights: Mapping[str, float], focus: Sequence[str]
) -> list[str]:
    """At most DRAWN ids: the focus, then again and again the heaviest node that is linked to those already taken."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        if a in eligible and b in eligible:
            near[a].append(b)
            near[b].append(a)
    order = sorted(eligible, key=lambda i: (-weights.get(i, 0), i))
    rank = {id_: i for i, id_ in enumerate(order)}
    taken = {i for i in focus if i in eligible} or set(order[:8])
    border = {n for t in taken for n in near[t]} - taken
    while len(taken) < DRAWN and border:
        best = min(border, key=rank.__getitem__)
        taken.add(best)
        border = (border | set(near[best])) - taken
    return sorted(taken)
