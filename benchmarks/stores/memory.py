"""Memory and file size of the embedded store as documents come in: python -m benchmarks.stores.memory 1000 5000 10000

Memory is what opening for reading and asking once adds to a fresh process (resident set).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.stores import made
from kg.store import open_store

READER = """
import sys, time
from pathlib import Path
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
from kg.store import open_store
import kglite
from kg.schema import load_schema
load_schema()
before, began = resident(), time.perf_counter()
store = open_store(sys.argv[1], env={})
store.run("MATCH (d:Document) RETURN count(d) AS documents")
print(resident() - before, time.perf_counter() - began)
"""


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            with open_store(path, write=True, env={}) as store:
                for delta in made.deltas(size):
                    store.write(delta)
            done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
            memory, seconds = map(float, done.stdout.split())
            found = {"documents": size, "memory_mb": round(memory, 1), "open_s": round(seconds, 2)}
            print(json.dumps(found | {"file_mb": round(path.stat().st_size / 2**20, 1)}), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 5000, 10000])
