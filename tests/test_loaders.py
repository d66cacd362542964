"""Two loaders at once on a Neo4j server: whatever they do to each other, the graph is that of one after the other."""

import threading

import pytest

from kg.errors import OutdatedError
from kg.pipeline import load, open_world
from kg.schema import load_schema
from kg.statement import Document
from kg.store import Store, open_store
from tests.conftest import empty
from tests.gold import ROOT
from tests.neo4j.server import Address

SEEDS = sorted(str(p) for p in (ROOT / "seeds").glob("*.txt"))


def opened(address: Address) -> Store:
    return open_store(address.uri, write=True, env=address.env)


def test_two_loaders_at_once_end_right(neo4j: Address) -> None:
    empty(neo4j)
    with opened(neo4j) as store:
        load(SEEDS, store)
        alone = list(store.graph().lines())
    empty(neo4j)
    failures: list[Exception] = []

    def work(paths: list[str]) -> None:
        try:
            with opened(neo4j) as store:
                for path in paths:
                    load([path], store)
        except Exception as exc:  # noqa: BLE001 -- a thread's failure is the test's
            failures.append(exc)

    threads = [threading.Thread(target=work, args=(paths,)) for paths in (SEEDS[:4], SEEDS[2:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with opened(neo4j) as store:
        assert list(store.graph().lines()) == alone


def test_what_another_loader_outdated_is_refused(neo4j: Address) -> None:
    empty(neo4j)
    with opened(neo4j) as first, opened(neo4j) as second:
        mine, theirs = open_world(first, load_schema()), open_world(second, load_schema())
        second.write(theirs.change([(Document("b", "Nothing."), [])]))
        with pytest.raises(OutdatedError, match="another loader has written to the store in the meantime: read it again"):
            first.write(mine.change([(Document("a", "Nothing."), [])]))
        assert [n.properties["key"] for n in first.graph().nodes.values()] == ["b"]
