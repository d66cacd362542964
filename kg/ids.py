"""Stable identifiers: the same content has the same id on every machine, in every process, in any order."""

import hashlib
import json
import re
import unicodedata
from typing import Any

# Made once: ids are asked for by the hundred thousand.
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces, so that equal values are equal text."""
    return CANONICAL.encode(value)


def digest(*parts: Any) -> str:
    """16 hexadecimal digits (64 bits of SHA-256) over the parts; parts cannot run into each other."""
    return hashlib.sha256(canonical_json(list(parts)).encode()).hexdigest()[:16]


def fold(text: str) -> str:
    """Case, accents, punctuation and spacing removed: what two spellings of one name share."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub(r"['’ʼʻ`´]", "", plain.casefold())
    return " ".join(re.findall(r"[^\W_]+", plain))


def slug(text: str) -> str:
    """`fold` with hyphens, for ids that people read: "Khyber Pakhtunkhwa" -> "khyber-pakhtunkhwa"."""
    return fold(text).replace(" ", "-")
