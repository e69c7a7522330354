"""What a judgement needs and gives: the question, the verdict, and what is said where nothing counts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.freshness import is_fresh
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

__all__ = ["Question", "Verdict", "fresh_ones", "nothing_usable", "slot_verdict", "unverified"]

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
    given: Circumstances
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
    window = question.given.unit.window
    if question.requirement.within == "year":
        return str(question.given.unit.year)
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
            if is_part(c, question.requirement, slot, question.given):
                why = (_part(facts, c.document.path.rpartition("/")[2], question.given),)
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
            if (
                c.usable
                and c.document.path in state.documents
                and is_unclear(c, question.requirement, slot, question.given)
            ):
                yield slot.period, doubtful(question, c)
                break


def _part(facts: Facts, name: str, given: Circumstances) -> Reason:
    """Why a document is on a part of its period only."""
    if facts.date and early_for_its_period(facts, name, given):
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
    """The verdict where no candidate counts: simply none, in doubt, unread, spoiled, without a time, or too old."""
    if not candidates:
        lost = [c for c in question.unread if _may_be_fresh(question, c)]
        return _unread(question, lost) or Verdict(_Status.MISSING, (question.finding("missing"),))
    hopes = [c for c in candidates if not c.verified and not c.spoils and _may_be_fresh(question, c)]
    return (
        _contradicting(question, candidates)
        or _unread(question, hopes)
        or _spoiled(question, candidates)
        or _adrift(question, candidates)
        or _stale(question, candidates)
    )


def _unread(question: Question, hopes: Sequence[Candidate]) -> Verdict | None:
    """The verdict where a document that nothing verifies may be what is asked for; `None` without any."""
    if not hopes:
        return None
    return Verdict(_Status.UNVERIFIED, (unverified(question, hopes, hopes[0].document.path),))


def _contradicting(question: Question, candidates: Sequence[Candidate]) -> Verdict | None:
    """The verdict where a document names a time that it cannot be of; `None` where none does."""
    odd = (c for c in candidates if c.usable and c.times.contradicts and _may_be_fresh(question, c))
    first = next(odd, None)
    return Verdict(_Status.UNVERIFIED, (doubtful(question, first),)) if first else None


def _spoiled(question: Question, candidates: Sequence[Candidate]) -> Verdict | None:
    """The verdict where something keeps a recent document from counting; `None` where there is no such one."""
    for c in candidates:
        recent = ReasonCode.FUTURE_DATE in c.spoils or _may_be_fresh(question, c)
        if c.verified and c.spoils and recent:
            finding = question.finding("spoiled", path=c.document.path, page=c.page, why=_why(c))
            return Verdict(_Status.PARTIAL, (finding,))
    return None


def _adrift(question: Question, candidates: Sequence[Candidate]) -> Verdict | None:
    """The verdict where a pinned document, and only such a one can, names no time; `None` without any."""
    for c in candidates:
        if c.usable and c.times.span is None:
            why = (Reason(ReasonCode.PERIOD_NOT_NAMED),)
            finding = question.finding("spoiled", path=c.document.path, page=c.page, why=why)
            return Verdict(_Status.UNVERIFIED, (finding,))
    return None


def _stale(question: Question, candidates: Sequence[Candidate]) -> Verdict:
    """The verdict where all documents are too old, with the newest of them."""
    newest = max(
        (c for c in candidates if c.times.span),
        key=lambda c: (c.times.span.last if c.times.span else dt.date.min, c.document.path),
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
    if candidate.times.span is None:
        return True
    return is_fresh(candidate, question.requirement, question.given)


def fresh_ones(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that count: usable, recent enough, and sure to be of the time that they name."""
    return [c for c in candidates if c.usable and not c.times.contradicts and _may_be_fresh(question, c)]


def _perhaps_filled(
    question: Question, candidates: Sequence[Candidate], filled: tuple[SlotReport, ...]
) -> tuple[SlotReport, ...]:
    """The periods, where unread papers of no known time may be all that is lacking: they are unverified.

    Where more periods lack a paper than there are such papers, some are missing for sure, and all are told.
    """
    adrift = [
        c for c in (*candidates, *question.unread) if not c.verified and not c.spoils and c.times.span is None
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
    soon = tuple(_due_soon(question, wanted, filled))
    due = [slot for slot in filled if slot.status is not SlotStatus.UPCOMING]
    open_ones = [slot for slot in due if slot.status is not SlotStatus.MET]
    if not open_ones:
        status = _Status.MET if due else _Status.NOT_APPLICABLE
        return Verdict(status, soon, filled, share=1.0)
    if not _in_time(question, candidates) and not any(slot.documents for slot in filled):
        verdict = nothing_usable(question, candidates)
        return Verdict(verdict.status, (*verdict.findings, *soon), filled)
    findings = (
        *_lacks(question, candidates, wanted, filled, open_ones),
        *_spoiled_in(question, candidates, open_ones),
        *_parts(question, candidates, wanted, filled),
    )
    served = len(open_ones) < len(due)
    unclear = all(slot.status is SlotStatus.UNVERIFIED for slot in open_ones)
    status = _Status.UNVERIFIED if unclear and not served else _Status.PARTIAL
    share = (len(due) - len(open_ones)) / len(due)
    return Verdict(status, (*findings, *soon), filled, share)


def _due_soon(question: Question, wanted: Sequence[Slot], filled: Sequence[SlotReport]) -> Iterator[Finding]:
    """What is said of open periods whose evidence will be due within days."""
    most = question.given.days("due_announced")
    for slot, state in zip(wanted, filled, strict=True):
        if state.status is SlotStatus.UPCOMING and 0 <= (slot.due - question.given.as_of).days <= most:
            yield question.finding("due_soon", period=slot.period, day=slot.due.isoformat())


def _in_time(question: Question, candidates: Sequence[Candidate]) -> bool:
    """Whether any document is of the window: one on the whole year covers no quarter, but is not out of date."""
    window = question.given.unit.window
    return any(
        c.usable and c.times.span and c.times.span.touches(window.from_, window.to) for c in candidates
    )


def _lacks(
    question: Question,
    candidates: Sequence[Candidate],
    wanted: Sequence[Slot],
    filled: Sequence[SlotReport],
    open_ones: Sequence[SlotReport],
) -> Iterator[Finding]:
    """What is said of open periods: those that lack a document, and each that may have one."""
    if periods := tuple(slot.period for slot in open_ones if slot.status is not SlotStatus.UNVERIFIED):
        yield question.finding("slot_missing", periods=periods)
    doubts = dict(_doubts(question, candidates, wanted, filled))
    for slot in open_ones:
        if slot.status is SlotStatus.UNVERIFIED:
            yield doubts.get(slot.period) or unverified(question, candidates, slot.documents[0])


def _spoiled_in(
    question: Question, candidates: Sequence[Candidate], open_ones: Sequence[SlotReport]
) -> Iterator[Finding]:
    """What is said of documents that something keeps from serving a period that lacks one."""
    rest = {p for slot in open_ones if slot.status is not SlotStatus.UNVERIFIED for p in slot.documents}
    for c in candidates:
        if c.verified and c.spoils and c.document.path in rest:
            yield question.finding("spoiled", path=c.document.path, page=c.page, why=_why(c))
