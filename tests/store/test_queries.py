"""Every canned query gives the same rows on both stores, and finds what it is asked about by an index."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.queries import ENTITIES, Query, load_queries
from kg.store import Store, open_store
from tests.conftest import empty
from tests.neo4j.server import Address
from tests.small import small_graph

GRAPH = small_graph()
NAMES = sorted(node.id for node in GRAPH.nodes.values() if node.label in ENTITIES)


@pytest.fixture(scope="module")
def both(neo4j: Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """The small graph in an embedded file and on the server."""
    path: Path = tmp_path_factory.mktemp("both") / "kg.db"
    empty(neo4j)
    with open_store(path, write=True, env={}) as embedded, open_store(neo4j.uri, write=True, env=neo4j.env) as server:
        for store in (embedded, server):
            store.write(Graph().delta(GRAPH))
        yield embedded, server


def askings(query: Query) -> Iterator[dict[str, Any]]:
    """Parameters: every entity in every place for one, dates around the events, the defaults for the rest."""
    plain = {p.name: p.default for p in query.parameters}
    named = [p.name for p in query.parameters if p.type in (*ENTITIES, "entity")]
    if not any(p.required for p in query.parameters):
        yield plain
    for name in NAMES:
        yield plain | dict.fromkeys(named, name)
        for other in named[1:]:
            yield plain | dict.fromkeys(named, name) | {other: NAMES[0]}
    if "since" in plain and not named:
        yield plain | {"since": "2024-05", "until": "2024"}


@pytest.mark.parametrize("name", load_queries())
def test_the_same_rows_on_both_stores(both: tuple[Store, Store], name: str) -> None:
    embedded, server = both
    query = load_queries()[name]
    for values in askings(query):
        rows = embedded.run(query.cypher, values)
        assert server.run(query.cypher, values) == rows, values
        assert all(list(row) == list(query.returns) for row in rows)


@pytest.mark.parametrize("name", [q.name for q in load_queries().values() if any(p.required for p in q.parameters)])
def test_what_is_asked_about_is_found_by_an_index(both: tuple[Store, Store], neo4j: Address, name: str) -> None:
    from neo4j import GraphDatabase

    query = load_queries()[name]
    auth = (neo4j.env.get("NEO4J_USERNAME", "neo4j"), neo4j.env["NEO4J_PASSWORD"]) if "NEO4J_PASSWORD" in neo4j.env else None
    with GraphDatabase.driver(neo4j.uri, auth=auth, notifications_min_severity="OFF") as driver:
        plan = driver.execute_query("EXPLAIN " + query.cypher, {p.name: p.default for p in query.parameters}).summary.plan
    assert plan is not None
    scans = [step for step in steps(plan) if step in ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan")]
    assert scans == []


def steps(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", []):
        yield from steps(child)
