"""The word lists of names, compiled once per schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.page import Forms
from kg.ids import fold
from kg.schema import Schema

NAMES = frozenset(
    ("about", "nationalities", "capitals", "transliteration", "common_places", "group_starts", "group_words", "particles")
)
"""Files and keys whose words are names, or parts of names."""


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
    seats: Forms[str]
    """"Kremlin", "White House" -> country."""
    roles: Forms[tuple[str, bool]]
    """form -> (role, needs a country beside it)."""
    role_names: Mapping[str, str]
    place_kinds: Mapping[str, str]
    kinds: Forms[str]
    common: frozenset[str]
    """Words of all lists of the vocabulary: in a text of capitals, no names."""
    references: Mapping[str, tuple[str, tuple[str, ...]]]
    """Noun -> (entity type, kinds of place)."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


def common(schema: Schema) -> Iterator[str]:
    """Every word of the word lists, folded; lists of names left out."""
    for file, entries in schema.lexicon.items():
        if file in NAMES:
            continue
        for key, value in entries.items():
            if key not in NAMES:
                for text in strings(value):
                    yield from fold(text).split()


def strings(value: Any) -> Iterator[str]:
    """The strings in lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


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
        Forms({fold(n): code for n, code in schema.table("capitals", "seats").items()}),
        Forms(roles),
        schema.table("roles", "names"),
        kinds,
        Forms({fold(k): str(v) for k, v in kinds.items()}),
        frozenset(common(schema)) - sets["calendar"] | sets["closed"],
        {noun: (type_, tuple(k for k in places.split(",") if k)) for noun, (type_, _, places) in nouns},
    )
