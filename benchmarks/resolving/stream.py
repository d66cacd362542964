"""Events in a made-up stream with known truth: python -m benchmarks.resolving.stream [DOCUMENTS] [SEEDS]

Precision and recall over pairs and over items (B³), mean over seeds. Exit 1 below 0.95.
"""

import sys

from benchmarks.resolving.made import Stream
from benchmarks.resolving.measures import b_cubed, pairs
from kg.graph.world import World
from kg.schema import load_schema


def run(count: int, seed: int) -> list[tuple[float, float]]:
    stream = Stream(seed)
    world = World(load_schema())
    world.change(list(stream.reports(count)))
    by: dict[str, set[tuple[str, str]]] = {}
    for ref, incident in stream.truth.items():
        by.setdefault(incident, set()).add(ref)
    truth = [frozenset(refs) for refs in by.values()]
    found = [frozenset(refs) for refs in world.scenes.events.values()]
    print(f"seed {seed}: {len(stream.truth)} accounts of {len(truth)} incidents, {len(found)} events found")
    return [pairs(truth, found), b_cubed(truth, found)]


def main(count: int, seeds: int) -> int:
    scores = [run(count, seed) for seed in range(1, seeds + 1)]
    worst = 1.0
    for number, name in enumerate(("pairs", "B3")):
        precision, recall = (sum(s[number][i] for s in scores) / len(scores) for i in (0, 1))
        worst = min(worst, precision, recall)
        print(f"{name:6} P {precision:.3f}  R {recall:.3f}")
    return int(worst < 0.95)


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in (sys.argv[1:] + ["200", "5"][len(sys.argv) - 1 :]))))
