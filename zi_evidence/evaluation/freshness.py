"""Whether evidence is recent enough: the window, the assessed year, the last months, the greatest age."""

import datetime as dt

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days
from zi_evidence.evaluation.spans import Span, spans_years
from zi_evidence.periods import add_months, bounds

__all__ = ["day_is_fresh", "is_fresh"]


def _age_months(age: str) -> int:
    number, _, measure = age.partition(" ")
    return int(number) * (12 if measure == "years" else 1)


def is_fresh(candidate: Candidate, requirement: Requirement, given: Circumstances) -> bool:
    """Whether the document is recent enough: window, assessed year, last months, greatest age.

    A multi-year document is fresh as long as its years reach into the window.
    """
    times, span = candidate.times, candidate.times.span
    if span is None:
        # Only a pin or a photo comes here without a date where one is needed: a person's word counts.
        return candidate.usable
    if times.known_until and requirement.within.endswith("months") and not spans_years(span, given):
        # A list of 2025 that was closed in March is of March.
        span = Span(span.first, min(span.last, times.known_until), stated=span.stated)
    return _span_is_fresh(span, times.date, requirement, given)


def day_is_fresh(day: dt.date, requirement: Requirement, given: Circumstances) -> bool:
    """Whether an event on this day is recent enough; see `is_fresh`."""
    return _span_is_fresh(Span(day, day, stated=False), None, requirement, given)


def _span_is_fresh(
    span: Span,
    date: Days | None,
    requirement: Requirement,
    given: Circumstances,
) -> bool:
    unit, as_of, window = given.unit, given.as_of, given.unit.window
    if spans_years(span, given):
        return span.first <= max(as_of, window.to) and span.last >= window.from_
    if requirement.within == "window" and not span.touches(window.from_, window.to):
        return False
    if requirement.within == "year":
        year_first, year_last = bounds(str(unit.year))
        if not span.touches(year_first, year_last):
            return False
    if requirement.within.endswith("months"):
        first = add_months(as_of, -_age_months(requirement.within))
        if not span.touches(first, as_of):
            return False
    if requirement.max_age:
        latest = date[1] if date else span.last
        if latest < add_months(as_of, -_age_months(requirement.max_age)):
            return False
    return True
