"""Reports on a part of the period that is asked for, and reports made before their period was over."""

import datetime as dt
from typing import Any

import pytest

from tests.evaluation.judging import document, judge, judge_all, make_unit
from zi_evidence.evaluation.folders import folder_days
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import DateSource, Document, RequirementReport, RequirementStatus, SlotStatus
from zi_evidence.reports.sentences import sentence

S = RequirementStatus
YEARLY = {"every": "year", "must": ["dated"]}
QUARTERLY = {"every": "quarter"}


def state(report: RequirementReport, period: str) -> SlotStatus:
    return next(slot.status for slot in report.slots if slot.period == period)


def monthly(month: int, year: int = 2025) -> Document:
    after = f"{year}-{month + 1:02}-04" if month < 12 else f"{year + 1}-01-04"
    return document(f"{year}-{month:02}", period=f"{year}-{month:02}", date=after)


class TestShorterReports:
    def test_the_report_on_a_month_does_not_fill_its_year(self) -> None:
        report = judge(YEARLY, monthly(3))
        assert (report.status, state(report, "2025")) == (S.PARTIAL, SlotStatus.PARTIAL)
        assert [f.name for f in report.findings] == ["slot_missing", "spoiled"]
        assert "Maret 2025" in sentence(report.findings[1], "id")
        assert report.findings[1].path == "2025-03"

    @pytest.mark.parametrize(("period", "date"), [("2025-Q2", "2025-07-03"), ("2025-S1", "2025-07-10")])
    def test_neither_does_that_on_a_quarter_or_a_half(self, period: str, date: str) -> None:
        assert state(judge(YEARLY, document("a", period=period, date=date)), "2025") is SlotStatus.PARTIAL

    def test_all_its_parts_together_do(self) -> None:
        months = [monthly(month) for month in range(1, 13)]
        assert state(judge(YEARLY, *months), "2025") is SlotStatus.MET
        assert state(judge(YEARLY, *months[:6], *months[8:]), "2025") is SlotStatus.PARTIAL
        half = document("s1", period="2025-S1", date="2025-07-03")
        assert state(judge(YEARLY, half, *months[6:]), "2025") is SlotStatus.MET

    def test_a_part_twice_is_no_whole(self) -> None:
        twice = [document(name, period="2025-S1", date="2025-07-03") for name in "ab"]
        assert state(judge(YEARLY, *twice), "2025") is SlotStatus.PARTIAL

    def test_a_report_on_the_whole_is_not_held_against_those_on_parts(self) -> None:
        whole = document("a", period="2025", date="2026-01-10")
        assert judge(YEARLY, whole, monthly(3)).status is S.MET

    def test_a_report_on_most_of_the_year_is_about_the_year(self) -> None:
        report = judge(YEARLY, document("a", period="2025-01/2025-11", date="2025-12-03"))
        assert state(report, "2025") is SlotStatus.MET

    def test_a_requirement_may_be_content_with_less(self) -> None:
        assert state(judge({**YEARLY, "shorter": True}, monthly(3)), "2025") is SlotStatus.MET

    def test_a_person_may_say_that_it_is_enough(self) -> None:
        unit = make_unit(pins=[{"file": "2025-03", "item": "X.1.a", "reason": "memuat setahun"}])
        assert state(judge(YEARLY, monthly(3), unit=unit), "2025") is SlotStatus.MET

    def test_a_plan_for_a_part_is_not_held_against_it(self) -> None:
        plan = document("a", kind="rencana_aksi", period="2025-Q1", date="2025-01-04")
        assert state(judge({**YEARLY, "due": "start"}, plan), "2025") is SlotStatus.MET

    def test_a_month_that_may_only_be_the_date_makes_no_monthly_report(self) -> None:
        cover = document("a", period="2025-12", period_source="line", date="2025-12-15")
        assert state(judge(YEARLY, cover), "2025") is SlotStatus.MET
        said = document("a", period="2025-12", period_words="BULAN DESEMBER 2025", date="2025-12-15")
        assert state(judge(YEARLY, said), "2025") is SlotStatus.PARTIAL

    def test_the_window_b06_is_the_second_quarter(self) -> None:
        paper = document("Laporan capaian B06.pdf", period="2025-06", date="2025-07-05")
        assert state(judge(QUARTERLY, paper), "2025-Q2") is SlotStatus.MET
        june = document("Laporan capaian Juni.pdf", period="2025-06", date="2025-07-05")
        assert state(judge(QUARTERLY, june), "2025-Q2") is SlotStatus.PARTIAL

    def test_two_years_compared_serve_both_or_the_one_that_is_asked_for(self) -> None:
        both = document("a", period="2024-2025", date="2026-01-04")
        assert judge({"years": ["N-1", "N-2"]}, both).status is S.MET
        assert state(judge({"years": ["N", "N-1"]}, both), "2025") is SlotStatus.MET
        plan = document("a", kind="renstra", period="2020-2025", date="2020-01-04")
        assert judge({"years": ["N-1", "N-2"]}, plan).status is not S.MET


class TestEarlyReports:
    def test_a_report_made_in_the_middle_of_its_quarter_does_not_fill_it(self) -> None:
        report = judge(QUARTERLY, document("a", period="2025-Q2", date="2025-05-12"))
        assert state(report, "2025-Q2") is SlotStatus.PARTIAL
        told = [f for f in report.findings if f.name == "spoiled"]
        assert [f.path for f in told] == ["a"]
        assert "12 Mei 2025" in sentence(told[0], "id")

    @pytest.mark.parametrize(
        ("period", "date"),
        [
            ("2025-Q2", "2025-06-22"),
            ("2025-Q2", "2025-07-01"),
            ("2025-Q2", "2025-06"),
            ("2025-Q2", ""),
        ],
    )
    def test_the_last_days_of_the_quarter_will_do(self, period: str, date: str) -> None:
        report = judge(QUARTERLY, document("a", period=period, date=date))
        assert state(report, period) is SlotStatus.MET

    def test_so_will_the_last_week_of_a_month(self) -> None:
        def judged(date: str) -> SlotStatus:
            paper = document("a", period="2025-03", period_words="Bulan Maret 2025", date=date)
            return state(judge({"every": "month"}, paper), "2025-03")

        assert judged("2025-03-25") is SlotStatus.MET
        assert judged("2025-03-12") is SlotStatus.PARTIAL

    def test_a_report_made_before_its_period_began_contradicts_itself(self) -> None:
        slip_of_january = document("a", period="2025-Q4", date="2025-01-10")
        report = judge(QUARTERLY, slip_of_january)
        assert state(report, "2025-Q4") is SlotStatus.UNVERIFIED
        assert any("10 Januari 2025" in sentence(finding, "id") for finding in report.findings)

    @pytest.mark.parametrize("kind", ["skp", "rencana_aksi", "sk", "daftar_hadir"])
    def test_plans_decrees_and_lists_are_made_before(self, kind: str) -> None:
        report = judge(QUARTERLY, document("a", kind=kind, period="2025-Q2", date="2025-04-02"))
        assert state(report, "2025-Q2") is SlotStatus.MET

    def test_of_a_report_made_early_in_the_year_it_names_nobody_can_say_what_year_it_is_on(self) -> None:
        early = document("a", period="2025", date="2025-02-14")
        report = judge(YEARLY, early)
        assert (report.status, state(report, "2025")) == (S.UNVERIFIED, SlotStatus.UNVERIFIED)
        (told,) = report.findings
        assert (told.code, told.path) == ("ZI109", "a")
        assert "14 Februari 2025" in sentence(told, "id")
        pair = judge({"years": ["N-1", "N-2"]}, early, document("b", period="2024", date="2025-01-20"))
        assert (state(pair, "2024"), state(pair, "2025")) == (SlotStatus.MET, SlotStatus.UNVERIFIED)

    @pytest.mark.parametrize(
        "facts",
        [
            {"date": "2026-02-14"},
            {"date": "2025-12-02"},
            {"date": "2025-02-14", "source": DateSource.TITLE},
            {"date": "2025-02-14", "title": "Laporan Rencana Kerja Tahun 2025"},
            {"date": "2025-02-14", "kind": "sk"},
        ],
    )
    def test_other_papers_with_a_year_are_not_doubted(self, facts: dict[str, Any]) -> None:
        paper = document("a", period="2025", **facts)
        assert state(judge(YEARLY, paper), "2025") is SlotStatus.MET
        assert not [f for f in judge_all([{"id": "r", "title": "L", **YEARLY}], [paper]).findings
                    if f.code == "ZI210"]  # fmt: skip

    def test_another_report_on_the_year_ends_the_doubt(self) -> None:
        early, late = (document(d, period="2025", date=d) for d in ("2025-02-14", "2026-01-14"))
        assert judge(YEARLY, early, late).status is S.MET

    def test_a_person_may_say_that_it_is_on_the_year(self) -> None:
        unit = make_unit(pins=[{"file": "a", "item": "X.1.a", "reason": "memuat tahun 2025"}])
        report = judge(YEARLY, document("a", period="2025", date="2025-02-14"), unit=unit)
        assert state(report, "2025") is SlotStatus.MET

    def test_the_year_of_an_event_is_no_period_that_must_be_over(self) -> None:
        report = judge({**YEARLY, "shorter": True}, document("a", period="2025", date="2025-02-14"))
        assert state(report, "2025") is SlotStatus.MET
        annual = document("a", kind="lkjip", period="2025", date="2025-02-14")
        assert state(judge(YEARLY, annual), "2025") is SlotStatus.PARTIAL

    def test_a_date_of_the_title_only_proves_nothing(self) -> None:
        paper = document("a", period="2025-Q2", date="2025-05-12", source=DateSource.TITLE)
        assert state(judge(QUARTERLY, paper), "2025-Q2") is SlotStatus.MET

    def test_it_is_told_of_the_document_too(self) -> None:
        def told(requirement: dict[str, Any] = QUARTERLY, **facts: Any) -> list[str]:
            report = judge_all([{"id": "r", "title": "Laporan", **requirement}], [document("a", **facts)])
            return [sentence(f, "id") for f in report.findings if f.code == "ZI210"]

        (message,) = told(period="2025-Q2", date="2025-05-12")
        assert "12 Mei 2025" in message
        assert "II 2025" in message
        assert told(period="2025-Q2", date="2025-07-12") == []
        assert len(told(YEARLY, period="2025", date="2025-02-14")) == 1
        assert told(kind="rencana_aksi", period="2025-Q2", date="2025-04-12") == []
        # An event has taken place when it is reported.
        assert told({**QUARTERLY, "shorter": True}, period="2025-Q2", date="2025-05-12") == []
        assert told({}, period="2025-Q2", date="2025-05-12") == []


class TestWhatIsOfItsDay:
    @pytest.mark.parametrize("kind", ["daftar_hadir", "dokumentasi", "undangan", "notula"])
    def test_an_event_belongs_to_the_period_of_its_day(self, kind: str) -> None:
        report = judge(QUARTERLY, document("a", kind=kind, date="2025-04-10"))
        assert state(report, "2025-Q2") is SlotStatus.MET
        assert state(report, "2025-Q1") is SlotStatus.MISSING

    def test_a_photo_too(self) -> None:
        photo = document("a.jpg", kind="other", date="2025-04-10", media_type="image/jpeg")
        assert state(judge(QUARTERLY, photo), "2025-Q2") is SlotStatus.MET

    def test_a_report_of_the_same_day_is_about_the_quarter_before(self) -> None:
        assert state(judge(QUARTERLY, document("a", date="2025-04-10")), "2025-Q1") is SlotStatus.MET


@pytest.mark.parametrize("kind", ["nota_dinas", "surat", "berita_acara", "laporan"])
def test_whatever_reports_can_be_early(kind: str) -> None:
    report = judge(QUARTERLY, document("a", kind=kind, period="2026-Q1", date="2026-01-05"))
    assert state(report, "2026-Q1") is SlotStatus.PARTIAL


class TestAMonthThatMayBeTheDate:
    def test_a_report_of_its_first_days_knows_nothing_of_the_quarter(self) -> None:
        report = judge(QUARTERLY, document("a", period="2026-01", date="2026-01-05"))
        assert state(report, "2026-Q1") is SlotStatus.PARTIAL

    def test_nor_of_the_month(self) -> None:
        report = judge({"every": "month"}, document("a", period="2026-03", date="2026-03-02"))
        assert state(report, "2026-03") is SlotStatus.PARTIAL

    def test_at_the_end_of_the_quarter_it_may_be_on_all_of_it(self) -> None:
        report = judge(QUARTERLY, document("a", period="2026-03", date="2026-03-31"))
        assert state(report, "2026-Q1") is SlotStatus.MET


class TestFolderNames:
    @pytest.mark.parametrize(
        "folder",
        ["WhatsApp Unknown 2026-03-29 at 09.12.33", "drive-download-20260329T101010Z-001", "Backup 20260329",
         "Scan 2026-03-29"],
    )  # fmt: skip
    def test_the_day_of_a_copy_dates_nothing(self, folder: str) -> None:
        assert folder_days(folder, load_lexicon()) is None

    @pytest.mark.parametrize(
        "folder", ["2026-03", "3. Maret 2026", "03) Maret 2026", "2026/3. Maret", "Maret 2026"]
    )
    def test_a_month_is_a_month_however_it_is_written(self, folder: str) -> None:
        found = folder_days(folder, load_lexicon())
        assert found is not None
        assert found[0] == (dt.date(2026, 3, 1), dt.date(2026, 3, 31))

    @pytest.mark.parametrize(
        ("folder", "first", "last"),
        [
            ("Januari-Maret 2026", (2026, 1, 1), (2026, 3, 31)),
            ("Jan - Mar 2026", (2026, 1, 1), (2026, 3, 31)),
            ("2026/1. Januari s.d. April", (2026, 1, 1), (2026, 4, 30)),
            ("Januari, Februari, Maret 2026", (2026, 1, 1), (2026, 3, 31)),
            ("Nov 2025 - Feb 2026", (2025, 11, 1), (2026, 2, 28)),
            ("Desember - Februari 2026", (2025, 12, 1), (2026, 2, 28)),
            ("TW I s.d. TW III 2025", (2025, 1, 1), (2025, 9, 30)),
            ("2025/TW I-III", (2025, 1, 1), (2025, 9, 30)),
            ("TW IV 2025 - TW I 2026", (2025, 10, 1), (2026, 3, 31)),
            ("Semester I dan II 2025", (2025, 1, 1), (2025, 12, 31)),
            ("TW_I-III_2025", (2025, 1, 1), (2025, 9, 30)),
            ("Caturwulan I & II 2025", (2025, 1, 1), (2025, 8, 31)),
            ("TW I & III 2025", (2025, 1, 1), (2025, 12, 31)),
            ("2025/Januari - Maret (foto)", (2025, 1, 1), (2025, 3, 31)),
            ("Foto Januari, rapat Maret 2026", (2026, 1, 1), (2026, 3, 31)),
            ("2026-01 sd 2026-03", (2026, 1, 1), (2026, 3, 31)),
            ("2025-2026", (2025, 1, 1), (2026, 12, 31)),
            ("2025-2026/Maret", (2025, 1, 1), (2026, 12, 31)),
            ("Pokja II TW III 2026", (2026, 7, 1), (2026, 9, 30)),
            ("Rapat 5 Maret 2024", (2024, 3, 5), (2024, 3, 5)),
        ],
    )
    def test_a_range_is_all_of_it(
        self, folder: str, first: tuple[int, int, int], last: tuple[int, int, int]
    ) -> None:
        found = folder_days(folder, load_lexicon())
        assert found is not None
        assert found[0] == (dt.date(*first), dt.date(*last))

    def test_a_photo_in_a_folder_of_two_quarters_is_of_neither(self) -> None:
        photo = document("TW I - TW II 2025/a", kind="other", media_type="image/jpeg")
        report = judge(QUARTERLY, photo)
        assert all(not slot.documents for slot in report.slots)
