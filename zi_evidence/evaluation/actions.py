"""What to do first: open items by the points that each document still to be made brings back."""

from dataclasses import dataclass

from zi_evidence.model import ItemReport, Report, RequirementReport, SlotStatus

__all__ = ["Action", "actions"]


@dataclass(frozen=True, slots=True)
class Action:
    """One open item.

    Attributes:
        points: what the item would regain if all its open requirements were met.
        documents: how many documents that takes, at least.
        requirements: the open requirements.
    """

    item: ItemReport
    points: float
    documents: int
    requirements: tuple[RequirementReport, ...]


def _needed(report: RequirementReport) -> int:
    unmet = sum(s.status not in (SlotStatus.MET, SlotStatus.UPCOMING) for s in report.slots)
    return max(1, unmet)


def actions(report: Report) -> tuple[Action, ...]:
    """Open items, those first that bring most points a document; ties in the order of the worksheet."""
    found = []
    for item in report.items:
        open_ones = tuple(r for r in item.requirements if not r.optional and not r.status.is_settled)
        gain = round(item.points - item.supported, 4)
        if open_ones and gain > 0:
            found.append(Action(item, gain, sum(_needed(r) for r in open_ones), open_ones))
    return tuple(sorted(found, key=lambda a: -a.points / a.documents))
