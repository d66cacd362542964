"""Who attacked whom, as events have it: the edges that follow from actors and targets."""

from collections.abc import Iterable, Sequence

from kg.graph import Edge
from kg.graph.index import discard, include
from kg.graph.profiles import clean
from kg.graph.support import Evidence, Support, lend

Pair = tuple[str, str]  # (actor, target), canonical ids


class Attacks:
    """Evidence by pair, with the events that it is from."""

    def __init__(self) -> None:
        self.supports: dict[Pair, Support] = {}
        self.events: dict[Pair, set[str]] = {}
        self.lent: dict[str, dict[Pair, list[str]]] = {}  # event -> the statements that it lends to each pair

    def withdraw(self, event: str) -> set[Pair]:
        """Take out what an event lent; the pairs concerned."""
        pairs = self.lent.pop(event, {})
        for pair, statements in pairs.items():
            lend(self.supports, pair, drop=statements)
            discard(self.events, pair, event)
        return set(pairs)

    def enter(self, event: str, pair: Pair, evidence: Sequence[Evidence]) -> None:
        lend(self.supports, pair, add=evidence)
        include(self.events, pair, event)
        self.lent.setdefault(event, {})[pair] = [e.statement.id for e in evidence]

    def edges(self, pair: Pair) -> Iterable[Edge]:
        """The pair's edge, if any event supports it."""
        if support := self.supports.get(pair):
            yield Edge("ATTACKED", *pair, clean({**support.properties(), "events": sorted(self.events[pair])}))
