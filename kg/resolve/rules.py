"""schema/lexicon/resolving.yaml, compiled once a schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import SchemaError
from kg.schema import Schema, load_schema

FILE = "resolving"


@dataclass(frozen=True)
class Rules:
    """Event types by their full name, as the codebook writes them ("Battles/Armed clash").

    families: the families that a type belongs to. names: its type and sub-type. rank: ACLED's order of sub-types, 1 highest.
    violent: types whose actors attack their targets. singular, bearing: see the file. relations: those that documents state.
    symmetric: relations without direction. containment: the relation of a place to what it lies in.
    swaps: letters and what stands for them, longest first.
    """

    families: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, str]]
    rank: Mapping[str, int]
    violent: frozenset[str]
    singular: frozenset[str]
    relations: frozenset[str]
    symmetric: frozenset[str]
    containment: str
    bearing: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    limits: Mapping[str, float]
    swaps: tuple[tuple[str, str], ...]
    vowels: frozenset[str]
    articles: frozenset[str]


def rules(schema: Schema) -> Rules:
    return _rules(schema.folder)


@cache
def _rules(folder: Path) -> Rules:
    schema = load_schema(folder)
    transliteration = schema.table(FILE, "transliteration")
    return Rules(
        families=families(schema),
        names={name: (type_.name, sub.name) for name, type_, sub in schema.event_types()},
        rank={name: sub.rank for name, _, sub in schema.event_types()},
        violent=frozenset(name for name, type_, _ in schema.event_types() if type_.violent),
        singular=schema.words(FILE, "singular"),
        relations=frozenset(name for name, relation in schema.relations.items() if not relation.derived),
        symmetric=frozenset(name for name, relation in schema.relations.items() if relation.symmetric),
        containment=containment(schema),
        bearing={name: tuple(others) for name, others in schema.table(FILE, "bearing").items()},
        weights=schema.table(FILE, "weights"),
        limits=schema.table(FILE, "limits"),
        swaps=tuple(sorted(transliteration.items(), key=lambda kv: (-len(kv[0]), kv[0]))),
        vowels=schema.words(FILE, "vowels"),
        articles=schema.words(FILE, "articles"),
    )


def families(schema: Schema) -> Mapping[str, frozenset[str]]:
    """{'Type/Sub-type': families}. Raises SchemaError if a family names no event type."""
    names = [name for name, _, _ in schema.event_types()]
    out: dict[str, set[str]] = {name: set() for name in names}
    for family, entries in schema.table(FILE, "families").items():
        for entry in entries:
            found = [name for name in names if name == entry or name.startswith(entry + "/")]
            if not found:
                raise SchemaError(f"schema/lexicon/{FILE}.yaml: key 'families.{family}': no event type '{entry}': mend the name")
            for name in found:
                out[name].add(family)
    return MappingProxyType({name: frozenset(fs) for name, fs in out.items()})


def containment(schema: Schema) -> str:
    """The relation from places to places only."""
    found = [name for name, relation in schema.relations.items() if relation.source == relation.target == ("Place",)]
    if len(found) != 1:
        raise SchemaError(f"schema/relation/: one relation should go from Place to Place, not {len(found)}: add or remove one")
    return found[0]
