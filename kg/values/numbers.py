"""Counts as reports write them: "at least 150", "two dozen", "between ten and 15", "six others", "dozens".

What counts nobody is refused: years, dates, ages, times, measures, money, shares, telephone numbers, model and unit
numbers. Words and forms are in schema/lexicon/numbers.yaml; their meaning is the codebook's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.schema import Schema
from kg.values.words import Phrases, Word, at, touching, words_of_text

HYPHENS = frozenset("-‑–")
SIGNS = frozenset("/_:@#&=+")
DAY_LINKS = frozenset(("and", "to", "or", *HYPHENS))
MAX_DIGITS = 15
Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Count:
    """A number as written, text[start:end] with its qualifier. low/high None = open.

    rule: exact, at least, at most, about, range, plural ("dozens": twice or more) or vague ("several": low and high
    None, there were some).
    """

    start: int
    end: int
    phrase: str
    low: int | None
    high: int | None
    rule: str = "exact"
    other: bool = False
    """True for "six others", "another 12": disjoint from the number before."""


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


def read_counts(text: str, schema: Schema) -> list[Count]:
    """Every count of the text, in order, without overlap. Time is linear in the length of the text."""
    return Reader(text, lexicon(schema)).read()


class Reader:
    """One pass over the words of one text."""

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lex, self.run = text, lex, words_of_text(text)

    def read(self) -> list[Count]:
        found: list[Count] = []
        i = 0
        while i < len(self.run):
            if self.run[i].lower not in self.lex.openers and not self.run[i].text[0].isdigit():
                i += 1
                continue
            count, i = self.count(i)
            if count is not None:
                found.append(count)
        return found

    def count(self, first: int) -> tuple[Count | None, int]:
        """The count that begins at word `first`, and the word to go on from."""
        form, other, i = self.qualifiers(first)
        for table, rule in ((self.lex.plurals, "plural"), (self.lex.vague, "vague")):
            hit = table.match(self.run, i)
            if hit and not self.is_hyphened(hit[0] - 1):
                other, last = self.others(other, hit[0])
                return self.made(first, last, (int(hit[1]) if rule == "plural" else None, None), rule, other), last
        low = self.number(i)
        if low is None:
            return self.one_other(first, i) if other else (None, first + 1)
        high = self.range_from(first, low)
        whole = replace(high, first=low.first) if high else low
        if self.is_refused(whole):
            return None, whole.last
        form, last = self.suffix(form, whole.last)
        other, last = self.others(other, last)
        if high:
            start = first - 1 if first == low.first and at(self.run, first - 1).lower == "between" else first
            return self.made(start, last, (low.value, high.value), "range", other), last
        rule = {"low": "at least", "high": "at most", "about": "about"}.get(form, "exact")
        bounds = (None if form == "high" else low.value, None if form == "low" else low.value)
        return self.made(first, last, bounds, rule, other), last

    def one_other(self, first: int, i: int) -> tuple[Count | None, int]:
        """ "another policeman" is one more; "one another" and "another." are not."""
        said = self.run[i - 1].lower == "another" and at(self.run, i - 2).lower != "one" and at(self.run, i).text[:1].isalpha()
        return (self.made(i - 1, i, (1, 1), "exact", True), i) if said else (None, first + 1)

    def made(self, first: int, last: int, bounds: Bounds, rule: str, other: bool) -> Count:
        start, end = self.run[first].start, self.run[last - 1].end
        return Count(start, end, self.text[start:end], *bounds, rule, other)

    def qualifiers(self, i: int) -> tuple[str, bool, int]:
        """(form, other, word after) for the qualifiers that begin at word i; several may follow one another."""
        form, other, start = "", False, i
        while i - start < 12:
            qualifier = self.lex.before.match(self.run, i)
            if qualifier:
                if self.run[i].lower == "up" and at(self.run, i - 1).lower in self.lex.lists["climbs"]:
                    return "", other, qualifier[0]
                i, said = qualifier
                form = form if said == "plain" or form in ("low", "high") else said
            elif further := self.lex.other_before.match(self.run, i):
                i, other = further[0], True
            else:
                break
        return form, other, i

    def suffix(self, form: str, last: int) -> tuple[str, int]:
        """The form after "or more", "-odd"; what stood before the number holds."""
        hit = self.lex.after.match(self.run, last)
        if not hit or (form and form != "about"):
            return form, last
        return hit[1], hit[0]

    def others(self, other: bool, last: int) -> tuple[bool, int]:
        """True before "others", "more", "other soldiers"; an adjective belongs to the count, the noun "others" does not."""
        word = at(self.run, last)
        if word.lower not in self.lex.lists["other_after"] or at(self.run, last + 1).lower == "than":
            return other, last
        return True, last if word.lower == "others" else last + 1

    def number(self, i: int) -> Number | None:
        """The numeral that begins at word i."""
        hit = self.lex.sets.match(self.run, i)
        if hit:
            return Number(i, hit[0], hit[1])
        word = at(self.run, i)
        if word.text[:1].isdigit():
            return self.digits(i)
        if word.lower in ("a", "an") and at(self.run, i + 1).lower in self.lex.scales:
            return self.spelt(i, i + 1, 1)
        if word.lower in self.lex.cardinals:
            return self.spelt(i, i + 1, self.lex.cardinals[word.lower])
        return self.spelt(i, i, 1) if word.lower in self.lex.scales and word.lower != "score" else None

    def digits(self, i: int) -> Number | None:
        """ "1,600", "04", "2.5 million"; None for other runs of digits (times, dates, decimals, "9mm")."""
        plain = self.run[i].text
        scale = self.lex.scales.get(at(self.run, i + 1).lower)
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

    def spelt(self, first: int, i: int, value: int) -> Number:
        """A numeral in words: "twenty-one", "a hundred and five", "two dozen", "three hundred thousand"."""
        total, here, scale = 0, value, 1
        small = i > first
        while True:
            word = at(self.run, i)
            if word.lower in self.lex.scales:
                scale = self.lex.scales[word.lower]
                if scale >= 1000:
                    total, here = total + max(here, 1) * scale, 0
                else:
                    here *= scale
                i, small = i + 1, False
                continue
            step = self.continues(i, here, scale, small)
            if step is None:
                break
            i, here, small, scale = step[0], here + step[1], True, 1
        return Number(first, i, total + here, scale)

    def continues(self, i: int, here: int, scale: int, small: bool) -> tuple[int, int] | None:
        """(word after, amount) if word i adds to a spelt numeral: "-one" after "twenty", "and five" after "hundred"."""
        j = i + 1 if at(self.run, i).text in HYPHENS or (scale >= 100 and at(self.run, i).lower == "and") else i
        amount = self.lex.cardinals.get(at(self.run, j).lower)
        if amount is None or amount == 0:
            return None
        after_tens = small and 20 <= here % 100 < 100 and here % 10 == 0 and amount < 10
        after_scale = not small and scale >= 100
        return (j + 1, amount) if after_tens or after_scale else None

    def range_from(self, first: int, low: Number) -> Number | None:
        """The upper end of "10-15", "ten to 15", "two or three", "between A and B"."""
        link = at(self.run, low.last)
        between = at(self.run, low.first - 1).lower == "between"
        links = ("and",) if between else ("to", "or", *HYPHENS)
        if link.lower not in links or (link.lower == "to" and at(self.run, first - 1).lower == "from"):
            return None
        high = self.number(low.last + 1)
        if high is None or (link.text in HYPHENS and low.digits != high.digits):
            return None
        if high.scale > 1 and low.scale == 1 and low.value * high.scale < high.value:
            low.value *= high.scale
        return high if low.value < high.value else None

    def is_hyphened(self, i: int) -> bool:
        """Word i is glued to the next word by a hyphen: "48-hour", "12-member"."""
        dash = at(self.run, i + 1)
        after = at(self.run, i + 2)
        return dash.text in HYPHENS and touching(self.run[i], dash) and touching(dash, after) and after.text[:1].isalpha()

    def is_refused(self, n: Number) -> bool:
        """The numeral counts nobody."""
        return (
            self.is_measure(n)
            or self.is_label(n)
            or self.is_glued(n)
            or (n.digits and (self.is_date(n) or self.is_year(n) or self.is_age(n)))
            or (n.value == 1 and self.is_pronoun_one(n))
        )

    def is_measure(self, n: Number) -> bool:
        lists, after = self.lex.lists, at(self.run, n.last)
        if at(self.run, n.first - 1).lower in lists["currencies"] or self.lex.long_units.match(self.run, n.last):
            return True
        if after.lower in lists["fractions"] and (n.value == 1 or after.lower.endswith("s") or after.lower == "half"):
            return True
        if after.lower == "o" and at(self.run, n.last + 2).lower == "clock":
            return True
        if after.lower in lists["unit_adjectives"]:
            return at(self.run, n.last + 1).lower in lists["units"]
        return after.lower in lists["units"]

    def is_label(self, n: Number) -> bool:
        lists, before, after = self.lex.lists, at(self.run, n.first - 1), at(self.run, n.last)
        if before.text == "." and touching(at(self.run, n.first - 2), before):
            before = at(self.run, n.first - 2)
            return before.lower in ("no", "nos") or before.lower in lists["currencies"]
        named = before.lower in lists["labels"] or (before.lower in lists["name_labels"] and before.text[0].isupper())
        return (
            (named and n.digits)
            or self.is_item(n)
            or self.is_capitalised(n)
            or (after.text[:1].isupper() and after.lower in lists["formations"] and not self.is_hyphened(n.last))
        )

    def is_item(self, n: Number) -> bool:
        """ "3. CASUALTIES": the number of a paragraph."""
        start, dot = self.run[n.first].start, at(self.run, n.last)
        opens = start == 0 or self.text[start - 1] == "\n"
        return opens and n.digits and n.value < 100 and dot.text in (".", ")") and touching(self.run[n.last - 1], dot)

    def is_capitalised(self, n: Number) -> bool:
        """ "near Zero Point": a name inside a sentence."""
        here, before = self.run[n.first].text, at(self.run, n.first - 1).text
        return here.istitle() and before.islower() and at(self.run, n.last).text.istitle()

    def is_glued(self, n: Number) -> bool:
        """Part of a longer sign: "AK-47", "0300-1234567", "G20", "two-day", "24/7", "twenty-first"."""
        before, after = at(self.run, n.first - 1), at(self.run, n.last)
        if touching(before, self.run[n.first]):
            sign = before.text in SIGNS or (before.text in HYPHENS and (n.digits or before.text != "–"))
            if before.text.isalnum() or (sign and touching(at(self.run, n.first - 2), before)):
                return True
        if self.lex.after.match(self.run, n.last):
            return False
        if self.is_hyphened(n.last - 1):
            return True
        beyond = at(self.run, n.last + 1)
        sign = after.text in SIGNS or after.text in HYPHENS
        return touching(self.run[n.last - 1], after) and sign and touching(after, beyond) and beyond.text.isalnum()

    def is_date(self, n: Number) -> bool:
        """A day beside a month, also in "8 and 9 July", "July 8-9"; "in May 12 people" counts people."""
        if n.value > 31 or n.scale > 1:
            return False
        i = n.last
        while at(self.run, i).text and (at(self.run, i).lower in DAY_LINKS or at(self.run, i).text == ","):
            if not at(self.run, i + 1).text.isdecimal() or i > n.last + 6:
                break
            i += 2
        if self.is_month(i) or (at(self.run, i).lower == "of" and self.is_month(i + 1)):
            return True
        i = n.first - 1
        if at(self.run, i).lower in DAY_LINKS and at(self.run, i - 1).text.isdecimal():
            i -= 2
        if at(self.run, i).text == ".":
            i -= 1
        return self.is_month(i) and at(self.run, i - 1).lower != "in"

    def is_month(self, i: int) -> bool:
        word = at(self.run, i)
        return word.lower in self.lex.months and word.text[0].isupper()

    def is_year(self, n: Number) -> bool:
        return n.scale == 1 and 1900 <= n.value <= 2099 and is_year(self.run, n.first, self.lex)

    def is_age(self, n: Number) -> bool:
        """ "Naqeeb, 19, was": a number between commas after a name."""
        comma, name = at(self.run, n.first - 1), at(self.run, n.first - 2)
        closed = at(self.run, n.last).text in (",", ")") and n.value < 120
        return closed and comma.text in (",", "(") and name.text[:1].isupper() and n.first >= 2

    def is_pronoun_one(self, n: Number) -> bool:
        lists = self.lex.lists
        if self.run[n.first].lower != "one" or n.last > n.first + 1:
            return False
        if at(self.run, n.first - 1).lower in lists["not_one_before"] or at(self.run, n.last).lower in lists["not_one_after"]:
            return True
        return at(self.run, n.last).lower == "of" and any(
            w.lower in lists["superlatives"] for w in self.run[n.last + 1 : n.last + 7]
        )


def is_year(run: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Word i, 1900-2099, is a year: four digits without a separator, and no plural noun follows ("2000 soldiers")."""
    before, after = at(run, i - 1).lower, at(run, i + 1)
    noun = after.lower in lex.lists["plural_nouns"] or after.lower.endswith("s")
    plural = noun and after.text.islower() and after.lower not in lex.lists["not_plural"]
    return len(run[i].text) == 4 and (not plural or before in lex.lists["before_years"] or before in lex.months)
