"""Answers of the worksheet and what they are worth."""

import pytest

from tests.evaluation.judging import checklist, judge_all, make_unit
from zi_evidence.checklist import load_checklist
from zi_evidence.errors import UnitError
from zi_evidence.evaluation.answers import answer_value, claimed_points

SCALES = {"YT": {"Ya": 1.0, "Tidak": 0.0}, "ABC": {"A": 1.0, "B": 0.5, "C": 0.0}, "%": {}, "0-4": {}}


@pytest.mark.parametrize(
    ("scale", "answer", "value"),
    [
        ("YT", "ya", 1.0),
        ("ABC", "B", 0.5),
        ("ABC", "", 0.0),
        ("%", "75 %", 0.75),
        ("%", "120", 1.0),
        ("%", "3/4", 0.75),
        ("%", "0/0", 1.0),
        ("0-4", "3,60", 0.9),
    ],
)
def test_an_answer_has_its_value(scale: str, answer: str, value: float) -> None:
    item = checklist([], scale).items[0]
    assert answer_value(answer, item, SCALES) == pytest.approx(value)


@pytest.mark.parametrize(
    ("scale", "answer"), [("ABC", "D"), ("YT", "A"), ("%", "1/0"), ("0-4", "5"), ("%", "x")]
)
def test_what_is_no_answer_is_refused(scale: str, answer: str) -> None:
    with pytest.raises(ValueError, match="bukan jawaban"):
        answer_value(answer, checklist([], scale).items[0], SCALES)


def test_full_marks_in_every_item_claim_a_hundred_points() -> None:
    lke = load_checklist("permenpanrb-90-2021")
    best = {"YT": "Ya", "%": "100", "0-4": "4"}
    claimed = claimed_points(lke, {item.code: best.get(item.answer, "A") for item in lke.items})
    assert sum(claimed.values()) == pytest.approx(100, abs=0.01)


def test_a_survey_score_of_3_60_claims_what_the_threshold_table_says() -> None:
    lke = load_checklist("permenpanrb-90-2021")
    assert claimed_points(lke, {"B.I.a": "3,60"})["B.I.a"] == pytest.approx(15.75)
    assert claimed_points(lke, {"B.II.a": "3.20"})["B.II.a"] == pytest.approx(14.00)


def test_a_report_shows_claim_beside_support_and_blank_is_zero() -> None:
    unit = make_unit(answers={"X.1.a": {"unit": "A", "tpi": "B"}})
    item = judge_all([{"id": "r", "title": "Laporan"}], [], unit=unit).items[0]
    assert (item.claimed, item.supported, dict(item.answers)) == (2.0, 0.0, {"unit": "A", "tpi": "B"})
    blank = judge_all([{"id": "r", "title": "Laporan"}], [], unit=make_unit(answers={"X.1.a": ""}))
    assert blank.items[0].claimed == 0.0
    assert judge_all([{"id": "r", "title": "Laporan"}], []).items[0].claimed is None


def test_an_answer_to_an_unknown_item_is_told() -> None:
    with pytest.raises(UnitError, match=r"Y\.9"):
        judge_all([{"id": "r", "title": "Laporan"}], [], unit=make_unit(answers={"Y.9": "A"}))
