"""Words with their places: what numbers and dates are read from.

A run of digits with its separators and suffix is one word ("1,600", "7:30", "08.01.24", "8th", "9mm"); a punctuation
mark is a word of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

RUN = re.compile(r"\d+(?:[.,:/]\d+)*[^\W\d_]*|[^\W\d_]+|[^\w\s]|_")
V = TypeVar("V")


class Word(NamedTuple):
    """text[start:end], half-open code points; `lower` is its case-folded form."""

    text: str
    lower: str
    start: int
    end: int


END = Word("", "", -1, -1)
"""Stands before the first and after the last word."""


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(m.group(), m.group().casefold(), m.start(), m.end()) for m in RUN.finditer(text)]


@lru_cache(maxsize=1)
def words_of_text(text: str) -> tuple[Word, ...]:
    """The words of a whole document, kept until the next, since numbers and dates are read from the same."""
    return tuple(words(text))


def at(run: Sequence[Word], i: int) -> Word:
    """Word i, or END outside the text."""
    return run[i] if 0 <= i < len(run) else END


def touching(left: Word, right: Word) -> bool:
    """Nothing stands between the two."""
    return left.end == right.start


@dataclass(frozen=True)
class Phrases(Generic[V]):
    """A table of phrases, each with a value; the longest that stands at a place is found in time of its length."""

    table: Mapping[tuple[str, ...], V]
    longest: Mapping[str, int]
    """First word -> length of the longest phrase that begins with it."""

    @classmethod
    def of(cls, table: Mapping[str, V]) -> "Phrases[V]":
        split = {tuple(w.lower for w in words(phrase)): value for phrase, value in table.items()}
        longest: dict[str, int] = {}
        for phrase in split:
            longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
        return cls(split, longest)

    def match(self, run: Sequence[Word], i: int) -> tuple[int, V] | None:
        """(index after the phrase, its value) for the longest phrase that begins at word i."""
        first = run[i].lower if i < len(run) else ""
        for size in range(self.longest.get(first, 0), 0, -1):
            value = self.table.get(tuple(w.lower for w in run[i : i + size]))
            if value is not None:
                return min(i + size, len(run)), value
        return None
