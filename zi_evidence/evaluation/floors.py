"""Floors of the target that are missed: by evidence, by waivers' help only, or by the answers themselves."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zi_evidence.checklist.model import Checklist, Predicate
from zi_evidence.evaluation.answers import claimed_points
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.evaluation.points import summaries
from zi_evidence.model import AreaSummary, Finding, ItemReport
from zi_evidence.unit import Unit

__all__ = ["answered_floors", "floor_findings"]

_LATEST_FIRST = ("tpn", "tpi", "unit")


def floor_findings(areas: Sequence[AreaSummary], unaided: Sequence[AreaSummary]) -> Iterator[Finding]:
    """Floors that are missed, and those that are reached by nothing but waivers."""
    for area, alone in zip(areas, unaided, strict=True):
        if area.floor is None or not alone.below:
            continue
        name, have = ("under_floor", area) if area.below else ("waived_to_floor", alone)
        yield make_finding(
            name, part=area.code, title=area.title, have=float(have.supported), need=float(area.floor)
        )


def answered_floors(
    checklist: Checklist,
    unit: Unit,
    items: Sequence[ItemReport],
    predicate: Predicate | None,
) -> Iterator[Finding]:
    """Floors that the answers miss, whatever the evidence supports (R90 Lampiran II Bab III asks for the score).

    For each part the last of unit, TPI and TPN counts that answered all items of it: answers that are still being given
    say nothing about the end.
    """
    settled: set[str] = set()
    for who in _LATEST_FIRST:
        answers = {
            code: text for code, given in unit.answers.items() if (text := getattr(given, who).strip())
        }
        points = claimed_points(checklist, answers) if answers else {}
        claimed = [replace(i, supported=points[i.code] if i.code in answers else math.nan) for i in items]
        for area in summaries(checklist, claimed, predicate) if answers else ():
            if area.floor is None or area.code in settled or math.isnan(area.supported):
                continue
            settled.add(area.code)
            if area.below:
                yield make_finding(
                    "answers_under_floor",
                    part=area.code,
                    title=area.title,
                    who=who,
                    have=float(area.supported),
                    need=float(area.floor),
                )
