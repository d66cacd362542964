"""Moving house: from one kind of store to the other and back loses nothing, and a copy that broke off is taken up again."""

from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import StoreError
from kg.graph import Delta, Graph, Node
from kg.store import Store, open_store
from tests.conftest import Opener
from tests.small import small_graph
from tests.store.test_contract import lines

LOG = Node("Log", "log:1", "load a.txt", {"action": "load", "key": "a.txt", "sha256": "", "detail": "", "at": "2026-01-01"})


def rows(store: Store) -> list[dict[str, object]]:
    return store.run("MATCH (l:Log) RETURN properties(l) AS log ORDER BY l.id")


def test_there_and_back(opener: Opener, tmp_path: Path) -> None:
    graph = small_graph()
    with open_store(tmp_path / "from.db", write=True, env={}) as store:
        store.write(Graph().delta(graph))
        store.write(Delta(nodes=(LOG,)))
        logged = rows(store)
    with open_store(tmp_path / "from.db", env={}) as source, opener(write=True) as there:
        pipeline.copy(source, there)
        assert lines(there) == list(graph.lines())
        with open_store(tmp_path / "back.db", write=True, env={}) as back:
            pipeline.copy(there, back)
            assert lines(back) == list(graph.lines())
            assert rows(back) == logged


def test_a_copy_that_broke_off_is_taken_up(opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PART", 3)
    graph = small_graph()
    steps: list[str] = []

    def break_off(part: str) -> None:
        steps.append(part)
        if steps.count("edges") == 2:
            raise KeyboardInterrupt

    with open_store(tmp_path / "from.db", write=True, env={}) as source, opener(write=True) as target:
        source.write(Graph().delta(graph))
        with pytest.raises(KeyboardInterrupt):
            pipeline.copy(source, target, break_off)
        assert 0 < len(target.graph().edges) < len(graph.edges)
        pipeline.copy(source, target)
        assert lines(target) == list(graph.lines())


def test_nothing_else_is_overwritten(opener: Opener, tmp_path: Path) -> None:
    mine = Node("Group", "group:~ridge-front", "Another Ridge Front")
    with open_store(tmp_path / "from.db", write=True, env={}) as source, opener(write=True) as target:
        source.write(Graph().delta(small_graph()))
        target.write(Delta(nodes=(mine,)))
        with pytest.raises(StoreError, match="holds something else already"):
            pipeline.copy(source, target)
        assert list(target.graph().nodes.values()) == [mine]
