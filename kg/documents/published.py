"""When was it published? From what a format says, a dateline, or the text itself, in this order; never a guess."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import takewhile

from kg.schema import Schema
from kg.statement import Mark, PublishedFrom
from kg.values.dates import When, read_dates
from kg.values.words import Phrases, words

HEAD_PARAGRAPHS = 2
NEAR = timedelta(days=183)
"""A month with its year, told beside days without one, lies this close before them; else nothing is concluded."""
FOLLOWING = timedelta(days=7)
MONTH = timedelta(days=31)
DATE_LINE = 90
HEADER = 1000
NUMBERED = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-[A-Z]{1,4}-\d{2,}\b")
"""The number of a press release opens with its year and month: "2012-05-S-014"."""


@cache
def date_starts(schema: Schema) -> Phrases[bool]:
    return Phrases.of(dict.fromkeys(sorted(schema.words("boilerplate", "date_starts")), True))


def is_date_line(line: str, schema: Schema, *, near_top: bool) -> bool:
    """ "31 January 2022" near the top, "Published: Feb 4, 2023" anywhere: a line that gives a date and little else."""
    if len(line) > DATE_LINE or not any(c.isdigit() for c in line):
        return False
    whens = stated(read_dates(line, schema), prec=3)
    if not whens:
        return False
    labelled = date_starts(schema).match(words(line), 0) is not None
    return labelled or (near_top and sum(w.end - w.start for w in whens) > 0.6 * len(line))


def stated(whens: Iterable[When], prec: int) -> list[When]:
    """Those that the words fix, year included, at least so precisely."""
    return [w for w in whens if w.known_from == "text" and w.prec <= prec]


def day_of(value: str, schema: Schema) -> date | None:
    """The day of a date as metadata write it: ISO, mail header, or in words."""
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date()
    except ValueError:
        pass
    whens = stated(read_dates(value[:200], schema), prec=1)
    return date.fromisoformat(whens[0].first) if whens else None


def published_of(text: str, marks: Iterable[Mark], schema: Schema) -> tuple[date | None, PublishedFrom]:
    """The day of publication by the text alone, and how it is known."""
    lines = [text[m.start : m.end] for m in marks if m.kind == "dateline"]
    whens = [w for line in lines for w in read_dates(line, schema)]
    full = stated(whens, prec=3) or stated((w for line in header(text) for w in read_dates(line, schema)), prec=1)
    if full:
        return date.fromisoformat(max(w.last for w in full)), "dateline"
    days = [w.phrase for w in whens if w.prec == 1]
    headed = numbered(text, days, schema)
    if headed:
        return headed, "dateline"
    day = concluded(text, days, schema)
    return (day, "inferred") if day else (None, "unknown")


def header(text: str) -> list[str]:
    """The short lines above the first paragraph, a headline with a date among them."""
    lines = [line.strip() for line in text[:HEADER].split("\n") if line.strip()]
    return list(takewhile(lambda line: len(line) < DATE_LINE and not line.endswith("."), lines[:-1]))


def numbered(text: str, dateline: list[str], schema: Schema) -> date | None:
    """The day of the dateline, or of the header ("May 4: ..."), in the year that the number of the release gives."""
    number = NUMBERED.search(text[:HEADER])
    if number is None:
        return None
    first = date(int(number[1]), int(number[2]), 1)
    opening = text.lstrip().split("\n")[0].partition(":")[0]
    days = [w.phrase for line in [*header(text), opening] for w in read_dates(line, schema) if w.prec == 1]
    for phrase in [*dateline, *days]:
        day = only_day(phrase, first + 2 * MONTH, schema)
        if day and day >= first - MONTH:
            return day
    return None


def concluded(text: str, dateline: list[str], schema: Schema) -> date | None:
    """The day that the lead tells of, if it is the first time named and the text settles its year.

    A full date counts only where it opens the report ("On 8 February 2023, police ..."): elsewhere it is as often that of
    an older happening. A day without a year takes it from the rest of the text.
    """
    whens = read_dates(text, schema)
    lead = whens[0] if whens and is_lead(text, whens[0], schema) else None
    latest = max((w.last for w in stated(whens, prec=5)), default="")
    if lead and lead.known_from == "text" and opens(text, lead) and lead.last >= latest:
        return date.fromisoformat(lead.last)
    year = current_year(text, whens, schema)
    unsettled = [w.phrase for w in whens if w.known_from == "none" and w.prec == 1]
    for phrase in [*dateline, *([lead.phrase] if lead and lead.known_from == "none" else [])]:
        day = settled(phrase, year, stated(whens, prec=4), schema)
        if day:
            return followed(day, unsettled, schema)
    return None


def is_lead(text: str, when: When, schema: Schema) -> bool:
    """A day, told with "on" in the first sentence of one of the first paragraphs."""
    paragraph = text.rfind("\n", 0, when.start) + 1
    before = text[paragraph : when.start]
    run = words(before[-20:])
    told = bool(run) and run[-1].lower in schema.words("dates", "on")
    return when.prec == 1 and told and when.start < head_end(text) and not re.search(r"[.!?]\s", before)


def opens(text: str, when: When) -> bool:
    """Nothing but "on" stands before it in its line."""
    return len(words(text[text.rfind("\n", 0, when.start) + 1 : when.start])) <= 1


def head_end(text: str) -> int:
    """Where the first paragraphs end."""
    breaks = [m.end() for m in re.finditer(r"\n\s*", text)]
    return breaks[HEAD_PARAGRAPHS - 1] if len(breaks) >= HEAD_PARAGRAPHS else len(text)


def current_year(text: str, whens: list[When], schema: Schema) -> int | None:
    """The latest year of the text, if the text says that it is the present one: "these clashes are the first in 2025"."""
    years = [w for w in stated(whens, prec=5) if w.prec == 5 and w.first[:4] == w.last[:4]]
    latest = max((w.first[:4] for w in years), default="")
    cues = [padded(cue) for cue in sorted(schema.words("boilerplate", "this_time"))]
    for when in years:
        sentence = re.split(r"[.!?]\s|\n", text[max(0, when.start - 200) : when.start])[-1]
        if when.first[:4] == latest and any(cue in padded(sentence) for cue in cues):
            return int(latest)
    return None


def padded(text: str) -> str:
    """Lower-case words with single spaces, also around."""
    return f" {' '.join(w.lower for w in words(text))} "


def settled(phrase: str, year: int | None, dated: list[When], schema: Schema) -> date | None:
    """The day of "February 8" in the present year, or the first after the latest month that the text gives with its year."""
    if year is not None:
        return only_day(phrase, date(year, 12, 31), schema)
    if not dated:
        return None
    last = date.fromisoformat(max(w.first for w in dated))
    day = only_day(phrase, last + NEAR, schema)
    return day if day and day >= last else None


def only_day(phrase: str, report: date, schema: Schema) -> date | None:
    """A day with its month, resolved as the latest on or before `report`; not a weekday."""
    if not any(c.isdigit() for c in phrase):
        return None
    whens = read_dates(phrase, schema, published=report)
    return date.fromisoformat(whens[0].first) if whens and whens[0].first else None


def followed(day: date, phrases: list[str], schema: Schema) -> date:
    """The latest day that the text names within a week after."""
    days = (only_day(phrase, day + FOLLOWING, schema) for phrase in phrases)
    return max([day, *(d for d in days if d)])
