"""What all statements together say of one entity key, as counts, so that adding and taking away cost the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer, Group
from kg.graph import Node, Value
from kg.resolve.keys import country, is_known, level, readable, type_of
from kg.schema import Schema
from kg.statement import Statement
from kg.values.places import load_places

Use = tuple[str, str]  # (entity key, role)
LISTED = {
    "relation": {"denied_by": "denied_by", "attributed_to": "attributed_to"},
    "event": {
        "place": "place",
        "actors": "actor",
        "targets": "target",
        "claimed_by": "claimed_by",
        "denied_by": "denied_by",
        "attributed_to": "attributed_to",
    },
    "statistic": {"attributed_to": "attributed_to"},
}
SINGLE = {
    "mention": {"entity": "mention"},
    "relation": {"from": "from", "to": "to"},
    "statistic": {"place": "place"},
    "label": {"entity": "label"},
}


def uses(st: Statement) -> list[Use]:
    """The entity keys that a statement is about, with their roles, each once."""
    found = [(st.args[arg], role) for arg, role in SINGLE.get(st.kind, {}).items() if st.args.get(arg)]
    found += [(key, role) for arg, role in LISTED.get(st.kind, {}).items() for key in st.args.get(arg, ())]
    if st.speaker:
        found.append((st.speaker, "speaker"))
    return list(dict.fromkeys(found))


@dataclass
class Profile:
    """Counts over the statements that use one key. sources: by group of near-copies."""

    sources: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)

    def count(self, st: Statement, source: str, by: int) -> None:
        """Count a statement in (by = 1) or out (by = -1)."""
        self._bump(self.sources, source, by)
        if st.kind == "label":
            self._bump(self.labels, st.args["term"], by)
        if st.kind != "mention":
            return
        self._bump(self.names, st.args["name"], by)
        if st.args.get("via", "name") == "name":
            self._bump(self.forms, st.args["form"], by)
        if st.args.get("place_kind"):
            self._bump(self.kinds, st.args["place_kind"], by)
        if st.args.get("country"):
            self._bump(self.countries, st.args["country"], by)

    @staticmethod
    def _bump(counter: Counter[str], value: str, by: int) -> None:
        counter[value] += by
        if not counter[value]:
            del counter[value]

    def __bool__(self) -> bool:
        return bool(self.sources)


def commonest(counters: Iterable[Counter[str]]) -> str | None:
    """The most frequent value; of equals the longest, then the first."""
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return min(total, key=lambda v: (-total[v], -len(v), v), default=None)


def listed(id_: str, gazetteer: Gazetteer, schema: Schema) -> dict[str, Value]:
    """What the gazetteers hold of an entity, `name` among it; empty for what they don't list."""
    if not is_known(id_):
        return {}
    if id_.startswith("place:"):
        place = load_places(schema.folder).get(id_)
        if place is None:
            return {}
        at: dict[str, Value] = {"lat": place.lat, "lon": place.lon} if place.lat is not None else {}
        if at:
            at["coordinates"] = "point" if place.kind in ("city", "site") else "centroid"
        return {"name": place.name, "kind": place.kind, "country": place.country, **at}
    record = gazetteer.record(id_)
    if record is None:
        return {}
    found: dict[str, Value] = {"name": record.name, "kind": record.kind, "wikidata": record.wikidata}
    found["country"] = (record.places() or (None,))[0]
    if isinstance(record, Group):
        found.update(founded=record.active.since, dissolved=record.active.until)
    return found


def entity_node(id_: str, keys: tuple[str, ...], profiles: list[Profile], known: dict[str, Value]) -> Node:
    """The node of a cluster of keys; `keys` may be empty for a place that only contains others. known: as `listed` gives it."""
    label = type_of(id_)
    sources = profiles[0].sources if len(profiles) == 1 else set[str]().union(*(p.sources for p in profiles))
    properties: dict[str, Value] = {
        "aliases": sorted({f for p in profiles for f in p.forms}),
        "labels": sorted({t for p in profiles for t in p.labels}),
        "keys": sorted(keys or (id_,)),
        "country": country(id_) or commonest(p.countries for p in profiles),
        "documents": len(sources),
    }
    if label == "Place":
        properties["kind"] = commonest(p.kinds for p in profiles) or level(id_)
        del properties["labels"]
    else:
        properties["known"] = is_known(id_)
    name = known.get("name") or commonest(p.names for p in profiles) or readable(id_)
    properties.update({k: v for k, v in known.items() if k != "name" and v is not None})
    return Node(label, id_, str(name), clean(properties))


def clean(properties: dict[str, Value]) -> dict[str, Value]:
    """Without nulls and empty lists: absent means unknown."""
    return {k: v for k, v in properties.items() if v is not None and v != []}
