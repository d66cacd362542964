"""Arbitrary text never raises, what is found stands where it says, and time grows with length alone."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.schema import load_schema
from kg.values.dates import read_dates
from kg.values.numbers import read_counts
from kg.values.precision import where_prec

SCHEMA = load_schema()
VOCABULARY = """
a an the of on in at and to or - – , . : / ( ) ' 1 2 8 12 30 31 1,600 2014 2024 0900 9mm 8th 08.01.24 2024-01-07 1e9 ٣ ²
one two twenty hundred thousand dozen dozens several more than at least up to between other others another week weeks day
days month year last past next this that same earlier later before after ago since May March February Feb. Tuesday Mon
night early late mid first end half km % $ No Rs AK people soldiers
"""
PIECES = st.sampled_from(["\n", *VOCABULARY.split()])
TEXTS = st.text(max_size=200) | st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)
DAYS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_counts_stand_where_they_say(text: str) -> None:
    counts = read_counts(text, SCHEMA)
    assert all(text[c.start : c.end] == c.phrase and c.phrase.strip() for c in counts)
    assert all(a.end <= b.start for a, b in pairwise(counts))
    assert all(c.low is None or c.high is None or 0 <= c.low <= c.high for c in counts)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_dates_stand_where_they_say(text: str, published: date | None) -> None:
    whens = read_dates(text, SCHEMA, published=published)
    assert all(text[w.start : w.end] == w.phrase and w.phrase.strip() for w in whens)
    assert all(a.end <= b.start for a, b in pairwise(whens))
    assert all(w.first <= w.last and 1 <= w.prec <= 5 and bool(w.first) == (w.known_from != "none") for w in whens)
    assert all(date.fromisoformat(d) for w in whens if w.first for d in (w.first, w.last))


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80),
    st.text(max_size=20),
    st.text(max_size=80),
    st.sampled_from(["city", "admin1", "country", "region", None]),
)
def test_where_prec_is_a_code(before: str, name: str, after: str, kind: str | None) -> None:
    text = before + name + after
    prec, phrase = where_prec(text, len(before), len(before) + len(name), kind, SCHEMA)
    assert 1 <= prec <= 7
    assert phrase in text


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "twenty ", "one hundred and ", "a-", " ", "\n", "May to ", "on 8 May ", "last week of the ", "between 1 and "],
)
def test_time_is_linear(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        read_counts(text, SCHEMA)
        read_dates(text, SCHEMA, published=date(2024, 3, 20))
        return time.process_time() - start

    assert cost(160_000) < 12 * cost(40_000) + 0.2
