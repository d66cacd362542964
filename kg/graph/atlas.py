"""Which place lies in which: by the gazetteer's keys, or else by what documents state."""

from collections import defaultdict
from collections.abc import Callable

from kg.resolve.keys import container

RANK = {"site": 0, "city": 1, "admin2": 2, "region": 3, "admin1": 4, "country": 5}


class Atlas:
    """Canonical ids throughout. `stated`: containers that live statements assert, for places whose key tells none."""

    def __init__(self, name: Callable[[str], str], kind: Callable[[str], str | None]) -> None:
        self.name, self._kind = name, kind
        self.stated: dict[str, set[str]] = defaultdict(set)
        self.stated_inside: dict[str, set[str]] = defaultdict(set)
        self.kinds: dict[str, str | None] = {}
        self.chains: dict[str, tuple[str, ...]] = {}

    def kind(self, place: str) -> str | None:
        if place not in self.kinds:
            self.kinds[place] = self._kind(place)
        return self.kinds[place]

    def refresh(self, place: str) -> bool:
        """True if the kind of a place is no longer what it was."""
        old = self.kinds.pop(place, None)
        return self.kind(place) != old

    def state(self, inner: str, outer: str, holds: bool) -> None:
        """A stated containment came (True) or went."""
        for index, key, value in ((self.stated, inner, outer), (self.stated_inside, outer, inner)):
            if holds:
                index[key].add(value)
            else:
                index[key].discard(value)
                if not index[key]:
                    del index[key]

    def parent(self, place: str) -> str | None:
        """The next place outward by the key."""
        outer = container(place)
        outer = self.name(outer) if outer else None
        return outer if outer != place else None

    def within(self, place: str) -> tuple[str, ...]:
        """The place and all that it lies in, outward: by kind, then by key."""
        if place not in self.chains:
            self.chains[place] = self._chain(place)
        return self.chains[place]

    def forget(self) -> None:
        """Some place lies elsewhere, bears another id or is of another kind: chains are looked up anew."""
        self.chains.clear()

    def _chain(self, place: str) -> tuple[str, ...]:
        found, todo = {place}, [place]
        while todo:
            here = todo.pop()
            outer = self.parent(here)
            more = ({outer} if outer else self.stated.get(here, set())) - found
            found |= more
            todo += more
        others = sorted(found - {place}, key=lambda p: (RANK.get(self.kind(p) or "", 1), -p.count("/"), p))
        return place, *others

    def below(self, place: str) -> set[str]:
        """The place and all that is stated to lie in it, directly or not."""
        found, todo = {place}, [place]
        while todo:
            more = self.stated_inside.get(todo.pop(), set()) - found
            found |= more
            todo += more
        return found
