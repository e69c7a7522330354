"""Requirements that depend on others: chains (monev -> recommendation -> follow-up -> proof), and companions.

A follow-up must come after what it follows; papers that belong together must be of the same event.
"""

import datetime as dt
from collections.abc import Sequence

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate, is_fresh
from zi_evidence.evaluation.slots import slot_for, wanted_slots
from zi_evidence.evaluation.verdicts import Question
from zi_evidence.i18n import period_text, translation
from zi_evidence.model import Finding

__all__ = ["broken_chain", "lacking_company"]

# As for the pieces of one set: an invitation goes out before, minutes are signed after.
_SAME_EVENT_DAYS = 21


def _last_day(candidate: Candidate) -> dt.date | None:
    if candidate.date:
        return candidate.date[1]
    return candidate.span.last if candidate.span else None


def _too_early(own: Sequence[Candidate], answered: Sequence[Candidate]) -> dt.date | None:
    """The day of the oldest paper to answer where every follow-up is older than it."""
    days = [day for c in own if (day := _last_day(c))]
    theirs = [c.date[0] for c in answered if c.date]
    return min(theirs) if days and theirs and max(days) < min(theirs) else None


def broken_chain(
    question: Question,
    candidates: Sequence[Candidate],
    requirement: Requirement,
    answered: Sequence[Candidate],
) -> Finding | None:
    """The finding where a follow-up is older than all that it could answer, in any period of its own.

    Args:
        question: the following requirement.
        candidates: its documents.
        requirement: the one it answers.
        answered: documents of that one. Where there are none, their absence is its own finding.
    """
    own = [c for c in candidates if c.usable]
    # An old paper was answered in its own time; what counts now must be answered now.
    theirs = [c for c in answered if c.usable and is_fresh(c, requirement, question.unit, question.as_of)]
    groups = [(own, theirs)]
    wanted = wanted_slots(question.requirement, question.unit)
    if wanted:
        groups = [
            (
                [c for c in own if slot_for(c, question.requirement, wanted) is slot],
                [c for c in theirs if c.span and slot.first <= c.span.first and c.span.last <= slot.last],
            )
            for slot in wanted
        ]
    for mine, others in groups:
        if day := _too_early(mine, others):
            translate = translation(question.lang)
            why = translate("none is dated after {day}").format(
                day=period_text(day.isoformat(), question.lang)
            )
            return question.finding("chain_broken", answered=requirement.title, why=why)
    return None


def lacking_company(
    question: Question,
    candidates: Sequence[Candidate],
    others: Sequence[tuple[Requirement, Sequence[Candidate]]],
) -> Finding | None:
    """The finding where no document has all its companions (`with`) of the same event, within three weeks.

    Args:
        question: the requirement.
        candidates: its documents.
        others: the requirements that belong to the same event, with their documents.
    """
    own = [c.event for c in candidates if c.usable and c.event]
    if not own:
        return None

    def absent(day: dt.date) -> list[str]:
        return [
            requirement.title
            for requirement, documents in others
            if not any(
                c.usable and c.event and abs((c.event - day).days) <= _SAME_EVENT_DAYS for c in documents
            )
        ]

    least = min((absent(day) for day in own), key=len)
    return question.finding("set_incomplete", pieces="; ".join(least)) if least else None
