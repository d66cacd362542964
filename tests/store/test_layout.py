"""The version of a store: climbed step by step, refused when newer, and no part of the graph."""

import pytest

from kg.errors import StoreError
from kg.schema import load_schema
from kg.store import layout, state
from tests.conftest import Opener
from tests.store.test_contract import SMALL, fill, lines

VERSION = f"MATCH (m:{layout.META}) RETURN m.version AS version"


def test_a_fresh_store_has_the_newest_version_outside_the_graph(opener: Opener) -> None:
    with opener(write=True) as store:
        assert store.run(VERSION) == [{"version": max(layout.STEPS)}]
        assert lines(store) == []


def test_steps_are_climbed_once_and_in_order(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    with opener(write=True) as store:
        fill(store, SMALL)
    raised = "MATCH (e:Event) SET e.date_prec = coalesce(e.date_prec, 0) + 1"
    doubled = "MATCH (e:Event) SET e.date_prec = e.date_prec * 10"
    monkeypatch.setattr(layout, "STEPS", {**layout.STEPS, 2: (raised,), 3: (doubled, "MATCH (p:Place) REMOVE p.kind")})
    for _ in range(2):
        with opener(write=True) as store:
            assert store.run(VERSION) == [{"version": 3}]
            assert store.run("MATCH (e:Event) RETURN e.date_prec AS prec") == [{"prec": 10}]
            assert store.run("MATCH (p:Place) RETURN p.kind AS kind") == [{"kind": None}]


@pytest.mark.parametrize("write", [False, True])
def test_a_store_newer_than_the_program_is_refused(opener: Opener, monkeypatch: pytest.MonkeyPatch, write: bool) -> None:
    with monkeypatch.context() as later:
        later.setattr(layout, "STEPS", {**layout.STEPS, 2: ()})
        with opener(write=True) as store:
            fill(store, SMALL)
            assert store.run(VERSION) == [{"version": 2}]
    with pytest.raises(StoreError, match="the store has layout 2, this program knows 1 at most: update conflict-kg"):
        opener(write=write)


def test_a_store_without_a_version_is_read(opener: Opener) -> None:
    with opener(write=True) as store:
        fill(store, SMALL)
    with opener() as store:
        assert lines(store) == list(SMALL.lines())


def test_status_knows_what_is_indexed(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = len(layout.Layout(load_schema()).indexes())
    opener(write=True).close()
    with opener() as store:
        assert state(store) == {"layout": "1", "constraints and indexes": f"{wanted} of {wanted}"}
        made = layout.Layout.indexes
        monkeypatch.setattr(layout.Layout, "indexes", lambda self: {**made(self), "place_words_2": "…"})
        assert state(store)["constraints and indexes"] == f"{wanted} of {wanted + 1}, without place_words_2"
