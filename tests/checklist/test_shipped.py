"""The shipped checklists and the example are sound, fast to read, and say their own words."""

from pathlib import Path

import pytest

from zi_evidence.checklist import available_checklists, load_checklist
from zi_evidence.checklist.show import counts
from zi_evidence.checklist.validate import validate_checklist

EXAMPLE = Path(__file__).parents[2] / "examples/checklists/iso-9001-documents.yaml"
ALL = [*available_checklists(), str(EXAMPLE)]


@pytest.mark.parametrize("name", ALL, ids=lambda name: Path(name).stem)
def test_nothing_is_said_against_it(name: str) -> None:
    _, faults = validate_checklist(name)

    assert [str(fault) for fault in faults] == []


def test_every_item_of_the_worksheet_asks_for_something_and_says_so() -> None:
    checklist = load_checklist("permenpanrb-90-2021")

    for item in checklist.items:
        assert any(not requirement.optional for requirement in item.requirements), item.code
        assert item.note, item.code
    assert counts(checklist)["total"]["requirements"] >= 2 * len(checklist.items)


def test_the_prison_overlay_keeps_every_item_and_weight_of_its_base() -> None:
    base, overlay = load_checklist("permenpanrb-90-2021"), load_checklist("lapas-2021")

    assert overlay.predicates == base.predicates
    assert overlay.scales == base.scales
    before = {item.code: (item.title, item.answer, item.points) for item in base.items}
    after = {item.code: (item.title, item.answer, item.points) for item in overlay.items}
    assert {code: after[code] for code in before} == before
    assert {code: after[code][2] for code in after.keys() - before.keys()} == {"K.a": 0.0}


def test_the_prerequisites_must_all_be_fulfilled() -> None:
    checklist = load_checklist("syarat-usulan-2024")

    assert [item.points for item in checklist.items] == [1.0] * 13
    assert {p.total for p in checklist.predicates.values()} == {13.0}


def test_the_example_of_another_kind_speaks_english_and_has_no_areas() -> None:
    checklist = load_checklist(EXAMPLE)

    assert checklist.language == "en"
    assert checklist.areas == {}
    assert checklist.items[0].answer == "YT"
