"""The status of one requirement, with its slots, its documents and its findings."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate, Span, is_fresh, needs_time
from zi_evidence.evaluation.catalogue import CATALOGUE, Language, make_finding
from zi_evidence.evaluation.sets import Event, events_of, required_pieces
from zi_evidence.evaluation.slots import Slot, fill_slots, wanted_slots
from zi_evidence.i18n import day, period_text
from zi_evidence.model import (
    Finding,
    MatchedDocument,
    RequirementReport,
    RequirementStatus,
    Severity,
    SlotReport,
    SlotStatus,
)
from zi_evidence.unit import Unit

__all__ = ["Question", "judge_requirement"]

# How long before a slot's due day its absence is announced.
_LEAD_DAYS = 14
_Status = RequirementStatus


@dataclass(frozen=True, slots=True)
class Question:
    """One requirement to be judged, with all that the judgement depends on."""

    item: str
    full_id: str
    requirement: Requirement
    owner: str
    unit: Unit
    as_of: dt.date
    lang: Language

    def finding(self, name: str, *, path: str = "", **values: object) -> Finding:
        """A finding about this requirement; about an optional one it only informs."""
        return make_finding(
            name,
            self.lang,
            item=self.item,
            requirement=self.full_id,
            path=path,
            severity=Severity.INFO if self.requirement.optional else None,
            title=self.requirement.title,
            **values,
        )


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: RequirementStatus
    findings: tuple[Finding, ...] = ()
    slots: tuple[SlotReport, ...] = ()


def judge_requirement(question: Question, candidates: Sequence[Candidate]) -> RequirementReport:
    """Judges a requirement by its candidates, best first."""
    requirement = question.requirement
    if requirement.pieces:
        judge: Callable[[Question, Sequence[Candidate]], _Verdict] = _judge_sets
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
        documents=tuple(MatchedDocument(c.document.path, c.match.score, c.match.reasons) for c in candidates),
        findings=verdict.findings,
        due=_open_since(question, verdict.slots),
    )


def _open_since(question: Question, slots: Sequence[SlotReport]) -> dt.date | None:
    """The day by which the oldest period that is still open is, or was, due."""
    days = {slot.period: slot.due for slot in wanted_slots(question.requirement, question.unit)}
    return next((days[s.period] for s in slots if s.status is not SlotStatus.MET), None)


def _when(question: Question, candidate: Candidate) -> str:
    facts = candidate.document.facts
    if facts and facts.date:
        return period_text(facts.date.value, question.lang)
    if facts and facts.period:
        return period_text(facts.period.value, question.lang)
    return "?"


def _wanted(question: Question) -> str:
    window = question.unit.window
    if question.requirement.within == "year":
        return str(question.unit.year)
    return f"{day(window.from_, question.lang)} – {day(window.to, question.lang)}"


def _why(question: Question, candidate: Candidate) -> str:
    """What is wrong with a document, in the words of its findings."""
    texts = []
    for name in candidate.spoils:
        message, _ = CATALOGUE[name].texts(question.lang)
        texts.append(message.partition(":")[0].casefold())
    return "; ".join(texts)


def _nothing_usable(question: Question, candidates: Sequence[Candidate]) -> _Verdict:
    """The verdict where no candidate counts: unread, spoiled, too old, or simply none."""
    if not candidates:
        return _Verdict(_Status.MISSING, (question.finding("missing"),))
    hopes = [c for c in candidates if not c.verified and not c.spoils and _may_be_fresh(question, c)]
    if hopes:
        finding = question.finding("unverified", path=hopes[0].document.path)
        return _Verdict(_Status.UNVERIFIED, (finding,))
    spoiled = [
        c
        for c in candidates
        if c.verified and c.spoils and ("future_date" in c.spoils or _may_be_fresh(question, c))
    ]
    if spoiled:
        worst = spoiled[0]
        finding = question.finding("spoiled", path=worst.document.path, why=_why(question, worst))
        return _Verdict(_Status.PARTIAL, (finding,))
    dated = [c for c in candidates if c.span]
    newest = max(
        dated,
        key=lambda c: (c.span.last if c.span else dt.date.min, c.document.path),
        default=candidates[0],
    )
    finding = question.finding(
        "stale", path=newest.document.path, when=_when(question, newest), wanted=_wanted(question)
    )
    return _Verdict(_Status.STALE, (finding,))


def _may_be_fresh(question: Question, candidate: Candidate) -> bool:
    if candidate.span is None:
        return True
    return is_fresh(candidate, question.requirement, question.unit, question.as_of)


def _fresh(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    return [
        c for c in candidates if c.usable and is_fresh(c, question.requirement, question.unit, question.as_of)
    ]


def _judge_plain(question: Question, candidates: Sequence[Candidate]) -> _Verdict:
    # Two copies of the same bytes are one document.
    good = len({c.document.sha256 or c.document.path for c in _fresh(question, candidates)})
    need = question.requirement.min
    if good >= need:
        return _Verdict(_Status.MET)
    if good:
        finding = question.finding("too_few", have=good, need=need)
        return _Verdict(_Status.PARTIAL, (finding,))
    return _nothing_usable(question, candidates)


def _judge_slots(question: Question, candidates: Sequence[Candidate]) -> _Verdict:
    wanted = wanted_slots(question.requirement, question.unit)
    filled = fill_slots(question.requirement, wanted, candidates, question.as_of)
    return _slot_verdict(question, candidates, wanted, filled)


def _slot_verdict(
    question: Question,
    candidates: Sequence[Candidate],
    wanted: Sequence[Slot],
    filled: tuple[SlotReport, ...],
) -> _Verdict:
    due = [slot for slot in filled if slot.status is not SlotStatus.UPCOMING]
    soon = tuple(
        question.finding("due_soon", period=period_text(slot.period, question.lang), day=slot.due)
        for slot, state in zip(wanted, filled, strict=True)
        if state.status is SlotStatus.UPCOMING and 0 <= (slot.due - question.as_of).days <= _LEAD_DAYS
    )
    open_ones = [slot for slot in due if slot.status is not SlotStatus.MET]
    if not open_ones:
        status = _Status.MET if due else _Status.NOT_APPLICABLE
        return _Verdict(status, soon, filled)
    window = question.unit.window
    # A report on the whole year covers no single quarter, but it is not out of date either.
    loose = any(c.usable and c.span and c.span.touches(window.from_, window.to) for c in candidates)
    if not loose and not any(slot.documents for slot in filled):
        verdict = _nothing_usable(question, candidates)
        return _Verdict(verdict.status, (*verdict.findings, *soon), filled)
    unread = [slot for slot in open_ones if slot.status is SlotStatus.UNVERIFIED]
    rest = [slot for slot in open_ones if slot.status is not SlotStatus.UNVERIFIED]
    findings = []
    if rest:
        periods = ", ".join(period_text(slot.period, question.lang) for slot in rest)
        findings.append(question.finding("slot_missing", periods=periods))
    findings.extend(question.finding("unverified", path=slot.documents[0]) for slot in unread)
    findings.extend(
        question.finding("spoiled", path=c.document.path, why=_why(question, c))
        for c in candidates
        if c.verified and c.spoils and any(c.document.path in slot.documents for slot in rest)
    )
    served = any(slot.status is SlotStatus.MET for slot in due)
    unverified = not served and not rest
    status = _Status.UNVERIFIED if unverified else _Status.PARTIAL
    return _Verdict(status, (*findings, *soon), filled)


def _judge_sets(question: Question, candidates: Sequence[Candidate]) -> _Verdict:
    requirement = question.requirement
    needed = required_pieces(requirement)
    events = events_of(candidates)
    if requirement.every or requirement.years:
        return _judge_periodic_sets(question, candidates, events, needed)
    current = [event for event in events if _event_is_fresh(question, event)]
    complete = [e for e in current if needed <= e.pieces(usable_only=True)]
    if len(complete) >= requirement.min:
        return _Verdict(_Status.MET)
    if complete:
        finding = question.finding("too_few", have=len(complete), need=requirement.min)
        return _Verdict(_Status.PARTIAL, (finding,))
    usable = [event for event in current if event.pieces(usable_only=True) & needed]
    if not usable:
        return _nothing_usable(question, candidates)
    best = max(usable, key=lambda event: len(event.pieces(usable_only=True) & needed))
    return _Verdict(_Status.PARTIAL, (_lacking(question, best, needed),))


def _lacking(question: Question, event: Event, needed: frozenset[str]) -> Finding:
    pieces = needed - event.pieces(usable_only=True)
    names = ", ".join(sorted(piece.replace("_", " ") for piece in pieces))
    path = event.candidates[0].document.path
    return question.finding("set_incomplete", path=path, pieces=names)


def _event_is_fresh(question: Question, event: Event) -> bool:
    if event.day is None:
        return not needs_time(question.requirement)
    day = replace(event.candidates[0], span=Span(event.day, event.day, stated=False), date=None)
    return is_fresh(day, question.requirement, question.unit, question.as_of)


def _judge_periodic_sets(
    question: Question,
    candidates: Sequence[Candidate],
    events: Sequence[Event],
    needed: frozenset[str],
) -> _Verdict:
    wanted = wanted_slots(question.requirement, question.unit)
    filled, findings = [], []
    for slot in wanted:
        inside = [e for e in events if e.day and slot.first <= e.day <= slot.last]
        complete = [e for e in inside if needed <= e.pieces(usable_only=True)]
        if len(complete) >= question.requirement.min:
            status = SlotStatus.MET
        elif question.as_of <= slot.due:
            status = SlotStatus.UPCOMING
        elif inside:
            status = SlotStatus.PARTIAL
            best = max(inside, key=lambda event: len(event.pieces(usable_only=True) & needed))
            findings.append(_lacking(question, best, needed))
        else:
            status = SlotStatus.MISSING
        paths = tuple(c.document.path for e in inside for c in e.candidates)
        filled.append(SlotReport(slot.period, status, paths))
    verdict = _slot_verdict(question, candidates, wanted, tuple(filled))
    return _Verdict(verdict.status, (*verdict.findings, *findings), verdict.slots)
