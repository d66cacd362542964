"""Time expressions and the days they mean: "Thursday", "late last week", "July 8 and 9", "two days earlier".

Phrases and patterns are in schema/lexicon/dates.yaml. Relative ones are counted from the day of the report, "two days
earlier" from the nearest earlier date of the text. What nothing settles is kept as a phrase without days.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.schema import Schema
from kg.values.days import Base, Days, one, prec_of
from kg.values.expressions import GOVERNING, Lexicon, find_expressions, is_said_to_come, lexicon
from kg.values.meanings import ANCHORED, RULES, phrase
from kg.values.patterns import Hit
from kg.values.words import at, words_of_text

KnownFrom = Literal["text", "published", "inferred", "none"]
JOINABLE = frozenset(("date", "numeric", "day", "month_year", "month", "year", "weekday", "part_of_month", "part_of_year"))
ANY_DAY = date(2000, 1, 5)
"""Stands in for the report where only the precision of a phrase is wanted."""


@dataclass(frozen=True, slots=True)
class When:
    """A time expression resolved to [first, last] (ISO days, inclusive) with UCDP date_prec 1-5.

    known_from: text (the words fix it), published (relative to the publication date), inferred (the year or day is a
    conclusion from other parts of the text), none (cannot be settled: first == last == "").
    """

    start: int
    end: int
    phrase: str
    first: str
    last: str
    prec: int
    known_from: KnownFrom = "text"


def read_dates(
    text: str, schema: Schema, *, published: date | None = None, known_from: KnownFrom = "published", firm: bool = True
) -> list[When]:
    """Every time expression of the text, in order, without overlap. Time is linear in the length of the text.

    published: the day of the report. known_from: what to say of dates that rest on it ("inferred" if it is itself a
    conclusion). firm: False if the very day is one, so that no weekday can be counted from it.
    """
    lex = lexicon(schema)
    hits = list(find_expressions(words_of_text(text), lex))
    return list(Resolver(lex, text, hits, published, known_from, firm).resolve())


@dataclass
class Resolver:
    """Turns expressions into days, in the order of the text, since the later ones may count from the earlier."""

    lex: Lexicon
    text: str
    hits: list[Hit]
    report: date | None
    report_known: KnownFrom
    firm: bool = True
    day: When | None = None
    period: When | None = None
    dated: When | None = None

    def resolve(self) -> Iterator[When]:
        self.breaks = [m.start() for m in re.finditer("\n", self.text)]
        k = 0
        while k < len(self.hits):
            hit = self.hits[k]
            following = self.hits[k + 1] if k + 1 < len(self.hits) else None
            joined = self.joined(hit, following) if following else None
            if self.is_told(hit):
                when = joined or self.when(hit)
                self.remember(when, hit)
                yield when
            k += 2 if joined else 1

    def remember(self, when: When, hit: Hit) -> None:
        """Keep what later expressions may count from."""
        if when.known_from == "none":
            return
        self.period = when
        if (when.prec == 1 or hit.rule in ("days", "weekdays")) and not self.is_background(hit):
            self.day = when
        if when.known_from == "text" and when.prec <= 4:
            self.dated = when

    def is_background(self, hit: Hit) -> bool:
        """ "The siege had begun on 14 October": a step back in the tale."""
        for i in range(hit.first - 1, max(-1, hit.first - 9), -1):
            if hit.run[i].lower in self.lex.lists["background"]:
                return True
            if hit.run[i].text in ".;!?":
                break
        return False

    def base(self, start: int) -> Base:
        near = self.dated and bisect_left(self.breaks, self.dated.start) == bisect_left(self.breaks, start)
        return Base(
            report=self.report,
            day=days_of(self.day),
            period=days_of(self.period),
            year=int(self.dated.first[:4]) if self.dated and near else None,
        )

    def meaning(self, hit: Hit, base: Base) -> Days | None:
        """Days of a hit; None also where they lie outside of the calendar."""
        try:
            if hit.rule in self.lex.phrases:
                return phrase(hit, base, self.lex.phrases[hit.rule])
            return RULES[hit.rule](hit, base)
        except (OverflowError, ValueError):
            return None

    def when(self, hit: Hit) -> When:
        """One expression with the word before it that changes its days ("around 2 July", "since Thursday")."""
        start = hit.run[hit.first].start
        days, known = self.meaning(hit, self.base(start)), self.known(hit)
        if days and not self.firm and days[2] <= 3 and self.rests_on_report(hit):
            days = None
        before = at(hit.run, hit.first - 1)
        if days and days[2] == 1 and before.lower in self.lex.lists["around"] and "DAY" in dict(hit.values):
            days, start = (days[0] - timedelta(days=1), days[1] + timedelta(days=1), 2), before.start
        if days and before.lower in self.lex.lists["since"] and not self.is_moment(hit):
            last = max(self.report or days[1], days[0])
            days, start = (days[0], last, max(days[2], prec_of(days[0], last))), before.start
        return self.made(hit, start, hit.run[hit.last - 1].end, days, known)

    def is_told(self, hit: Hit) -> bool:
        """An expression that dates something here. "0900 hrs" does where it opens an entry of a log; "Two days after the
        strike, ..." where the tale still stands at the report's day.
        """
        if hit.rule == "clock":
            start = hit.run[hit.first].start
            return start == 0 or self.text[start - 1] == "\n"
        if hit.rule in GOVERNING and not is_said_to_come(hit, self.lex):
            return self.report is not None and (self.day is None or self.day.first == self.report.isoformat())
        return hit.rule not in ("refused", "future")

    def rests_on_report(self, hit: Hit) -> bool:
        """A weekday or "recently": nothing but the day of the report settles it, and a concluded one is too weak a ground."""
        if hit.rule in ANCHORED:
            return self.day is None
        return not any(cls in ("MONTH", "MONTHNAME", "YEAR") for cls, _ in hit.values)

    def is_moment(self, hit: Hit) -> bool:
        """ "Since Monday, when it fell" tells of Monday."""
        after = hit.last + (at(hit.run, hit.last).text == ",")
        return at(hit.run, after).lower in self.lex.lists["when"]

    def made(self, hit: Hit, start: int, end: int, days: Days | None, known: KnownFrom) -> When:
        text = self.text[start:end]
        if days is None:
            stand_in = self.meaning(hit, Base(ANY_DAY, one(ANY_DAY), one(ANY_DAY), ANY_DAY.year))
            return When(start, end, text, "", "", stand_in[2] if stand_in else 5, "none")
        return When(start, end, text, days[0].isoformat(), days[1].isoformat(), days[2], known)

    def known(self, hit: Hit) -> KnownFrom:
        """What the days of a hit rest on."""
        if hit.rule in ANCHORED:
            anchor = self.period if hit.get("UNIT") in ("month", "year") or hit.rule == "that_month" else self.day
            return anchor.known_from if anchor else self.report_known
        if any(cls in ("YEAR", "YY", "DMY") for cls, _ in hit.values):
            return "text"
        return self.report_known if self.report else "inferred"

    def joined(self, left: Hit, right: Hit) -> When | None:
        """ "From 26 February to 4 March 2025", "between Friday and Sunday" as one expression."""
        if left.rule not in JOINABLE or right.rule not in JOINABLE or right.first != left.last + 1:
            return None
        link, before = left.run[left.last].lower, at(left.run, left.first - 1).lower
        if link not in self.lex.lists["until"] and not (link == "and" and before == "between"):
            return None
        base = self.base(left.run[left.first].start)
        last = self.meaning(right, base)
        first = self.meaning(left, replace(base, report=last[1])) if last else None
        if first is None or last is None or first[0] >= last[1]:
            return None
        days = (first[0], last[1], max(first[2], last[2], prec_of(first[0], last[1])))
        return self.made(right, left.run[left.first].start, right.run[right.last - 1].end, days, self.known(right))


def days_of(when: When | None) -> Days | None:
    return (date.fromisoformat(when.first), date.fromisoformat(when.last), when.prec) if when else None
