"""Processor time of each stage as a multiple of spaCy's blank tokenization of the same texts, in one run.

python benchmarks/reading/speed.py
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from run import records  # noqa: E402

from kg.evaluate import as_document  # noqa: E402
from kg.extract import STAGES, WRITERS  # noqa: E402
from kg.extract.parse import Parse  # noqa: E402
from kg.extract.segment import tokenizer  # noqa: E402
from kg.schema import load_schema  # noqa: E402


def main() -> None:
    schema = load_schema()
    warm_up = [as_document(r) for r in records("gold", "seeds")]
    documents = [as_document(r) for r in records("gold", "dev")]
    documents += [as_document({**r, "text": r["text_truecased"]}) for r in records("muc4", "dev")[:60]]
    spent: Counter[str] = Counter()
    for document in warm_up:  # load vocabulary and gazetteers
        measure(Parse(document), schema, Counter())
    new, again = tokenize(documents), tokenize(documents)
    for document in documents:
        measure(Parse(document), schema, spent)
    whole = sum(spent.values())
    print(f"{sum(len(d.text) for d in documents):,} characters, cascade {whole:.2f} s: ", end="")
    print(f"{whole / new:.1f} times the tokenizer on texts new to it, {whole / again:.0f} times on the same texts again")
    for name, seconds in spent.most_common():
        print(f"  {name:<12} {seconds / new:5.2f}  {seconds / again:5.1f}")


def tokenize(documents: list) -> float:
    started = time.process_time()
    for document in documents:
        tokenizer()(document.text)
    return time.process_time() - started


def measure(parse: Parse, schema, spent: Counter[str]) -> None:
    for name, stage in STAGES.items():
        started = time.process_time()
        stage(parse, schema)
        spent[name] += time.process_time() - started
    for name, write in WRITERS.items():
        started = time.process_time()
        list(write(parse, schema))
        spent[name] += time.process_time() - started


if __name__ == "__main__":
    main()
