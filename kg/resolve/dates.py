"""ISO dates of statements as day numbers, so that intervals compare fast. Day 1 is 0001-01-01 (datetime.toordinal)."""

from calendar import monthrange
from datetime import date
from functools import cache


@cache
def interval(text: str | None) -> tuple[int, int] | None:
    """First and last day of '2024', '2024-12', '2024-12-01' or 'A/B'; None for None or what is no ISO date."""
    if not text:
        return None
    first, _, last = text.partition("/")
    try:
        days = bounds(first)[0], bounds(last or first)[1]
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def bounds(text: str) -> tuple[int, int]:
    """First and last day of one ISO year, month or day. Raises ValueError."""
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        day = date(parts[0], parts[1], parts[2]).toordinal()
        return day, day
    if len(parts) == 2:
        return date(parts[0], parts[1], 1).toordinal(), date(parts[0], parts[1], monthrange(*parts)[1]).toordinal()
    return date(parts[0], 1, 1).toordinal(), date(parts[0], 12, 31).toordinal()


def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
