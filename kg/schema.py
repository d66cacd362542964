"""The vocabulary: everything under schema/, loaded once, checked whole, then read-only.

One file a type. Code asks the schema; it spells no type name, cue or name itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import SchemaError

HERE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """schema/ or queries/: beside the package in a checkout, inside it when installed."""
    for folder in (HERE / "data" / name, HERE.parent / name):
        if folder.is_dir():
            return folder
    raise SchemaError(f"the folder {name}/ is missing beside {HERE}: reinstall conflict-kg")


class Record(BaseModel):
    """A file of the schema; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    about: str


class EntityType(Record):
    """schema/entity/NAME.yaml"""

    kinds: tuple[str, ...] = ()
    rdf: str
    shape: str
    colour: str


class RelationType(Record):
    """schema/relation/NAME.yaml. A range is an entity type, or Type:kind (Place:country).

    cues: in the language of kg/extract/patterns.py. contested: what somebody says of it is no more than alleged.
    charge: the relation is that a charge is made; it is asserted, and its content is a relation of its own.
    nested: keys that lie in each other (place:pk/kp in place:pk) imply it. yields_to: for the same pair these are meant.
    """

    source: tuple[str, ...] = Field(alias="from")
    target: tuple[str, ...] = Field(alias="to")
    symmetric: bool = False
    derived: bool = False
    contested: bool = False
    charge: bool = False
    nested: bool = False
    yields_to: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    rdf: str
    colour: str


class SubEventType(BaseModel):
    """One ACLED sub-event type; cues are words or phrases that make an event of this sub-type."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    about: str
    rank: int
    cues: tuple[str, ...] = ()


class EventType(Record):
    """schema/event/NAME.yaml: an ACLED event type. rank: ACLED's hierarchy, 1 highest."""

    name: str
    violent: bool
    rdf: str
    colour: str
    sub_event_types: tuple[SubEventType, ...]


T = TypeVar("T", bound=Record)
Words = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Schema:
    """The checked vocabulary. `lexicon[file][key]` holds lists or mappings of strings and numbers.

    Compared by identity: load_schema gives one object a folder, so that `functools.cache` can key compiled tables by it.
    """

    folder: Path
    entities: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]
    events: Mapping[str, EventType]
    lexicon: Mapping[str, Words]

    def words(self, file: str, key: str) -> frozenset[str]:
        """A word list of schema/lexicon/FILE.yaml."""
        return frozenset(self._entry(file, key, list))

    def table(self, file: str, key: str) -> Mapping[str, Any]:
        """A mapping of schema/lexicon/FILE.yaml."""
        entry: Mapping[str, Any] = self._entry(file, key, dict)
        return entry

    def _entry(self, file: str, key: str, kind: type) -> Any:
        entry = self.lexicon.get(file, {}).get(key)
        if not isinstance(entry, kind):
            shape = "a list" if kind is list else "a mapping"
            raise SchemaError(f"schema/lexicon/{file}.yaml: key '{key}' should be {shape}: add it")
        return entry

    def event_types(self) -> Iterator[tuple[str, EventType, SubEventType]]:
        """Every "Type/Sub-type" of the codebook with its records."""
        for type_ in self.events.values():
            for sub in type_.sub_event_types:
                yield f"{type_.name}/{sub.name}", type_, sub


def read_yaml(path: Path) -> Any:
    """A YAML file; an error names file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as exc:
        raise SchemaError(f"{shown(path)}: not YAML: {' '.join(str(exc).split())}") from exc


def shown(path: Path) -> str:
    """The path from schema/ or queries/ on, as messages give it."""
    roots = [at for at, part in enumerate(path.parts) if part in ("schema", "queries")]
    return "/".join(path.parts[roots[-1] if roots else -2 :])


def records(folder: Path, model: type[T]) -> Mapping[str, T]:
    """{file stem: checked record}, sorted by name."""
    return MappingProxyType({p.stem: check(p, read_yaml(p), model) for p in sorted(folder.glob("*.yaml"))})


def check(path: Path, data: Any, model: type[T]) -> T:
    """`data` as a record, or one message with file and key."""
    try:
        return model.model_validate(data)
    except ValidationError as exc:
        first = exc.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "(whole file)"
        raise SchemaError(f"{shown(path)}: key '{key}': {first['msg']}") from exc


def read_lexicon(path: Path) -> Words:
    """A lexicon file: `about`, then lists or mappings; a repeated word in a list is a slip and is refused."""
    data = read_yaml(path)
    if not isinstance(data, dict) or not isinstance(data.get("about"), str):
        raise SchemaError(f"{shown(path)}: key 'about': should say what the list is and where it is from")
    for key, value in data.items():
        if key == "about":
            continue
        if not isinstance(value, list | dict):
            raise SchemaError(f"{shown(path)}: key '{key}': should be a list or a mapping")
        if isinstance(value, list) and all(isinstance(v, str) for v in value) and len(set(value)) < len(value):
            twice = sorted({v for v in value if value.count(v) > 1})
            raise SchemaError(f"{shown(path)}: key '{key}': '{twice[0]}' stands twice")
        if isinstance(value, list) and any(isinstance(v, bool | None) for v in value):
            raise SchemaError(f"{shown(path)}: key '{key}': unquoted yes, no, on, off or an empty item: put it in quotes")
    return MappingProxyType(data)


def load_schema(folder: Path | None = None) -> Schema:
    """Load and check the whole vocabulary. Raises SchemaError with one message that names file and key."""
    return _load(folder or data_folder("schema"))


@cache
def _load(folder: Path) -> Schema:
    schema = Schema(
        folder=folder,
        entities=records(folder / "entity", EntityType),
        relations=records(folder / "relation", RelationType),
        events=records(folder / "event", EventType),
        lexicon=MappingProxyType({p.stem: read_lexicon(p) for p in sorted((folder / "lexicon").glob("*.yaml"))}),
    )
    for name, relation in schema.relations.items():
        for end in relation.source + relation.target:
            type_, _, kind = end.partition(":")
            known = schema.entities.get(type_)
            if known is None or (kind and kind not in known.kinds):
                raise SchemaError(f"schema/relation/{name}.yaml: no entity type '{end}': use one of {', '.join(schema.entities)}")
    return schema
