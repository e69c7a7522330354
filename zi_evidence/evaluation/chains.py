"""Requirements that depend on others: chains (monev -> recommendation -> follow-up -> proof), and companions.

A follow-up must come after what it follows and may not say that it answers another paper; papers that belong together
must be of the same event. Where nothing tells whether they do, the requirement is unverified.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate, is_pinned
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.freshness import is_fresh
from zi_evidence.evaluation.papers import same_event
from zi_evidence.evaluation.slots import slot_for, wanted_slots
from zi_evidence.evaluation.verdicts import Question
from zi_evidence.facts.number_pieces import are_telling, number_pieces, one_number
from zi_evidence.facts.references import FOLLOWED_UP, topics
from zi_evidence.model import Finding, Reason, ReasonCode, Reference, RequirementStatus

__all__ = ["Doubt", "broken_chain", "lacking_company"]

# What becomes of a requirement that is met by its own papers, and why.
Doubt = tuple[RequirementStatus, Finding]


def _last_day(candidate: Candidate) -> dt.date | None:
    if candidate.times.date:
        return candidate.times.date[1]
    return candidate.times.span.last if candidate.times.span else None


def _first_to_answer(answered: Sequence[Candidate]) -> dt.date | None:
    """The day of the oldest paper to answer."""
    return min((c.times.date[0] for c in answered if c.times.date), default=None)


def _too_early(own: Sequence[Candidate], since: dt.date | None) -> bool:
    """Whether every follow-up is older than all papers to answer."""
    days = [day for c in own if (day := _last_day(c))]
    return bool(days and since and max(days) < since)


def _counts_now(answered: Candidate, requirement: Requirement, question: Question) -> bool:
    """Whether a paper is recent enough to be answered now: of a period that is asked for, or made in the window."""
    if not is_fresh(answered, requirement, question.given):
        return False
    wanted = wanted_slots(requirement, question.given.unit)
    window = question.given.unit.window
    made = answered.times.date or (
        answered.times.span and (answered.times.span.first, answered.times.span.last)
    )
    recent = bool(made and made[0] <= window.to and window.from_ <= made[1])
    return not wanted or recent or slot_for(answered, requirement, wanted, question.given) is not None


def _may_be_of(day: dt.date, answered: Candidate, given: Circumstances) -> bool:
    """Whether a day may be that of a report, or lies in the time that it reports on."""
    spans = [(s.first, s.last) for s in (answered.times.span,) if s] + [
        d for d in (answered.times.date,) if d
    ]
    if not spans:
        return True
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    near = given.time("same_report")
    return first - near <= day <= last + near


def _is_another(reference: Reference, answered: Sequence[Candidate], given: Circumstances) -> str:
    """The number or the day that a reference names, where it is that of none of these; empty where it may be one's."""
    titles = [
        c.document.facts.title.value if c.document.facts and c.document.facts.title else "" for c in answered
    ]
    about, theirs = topics(reference.quote.words), set().union(*map(topics, titles))
    # It names another sort of report besides: the inspectorate's, a citizen's, last year's performance.
    if about and theirs and not about & theirs:
        return ""
    day = dt.date.fromisoformat(reference.day) if reference.day else None
    near = day is not None and any(_may_be_of(day, c, given) for c in answered)
    if not reference.number:
        return reference.day if not near and about & FOLLOWED_UP else ""
    named, numbers = number_pieces(reference.number), [number_pieces(_own_number(c)) for c in answered]
    if any(one_number(named, number) for number in numbers):
        return reference.day if day and not near else ""
    known = all(numbers) and are_telling(named)
    return reference.number if known and not near else ""


def _own_number(candidate: Candidate) -> str:
    facts = candidate.document.facts
    return facts.number.value if facts and facts.number else ""


def _names_another(own: Candidate, answered: Sequence[Candidate], given: Circumstances) -> Reference | None:
    """What a follow-up refers to, where that is none of the papers it should answer; `None` where it may be one."""
    facts = own.document.facts
    references = facts.answers if facts and not is_pinned(own.match) else ()
    others = [reference for reference in references if _is_another(reference, answered, given)]
    return others[0] if others and len(others) == len(references) else None


def _answers_other(reference: Reference) -> Reason:
    if reference.number:
        return Reason(ReasonCode.ANSWERS_OTHER_NUMBER, {"number": reference.number})
    return Reason(ReasonCode.ANSWERS_OTHER_DAY, {"day": reference.day})


def broken_chain(
    question: Question,
    candidates: Sequence[Candidate],
    requirement: Requirement,
    answered: Sequence[Candidate],
) -> Doubt | None:
    """The doubt where follow-ups are older than all they could answer, or name another paper, in any period of theirs.

    Args:
        question: the following requirement.
        candidates: its documents.
        requirement: the one it answers.
        answered: documents of that one. Where there are none, their absence is its own finding.
    """
    doubt = None
    for mine, others in _by_period(question, candidates, requirement, answered):
        since = _first_to_answer(others)
        if since and _too_early(mine, since):
            why = (Reason(ReasonCode.NONE_AFTER, {"day": since.isoformat()}),)
            finding = question.finding("chain_broken", answered=requirement.title, why=why)
            return RequirementStatus.PARTIAL, finding
        late = [c for c in mine if not _too_early([c], since)]
        doubt = doubt or _answering_others(question, late, requirement, others)
    return doubt


def _by_period(
    question: Question,
    candidates: Sequence[Candidate],
    requirement: Requirement,
    answered: Sequence[Candidate],
) -> Iterator[tuple[list[Candidate], list[Candidate]]]:
    """Follow-ups and what they should answer, of each period that is asked for; of all time where none is."""
    own = [c for c in candidates if c.usable]
    # An old paper was answered in its own time; what counts now must be answered now.
    theirs = [c for c in answered if c.usable and _counts_now(c, requirement, question)]
    wanted = wanted_slots(question.requirement, question.given.unit)
    if not wanted:
        yield own, theirs
    for slot in wanted:
        yield (
            [c for c in own if slot_for(c, question.requirement, wanted, question.given) is slot],
            [c for c in theirs if slot_for(c, requirement, wanted, question.given) is slot],
        )


def _answering_others(
    question: Question,
    late: Sequence[Candidate],
    requirement: Requirement,
    answered: Sequence[Candidate],
) -> Doubt | None:
    """The doubt where every follow-up of a period names a paper that is none of those it should answer."""
    named = [_names_another(c, answered, question.given) for c in late] if answered else []
    if not named or not all(named):
        return None
    path, why = late[0].document.path, tuple(_answers_other(one) for one in named[:1] if one)
    finding = question.finding("chain_broken", path=path, answered=requirement.title, why=why)
    return RequirementStatus.UNVERIFIED, finding


def _company(own: Candidate, documents: Sequence[Candidate], given: Circumstances) -> int:
    """Whether a companion is of the same event: 2 one is, 1 one without a whole day may be, 0 none is."""
    usable = [c for c in documents if c.usable]
    if any(
        own.times.event
        and c.times.event
        and same_event(
            own.times.event, c.times.event, given, both_stated=bool(own.times.meets and c.times.meets)
        )
        for c in usable
    ):
        return 2
    return int(any(not own.times.event or not c.times.event for c in usable))


def lacking_company(
    question: Question,
    candidates: Sequence[Candidate],
    others: Sequence[tuple[Requirement, Sequence[Candidate]]],
) -> Doubt | None:
    """The doubt where no document has all its companions (`with`) of the same event, within three weeks.

    What names no whole day, on either side, may belong together or not: that is unverified.

    Args:
        question: the requirement.
        candidates: its documents.
        others: the requirements that belong to the same event, with their documents.
    """
    own = [c for c in candidates if c.usable]
    found = [[_company(c, documents, question.given) for _, documents in others] for c in own]
    if not own or any(min(ranks) == 2 for ranks in found):
        return None
    titles = tuple(requirement.title for requirement, _ in others)
    if perhaps := next((c for c, ranks in zip(own, found, strict=True) if min(ranks)), None):
        why = Reason(ReasonCode.EVENT_DOUBTFUL, {"companions": titles})
        finding = question.finding("spoiled", path=perhaps.document.path, why=(why,))
        return RequirementStatus.UNVERIFIED, finding
    least = max(found, key=lambda ranks: sum(map(bool, ranks)))
    lacking = tuple(title for title, rank in zip(titles, least, strict=True) if not rank)
    return RequirementStatus.PARTIAL, question.finding("set_incomplete", companions=lacking)
