"""Which days a document speaks of: its stated period, its own date, what it can report on."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from zi_evidence.model import DateSource, Facts, Kind
from zi_evidence.periods import bounds

__all__ = [
    "Days",
    "Span",
    "covers",
    "days_of",
    "early_for_its_period",
    "made_within",
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
# A title that names what is still to be done.
_PLANNED = re.compile(r"\b(?:rencana|rancangan|program kerja|usulan|jadwal)\b", re.IGNORECASE)
_LONG_PERIOD_DAYS = 550
_WHOLE_YEAR = 364
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


@lru_cache(maxsize=8192)
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
    known_until = _sure_day(facts)
    if (last - first).days < 31:
        title = facts.title.value if facts.title else ""
        if _WINDOW.search(f"{title} {name}"):
            return None
        if _may_be_its_date(facts, days, date):
            return (dt.date.min, known_until) if known_until else None
    if known_until and ((last - first).days < _WHOLE_YEAR or facts.kind.value == Kind.LKJIP):
        last = min(last, known_until)
    return first, last


def _sure_day(facts: Facts) -> dt.date | None:
    """The last day that a paper which looks back can know of; `None` where it is no such paper, or undated."""
    date = own_date(facts)
    sure = facts.date is not None and facts.date.source in _SURE_SOURCES and facts.kind.value in _LOOKING_BACK
    return date[1] if date and sure else None


def made_within(facts: Facts | None) -> dt.date | None:
    """The day on which a report was made, where that is well before the year in its title was over.

    It may be a report of an event of that year, one on the year before, or one with a wrong date: nobody can say
    whether it reports on the year.
    """
    if not facts or not facts.period or facts.kind.value == Kind.LKJIP:
        return None
    days, made = days_of(facts.period.value), _sure_day(facts)
    if not days or not made or (days[1] - days[0]).days < _WHOLE_YEAR or made >= days[1]:
        return None
    if facts.title and _PLANNED.search(facts.title.value):
        return None
    return None if covers((min(days[0], made), made), dt.date(days[1].year, 1, 1), days[1]) else made


def covers(days: Days, first: dt.date, last: dt.date) -> bool:
    """Whether days are as good as all days from first to last."""
    wanted = (last - first).days + 1
    shared = (min(days[1], last) - max(days[0], first)).days + 1
    return shared >= wanted - max(_LEFT_OUT_DAYS, _LEFT_OUT * wanted)


def early_for_its_period(facts: Facts | None, name: str) -> bool:
    """Whether a report was made before most of the period that it reports on was over."""
    if made_within(facts):
        return True
    days = reported_days(facts, name)
    stated = days_of(facts.period.value) if facts and facts.period else None
    return bool(days and stated and days[1] < stated[1] and not covers(days, *stated))
