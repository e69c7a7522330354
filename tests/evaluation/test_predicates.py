"""A target that builds on another predicate: the unit must have been given that one before."""

from typing import Any

import pytest

from tests.evaluation.judging import document, judge_all, make_unit
from zi_evidence.api import gate
from zi_evidence.errors import ExitCode
from zi_evidence.model import Report, Severity
from zi_evidence.reports.sentences import sentence

SCHEME = {
    "predicates": {
        "wbk": {"total": 1},
        "wbbm": {"total": 1, "requires": "wbk"},
        "utama": {"total": 1, "requires": "wbbm"},
    }
}


def judged(target: str, **unit: Any) -> Report:
    return judge_all(
        [{"id": "r", "title": "Laporan"}],
        [document("a", date="2026-01-05")],
        unit=make_unit(target=target, **unit),
        scheme=SCHEME,
    )


def told(report: Report) -> list[str]:
    return [finding.code for finding in report.findings if finding.code.startswith("ZI6")]


def test_the_first_predicate_builds_on_nothing() -> None:
    assert told(judged("wbk")) == []
    assert told(judged("wbk", holds=[])) == []


def test_what_the_unit_file_does_not_say_is_not_known() -> None:
    report = judged("wbbm")
    (finding,) = [f for f in report.findings if f.code == "ZI604"]
    assert finding.severity is Severity.WARNING
    assert "WBBM" in sentence(finding, "id")
    assert "WBK" in sentence(finding, "id")
    assert gate(report, fail_on=("error", "ZI604")).exit_code is ExitCode.FINDINGS


@pytest.mark.parametrize(
    ("holds", "codes"),
    [
        ([{"predicate": "wbk", "year": 2024}], []),
        ([{"predicate": "WBK", "year": 2025}], []),
        ([{"predicate": "wbk", "year": 2026}], ["ZI603"]),
        ([{"predicate": "lain", "year": 2024}], ["ZI603"]),
        ([{"predicate": "lain", "year": 2023}, {"predicate": "wbk", "year": 2024}], []),
        ([], ["ZI603"]),
    ],
)
def test_it_must_have_been_given_in_an_earlier_year(holds: list[dict[str, Any]], codes: list[str]) -> None:
    report = judged("wbbm", holds=holds)
    assert told(report) == codes
    assert report.ready is not bool(codes)
    assert gate(report).exit_code is (ExitCode.FINDINGS if codes else ExitCode.PASS)


def test_who_holds_the_higher_one_got_the_lower_one_before() -> None:
    assert told(judged("wbbm", holds=[{"predicate": "wbbm", "year": 2021}])) == []
    assert told(judged("utama", holds=[{"predicate": "wbk", "year": 2021}])) == ["ZI603"]


def test_the_message_says_what_is_held_instead() -> None:
    report = judged("wbbm", holds=[{"predicate": "wbk", "year": 2026}])
    assert "WBK 2026" in next(sentence(f, "id") for f in report.findings if f.code == "ZI603")
