"""Stores: one thin seam, two behaviours that no query can tell apart.

open_store(target) gives a Store; a path is the embedded store, neo4j:// or bolt:// a Neo4j server.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from kg.graph import Delta, Graph
from kg.schema import Schema, load_schema
from kg.store.layout import Layout, version

Row = dict[str, Any]
DEFAULT = "kg.db"
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


class Store(Protocol):
    """What the rest of the program needs of a store."""

    target: str

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a read-only query as plain values (str, int, float, bool, None, list, dict). Raises QueryError."""

    def mark(self) -> None:
        """What is read from now on is what `write` builds on: it refuses if somebody else has written since."""

    def write(self, delta: Delta) -> None:
        """Apply a delta in one transaction: all of it or nothing. Upsert by id; properties are set, not merged.

        Raises OutdatedError if another writer came between `mark` and this.
        """

    def graph(self) -> Graph:
        """Everything in the store."""

    def close(self) -> None: ...

    def __enter__(self) -> "Store": ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def open_store(
    target: str | Path | None = None,
    *,
    write: bool = False,
    env: Mapping[str, str] | None = None,
    schema: Schema | None = None,
) -> Store:
    """The store at `target`: a path, or the address of a Neo4j server; without one KG_STORE, then NEO4J_URI, else kg.db here.

    `env` (default: the process's, over .env of the working directory) gives NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE.
    Raises StoreError.
    """
    env = environment() if env is None else env
    target = str(target or env.get("KG_STORE") or env.get("NEO4J_URI") or DEFAULT)
    layout = Layout(schema or load_schema())
    if target.partition("://")[0] in SCHEMES:
        from kg.store.neo4j import Neo4jStore

        return Neo4jStore(target, layout, env, write=write)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(target), layout, write=write)


def state(store: Store, schema: Schema | None = None) -> dict[str, str]:
    """The version of the store's layout, and its constraints and indexes; opening it for writing makes those that are missing."""
    wanted = sorted(Layout(schema or load_schema()).indexes())
    found = {row["name"] for row in store.run("SHOW INDEXES")}
    missing = [name for name in wanted if name not in found]
    indexes = f"{len(wanted) - len(missing)} of {len(wanted)}" + (f", without {', '.join(missing)}" if missing else "")
    return {"layout": str(version(store.run)), "constraints and indexes": indexes}


def environment() -> Mapping[str, str]:
    """The process's variables over those of .env in the working directory; no other .env is ever read."""
    from dotenv import dotenv_values

    file = Path(".env")
    stated = dotenv_values(file, interpolate=False) if file.is_file() else {}
    return {**{key: value for key, value in stated.items() if value is not None}, **os.environ}
