"""Records of the gazetteers, and reading their files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from kg.errors import SchemaError
from kg.schema import Record, Schema, check, read_yaml, shown

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


def read_records(folder: Path, model: type[T], schema: Schema) -> dict[str, tuple[Path, T]]:
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


def check_descent(groups: Mapping[str, tuple[Path, Group]]) -> None:
    """Parents, predecessors and origins exist, and nothing is above itself."""
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
