"""Fixtures that several folders share: a Neo4j server for the session, and an empty store of each kind."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, NoReturn

import pytest

from kg.store import Store, open_store
from tests.neo4j.server import Address, NoServerError, any_server

Opener = Callable[..., Store]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the server stay in one process, because they empty its one database; the others stay with their file."""
    for item in items:
        served = "neo4j" in getattr(item, "fixturenames", ()) or "neo4j" in getattr(item, "callspec", Never).params.values()
        item.add_marker(pytest.mark.xdist_group("neo4j" if served else item.path.name))


class Never:
    """A test without parameters."""

    params: ClassVar[dict[str, object]] = {}


@pytest.fixture(scope="session")
def neo4j() -> Iterator[Address]:
    """One server for the whole session. Without any: a skip that says why, a failure where KG_REQUIRE_NEO4J=1."""
    from neo4j import GraphDatabase

    try:
        with any_server() as address:
            env = address.env
            auth = (env.get("NEO4J_USERNAME", "neo4j"), env["NEO4J_PASSWORD"]) if "NEO4J_PASSWORD" in env else None
            with GraphDatabase.driver(address.uri, auth=auth) as driver:
                found = driver.execute_query(
                    "CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition"
                )
            name, versions, edition = found.records[0]
            # Straight to the terminal: in a process of its own pytest would keep it.
            os.write(2, f"\nNeo4j tests run on {name} {versions[0]} {edition} at {address.uri}\n".encode())
            yield address
    except NoServerError as exc:
        no_server(exc)


def no_server(reason: NoServerError) -> NoReturn:
    """A visible skip, or a failure where the run must have one."""
    if os.environ.get("KG_REQUIRE_NEO4J") == "1":
        pytest.fail(f"no Neo4j server for the tests: {reason}")
    pytest.skip(f"no Neo4j server: {reason}")


def empty(address: Address) -> None:
    """Everything out of the server's database."""
    from neo4j import GraphDatabase

    env = address.env
    auth = (env.get("NEO4J_USERNAME", "neo4j"), env["NEO4J_PASSWORD"]) if "NEO4J_PASSWORD" in env else None
    with GraphDatabase.driver(address.uri, auth=auth) as driver, driver.session(database=env.get("NEO4J_DATABASE")) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@pytest.fixture(params=["embedded", "neo4j"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """open(write=…) gives a further handle on one store, empty at first; run for each kind of store."""
    if request.param == "embedded":
        return lambda *, write=False: open_store(tmp_path / "kg.db", write=write, env={})
    address: Address = request.getfixturevalue("neo4j")
    empty(address)
    return lambda *, write=False: open_store(address.uri, write=write, env=address.env)


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    """An empty store, open for writing."""
    with opener(write=True) as opened:
        yield opened
