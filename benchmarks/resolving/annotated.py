"""Event coreference on the annotated documents: python -m benchmarks.resolving.annotated [FOLDER of the gold files]

The statements are the annotations, so that only resolving is measured. Exit 1 below the bars.
"""

import json
import sys
from pathlib import Path

from benchmarks.resolving.measures import conll, report
from kg.exchange.codebook import from_codebook
from kg.graph.world import World
from kg.schema import load_schema

FILES = ("seeds", "dev")


def main(folder: Path) -> int:
    data = [json.loads(line) for f in FILES for line in (folder / f"{f}.jsonl").read_text(encoding="utf-8").splitlines()]
    merged = [json.loads((folder / f"{f}-merged.json").read_text(encoding="utf-8")) for f in FILES]
    world = World(load_schema())
    reports = [from_codebook(d) for d in data]
    world.change(reports)
    keys = {d.id: d.key for d, _ in reports}
    found = [frozenset(f"{keys[d]}:{local}" for d, local in refs) for refs in world.scenes.events.values()]
    together = [frozenset(group) for m in merged for group in m["same_events"]]
    items = {f"{d['id']}:{e['id']}" for d in data for e in d["events"]}
    truth = [*together, *(frozenset([i]) for i in items.difference(*together))]
    print(f"{len(items)} mentions of {len(truth)} events in {len(data)} documents")
    print("\n".join(report(truth, found)))
    home = {i: c for c in found for i in c}
    apart = [m["pair"] for group in merged for m in group["must_not_merge"] if "pair" in m and not m.get("same")]
    wrong = [pair for pair in apart if home[pair[0]] == home[pair[1]]]
    print(f"pairs that must not merge: {len(apart)}, merged: {len(wrong)} {wrong or ''}")
    for cluster in sorted(map(sorted, set(truth) ^ set(found))):
        print("differs:", *cluster)
    return int(conll(truth, found) < 0.9 or bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/gold")))
