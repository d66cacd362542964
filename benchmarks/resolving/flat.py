"""Time a document in a growing store: python -m benchmarks.resolving.flat [DOCUMENTS] [STORE] [BATCH]

Resolves a made-up stream document by document and compares the last tenth with the first; then takes out the last hundred
one by one. With a store (a new path, or neo4j://… of an empty server) each change is also written there, BATCH documents in a
transaction. Medians of means of 50 documents; processor time, or wall time where the store is a server. Exit 1 if the ratio of
the tenths is above 1.3.
"""

import gc
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from benchmarks.resolving.made import Stream
from kg.graph.world import World
from kg.schema import load_schema
from kg.store import open_store

T = TypeVar("T")
GROUP = 50  # documents whose mean is one value; the tenths give medians of these, which other work on the machine spoils less
FIRST = 200  # lists of the schema are read by then, and common names are there


def batched(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[i : i + size] for i in range(0, len(items), size))


def main(count: int, target: str | None, size: int) -> int:
    world = World(load_schema())
    store = open_store(target, write=True) if target else None
    clock = time.perf_counter if target and "://" in target else time.process_time

    def change(added: object = (), removed: object = ()) -> float:
        start = clock()
        delta = world.change(added, removed)  # type: ignore[arg-type]
        if store:
            store.write(delta)
        return clock() - start

    reports = list(Stream(incidents_a_day=4.0).reports(count))
    change(reports[:FIRST])
    gc.disable()  # a pause of the collector grows with the world and is no part of the work
    times = [sum(change(batch) for batch in batched(group, size)) / GROUP for group in batched(reports[FIRST:], GROUP)]
    tenth = len(times) // 10
    parts = [statistics.median(times[i * tenth : (i + 1) * tenth]) * 1000 for i in range(10)]
    print("ms a document, by tenths:", " ".join(f"{p:.2f}" for p in parts))
    print(
        f"last tenth to first: {parts[-1] / parts[0]:.2f}; {len(world.statements)} statements, {len(world.scenes.events)} events"
    )
    out = [change(removed=[document.id]) for document, _ in reports[-100:]]
    print(f"ms to take a document out: {sum(out) / len(out) * 1000:.2f}")
    start = clock()
    fresh = World(load_schema())
    fresh.change([(d, world.told[i]) for i, d in world.documents.items()])
    print(f"s to build all of it from nothing, as opening a store does: {clock() - start:.1f}")
    if store:
        store.close()
    return int(parts[-1] / parts[0] > 1.3)


if __name__ == "__main__":
    count, target, size = [*sys.argv[1:], *["20000", "", "1"][len(sys.argv) - 1 :]]
    sys.exit(main(int(count), target or None, int(size)))
