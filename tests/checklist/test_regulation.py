"""The shipped worksheet against the regulation: always by numbers kept here, by its PDF where it lies."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.checklist.regulation import structure
from zi_evidence.checklist import Checklist, load_checklist

ROOT = Path(__file__).parents[2]
PDF = "regulations/PermenPAN-RB-No.-90-Tahun-2021.pdf"


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist("permenpanrb-90-2021")


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """Weights, answers and thresholds as `structure` gave them once."""
    data: dict[str, Any] = json.loads((ROOT / "tests/data/lke-90-2021.json").read_text("utf-8"))
    return data


def test_the_regulation_itself_says_what_is_kept_here(kept: dict[str, Any]) -> None:
    folders = (os.environ.get("ZI_EVIDENCE_SHARED", ""), ROOT.parent / "shared")
    found = [Path(folder) / PDF for folder in folders if folder and (Path(folder) / PDF).is_file()]
    if not found:
        pytest.skip("the regulation's PDF is not here; ZI_EVIDENCE_SHARED names the folder")

    assert structure(found[0]) == kept


def test_all_sections_have_the_weights_of_the_regulation(checklist: Checklist, kept: dict[str, Any]) -> None:
    assert {section.code: section.weight for section in checklist.sections} == kept["weights"]


def test_all_113_items_have_code_and_answer_type_of_the_regulation(
    checklist: Checklist, kept: dict[str, Any]
) -> None:
    expected = {
        f"{section}.{'abcdefgh'[index]}": answer
        for section, answers in kept["answers"].items()
        for index, answer in enumerate(answers)
    }

    assert len(expected) == 113
    assert {item.code: item.answer for item in checklist.items} == expected


def test_an_item_is_worth_its_share_of_the_sub_area(checklist: Checklist) -> None:
    own = {"B.I.a": 17.5, "B.I.b": 5.0}
    weights = {section.code: section.weight for section in checklist.sections}
    for item in checklist.items:
        siblings = sum(other.section == item.section for other in checklist.items)
        expected = own.get(item.code, weights[item.section] / siblings)
        assert item.points == pytest.approx(expected), item.code


def test_the_parts_sum_to_30_30_and_40(checklist: Checklist) -> None:
    def points(prefix: str) -> float:
        return sum(item.points for item in checklist.items if item.code.startswith(prefix))

    assert points("A.I.") == pytest.approx(30)
    assert points("A.II.") == pytest.approx(30)
    assert points("B.") == pytest.approx(40)
    counts = [sum(i.code.startswith(p) for i in checklist.items) for p in ("A.I.", "A.II.", "B.")]
    assert counts == [87, 23, 3]


def test_the_six_areas_have_their_points(checklist: Checklist) -> None:
    points = dict.fromkeys(checklist.areas, 0.0)
    for item in checklist.items:
        if item.area:
            points[item.area] += item.points

    assert {area: round(value, 6) for area, value in points.items()} == {
        "1": 8, "2": 7, "3": 10, "4": 10, "5": 15, "6": 10,
    }  # fmt: skip
    assert all(item.area == "" for item in checklist.items if item.code.startswith("B."))


def test_both_predicates_have_the_thresholds_of_the_regulation(
    checklist: Checklist, kept: dict[str, Any]
) -> None:
    for column, name in enumerate(("wbk", "wbbm")):
        predicate = checklist.predicates[name]
        floors = {"total": predicate.total, "area_floor": predicate.area_floor}
        floors |= predicate.sections | predicate.items
        assert floors == {row: values[column] for row, values in kept["thresholds"].items()}
    assert checklist.predicates["wbbm"].requires == "wbk"


def test_the_scales_are_even_steps_from_one_to_nothing(checklist: Checklist) -> None:
    assert checklist.scales == {
        "YT": {"Ya": 1.0, "Tidak": 0.0},
        "ABC": {"A": 1.0, "B": 0.5, "C": 0.0},
        "ABCD": {"A": 1.0, "B": 0.67, "C": 0.33, "D": 0.0},
        "ABCDE": {"A": 1.0, "B": 0.75, "C": 0.5, "D": 0.25, "E": 0.0},
        "%": {"0": 0.0, "100": 1.0},
        "0-4": {"0": 0.0, "4": 1.0},
    }


def test_every_percentage_says_how_it_is_computed(checklist: Checklist) -> None:
    without = [item.code for item in checklist.items if item.answer == "%" and not item.formula]

    assert without == []
