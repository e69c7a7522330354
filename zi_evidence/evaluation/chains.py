"""Chains: a follow-up must come after what it follows (monev -> recommendation -> follow-up -> proof)."""

import datetime as dt
from collections.abc import Sequence

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.slots import slot_for, wanted_slots
from zi_evidence.evaluation.verdicts import Question
from zi_evidence.i18n import period_text, translation
from zi_evidence.model import Finding

__all__ = ["broken_chain"]


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
    theirs = [c for c in answered if c.usable]
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
