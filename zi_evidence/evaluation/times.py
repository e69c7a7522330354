"""When a document is of, for one requirement: the days it speaks of, may report on, and was made on."""

import datetime as dt
from dataclasses import dataclass

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days
from zi_evidence.evaluation.folders import folder_days
from zi_evidence.evaluation.papers import event_day, meeting_day
from zi_evidence.evaluation.pictures import near_another_period, sent_day
from zi_evidence.evaluation.spans import (
    Span,
    contradicts_itself,
    known_until,
    made_within,
    own_date,
    reported_days,
    span_of,
)
from zi_evidence.model import Document
from zi_evidence.periods import Rhythm

__all__ = ["Times", "needs_time", "times_of"]

# A photo's folder must name a time that lies within one such period.
_LONGEST = {Rhythm.MONTH: 31, Rhythm.QUARTER: 92, Rhythm.SEMESTER: 184, Rhythm.YEAR: 366}


@dataclass(frozen=True, slots=True)
class Times:
    """When a document is of; without any, nothing is known of it.

    Attributes:
        span: the days it speaks of; `None` when it names none.
        date: the document's own date as first and last possible day.
        reported: the days that it can report on as a whole; `None` where it is not held against its period.
        made: the day it was made, where that leaves open what it reports on.
        known_until: the last day that it can know of; `None` where it does not look back.
        contradicts: it names a time that it cannot be of, by its own date.
        event: the day of the event it speaks of (a meeting), else its own whole date.
        meets: the day on which it says that its event is; `None` where it does not.
    """

    span: Span | None = None
    date: Days | None = None
    reported: Days | None = None
    made: dt.date | None = None
    known_until: dt.date | None = None
    contradicts: bool = False
    event: dt.date | None = None
    meets: dt.date | None = None


def needs_time(requirement: Requirement) -> bool:
    """Whether a document without any date or period can never serve the requirement."""
    return bool(requirement.every or requirement.within or requirement.max_age or requirement.years)


def times_of(
    document: Document, requirement: Requirement, given: Circumstances, *, pinned: bool, photo: bool
) -> Times:
    """When a document is of, for one requirement.

    Args:
        document: with the facts of one paper.
        requirement: what it may serve.
        given: the day and the words.
        pinned: a person said that it serves, and has seen what it is about.
        photo: it is a picture of something seen.
    """
    facts = document.facts
    date = own_date(facts)
    return Times(
        span=_span(document, requirement, given, pinned=pinned, photo=photo),
        date=date,
        reported=None if pinned else reported_days(facts, document.path.rpartition("/")[2], given),
        made=None if pinned else made_within(facts, given),
        known_until=known_until(facts, given),
        contradicts=not pinned and contradicts_itself(facts, given),
        event=event_day(facts, date),
        meets=meeting_day(facts, given),
    )


def _span(
    document: Document, requirement: Requirement, given: Circumstances, *, pinned: bool, photo: bool
) -> Span | None:
    """The days that a document speaks of; a picture and a pinned scan may take those of their folder."""
    span = span_of(document.facts, given)
    if photo:
        return _picture_span(document, requirement, span, given)
    return _folder_span(document.path, requirement, given) if pinned and span is None else span


def _picture_span(
    document: Document, requirement: Requirement, named: Span | None, given: Circumstances
) -> Span | None:
    """When a picture is of, for one requirement; `named` is what its name says.

    The day of sending is a bound only: in the first week of a period it may show the period before.
    """
    folder = _folder_span(document.path, requirement, given)
    sent = sent_day(document, given)
    if sent is None or requirement.pieces:
        return named or folder
    if folder and folder.first <= sent:
        return folder
    rhythm = requirement.every or (Rhythm.YEAR if requirement.years else None)
    return None if rhythm and near_another_period(sent, rhythm, given) else named


def _folder_span(path: str, requirement: Requirement, given: Circumstances) -> Span | None:
    """The time that the folder of a photo or a pinned scan names, where it is one period of the requirement."""
    found = folder_days(path.rpartition("/")[0], given.lexicon)
    if not found or requirement.pieces:
        return None
    first, last = found[0]
    longest = _LONGEST[requirement.every] if requirement.every else _LONGEST[Rhythm.YEAR]
    return Span(first, last, stated=True) if (last - first).days < longest else None
