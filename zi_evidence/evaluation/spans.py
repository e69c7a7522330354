"""Which days a document speaks of: its stated period, its own date, what it can report on."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from zi_evidence.evaluation.kinds import has_flag
from zi_evidence.model import DateSource, Facts
from zi_evidence.periods import bounds

__all__ = [
    "Days",
    "Span",
    "contradicts_itself",
    "covers",
    "days_of",
    "early_for_its_period",
    "known_until",
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
# A list of what was, whatever kind of paper it is.
_RECAP = re.compile(r"\brekap", re.IGNORECASE)
# A title that names what is still to be done.
_PLANNED = re.compile(
    r"\b(?:rencana|perencanaan|rancangan|program kerja|usulan|jadwal|kebutuhan|proyeksi|identifikasi risiko)\b",
    re.IGNORECASE,
)
# Plans and decrees are made some time before the year that they are for.
_AHEAD = dt.timedelta(days=183)
_LONG_AHEAD = dt.timedelta(days=92)
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
        # does not become one of 2026 by its name, and no report is about a time that had not begun.
        ahead = dt.timedelta(0) if _looks_back(facts) and not _planned(facts) else _AHEAD
        near = date is None or (days[0] <= date[1] + ahead and date[0].year - 1 <= days[1].year)
        if facts.period.source != "name" or near:
            return Span(*days, stated=True)
    return Span(*date, stated=False) if date else None


def _looks_back(facts: Facts) -> bool:
    title = facts.title.value if facts.title else ""
    return has_flag(facts, "looks_back") or (bool(_RECAP.search(title)) and not _PLANNED.search(title))


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
    made = known_until(facts)
    if (last - first).days < 31:
        title = facts.title.value if facts.title else ""
        if _WINDOW.search(f"{title} {name}"):
            return None
        if _may_be_its_date(facts, days, date):
            return (dt.date.min, made) if made else None
    if made and ((last - first).days < _WHOLE_YEAR or has_flag(facts, "annual")):
        last = min(last, made)
    return first, last


def known_until(facts: Facts | None) -> dt.date | None:
    """The last day that a paper which looks back can know of; `None` where it is no such paper, or undated."""
    date = own_date(facts)
    if not facts or not facts.date or not date or facts.date.source not in _SURE_SOURCES:
        return None
    # A letter may report; most are about what is to be.
    return date[1] if has_flag(facts, "letter") or _looks_back(facts) else None


def made_within(facts: Facts | None) -> dt.date | None:
    """The day on which a report was made, where that leaves open what it reports on.

    It names a year that was well under way: it may be a report of an event of that year, one on the year before, or one
    with a wrong date. Or it names no period at all.
    """
    made = known_until(facts)
    if not facts or not made or has_flag(facts, "annual") or _planned(facts):
        return None
    if not facts.period:
        return made if _looks_back(facts) else None
    days = days_of(facts.period.value)
    if not days or (days[1] - days[0]).days < _WHOLE_YEAR or made >= days[1]:
        return None
    return None if covers((min(days[0], made), made), dt.date(days[1].year, 1, 1), days[1]) else made


def _planned(facts: Facts) -> bool:
    return facts.title is not None and bool(_PLANNED.search(facts.title.value))


def contradicts_itself(facts: Facts | None) -> bool:
    """Whether a paper names a time that it cannot be of, by its own sure date.

    A report of March 2024 is not about 2025, and a decree of 2022 is none for 2026. Papers for several years, and what
    only the file's name claims, are not meant.
    """
    date = own_date(facts)
    if not facts or not facts.date or not facts.period or not date or facts.period.source == "name":
        return False
    days = days_of(facts.period.value)
    if facts.date.source not in _SURE_SOURCES or not days or (days[1] - days[0]).days > _LONG_PERIOD_DAYS:
        return False
    if date[1].year < days[0].year - 1:
        return True
    # A title may name the year of a goal ("menuju WBK 2026").
    ahead = _LONG_AHEAD if (days[1] - days[0]).days >= _WHOLE_YEAR else dt.timedelta(0)
    return _looks_back(facts) and not _planned(facts) and date[1] + ahead < days[0]


def covers(days: Days, first: dt.date, last: dt.date) -> bool:
    """Whether days are as good as all days from first to last."""
    wanted = (last - first).days + 1
    shared = (min(days[1], last) - max(days[0], first)).days + 1
    return shared >= wanted - max(_LEFT_OUT_DAYS, _LEFT_OUT * wanted)


def early_for_its_period(facts: Facts | None, name: str) -> bool:
    """Whether a report was made before most of the period that it reports on was over."""
    if facts and facts.period and made_within(facts):
        return True
    days = reported_days(facts, name)
    stated = days_of(facts.period.value) if facts and facts.period else None
    return bool(days and stated and days[1] < stated[1] and not covers(days, *stated))
