"""Sets of papers of one event: invitation, attendance list, minutes and photos of the same meeting.

Papers whose days lie within three weeks can be of one event. An undated paper (a photo, a list) is dated by
the event in whose folder it lies; where a requirement wants any one meeting, it may belong to any of them.
More papers never take a set apart: a set is complete if some three weeks hold all its pieces.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.folders import folder_days
from zi_evidence.evaluation.freshness import day_is_fresh
from zi_evidence.evaluation.papers import same_event
from zi_evidence.evaluation.slots import Slot, slot_just_over, wanted_slots
from zi_evidence.evaluation.times import needs_time
from zi_evidence.evaluation.verdicts import Question, Verdict, nothing_usable, slot_verdict, unverified
from zi_evidence.model import Finding, RequirementStatus, SlotReport, SlotStatus

__all__ = ["judge_sets", "required_pieces"]

_Status = RequirementStatus


@dataclass(frozen=True, slots=True)
class _Event:
    """Papers that can be of one event, and the first and last place of a dated one among all dated ones."""

    members: tuple[Candidate, ...]
    first: int
    last: int

    def present(self, needed: frozenset[str]) -> frozenset[str]:
        """The needed pieces that usable members hold."""
        return self._pieces(needed, lambda member: member.usable)

    def hoped(self, needed: frozenset[str]) -> frozenset[str]:
        """The needed pieces that they would hold if what nobody could read is what it seems."""
        return self._pieces(needed, lambda member: not member.spoils)

    def _pieces(self, needed: frozenset[str], counts: Callable[[Candidate], bool]) -> frozenset[str]:
        return needed.intersection(chain.from_iterable(m.pieces for m in self.members if counts(m)))


def required_pieces(requirement: Requirement) -> frozenset[str]:
    """The pieces without which the set is incomplete."""
    return frozenset(piece for piece in requirement.pieces if not piece.endswith("?"))


def _folder(candidate: Candidate) -> str:
    return candidate.document.path.rpartition("/")[0]


def _of_that_time(
    piece: Candidate, begin: dt.date, end: dt.date, members: Sequence[Candidate], given: Circumstances
) -> bool:
    """Whether nothing says that an undated piece is of another time than the event.

    It says so itself, or the folder that it lies in does: `2024/` holds nothing of 2026. A folder that holds
    papers of the event as well (`ZI 2026/` those of December 2025) says nothing against it.
    """
    if piece.times.span is not None and not piece.times.span.touches(begin, end):
        return False
    named = folder_days(_folder(piece), given.lexicon)
    if named is None:
        return True
    (first, last), folder = named
    here = any(member.document.path.startswith(f"{folder}/") for member in members)
    return here or (first <= end and begin <= last)


def _events(
    dated: Sequence[Candidate], undated: Sequence[Candidate], given: Circumstances, *, any_folder: bool
) -> list[_Event]:
    """Possible events: from each dated paper on all within three weeks, and the undated ones that fit.

    Papers that say when their meeting was are of one event only where they name the same days.
    """
    ordered = sorted(dated, key=lambda c: (c.times.event or dt.date.min, c.document.path))
    found = []
    for place, first in enumerate(ordered):
        if place and first.times.event == ordered[place - 1].times.event:
            continue  # what begins with it belongs to what begins with the other paper of that day
        begin = first.times.event or dt.date.min
        end = begin + given.time("same_event")
        near = [
            (n, c) for n, c in enumerate(ordered[place:], place) if c.times.event and c.times.event <= end
        ]
        stated = {c.times.meets for _, c in near if c.times.meets}
        days: list[dt.date | None] = [first.times.meets] if first.times.meets else [*sorted(stated)] or [None]
        for day in days:
            members = [
                (n, c)
                for n, c in near
                if not day or not c.times.meets or same_event(day, c.times.meets, given, both_stated=True)
            ]
            papers = [c for _, c in members]
            folders = {_folder(member) for member in papers}
            loose = [
                c
                for c in undated
                if (any_folder or _folder(c) in folders) and _of_that_time(c, begin, end, papers, given)
            ]
            found.append(_Event((*papers, *loose), place, members[-1][0]))
    return found


def _complete(events: Sequence[_Event], needed: frozenset[str]) -> int:
    """How many events without a common dated paper are complete."""
    count, beyond = 0, -1
    for event in events:
        if event.first > beyond and event.present(needed) == needed:
            count += 1
            beyond = event.last
    return count


def _spent(events: Sequence[_Event], needed: frozenset[str]) -> set[str]:
    """The undated papers of no stated time that complete events of one period: each is of one event only."""
    spent: set[str] = set()
    for event in events:
        dated = _Event(tuple(m for m in event.members if m.times.event), event.first, event.last)
        lacking = needed - dated.present(needed)
        if event.present(needed) < needed:
            continue
        for member in event.members:
            if member.times.event is None and member.usable and member.pieces & lacking:
                lacking -= member.pieces
                if member.times.span is None:
                    spent.add(member.identity)
    return spent


def _perhaps(question: Question, event: _Event, needed: frozenset[str], folders: frozenset[str]) -> str:
    """The path of an unread paper that may hold what an event lacks; empty where there is none.

    `folders` are those of all events: what lies with another one belongs there.
    """
    lacking = needed - event.present(needed)
    here = {_folder(member) for member in event.members}
    dated = [member for member in event.members if member.times.event]
    begin, end = (dated[0].times.event, dated[-1].times.event) if dated else (None, None)
    for c in (*event.members, *question.unread):
        if c.verified or c.spoils or not (c.pieces & lacking or c.pieces <= {question.given.kinds.unknown}):
            continue
        if _folder(c) in folders - here or (
            begin and end and not _of_that_time(c, begin, end, dated, question.given)
        ):
            continue
        return c.document.path
    return ""


def _lacking(question: Question, event: _Event, needed: frozenset[str], perhaps: str) -> Finding:
    if perhaps:
        return unverified(question, event.members, perhaps)
    lacking = needed - event.present(needed)
    return question.finding(
        "set_incomplete", path=event.members[0].document.path, pieces=tuple(sorted(lacking))
    )


def _best(events: Sequence[_Event], needed: frozenset[str]) -> _Event | None:
    """The event that has most of the pieces, or may have them, the latest of several; `None` where none has any."""
    ranked = [(len(e.present(needed)), len(e.hoped(needed)), place) for place, e in enumerate(events)]
    most, _, place = max(ranked, default=(0, 0, 0))
    return events[place] if most else None


def judge_sets(question: Question, candidates: Sequence[Candidate]) -> Verdict:
    """Judges a requirement that asks for whole sets: of any current event, or of one in each period."""
    requirement = question.requirement
    needed = required_pieces(requirement)
    undated = [c for c in candidates if c.times.event is None]
    if requirement.every or requirement.years:
        return _judge_periodic(question, candidates, undated, needed)
    fresh = [
        c for c in candidates if c.times.event and day_is_fresh(c.times.event, requirement, question.given)
    ]
    events = _events(fresh, undated, question.given, any_folder=True)
    if not needs_time(requirement) and undated and not events:
        events = [_Event(tuple(undated), 0, 0)]
    complete = _complete(events, needed)
    if complete >= requirement.min:
        return Verdict(_Status.MET, share=1.0)
    if complete:
        finding = question.finding("too_few", have=complete, need=requirement.min)
        return Verdict(_Status.PARTIAL, (finding,), share=complete / requirement.min)
    if best := _best(events, needed):
        share = len(best.present(needed)) / len(needed) / requirement.min
        perhaps = _perhaps(question, best, needed, frozenset(map(_folder, candidates)))
        status = _Status.UNVERIFIED if perhaps else _Status.PARTIAL
        return Verdict(status, (_lacking(question, best, needed, perhaps),), share=share)
    # A paper about the event that is none of its pieces (a report on it) is no old piece either.
    return nothing_usable(question, [c for c in candidates if c.pieces & needed or not c.verified])


def _of_periods(
    candidates: Sequence[Candidate], wanted: Sequence[Slot], given: Circumstances
) -> dict[str, list[Candidate]]:
    """The dated papers of each period.

    A meeting is of the period of its day; a paper that says it is about the period just over (minutes of 7 April on the
    first quarter) is of that one, and so may be the others of the same day.
    """
    about = [
        (c.times.event, slot)
        for c in candidates
        if c.times.event and (slot := slot_just_over(c, wanted, given))
    ]
    members: dict[str, list[Candidate]] = {slot.period: [] for slot in wanted}
    for c in candidates:
        if c.times.event is None:
            continue
        told = slot_just_over(c, wanted, given)
        found = [told] if told else [slot for slot in wanted if slot.first <= c.times.event <= slot.last]
        if told is None:
            found += [slot for day, slot in about if same_event(day, c.times.event, given, both_stated=True)]
        for slot in dict.fromkeys(found):
            members[slot.period].append(c)
    return members


def _judge_periodic(
    question: Question,
    candidates: Sequence[Candidate],
    undated: Sequence[Candidate],
    needed: frozenset[str],
) -> Verdict:
    wanted = wanted_slots(question.requirement, question.given.unit)
    folders = frozenset(map(_folder, candidates))
    filled, findings = [], []
    members = _of_periods(candidates, wanted, question.given)
    # What lies where papers of few periods lie is given to them first.
    shared = Counter(folder for inside in members.values() for folder in set(map(_folder, inside)))
    loose = sorted(undated, key=lambda c: shared[_folder(c)])
    for slot in wanted:
        inside = members[slot.period]
        events = _events(inside, loose, question.given, any_folder=False)
        paths = tuple(dict.fromkeys(c.document.path for c in inside))
        if _complete(events, needed) >= question.requirement.min:
            status = SlotStatus.MET
            spent = _spent(events, needed)
            loose = [c for c in loose if c.identity not in spent]
        elif question.given.as_of <= slot.due:
            status = SlotStatus.UPCOMING
        elif best := _best(events, needed):
            perhaps = _perhaps(question, best, needed, folders)
            status = SlotStatus.UNVERIFIED if perhaps else SlotStatus.PARTIAL
            if perhaps:
                # Told by the verdict over all periods, with the first of its papers.
                paths = (perhaps, *(path for path in paths if path != perhaps))
            else:
                findings.append(_lacking(question, best, needed, ""))
        else:
            status = SlotStatus.UNVERIFIED if inside else SlotStatus.MISSING
        filled.append(SlotReport(slot.period, status, paths))
    verdict = slot_verdict(question, candidates, wanted, tuple(filled))
    return Verdict(verdict.status, (*verdict.findings, *findings), verdict.slots, verdict.share)
