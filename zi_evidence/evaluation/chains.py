"""Chains: a follow-up must come after what it follows (monev -> recommendation -> follow-up -> proof)."""

import datetime as dt
from collections.abc import Sequence

from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.requirement import Question
from zi_evidence.i18n import period_text, translation
from zi_evidence.model import Finding

__all__ = ["broken_chains"]


def _last_day(candidate: Candidate) -> dt.date | None:
    if candidate.date:
        return candidate.date[1]
    return candidate.span.last if candidate.span else None


def broken_chains(
    question: Question,
    candidates: Sequence[Candidate],
    answered_title: str,
    answered: Sequence[Candidate],
) -> Finding | None:
    """The finding where every follow-up is older than the oldest paper it could answer.

    Args:
        question: the following requirement.
        candidates: its documents.
        answered_title: title of the requirement it answers.
        answered: documents of that requirement. Where there are none, their absence is that
            requirement's own finding.
    """
    own = [day for c in candidates if c.usable and (day := _last_day(c))]
    theirs = [c.date[0] for c in answered if c.usable and c.date]
    if not own or not theirs or max(own) >= min(theirs):
        return None
    translate = translation(question.lang)
    why = translate("none is dated after {day}").format(
        day=period_text(min(theirs).isoformat(), question.lang)
    )
    return question.finding("chain_broken", answered=answered_title, why=why)
