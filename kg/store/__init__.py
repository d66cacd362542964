"""Stores: one thin seam, two behaviours that no query can tell apart.

open_store(target) gives a Store; a path is the embedded store, neo4j:// or bolt:// a Neo4j server.
"""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Protocol

from kg.graph import Delta, Graph

Row = dict[str, Any]


class Store(Protocol):
    """What the rest of the program needs of a store."""

    target: str

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a read-only query as plain values (str, int, float, bool, None, list, dict). Raises QueryError."""

    def write(self, delta: Delta) -> None:
        """Apply a delta in one transaction: all of it or nothing. Upsert by id; properties are set, not merged."""

    def graph(self) -> Graph:
        """Everything in the store."""

    def close(self) -> None: ...

    def __enter__(self) -> "Store": ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
