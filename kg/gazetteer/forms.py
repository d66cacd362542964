"""From records to the forms that name them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from kg.errors import SchemaError
from kg.gazetteer.records import Named
from kg.ids import fold
from kg.schema import shown
from kg.transliteration import Transliteration

FIELDS = ("name", "aliases", "acronyms", "ambiguous")
SHORTEST = 3  # letters of a form that is certain without context


def index_forms(
    records: list[tuple[str, Path, Named]], spelling: Transliteration
) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """(forms to keys, likeliest first; uncertain forms). Only one record may list a form as certain."""
    listed: dict[str, dict[str, bool]] = {}
    made: dict[str, dict[str, bool]] = {}
    for key, path, record in records:
        own: set[str] = set()
        for field, form in [(name, form) for name in FIELDS for form in record.listed(name)]:
            folded, certain = fold(form), field != "ambiguous"
            keys = listed.setdefault(folded, {})
            owner = next((k for k, sure in keys.items() if sure), None) if certain else None
            fault = _fault(folded, certain, owner, own)
            if fault:
                raise SchemaError(f"{shown(path)}: key '{record.id}.{field}': '{form}' {fault}")
            own.add(folded)
            keys[key] = certain
            for variant in spelling.variants(folded) if field != "acronyms" else ():
                made.setdefault(variant, {}).setdefault(key, certain)
    merged = {form: _merged(made.get(form, {}), listed.get(form, {})) for form in sorted(made.keys() | listed.keys())}
    forms = {form: tuple(sorted(keys, key=lambda key: (not keys[key], key))) for form, keys in merged.items()}
    return MappingProxyType(forms), frozenset(form for form, keys in merged.items() if sum(keys.values()) != 1)


def _merged(made: dict[str, bool], listed: dict[str, bool]) -> dict[str, bool]:
    """Who means a form, and whether for certain: a listed owner keeps out those whose variants only happen to be the same."""
    return listed if any(listed.values()) else made | listed


def _fault(folded: str, certain: bool, owner: str | None, own: set[str]) -> str | None:
    """What is wrong with a form of a record that has the forms `own` already; `owner`: who else claims it for certain."""
    if folded in own:
        return "stands twice (case, accents and punctuation don't count): drop one"
    if certain and len(folded.replace(" ", "")) < SHORTEST:
        return "is too short to be certain: put it under 'ambiguous'"
    return f"is also claimed by '{owner}': put it under 'ambiguous' in one or both" if owner else None


def gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """{first: its seconds, sorted, each once}"""
    lists: dict[str, set[str]] = {}
    for first, second in pairs:
        lists.setdefault(first, set()).add(second)
    return MappingProxyType({first: tuple(sorted(seconds)) for first, seconds in sorted(lists.items())})
