from kg.graph import Graph
from kg.pipeline import status
from kg.store import Store
from tests.small import small_graph


def test_status_verifies_the_layout(store: Store) -> None:
    store.write(Graph().delta(small_graph()))
    rows = {row["what"]: row["value"] for row in status(store)}
    have, _, wanted = rows["constraints and indexes"].partition(" of ")
    assert have == wanted
    assert int(have) > 15
    assert (rows["Document"], rows["Statement"], rows["Event"]) == (2, 3, 1)
