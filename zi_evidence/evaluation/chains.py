"""Requirements that depend on others: chains (monev -> recommendation -> follow-up -> proof), and companions.

A follow-up must come after what it follows and may not say that it answers another paper; papers that belong together
must be of the same event. Where nothing tells whether they do, the requirement is unverified.
"""

import datetime as dt
from collections.abc import Sequence

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate, is_fresh
from zi_evidence.evaluation.papers import same_event
from zi_evidence.evaluation.slots import slot_for, wanted_slots
from zi_evidence.evaluation.verdicts import Question
from zi_evidence.i18n import period_text, translation
from zi_evidence.model import Finding, Reference, RequirementStatus
from zi_evidence.text import normalise

__all__ = ["Doubt", "broken_chain", "lacking_company"]

# What becomes of a requirement that is met by its own papers, and why.
Doubt = tuple[RequirementStatus, Finding]

# A report is named by the day of its meeting or of its signature.
_SAME_DAY = dt.timedelta(days=7)


def _last_day(candidate: Candidate) -> dt.date | None:
    if candidate.date:
        return candidate.date[1]
    return candidate.span.last if candidate.span else None


def _first_to_answer(answered: Sequence[Candidate]) -> dt.date | None:
    """The day of the oldest paper to answer."""
    return min((c.date[0] for c in answered if c.date), default=None)


def _too_early(own: Sequence[Candidate], since: dt.date | None) -> bool:
    """Whether every follow-up is older than all papers to answer."""
    days = [day for c in own if (day := _last_day(c))]
    return bool(days and since and max(days) < since)


def _counts_now(answered: Candidate, requirement: Requirement, question: Question) -> bool:
    """Whether a paper is recent enough to be answered now: of a period that is asked for, or made in the window."""
    if not is_fresh(answered, requirement, question.unit, question.as_of):
        return False
    wanted = wanted_slots(requirement, question.unit)
    window = question.unit.window
    made = answered.date or (answered.span and (answered.span.first, answered.span.last))
    recent = bool(made and made[0] <= window.to and window.from_ <= made[1])
    return not wanted or recent or slot_for(answered, requirement, wanted) is not None


def _own_number(candidate: Candidate) -> str:
    facts = candidate.document.facts
    return normalise(facts.number.value) if facts and facts.number else ""


def _is_another(reference: Reference, answered: Sequence[Candidate]) -> str:
    """The number or the day that a reference names, where it is that of none of these; empty where it may be one's."""
    named = normalise(reference.number)
    numbers = [_own_number(c) for c in answered]
    if named and all(numbers) and not any(named in number or number in named for number in numbers):
        return reference.number
    if reference.day:
        day = dt.date.fromisoformat(reference.day)
        days = [c.date for c in answered]
        if all(days) and not any(d and d[0] - _SAME_DAY <= day <= d[1] + _SAME_DAY for d in days):
            return reference.day
    return ""


def _names_another(own: Candidate, answered: Sequence[Candidate]) -> str:
    """What a follow-up refers to, where that is none of the papers it should answer; empty where it may be one."""
    facts = own.document.facts
    others = [_is_another(reference, answered) for reference in (facts.answers if facts else ())]
    return others[0] if others and all(others) else ""


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
    own = [c for c in candidates if c.usable]
    # An old paper was answered in its own time; what counts now must be answered now.
    theirs = [c for c in answered if c.usable and _counts_now(c, requirement, question)]
    groups = [(own, theirs)]
    wanted = wanted_slots(question.requirement, question.unit)
    if wanted:
        groups = [
            (
                [c for c in own if slot_for(c, question.requirement, wanted) is slot],
                [c for c in theirs if slot_for(c, requirement, wanted) is slot],
            )
            for slot in wanted
        ]
    translate = translation(question.lang)
    doubt = None
    for mine, others in groups:
        since = _first_to_answer(others)
        if since and _too_early(mine, since):
            why = translate("none is dated after {day}").format(
                day=period_text(since.isoformat(), question.lang)
            )
            finding = question.finding("chain_broken", answered=requirement.title, why=why)
            return RequirementStatus.PARTIAL, finding
        late = [c for c in mine if not (since and _too_early([c], since))]
        named = [_names_another(c, others) for c in late] if others else []
        if named and all(named) and doubt is None:
            why = translate("every one refers to another paper, such as {other}").format(
                other=period_text(named[0], question.lang)
            )
            path = late[0].document.path
            finding = question.finding("chain_broken", path=path, answered=requirement.title, why=why)
            doubt = RequirementStatus.UNVERIFIED, finding
    return doubt


def _company(own: Candidate, documents: Sequence[Candidate]) -> int:
    """Whether a companion is of the same event: 2 one is, 1 one without a whole day may be, 0 none is."""
    usable = [c for c in documents if c.usable]
    if any(
        own.event and c.event and same_event(own.event, c.event, both_stated=bool(own.meets and c.meets))
        for c in usable
    ):
        return 2
    return int(any(not own.event or not c.event for c in usable))


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
    found = [[_company(c, documents) for _, documents in others] for c in own]
    if not own or any(min(ranks) == 2 for ranks in found):
        return None
    titles = [requirement.title for requirement, _ in others]
    if perhaps := next((c for c, ranks in zip(own, found, strict=True) if min(ranks)), None):
        translate = translation(question.lang)
        why = translate("without whole dates nobody can say whether it belongs with {others}")
        path = perhaps.document.path
        finding = question.finding("spoiled", path=path, why=why.format(others="; ".join(titles)))
        return RequirementStatus.UNVERIFIED, finding
    least = max(found, key=lambda ranks: sum(map(bool, ranks)))
    lacking = [title for title, rank in zip(titles, least, strict=True) if not rank]
    return RequirementStatus.PARTIAL, question.finding("set_incomplete", pieces="; ".join(lacking))
