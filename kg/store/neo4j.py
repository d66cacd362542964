"""The Neo4j store: the official driver, which retries after dropped connections, deadlocks and leader changes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from kg.errors import OutdatedError, QueryError, StoreError
from kg.graph import Delta, Graph
from kg.store import guard, records
from kg.store.layout import META, Execute, Layout, Row, settle, version

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

T = TypeVar("T")


class Neo4jStore:
    """A database of a Neo4j server. Any number may read and write at once."""

    def __init__(self, target: str, layout: Layout, env: Mapping[str, str], *, write: bool) -> None:
        """`env` gives NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE; the password is handed on and not kept.
        Raises StoreError where the server is out of reach, refuses the user, or holds a store newer than the program."""
        import neo4j

        if "@" in urlsplit(target).netloc:
            raise StoreError("the address of a server may not hold a user or password: set NEO4J_USERNAME and NEO4J_PASSWORD")
        self.target = target
        self._layout = layout
        self._writes = write
        self._revision: int | None = None
        self._reading: set[str] = set()  # queries that EXPLAIN has found to read only
        self._database = env.get("NEO4J_DATABASE")
        password = env.get("NEO4J_PASSWORD")
        auth = (env.get("NEO4J_USERNAME") or "neo4j", password) if password else None
        with self._mended():
            self._driver = neo4j.GraphDatabase.driver(target, auth=auth, notifications_min_severity="OFF")
        try:
            with self._mended():
                self._driver.verify_connectivity()  # a server that was never there is not waited for
                version(self._ask)
                if write:
                    settle(layout, self._ask, {row["name"] for row in self._ask("SHOW INDEXES YIELD name")})
                    self._ask("CALL db.awaitIndexes(300)")
        except BaseException:
            self.close()
            raise

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        guard.check(cypher)
        from neo4j.exceptions import ClientError, Neo4jError

        def read(transaction: "ManagedTransaction") -> list[Row]:
            if cypher not in self._reading:
                if transaction.run("EXPLAIN " + cypher, values).consume().query_type != "r":
                    raise QueryError("the query is refused: it would write, and only reading queries run here")
                self._reading.add(cypher)
            result = transaction.run(cypher, values)
            return [{key: plain(record[key]) for key in record.keys()} for record in result]  # noqa: SIM118

        values = dict(params or {})
        with self._mended(), self._session("READ") as session:
            try:
                return session.execute_read(read)
            except Neo4jError as exc:
                if "Security" in (exc.code or "") or not (isinstance(exc, ClientError) or ".Statement." in (exc.code or "")):
                    raise
                raise QueryError(f"the query is refused: {' '.join(str(exc.message).split())}") from exc

    def write(self, delta: Delta) -> None:
        if not self._writes:
            raise StoreError(f"{self.target} is open for reading only: open it for writing")

        def apply(transaction: "ManagedTransaction") -> int:
            revision = advance(_rows(transaction), self._revision)
            records.apply(delta, self._layout, _rows(transaction))
            return revision

        with self._mended(), self._session("WRITE") as session:
            revision = session.execute_write(apply)
        if self._revision is not None:  # a writer that never read builds on nothing that could be outdated
            self._revision = revision

    def mark(self) -> None:
        with self._mended():
            rows = self._ask(f"MATCH (m:{META}) RETURN m.revision AS revision")
        self._revision = rows[0]["revision"] or 0 if rows else 0

    def graph(self) -> Graph:
        with self._mended(), self._session("READ") as session:
            return session.execute_read(lambda transaction: records.read(self._layout, _rows(transaction)))

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> "Neo4jStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _session(self, mode: str) -> "Session":
        return self._driver.session(database=self._database, default_access_mode=mode)

    def _ask(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        with self._session("WRITE" if self._writes else "READ") as session:
            execute = session.execute_write if self._writes else session.execute_read
            return execute(lambda transaction: _rows(transaction)(cypher, params or {}))

    @contextmanager
    def _mended(self) -> Iterator[None]:
        """The driver's errors as one line that says what to do; it never holds the password."""
        from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

        try:
            yield
        except AuthError as exc:
            raise StoreError(f"{self.target} refuses the user: check NEO4J_USERNAME and NEO4J_PASSWORD") from exc
        except ServiceUnavailable as exc:
            raise StoreError(
                f"{self.target} is out of reach: start the server (docker compose up -d) or mend the address"
            ) from exc
        except ConfigurationError as exc:
            raise StoreError(f"{self.target} is no usable address of a Neo4j server: {exc}") from exc
        except (Neo4jError, DriverError) as exc:
            reason = " ".join(str(getattr(exc, "message", None) or exc).split())
            raise StoreError(f"{self.target} reports: {reason}") from exc


def advance(execute: Execute, revision: int | None) -> int:
    """Count the store's revision up, under a lock that holds until the transaction ends; the new one.

    Raises OutdatedError where `revision` is given and is no longer the store's.
    """
    # The first SET takes the lock; only what is read after it is sure to be the last committed value.
    rows = execute(f"MATCH (m:{META}) SET m.locked = true WITH m RETURN coalesce(m.revision, 0) AS revision", {})
    found = int(rows[0]["revision"])
    if revision is not None and found != revision:
        raise OutdatedError("another loader has written to the store in the meantime: read it again")
    execute(f"MATCH (m:{META}) SET m.revision = $revision REMOVE m.locked", {"revision": found + 1})
    return found + 1


def _rows(transaction: "ManagedTransaction") -> Callable[[str, Mapping[str, Any]], list[Row]]:
    return lambda cypher, params: transaction.run(cypher, dict(params)).data()


def plain(value: Any) -> Any:  # noqa: PLR0911 -- one a type
    """A result as str, int, float, bool, None, list or dict: a node is {label, **properties}, an edge {kind, **properties}."""
    from neo4j.graph import Node as ServerNode
    from neo4j.graph import Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time

    match value:
        case ServerNode():
            return {"label": min(value.labels, default=""), **plain(dict(value))}
        case Relationship():
            return {"kind": value.type, **plain(dict(value))}
        case Path():
            return {"nodes": plain(list(value.nodes)), "edges": plain(list(value.relationships))}
        case list():
            return [plain(v) for v in value]
        case dict():
            return {key: plain(v) for key, v in value.items()}
        case Date() | DateTime() | Time():
            return value.to_native().isoformat()
        case Duration():
            return {"months": value.months, "days": value.days, "seconds": value.seconds}
        case Point():
            return dict(zip(("longitude", "latitude"), value, strict=False))
    return value
