"""Groups and institutions known beforehand: names, acronyms, labels, descent and stored non-identities.

Data, not code: schema/gazetteer/{groups,institutions}/REGION.yaml and non-identities.yaml, loaded once and checked whole.
A form is any way of writing a name. Hyphens, spaces, case and accents are covered by folding (`kg.ids.fold`), Arabic and
Persian particles and common spellings by `kg.transliteration`; only what neither gives is listed in the data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from kg.errors import SchemaError
from kg.ids import fold
from kg.schema import Record, Schema, check, data_folder, load_schema, read_yaml, shown
from kg.transliteration import Transliteration

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$")]
Key = Annotated[str, Field(pattern=r"^(group|institution|person|place):\S+$")]
# YAML reads 1998 as a number and 2024-07-26 as a date; both are dates as precise as known.
Date = Annotated[str, BeforeValidator(str), Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
Forms = tuple[Annotated[str, Field(min_length=2)], ...]


class Interval(BaseModel):
    """From `since` to `until`, both included, as precise as known; absent = unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    since: Date | None = None
    until: Date | None = None

    @model_validator(mode="after")
    def ordered(self) -> Self:
        """1998-05 to 1998 is in order: only the common part of the two is compared."""
        if self.since and self.until:
            common = min(len(self.since), len(self.until))
            if self.since[:common] > self.until[:common]:
                raise ValueError(f"since {self.since} lies after until {self.until}")
        return self


class Label(Interval):
    """What a speaker calls a group (a propaganda name, say): evidence about the speaker, never an identity."""

    term: str
    speaker: Key
    source: str


class Named(BaseModel):
    """What groups and institutions share. `ambiguous` forms mean this record only where the context says so; another
    record may claim the same form with certainty and is then the one meant without context."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id
    name: str
    aliases: Forms = ()
    acronyms: Forms = ()
    ambiguous: Forms = ()
    kind: str
    wikidata: Annotated[str, Field(pattern=r"^Q\d+$")] | None = None
    source: str

    def listed(self, field: str) -> Forms:
        """The forms under name, aliases, acronyms or ambiguous."""
        value: str | Forms = getattr(self, field)
        return (value,) if isinstance(value, str) else value


class Group(Named):
    """An armed non-state organisation, faction or alliance. Alliances are for the texts to state, so none is kept here."""

    labels: tuple[Label, ...] = ()
    countries: tuple[str, ...]
    parent: Id | None = None
    predecessors: tuple[Id, ...] = ()
    split_from: tuple[Id, ...] = ()
    active: Interval = Interval()

    def places(self) -> tuple[str, ...]:
        """Codes of the countries."""
        return self.countries


class Institution(Named):
    """A nationally or internationally unique body; those by pattern (police, army, government) are not listed."""

    country: str | None = None

    def places(self) -> tuple[str, ...]:
        """Code of the country, if of one."""
        return (self.country,) if self.country else ()


class File(Record):
    """A file of groups/ or institutions/."""

    source: str
    records: tuple[dict[str, Any], ...]


class Pairs(Record):
    """non-identities.yaml: [key or name, key or name, why they are two]"""

    pairs: tuple[tuple[str, str, str], ...]


T = TypeVar("T", Group, Institution)
FIELDS = ("name", "aliases", "acronyms", "ambiguous")
SHORTEST = 3  # letters of a form that is certain without context


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
    groups = _read(home / "groups", Group, schema)
    institutions = _read(home / "institutions", Institution, schema)
    _check_descent(groups)
    records: list[tuple[str, Path, Named]] = [(f"group:{id_}", path, group) for id_, (path, group) in groups.items()]
    records += [(f"institution:{id_}", path, body) for id_, (path, body) in institutions.items()]
    table = schema.lexicon["transliteration"]
    spelling = Transliteration.of(table, table["spellings"])
    forms, uncertain = _index(records, spelling)
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
        _acronyms=_gathered(capitals),
        _labels=_gathered(labels),
    )
    return replace(gazetteer, non_identities=_pairs(home / "non-identities.yaml", gazetteer))


def _read(folder: Path, model: type[T], schema: Schema) -> dict[str, tuple[Path, T]]:
    """{id: (file, record)}, sorted by id. `source` of a file holds for its records that give none."""
    found: dict[str, tuple[Path, T]] = {}
    kinds = schema.entities[model.__name__].kinds
    field = "countries" if "countries" in model.model_fields else "country"
    countries = set(schema.table("nationalities", "countries"))
    for path in sorted(folder.glob("*.yaml")):
        file = check(path, read_yaml(path), File)
        for at, row in enumerate(file.records):
            where = f"{shown(path)}: key '{row.get('id', f'records.{at}')}"
            try:
                record = model.model_validate({"source": file.source, **row})
            except ValidationError as exc:
                first = exc.errors()[0]
                raise SchemaError(f"{where}.{'.'.join(str(part) for part in first['loc'])}': {first['msg']}") from exc
            if record.id in found:
                raise SchemaError(f"{where}.id': also in {shown(found[record.id][0])}: give each record its own id")
            if record.kind not in kinds:
                raise SchemaError(f"{where}.kind': '{record.kind}' is none of {', '.join(kinds)}")
            for code in record.places():
                if code not in countries:
                    raise SchemaError(f"{where}.{field}': '{code}' is no ISO 3166 alpha-2 code in lower case")
            found[record.id] = (path, record)
    return dict(sorted(found.items()))


def _check_descent(groups: Mapping[str, tuple[Path, Group]]) -> None:
    for path, group in groups.values():
        parents = (group.parent,) if group.parent else ()
        for field, ids in (("parent", parents), ("predecessors", group.predecessors), ("split_from", group.split_from)):
            for id_ in ids:
                if id_ not in groups or id_ == group.id:
                    raise SchemaError(
                        f"{shown(path)}: key '{group.id}.{field}': no other group has the id '{id_}': add it or mend the id"
                    )
        seen = {group.id}
        above = group.parent
        while above:
            if above in seen:
                raise SchemaError(f"{shown(path)}: key '{group.id}.parent': '{above}' is above itself: break the circle")
            seen.add(above)
            above = groups[above][1].parent


def _index(
    records: list[tuple[str, Path, Named]], spelling: Transliteration
) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """(forms to keys, uncertain forms). A listed form wins over a generated one; a certain one has one owner."""
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
    both = made | listed
    forms = {form: tuple(sorted(keys, key=lambda key: (not keys[key], key))) for form, keys in sorted(both.items())}
    return MappingProxyType(forms), frozenset(form for form, keys in both.items() if sum(keys.values()) != 1)


def _fault(folded: str, certain: bool, owner: str | None, own: set[str]) -> str | None:
    """What is wrong with a form of a record that has the forms `own` already; `owner`: who else claims it for certain."""
    if folded in own:
        return "stands twice (case, accents and punctuation don't count): drop one"
    if certain and len(folded.replace(" ", "")) < SHORTEST:
        return "is too short to be certain: put it under 'ambiguous'"
    return f"is also claimed by '{owner}': put it under 'ambiguous' in one or both" if owner else None


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


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """{first: its seconds, sorted, each once}"""
    lists: dict[str, set[str]] = {}
    for first, second in pairs:
        lists.setdefault(first, set()).add(second)
    return MappingProxyType({first: tuple(sorted(seconds)) for first, seconds in sorted(lists.items())})
