"""The status of a requirement: what counts, what is stale, what cannot be told."""

import datetime as dt
from typing import Any

import pytest

from tests.evaluation.judging import document, judge, judge_all, make_unit
from zi_evidence.model import (
    DateSource,
    DocumentStatus,
    Finish,
    Kind,
    RequirementReport,
    RequirementStatus,
    Severity,
)

S = RequirementStatus


def names(report: RequirementReport) -> list[str]:
    return [finding.name for finding in report.findings]


class TestPlain:
    def test_nothing_is_missing(self) -> None:
        report = judge({"within": "window"})
        assert (report.status, names(report)) == (S.MISSING, ["missing"])

    def test_a_current_document_meets_it(self) -> None:
        assert judge({"within": "window"}, document("a", date="2026-01-05")).status is S.MET

    @pytest.mark.parametrize(
        ("requirement", "date"),
        [
            ({"within": "window"}, "2024-12-31"),
            ({"within": "year"}, "2025-12-31"),
            ({"within": "12 months"}, "2025-06-29"),
            ({"max_age": "5 years"}, "2021-06-29"),
        ],
    )
    def test_the_day_before_the_limit_is_stale(self, requirement: dict[str, str], date: str) -> None:
        day = dt.date.fromisoformat(date)
        report = judge(requirement, document("a", date=date))
        assert (report.status, names(report)) == (S.STALE, ["stale"])
        fresh = (day + dt.timedelta(days=1)).isoformat()
        assert judge(requirement, document("a", date=fresh)).status is S.MET

    def test_without_a_freshness_rule_any_age_will_do(self) -> None:
        assert judge({}, document("a", date="2011-02-03")).status is S.MET
        assert judge({}, document("a")).status is S.MET

    def test_a_newer_document_silences_an_older_one(self) -> None:
        report = judge(
            {"within": "window"}, document("a", date="2023-01-01"), document("b", date="2026-01-01")
        )
        assert (report.status, report.findings) == (S.MET, ())

    def test_the_stated_period_decides_before_the_date(self) -> None:
        old_text_new_date = document("a", date="2026-02-01", period="2023")
        assert judge({"within": "window"}, old_text_new_date).status is S.STALE

    def test_a_plan_of_many_years_is_fresh_while_its_years_last(self) -> None:
        assert (
            judge({"within": "window"}, document("a", date="2024-11-01", period="2025-2029")).status is S.MET
        )
        assert (
            judge({"within": "window"}, document("a", date="2020-01-01", period="2020-2024")).status
            is S.STALE
        )

    def test_a_future_date_never_makes_fresh(self) -> None:
        report = judge({"within": "window"}, document("a", date="2026-07-01"))
        assert report.status is S.PARTIAL
        assert names(report) == ["spoiled"]

    @pytest.mark.parametrize("source", [DateSource.METADATA, DateSource.MTIME])
    def test_a_date_of_the_file_system_never_makes_fresh(self, source: DateSource) -> None:
        report = judge({"within": "window"}, document("a", date="2026-01-05", source=source))
        assert report.status is S.PARTIAL

    def test_too_few_are_partial(self) -> None:
        report = judge({"min": 2, "within": "window"}, document("a", date="2026-01-05"))
        assert (report.status, names(report)) == (S.PARTIAL, ["too_few"])

    def test_an_optional_gap_only_informs(self) -> None:
        assert judge({"optional": True}).findings[0].severity is Severity.INFO


class TestUnread:
    @pytest.mark.parametrize(
        "status", [DocumentStatus.NO_TEXT, DocumentStatus.ENCRYPTED, DocumentStatus.DAMAGED]
    )
    def test_an_unread_candidate_is_neither_met_nor_missing(self, status: DocumentStatus) -> None:
        report = judge({"within": "window"}, document("a", date="2026-01-05", status=status), unread=("a",))
        assert (report.status, names(report)) == (S.UNVERIFIED, ["unverified"])

    def test_an_unread_candidate_that_is_too_old_by_its_name_is_stale(self) -> None:
        old = document("a", date="2022", status=DocumentStatus.NO_TEXT)
        assert judge({"within": "window"}, old, unread=("a",)).status is S.STALE

    def test_a_pin_says_what_a_scan_cannot(self) -> None:
        unit = make_unit(pins=[{"file": "a", "item": "X.1.a", "reason": "sudah dilihat"}])
        scan = document("a", status=DocumentStatus.NO_TEXT)
        report = judge({"within": "window"}, scan, unread=("a",), unit=unit)
        assert report.status is S.MET
        assert report.documents[0].reasons[0] == "pin"

    def test_a_photo_is_documentation_by_its_name(self) -> None:
        photo = document("a", status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg", kind=Kind.OTHER)
        assert judge({}, photo).status is S.MET


class TestSpoiled:
    @pytest.mark.parametrize(
        ("must", "spoilt", "sound"),
        [
            ("dated", {}, {"date": "2026-01-05"}),
            ("numbered", {}, {"number": "W9-12"}),
            ("numbered", {"number": "W9-", "notes": ("number_unfilled",)}, {"number": "W9-12"}),
            ("signed", {"signed": "none"}, {"signed": "block"}),
        ],
    )
    def test_a_document_must_carry_what_the_requirement_says(
        self, must: str, spoilt: dict[str, Any], sound: dict[str, Any]
    ) -> None:
        report = judge({"must": [must]}, document("a", **spoilt))
        assert (report.status, names(report)) == (S.PARTIAL, ["spoiled"])
        assert judge({"must": [must]}, document("a", **sound)).status is S.MET

    @pytest.mark.parametrize("finish", [Finish.TEMPLATE, Finish.DRAFT])
    def test_an_unfinished_document_does_not_count(self, finish: Finish) -> None:
        assert judge({}, document("a", finish=finish)).status is S.PARTIAL

    def test_another_units_report_does_not_count(self) -> None:
        assert judge({}, document("a", unit="Lapas Kelas IIA Karangsari")).status is S.PARTIAL
        assert judge({}, document("a", unit="Lapas Kelas IIB Sukamaju")).status is S.MET


WAIVER = {"item": "X.1.a", "reason": "tidak ada layanan", "approved_by": "Kepala", "until": "2026-06-30"}


class TestWaived:
    def test_a_waiver_counts_on_its_last_day_and_not_after(self) -> None:
        requirement = [{"id": "r", "title": "Laporan"}]
        unit = make_unit(waivers=[WAIVER])
        on_last = judge_all(requirement, [], unit=unit)
        assert on_last.items[0].requirements[0].status is S.WAIVED
        after = judge_all(requirement, [], unit=unit, as_of=dt.date(2026, 7, 1))
        assert after.items[0].requirements[0].status is S.MISSING
        assert "waiver_expired" in {finding.name for finding in after.findings}
        assert not after.ready

    def test_a_waiver_that_fits_nothing_is_told(self) -> None:
        unit = make_unit(waivers=[{**WAIVER, "item": "X.9.z"}])
        report = judge_all([{"id": "r", "title": "Laporan"}], [document("a")], unit=unit)
        assert "waiver_unused" in {finding.name for finding in report.findings}

    def test_a_pin_to_a_missing_file_or_item_is_told(self) -> None:
        unit = make_unit(pins=[{"file": "gone", "item": "X.1.a"}, {"file": "a", "item": "Y"}])
        report = judge_all([{"id": "r", "title": "Laporan"}], [document("a")], unit=unit)
        assert {"pin_missing", "pin_unknown"} <= {finding.name for finding in report.findings}
