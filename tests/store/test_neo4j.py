"""What only a store behind a network can do wrong."""

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from kg.errors import StoreError
from kg.graph import Delta, Edge, Graph, Node
from kg.store import Store, open_store
from tests.conftest import empty, no_server
from tests.neo4j.proxy import Proxy, proxy_to
from tests.neo4j.server import LTS, Address, NoServerError, free_port, maven_server
from tests.store.test_contract import SMALL, fill, lines


def chain(error: BaseException | None) -> str:
    """The messages of an error and of what it came from."""
    return f"{error!r} {chain(error.__cause__ or error.__context__)}" if error else ""


@pytest.fixture
def clean(neo4j: Address) -> Address:
    empty(neo4j)
    return neo4j


@pytest.fixture
def proxy(clean: Address) -> Iterator[Proxy]:
    """A door to the session's server, which answers to bolt:// only: routing would go round the door."""
    parts = urlsplit(clean.uri)
    if not parts.scheme.startswith("bolt"):
        pytest.skip(f"needs a bolt:// address to stand in between, not {clean.uri}")
    with proxy_to(parts.hostname or "", parts.port or 7687) as opened:
        yield opened


def through(proxy: Proxy, address: Address) -> Store:
    return open_store(f"bolt://127.0.0.1:{proxy.port}", write=True, env=address.env)


def test_a_wrong_password_is_one_line_without_the_password(clean: Address) -> None:
    if "NEO4J_PASSWORD" not in clean.env:
        pytest.skip("the server asks for no password")
    with pytest.raises(StoreError) as caught:
        open_store(clean.uri, env={**clean.env, "NEO4J_PASSWORD": "swordfish-77"})
    assert str(caught.value) == f"{clean.uri} refuses the user: check NEO4J_USERNAME and NEO4J_PASSWORD"
    assert "swordfish" not in chain(caught.value)


def test_no_password_at_all_is_refused_alike(clean: Address) -> None:
    if "NEO4J_PASSWORD" not in clean.env:
        pytest.skip("the server asks for no password")
    with pytest.raises(StoreError, match="refuses the user: check NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(clean.uri, env={})


def test_an_absent_server_is_one_line() -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError) as caught:
        open_store(uri, env={})
    assert str(caught.value) == f"{uri} is out of reach: start the server (docker compose up -d) or mend the address"


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("bolt://neo4j:swordfish@127.0.0.1:7687", "may not hold a user or password"),
        ("neo4j+s://neo4j:swordfish@127.0.0.1", "may not hold a user or password"),
        ("neo4j+s://", "out of reach"),
    ],
)
def test_an_address_that_cannot_be_used_is_named_without_its_secret(uri: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason) as caught:
        open_store(uri, env={})
    assert "swordfish" not in chain(caught.value)


def test_a_database_that_is_not_there_is_named(clean: Address) -> None:
    with pytest.raises(StoreError, match="elsewhere"):
        open_store(clean.uri, env={**clean.env, "NEO4J_DATABASE": "elsewhere"})


def test_a_reader_cannot_write(clean: Address) -> None:
    with open_store(clean.uri, env=clean.env) as store, pytest.raises(StoreError, match="open for reading only"):
        fill(store, SMALL)


def test_secrets_are_in_no_text_of_the_store(clean: Address) -> None:
    with open_store(clean.uri, env=clean.env) as store:
        shown = repr(store) + repr(vars(store)) + store.target
    assert "NEO4J_PASSWORD" not in clean.env or clean.env["NEO4J_PASSWORD"] not in shown


def test_connections_lost_between_writes_are_taken_up_again(proxy: Proxy, clean: Address) -> None:
    with through(proxy, clean) as store:
        fill(store, SMALL)
        proxy.slam()
        store.write(Delta(nodes=(Node("Group", "group:bla", "BLA"),)))
        proxy.slam()
        assert len(store.run("MATCH (g:Group) RETURN g.id AS id")) == 2
        proxy.slam()
        assert len(store.graph().nodes) == 5


def test_a_connection_lost_in_the_middle_of_a_write_is_taken_up_again(proxy: Proxy, clean: Address) -> None:
    nodes = [Node("Statement", f"statement:{i}", "s", {"quote": "x" * 200}) for i in range(5000)]
    graph = Graph([Node("Document", "doc:1", "d"), *nodes], [Edge("STATED_IN", n.id, "doc:1") for n in nodes])
    with through(proxy, clean) as store:
        proxy.slam_after(1_000_000)
        fill(store, graph)
        assert proxy.slammed == 1
        assert lines(store) == list(graph.lines())


def test_two_loaders_at_once_end_right(clean: Address) -> None:
    """Both write the same groups again and again, in opposite orders, and documents of their own."""
    groups = [Node("Group", f"group:{i}", f"G{i}", {"known": True}) for i in range(60)]
    failures: list[BaseException] = []

    def load(name: str, order: list[Node]) -> None:
        try:
            with open_store(clean.uri, write=True, env=clean.env) as store:
                for i in range(8):
                    said = Node("Statement", f"statement:{name}{i}", "s")
                    about = [Edge("ABOUT", said.id, g.id, {"role": "actor"}) for g in order]
                    store.write(Delta(nodes=(*order, said), edges=tuple(about)))
        except BaseException as exc:  # noqa: BLE001 -- told to the test below
            failures.append(exc)

    loaders = [threading.Thread(target=load, args=a) for a in (("a", groups), ("b", groups[::-1]))]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    assert failures == []
    statements = [Node("Statement", f"statement:{name}{i}", "s") for name in "ab" for i in range(8)]
    edges = [Edge("ABOUT", s.id, g.id, {"role": "actor"}) for s in statements for g in groups]
    with open_store(clean.uri, env=clean.env) as store:
        assert lines(store) == list(Graph([*groups, *statements], edges).lines())


def test_a_server_killed_and_started_again_keeps_what_was_written() -> None:
    try:
        with maven_server(LTS) as server, open_store(server.address.uri, write=True, env=server.address.env) as store:
            fill(store, SMALL)
            server.kill()
            again = threading.Thread(target=server.start)
            again.start()
            store.write(Delta(nodes=(Node("Group", "group:bla", "BLA"),)))
            again.join()
            assert lines(store) == list(
                Graph([*SMALL.nodes.values(), Node("Group", "group:bla", "BLA")], SMALL.edges.values()).lines()
            )
    except NoServerError as exc:
        no_server(exc)
