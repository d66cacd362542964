"""Days, months and years: the arithmetic of time expressions."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date, int]
BASE = re.compile(r"([a-z]+)([+-]\d+)?")


@dataclass(frozen=True, slots=True)
class Base:
    """What an expression is counted from. report: day of the report. day, period: the nearest earlier day, or date of
    any precision, of the text. year: of a dated expression shortly before, where the report has no date.
    """

    report: date | None
    day: Days | None = None
    period: Days | None = None
    year: int | None = None


def prec_of(first: date, last: date) -> int:
    """UCDP's date_prec by length: 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 longer."""
    length = (last - first).days + 1
    return next((prec for prec, longest in ((1, 1), (2, 6), (3, 7), (4, 31)) if length <= longest), 5)


def between(first: date, last: date, prec: int | None = None) -> Days:
    return first, last, prec or prec_of(first, last)


def one(day: date) -> Days:
    return day, day, 1


def on(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1] else None


def month_of(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), 4


def year_of(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31), 5


def months_before(day: date, count: int) -> tuple[int, int]:
    """(year, month) so many months before (after, if negative)."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return year, month + 1


def year_for(base: Base, month: int, day: int = 1) -> int | None:
    """The year that makes a month and day the latest on or before the report; a day of grace for other time zones."""
    if base.report is None:
        return base.year
    limit = base.report + timedelta(days=1 if day > 1 else 0)
    past = (y for y in range(limit.year, limit.year - 9, -1) if (d := on(y, month, day)) and d <= limit)
    return next(past, None)


def full_year(two_digits: int) -> int:
    """70-99 are the last century's."""
    return two_digits + (1900 if two_digits >= 70 else 2000)


def weekday_until(day: date, weekday: int) -> date:
    """The latest such weekday on or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def shift(days: Days, unit: str, count: int) -> Days:
    """Days so many units later (earlier, if negative); the coarser the unit, the vaguer the result."""
    first = days[0] if count < 0 else days[1]
    if unit in ("day", "hour"):
        return one(first + timedelta(days=count if unit == "day" else int(count / 24)))
    if unit in ("week", "fortnight"):
        middle = first + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        return middle - timedelta(days=3), middle + timedelta(days=3), 3
    return month_of(*months_before(first, -count)) if unit == "month" else year_of(first.year + count)


def back(report: date, unit: str, count: int) -> Days | None:
    """UCDP: so many days, weeks, months before the report; months stay in its year."""
    if unit == "hour":
        return between(report - timedelta(days=-(-count // 24)), report)
    if unit == "day":
        return between(report - timedelta(days=count), report - timedelta(days=1))
    if unit in ("week", "fortnight"):
        return between(report - timedelta(days=7 * count * (2 if unit == "fortnight" else 1) - 1), report)
    if unit == "month":
        y, m = months_before(report, count)
        first = date(y, m, min(report.day, calendar.monthrange(y, m)[1]))
        return between(max(first, date(report.year, 1, 1)), report)
    return date(report.year - count, report.month, min(report.day, 28)), report, 5


def counted(report: date, bound: str) -> date:
    """ "monday-7" and the like, see `phrases` in schema/lexicon/dates.yaml."""
    match = BASE.fullmatch(bound)
    if match is None:
        raise ValueError(f"schema/lexicon/dates.yaml: '{bound}' should be a base and a number of days, such as monday-7")
    bases = {
        "today": report,
        "monday": weekday_until(report, 0),
        "saturday": weekday_until(report, 5),
        "month": report.replace(day=1),
        "monthend": month_of(report.year, report.month)[1],
        "lastmonth": (report.replace(day=1) - timedelta(days=1)).replace(day=1),
        "year": date(report.year, 1, 1),
        "yearend": date(report.year, 12, 31),
        "lastyear": date(report.year - 1, 1, 1),
    }
    return bases[match[1]] + timedelta(days=int(match[2] or 0))
