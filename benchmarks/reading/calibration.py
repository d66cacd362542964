"""Of the statements marked with a confidence, how many are right? Mentions, relations and events of annotated documents.

    python benchmarks/reading/calibration.py [seeds dev]

A mention is right if its entity is one of the annotation's, a relation if the annotation has it (or leaves it open), an
event if it finds a partner there.
"""

import sys
from collections import defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from run import records  # noqa: E402

from kg.evaluate import Aligned, as_document, match, relation_key, similarity  # noqa: E402
from kg.exchange.codebook import local_ids, to_codebook  # noqa: E402
from kg.extract import extract  # noqa: E402
from kg.schema import load_schema  # noqa: E402

BANDS = (0.9, 0.8, 0.7, 0.5, 0.0)


def main(parts: list[str]) -> None:
    schema = load_schema()
    counts: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for part in parts:
        for gold in records("gold", part):
            document = as_document(gold)
            statements = extract(document, schema)
            found = to_codebook(document, statements)
            aligned = Aligned(gold, found)
            short = local_ids(statements)
            known = {relation_key(r["type"], r["from"], r["to"]) for r in gold["relations"]}
            weights = {(e["id"], g["id"]): similarity(aligned, g, e) for e in found["events"] for g in gold["events"]}
            partnered = match({pair: w for pair, w in weights.items() if w})
            for st in statements:
                band = next(b for b in BANDS if st.confidence >= b)
                if st.kind == "mention":
                    counts[st.kind, band].append(short[st.args["entity"]] in aligned.strict)
                elif st.kind == "relation":
                    ends = [aligned.loose.get(short.get(st.args[end], ""), "") for end in ("from", "to")]
                    inside = st.args["type"] == "LOCATED_IN" and ends[1] in aligned.inside.get(ends[0], ())
                    counts[st.kind, band].append(inside or relation_key(st.args["type"], *ends) in known)
                elif st.kind == "event" and not st.args.get("retells"):
                    counts[st.kind, band].append(st.args["event"] in partnered)
    print("| statements | confidence from | number | right |\n| --- | --- | --- | --- |")
    for kind, band in sorted(counts, key=lambda k: (k[0], -k[1])):
        rights = counts[kind, band]
        print(f"| {kind} | {band} | {len(rights)} | {100 * sum(rights) / len(rights):.0f} % |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["seeds", "dev"])
