"""No labelled set is matched worse than it is today by more than one document.

A change that makes a set better lowers its row here. `benchmarks/matching.py --accuracy --errors` names the documents.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from testkit.matching_sets import CHECKLIST, SETS, assigned, cases
from zi_evidence.checklist import load_checklist
from zi_evidence.matching import Matcher

SPARE = 1


@dataclass(frozen=True, slots=True)
class Errors:
    """Counts of one set.

    Attributes:
        relevant: documents of some item that got other items than theirs.
        lacking: items that those documents should have got.
        wrong: items that they should not have got.
        irrelevant: documents of no item that got one.
        counted: such documents whose content alone makes them evidence.
    """

    relevant: int
    lacking: int
    wrong: int
    irrelevant: int
    counted: int


# Set -> documents of some item, documents of no item, and the errors of today.
TODAY = {
    "matching_set": (389, 59, Errors(relevant=40, lacking=25, wrong=23, irrelevant=0, counted=0)),
    "matching_set_2": (169, 147, Errors(relevant=5, lacking=3, wrong=2, irrelevant=0, counted=0)),
    "matching_set_3": (82, 125, Errors(relevant=6, lacking=3, wrong=5, irrelevant=9, counted=8)),
    "matching_set_4": (41, 81, Errors(relevant=2, lacking=1, wrong=1, irrelevant=6, counted=4)),
    "matching_set_5": (154, 123, Errors(relevant=7, lacking=5, wrong=2, irrelevant=4, counted=3)),
    "matching_set_6": (132, 120, Errors(relevant=9, lacking=4, wrong=5, irrelevant=1, counted=1)),
}


@cache
def matcher() -> Matcher:
    return Matcher(load_checklist(CHECKLIST))


def measured(folder: Path) -> tuple[int, int, Errors]:
    relevant = irrelevant = bad = lacking = wrong = taken = counted = 0
    for case in cases(folder):
        found = assigned(matcher(), case) - case.maybe
        if case.items:
            relevant += 1
            bad += found != case.items
            lacking += len(case.items - found)
            wrong += len(found - case.items)
        else:
            irrelevant += 1
            taken += bool(found)
            counted += bool(found) and bool(assigned(matcher(), case, proven=True) - case.maybe)
    return relevant, irrelevant, Errors(bad, lacking, wrong, taken, counted)


def test_every_set_has_its_floor() -> None:
    assert set(TODAY) == {folder.name for folder in SETS}
    assert {folder.name for folder in SETS[0].parent.glob("matching_set*")} == set(TODAY)


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_labelled_set_stays_as_right_as_it_is(folder: Path) -> None:
    relevant, irrelevant, errors = measured(folder)
    least_relevant, least_irrelevant, today = TODAY[folder.name]
    assert relevant >= least_relevant
    assert irrelevant >= least_irrelevant
    for name in Errors.__slots__:
        assert getattr(errors, name) <= getattr(today, name) + SPARE, (name, errors)
