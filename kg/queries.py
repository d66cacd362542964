"""Canned queries: one question a file under queries/, its header is its contract.

    // title: Factions of a group
    // about: Which wings and member groups a group has, with who says so.
    // param group: Group = null -- the umbrella; without it, all
    // returns: faction, of, stance, documents, statements
    MATCH …

A parameter's type is string, int, date, bool or the label of an entity (Group, Institution, Person, Place, entity); the
caller gives any name of the entity and the query gets its canonical id. Headers are checked when the folder is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import QueryError, SchemaError
from kg.ids import fold
from kg.schema import data_folder, shown
from kg.store import Row, Store

SCALARS = ("string", "int", "date", "bool")
ENTITIES = ("Group", "Institution", "Person", "Place")
ANY_ENTITY = "entity"
HEADER = re.compile(r"^// (title|about|returns|param (?P<name>\w+)): ?(?P<value>.*)$")
PARAM = re.compile(r"^(?P<type>\w+)(?: = (?P<default>\S+|\"[^\"]*\"))?(?: -- (?P<about>.+))?$")
ISO_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")

NEAR = 5  # names that an unknown name is part of: so many are proposed

Scalar = str | int | bool | None


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query. required: it has no default."""

    name: str
    type: str
    default: Scalar
    required: bool
    about: str


@dataclass(frozen=True)
class Query:
    """A canned query as its file says."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    cypher: str


def load_queries(folder: Path | None = None) -> Mapping[str, Query]:
    """Every query of the folder by name, sorted. Raises SchemaError naming the file and what its header lacks."""
    return _load(folder or data_folder("queries"))


@cache
def _load(folder: Path) -> Mapping[str, Query]:
    return MappingProxyType({p.stem: read_query(p) for p in sorted(folder.glob("*.cypher"))})


def read_query(path: Path) -> Query:
    """One file, its header checked against its body."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in lines:
        match = HEADER.match(line)
        if not match:
            continue
        if match["name"]:
            parameters.append(read_parameter(path, match["name"], match["value"]))
        else:
            head[match[1]] = match["value"].strip()
    for key in ("title", "about", "returns"):
        if not head.get(key):
            raise SchemaError(f"{shown(path)}: the header lacks '// {key}: …'")
    cypher = "\n".join(line for line in lines if not line.startswith("//")).strip()
    if not cypher:
        raise SchemaError(f"{shown(path)}: there is no query under the header")
    query = Query(path.stem, head["title"], head["about"], tuple(parameters), columns(head["returns"]), cypher)
    check(path, query)
    return query


def read_parameter(path: Path, name: str, value: str) -> Parameter:
    match = PARAM.match(value.strip())
    if not match or match["type"] not in (*SCALARS, *ENTITIES, ANY_ENTITY):
        types = ", ".join((*SCALARS, *ENTITIES, ANY_ENTITY))
        raise SchemaError(
            f"{shown(path)}: parameter '{name}': write '// param {name}: TYPE = DEFAULT -- what it is', TYPE of {types}"
        )
    default = match["default"]
    value_ = None if default in (None, "null") else parse(match["type"], default.strip('"'), f"{shown(path)}: parameter '{name}'")
    return Parameter(name, match["type"], value_, default is None, match["about"] or "")


def columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def check(path: Path, query: Query) -> None:
    """Parameters and columns of header and body must be the same."""
    used = set(re.findall(r"\$(\w+)", query.cypher))
    declared = {p.name for p in query.parameters}
    if used != declared:
        odd = sorted(used ^ declared)
        raise SchemaError(
            f"{shown(path)}: parameter '{odd[0]}' is {'used but not declared' if odd[0] in used else 'declared but not used'}"
        )
    last = query.cypher[query.cypher.rindex("RETURN ") :] if "RETURN " in query.cypher else ""
    aliases = tuple(re.findall(r"\bAS (\w+)(?=\s*(?:,|$|\n|ORDER|LIMIT|SKIP))", last))
    if aliases != query.returns:
        raise SchemaError(f"{shown(path)}: 'returns' should name the aliases of the last RETURN, in order: {', '.join(aliases)}")


def parse(type_: str, text: str, where: str) -> Scalar:
    """A parameter's value from text, by type; entity types stay text here. Raises QueryError."""
    if type_ == "int":
        if not re.fullmatch(r"-?\d+", text):
            raise QueryError(f"{where}: '{text}' should be a whole number")
        return int(text)
    if type_ == "bool":
        if text.lower() not in ("true", "false", "yes", "no"):
            raise QueryError(f"{where}: '{text}' should be true or false")
        return text.lower() in ("true", "yes")
    if type_ == "date" and not ISO_DATE.match(text):
        raise QueryError(f"{where}: '{text}' should be a date: 2024, 2024-05 or 2024-05-26")
    return text


def run(store: Store, query: Query, values: Mapping[str, str | int | bool | None], limit: int | None = None) -> list[Row]:
    """Rows of a query in the order of its columns. Values are text or plain; entities are looked up by any name."""
    params: dict[str, Scalar] = {}
    for name in values:
        if name not in {p.name for p in query.parameters}:
            have = ", ".join(p.name for p in query.parameters) or "none"
            raise QueryError(f"{query.name}: no parameter '{name}': it has {have}")
    for p in query.parameters:
        value = values.get(p.name)
        if value is None:
            if p.required:
                raise QueryError(f"{query.name}: parameter '{p.name}' is needed ({p.about})")
            params[p.name] = p.default
        elif p.type in (*ENTITIES, ANY_ENTITY):
            params[p.name] = find(store, str(value), ENTITIES if p.type == ANY_ENTITY else (p.type,))
        else:
            params[p.name] = parse(p.type, str(value), f"{query.name}: parameter '{p.name}'") if isinstance(value, str) else value
    cypher = query.cypher if limit is None else f"{query.cypher}\nLIMIT {int(limit)}"
    return [{c: row.get(c) for c in query.returns} for row in store.run(cypher, params)]


def listed(store: Store, wanted: str, labels: tuple[str, ...]) -> list[str]:
    """Ids of entities here that the gazetteer knows by a name that the loaded documents don't use."""
    from kg.gazetteer import load_gazetteer

    keys = load_gazetteer().forms().get(wanted, ())
    return [key for key in keys for label in labels if store.run(f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id", {"id": key})]


def find(store: Store, name: str, labels: tuple[str, ...] = ENTITIES) -> str:
    """The canonical id of the entity that a name, alias or id means. Raises QueryError when none or several do."""
    for label in labels:  # by index; names are only read through when this finds nothing
        if store.run(f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id", {"id": name}):
            return name
    wanted = fold(name)
    found: dict[str, tuple[int, str, str]] = {}
    near: set[str] = set()
    for label in labels:
        for row in store.run(f"MATCH (n:{label}) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.keys AS keys"):
            aliases = [fold(a) for a in row["aliases"] or []]
            if name in (row["keys"] or []):
                return str(row["id"])
            rank = 0 if fold(row["name"]) == wanted else 1 if wanted in aliases else None
            if rank is not None:
                found[row["id"]] = (rank, row["name"], label)
            elif wanted and any(f" {wanted} " in f" {form} " for form in (fold(row["name"]), *aliases)):
                near.add(row["name"])
    best = min((rank for rank, _, _ in found.values()), default=None)
    ids = sorted(i for i, (rank, _, _) in found.items() if rank == best)
    if not ids:
        ids = listed(store, wanted, labels)
    if not ids and near:
        raise QueryError(f"nothing is called just '{name}' here: did you mean {' or '.join(sorted(near)[:NEAR])}?")
    if not ids:
        raise QueryError(f"nothing is called '{name}' here: try kg query entities --name '{name}'")
    if len(ids) > 1:
        several = "; ".join(f"{found[i][1]} ({found[i][2]}, {i})" if i in found else i for i in ids)
        raise QueryError(f"'{name}' may be several: {several}. Give the id of one")
    return ids[0]
