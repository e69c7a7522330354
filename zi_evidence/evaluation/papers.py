"""The papers that one file is judged by: itself, or those of its parts that fit a requirement.

A part is a paper of its own, with its own date, number and unit: the fresh letter on top makes no old report count, and
twelve minutes in one file are twelve. A part that tells no time lies with the paper before it, and is judged as that.
Where whole sets are asked for, the parts of one meeting stay together.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.spans import Days, days_of, own_date
from zi_evidence.model import Document, Facts, Match, Part

__all__ = ["SAME_EVENT", "Paper", "event_day", "meeting_day", "papers_of", "same_event"]

# An invitation goes out some days before its meeting, minutes are signed some days after.
SAME_EVENT = dt.timedelta(days=21)
# A meeting may last some days.
_SAME_MEETING = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a file.

    Attributes:
        document: the file, with the facts of this paper.
        page: the first page of a part, counted from 1; 0 where the file is one document.
        pieces: the kinds of document it holds.
    """

    document: Document
    page: int
    pieces: frozenset[str]


def event_day(facts: Facts | None, date: Days | None) -> dt.date | None:
    """The day of the event that a paper speaks of, else its own whole date."""
    days = days_of(facts.event.value) if facts and facts.event else None
    for first, last in filter(None, (days, date)):
        if first == last:
            return first
    return None


def meeting_day(facts: Facts | None) -> dt.date | None:
    """The day on which a paper says that its event is; `None` where it only bears a date of its own."""
    days = days_of(facts.event.value) if facts and facts.event else None
    return days[0] if days and days[0] == days[1] else None


def same_event(one: dt.date, other: dt.date, *, both_stated: bool) -> bool:
    """Whether two papers can be of one event by their days.

    Where both say when it is (`both_stated`), the days must be as good as the same; else one may be the day of a letter
    or of a signature.
    """
    return abs(one - other) <= (_SAME_MEETING if both_stated else SAME_EVENT)


def papers_of(document: Document, match: Match, requirement: Requirement) -> list[Paper]:
    """The papers of a matched file that may serve a requirement, in the order of the file; at least one."""
    facts = document.facts
    if facts is None:
        return [Paper(document, 0, frozenset())]
    if not facts.parts:
        return [Paper(document, 0, frozenset({facts.kind.value}))]
    found = (
        _meetings(document, match, facts.parts)
        if requirement.pieces
        else _parts(document, match, facts.parts)
    )
    # A person's pin to a file of which no part fits by its words means the file as a whole.
    return list(found) or [Paper(document, 1, frozenset(part.facts.kind.value for part in facts.parts))]


def _parts(document: Document, match: Match, parts: Sequence[Part]) -> Iterator[Paper]:
    given: set[int] = set()
    lender = parts[0]
    for part in parts:
        if part.facts.date or part.facts.period:
            lender = part
        if part.first_page in match.parts and lender.first_page not in given:
            given.add(lender.first_page)
            yield _paper(document, lender, [part])


def _meetings(document: Document, match: Match, parts: Sequence[Part]) -> Iterator[Paper]:
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _goes_on(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    for group in groups:
        if not match.parts or any(part.first_page in match.parts for part in group):
            dated = (part for part in group if event_day(part.facts, own_date(part.facts)))
            yield _paper(document, next(dated, group[0]), group)


def _goes_on(group: Sequence[Part], part: Part) -> bool:
    """Whether a part is of the meeting of those before it: of about that day, and no second piece of its kind."""
    day, meets = event_day(part.facts, own_date(part.facts)), meeting_day(part.facts)
    for other in group:
        other_day = event_day(other.facts, own_date(other.facts))
        if day is None or other_day is None or day == other_day:
            continue
        stated = bool(meets and meeting_day(other.facts))
        again = other.facts.kind.value == part.facts.kind.value
        if again or not same_event(day, other_day, both_stated=stated):
            return False
    return True


def _paper(document: Document, told_by: Part, parts: Sequence[Part]) -> Paper:
    pieces = frozenset(part.facts.kind.value for part in parts)
    own = told_by.first_page != 1
    shown = replace(document, facts=told_by.facts) if own else document
    return Paper(shown, told_by.first_page, pieces)
