"""Counts as reports write them: "at least 150", "two dozen", "between ten and 15", "six others", "dozens".

What counts nobody is refused: years, dates, ages, times, measures, money, shares, telephone numbers, model and unit
numbers. Words and forms are in schema/lexicon/numbers.yaml; their meaning is the codebook's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.schema import Schema
from kg.values.numerals import HYPHENS, Lexicon, Number, Passage, lexicon, number
from kg.values.uncounted import is_hyphened, is_refused
from kg.values.words import Word, at, words_of_text

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


def read_counts(text: str, schema: Schema) -> list[Count]:
    """Every count of the text, in order, without overlap. Time is linear in the length of the text."""
    return Reader(Passage(text, words_of_text(text), lexicon(schema))).read()


@dataclass(frozen=True)
class Reader:
    """One pass over the words of one text."""

    passage: Passage

    @property
    def run(self) -> Sequence[Word]:
        return self.passage.run

    @property
    def lex(self) -> Lexicon:
        return self.passage.lex

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
            if hit and not is_hyphened(self.passage, hit[0] - 1):
                other, last = self.others(other, hit[0])
                return self.made(first, last, (int(hit[1]) if rule == "plural" else None, None), rule, other), last
        low = number(self.passage, i)
        if low is None:
            return self.one_other(first, i) if other else (None, first + 1)
        high = self.range_from(first, low)
        whole = replace(high, first=low.first) if high else low
        if is_refused(self.passage, whole):
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
        run = self.run
        said = run[i - 1].lower == "another" and at(run, i - 2).lower != "one" and at(run, i).text[:1].isalpha()
        return (self.made(i - 1, i, (1, 1), "exact", True), i) if said else (None, first + 1)

    def made(self, first: int, last: int, bounds: Bounds, rule: str, other: bool) -> Count:
        start, end = self.run[first].start, self.run[last - 1].end
        return Count(start, end, self.passage.text[start:end], *bounds, rule, other)

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

    def range_from(self, first: int, low: Number) -> Number | None:
        """The upper end of "10-15", "ten to 15", "two or three", "between A and B"."""
        link = at(self.run, low.last)
        between = at(self.run, low.first - 1).lower == "between"
        links = ("and",) if between else ("to", "or", *HYPHENS)
        if link.lower not in links or (link.lower == "to" and at(self.run, first - 1).lower == "from"):
            return None
        high = number(self.passage, low.last + 1)
        if high is None or (link.text in HYPHENS and low.digits != high.digits):
            return None
        if high.scale > 1 and low.scale == 1 and low.value * high.scale < high.value:
            low.value *= high.scale
        return high if low.value < high.value else None
