"""Which days a document speaks of: its stated period, its own date, what it can report on."""

import datetime as dt
import re
from dataclasses import dataclass

from zi_evidence.model import DateSource, Facts, Kind
from zi_evidence.periods import bounds

__all__ = [
    "Days",
    "Span",
    "covers",
    "days_of",
    "early_for_its_period",
    "own_date",
    "reported_days",
    "span_of",
]

Days = tuple[dt.date, dt.date]

# Dates that a file system or an editor wrote say nothing about the document.
_WEAK_SOURCES = frozenset({DateSource.METADATA, DateSource.MTIME})
# Where an office dates the paper itself; a date in a title or a name may be of what it is about.
_SURE_SOURCES = frozenset({DateSource.SIGNATURE, DateSource.ENACTED, DateSource.LETTERHEAD, DateSource.TTE})
# What looks back. Decrees, plans and lists are rightly dated before the time that they govern.
_LOOKING_BACK = frozenset(
    {Kind.LAPORAN, Kind.LKJIP, Kind.SURVEI, Kind.NOTA_DINAS, Kind.SURAT, Kind.BERITA_ACARA}
)
_LONG_PERIOD_DAYS = 550
# A report may leave out, or be made in, the last tenth of its period or its last week, and is about the whole.
_LEFT_OUT, _LEFT_OUT_DAYS = 0.1, 7
_BY_MONTH = re.compile(r"\b(?:bulan|bulanan|periode)\b", re.IGNORECASE)
# The windows of the ministry of law: B06 is the report of April to June, whatever month its title bears.
_WINDOW = re.compile(r"\bb[ .-]?(?:03|06|09|12)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """The days a document speaks of. `stated` means it names the period, not only its own date."""

    first: dt.date
    last: dt.date
    stated: bool

    @property
    def many_years(self) -> bool:
        """Whether this is a multi-year document such as a Renstra."""
        return self.stated and (self.last - self.first).days > _LONG_PERIOD_DAYS

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of its days lies between the two, both included."""
        return self.first <= last and first <= self.last


def days_of(value: str) -> Days | None:
    """First and last day of a period or a date; `None` where the text is neither."""
    try:
        return bounds(value)
    except ValueError:
        return None


def own_date(facts: Facts | None) -> Days | None:
    """First and last possible day of the document's own date; `None` if none can be trusted."""
    if not facts or not facts.date or facts.date.source in _WEAK_SOURCES:
        return None
    return days_of(facts.date.value)


def span_of(facts: Facts | None) -> Span | None:
    """The days a document speaks of: its stated period, else its own date."""
    date = own_date(facts)
    if facts and facts.period and (days := days_of(facts.period.value)):
        # What only the file's name claims must be near the date that the paper itself bears: a decree of 2019
        # does not become one of 2026 by its name.
        claimed = facts.period.source == "name" and date is not None
        if not claimed or (date and date[0].year - 1 <= days[1].year and days[0].year <= date[1].year + 1):
            return Span(*days, stated=True)
    return Span(*date, stated=False) if date else None


def _may_be_its_date(facts: Facts, days: Days, date: Days | None) -> bool:
    """Whether the month that a paper names may only be the month in which it was made."""
    title = facts.title.value if facts.title else ""
    words = facts.period.quote.words if facts.period else ""
    if _BY_MONTH.search(f"{title} {words}"):
        return False
    return date is None or (days[0] <= date[1] and date[0] <= days[1])


def reported_days(facts: Facts | None, name: str) -> Days | None:
    """The days that a report can be about: its stated period, cut at the day it was made.

    `None` where it states no period, or one that is not sure to be what it reports on: a year that may only be the
    year of an event, a month that may only be its date; of a report with such a month one thing is sure, that it
    knows nothing of the days after it was made. Where it was made before its period began, the last day comes
    before the first.
    """
    if not facts or not facts.period or not (days := days_of(facts.period.value)):
        return None
    first, last = days
    date = own_date(facts)
    kind = facts.kind.value
    sure = facts.date is not None and facts.date.source in _SURE_SOURCES and kind in _LOOKING_BACK
    known_until = date[1] if date and sure else None
    if (last - first).days < 31:
        title = facts.title.value if facts.title else ""
        if _WINDOW.search(f"{title} {name}"):
            return None
        if _may_be_its_date(facts, days, date):
            return (dt.date.min, known_until) if known_until else None
    whole_year = (last - first).days >= 364
    if known_until and (not whole_year or kind == Kind.LKJIP):
        last = min(last, known_until)
    return first, last


def covers(days: Days, first: dt.date, last: dt.date) -> bool:
    """Whether days are as good as all days from first to last."""
    wanted = (last - first).days + 1
    shared = (min(days[1], last) - max(days[0], first)).days + 1
    return shared >= wanted - max(_LEFT_OUT_DAYS, _LEFT_OUT * wanted)


def early_for_its_period(facts: Facts | None, name: str) -> bool:
    """Whether a report was made before most of the period that it reports on was over."""
    days = reported_days(facts, name)
    stated = days_of(facts.period.value) if facts and facts.period else None
    return bool(days and stated and days[1] < stated[1] and not covers(days, *stated))
