"""What nobody could read may be what is lacking: such a gap cannot be verified, and is not called missing."""

from dataclasses import replace
from typing import Any

import pytest

from tests.evaluation.judging import document, judge, judge_all
from zi_evidence.facts import extract_facts
from zi_evidence.model import (
    DateSource,
    Document,
    DocumentStatus,
    RequirementReport,
    RequirementStatus,
    SlotStatus,
)

S = RequirementStatus
NO_TEXT = DocumentStatus.NO_TEXT
MEETING = {"pieces": ["undangan", "daftar_hadir", "notula", "dokumentasi?"], "within": "window"}
CURRENT = {"within": "window"}


def scan(path: str, **facts: Any) -> Document:
    return document(path, **{"kind": "other", "status": NO_TEXT, **facts})


def judged(requirement: dict[str, Any], *papers: Document, lost: Document) -> RequirementReport:
    """The requirement's report beside one file that no word assigns to anything."""
    requirements = [{"id": "r", "title": "Laporan", **requirement}]
    report = judge_all(requirements, [*papers, lost], serves={lost.path: []}, unread=(lost.path,))
    return report.items[0].requirements[0]


def names(report: RequirementReport) -> list[str]:
    return [finding.name for finding in report.findings]


@pytest.mark.parametrize("path", ["X.1.a/scan0001.pdf", "Pokja/1. X/X.1.a SK/scan0001.pdf", "X.1.a scan.pdf"])
@pytest.mark.parametrize("status", [NO_TEXT, DocumentStatus.PENDING, DocumentStatus.ENCRYPTED])
def test_an_unread_file_with_the_item_may_be_its_paper(path: str, status: DocumentStatus) -> None:
    report = judged(CURRENT, lost=scan(path, status=status))
    assert (report.status, names(report)) == (S.UNVERIFIED, ["unverified"])
    assert report.findings[0].path == path


@pytest.mark.parametrize(
    "lost",
    [
        scan("scan0001.pdf"),
        scan("Lain/scan0001.pdf"),
        scan("X.1.a/foto.jpg", media_type="image/jpeg", status=DocumentStatus.UNSUPPORTED),
        scan("X.1.a/tabel.xlsx", status=DocumentStatus.UNSUPPORTED),
        scan("X.1.a/kosong.pdf", status=DocumentStatus.EMPTY),
        scan("X.1.a/SK 2022.pdf", date="2022"),
        document("X.1.a/surat lain.pdf", date="2026-01-05"),
    ],
    ids=lambda lost: lost.path,
)
def test_a_file_that_cannot_be_it_leaves_the_gap_missing(lost: Document) -> None:
    report = judged(CURRENT, lost=lost)
    assert (report.status, names(report)) == (S.MISSING, ["missing"])


def test_a_name_that_says_another_kind_is_believed() -> None:
    decree = {"within": "window", "kinds": ["sk"]}
    assert judged(decree, lost=scan("X.1.a/Undangan.pdf", kind="undangan")).status is S.MISSING
    assert judged(decree, lost=scan("X.1.a/SK.pdf", kind="sk")).status is S.UNVERIFIED


def test_a_paper_in_a_picture_may_be_what_is_lacking() -> None:
    def lost(name: str) -> Document:
        taken = scan(f"X.1.a/{name}", media_type="image/jpeg", status=DocumentStatus.UNSUPPORTED)
        return replace(taken, facts=extract_facts((), name=name))

    decree = {"within": "window", "kinds": ["sk"]}
    assert judged(decree, lost=lost("SK 12.jpg")).status is S.UNVERIFIED
    assert judged(decree, lost=lost("Undangan 12.jpg")).status is S.MISSING
    assert judged(decree, lost=lost("IMG_12.jpg")).status is S.MISSING


def test_what_a_name_assigns_elsewhere_is_not_lost() -> None:
    requirements = [{"id": name, "title": name, **CURRENT} for name in "rs"]
    paper = scan("X.1.a/SK.pdf")
    report = judge_all(requirements, [paper], serves={paper.path: ["s"]}, unread=(paper.path,))
    assert [r.status for r in report.items[0].requirements] == [S.MISSING, S.UNVERIFIED]


class TestSets:
    PAPERS = (
        document("M/u", kind="undangan", date="2026-03-01"),
        document("M/n", kind="notula", date="2026-03-05"),
    )

    @pytest.mark.parametrize(
        ("lost", "status"),
        [
            (scan("M/scan0001.pdf"), S.UNVERIFIED),
            (scan("X.1.a/scan0001.pdf"), S.UNVERIFIED),
            (scan("M/Daftar hadir.pdf", kind="daftar_hadir"), S.UNVERIFIED),
            (scan("M/Notula.pdf", kind="notula"), S.PARTIAL),
            (scan("L/scan0001.pdf"), S.PARTIAL),
            (scan("X.1.a/2024/scan0001.pdf"), S.PARTIAL),
            (scan("M/scan 2025.pdf", date="2025-06"), S.PARTIAL),
        ],
        ids=lambda value: getattr(value, "path", None),
    )
    def test_a_lacking_piece_may_be_the_unread_file_beside_it(self, lost: Document, status: S) -> None:
        report = judged(MEETING, *self.PAPERS, lost=lost)
        expected = {S.UNVERIFIED: ["unverified"], S.PARTIAL: ["set_incomplete"]}
        assert (report.status, names(report)) == (status, expected[status])

    def test_what_lies_with_another_meeting_is_of_that_one(self) -> None:
        other = document("L/n", kind="notula", date="2025-06-05")
        report = judged(MEETING, *self.PAPERS, other, lost=scan("L/scan0001.pdf"))
        assert (report.status, names(report)) == (S.PARTIAL, ["set_incomplete"])

    def test_an_unread_piece_that_its_name_assigns_is_told_so(self) -> None:
        scanned = scan("M/daftar hadir.pdf", kind="daftar_hadir")
        report = judge(MEETING, *self.PAPERS, scanned, unread=(scanned.path,))
        assert (report.status, names(report)) == (S.UNVERIFIED, ["unverified"])
        assert report.findings[0].path == scanned.path

    def test_a_whole_set_is_not_doubted(self) -> None:
        attendance = document("M/d", kind="daftar_hadir", date="2026-03-05")
        assert judged(MEETING, *self.PAPERS, attendance, lost=scan("M/scan0001.pdf")).status is S.MET

    def test_a_set_of_each_period_is_doubted_in_its_own(self) -> None:
        periodic = {"pieces": ["undangan", "notula"], "every": "year"}
        papers = (self.PAPERS[0], document("O/u", kind="undangan", date="2025-03-05"))
        report = judged(periodic, *papers, lost=scan("O/scan0001.pdf"))
        assert [(slot.period, slot.status) for slot in report.slots] == [
            ("2025", SlotStatus.UNVERIFIED),
            ("2026", SlotStatus.UPCOMING),
        ]
        assert (report.status, names(report)) == (S.UNVERIFIED, ["unverified"])
        assert report.findings[0].path == "O/scan0001.pdf"


class TestPeriods:
    REPORTS = tuple(document(p, period=p) for p in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"))

    def test_the_one_period_that_lacks_a_report_may_have_it_unread(self) -> None:
        report = judged({"every": "quarter"}, *self.REPORTS, lost=scan("X.1.a/scan0001.pdf"))
        assert (report.status, names(report)) == (S.PARTIAL, ["unverified"])
        assert report.slots[4].status is SlotStatus.UNVERIFIED
        assert report.slots[4].documents == ("X.1.a/scan0001.pdf",)

    def test_of_two_periods_one_is_missing_for_sure(self) -> None:
        report = judged({"every": "quarter"}, *self.REPORTS[1:], lost=scan("X.1.a/scan0001.pdf"))
        assert (report.status, names(report)) == (S.PARTIAL, ["slot_missing"])


@pytest.mark.parametrize("name", ["a scan.pdf", "z scan.pdf"])
def test_an_unread_piece_of_the_same_day_leaves_the_set_open_whatever_its_name(name: str) -> None:
    minutes = document("m.pdf", kind="notula", date="2026-02-05", event="2026-02-05")
    lost = scan(name, kind="daftar_hadir", date="2026-02-05", source=DateSource.NAME)
    report = judge({"pieces": ["notula", "daftar_hadir"], "within": "window"}, minutes, lost, unread=(name,))
    assert report.status is S.UNVERIFIED
    assert report.findings[0].path == name
