"""Time a document in a growing world: python -m benchmarks.resolving.flat [DOCUMENTS]

Loads a made-up stream document by document, in memory, and compares the last tenth with the first; then takes out the last
hundred documents one by one. Processor time, so that other work on the machine doesn't count. Exit 1 if the ratio is above 1.3.
"""

import gc
import sys
import time

from benchmarks.resolving.made import Stream
from kg.graph.world import World
from kg.schema import load_schema


def main(count: int) -> int:
    world = World(load_schema())
    reports = list(Stream(incidents_a_day=4.0).reports(count))
    world.change(reports[:200])  # lists of the schema are read, common names are there
    gc.disable()  # a pause of the collector grows with the world and is no part of the work
    times = []
    for report in reports[200:]:
        start = time.process_time()
        world.change([report])
        times.append(time.process_time() - start)
    tenth = len(times) // 10
    parts = [sum(times[i * tenth : (i + 1) * tenth]) / tenth * 1000 for i in range(10)]
    print("ms a document, by tenths:", " ".join(f"{p:.2f}" for p in parts))
    print(
        f"last tenth to first: {parts[-1] / parts[0]:.2f}; {len(world.statements)} statements, {len(world.scenes.events)} events"
    )
    start = time.process_time()
    for document, _ in reports[-100:]:
        world.change(removed=[document.id])
    print(f"ms to take a document out: {(time.process_time() - start) * 10:.2f}")
    return int(parts[-1] / parts[0] > 1.3)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
