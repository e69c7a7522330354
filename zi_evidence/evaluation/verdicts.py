"""What a judgement needs and gives: the question, the verdict, and what is said where nothing counts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate, is_fresh
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.evaluation.slots import Slot, is_part, is_unclear
from zi_evidence.evaluation.spans import early_for_its_period
from zi_evidence.model import (
    OWNERLESS,
    DocumentStatus,
    Facts,
    Finding,
    FindingValue,
    Reason,
    ReasonCode,
    RequirementStatus,
    Severity,
    SlotReport,
    SlotStatus,
)
from zi_evidence.unit import Unit

__all__ = ["Question", "Verdict", "fresh_ones", "nothing_usable", "slot_verdict", "unverified"]

# How long before a slot's due day its absence is announced.
_LEAD_DAYS = 14
_Status = RequirementStatus


@dataclass(frozen=True, slots=True)
class Question:
    """One requirement to be judged, with all that the judgement depends on.

    `unread` are files that nobody could read or assign, and that may be what is lacking.
    """

    item: str
    full_id: str
    requirement: Requirement
    owner: str
    unit: Unit
    as_of: dt.date
    unread: Sequence[Candidate] = ()

    def finding(self, name: str, *, path: str = "", page: int = 0, **values: FindingValue) -> Finding:
        """A finding about this requirement; about an optional one it only informs."""
        return make_finding(
            name,
            item=self.item,
            requirement=self.full_id,
            path=path,
            page=page,
            severity=Severity.INFO if self.requirement.optional else None,
            title=self.requirement.title,
            **values,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a requirement, what was found, its periods, and how much of it is there (0-1)."""

    status: RequirementStatus
    findings: tuple[Finding, ...] = ()
    slots: tuple[SlotReport, ...] = ()
    share: float = 0.0


def _when(candidate: Candidate) -> str:
    """When a document is of, as it says itself; empty where it does not."""
    facts = candidate.document.facts
    if facts and facts.date:
        return facts.date.value
    return facts.period.value if facts and facts.period else ""


def _window(question: Question) -> str:
    """The period of which evidence counts."""
    window = question.unit.window
    if question.requirement.within == "year":
        return str(question.unit.year)
    return f"{window.from_.isoformat()}/{window.to.isoformat()}"


def _why(candidate: Candidate) -> tuple[Reason, ...]:
    """What keeps a document from counting."""
    codes = (
        ReasonCode.UNDATED_PICTURE if candidate.photo and code is ReasonCode.UNDATED else code
        for code in candidate.spoils
    )
    return tuple(map(Reason, codes))


def _parts(
    question: Question,
    candidates: Sequence[Candidate],
    wanted: Sequence[Slot],
    filled: Sequence[SlotReport],
) -> Iterator[Finding]:
    """What is said of documents that report on a part of an open period only."""
    for slot, state in zip(wanted, filled, strict=True):
        if state.status is not SlotStatus.PARTIAL:
            continue
        for c in candidates:
            facts = c.document.facts
            if not (c.usable and c.document.path in state.documents and facts and facts.period):
                continue
            if is_part(c, question.requirement, slot):
                why = (_part(facts, c.document.path.rpartition("/")[2]),)
                yield question.finding("spoiled", path=c.document.path, page=c.page, why=why)


def _doubts(
    question: Question,
    candidates: Sequence[Candidate],
    wanted: Sequence[Slot],
    filled: Sequence[SlotReport],
) -> Iterator[tuple[str, Finding]]:
    """What is said of documents of which nobody can tell whether they report on a period that is unverified."""
    for slot, state in zip(wanted, filled, strict=True):
        if state.status is not SlotStatus.UNVERIFIED:
            continue
        for c in candidates:
            if c.usable and c.document.path in state.documents and is_unclear(c, question.requirement, slot):
                yield slot.period, doubtful(question, c)
                break


def _part(facts: Facts, name: str) -> Reason:
    """Why a document is on a part of its period only."""
    if facts.date and early_for_its_period(facts, name):
        return Reason(ReasonCode.MADE_TOO_EARLY, {"when": facts.date.value})
    return Reason(ReasonCode.PART_OF_PERIOD, {"period": facts.period.value if facts.period else ""})


def doubtful(question: Question, candidate: Candidate) -> Finding:
    """The finding about a paper of which its date leaves open what it is about."""
    facts = candidate.document.facts
    when = facts.date.value if facts and facts.date else ""
    if facts and facts.period:
        why = Reason(ReasonCode.PERIOD_DOUBTFUL, {"period": facts.period.value, "when": when})
    else:
        why = Reason(ReasonCode.PERIOD_UNKNOWN, {"when": when})
    return question.finding("spoiled", path=candidate.document.path, page=candidate.page, why=(why,))


def unverified(question: Question, candidates: Sequence[Candidate], path: str) -> Finding:
    """The finding about a paper that may be what is asked for, and why nobody can tell."""
    why = ReasonCode.NOT_READ
    for c in candidates:
        if c.document.path == path and c.document.status is DocumentStatus.READ:
            codes = {reason.code for reason in c.match.reasons}
            shown = OWNERLESS.isdisjoint(codes)
            why = ReasonCode.SAID_BY_NAME if shown else ReasonCode.OFFICE_NOT_SHOWN
            why = ReasonCode.ONLY_HEADING if c.bare and c.match.by_content else why
    return question.finding("unverified", path=path, why=(Reason(why),))


def nothing_usable(question: Question, candidates: Sequence[Candidate]) -> Verdict:
    """The verdict where no candidate counts: unread, spoiled, too old, or simply none."""
    if not candidates:
        lost = [c for c in question.unread if _may_be_fresh(question, c)]
        if lost:
            finding = unverified(question, lost, lost[0].document.path)
            return Verdict(_Status.UNVERIFIED, (finding,))
        return Verdict(_Status.MISSING, (question.finding("missing"),))
    odd = [c for c in candidates if c.usable and c.contradicts and _may_be_fresh(question, c)]
    if odd:
        return Verdict(_Status.UNVERIFIED, (doubtful(question, odd[0]),))
    hopes = [c for c in candidates if not c.verified and not c.spoils and _may_be_fresh(question, c)]
    if hopes:
        finding = unverified(question, hopes, hopes[0].document.path)
        return Verdict(_Status.UNVERIFIED, (finding,))
    spoiled = [
        c
        for c in candidates
        if c.verified and c.spoils and (ReasonCode.FUTURE_DATE in c.spoils or _may_be_fresh(question, c))
    ]
    if spoiled:
        worst = spoiled[0]
        finding = question.finding("spoiled", path=worst.document.path, page=worst.page, why=_why(worst))
        return Verdict(_Status.PARTIAL, (finding,))
    if adrift := [c for c in candidates if c.usable and c.span is None]:
        # Only what a person pinned comes here without a time.
        why = (Reason(ReasonCode.PERIOD_NOT_NAMED),)
        finding = question.finding("spoiled", path=adrift[0].document.path, page=adrift[0].page, why=why)
        return Verdict(_Status.UNVERIFIED, (finding,))
    dated = [c for c in candidates if c.span]
    newest = max(
        dated,
        key=lambda c: (c.span.last if c.span else dt.date.min, c.document.path),
        default=candidates[0],
    )
    finding = question.finding(
        "stale",
        path=newest.document.path,
        page=newest.page,
        when=_when(newest),
        window=_window(question),
    )
    return Verdict(_Status.STALE, (finding,))


def _may_be_fresh(question: Question, candidate: Candidate) -> bool:
    if candidate.span is None:
        return True
    return is_fresh(candidate, question.requirement, question.unit, question.as_of)


def fresh_ones(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that count: usable, recent enough, and sure to be of the time that they name."""
    return [c for c in candidates if c.usable and not c.contradicts and _may_be_fresh(question, c)]


def _perhaps_filled(
    question: Question, candidates: Sequence[Candidate], filled: tuple[SlotReport, ...]
) -> tuple[SlotReport, ...]:
    """The periods, where unread papers of no known time may be all that is lacking: they are unverified.

    Where more periods lack a paper than there are such papers, some are missing for sure, and all are told.
    """
    adrift = [
        c for c in (*candidates, *question.unread) if not c.verified and not c.spoils and c.span is None
    ]
    missing = sum(slot.status is SlotStatus.MISSING for slot in filled)
    served = any(slot.documents for slot in filled)
    if not served or not missing or missing > len(adrift):
        return filled
    paths = iter(dict.fromkeys(c.document.path for c in adrift))
    return tuple(
        replace(slot, status=SlotStatus.UNVERIFIED, documents=(next(paths),))
        if slot.status is SlotStatus.MISSING
        else slot
        for slot in filled
    )


def slot_verdict(
    question: Question,
    candidates: Sequence[Candidate],
    wanted: Sequence[Slot],
    filled: tuple[SlotReport, ...],
) -> Verdict:
    """The verdict over periods: met where all that are due are, with what is lacking or due soon.

    Args:
        question: the requirement.
        candidates: its documents, those that fit no period included.
        wanted: the periods asked for.
        filled: the state of each, in the same order.
    """
    filled = _perhaps_filled(question, candidates, filled)
    due = [slot for slot in filled if slot.status is not SlotStatus.UPCOMING]
    soon = tuple(
        question.finding("due_soon", period=slot.period, day=slot.due.isoformat())
        for slot, state in zip(wanted, filled, strict=True)
        if state.status is SlotStatus.UPCOMING and 0 <= (slot.due - question.as_of).days <= _LEAD_DAYS
    )
    open_ones = [slot for slot in due if slot.status is not SlotStatus.MET]
    if not open_ones:
        status = _Status.MET if due else _Status.NOT_APPLICABLE
        return Verdict(status, soon, filled, share=1.0)
    window = question.unit.window
    # A report on the whole year covers no single quarter, but it is not out of date either.
    loose = any(c.usable and c.span and c.span.touches(window.from_, window.to) for c in candidates)
    if not loose and not any(slot.documents for slot in filled):
        verdict = nothing_usable(question, candidates)
        return Verdict(verdict.status, (*verdict.findings, *soon), filled)
    share = (len(due) - len(open_ones)) / len(due)
    unread = [slot for slot in open_ones if slot.status is SlotStatus.UNVERIFIED]
    rest = [slot for slot in open_ones if slot.status is not SlotStatus.UNVERIFIED]
    findings = []
    if rest:
        periods = tuple(slot.period for slot in rest)
        findings.append(question.finding("slot_missing", periods=periods))
    doubts = dict(_doubts(question, candidates, wanted, filled))
    findings.extend(
        doubts.get(slot.period) or unverified(question, candidates, slot.documents[0]) for slot in unread
    )
    findings.extend(
        question.finding("spoiled", path=c.document.path, page=c.page, why=_why(c))
        for c in candidates
        if c.verified and c.spoils and any(c.document.path in slot.documents for slot in rest)
    )
    findings.extend(_parts(question, candidates, wanted, filled))
    served = any(slot.status is SlotStatus.MET for slot in due)
    status = _Status.PARTIAL if served or rest else _Status.UNVERIFIED
    return Verdict(status, (*findings, *soon), filled, share)
