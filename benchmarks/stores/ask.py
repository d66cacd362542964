"""Canned queries on a large graph: our `run` against the same Cypher sent straight to the engine, in one run.

    python -m benchmarks.stores.ask --documents 37000      # about a million edges

The embedded store is written by transactions, Neo4j filled by its own importer from `kg export neo4j-admin`. One JSON line a
query: medians in milliseconds, the ratio, and the rows; for Neo4j also the plan's scans, which should be none.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.stores import made
from kg.exchange import EXPORTERS
from kg.queries import load_queries
from kg.schema import load_schema
from kg.store import Store, open_store
from tests.neo4j.server import LTS, PASSWORD, MavenServer, classpath, find_java, free_port

TIMES = 21
ONE_HOP = "MATCH (g:Group {id: $id})<-[:ACTOR]-(e:Event) RETURN e.id AS id, e.name AS name ORDER BY id LIMIT 100"
TWO_HOPS = """MATCH (g:Group {id: $id})<-[:ACTOR]-(:Event)-[:OCCURRED_IN]->(p:Place)
              RETURN p.name AS place, count(*) AS events ORDER BY place"""


def questions() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, Cypher, parameters): the two shapes bare, and canned queries of those shapes."""
    yield "one hop", ONE_HOP, {"id": "group:7"}
    yield "two hops", TWO_HOPS, {"id": "group:7"}
    queries = load_queries()
    yield "attacks-on", queries["attacks-on"].cypher, {"target": "place:7", "since": None, "until": None}
    yield "aliases", queries["aliases"].cypher, {"entity": "group:7"}


def median(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of the middle one of several, after one to warm up; and what it returns."""
    result = work()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        result = work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), result


def compare(
    store_name: str, store: Store, direct: Callable[[str, dict[str, Any]], Any], plan: Callable[[str], list[str]]
) -> None:
    for name, cypher, params in questions():
        straight, _ = median(lambda cypher=cypher, params=params: direct(cypher, params))
        ours, rows = median(lambda cypher=cypher, params=params: store.run(cypher, params))
        found = {
            "store": store_name,
            "query": name,
            "rows": len(rows),
            "straight_ms": round(straight, 2),
            "ours_ms": round(ours, 2),
        }
        print(json.dumps(found | {"ratio": round(ours / straight, 2), "scans": plan(cypher)}), flush=True)


def embedded(documents: int) -> None:
    import kglite

    folder = Path(tempfile.mkdtemp())
    path = str(folder / "kg.db")
    with open_store(path, write=True, env={}) as store:
        for delta in made.deltas(documents):
            store.write(delta)
    print(json.dumps({"store": "embedded", "documents": documents, "file_mb": os.path.getsize(path) >> 20}), flush=True)
    graph = kglite.load(path)
    state = (os.stat(path).st_mtime_ns, os.path.getsize(path))
    with open_store(path, env={}) as store:
        compare("embedded", store, lambda cypher, params: list(graph.cypher(cypher, params=params)), lambda cypher: [])
    assert state == (os.stat(path).st_mtime_ns, os.path.getsize(path)), "asking rewrote the file"
    shutil.rmtree(folder)


def neo4j(documents: int) -> None:
    from neo4j import GraphDatabase

    folder = Path(tempfile.mkdtemp())
    server = MavenServer(LTS, folder / "home", free_port(), heap="2g")
    server.folder.mkdir()
    server.configure()
    with (folder / "graph.tar").open("wb") as out:
        EXPORTERS["neo4j-admin"](made.graph(documents), load_schema(), out)
    with tarfile.open(folder / "graph.tar") as tar:
        tar.extractall(folder / "files", filter="data")
    java = find_java(LTS)
    admin = folder / "neo4j-admin"
    admin.write_text(f'#!/bin/sh\nexec {java} -Xmx1g -cp "{classpath(LTS, java)}" org.neo4j.cli.AdminTool "$@"\n')
    admin.chmod(0o755)
    env = {**os.environ, "NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(server.folder), "NEO4J_CONF": str(server.folder)}
    began = time.perf_counter()
    subprocess.run(["/bin/sh", str(folder / "files" / "import.sh")], env=env, check=True, capture_output=True)
    print(json.dumps({"store": "neo4j", "documents": documents, "import_s": round(time.perf_counter() - began, 1)}), flush=True)
    server.start()
    try:
        open_store(server.address.uri, write=True, env=server.address.env).close()  # makes constraints and indexes
        with (
            open_store(server.address.uri, env=server.address.env) as store,
            GraphDatabase.driver(server.address.uri, auth=("neo4j", PASSWORD), notifications_min_severity="OFF") as driver,
            driver.session(default_access_mode="READ") as session,
        ):
            edges = session.run("MATCH ()-[r]->() RETURN count(r) AS n").single(strict=True)["n"]
            print(json.dumps({"store": "neo4j", "edges": edges}), flush=True)

            def direct(cypher: str, params: dict[str, Any]) -> list[Any]:
                return session.execute_read(lambda tx: tx.run(cypher, params).data())

            def scans(cypher: str) -> list[str]:
                plan = session.run("EXPLAIN " + cypher).consume().plan
                return [step for step in steps(plan or {}) if step.endswith(("NodesScan", "LabelScan", "LabelsScan"))]

            compare("neo4j", store, direct, scans)
    finally:
        server.stop()
        shutil.rmtree(folder)


def steps(plan: dict[str, Any]) -> Iterator[str]:
    yield plan.get("operatorType", "").partition("@")[0]
    for child in plan.get("children", []):
        yield from steps(child)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=37000)
    options.add_argument("--only", choices=("embedded", "neo4j"))
    chosen = options.parse_args()
    if chosen.only != "neo4j":
        embedded(chosen.documents)
    if chosen.only != "embedded":
        neo4j(chosen.documents)


if __name__ == "__main__":
    main()
