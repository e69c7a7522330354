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

__all__ = ["SAME_EVENT", "Paper", "event_day", "papers_of"]

# An invitation goes out some days before its meeting, minutes are signed some days after.
SAME_EVENT = dt.timedelta(days=21)


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
    begin: dt.date | None = None
    for part in parts:
        day = event_day(part.facts, own_date(part.facts))
        if groups and _goes_on(groups[-1], begin, part, day):
            groups[-1].append(part)
            begin = begin or day
        else:
            groups.append([part])
            begin = day
    for group in groups:
        if not match.parts or any(part.first_page in match.parts for part in group):
            dated = (part for part in group if event_day(part.facts, own_date(part.facts)))
            yield _paper(document, next(dated, group[0]), group)


def _goes_on(group: Sequence[Part], begin: dt.date | None, part: Part, day: dt.date | None) -> bool:
    """Whether a part is of the meeting of those before it: of about that day, and no second piece of its kind."""
    if day is None or begin is None or day == begin:
        return True
    again = any(other.facts.kind.value == part.facts.kind.value for other in group)
    return abs(day - begin) <= SAME_EVENT and not again


def _paper(document: Document, told_by: Part, parts: Sequence[Part]) -> Paper:
    pieces = frozenset(part.facts.kind.value for part in parts)
    own = told_by.first_page != 1
    shown = replace(document, facts=told_by.facts) if own else document
    return Paper(shown, told_by.first_page, pieces)
