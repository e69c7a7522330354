"""Who is to be told what, once: what is due soon, what is newly lacking, what is in order again. Pure.

A memory holds the statuses that each owner (pokja) was told last and the points of notice that are spent. It
is written down before anything is sent: what is lost on the way is lost, nobody is told the same twice.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zi_evidence.checklist.model import Checklist
from zi_evidence.evaluation.slots import wanted_slots
from zi_evidence.i18n import day, mark, period_text, spoken, tr
from zi_evidence.model import Report, RequirementReport, RequirementStatus, SlotStatus
from zi_evidence.reports.plain import owner_name
from zi_evidence.reports.words import word
from zi_evidence.text import printable
from zi_evidence.unit import Unit

__all__ = [
    "POINTS",
    "Due",
    "Memory",
    "Notice",
    "NoticeKind",
    "digest_text",
    "notices",
    "open_dues",
    "remember",
]

# Days before a due day on which it is announced.
POINTS = (30, 14, 7, 1)
_OPEN = frozenset(status for status in RequirementStatus if not status.is_settled)
_EXEMPT = frozenset({RequirementStatus.WAIVED, RequirementStatus.NOT_APPLICABLE})


class NoticeKind(StrEnum):
    """What a notice is about."""

    DUE = "due"
    GAP = "gap"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Due:
    """A period of a requirement that is still open, and the last day on which that is no gap."""

    requirement: str
    period: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one owner.

    Attributes:
        key: what is spent by telling it; empty where the change of status itself is spent.
        period: the period that is due; empty for other kinds.
        day: its due day.
        left: days until then.
    """

    kind: NoticeKind
    owner: str
    requirement: str
    title: str
    status: RequirementStatus
    key: str = ""
    period: str = ""
    day: dt.date | None = None
    left: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """What was told.

    Attributes:
        statuses: requirement -> the status that its owner was told last.
        sent: points of notice and digests that are spent.
    """

    statuses: Mapping[str, str] = field(default_factory=dict)
    sent: frozenset[str] = frozenset()


def open_dues(checklist: Checklist, unit: Unit, report: Report) -> tuple[Due, ...]:
    """The periods of required evidence that are still open and not past their day."""
    reports = {r.id: r for item in report.items for r in item.requirements}
    found = []
    for item in checklist.items:
        for requirement in item.requirements:
            judged = reports.get(f"{item.code}:{requirement.id}")
            if judged is None or judged.optional or judged.status in _EXEMPT:
                continue
            states = {slot.period: slot.status for slot in judged.slots}
            for slot in wanted_slots(requirement, unit):
                state = states.get(slot.period, SlotStatus.MET)
                if state is not SlotStatus.MET and slot.due >= report.as_of:
                    found.append(Due(judged.id, slot.period, slot.due))
    return tuple(found)


def notices(
    report: Report,
    previous: Mapping[str, str] | None,
    sent: Collection[str],
    today: dt.date,
    dues: Sequence[Due] | None = None,
) -> list[Notice]:
    """What is to be told now, one digest an owner, grouped by owner.

    An owner who had a digest today is told nothing more today. What became open and was closed again
    between two digests was never open. Of the points of notice that passed, only the nearest is told.

    Args:
        report: the report of today.
        previous: requirement -> status told last; `None` if nothing was ever told: then no gap is new.
        sent: keys that are spent.
        today: the day.
        dues: open periods, see `open_dues`; without them each requirement's oldest open one.
    """
    required = {r.id: r for item in report.items for r in item.requirements if not r.optional}
    if dues is None:
        dues = [Due(r.id, "", r.due) for r in required.values() if r.due]
    found: list[Notice] = []
    for due in dues:
        if due.requirement in required:
            found.extend(_due(required[due.requirement], due, sent, today))
    for requirement in required.values():
        before = previous.get(requirement.id) if previous is not None else None
        if before is None or before == requirement.status:
            continue
        was_open, is_open = before in _OPEN, requirement.status in _OPEN
        if is_open and not was_open:
            found.append(_notice(NoticeKind.GAP, requirement))
        elif was_open and not is_open:
            found.append(_notice(NoticeKind.RECOVERED, requirement))
    order = list(NoticeKind)
    found = [notice for notice in found if _digest(notice.owner, today) not in sent]
    return sorted(
        found, key=lambda n: (n.owner, order.index(n.kind), n.day or today, n.requirement, n.period)
    )


def _notice(kind: NoticeKind, requirement: RequirementReport) -> Notice:
    return Notice(kind, requirement.owner, requirement.id, requirement.title, requirement.status)


def _due(requirement: RequirementReport, due: Due, sent: Collection[str], today: dt.date) -> Iterator[Notice]:
    left = (due.day - today).days
    point = min((point for point in POINTS if left <= point), default=None)
    if left < 0 or point is None or requirement.status in _EXEMPT:
        return
    # A later point is spent by an earlier one of the clock, were it put back.
    spent = any(_due_key(due, other) in sent for other in POINTS if other <= point)
    if not spent:
        yield Notice(
            NoticeKind.DUE,
            requirement.owner,
            requirement.id,
            requirement.title,
            requirement.status,
            key=_due_key(due, point),
            period=due.period,
            day=due.day,
            left=left,
        )


def _due_key(due: Due, point: int) -> str:
    return f"due {due.requirement} {due.day.isoformat()} {due.period} {point}"


def _digest(owner: str, today: dt.date) -> str:
    return f"digest {today.isoformat()} {owner}"


def remember(report: Report, memory: Memory, told: Iterable[Notice], today: dt.date) -> Memory:
    """The memory after the digests of `told`, which `notices` gave for this memory, this report and day.

    Every owner's digest of the day is spent, also where there was nothing to say: what happens later on
    the day is told tomorrow, if it is still so.
    """
    statuses = dict(memory.statuses)
    sent = {key for key in memory.sent if not _is_over(key, today)}
    sent.update(notice.key for notice in told if notice.key)
    requirements = [r for item in report.items for r in item.requirements]
    for requirement in requirements:
        if _digest(requirement.owner, today) not in memory.sent:
            statuses[requirement.id] = requirement.status.value
    sent.update(_digest(requirement.owner, today) for requirement in requirements)
    known = {requirement.id for requirement in requirements}
    return Memory({k: v for k, v in statuses.items() if k in known}, frozenset(sent))


def _is_over(key: str, today: dt.date) -> bool:
    """Whether a key can never be asked for again, so that the memory does not grow.

    A month of grace, so that a clock that was put back tells nothing twice.
    """
    text = key.split(" ")[1 if key.startswith("digest ") else 2]
    return dt.date.fromisoformat(text) < today - dt.timedelta(days=31)


_HEADS = {
    NoticeKind.DUE: mark("Soon due"),
    NoticeKind.GAP: mark("Newly lacking"),
    NoticeKind.RECOVERED: mark("Complete again"),
}


def digest_text(unit_name: str, owner: str, told: Sequence[Notice], today: dt.date) -> tuple[str, str]:
    """Title and body of one owner's digest, plain text."""
    title = printable(f"{unit_name}: {owner_name(owner, spoken())}, {day(today, spoken())}")
    lines: list[str] = []
    for kind, head in _HEADS.items():
        members = [notice for notice in told if notice.kind is kind]
        if members:
            lines += ["", tr(head), *(_line(notice) for notice in members)]
    return title, "\n".join(lines[1:]) + "\n"


def _line(notice: Notice) -> str:
    lang = spoken()
    text = f"- {notice.requirement.partition(':')[0]} {notice.title}"
    if notice.kind is NoticeKind.DUE and notice.day:
        left = tr("in {n} days").format(n=notice.left) if notice.left else tr("today")
        period = tr(" for {period}").format(period=period_text(notice.period, lang)) if notice.period else ""
        return printable(f"{text}{period}: {day(notice.day, lang)} ({left})")
    return printable(f"{text}: {word(notice.status.value, lang)}")
