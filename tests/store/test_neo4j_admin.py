"""The bulk path: what `kg export neo4j-admin` writes is imported by Neo4j's own importer and comes back byte for byte."""

import io
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.exchange import EXPORTERS
from kg.graph import Edge, Graph, Node
from kg.schema import load_schema
from kg.store import open_store
from tests.conftest import no_server
from tests.neo4j.server import LTS, MavenServer, NoServerError, classpath, find_java, free_port
from tests.small import small_graph

ODD = (
    Node("Document", "doc:odd", 'a "quoted", odd\nname', {"text": "line\n\n\\n 'x' \t é 😀", "source": "", "language": "a;b|c"}),
    Node(
        "Event",
        "event:2",
        "e",
        {"killed_low": 0, "weapons": ["x"], "documents": 1, "unverified": True, "participants": ['a "b"', "", "c,d"]},
    ),
    Node("Event", "event:3", "e", {"killed_low": 1.5, "weapons": ["rifle"], "unverified": False, "killed_high": -7}),
    Node("Event", "event:4", "e", {"killed_low": "many", "documents": 2**60}),
)


def archive(graph: Graph) -> bytes:
    out = io.BytesIO()
    EXPORTERS["neo4j-admin"](graph, load_schema(), out)
    return out.getvalue()


def test_neo4j_imports_it(tmp_path: Path) -> None:
    small = small_graph()
    graph = Graph([*small.nodes.values(), *ODD], [*small.edges.values(), Edge("PART_OF", "event:2", "event:3", {"documents": 1})])
    with tarfile.open(fileobj=io.BytesIO(archive(graph))) as tar:
        tar.extractall(tmp_path / "files", filter="data")
    server = MavenServer(LTS, tmp_path / "home", free_port())
    server.folder.mkdir()
    try:
        java = find_java(LTS)
        admin = tmp_path / "neo4j-admin"
        admin.write_text(f'#!/bin/sh\nexec {java} -Xmx256m -cp "{classpath(LTS, java)}" org.neo4j.cli.AdminTool "$@"\n')
    except NoServerError as exc:
        no_server(exc)
    admin.chmod(0o755)
    server.configure()
    env = {**os.environ, "NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(server.folder), "NEO4J_CONF": str(server.folder)}
    done = subprocess.run(
        ["/bin/sh", str(tmp_path / "files" / "import.sh")], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    try:
        server.start()
        with open_store(server.address.uri, write=True, env=server.address.env) as store:
            assert list(store.graph().lines()) == list(graph.lines())
            store.write(Graph().delta(graph))
            assert list(store.graph().lines()) == list(graph.lines())
    finally:
        server.stop()


@pytest.mark.parametrize("items", [[], [""], ["a\x1fb"]])
def test_a_list_that_the_importer_cannot_read_is_refused(items: list[str]) -> None:
    with pytest.raises(InputError, match="neo4j-admin cannot import the list"):
        archive(Graph([Node("Event", "event:1", "e", {"weapons": items})]))
