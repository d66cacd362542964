"""Groups and institutions known beforehand: names, acronyms, labels, descent and stored non-identities.

Data, not code: schema/gazetteer/{groups,institutions}/REGION.yaml and non-identities.yaml, loaded once and checked whole.
A form is any way of writing a name. Hyphens, spaces, case and accents are covered by folding (`kg.ids.fold`), Arabic and
Persian particles and common spellings by `kg.transliteration`; only what neither gives is listed in the data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import SchemaError
from kg.gazetteer.forms import gathered, index_forms
from kg.gazetteer.records import Group, Institution, Label, Named, Pairs, check_descent, read_records
from kg.ids import fold
from kg.schema import Schema, check, data_folder, load_schema, read_yaml, shown
from kg.transliteration import Transliteration

__all__ = ["Gazetteer", "Group", "Institution", "Label", "load_gazetteer"]


@dataclass(frozen=True)
class Gazetteer:
    """The checked gazetteers. Keys below are entity keys: group:ID, institution:ID."""

    groups: Mapping[str, Group]
    institutions: Mapping[str, Institution]
    non_identities: frozenset[frozenset[str]]
    """Pairs of entity keys; of folded names where the pair are no groups or institutions (North and South Waziristan)."""
    _forms: Mapping[str, tuple[str, ...]]
    _uncertain: frozenset[str]
    _acronyms: Mapping[str, tuple[str, ...]]
    _labels: Mapping[str, tuple[str, ...]]

    def record(self, key: str) -> Group | Institution | None:
        """The record of an entity key."""
        type_, _, id_ = key.partition(":")
        return self.groups.get(id_) if type_ == "group" else self.institutions.get(id_)

    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """{folded form: entity keys, likeliest first}, generated variants and ambiguous forms included, labels not.
        The first of several is the one that claims the form with certainty, if any does; the others need context."""
        return self._forms

    def uncertain(self) -> frozenset[str]:
        """Folded forms that no record, or more than one, claims with certainty ("taliban", "aa"): context must decide."""
        return self._uncertain

    def acronyms(self) -> Mapping[str, tuple[str, ...]]:
        """{folded form: as written}: forms that count only when written so ("IS" is a group, "is" is not)."""
        return self._acronyms

    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """{folded label: entity keys of the groups it is used for, sorted}."""
        return self._labels

    def same(self, a: str, b: str) -> bool | None:
        """Do two names or entity keys mean one entity? None: the gazetteer can't tell."""
        first, second = self.sure(a), self.sure(b)
        if frozenset((first, second)) in self.non_identities:
            return False
        left, right = self._keys(a), self._keys(b)
        if not left or not right:
            return None
        if not set(left) & set(right):
            return False
        return True if first == second and self.record(first) else None

    def _keys(self, name: str) -> tuple[str, ...]:
        return (name,) if self.record(name) else self._forms.get(fold(name), ())

    def sure(self, name: str) -> str:
        """The key that the name means without context, else the folded name."""
        form = fold(name)
        if self.record(name):
            return name
        return self._forms[form][0] if form in self._forms and form not in self._uncertain else form


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Load and check gazetteer/ in the schema folder. Raises one SchemaError that names file and key."""
    return _load(folder or data_folder("schema"))


@cache
def _load(folder: Path) -> Gazetteer:
    schema = load_schema(folder)
    home = folder / "gazetteer"
    groups = read_records(home / "groups", Group, schema)
    institutions = read_records(home / "institutions", Institution, schema)
    check_descent(groups)
    records: list[tuple[str, Path, Named]] = [(f"group:{id_}", path, group) for id_, (path, group) in groups.items()]
    records += [(f"institution:{id_}", path, body) for id_, (path, body) in institutions.items()]
    spelling = transliteration(schema)
    forms, uncertain = index_forms(records, spelling)
    labels = (
        (form, f"group:{id_}")
        for id_, (_, group) in groups.items()
        for label in group.labels
        for form in spelling.variants(fold(label.term))
    )
    capitals = (
        (fold(form), form)
        for _, _, record in records
        for form in (*record.acronyms, *record.ambiguous)
        if " " not in form and sum(letter.isupper() for letter in form) > 1
    )
    gazetteer = Gazetteer(
        groups=MappingProxyType({id_: group for id_, (_, group) in groups.items()}),
        institutions=MappingProxyType({id_: body for id_, (_, body) in institutions.items()}),
        non_identities=frozenset(),
        _forms=forms,
        _uncertain=uncertain,
        _acronyms=gathered(capitals),
        _labels=gathered(labels),
    )
    return replace(gazetteer, non_identities=_pairs(home / "non-identities.yaml", gazetteer))


def transliteration(schema: Schema) -> Transliteration:
    """The spelling rules of the schema."""
    articles, attaching, genitives, sun_letters = (
        sorted(schema.words("transliteration", key)) for key in ("articles", "attaching", "genitives", "sun_letters")
    )
    return Transliteration.of(articles, attaching, genitives, sun_letters, schema.table("transliteration", "spellings"))


def _pairs(path: Path, gazetteer: Gazetteer) -> frozenset[frozenset[str]]:
    """The pairs of the file as keys, or folded names where a name is in no gazetteer."""
    pairs: set[frozenset[str]] = set()
    for at, (a, b, _) in enumerate(check(path, read_yaml(path), Pairs).pairs):
        where = f"{shown(path)}: key 'pairs.{at}'"
        for name in (a, b):
            if name.startswith(("group:", "institution:")) and gazetteer.record(name) is None:
                raise SchemaError(f"{where}: no record has the key '{name}': add it or mend the key")
        pair = frozenset((gazetteer.sure(a), gazetteer.sure(b)))
        if len(pair) < 2:
            raise SchemaError(f"{where}: '{a}' and '{b}' are one entity here: mend the pair or the gazetteer")
        if pair in pairs:
            raise SchemaError(f"{where}: the pair '{a}', '{b}' stands twice: drop one")
        pairs.add(pair)
    return frozenset(pairs)
