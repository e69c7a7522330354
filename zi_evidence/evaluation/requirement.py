"""The status of one requirement, with its slots, its documents and its findings."""

import datetime as dt
from collections.abc import Callable, Sequence

from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.copies import distinct
from zi_evidence.evaluation.sets import judge_sets
from zi_evidence.evaluation.slots import fill_slots, wanted_slots
from zi_evidence.evaluation.verdicts import Question, Verdict, fresh_ones, nothing_usable, slot_verdict
from zi_evidence.model import (
    MatchedDocument,
    RequirementReport,
    RequirementStatus,
    SlotReport,
    SlotStatus,
)

__all__ = ["judge_requirement"]


def judge_requirement(question: Question, candidates: Sequence[Candidate]) -> RequirementReport:
    """Judges a requirement by its candidates, best first."""
    requirement = question.requirement
    if requirement.pieces:
        judge: Callable[[Question, Sequence[Candidate]], Verdict] = judge_sets
    elif requirement.every or requirement.years:
        judge = _judge_slots
    else:
        judge = _judge_plain
    verdict = judge(question, candidates)
    return RequirementReport(
        id=question.full_id,
        title=requirement.title,
        status=verdict.status,
        optional=requirement.optional,
        owner=question.owner,
        slots=verdict.slots,
        documents=tuple(
            MatchedDocument(match.path, match.score, match.reasons, match.weights)
            for match in {c.match.path: c.match for c in candidates}.values()
        ),
        findings=verdict.findings,
        share=verdict.share,
        due=_open_since(question, verdict.slots),
    )


def _open_since(question: Question, slots: Sequence[SlotReport]) -> dt.date | None:
    """The day by which the oldest period that is still open is, or was, due."""
    days = {slot.period: slot.due for slot in wanted_slots(question.requirement, question.given.unit)}
    return next((days[s.period] for s in slots if s.status is not SlotStatus.MET), None)


def _judge_plain(question: Question, candidates: Sequence[Candidate]) -> Verdict:
    need = question.requirement.min
    good = distinct(fresh_ones(question, candidates), need, question.given)
    if good >= need:
        return Verdict(RequirementStatus.MET, share=1.0)
    if good:
        finding = question.finding("too_few", have=good, need=need)
        return Verdict(RequirementStatus.PARTIAL, (finding,), share=good / need)
    return nothing_usable(question, candidates)


def _judge_slots(question: Question, candidates: Sequence[Candidate]) -> Verdict:
    wanted = wanted_slots(question.requirement, question.given.unit)
    filled = fill_slots(question.requirement, wanted, candidates, question.given)
    return slot_verdict(question, candidates, wanted, filled)
