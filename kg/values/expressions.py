"""Finding time expressions: the words that may form one, the shapes they take, and what speaks against a reading."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.schema import Schema
from kg.values import numerals
from kg.values.days import full_year, on
from kg.values.patterns import Hit, Node, Reading, compile_patterns, hits_at
from kg.values.uncounted import is_year_word
from kg.values.words import Word, at

DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|t)?")
SENTENCE_STARTS = frozenset(("", ".", ":", "-", "–", "—"))
NUMERIC = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{1,4})")


@dataclass(frozen=True)
class Lexicon:
    """schema/lexicon/dates.yaml, compiled. openers: words that may begin an expression."""

    root: Node
    phrases: Mapping[str, tuple[str, str, int]]
    readings: Mapping[str, tuple[Reading, ...]]
    capitalised: Mapping[str, tuple[Reading, ...]]
    lists: Mapping[str, frozenset[str]]
    openers: frozenset[str]
    numbers: numerals.Lexicon


@cache
def lexicon(schema: Schema) -> Lexicon:
    """The tables of one schema."""
    readings: dict[str, tuple[Reading, ...]] = {}
    for cls, entries in (
        ("PART", dict.fromkeys(schema.words("dates", "parts_of_day"), True)),
        ("UNIT", schema.table("dates", "units")),
        ("FEW", dict.fromkeys(schema.words("dates", "few"), True)),
        ("AMOUNT", schema.table("dates", "amounts")),
        ("QUARTER", schema.table("dates", "quarters_of_a_month")),
        ("SEASON", schema.table("dates", "seasons")),
        ("ORDINAL", schema.table("dates", "ordinals")),
        ("NUM", {**schema.table("numbers", "cardinals"), "a": 1, "an": 1}),
    ):
        for word, value in entries.items():
            readings[word] = (*readings.get(word, ()), (cls, value))
    capitalised = month_readings(schema) | weekday_readings(schema)
    phrases = {form: (first, last, prec) for form, (first, last, prec) in schema.table("dates", "phrases").items()}
    patterns = {
        **{form: [form] for form in phrases},
        **schema.table("dates", "patterns"),
        "future": sorted(schema.words("dates", "future")),
    }
    root = compile_patterns(patterns, schema.table("dates", "shapes"))
    opening = {word for word, found in readings.items() if any(cls in root.children for cls, _ in found)}
    lists = (
        "ambiguous_months",
        "before_month",
        "actions",
        "governing",
        "unguided",
        "around",
        "since",
        "until",
        "when",
        "background",
        "comes",
    )
    return Lexicon(
        root=root,
        phrases=phrases,
        readings=readings,
        capitalised=capitalised,
        lists={name: frozenset(w.casefold() for w in schema.words("dates", name)) for name in lists},
        openers=frozenset((*root.children, *capitalised, *opening)),
        numbers=numerals.lexicon(schema),
    )


def month_readings(schema: Schema) -> dict[str, tuple[Reading, ...]]:
    """Short names are months beside a day or a year only."""
    short = schema.words("dates", "short_months")
    table = schema.table("dates", "months")
    return {name.casefold(): (("MONTH", n),) if name in short else (("MONTH", n), ("MONTHNAME", n)) for name, n in table.items()}


def weekday_readings(schema: Schema) -> dict[str, tuple[Reading, ...]]:
    table = schema.table("dates", "weekdays")
    short = {s: n for s in schema.words("dates", "short_weekdays") for name, n in table.items() if name.startswith(s)}
    return {
        **{s.casefold(): (("SHORTDAY", n),) for s, n in short.items()},
        **{name.casefold(): (("WEEKDAY", n),) for name, n in table.items()},
    }


def digit_readings(word: Word) -> tuple[Reading, ...]:
    """What a word that begins with a digit may be: day of the month, year, amount, date in digits."""
    if (day := DAY.fullmatch(word.lower)) and 1 <= int(day[1]) <= 31:
        found: tuple[Reading, ...] = (("DAY", int(day[1])),)
    else:
        found = ()
    if word.text.isdecimal() and len(word.text) <= 4:
        n = int(word.text)
        found += (("NUM", n),)
        if 1900 <= n <= 2099:
            found += (("YEAR", n),)
        if len(word.text) == 4 and n < 2400 and n % 100 < 60:
            found += (("CLOCK", n),)
        if len(word.text) == 2:
            found += (("YY", n),)
    elif (numeric := NUMERIC.fullmatch(word.text)) and (written := numeric_date(numeric[1], numeric[3], numeric[4])):
        found += (("DMY", written),)
    return found


def numeric_date(a: str, b: str, c: str) -> date | None:
    """ "08.01.24", "7/1/2024", "2024/01/07"; the day comes first unless only the month can."""
    if len(a) == 4:
        return on(int(a), int(b), int(c)) if 1900 <= int(a) <= 2099 and len(c) <= 2 else None
    if len(a) > 2 or len(c) not in (2, 4) or (len(c) == 2 and not len(a) == len(b) == 2):
        return None
    year = full_year(int(c)) if len(c) == 2 else int(c)
    return (on(year, int(b), int(a)) or on(year, int(a), int(b))) if 1900 <= year <= 2099 else None


def find_expressions(run: Sequence[Word], lex: Lexicon) -> Iterator[Hit]:
    """The longest expression that holds at each place, left to right. Time is linear in the number of words."""

    def readings(word: Word) -> tuple[Reading, ...]:
        if word.text[0].isdigit():
            return digit_readings(word)
        found = lex.readings.get(word.lower, ())
        return found + lex.capitalised.get(word.lower, ()) if word.text[0].isupper() else found

    i = 0
    while i < len(run):
        hit = None
        if run[i].lower in lex.openers or run[i].text[0].isdigit():
            hit = next((h for h in hits_at(lex.root, run, i, readings) if holds(h, lex)), None)
        if hit is not None:
            yield hit
        i = hit.last if hit else i + 1


def holds(hit: Hit, lex: Lexicon) -> bool:
    """What the words around and the calendar say against a reading."""
    check = CHECKS.get(hit.rule)
    return (check is None or check(hit, lex)) and (hit.rule in GOVERNING or not is_governed(hit, lex))


def is_governed(hit: Hit, lex: Lexicon) -> bool:
    """ "Two days before the vote": the last word belongs to what follows."""
    after = at(hit.run, hit.last)
    return (
        hit.run[hit.last - 1].lower in lex.lists["governing"]
        and after.text[:1].isalnum()
        and after.lower not in lex.lists["unguided"]
    )


def is_came_after(hit: Hit, lex: Lexicon) -> bool:
    """ "It comes two days after gunmen struck" and "Two days after gunmen struck, ..." date the strike."""
    return is_governed(hit, lex) and (is_said_to_come(hit, lex) or at(hit.run, hit.first - 1).text in SENTENCE_STARTS)


def is_said_to_come(hit: Hit, lex: Lexicon) -> bool:
    return any(w.lower in lex.lists["comes"] for w in hit.run[max(0, hit.first - 3) : hit.first])


def is_day(hit: Hit, lex: Lexicon) -> bool:
    """No 31 June; "in May 12 people" has a month and a count."""
    month, number = hit.get("MONTH"), hit.get("DAY", hit.get("ORDINAL", 0))
    counted = at(hit.run, hit.first - 1).lower == "in" and hit.run[hit.last - 1].text.isdecimal()
    return on(2000, month, number) is not None and not (counted and at(hit.run, hit.last).text.islower())


def is_month(hit: Hit, lex: Lexicon) -> bool:
    """ "May" and "March" need a word before them that makes them months."""
    word, before = hit.run[hit.first].lower, at(hit.run, hit.first - 1).lower
    return word not in lex.lists["ambiguous_months"] or before in lex.lists["before_month"]


def is_year(hit: Hit, lex: Lexicon) -> bool:
    """No measure, label, money or part of a longer sign."""
    lists, here = lex.numbers.lists, hit.run[hit.first]
    before, after = at(hit.run, hit.first - 1), at(hit.run, hit.last)
    named = before.lower in lists["labels"] or (before.lower in lists["name_labels"] and before.text[0].isupper())
    glued = before.end == here.start and (before.text.isalnum() or before.text in "$€£#/_@=.:")
    return after.lower not in lists["units"] and not named and not glued and is_year_word(hit.run, hit.first, lex.numbers)


def is_year_month(hit: Hit, lex: Lexicon) -> bool:
    """ "2011-02", not the years "2011-12"."""
    month, year = hit.get("DAY"), hit.get("YEAR")
    return hit.is_glued() and len(hit.run[hit.last - 1].text) == 2 and month <= 12 and month != (year + 1) % 100


def is_short_year(hit: Hit, lex: Lexicon) -> bool:
    """ "12 JAN 90" as wire services write it, not "12 January 90 people"."""
    month = next(w for w in hit.run[hit.first : hit.last] if w.text[0].isalpha())
    return month.text.isupper() and not at(hit.run, hit.last).text.islower()


def is_lasting(hit: Hit, lex: Lexicon) -> bool:
    """ "Five-day offensive", "four days of heavy fighting", not every span of time."""
    following = hit.run[hit.last : hit.last + 3]
    return at(hit.run, hit.last).text != "-" and any(w.lower in lex.lists["actions"] for w in following)


def is_singular(hit: Hit, lex: Lexicon) -> bool:
    """ "The previous years" are no year."""
    return not hit.run[hit.last - 1].lower.endswith("s")


def is_numeric(hit: Hit, lex: Lexicon) -> bool:
    return hit.is_glued()


CHECKS: Mapping[str, Callable[[Hit, Lexicon], bool]] = {
    "numeric": is_numeric,
    "short_year": is_short_year,
    "came_after": is_came_after,
    "came_few_after": is_came_after,
    "day": is_day,
    "month": is_month,
    "year": is_year,
    "year_month": is_year_month,
    "lasting": is_lasting,
    "night_long": is_lasting,
    "same": is_singular,
    "previous": is_singular,
    "following": is_singular,
}
GOVERNING = frozenset(("came_after", "came_few_after"))
"""Rules whose last word may belong to what follows."""
