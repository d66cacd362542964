"""The word lists of names, compiled once per schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.page import Forms
from kg.ids import fold
from kg.schema import Schema


@dataclass(frozen=True, eq=False)
class Lexicon:
    """schema/lexicon/names.yaml and roles.yaml as sets; titles, nationalities, capitals and roles as forms."""

    schema: Schema
    sets: Mapping[str, frozenset[str]]
    titles: Forms[str]
    ranks: Forms[str]
    """Titles that are no part of names: "General", not "Malik"."""
    nations: Forms[str]
    lands: Forms[str]
    countries: Mapping[str, str]
    capitals: Mapping[str, str]
    roles: Forms[tuple[str, bool]]
    """form -> (role, needs a country beside it)."""
    role_names: Mapping[str, str]
    place_kinds: Mapping[str, str]
    kinds: Forms[str]
    references: Mapping[str, tuple[str, tuple[str, ...]]]
    """Noun -> (entity type, kinds of place)."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def lexicon(schema: Schema) -> Lexicon:
    sets: dict[str, frozenset[str]] = {}
    for file in ("names", "roles", "references"):
        sets |= {key: frozenset(map(str, value)) for key, value in schema.lexicon[file].items() if isinstance(value, list)}
    titles = [t for key, value in schema.lexicon["titles"].items() if key not in ("about", "leaders") for t in value]
    ranks = [t for key in ("military", "police", "political", "diplomatic") for t in schema.lexicon["titles"][key]]
    nations = schema.table("nationalities", "nationalities")
    shared = schema.table("nationalities", "shared")
    roles: dict[str, tuple[str, bool]] = {fold(f): (r, False) for f, r in schema.table("roles", "bare").items()}
    roles |= {fold(f): (r, True) for f, r in schema.table("roles", "owned").items() if fold(f) not in roles}
    kinds = schema.table("names", "place_kinds")
    nouns = [(noun, what.partition(":")) for noun, what in schema.table("references", "nouns").items()]
    capitals = {**schema.table("capitals", "seats"), **schema.table("capitals", "capitals")}
    return Lexicon(
        schema,
        sets,
        Forms({fold(t): t for t in titles}),
        Forms({fold(t): t for t in ranks if t not in sets["name_titles"]}),
        Forms({**{fold(n): c for n, c in nations.items()}, **{fold(n): codes[0] for n, codes in shared.items()}}),
        Forms({fold(name): code for code, name in schema.table("nationalities", "countries").items()}),
        schema.table("nationalities", "countries"),
        {fold(n): code for n, code in capitals.items()},
        Forms(roles),
        schema.table("roles", "names"),
        kinds,
        Forms({fold(k): str(v) for k, v in kinds.items()}),
        {noun: (type_, tuple(k for k in places.split(",") if k)) for noun, (type_, _, places) in nouns},
    )
