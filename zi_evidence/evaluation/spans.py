"""Which days a document speaks of: its stated period, its own date, what it can report on."""

import datetime as dt
from dataclasses import dataclass

from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days, days_of
from zi_evidence.facts.wordings import is_planned, is_recap, names_reporting_window, reports_by_month
from zi_evidence.model import DateSource, Facts

__all__ = [
    "Span",
    "contradicts_itself",
    "covers",
    "early_for_its_period",
    "known_until",
    "made_within",
    "own_date",
    "reported_days",
    "span_of",
    "spans_years",
]

# Dates that a file system or an editor wrote say nothing about the document.
_WEAK_SOURCES = frozenset({DateSource.METADATA, DateSource.MTIME})
# Where an office dates the paper itself; a date in a title or a name may be of what it is about.
_SURE_SOURCES = frozenset({DateSource.SIGNATURE, DateSource.ENACTED, DateSource.LETTERHEAD, DateSource.TTE})
_WHOLE_YEAR = 364


@dataclass(frozen=True, slots=True)
class Span:
    """The days a document speaks of. `stated` means it names the period, not only its own date."""

    first: dt.date
    last: dt.date
    stated: bool

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of its days lies between the two, both included."""
        return self.first <= last and first <= self.last


def own_date(facts: Facts | None) -> Days | None:
    """First and last possible day of the document's own date; `None` if none can be trusted."""
    if not facts or not facts.date or facts.date.source in _WEAK_SOURCES:
        return None
    return days_of(facts.date.value)


def span_of(facts: Facts | None, given: Circumstances) -> Span | None:
    """The days a document speaks of: its stated period, else its own date."""
    date = own_date(facts)
    if facts and facts.period and (days := days_of(facts.period.value)):
        # What only the file's name claims must be near the date that the paper itself bears: a decree of 2019
        # does not become one of 2026 by its name, and no report is about a time that had not begun.
        reports = _looks_back(facts, given) and not is_planned(facts, given.lexicon)
        ahead = dt.timedelta(0) if reports else given.time("year_planned_ahead")
        near = date is None or (days[0] <= date[1] + ahead and date[0].year - 1 <= days[1].year)
        if facts.period.source != "name" or near:
            return Span(*days, stated=True)
    return Span(*date, stated=False) if date else None


def spans_years(span: Span, given: Circumstances) -> bool:
    """Whether this is the time of a multi-year document such as a Renstra."""
    return span.stated and (span.last - span.first).days > given.days("longer_than_a_year")


def _looks_back(facts: Facts, given: Circumstances) -> bool:
    return given.has_flag(facts, "looks_back") or is_recap(facts, given.lexicon)


def _may_be_its_date(facts: Facts, days: Days, given: Circumstances) -> bool:
    """Whether the month that a paper names may only be the month in which it was made."""
    date = own_date(facts)
    if reports_by_month(facts, given.lexicon):
        return False
    return date is None or (days[0] <= date[1] and date[0] <= days[1])


def reported_days(facts: Facts | None, name: str, given: Circumstances) -> Days | None:
    """The days that a report can be about: its stated period, cut at the day it was made.

    `None` where it states no period, or one that is not sure to be what it reports on: a year that may only be the
    year of an event, a month that may only be its date; of a report with such a month one thing is sure, that it
    knows nothing of the days after it was made. Where it was made before its period began, the last day comes
    before the first.
    """
    if not facts or not facts.period or not (days := days_of(facts.period.value)):
        return None
    first, last = days
    made = known_until(facts, given)
    if (last - first).days < 31:
        if names_reporting_window(facts, name, given.lexicon):
            return None
        if _may_be_its_date(facts, days, given):
            return (dt.date.min, made) if made else None
    if made and ((last - first).days < _WHOLE_YEAR or given.has_flag(facts, "annual")):
        last = min(last, made)
    return first, last


def known_until(facts: Facts | None, given: Circumstances) -> dt.date | None:
    """The last day that a paper which looks back can know of; `None` where it is no such paper, or undated."""
    date = own_date(facts)
    if not facts or not facts.date or not date or facts.date.source not in _SURE_SOURCES:
        return None
    # A letter may report; most are about what is to be.
    return date[1] if given.has_flag(facts, "letter") or _looks_back(facts, given) else None


def made_within(facts: Facts | None, given: Circumstances) -> dt.date | None:
    """The day on which a report was made, where that leaves open what it reports on.

    It names a year that was well under way: it may be a report of an event of that year, one on the year before, or one
    with a wrong date. Or it names no period at all.
    """
    made = known_until(facts, given)
    if not facts or not made or given.has_flag(facts, "annual") or is_planned(facts, given.lexicon):
        return None
    if not facts.period:
        return made if _looks_back(facts, given) else None
    days = days_of(facts.period.value)
    if not days or (days[1] - days[0]).days < _WHOLE_YEAR or made >= days[1]:
        return None
    known = min(days[0], made), made
    return None if covers(known, dt.date(days[1].year, 1, 1), days[1], given) else made


def contradicts_itself(facts: Facts | None, given: Circumstances) -> bool:
    """Whether a paper names a time that it cannot be of, by its own sure date.

    A report of March 2024 is not about 2025, and a decree of 2022 is none for 2026. Papers for several years, and what
    only the file's name claims, are not meant.
    """
    date = own_date(facts)
    if not facts or not facts.date or not facts.period or not date or facts.period.source == "name":
        return False
    days = days_of(facts.period.value)
    if facts.date.source not in _SURE_SOURCES or not days or spans_years(Span(*days, stated=True), given):
        return False
    if date[1].year < days[0].year - 1:
        return True
    # A title may name the year of a goal ("menuju WBK 2026").
    whole_year = (days[1] - days[0]).days >= _WHOLE_YEAR
    ahead = given.time("year_of_a_goal_ahead") if whole_year else dt.timedelta(0)
    if not _looks_back(facts, given) or is_planned(facts, given.lexicon):
        return False
    return date[1] + ahead < days[0]


def covers(days: Days, first: dt.date, last: dt.date, given: Circumstances) -> bool:
    """Whether days are as good as all days from first to last: a report may leave out, or be made in, the end."""
    wanted = (last - first).days + 1
    shared = (min(days[1], last) - max(days[0], first)).days + 1
    return shared >= wanted - max(given.days("left_out_days"), given.share("left_out_share") * wanted)


def early_for_its_period(facts: Facts | None, name: str, given: Circumstances) -> bool:
    """Whether a report was made before most of the period that it reports on was over."""
    if facts and facts.period and made_within(facts, given):
        return True
    days = reported_days(facts, name, given)
    stated = days_of(facts.period.value) if facts and facts.period else None
    return bool(days and stated and days[1] < stated[1] and not covers(days, *stated, given))
