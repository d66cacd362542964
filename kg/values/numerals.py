"""Numerals in digits and words, and the words that speak of numbers (schema/lexicon/numbers.yaml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.schema import Schema
from kg.values.words import Phrases, Word, at

HYPHENS = frozenset("-‑–")
MAX_DIGITS = 15


@dataclass(frozen=True)
class Lexicon:
    """schema/lexicon/numbers.yaml, compiled."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    sets: Phrases[int]
    plurals: Phrases[int]
    vague: Phrases[bool]
    before: Phrases[str]
    after: Phrases[str]
    other_before: Phrases[bool]
    long_units: Phrases[bool]
    months: frozenset[str]
    openers: frozenset[str]
    """First words of everything that a count may begin with, digits apart."""
    lists: Mapping[str, frozenset[str]]


@cache
def lexicon(schema: Schema) -> Lexicon:
    """The tables of one schema."""
    table = {key: schema.table("numbers", key) for key in ("qualifiers", "suffixes", "others", "not_one")}
    names = (
        "units",
        "unit_adjectives",
        "currencies",
        "labels",
        "name_labels",
        "formations",
        "before_years",
        "plural_nouns",
        "not_plural",
        "superlatives",
        "climbs",
        "fractions",
    )
    lists = {name: schema.words("numbers", name) for name in names}
    lists["other_after"] = frozenset(table["others"]["after"])
    lists |= {f"not_one_{side}": frozenset(table["not_one"][side]) for side in ("before", "after")}
    cardinals, scales = schema.table("numbers", "cardinals"), schema.table("numbers", "scales")
    sets, plurals = Phrases.of(schema.table("numbers", "sets")), Phrases.of(schema.table("numbers", "plurals"))
    vague = Phrases.of(dict.fromkeys(schema.words("numbers", "vague"), True))
    before = Phrases.of({phrase: form for form, phrases in table["qualifiers"].items() for phrase in phrases})
    other_before = Phrases.of(dict.fromkeys(table["others"]["before"], True))
    first_words = [phrases.longest for phrases in (sets, plurals, vague, before, other_before)]
    return Lexicon(
        cardinals=cardinals,
        scales=scales,
        sets=sets,
        plurals=plurals,
        vague=vague,
        before=before,
        after=Phrases.of({phrase: form for form, phrases in table["suffixes"].items() for phrase in phrases}),
        other_before=other_before,
        long_units=Phrases.of(dict.fromkeys(schema.words("numbers", "two_word_units"), True)),
        months=frozenset(name.casefold() for name in schema.table("dates", "months")),
        openers=frozenset(("a", "an")).union(cardinals, scales, *first_words),
        lists=lists,
    )


@dataclass(slots=True)
class Number:
    """A numeral in words [first, last). scale: its last multiplier ("two dozen": 12), 1 without."""

    first: int
    last: int
    value: int
    scale: int = 1
    digits: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its words, and the vocabulary they are read by."""

    text: str
    run: Sequence[Word]
    lex: Lexicon


def number(passage: Passage, i: int) -> Number | None:
    """The numeral that begins at word i."""
    hit = passage.lex.sets.match(passage.run, i)
    if hit:
        return Number(i, hit[0], hit[1])
    word = at(passage.run, i)
    if word.text[:1].isdigit():
        return digits(passage, i)
    if word.lower in ("a", "an") and at(passage.run, i + 1).lower in passage.lex.scales:
        return spelt(passage, i, i + 1, 1)
    if word.lower in passage.lex.cardinals:
        return spelt(passage, i, i + 1, passage.lex.cardinals[word.lower])
    return spelt(passage, i, i, 1) if word.lower in passage.lex.scales and word.lower != "score" else None


def digits(passage: Passage, i: int) -> Number | None:
    """ "1,600", "04", "2.5 million"; None for other runs of digits (times, dates, decimals, "9mm")."""
    plain = passage.run[i].text
    scale = passage.lex.scales.get(at(passage.run, i + 1).lower)
    groups = plain.split(",")
    if len(groups) > 1 and all(g.isdecimal() for g in groups):
        if not (1 <= len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups[1:])):
            return None
        plain = "".join(groups)
    if scale and plain.replace(".", "", 1).isdecimal() and len(plain) <= MAX_DIGITS:
        return Number(i, i + 2, round(float(plain) * scale), scale, digits=True)
    if not plain.isdecimal() or len(plain) > MAX_DIGITS or (plain[0] == "0" and len(plain) > 2):
        return None
    return Number(i, i + 1, int(plain), digits=True)


def spelt(passage: Passage, first: int, i: int, value: int) -> Number:
    """A numeral in words: "twenty-one", "a hundred and five", "two dozen", "three hundred thousand"."""
    total, here, scale = 0, value, 1
    small = i > first
    while True:
        word = at(passage.run, i)
        if word.lower in passage.lex.scales:
            scale = passage.lex.scales[word.lower]
            if scale >= 1000:
                total, here = total + max(here, 1) * scale, 0
            else:
                here *= scale
            i, small = i + 1, False
            continue
        step = continues(passage, i, here, scale, small)
        if step is None:
            break
        i, here, small, scale = step[0], here + step[1], True, 1
    return Number(first, i, total + here, scale)


def continues(passage: Passage, i: int, here: int, scale: int, small: bool) -> tuple[int, int] | None:
    """(word after, amount) if word i adds to a spelt numeral: "-one" after "twenty", "and five" after "hundred"."""
    j = i + 1 if at(passage.run, i).text in HYPHENS or (scale >= 100 and at(passage.run, i).lower == "and") else i
    amount = passage.lex.cardinals.get(at(passage.run, j).lower)
    if amount is None or amount == 0:
        return None
    after_tens = small and 20 <= here % 100 < 100 and here % 10 == 0 and amount < 10
    after_scale = not small and scale >= 100
    return (j + 1, amount) if after_tens or after_scale else None
