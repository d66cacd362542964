"""Read a benchmark's texts, turn the statements into its own format, score them with its own scorer.

    python benchmarks/reading/run.py gold muc4 satp isaf re3d case2021 wikievents
    python benchmarks/reading/run.py satp --part train --half 1 --errors

The data lie beside the project in ../shared; none of it is in the project. One adapter a set: a module here with
`fields(record) -> dict` (what a JSON Lines file of reports would hold) and `prediction(record, parse, statements) -> dict`,
and a line in SETS. The texts go through the same reading of files as anybody's.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from kg.documents import read  # noqa: E402
from kg.extract import read as parsed  # noqa: E402
from kg.extract import written  # noqa: E402
from kg.schema import load_schema  # noqa: E402
from kg.statement import Document  # noqa: E402

SHARED = ROOT.parent / "shared"
SETS = ("gold", "muc4", "satp", "isaf", "re3d", "case2021", "wikievents")


def records(name: str, part: str) -> list[dict[str, Any]]:
    file = SHARED / "gold" / f"{part}.jsonl" if name == "gold" else SHARED / "bench" / name / f"{part}.jsonl"
    if not file.exists():
        sys.exit(f"{file}: not there; the benchmarks' data lie beside the project")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def run(name: str, part: str, half: int | None, limit: int | None, keep: Path | None) -> None:
    adapter = importlib.import_module(name)
    data = records(name, part)
    if half is not None:
        data = data[half::2]
    data = data[:limit]
    schema = load_schema()
    started = time.perf_counter()
    predictions = []
    folder = keep or Path(tempfile.mkdtemp())
    reports = folder / f"{name}-{part}.jsonl"
    write(reports, [adapter.fields(record) for record in data])
    documents = {d.key: d for d in read([str(reports)]) if isinstance(d, Document)}
    for record in data:
        document = documents.get(record["id"])
        if document is None:  # refused by the reading of files, as it would be for anybody
            print(f"not read: {record['id']}", file=sys.stderr)
            continue
        parse = parsed(document, schema)
        predictions.append(adapter.prediction(record, parse, written(parse, schema)))
    seconds = time.perf_counter() - started
    predicted, gold = folder / f"{name}-{part}.pred.jsonl", folder / f"{name}-{part}.gold.jsonl"
    write(predicted, predictions)
    write(gold, data)
    print(f"## {name} {part}: {len(data)} documents in {seconds:.1f} s", flush=True)
    scorer = SHARED / ("gold" if name == "gold" else f"bench/{name}") / "score.py"
    order = [str(gold), "--pred", str(predicted)] if name == "gold" else [str(predicted), str(gold)]
    subprocess.run([sys.executable, str(scorer), *order], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS, choices=SETS)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second document, to choose rules on one half only")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--keep", type=Path, help="folder for predictions and gold")
    options = parser.parse_args()
    for name in options.sets:
        run(name, options.part, options.half, options.limit, options.keep)


if __name__ == "__main__":
    main()
