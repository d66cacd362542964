"""Near-copies: documents that carry one wire story count as one independent source.

MinHash over word shingles (datasketch) and banding: two documents are compared only if they share a band, and grouped if the
estimated Jaccard similarity reaches the limit; groups are the connected components.
"""

from collections.abc import Iterable

from kg.ids import digest, fold
from kg.schema import Schema
from kg.statement import Document

PERMUTATIONS = 64
ROWS = 4  # 16 bands of 4: pairs of similarity 0.7 share one with probability 0.99

Signature = tuple[int, ...]


def sign(document: Document, schema: Schema) -> Signature:
    """MinHash of the text's word shingles, marked stretches left out. Deterministic: datasketch's fixed seed."""
    from datasketch import MinHash

    words = fold(clean(document)).split()
    size = int(schema.table("resolving", "limits")["copy shingle words"])
    shingles = {" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}
    minhash = MinHash(num_perm=PERMUTATIONS)
    minhash.update_batch([s.encode() for s in sorted(shingles)])
    return tuple(int(v) for v in minhash.hashvalues)


def clean(document: Document) -> str:
    """The text without boilerplate, captions and bylines, in which copies differ."""
    parts, at = [], 0
    for mark in sorted(document.marks, key=lambda m: (m.start, m.end)):
        parts.append(document.text[at : max(at, mark.start)])
        at = max(at, mark.end)
    return " ".join([*parts, document.text[at:]])


def bands(signature: Signature) -> list[str]:
    return [f"{i}:{digest(*signature[i : i + ROWS])}" for i in range(0, PERMUTATIONS, ROWS)]


def similarity(a: Signature, b: Signature) -> float:
    """Estimated Jaccard similarity, in [0, 1]."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def group_id(documents: Iterable[str]) -> str:
    """Named after its smallest document, so that a document without copies is its own group."""
    return "copies:" + min(documents).removeprefix("doc:")
