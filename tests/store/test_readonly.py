"""Read-only means read-only: no query writes, administers or reaches out, on any store and through any handle."""

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.store import Store
from tests.conftest import Opener
from tests.store.test_contract import SMALL, fill, lines

ATTEMPTS = [
    line.replace("\\n", "\n").replace("\\t", "\t")
    for line in (Path(__file__).parent / "forbidden.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

HARMLESS = [
    "MATCH (n:Group) RETURN n.name AS name // CREATE (x)",
    "MATCH (n:Event) WHERE n.date_start >= '2025' RETURN n.killed_low AS set, n.name AS create ORDER BY n.id;",
    "MATCH (n) WHERE n.name CONTAINS 'DELETE; LOAD CSV FROM' RETURN n.id AS id",
    'MATCH (n:Group) RETURN "it\'s CALL apoc.load.json()" AS load, n.name AS call',
    "MATCH (e:Event)-[r:ACTOR]->(g) RETURN type(r) AS kind, labels(g) AS labels, date('2025-11-02').year AS year",
    "MATCH (n:Event) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS others } RETURN n.id AS id, others",
    "MATCH (n) WHERE EXISTS { (n)-[:OCCURRED_IN]->() } RETURN COUNT { (n)--() } AS c",
    "UNWIND [1, 2] AS start RETURN start, {use: 1, start: start}.use AS use",
    "WITH date('2025-11-02') AS d RETURN date.truncate('month', d) AS m, duration.between(d, d).days AS days",
    "MATCH p = shortestPath((a:Group)-[*..4]-(b:Place)) RETURN length(p) AS hops",
    "OPTIONAL MATCH (n:Person) RETURN n.`odd name` AS x",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "SHOW INDEXES",
    "RETURN '\\u00e9' AS e",
]


def accepted(store: Store, attempts: list[str]) -> list[str]:
    """The attempts that the store carries out."""
    through = []
    for attempt in attempts:
        try:
            store.run(attempt)
        except QueryError:
            continue
        through.append(attempt)
    return through


@pytest.mark.parametrize("write", [False, True], ids=["reader", "writer"])
def test_no_query_writes_or_reaches_out(opener: Opener, write: bool) -> None:
    with opener(write=True) as filling:
        fill(filling, SMALL)
        indexes = filling.run("SHOW INDEXES")
    with opener(write=write) as store:
        assert len(ATTEMPTS) > 100
        assert accepted(store, ATTEMPTS) == []
        assert lines(store) == list(SMALL.lines())
        assert len(store.run("SHOW INDEXES")) == len(indexes)


def test_reading_is_not_refused_for_a_word(store: Store) -> None:
    fill(store, SMALL)
    for query in HARMLESS:
        store.run(query)
    assert store.run(HARMLESS[0]) == [{"name": "Tehrik-i-Taliban Pakistan"}]
