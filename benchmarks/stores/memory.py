"""Memory, file size and opening time of the embedded store for the reports of seeds/, multiplied.

    python -m benchmarks.stores.memory 500 1000 2000

Every copy has documents, statements, events and statistics of its own; groups, persons and places are shared. Memory is what
opening for reading and asking once adds to a fresh process (resident set). Linux only.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.graph import Delta, Edge, Graph, Node
from kg.pipeline import load
from kg.store import open_store

ROOT = Path(__file__).parents[2]
OWN = ("Document", "Statement", "Event", "Statistic")
READER = """
import sys, time
from pathlib import Path
import kglite
from kg.schema import load_schema
from kg.store import open_store
load_schema()
resident = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
before, began = resident(), time.process_time()
store = open_store(sys.argv[1], env={})
store.run("MATCH (d:Document) RETURN count(d) AS documents")
print(resident() - before, time.process_time() - began)
"""


def copy(graph: Graph, i: int) -> Delta:
    """The graph with its documents and all that stands on them renamed."""
    names = {n.id: f"{n.id}#{i}" if n.label in OWN else n.id for n in graph.nodes.values()}
    nodes = (Node(n.label, names[n.id], n.name, n.properties) for n in graph.sorted_nodes())
    edges = (Edge(e.kind, names[e.source], names[e.target], e.properties) for e in graph.sorted_edges())
    return Delta(tuple(nodes), tuple(edges))


def reports(folder: Path) -> Graph:
    with open_store(folder / "seeds.db", write=True, env={}) as store:
        load([str(ROOT / "seeds")], store)
        return store.graph()


def measured(folder: Path, graph: Graph, sizes: list[int]) -> Iterator[dict[str, float]]:
    each = sum(n.label == "Document" for n in graph.nodes.values())
    for size in sizes:
        path = folder / f"{size}.db"
        with open_store(path, write=True, env={}) as store:
            for i in range(size // each):
                store.write(copy(graph, i))
        done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
        memory, seconds = map(float, done.stdout.split())
        megabytes = path.stat().st_size / 2**20
        yield {"documents": size, "memory_mb": round(memory), "open_cpu_s": round(seconds, 2), "file_mb": round(megabytes, 1)}


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        graph = reports(Path(folder))
        print(json.dumps({"nodes": len(graph.nodes), "edges": len(graph.edges), "of": "the reports of seeds/"}))
        for found in measured(Path(folder), graph, sizes):
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 1000, 2000])
