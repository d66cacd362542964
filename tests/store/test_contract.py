"""One contract for every store: what is written comes back, whole, in one piece, and no query can tell stores apart."""

import pytest

from kg.errors import InputError, QueryError, StoreError
from kg.graph import Delta, Edge, Graph, Node
from kg.store import Store

TTP = Node("Group", "group:ttp", "Tehrik-i-Taliban Pakistan", {"aliases": ["TTP", "Pakistani Taliban"], "known": True})
POLICE = Node("Institution", "institution:pk/police", "Police (Pakistan)", {"country": "pk"})
KARAK = Node("Place", "place:pk/khyber-pakhtunkhwa/karak", "Karak", {"lat": 33.1, "lon": 71, "kind": "admin2"})
EVENT = Node("Event", "event:1", "Attack in Karak", {"date_start": "2025-11-02", "killed_low": 5, "weapons": []})
EDGES = (
    Edge("ACTOR", "event:1", "group:ttp", {"stance": "asserted", "documents": 2, "statements": ["statement:1", "statement:2"]}),
    Edge("TARGET", "event:1", "institution:pk/police", {"confidence": 0.9}),
    Edge("OCCURRED_IN", "event:1", "place:pk/khyber-pakhtunkhwa/karak", {"rank": 0}),
)
SMALL = Graph([TTP, POLICE, KARAK, EVENT], EDGES)


def fill(store: Store, graph: Graph) -> None:
    store.write(Graph().delta(graph))


def lines(store: Store) -> list[str]:
    return list(store.graph().lines())


def test_what_is_written_comes_back_byte_for_byte(store: Store) -> None:
    fill(store, SMALL)
    assert lines(store) == list(SMALL.lines())


def test_writing_twice_changes_nothing(store: Store) -> None:
    fill(store, SMALL)
    fill(store, SMALL)
    assert lines(store) == list(SMALL.lines())


def test_properties_are_set_not_merged(store: Store) -> None:
    fill(store, SMALL)
    after = Graph([TTP, POLICE, KARAK, Node("Event", "event:1", "Raid in Karak", {"killed_best": 6})], EDGES[:2])
    store.write(SMALL.delta(after))
    assert lines(store) == list(after.lines())


def test_a_node_goes_with_its_edges(store: Store) -> None:
    fill(store, SMALL)
    store.write(Delta(gone_nodes=(EVENT,)))
    assert lines(store) == list(Graph([TTP, POLICE, KARAK]).lines())


def test_edges_reach_nodes_written_earlier(store: Store) -> None:
    store.write(Delta(nodes=(TTP, KARAK)))
    store.write(Delta(edges=(Edge("OPERATES_IN", TTP.id, KARAK.id),)))
    store.write(Delta(gone_edges=(Edge("OPERATES_IN", TTP.id, KARAK.id),), edges=(Edge("CONTROLS", TTP.id, KARAK.id),)))
    assert [(e.kind, e.source, e.target) for e in store.graph().sorted_edges()] == [("CONTROLS", TTP.id, KARAK.id)]


def test_parallel_edges_with_roles_stay_apart(store: Store) -> None:
    said = Node("Statement", "statement:1", "s", {"quote": "the police station"})
    graph = Graph([said, POLICE], [Edge("ABOUT", said.id, POLICE.id, {"role": role}) for role in ("actor", "target")])
    fill(store, graph)
    assert lines(store) == list(graph.lines())


def test_odd_values_come_back_unchanged(store: Store) -> None:
    graph = Graph(
        [
            Node("Document", "doc:1", "", {"text": "z" * 300_000, "language": "", "url": "https://example.org/?a=1&b='\"`\\"}),
            Node("Document", "doc:2", "خبر 😀 e\u0301 \u0000\r\n\t$rows }", {"source": "n'importe quoi", "published": "2025"}),
            Node("Event", "event:1", "e", {"killed_low": 0, "killed_best": 2**62, "killed_high": -1, "participants": ["", "ظ"]}),
            Node("Event", "event:2", "e", {"killed_low": 1.0, "unverified": True, "weapons": [], "killed_high": 0.1}),
            Node("Event", "event:3", "e", {"killed_low": "many", "unverified": 1, "documents": [1, 2], "weapons": [0.5, 1.0]}),
        ]
    )
    fill(store, graph)
    assert lines(store) == list(graph.lines())


@pytest.mark.parametrize(
    ("node", "reason"),
    [
        (Node("Group", "group:x", "X", {"title": "t"}), "may not be called 'title'"),
        (Node("Group", "group:x", "X", {"known": None}), "known is None"),
        (Node("Group", "group:x", "X", {"founded": float("nan")}), "founded is nan"),
        (Node("Group", "group:x", "X", {"founded": 2**63}), "founded is 9223372036854775808"),
        (Node("Group", "group:x", "X", {"keys": ["a", 1]}), "keys is \\['a', 1\\]"),  # type: ignore[list-item]
        (Node("Group", "group:x", "X", {"keys": {"a": 1}}), "keys is {'a': 1}"),  # type: ignore[dict-item]
        (Node("Group", "group:x", "\ud800"), "should be Unicode text"),
    ],
)
def test_what_no_store_can_hold_is_refused_before_writing(store: Store, node: Node, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        store.write(Delta(nodes=(TTP, node)))
    assert lines(store) == []


@pytest.mark.parametrize("name", ["Stranger", "Group) DETACH DELETE (n", "group", ""])
def test_labels_and_edge_types_come_from_the_schema(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="no node label of the schema"):
        store.write(Delta(nodes=(Node(name, "x", "x"),)))
    with pytest.raises(StoreError, match="no edge type of the schema"):
        store.write(Delta(nodes=(TTP,), edges=(Edge(name, TTP.id, TTP.id),)))
    assert lines(store) == []


def test_a_write_that_fails_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no node 'group:nowhere'"):
        store.write(Delta(nodes=(TTP,), edges=(Edge("RIVAL_OF", TTP.id, "group:nowhere"),)))
    assert lines(store) == []


def test_batches_larger_than_one_statement(store: Store) -> None:
    nodes = [Node("Statement", f"statement:{i}", str(i), {"start": i}) for i in range(4500)]
    edges = [Edge("STATED_IN", n.id, "doc:1") for n in nodes]
    graph = Graph([Node("Document", "doc:1", "d"), *nodes], edges)
    fill(store, graph)
    assert lines(store) == list(graph.lines())


def test_rows_are_plain_values(store: Store) -> None:
    fill(store, SMALL)
    query = """MATCH p = (e:Event)-[r:OCCURRED_IN]->(x:Place)
               RETURN e, r, p, properties(x) AS x, date('2025-11-02') AS day, $list AS list, null AS none"""
    event = {"label": "Event", "id": "event:1", "name": "Attack in Karak", **EVENT.properties}
    place = {"id": KARAK.id, "name": "Karak", **KARAK.properties}
    edge = {"kind": "OCCURRED_IN", "id": EDGES[2].id, "rank": 0}
    path = {"nodes": [event, {"label": "Place", **place}], "edges": [edge]}
    row = {"e": event, "r": edge, "p": path, "x": place, "day": "2025-11-02", "list": [1, [{"a": 2.5}]], "none": None}
    assert store.run(query, {"list": [1, [{"a": 2.5}]]}) == [row]


def test_values_travel_as_parameters(store: Store) -> None:
    fill(store, SMALL)
    assert store.run("MATCH (g:Group {id: $id}) RETURN g.name AS name", {"id": "'}) DETACH DELETE g //"}) == []
    assert store.run("MATCH (g:Group) WHERE $name IN g.aliases RETURN g.id AS id", {"name": "TTP"}) == [{"id": "group:ttp"}]


@pytest.mark.parametrize("query", ["MATCH (n", "RETURN nothing", "RETURN $absent AS x", ""])
def test_a_query_that_fails_says_so(store: Store, query: str) -> None:
    with pytest.raises(QueryError):
        store.run(query)


def test_statements_are_found_by_their_words(store: Store) -> None:
    many = [Node("Statement", f"statement:{i}", "s", {"quote": f"Gunmen stormed bazaar {i}"}) for i in range(2, 3000)]
    fill(store, Graph([Node("Statement", "statement:1", "s", {"quote": "Gunmen stormed a checkpost in Karak"}), *many]))
    query = "CALL db.index.fulltext.queryNodes('statement_words', $q) YIELD node, score RETURN node.id AS id"
    assert store.run(query, {"q": "checkpost"}) == [{"id": "statement:1"}]
    assert store.run(query, {"q": "hospital"}) == []
