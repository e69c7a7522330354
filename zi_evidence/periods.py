"""Calendar periods as text: `2026`, `2026-S1`, `2026-Q2`, `2026-03`, `2021-2026`, `2026-01/2026-04`.

A period is a plain string in data and JSON; this module gives it first and last days and cuts a window
into the slots of a rhythm. Partial dates (`2021`, `2021-03`) are the same strings.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum

__all__ = ["Rhythm", "add_months", "bounds", "is_period", "slot_of", "slots", "span"]

_PERIOD = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])(?:-(\d\d))?|Q([1-4])|S([12])))?")
_YEARS = re.compile(r"(\d{4})-(\d{4})")


class Rhythm(StrEnum):
    """How often a periodic requirement must be served."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def bounds(period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period, a range of periods or a whole or partial date.

    Raises:
        ValueError: the text is not of one of the forms above, or names a day that does not exist.
    """
    if years := _YEARS.fullmatch(period):
        first, last = int(years[1]), int(years[2])
        if first > last:
            raise ValueError(f"not a period: {period!r}")
        return dt.date(first, 1, 1), dt.date(last, 12, 31)
    if "/" in period:
        left, _, right = period.partition("/")
        first_day, last_day = bounds(left)[0], bounds(right)[1]
        if first_day > last_day:
            raise ValueError(f"not a period: {period!r}")
        return first_day, last_day
    match = _PERIOD.fullmatch(period)
    if not match or match[1] == "0000":
        raise ValueError(f"not a period: {period!r}")
    year = int(match[1])
    if match[3]:
        day = dt.date(year, int(match[2]), int(match[3]))
        return day, day
    if match[2]:
        month = int(match[2])
        return dt.date(year, month, 1), _month_end(year, month)
    if match[4]:
        quarter = int(match[4])
        return dt.date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3)
    if match[5]:
        half = int(match[5])
        return dt.date(year, half * 6 - 5, 1), _month_end(year, half * 6)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def span(first: tuple[int, int], last: tuple[int, int]) -> str:
    """The period from one (year, month) to another, named as month, quarter, half, year or years where it is one."""
    (year, month), (last_year, last_month) = first, last
    if first == last:
        return f"{year}-{month:02}"
    if year == last_year:
        months = last_month - month + 1
        if months == 12:
            return f"{year}"
        if months == 6 and month in (1, 7):
            return f"{year}-S{1 if month == 1 else 2}"
        if months == 3 and month % 3 == 1:
            return f"{year}-Q{(month + 2) // 3}"
    elif month == 1 and last_month == 12:
        return f"{year}-{last_year}"
    return f"{year}-{month:02}/{last_year}-{last_month:02}"


def is_period(text: str) -> bool:
    """Whether `bounds` understands the text."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def slot_of(day: dt.date, rhythm: Rhythm) -> str:
    """The slot of the rhythm that holds the day: `slot_of(2026-05-02, QUARTER)` is `2026-Q2`."""
    match rhythm:
        case Rhythm.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Rhythm.QUARTER:
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case Rhythm.SEMESTER:
            return f"{day.year:04}-S{1 if day.month <= 6 else 2}"
        case Rhythm.YEAR:
            return f"{day.year:04}"


def slots(first: dt.date, last: dt.date, rhythm: Rhythm) -> Iterator[str]:
    """The slots that touch the days from `first` to `last`, in order."""
    day = first
    while day <= last:
        slot = slot_of(day, rhythm)
        yield slot
        day = bounds(slot)[1] + dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month some months later (earlier if negative), or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
