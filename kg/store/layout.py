"""What a store may hold and how it is indexed: labels, edge types, constraints, and the version of all that.

Labels and edge types are the only parts of a query that come from Python text; they come from the schema alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.errors import StoreError
from kg.schema import Schema

Row = dict[str, Any]
Execute = Callable[[str, Mapping[str, Any]], list[Row]]

META = "KgStore"  # one node with the store's version; no part of the graph, so no export has it

# Version n + 1 is reached from n by these statements, each safe to repeat. 1: nodes and edges as docs/model.md has them.
STEPS: dict[int, tuple[str, ...]] = {1: ()}


@dataclass(frozen=True)
class Layout:
    """The whitelist of one schema, and the constraints and indexes that go with it."""

    schema: Schema

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Labels of the graph; entities first, as they are what new documents most often reach for."""
        return (*sorted(self.schema.entities), *sorted(self.schema.words("graph", "labels")))

    @cached_property
    def writable(self) -> tuple[str, ...]:
        """Labels of the graph and those beside it."""
        return tuple(sorted({*self.labels, *self.schema.words("graph", "aside")}))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return tuple(sorted({*self.schema.relations, *self.schema.words("graph", "edges")}))

    def label(self, name: str) -> str:
        """`name` if the schema has it as a label; nothing else may enter a query's text."""
        return _known(name, self.writable, "node label")

    def kind(self, name: str) -> str:
        """`name` if the schema has it as an edge type; nothing else may enter a query's text."""
        return _known(name, self.kinds, "edge type")

    def indexes(self) -> dict[str, str]:
        """{index name: the statement that makes it}; a constraint on ids is an index too."""
        made = {
            f"{label.lower()}_id": f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            for label in (*self.writable, META)
        }
        for label, properties in self.schema.table("graph", "ranges").items():
            for key in properties:
                name = f"{label.lower()}_{key}"
                made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{self.label(label)}) ON (n.{key})"
        for label, key in self.schema.table("graph", "words").items():
            name = f"{label.lower()}_words"
            made[name] = f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{self.label(label)}) ON EACH [n.{key}]"
        return made


def _known(name: str, names: tuple[str, ...], what: str) -> str:
    if name not in names:
        raise StoreError(f"'{name}' is no {what} of the schema: add it to schema/, or use one of {', '.join(names)}")
    return name


def version(execute: Execute) -> int:
    """The layout version of the store, 0 for a fresh one. Raises StoreError where the store is newer than the program."""
    rows = execute(f"MATCH (m:{META}) RETURN m.version AS version", {})
    found = int(rows[0]["version"]) if rows else 0
    if found > max(STEPS):
        raise StoreError(f"the store has layout {found}, this program knows {max(STEPS)} at most: update conflict-kg")
    return found


def settle(layout: Layout, execute: Execute, existing: set[str]) -> None:
    """Make what indexes are missing and climb to the newest version; `execute` commits each statement by itself."""
    for name, statement in layout.indexes().items():
        if name not in existing:
            execute(statement, {})
    for step in range(version(execute) + 1, max(STEPS) + 1):
        for statement in STEPS[step]:
            execute(statement, {})
        execute(f"MERGE (m:{META} {{id: 'store'}}) SET m.name = 'kg', m.version = $version", {"version": step})
