"""Points: what an item is worth, what today's evidence can support at most, and the target's floors.

R90 Lampiran III: an item's value is its sub-area's weight by the number of its items, times its answer.
Evidence does not make the answer; it limits what answer can be shown. Nothing here predicts assessors.
"""

from collections.abc import Sequence

from zi_evidence.checklist.model import Checklist, Item, Predicate
from zi_evidence.model import (
    AreaSummary,
    ItemReport,
    RequirementReport,
    RequirementStatus,
)

__all__ = ["item_status", "summaries", "supported_points"]

_Status = RequirementStatus
_NOTHING = frozenset({_Status.MISSING, _Status.STALE, _Status.UNVERIFIED})


def item_status(requirements: Sequence[RequirementReport]) -> RequirementStatus:
    """An item's status from its non-optional requirements."""
    statuses = [r.status for r in requirements if not r.optional]
    if not statuses or all(s is _Status.NOT_APPLICABLE for s in statuses):
        return _Status.NOT_APPLICABLE
    if all(s.is_settled for s in statuses):
        return _Status.MET if _Status.MET in statuses else _Status.WAIVED
    open_ones = [s for s in statuses if not s.is_settled]
    if all(s is _Status.UNVERIFIED for s in open_ones):
        return _Status.UNVERIFIED
    if _Status.MET not in statuses and all(s in _NOTHING for s in open_ones):
        for status in (_Status.MISSING, _Status.STALE):
            if all(s is status for s in open_ones):
                return status
    return _Status.PARTIAL


def supported_points(
    item: Item,
    requirements: Sequence[RequirementReport],
    scales: dict[str, dict[str, float]],
    *,
    unaided: bool = False,
) -> float:
    """The most points that the evidence of today can carry.

    Each non-optional requirement gives its share; their mean is brought down to the next value of the
    item's scale. An item of which any required evidence is wholly absent supports nothing. What is waived or not
    asked for yet is no evidence: it is left out of the mean, and an item of which nothing else is left supports
    nothing.

    Args:
        item: the item.
        requirements: its requirements, judged.
        scales: the checklist's answer scales.
        unaided: what is waived counts as what there is of it, as if nobody had waived it.
    """
    left_out = {_Status.NOT_APPLICABLE} if unaided else {_Status.NOT_APPLICABLE, _Status.WAIVED}
    shares = [
        1.0 if r.status is _Status.MET else r.share
        for r in requirements
        if not r.optional and r.status not in left_out
    ]
    if not shares or 0.0 in shares:
        return 0.0
    mean = sum(shares) / len(shares)
    if item.answer in ("%", "0-4"):
        return item.points * mean
    steps = scales.get(item.answer, {})
    return item.points * max((v for v in steps.values() if v <= mean + 1e-9), default=0.0)


def summaries(
    checklist: Checklist, items: Sequence[ItemReport], predicate: Predicate | None
) -> tuple[AreaSummary, ...]:
    """Total, the target's sections and items with floors, and every area, in that order.

    Without a predicate nothing has a floor.
    """

    def summary(code: str, title: str, members: Sequence[ItemReport], floor: float | None) -> AreaSummary:
        points = sum(item.points for item in members)
        supported = sum(item.supported for item in members)
        return AreaSummary(code, title, round(points, 4), round(supported, 4), floor)

    found = [summary("total", checklist.title, items, predicate.total if predicate else None)]
    sections = {section.code: section.title for section in checklist.sections}
    for code, floor in predicate.sections.items() if predicate else ():
        inside = [item for item in items if item.code.startswith(f"{code}.")]
        found.append(summary(code, sections.get(code, code), inside, floor))
    for code, floor in predicate.items.items() if predicate else ():
        inside = [item for item in items if item.code == code]
        found.append(summary(code, inside[0].title if inside else code, inside, floor))
    for area, title in checklist.areas.items():
        inside = [item for item in items if item.area == area]
        share = predicate.area_floor if predicate else None
        points = sum(item.points for item in inside)
        found.append(summary(f"area {area}", title, inside, round(points * share, 4) if share else None))
    return tuple(found)
