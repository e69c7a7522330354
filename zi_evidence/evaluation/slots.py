"""Periodic requirements: which periods the window asks for, which documents cover which."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.copies import distinct
from zi_evidence.evaluation.spans import covers
from zi_evidence.model import SlotReport, SlotStatus
from zi_evidence.periods import Rhythm, bounds, slot_of, slots
from zi_evidence.unit import Unit

__all__ = ["Slot", "fill_slots", "is_part", "is_unclear", "slot_for", "slot_just_over", "wanted_slots"]

_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Slot:
    """One period that a requirement asks for, and the last day on which its absence is no gap."""

    period: str
    first: dt.date
    last: dt.date
    due: dt.date


def wanted_slots(requirement: Requirement, unit: Unit) -> tuple[Slot, ...]:
    """The slots of a periodic requirement in the unit's window, or its named years; oldest first."""
    periods: list[str] = []
    if requirement.every:
        periods.extend(slots(unit.window.from_, unit.window.to, requirement.every))
    for name in requirement.years:
        year = str(unit.year - int(name.partition("-")[2] or 0))
        if year not in periods:
            periods.append(year)
    found = []
    for period in sorted(periods):
        first, last = bounds(period)
        begin = first if requirement.due == "start" else last
        found.append(Slot(period, first, last, begin + dt.timedelta(days=requirement.grace)))
    return tuple(found)


def slot_for(
    candidate: Candidate, requirement: Requirement, wanted: Sequence[Slot], given: Circumstances
) -> Slot | None:
    """The slot that a document covers: its stated period must lie within it, else its own date.

    A report with no stated period that is dated soon after a slot's end is taken for that slot.
    """
    span = candidate.times.span
    if span is None:
        return None
    first, last = span.first, span.last
    rhythm = requirement.every or (Rhythm.YEAR if requirement.years else None)
    reports_back = requirement.due == "end" and not requirement.pieces and not candidate.of_its_day
    # "Januari 2026" on a report is the month in which it was made.
    if rhythm and reports_back and not span.stated and (last - first).days < _LONGEST_MONTH:
        first = last = _reported_day(first, rhythm, given)
    return next((slot for slot in wanted if slot.first <= first and last <= slot.last), None)


def _slots_of(
    candidate: Candidate, requirement: Requirement, wanted: Sequence[Slot], given: Circumstances
) -> Sequence[Slot]:
    """The slots that a document covers: one, or those of two years that it compares with each other."""
    span = candidate.times.span
    if span and span.stated and requirement.years and not requirement.every:
        years = span.last.year - span.first.year + 1
        inside = [slot for slot in wanted if span.first <= slot.first and slot.last <= span.last]
        if years == 2:
            return inside
    slot = slot_for(candidate, requirement, wanted, given)
    return (slot,) if slot else ()


def _reported_day(day: dt.date, rhythm: Rhythm, given: Circumstances) -> dt.date:
    """The day that a report of a day is about: soon after the end of a period, at most half of one, the last of it."""
    slot_first, slot_last = bounds(slot_of(day, rhythm))
    most = given.days("report_after_its_year" if rhythm is Rhythm.YEAR else "report_after_its_period")
    lag = min(most, ((slot_last - slot_first).days + 1) // 2)
    if (day - slot_first).days < lag:
        return slot_first - dt.timedelta(days=1)
    return day


def is_part(candidate: Candidate, requirement: Requirement, slot: Slot, given: Circumstances) -> bool:
    """Whether a document reports on so little of a slot that it cannot serve it alone.

    A month is no quarter, and a report made in the middle of its quarter does not know the rest of it. Plans and
    decrees (`due: start`) are made before, and a requirement may be content with less (`shorter`).
    """
    if requirement.due == "start" or requirement.shorter or candidate.times.reported is None:
        return False
    return not covers(candidate.times.reported, slot.first, slot.last, given)


def is_unclear(candidate: Candidate, requirement: Requirement, slot: Slot, given: Circumstances) -> bool:
    """Whether nobody can say that a document reports on a slot.

    A "report of 2025" that was signed in February 2025 may be about the year before, and so may a report of May that
    names no quarter; one of 2024 that names 2026 contradicts itself.
    """
    if candidate.times.contradicts:
        return True
    made = candidate.times.made
    if requirement.due == "start" or requirement.shorter or made is None:
        return False
    span = candidate.times.span
    if span and not span.stated:
        # In the last third of a period the one before was reported long ago.
        return slot.first <= made and 3 * (made - slot.first).days < 2 * (slot.last - slot.first).days
    return not covers((min(slot.first, made), made), slot.first, slot.last, given)


def slot_just_over(candidate: Candidate, wanted: Sequence[Slot], given: Circumstances) -> Slot | None:
    """The slot that a paper of a meeting names and that ended shortly before it; `None` where there is none."""
    span, event = candidate.times.span, candidate.times.event
    if not span or not span.stated or not event:
        return None
    named = (slot for slot in wanted if slot.first <= span.first and span.last <= slot.last)
    most = given.days("report_after_its_period")
    return next((s for s in named if 0 < (event - s.last).days <= most), None)


def _together(parts: Sequence[Candidate], slot: Slot, given: Circumstances) -> bool:
    """Whether reports on parts of a slot leave nothing of it out: twelve months are a year."""
    days: set[int] = set()
    for part in parts:
        if reported := part.times.reported:
            first, last = max(reported[0], slot.first), min(reported[1], slot.last)
            days.update(range(first.toordinal(), last.toordinal() + 1))
    last_day = slot.first + dt.timedelta(days=len(days) - 1)
    return bool(days) and covers((slot.first, last_day), slot.first, slot.last, given)


def _served(inside: Sequence[Candidate], requirement: Requirement, slot: Slot, given: Circumstances) -> int:
    """How many documents serve a slot: those on the whole of it, and once those on its parts together."""
    usable = [c for c in inside if c.usable and not is_unclear(c, requirement, slot, given)]
    parts = [c for c in usable if is_part(c, requirement, slot, given)]
    whole = [c for c in usable if c not in parts]
    return distinct(whole, requirement.min, given) + _together(parts, slot, given)


def fill_slots(
    requirement: Requirement,
    wanted: Sequence[Slot],
    candidates: Sequence[Candidate],
    given: Circumstances,
) -> tuple[SlotReport, ...]:
    """The state of each slot; a slot that is not due yet is `upcoming` unless it is already served."""
    members: dict[str, list[Candidate]] = {slot.period: [] for slot in wanted}
    for candidate in candidates:
        for slot in _slots_of(candidate, requirement, wanted, given):
            members[slot.period].append(candidate)
    found = []
    for slot in wanted:
        inside = members[slot.period]
        if _served(inside, requirement, slot, given) >= requirement.min:
            status = SlotStatus.MET
        elif given.as_of <= slot.due:
            status = SlotStatus.UPCOMING
        elif any(c.usable and is_unclear(c, requirement, slot, given) for c in inside):
            status = SlotStatus.UNVERIFIED
        elif any(c.verified for c in inside):
            status = SlotStatus.PARTIAL
        elif inside:
            status = SlotStatus.UNVERIFIED
        else:
            status = SlotStatus.MISSING
        paths = tuple(dict.fromkeys(c.document.path for c in inside))
        found.append(SlotReport(slot.period, status, paths))
    return tuple(found)
