"""Sets by key, and the keys that items are filed under; empty sets don't stay."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def move(members: dict[K, set[str]], home: dict[str, K], item: str, to: K | None) -> None:
    """File an item under another key, or under none."""
    old = home.get(item)
    if old == to:
        return
    if old is not None:
        discard(members, old, item)
        del home[item]
    if to is not None:
        include(members, to, item)
        home[item] = to


def include(index: dict[K, set[V]], key: K, item: V) -> None:
    index.setdefault(key, set()).add(item)


def discard(index: dict[K, set[V]], key: K, item: V) -> None:
    """Take out of an index; empty sets don't stay."""
    if key in index:
        index[key].discard(item)
        if not index[key]:
            del index[key]
