"""Answers of the worksheet and what they are worth."""

from typing import ClassVar

import pytest

from tests.evaluation.judging import AS_OF, checklist, document, judge_all, make_unit
from zi_evidence.checklist import load_checklist
from zi_evidence.errors import UnitError
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.evaluation.answers import answer_value, claimed_points
from zi_evidence.reports.sentences import sentence

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
    assert (item.claimed, item.supported, item.answers) == (2.0, 0.0, {"unit": "A", "tpi": "B"})
    blank = judge_all([{"id": "r", "title": "Laporan"}], [], unit=make_unit(answers={"X.1.a": ""}))
    assert blank.items[0].claimed == 0.0
    assert judge_all([{"id": "r", "title": "Laporan"}], []).items[0].claimed is None


def test_an_answer_to_an_unknown_item_is_told() -> None:
    with pytest.raises(UnitError, match=r"Y\.9"):
        judge_all([{"id": "r", "title": "Laporan"}], [], unit=make_unit(answers={"Y.9": "A"}))


class TestFloors:
    ONE: ClassVar = [{"id": "r", "title": "Laporan", "within": "window"}]

    def told(self, **answers: str) -> list[str]:
        unit = make_unit(target="wbk", answers={"X.1.a": answers})
        report = judge_all(self.ONE, [document("a", date="2026-01-05")], unit=unit)
        assert report.items[0].supported == 2.0
        return [sentence(f, "id") for f in report.findings if f.name == "answers_under_floor"]

    def test_answers_below_the_floor_close_the_gate_whatever_evidence_supports(self) -> None:
        assert self.told(unit="C") == ["total Kecil: jawaban unit memberi 0,00, batasnya 1,00"]
        assert self.told(unit="B") == []

    def test_the_last_assessor_who_answered_decides(self) -> None:
        assert self.told(unit="A", tpi="C") == ["total Kecil: jawaban TPI memberi 0,00, batasnya 1,00"]
        assert self.told(unit="C", tpi="A") == []
        assert self.told(unit="A", tpi="C", tpn="B") == []

    def test_answers_that_are_still_being_given_say_nothing(self) -> None:
        lke = load_checklist("permenpanrb-90-2021")
        lowest = {"YT": "Tidak", "%": "0", "0-4": "0"}
        areas = {item.code: lowest.get(item.answer, "E") for item in lke.items if item.area == "1"}
        areas = {code: next(reversed(lke.scales[item.answer])) if item.answer.startswith("ABC") else areas[code]
                 for item in lke.items if (code := item.code) in areas}  # fmt: skip
        unit = make_unit(target="wbk", answers={code: {"unit": answer} for code, answer in areas.items()})
        report = evaluate_documents(lke, unit, [], {}, as_of=AS_OF)
        told = {
            sentence(f, "id").partition(":")[0] for f in report.findings if f.name == "answers_under_floor"
        }
        assert told == {"area 1 Manajemen Perubahan"}
