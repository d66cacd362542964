"""Loads that can be killed: reads "TARGET SECONDS" lines, answers each with "killed" or "done".

Every load is a process of its own, forked here once the libraries are imported; SIGKILL ends it after that many seconds.
Like any load it resumes: documents that the store has are not written again.
"""

import os
import signal
import sys
import time

import kglite  # noqa: F401 -- here, so that the time until the kill is not spent on importing
import neo4j  # noqa: F401

from kg.graph import Delta, Edge, Graph, Node
from kg.store import open_store

STEPS = 12
GROUP = Node("Group", "group:ttp", "Tehrik-i-Taliban Pakistan")


def document(i: int) -> Delta:
    """A document with its statements; the group counts it, and the passing event of the document before goes out."""
    said = [Node("Statement", f"statement:{i}-{j}", "s", {"quote": f"{i} {j} " * 20, "start": j}) for j in range(20)]
    group = Node(GROUP.label, GROUP.id, GROUP.name, {"documents": i + 1})
    passing = Node("Event", f"event:{i}", "e")
    edges = [Edge("STATED_IN", s.id, f"doc:{i}") for s in said] + [Edge("ABOUT", s.id, GROUP.id, {"role": "actor"}) for s in said]
    nodes = (Node("Document", f"doc:{i}", "d", {"text": f"text {i} " * 300}), *said, group, passing)
    before = (Node("Event", f"event:{i - 1}", "e"),) if i else ()
    return Delta(nodes, (*edges, Edge("ACTOR", passing.id, GROUP.id)), before)


def after(documents: int) -> Graph:
    """What a load of that many documents leaves."""
    graph = Graph()
    for i in range(documents):
        delta = document(i)
        gone = {node.id for node in delta.gone_nodes}
        graph.edges = {e.id: e for e in (*graph.edges.values(), *delta.edges) if e.source not in gone}
        graph.nodes = {n.id: n for n in (*graph.nodes.values(), *delta.nodes) if n.id not in gone}
    return graph


def load(target: str) -> None:
    with open_store(target, write=True) as store:
        loaded = {row["id"] for row in store.run("MATCH (d:Document) RETURN d.id AS id")}
        for i in range(STEPS):
            if f"doc:{i}" not in loaded:
                store.write(document(i))


def main() -> None:
    for line in sys.stdin:
        target, seconds = line.split()
        child = os.fork()
        if child == 0:
            load(target)
            os._exit(0)
        end = time.monotonic() + float(seconds)
        pid, status = os.waitpid(child, os.WNOHANG)
        while pid == 0 and time.monotonic() < end:
            time.sleep(0.001)
            pid, status = os.waitpid(child, os.WNOHANG)
        if pid == 0:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else f"done {status}", flush=True)


if __name__ == "__main__":
    main()
