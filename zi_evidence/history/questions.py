"""What a history answers: what changed when, and how the points went. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from zi_evidence.history.snapshot import Link, Snapshot
from zi_evidence.model import RequirementStatus
from zi_evidence.reports.charts import HistoryPoint

__all__ = ["Change", "add_to_trend", "changes", "required_complete", "supported", "trend"]


@dataclass(frozen=True, slots=True)
class Change:
    """One requirement that took another status.

    Attributes:
        seq: number of the snapshot that shows it first.
        as_of: the day of that snapshot (ISO).
        requirement: its full id.
        before: its status in the snapshot before; empty where the checklist did not ask for it.
        after: its status from then on; empty where the checklist no longer asks for it.
    """

    seq: int
    as_of: str
    requirement: str
    before: str
    after: str


def changes(links: Iterable[Link]) -> Iterator[Change]:
    """Every change of a status, in the order of the snapshots; the first snapshot is no change."""
    for old, new in pairwise(links):
        before, after = old.snapshot["requirements"], new.snapshot["requirements"]
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                yield Change(new.seq, new.snapshot["as_of"], name, before.get(name, ""), after.get(name, ""))


def supported(snapshot: Snapshot) -> float:
    """The points that the evidence of a snapshot supports in all; 0 where there is no total."""
    return next((float(area["supported"]) for area in snapshot["areas"] if area["code"] == "total"), 0.0)


def trend(links: Iterable[Link]) -> tuple[HistoryPoint, ...]:
    """One point a day, the last word of each day, oldest day first. Counts are of required evidence only."""
    by_day = {point.day: point for point in (_point(link.snapshot) for link in links)}
    return tuple(by_day[day] for day in sorted(by_day))


def add_to_trend(points: Iterable[HistoryPoint], snapshot: Snapshot) -> tuple[HistoryPoint, ...]:
    """The trend with one more snapshot, the last word of its day."""
    by_day = {point.day: point for point in points}
    point = _point(snapshot)
    by_day[point.day] = point
    return tuple(by_day[day] for day in sorted(by_day))


def _point(snapshot: Snapshot) -> HistoryPoint:
    day = dt.date.fromisoformat(snapshot["as_of"])
    return HistoryPoint(day, supported(snapshot), snapshot["counts"]["required"])


def required_complete(snapshot: Snapshot) -> tuple[int, int]:
    """How many of the required pieces of evidence are complete, of how many that apply."""
    counts = snapshot["counts"]["required"]
    whole = sum(counts.values()) - counts.get(RequirementStatus.NOT_APPLICABLE, 0)
    return counts.get(RequirementStatus.MET, 0), whole
