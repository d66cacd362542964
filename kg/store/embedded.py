"""The embedded store: one file beside the user, no server. Nothing else in the program knows which engine it is (kglite)."""

import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from textwrap import shorten
from typing import Any

from kg.errors import QueryError, StoreError
from kg.graph import Delta, Graph
from kg.store import guard, records
from kg.store.layout import Layout, Row, settle, version

LOG_HEADER = 5  # bytes of a write-ahead log that holds no commits


class EmbeddedStore:
    """A graph in one file. A writer holds the only lease; readers see its last save and never touch the file."""

    def __init__(self, path: Path, layout: Layout, *, write: bool) -> None:
        """Raises StoreError where the file is absent (for reading), not a store, being written, or newer than the program."""
        import kglite

        kglite.set_query_warning_policy("silent")
        self.target = str(path)
        self._layout = layout
        self._writes = write
        self._engine = kglite
        self._graph = self._open(path) if write else self._load(path)
        try:
            version(self._ask)
            if write:
                settle(layout, self._ask, {row["name"] for row in self._ask("SHOW INDEXES")})
        except BaseException:
            self.close()
            raise

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        guard.check(cypher)
        if self._writes:
            refresh_words(self._graph)
        self._graph.read_only(True)  # queries only: a transaction of write() does not heed it
        try:
            return [{key: plain(value) for key, value in row.items()} for row in self._ask(cypher, params)]
        except self._engine.KgError as exc:
            raise QueryError(f"the query is refused: {_reason(exc)}") from exc
        finally:
            self._graph.read_only(False)

    def mark(self) -> None:
        """Nothing to remember: the lease keeps other writers out."""

    def write(self, delta: Delta) -> None:
        if not self._writes:
            raise StoreError(f"{self.target} is open for reading only: open it for writing")
        try:
            with self._graph.begin() as transaction:
                records.apply(delta, self._layout, lambda cypher, params: list(transaction.cypher(cypher, params=dict(params))))
        except (self._engine.KgError, OSError) as exc:
            raise StoreError(f"{self.target} cannot be written ({_reason(exc)}): nothing of it is kept") from exc

    def graph(self) -> Graph:
        return records.read(self._layout, self._ask)

    def close(self) -> None:
        """A writer saves and gives up its lease; closing twice does nothing. Raises StoreError where saving fails: what was
        written is in the log then, and comes back at the next opening."""
        if self._writes:
            self._writes = False
            try:
                _save(self._graph)
            except (self._engine.KgError, OSError) as exc:
                raise StoreError(f"{self.target} cannot be saved ({_reason(exc)}): make room and open it again") from exc

    def __enter__(self) -> "EmbeddedStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        return list(self._graph.cypher(cypher, params=dict(params or {}), hide_structural_keys=True))

    def _open(self, path: Path) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._engine.open(str(path))
        except self._engine.WriterLeaseHeldError as exc:
            raise StoreError(
                f"{path} is being written by process {exc.holder['pid']}: wait until it is done, or stop it"
            ) from exc
        except (self._engine.KgError, OSError) as exc:
            raise self._unusable(path, exc) from exc

    def _load(self, path: Path) -> Any:
        """The last save; commits of a writer that died before saving are folded in first."""
        log = Path(f"{path}-wal")
        unsaved = log.exists() and log.stat().st_size > LOG_HEADER
        if unsaved:
            self._fold(path)
        if not path.exists():
            raise StoreError(f"there is no store at {path}: load documents first (kg load), or name another with --store")
        try:
            return self._engine.load(str(path))
        except (self._engine.KgError, OSError) as exc:
            raise self._unusable(path, exc) from exc

    def _fold(self, path: Path) -> None:
        """Replay the log into the file, unless its writer is alive: then the last save is what there is to read."""
        try:
            _save(self._engine.open(str(path)))
        except self._engine.WriterLeaseHeldError as exc:
            if not path.exists():
                raise StoreError(f"{path} is being written for the first time: wait until its writer is done") from exc
        except (self._engine.KgError, OSError) as exc:
            raise self._unusable(path, exc) from exc

    def _unusable(self, path: Path, exc: Exception) -> StoreError:
        return StoreError(f"{path} cannot be opened as a store ({_reason(exc)}): name another, or rebuild it by kg import")


def _reason(exc: Exception) -> str:
    """The engine's words on one line; its longer advice is about its own interface."""
    return shorten(str(exc), 200, placeholder=" …")


def refresh_words(graph: Any) -> None:
    """Rebuild the full-text indexes that lag behind: the engine does so itself only for few changes, and never read-only."""
    for row in graph.cypher("SHOW INDEXES"):
        if row["type"] == "FULLTEXT" and row["stale"]:
            with suppress(ValueError):  # no node carries the text yet
                graph.build_text_index(row["labelsOrTypes"][0], row["properties"][0])


def _save(graph: Any) -> None:
    refresh_words(graph)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # advice on a form of loading that is not ours
        graph.close()


def plain(value: Any) -> Any:
    """A result as str, int, float, bool, None, list or dict: a node is {label, **properties}, an edge {kind, **properties}."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        if value.keys() == {"id", "labels", "properties"}:
            return {"label": value["labels"][0], **records.without(value["properties"], "title", "type")}
        if value.keys() == {"id", "start", "end", "type", "properties"}:
            return {"kind": value["type"], **value["properties"]}
        if value.keys() == {"nodes", "relationships"}:
            return {"nodes": plain(value["nodes"]), "edges": plain(value["relationships"])}
        named = {"title"} if value.keys() >= {"id", "name", "title"} else set()  # properties(n): the engine repeats the name
        return {key: plain(v) for key, v in value.items() if key not in named}
    return value.isoformat() if hasattr(value, "isoformat") else value
