"""What each shape of a time expression means: one function a rule of schema/lexicon/dates.yaml.

A rule gives first day, last day (inclusive) and UCDP's date_prec, or None if nothing settles the days.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from kg.values.days import (
    Base,
    Days,
    back,
    between,
    counted,
    full_year,
    month_of,
    on,
    one,
    shift,
    weekday_until,
    year_for,
    year_of,
)
from kg.values.patterns import Hit

QUARTERS_OF_MONTH = {"early": (1, 10), "mid": (10, 20), "late": (15, 31)}
QUARTERS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def stated_year(hit: Hit, base: Base, month: int, day: int = 1) -> int | None:
    """The year that the words give, else the latest past one."""
    year = hit.get("YEAR")
    return year if year is not None else year_for(base, month, day)


# Dates in full


def full_date(hit: Hit, _: Base) -> Days | None:
    written: date | None = hit.get("DMY")
    day = written or on(hit.get("YEAR"), hit.get("MONTH"), hit.get("DAY", hit.get("ORDINAL", 0)))
    return one(day) if day else None


def numeric(hit: Hit, _: Base) -> Days | None:
    parts = [value for cls, value in hit.values if cls in ("YEAR", "DAY")]
    year, month, number = parts if hit.values[0][0] == "YEAR" else (parts[2], parts[1], parts[0])
    day = on(year, month, number) or on(year, number, month)
    return one(day) if day else None


def short_year(hit: Hit, _: Base) -> Days | None:
    day = on(full_year(hit.get("YY")), hit.get("MONTH"), hit.get("DAY"))
    return one(day) if day else None


def day_of_month(hit: Hit, base: Base) -> Days | None:
    month, number = hit.get("MONTH"), hit.get("DAY", hit.get("ORDINAL", 0))
    year = year_for(base, month, number)
    day = on(year, month, number) if year else None
    return one(day) if day else None


def days_and_days(hit: Hit, base: Base) -> Days | None:
    """ "July 8 and 9": from the one to the other."""
    month, (low, high) = hit.get("MONTH"), hit.all("DAY")[:2]
    year = stated_year(hit, base, month, high)
    first, last = (on(year, month, low), on(year, month, high)) if year else (None, None)
    return between(first, last) if first and last and first < last else None


# Months and years


def month(hit: Hit, base: Base) -> Days | None:
    number = hit.get("MONTH", hit.get("MONTHNAME"))
    year = stated_year(hit, base, number)
    return month_of(year, number) if year else None


def year_month(hit: Hit, _: Base) -> Days:
    return month_of(hit.get("YEAR"), hit.get("DAY"))


def month_before(hit: Hit, base: Base) -> Days | None:
    """ "Last August": the latest before the month of the report."""
    number = hit.get("MONTHNAME")
    if base.report is None:
        return None
    return month_of(base.report.year - (number >= base.report.month), number)


def month_of_last_year(hit: Hit, base: Base) -> Days | None:
    return month_of(base.report.year - 1, hit.get("MONTHNAME")) if base.report else None


def month_of_this_year(hit: Hit, base: Base) -> Days | None:
    return month_of(base.report.year, hit.get("MONTHNAME")) if base.report else None


def that_month(hit: Hit, base: Base) -> Days | None:
    return month_of(base.period[0].year, hit.get("MONTHNAME")) if base.period else None


def part_of_month(hit: Hit, base: Base) -> Days | None:
    number, (low, high) = hit.get("MONTHNAME"), QUARTERS_OF_MONTH[hit.get("QUARTER")]
    year = stated_year(hit, base, number)
    if year is None:
        return None
    first, last, _ = month_of(year, number)
    return first.replace(day=low), min(last, last.replace(day=min(high, last.day))), 4


def whole_month(hit: Hit, base: Base) -> Days | None:
    year = stated_year(hit, base, hit.get("MONTHNAME"))
    return month_of(year, hit.get("MONTHNAME")) if year else None


def week_of_month(hit: Hit, base: Base) -> Days | None:
    """Weeks from the first day on: the second is 8-14."""
    whole = whole_month(hit, base)
    if whole is None:
        return None
    start = whole[0] + timedelta(weeks=hit.get("ORDINAL") - 1)
    return (start, min(start + timedelta(days=6), whole[1]), 3) if start <= whole[1] else None


def last_week_of_month(hit: Hit, base: Base) -> Days | None:
    whole = whole_month(hit, base)
    return between(whole[1] - timedelta(days=6), whole[1]) if whole else None


def first_days_of_month(hit: Hit, base: Base) -> Days | None:
    whole, count = whole_month(hit, base), hit.get("NUM")
    return between(whole[0], whole[0] + timedelta(days=count - 1)) if whole and 1 <= count <= 28 else None


def last_days_of_month(hit: Hit, base: Base) -> Days | None:
    whole, count = whole_month(hit, base), hit.get("NUM")
    return between(whole[1] - timedelta(days=count - 1), whole[1]) if whole and 1 <= count <= 28 else None


def year(hit: Hit, _: Base) -> Days:
    return year_of(hit.get("YEAR"))


def part_of_year(hit: Hit, _: Base) -> Days:
    low, high = QUARTERS_OF_YEAR[hit.get("QUARTER")]
    return month_of(hit.get("YEAR"), low)[0], month_of(hit.get("YEAR"), high)[1], 5


def first_half(hit: Hit, _: Base) -> Days:
    return date(hit.get("YEAR"), 1, 1), date(hit.get("YEAR"), 6, 30), 5


def second_half(hit: Hit, _: Base) -> Days:
    return date(hit.get("YEAR"), 7, 1), date(hit.get("YEAR"), 12, 31), 5


def season(hit: Hit, base: Base) -> Days | None:
    """Of the northern year; a winter is named after the year in which it begins."""
    low, high = hit.get("SEASON")
    stated = hit.get("YEAR") or year_for(base, low)
    if stated is None:
        return None
    return month_of(stated, low)[0], month_of(stated + (high < low), high)[1], 5


# Days of the week


def weekday(hit: Hit, base: Base) -> Days | None:
    return one(weekday_until(base.report, hit.get("WEEKDAY"))) if base.report else None


def weekday_before(hit: Hit, base: Base) -> Days | None:
    """ "Last Tuesday": the latest before the day of the report."""
    return one(weekday_until(base.report - timedelta(days=1), hit.get("WEEKDAY"))) if base.report else None


def weekday_of_week(hit: Hit, base: Base) -> Days | None:
    """ "Tuesday of last week"."""
    if base.report is None:
        return None
    return one(weekday_until(base.report, 0) + timedelta(days=hit.get("WEEKDAY") - 7))


def weekdays(hit: Hit, base: Base) -> Days | None:
    if base.report is None:
        return None
    low, high = hit.all("WEEKDAY")[:2]
    last = weekday_until(base.report, high)
    return between(weekday_until(last, low), last)


# Counted from the report


def phrase(hit: Hit, base: Base, bounds: tuple[str, str, int]) -> Days | None:
    """A phrase of the table: [first, last, date_prec]."""
    if base.report is None:
        return None
    first, last = (counted(base.report, bound) for bound in bounds[:2])
    if first > last:
        return one(base.report)
    return first, last if bounds[1].endswith("end") else max(first, min(last, base.report)), bounds[2]


def amount(hit: Hit) -> int:
    return int(hit.get("NUM", hit.get("AMOUNT", 1)))


def ago(hit: Hit, base: Base) -> Days | None:
    return shift(one(base.report), hit.get("UNIT"), -amount(hit)) if base.report else None


def past(hit: Hit, base: Base) -> Days | None:
    return back(base.report, hit.get("UNIT"), amount(hit)) if base.report else None


def past_few(hit: Hit, base: Base) -> Days | None:
    """ "The last few days", "recent weeks": three of the unit."""
    if base.report is None or hit.get("UNIT") == "year":
        return None
    if hit.get("UNIT") == "week":
        return base.report - timedelta(weeks=3), base.report, 4
    return one(base.report) if hit.get("UNIT") == "hour" else back(base.report, hit.get("UNIT"), 3)


def lasting(hit: Hit, base: Base) -> Days | None:
    """ "Five-day offensive": the days up to the report."""
    unit, count = hit.get("UNIT"), amount(hit)
    days = {"day": count, "week": 7 * count, "hour": max(1, -(-count // 24)), "month": 30 * count}.get(unit)
    return between(base.report - timedelta(days=days - 1), base.report) if base.report and days else None


def night_long(_: Hit, base: Base) -> Days | None:
    return between(base.report - timedelta(days=1), base.report) if base.report else None


# Counted from an earlier date of the text


def anchor(hit: Hit, base: Base) -> Days | None:
    """Days and nights are counted from a day, months and years from any date; without one, from the report."""
    coarse = hit.get("UNIT") in ("month", "year")
    known = (base.period if coarse else base.day) or (one(base.report) if base.report else None)
    return known


def earlier(hit: Hit, base: Base) -> Days | None:
    known = anchor(hit, base)
    return shift(known, hit.get("UNIT"), -amount(hit)) if known else None


def later(hit: Hit, base: Base) -> Days | None:
    known = anchor(hit, base)
    return shift(known, hit.get("UNIT"), amount(hit)) if known else None


FEW_DAYS = {"hour": 0, "day": 3, "week": 21}
"""How far "a few" of a unit reach; of months and years it says too little."""


def few_earlier(hit: Hit, base: Base) -> Days | None:
    """ "A few days earlier": within three of the unit."""
    known, reach = anchor(hit, base), FEW_DAYS.get(hit.get("UNIT"))
    if known is None or not reach:
        return one(known[0]) if known and reach == 0 else None
    return between(known[0] - timedelta(days=reach), known[0] - timedelta(days=1))


def few_later(hit: Hit, base: Base) -> Days | None:
    known, reach = anchor(hit, base), FEW_DAYS.get(hit.get("UNIT"))
    if known is None or not reach:
        return one(known[1]) if known and reach == 0 else None
    return between(known[1] + timedelta(days=1), known[1] + timedelta(days=reach))


def step(hit: Hit, base: Base, count: int) -> Days | None:
    """The same (0), previous (-1) or following (+1) day, week, month or year."""
    known, unit = anchor(hit, base), hit.get("UNIT", "day")
    if known is None:
        return None
    if unit == "week":
        monday = weekday_until(known[0], 0) + timedelta(weeks=count)
        return monday, monday + timedelta(days=6), 3
    if unit == "day" and count == 0:
        return known
    return shift(known, unit, count)


def same(hit: Hit, base: Base) -> Days | None:
    return step(hit, base, 0)


def previous(hit: Hit, base: Base) -> Days | None:
    return step(hit, base, -1)


def following(hit: Hit, base: Base) -> Days | None:
    return step(hit, base, 1)


Rule = Callable[[Hit, Base], Days | None]
RULES: Mapping[str, Rule] = {
    "date": full_date,
    "numeric": numeric,
    "short_year": short_year,
    "day": day_of_month,
    "days": days_and_days,
    "month_year": month,
    "year_month": year_month,
    "month": month,
    "month_before": month_before,
    "month_of_last_year": month_of_last_year,
    "month_of_this_year": month_of_this_year,
    "that_month": that_month,
    "part_of_month": part_of_month,
    "week_of_month": week_of_month,
    "last_week_of_month": last_week_of_month,
    "first_days_of_month": first_days_of_month,
    "last_days_of_month": last_days_of_month,
    "part_of_year": part_of_year,
    "season": season,
    "first_half": first_half,
    "second_half": second_half,
    "year": year,
    "weekday": weekday,
    "weekday_before": weekday_before,
    "weekday_of_week": weekday_of_week,
    "weekdays": weekdays,
    "ago": ago,
    "few_ago": past_few,
    "past": past,
    "past_few": past_few,
    "lasting": lasting,
    "night_long": night_long,
    "earlier": earlier,
    "later": later,
    "came_after": earlier,
    "came_few_after": few_earlier,
    "few_earlier": few_earlier,
    "few_later": few_later,
    "same": same,
    "clock": same,
    "previous": previous,
    "following": following,
}
ANCHORED = frozenset(
    (
        "that_month",
        "earlier",
        "later",
        "came_after",
        "came_few_after",
        "clock",
        "few_earlier",
        "few_later",
        "same",
        "previous",
        "following",
    )
)
"""Rules that count from an earlier date of the text."""
