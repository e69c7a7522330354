"""The papers that one file is judged by: itself, or those of its parts that fit a requirement.

A part is a paper of its own, with its own date, number, unit and signature: the fresh letter on top makes no old report
count, and twelve minutes in one file are twelve. A part that tells no time is of the time of the paper before it, and
borrows nothing else from it. Where whole sets are asked for, all parts of a meeting come with the one that fits.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days, days_of
from zi_evidence.evaluation.spans import own_date
from zi_evidence.facts.references import topics
from zi_evidence.facts.wordings import names_several_days
from zi_evidence.model import Document, Facts, Match, Part

__all__ = ["Paper", "event_day", "meeting_day", "papers_of", "same_event"]


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


def meeting_day(facts: Facts | None, given: Circumstances) -> dt.date | None:
    """The day on which a paper says that its event is; `None` where it names none, or several."""
    if not facts or not facts.event or names_several_days(facts.event.quote.words, given.lexicon):
        return None
    days = days_of(facts.event.value)
    return days[0] if days and days[0] == days[1] else None


def same_event(one: dt.date, other: dt.date, given: Circumstances, *, both_stated: bool) -> bool:
    """Whether two papers can be of one event by their days.

    Where both say when it is (`both_stated`), the days must be as good as the same; else one may be the day of a letter
    or of a signature. An invitation goes out some days before its meeting, minutes are signed some days after.
    """
    return abs(one - other) <= given.time("same_meeting" if both_stated else "same_event")


def papers_of(
    document: Document, match: Match, requirement: Requirement, given: Circumstances
) -> list[Paper]:
    """The papers of a matched file that may serve a requirement, in the order of the file; at least one.

    A match that names no parts (a person's pin) means all of them.
    """
    facts = document.facts
    if facts is None:
        return [Paper(document, 0, frozenset())]
    if not facts.parts:
        return [Paper(document, 0, frozenset({facts.kind.value}))]
    fitting = match.parts or tuple(part.first_page for part in facts.parts)
    timed = _meetings(facts.parts, fitting, given) if requirement.pieces else _parts(facts.parts, fitting)
    return [
        Paper(replace(document, facts=own), part.first_page, frozenset({own.kind.value}))
        for part, own in timed
    ]


def _tells_time(facts: Facts) -> bool:
    return bool(facts.date or facts.period)


def _of_the_time(part: Part, lender: Facts) -> Facts:
    """The facts of a part, with the time of another paper where it tells none."""
    own = part.facts
    return (
        own if _tells_time(own) else replace(own, date=lender.date, period=lender.period, event=lender.event)
    )


def _parts(parts: Sequence[Part], fitting: Sequence[int]) -> Iterator[tuple[Part, Facts]]:
    lender = parts[0]
    for part in parts:
        if _tells_time(part.facts):
            lender = part
        # What lies with a paper that fits is no second one.
        if part.first_page in fitting and (part is lender or lender.first_page not in fitting):
            yield part, _of_the_time(part, lender.facts)


def _meetings(
    parts: Sequence[Part], fitting: Sequence[int], given: Circumstances
) -> Iterator[tuple[Part, Facts]]:
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _goes_on(groups[-1], part, given):
            groups[-1].append(part)
        else:
            groups.append([part])
    for group in groups:
        about = set().union(*(_about(part) for part in group if part.first_page in fitting))
        dated = (part.facts for part in group if event_day(part.facts, own_date(part.facts)))
        lender = next(dated, group[0].facts)
        if not any(part.first_page in fitting for part in group):
            continue
        for part in group:
            # A page about something else is a stray one: the attendance list of the roll call.
            if part.first_page in fitting or not _stray(_about(part), about):
                yield part, _of_the_time(part, lender)


def _about(part: Part) -> set[str]:
    return topics(part.facts.title.value) if part.facts.title else set()


def _stray(own: set[str], about: set[str]) -> bool:
    return bool(own and about and not own & about)


def _goes_on(group: Sequence[Part], part: Part, given: Circumstances) -> bool:
    """Whether a part is of the meeting of those before it: of about that day, and no second piece of its kind."""
    day, meets = event_day(part.facts, own_date(part.facts)), meeting_day(part.facts, given)
    for other in group:
        other_day = event_day(other.facts, own_date(other.facts))
        if day is None or other_day is None or day == other_day:
            continue
        stated = bool(meets and meeting_day(other.facts, given))
        again = other.facts.kind.value == part.facts.kind.value
        if again or not same_event(day, other_day, given, both_stated=stated):
            return False
    return True
