"""Is it English? By py3langid, which carries its model (0.3 ms a text, 100 MB; lingua takes 20 times its disk)."""

from functools import cache
from typing import Any

SAMPLE = 20_000
SHORT = 200
"""Letters below which a text is taken for English: names decide more than language there."""
ENGLISH = frozenset(("en", "pcm", "sco"))
"""With Nigerian Pidgin and Scots, which the classifier takes short English for."""


def foreign_language(text: str) -> str | None:
    """ISO 639-1 code of the language if the text is long enough to say and not English, else None."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORT:
        return None
    code: str = classifier().classify(sample)[0]
    return None if code in ENGLISH else code


@cache
def classifier() -> Any:
    import py3langid

    return py3langid
