"""Writing the graph of n reports: our stores against the same rows by bare batched UNWIND … MERGE, alternating, in one run.

    python -m benchmarks.stores.write --documents 10000
    python -m benchmarks.stores.write --documents 1000 --graphrag /path/to/venv/bin/python   # with neo4j-graphrag installed there

Prints one JSON line a measurement and the ratios at the end. A server is started from Maven's artifacts (tests/neo4j).
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.stores import made
from kg.schema import load_schema
from kg.store import layout, open_store
from kg.store.layout import Layout
from tests.neo4j.server import SETTINGS, MavenServer, free_port

ROWS = 2000
APOC = "5.26.19"  # the newest APOC in Maven Central; neo4j-graphrag's writer needs it
Send = Callable[[str, dict[str, Any]], object]
Statements = list[tuple[str, list[dict[str, Any]]]]


def bare_rows(documents: int) -> Statements:
    """The statements and rows a writer of its own would send, made beforehand."""
    graph = made.graph(documents)
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in graph.sorted_nodes():
        row = {"id": node.id, "properties": {"id": node.id, "name": node.name, **node.properties}}
        groups[f"MERGE (n:{node.label} {{id: row.id}}) SET n = row.properties"].append(row)
    for edge in graph.sorted_edges():
        ends = (graph.nodes[edge.source].label, graph.nodes[edge.target].label)
        row = {"id": edge.id, "a": edge.source, "b": edge.target, "properties": {"id": edge.id, **edge.properties}}
        match = f"MATCH (a:{ends[0]} {{id: row.a}}) MATCH (b:{ends[1]} {{id: row.b}})"
        groups[f"{match} MERGE (a)-[r:{edge.kind} {{id: row.id}}]->(b) SET r = row.properties"].append(row)
    return list(groups.items())


def bare(statements: Statements, send: Send) -> None:
    for statement, rows in statements:
        for start in range(0, len(rows), ROWS):
            send(f"UNWIND $rows AS row {statement}", {"rows": rows[start : start + ROWS]})


def processor(pid: int) -> float:
    """CPU seconds of a process so far, all its threads. Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(what: str, work: Callable[[], object], documents: int, pids: tuple[int, ...], **more: Any) -> float:
    """CPU seconds of the processes at work: on a machine that others use too, the clock on the wall says little."""
    began, before = time.perf_counter(), sum(map(processor, pids))
    work()
    seconds, cpu = time.perf_counter() - began, sum(map(processor, pids)) - before
    print(json.dumps({"what": what, "documents": documents, "cpu": round(cpu, 2), "wall": round(seconds, 2), **more}), flush=True)
    return cpu


def ours(target: str, env: dict[str, str], documents: int) -> Callable[[], None]:
    deltas = list(made.deltas(documents))

    def work() -> None:
        with open_store(target, write=True, env=env) as store:
            for delta in deltas:
                store.write(delta)

    return work


def embedded(documents: int, rounds: int) -> float:
    """CPU seconds of our store over those of the engine alone, best of each, from opening to the saved file."""
    import kglite

    statements = bare_rows(documents)
    best = {"ours": float("inf"), "bare": float("inf")}
    here = (os.getpid(),)
    for i in range(rounds):
        folder = Path(tempfile.mkdtemp())

        def alone(path: str = str(folder / "bare.db")) -> None:
            with kglite.open(path) as graph:
                for statement in Layout(load_schema()).indexes().values():
                    graph.cypher(statement)
                bare(statements, lambda cypher, params: graph.cypher(cypher, params=params))
                warnings.simplefilter("ignore", kglite.MappedFallbackWarning)

        best["bare"] = min(best["bare"], timed("embedded, bare", alone, documents, here, round=i))
        best["ours"] = min(
            best["ours"], timed("embedded, ours", ours(str(folder / "ours.db"), {}, documents), documents, here, round=i)
        )
        shutil.rmtree(folder)
    return best["ours"] / best["bare"]


def server(folder: Path, *, apoc: bool) -> MavenServer:
    """A server; with APOC where neo4j-graphrag is measured."""
    settings = SETTINGS
    if apoc:
        pom = Path(__file__).with_name("apoc.xml")
        where = [f"-Dapoc.version={APOC}", f"-DoutputDirectory={folder / 'plugins'}", "-DincludeScope=runtime"]
        subprocess.run(["mvn", "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", *where], check=True)
        settings += "dbms.security.procedures.unrestricted=apoc.*\n"
    return MavenServer(APOC, folder, free_port(), settings=settings, heap="2g")


def neo4j(documents: int, rounds: int, graphrag: str | None) -> dict[str, float]:
    """Ratios to the bare driver, best of each."""
    import neo4j as driver_

    statements = bare_rows(documents)
    best: dict[str, float] = defaultdict(lambda: float("inf"))
    for i in range(rounds):
        folder = Path(tempfile.mkdtemp())
        process = server(folder, apoc=graphrag is not None)
        process.start()
        both = (os.getpid(), process.pid)
        try:
            address = process.address
            auth = ("neo4j", address.env["NEO4J_PASSWORD"])
            with driver_.GraphDatabase.driver(address.uri, auth=auth) as driver, driver.session() as session:

                def send(cypher: str, params: dict[str, Any], session: driver_.Session = session) -> None:
                    session.execute_write(lambda tx: tx.run(cypher, params).consume())

                def empty(session: driver_.Session = session) -> None:
                    session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS").consume()

                for statement in Layout(load_schema()).indexes().values():
                    session.run(statement).consume()
                with open_store(address.uri, write=True, env=address.env) as store:  # warm: planner, code, page cache
                    for delta in made.deltas(300):
                        store.write(delta)
                bare(bare_rows(300), send)
                empty()
                work = ours(address.uri, dict(address.env), documents)
                for name, act in (("bare", lambda: bare(statements, send)), ("ours", work))[:: 1 if i % 2 == 0 else -1]:
                    best[name] = min(best[name], timed(f"neo4j, {name}", act, documents, both, round=i))
                    empty()
                if graphrag:
                    for row in list(session.run("SHOW CONSTRAINTS YIELD name")):  # with them its second load fails
                        session.run(f"DROP CONSTRAINT {row['name']}").consume()
                    best["graphrag"] = min(best["graphrag"], run_graphrag(graphrag, process, documents, i))
        finally:
            process.stop()
            shutil.rmtree(folder)
    return {"ours/bare": best["ours"] / best["bare"], "graphrag/ours": best["graphrag"] / best["ours"]}


def run_graphrag(python: str, server_: MavenServer, documents: int, round_: int) -> float:
    """The same nodes and edges by neo4j-graphrag's Neo4jWriter, twice: CPU seconds of the first, counts after each."""
    address = server_.address
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in made.graph(documents).lines())
        file.flush()
        script = Path(__file__).with_name("graphrag.py")
        command = [python, str(script), address.uri, address.env["NEO4J_PASSWORD"], file.name, str(server_.pid)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"neo4j-graphrag's writer failed: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({"what": "neo4j, neo4j-graphrag", "documents": documents, "round": round_, **found}), flush=True)
    return float(found["cpu"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--graphrag", help="a Python that has neo4j-graphrag")
    options.add_argument("--only", choices=("embedded", "neo4j"))
    chosen = options.parse_args()
    ratios: dict[str, float] = {}
    if chosen.only != "neo4j":
        ratios["embedded ours/bare"] = embedded(chosen.documents, chosen.rounds)
    if chosen.only != "embedded":
        found = neo4j(chosen.documents, chosen.rounds, chosen.graphrag)
        ratios |= {f"neo4j {name}": ratio for name, ratio in found.items() if ratio != float("inf")}
    print(json.dumps({name: round(ratio, 2) for name, ratio in ratios.items()} | {"layout": max(layout.STEPS)}))


if __name__ == "__main__":
    main()
