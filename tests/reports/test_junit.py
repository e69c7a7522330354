"""JUnit XML: a suite an area, a case a requirement; whatever is open or was not seen fails."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tests.reports import sample
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.model import Report
from zi_evidence.reports.junit_report import render_junit
from zi_evidence.reports.sentences import advice, sentence

UNIT_SUITE = "Unit secara keseluruhan"


@pytest.fixture(scope="module")
def report() -> Report:
    return sample.report()


def parsed(report: Report) -> Any:
    return etree.fromstring(render_junit(report))


def test_every_requirement_is_a_case_in_the_suite_of_its_area(report: Report) -> None:
    root = parsed(report)
    suites = {suite.get("name"): suite for suite in root}
    assert "Area 1 Manajemen Perubahan" in suites
    cases = [case for name, suite in suites.items() if name != UNIT_SUITE for case in suite]
    wanted = [f"{r.id} {r.title}" for item in report.items for r in item.requirements]
    assert sorted(case.get("name") for case in cases) == sorted(wanted)
    area = [item for item in report.items if item.area == "1"]
    assert {case.get("classname") for case in suites["Area 1 Manajemen Perubahan"]} == {i.code for i in area}


def test_the_counts_are_those_of_the_cases(report: Report) -> None:
    root = parsed(report)
    for node in (root, *root):
        assert int(node.get("tests")) == len(node.findall(".//testcase"))
        assert int(node.get("failures")) == len(node.findall(".//failure")) > 0
        assert int(node.get("skipped")) == len(node.findall(".//skipped"))


def test_only_what_is_there_passes(report: Report) -> None:
    statuses = {r.id: (r.status.value, r.optional) for item in report.items for r in item.requirements}
    seen = set()
    for case in parsed(report).iter("testcase"):
        status, optional = statuses.get(case.get("name").partition(" ")[0], ("", False))
        kinds = [child.tag for child in case]
        seen.add(status)
        if status == "met":
            assert kinds == []
        elif optional or status in ("waived", "not_applicable"):
            assert kinds == ["skipped"]
        else:
            assert kinds == ["failure"]
    assert {"met", "missing", "partial"} <= seen


def test_a_failure_says_what_was_found_and_what_to_do(report: Report) -> None:
    failing = next(r for item in report.items for r in item.requirements if r.findings and not r.optional)
    case = next(c for c in parsed(report).iter("testcase") if c.get("name").startswith(f"{failing.id} "))
    failure = case.find("failure")
    assert failure.get("type") == failing.status.value
    assert sentence(failing.findings[0], "id") in failure.text
    assert advice(failing.findings[0], "id") in failure.text


def test_an_error_of_no_requirement_fails_too() -> None:
    report = sample.report()
    finding = make_finding("walk_incomplete", path="Area 9", where="Area 9", detail="")
    suite = parsed(replace(report, findings=(finding,)))[-1]
    assert suite.get("name") == UNIT_SUITE
    assert [(case.get("classname"), case.find("failure").get("type")) for case in suite] == [
        ("Area 9", "walk_incomplete")
    ]
