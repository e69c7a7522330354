"""Whether the unit already holds the predicate that its target builds on.

R90 Lampiran II Bab III, tabel 6: only a unit that holds Menuju WBK may be given Menuju WBBM; tabel 5 asks for a
year of building after it, so it must be of an earlier year. R5 lets a WBK of the ministry's own evaluation count
like one of TPN. No document of the folder says so for sure: people say it in `holds`.
"""

from zi_evidence.checklist.model import Checklist
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.model import Finding
from zi_evidence.unit import Unit

__all__ = ["held_finding"]


def _stands_for(held: str, required: str, checklist: Checklist) -> bool:
    """Whether a predicate is the required one, or one that was only given on top of it."""
    seen: set[str] = set()
    while held and held not in seen:
        if held == required:
            return True
        seen.add(held)
        known = checklist.predicates.get(held)
        held = known.requires if known else ""
    return False


def held_finding(checklist: Checklist, unit: Unit) -> Finding | None:
    """The finding where the target's `requires` is not shown to be held; `None` where all is well.

    A unit file without `holds` leaves it unknown, which warns; one that says what is held must name it.
    """
    target = checklist.predicates.get(unit.target)
    if target is None or not target.requires:
        return None
    goal, required = unit.target.upper(), target.requires.upper()
    if unit.holds is None:
        return make_finding("predicate_unknown", target=goal, required=required)
    if any(
        held.year < unit.year and _stands_for(held.predicate.casefold(), target.requires, checklist)
        for held in unit.holds
    ):
        return None
    said = tuple(f"{held.predicate.upper()} {held.year}" for held in unit.holds)
    return make_finding("predicate_lacking", target=goal, required=required, year=unit.year, held=said)
