"""Which entity keys mean one entity: judgements first, then spelling variants inside a blocking key.

Keys of the gazetteer are one entity each, whatever their names look like: no distance of strings tells the Baloch Liberation
Army from its Front. Only names that no list holds are compared, and only with each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.resolve.keys import canonical, is_known, split
from kg.resolve.rules import rules
from kg.schema import Schema

Differ = Callable[[str, str], bool]


@dataclass(frozen=True)
class Entity:
    """A cluster of keys. id: the smallest key, gazetteer keys first."""

    id: str
    keys: tuple[str, ...]


def block(key: str, schema: Schema) -> str:
    """What two spellings of one unknown name share: type and consonants. Gazetteer keys stand alone.

    Names with few consonants are their own block: too little is left to tell them apart.
    """
    if is_known(key):
        return key
    prefix, name, _ = split(key)
    letters = skeleton(name, schema)
    enough = len(letters.replace(" ", "")) >= rules(schema).limits["name letters"]
    return f"{prefix}:{letters if enough else name}"


def skeleton(name: str, schema: Schema) -> str:
    """Consonants of each word of a slug, swaps of transliteration undone: 'mohammad-khurasani' -> 'mhmd krsn'."""
    letters = rules(schema)
    words = []
    for word in name.split("-"):
        if word in letters.articles:
            continue
        plain = word
        for old, new in letters.swaps:
            plain = plain.replace(old, new)
        kept = [c for c in plain if c not in letters.vowels]
        words.append("".join(c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c))
    return " ".join(w for w in words if w)


def likeness(a: str, b: str) -> float:
    """0–100, RapidFuzz ratio of the two names in words."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(split(a)[1].replace("-", " "), split(b)[1].replace("-", " ")))


def variants(a: str, b: str, schema: Schema) -> bool:
    """True if two unknown keys of one block may be spellings of one name.

    Both are named in the same scope, or for places one scope lies in the other; numbers are equal; a person has
    two names at least; a name that only its document scopes is like no other.
    """
    (prefix, name_a, scope_a), (_, name_b, scope_b) = split(a), split(b)
    if is_known(a) or is_known(b) or scope_a.startswith("doc:") or scope_b.startswith("doc:"):
        return False
    if scope_a != scope_b and not (prefix == "place" and nested(scope_a, scope_b)):
        return False
    words_a, words_b = name_a.split("-"), name_b.split("-")
    if sorted(w for w in words_a if w.isdigit()) != sorted(w for w in words_b if w.isdigit()):
        return False
    if prefix == "person" and min(len(words_a), len(words_b)) < 2:
        return False
    return likeness(a, b) >= rules(schema).limits["name similarity"]


def nested(a: str, b: str) -> bool:
    """True if one known scope holds the other: 'pk' and 'pk/punjab'."""
    short, long = sorted((a, b), key=len)
    return bool(short) and long.startswith(short + "/")


def cluster(
    keys: Iterable[str], same: Iterable[tuple[str, str]], differ: Iterable[tuple[str, str]], distinct: Differ, schema: Schema
) -> list[Entity]:
    """Entities over the keys of some blocks and all the judgements on them; a function of the sets.

    same, differ: judged pairs, which may name keys that no document uses now. distinct: the gazetteer's non-identities.
    """
    live = sorted(set(keys))
    groups = Groups(live)
    for a, b in sorted(same):
        groups.join(a, b)
    judged = {k: groups.root(k) for k in live}
    parted = {frozenset((groups.root(a), groups.root(b))) for a, b in differ}

    def apart(x: str, y: str) -> bool:
        if judged[x] == judged[y]:
            return False
        return frozenset((judged[x], judged[y])) in parted or distinct(x, y) or not variants(x, y, schema)

    candidates = [(a, b) for a, b in alike(live, schema) if not ambiguous(a, b, live, schema)]
    for a, b in sorted(candidates, key=lambda p: (-likeness(*p), p)):
        sides = [[k for k in groups.members(side) if k in judged] for side in (a, b)]
        if groups.root(a) != groups.root(b) and not any(apart(x, y) for x in sides[0] for y in sides[1]):
            groups.join(a, b)
    return [Entity(canonical(ks), tuple(ks)) for ks in groups.clusters(live)]


def alike(live: Iterable[str], schema: Schema) -> list[tuple[str, str]]:
    """The pairs inside each block that may be spellings of one name."""
    mates: dict[str, list[str]] = {}
    for key in live:
        mates.setdefault(block(key, schema), []).append(key)
    return [(a, b) for keys in mates.values() for a, b in combinations(keys, 2) if variants(a, b, schema)]


def ambiguous(a: str, b: str, live: list[str], schema: Schema) -> bool:
    """A place told only roughly that could be either of two finer ones is joined with neither."""
    scopes = split(a)[2], split(b)[2]
    if scopes[0] == scopes[1]:
        return False
    rough, fine = (a, b) if len(scopes[0]) < len(scopes[1]) else (b, a)
    mates = [k for k in live if k not in (rough, fine) and block(k, schema) == block(rough, schema)]
    finer = {split(k)[2] for k in mates if variants(rough, k, schema)} - {split(rough)[2]}
    return any(s != split(fine)[2] and not nested(s, split(fine)[2]) for s in finer)


class Groups:
    """Union-find over strings; the root is the smallest member, so that no order of joining shows."""

    def __init__(self, items: Iterable[str] = ()) -> None:
        self.parent: dict[str, str] = {i: i for i in items}
        self.sets: dict[str, list[str]] = {i: [i] for i in self.parent}

    def root(self, item: str) -> str:
        if item not in self.parent:
            self.parent[item] = item
            self.sets[item] = [item]
        while self.parent[item] != item:
            item = self.parent[item]
        return item

    def members(self, item: str) -> list[str]:
        return self.sets[self.root(item)]

    def join(self, a: str, b: str) -> None:
        small, large = sorted((self.root(a), self.root(b)))
        if small != large:
            self.parent[large] = small
            self.sets[small] = sorted(self.sets[small] + self.sets.pop(large))

    def clusters(self, items: Iterable[str]) -> list[list[str]]:
        """The groups over some of the items, sorted; members that aren't among them left out."""
        out: dict[str, list[str]] = {}
        for item in sorted(items):
            out.setdefault(self.root(item), []).append(item)
        return [out[root] for root in sorted(out)]


def judged_with(log: Mapping[str, frozenset[str]], keys: Iterable[str]) -> set[str]:
    """All keys that a chain of judgements connects with some keys, themselves included."""
    reached, todo = set(keys), list(keys)
    while todo:
        for other in log.get(todo.pop(), frozenset()) - reached:
            reached.add(other)
            todo.append(other)
    return reached
