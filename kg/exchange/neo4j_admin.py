"""CSV files for `neo4j-admin database import`, for graphs too large for transactions: a tar archive of them and of import.sh.

One file a label or edge type, in the importer's own header notation. Where nodes of one label hold different kinds of values
under one name, each kind gets a file of its own, because a column has one type.
"""

import io
import shlex
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kg.errors import InputError
from kg.graph import Graph, Value
from kg.schema import Schema

BETWEEN = "\x1f"  # separates the items of a list: a control character that no text has
Row = tuple[Mapping[str, Value], tuple[str, ...]]  # properties, and the cells that identify

SCRIPT = """\
#!/bin/sh
# Builds a Neo4j database from these files: sh import.sh [DATABASE]. The server must be stopped and the database new.
# Afterwards `kg status --store neo4j://…` as a writer makes constraints and indexes.
cd "$(dirname "$0")" || exit 1
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "${{1:-neo4j}}" \\
  --id-type=string --array-delimiter=U+001F --multiline-fields=true \\
{files}
"""


def write(graph: Graph, schema: Schema, out: BinaryIO) -> None:
    """Raises InputError for a list that the importer's notation cannot express."""
    files: dict[str, str] = {}
    options = []
    nodes = ((n.label, (n.properties, (quoted(n.id), quoted(n.name)))) for n in graph.sorted_nodes())
    for name, label, text in tables(nodes, ("id:ID", "name")):
        files[name] = text
        options.append(f"  --nodes={label}={shlex.quote(name)}")
    edges = ((e.kind, (e.properties, (quoted(e.source), quoted(e.target), quoted(e.id)))) for e in graph.sorted_edges())
    for name, kind, text in tables(edges, (":START_ID", ":END_ID", "id")):
        files[name] = text
        options.append(f"  --relationships={kind}={shlex.quote(name)}")
    files["import.sh"] = SCRIPT.format(files=" \\\n".join(options))
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for name, text in sorted(files.items()):
            data = text.encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


def tables(rows: Iterable[tuple[str, Row]], fixed: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(file name, label or edge type, CSV text), one for every set of column types that agree."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows:
        by_name[name].append(row)
    for name, group in sorted(by_name.items()):
        types: dict[str, set[str]] = defaultdict(set)
        for properties, _ in group:
            for key, value in properties.items():
                types[key].add(type_of(value))
        mixed = sorted(key for key, found in types.items() if len(found) > 1)
        parts: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in group:
            parts[tuple(type_of(row[0].get(key)) for key in mixed)].append(row)
        for number, (kinds, part) in enumerate(sorted(parts.items())):
            columns = {key: found for key, found in zip(mixed, kinds, strict=True) if found}
            columns |= {key: next(iter(found)) for key, found in types.items() if key not in mixed}
            yield f"{name}{number or ''}.csv", name, table(part, fixed, columns)


def table(rows: Iterable[Row], fixed: tuple[str, ...], columns: Mapping[str, str]) -> str:
    """CSV with the importer's header; an absent property is an empty cell, an empty text a quoted one."""
    keys = sorted(columns)
    lines = [",".join((*fixed, *(f"{key}:{columns[key]}" for key in keys)))]
    lines += [",".join((*identity, *(cell(properties.get(key)) for key in keys))) for properties, identity in rows]
    return "\n".join(lines) + "\n"


def type_of(value: Value) -> str:
    """The importer's name of a value's type; empty for none."""
    if isinstance(value, list):
        return (type_of(value[0]) if value else "string") + "[]"
    names = ((bool, "boolean"), (int, "long"), (float, "double"), (str, "string"))
    return next((name for kind, name in names if isinstance(value, kind)), "")


def cell(value: Value) -> str:
    if isinstance(value, list):
        items = [item if isinstance(item, str) else plain(item) for item in value]
        if items in ([], [""]) or any(BETWEEN in item for item in items):
            raise InputError(f"neo4j-admin cannot import the list {value!r:.80}: use kg copy")
        return quoted(BETWEEN.join(items))
    if isinstance(value, str):
        return quoted(value)
    return "" if value is None else plain(value)


def plain(value: float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
