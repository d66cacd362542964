"""The five reports of seeds/ as a store and as the page of it; read once a session."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.pipeline import load
from kg.schema import load_schema
from kg.store import Store, open_store
from kg.views import write_view

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Seeds:
    store: Store
    graph: Graph
    page: Path


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeds]:
    folder = tmp_path_factory.mktemp("seeds")
    with open_store(folder / "kg.db", write=True, env={}) as store:
        load([str(SEEDS)], store)
        graph = store.graph()
        write_view(graph, load_schema(), folder / "seeds.html", heading="Five reports")
        yield Seeds(store, graph, folder / "seeds.html")
