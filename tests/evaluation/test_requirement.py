"""The status of a requirement: what counts, what is stale, what cannot be told."""

import datetime as dt
import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from tests.evaluation.judging import document, judge, judge_all, make_unit
from zi_evidence.facts import extract_facts
from zi_evidence.model import (
    DateSource,
    Document,
    DocumentStatus,
    Finish,
    ReasonCode,
    Report,
    RequirementReport,
    RequirementStatus,
    Severity,
)
from zi_evidence.reports.sentences import sentence

S = RequirementStatus


def names(report: RequirementReport) -> list[str]:
    return [finding.name for finding in report.findings]


def picture(path: str) -> Document:
    """A picture as it comes from a folder: told by its name alone."""
    facts = extract_facts((), name=path.rpartition("/")[2])
    taken = document(path, status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg")
    return replace(taken, facts=facts)


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

    def test_a_plan_of_years_still_to_come_is_not_fresh(self) -> None:
        plan = document("a", date="2026-05-01", period="2027-2031")
        assert judge({"within": "window"}, plan).status is S.STALE
        begun = judge({"within": "window"}, plan, as_of=dt.date(2027, 1, 1))
        assert begun.status is S.MET
        ahead = make_unit(window={"from": "2025-01-01", "to": "2027-06-30"})
        assert judge({"within": "window"}, plan, unit=ahead).status is S.MET

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

    def test_copies_of_the_same_words_are_one_document(self) -> None:
        def judged(*shapes: str) -> S:
            papers = [
                replace(document(f"{n}", date=f"2026-01-0{n}"), shape=shape)
                for n, shape in enumerate(shapes, 1)
            ]
            return judge({"min": 2, "within": "window"}, *papers).status

        assert judged("s", "s") is S.PARTIAL
        assert judged("s", "t") is S.MET
        assert judged("s", "s", "t") is S.MET
        assert judged("", "") is S.MET

    @pytest.mark.parametrize(
        ("stamps", "count"),
        [
            ((("ST-1", "2026-01-05"), ("ST-2", "2026-01-05"), ("ST-3", "2026-01-05")), 3),
            ((("ST-1", "2026-01-05"), ("ST-2", "2026-02-05"), ("ST-2", "2026-03-05")), 2),
            ((("ST-1", "2026-01-05"), ("ST 1", "2026-02-05"), ("st-1", "2026-03-05")), 1),
            ((("", "2026-01-05"), ("", "2026-02-05"), ("", "2026-03-05")), 3),
            ((("", ""), ("", ""), ("", "")), 1),
            ((("ST-1", "2026-01-05"), ("", "2026-01-05"), ("", "2026-02-05")), 2),
        ],
    )
    def test_papers_of_the_same_words_are_told_apart_by_number_and_date(
        self, stamps: tuple[tuple[str, str], ...], count: int
    ) -> None:
        def judged(least: int, kind: str) -> S:
            papers = [
                replace(document(f"{n}", kind=kind, number=number, date=date), shape="s")
                for n, (number, date) in enumerate(stamps)
            ]
            return judge({"min": least}, *papers).status

        assert judged(count, "surat_tugas") is S.MET
        assert judged(count + 1, "surat_tugas") is S.PARTIAL
        assert judged(2, "laporan") is S.PARTIAL

    def test_what_only_the_file_name_says_makes_no_second_paper(self) -> None:
        def paper(name: str) -> Document:
            made = replace(document(name, kind="sk", number=name, date="2026-01-05"), shape="s")
            assert made.facts
            assert made.facts.number
            return replace(made, facts=replace(made.facts, number=replace(made.facts.number, source="name")))

        assert judge({"min": 2}, paper("1 TAHUN 2026"), paper("2 TAHUN 2026")).status is S.PARTIAL

    def test_a_short_paper_with_a_new_date_and_its_old_number_is_the_same(self) -> None:
        def judged(*numbers: str) -> S:
            papers = [
                document(f"{n}", kind="surat_tugas", number=number, title="Surat Tugas", date=f"2026-0{n}-05")
                for n, number in enumerate(numbers, 1)
            ]
            return judge({"min": 2}, *(replace(p, shape=p.path) for p in papers)).status

        assert judged("ST-1", "ST-1") is S.PARTIAL
        assert judged("ST-1", "ST-2") is S.MET

    def test_an_optional_gap_only_informs(self) -> None:
        assert judge({"optional": True}).findings[0].severity is Severity.INFO


class TestUnread:
    @pytest.mark.parametrize(
        "status", [DocumentStatus.NO_TEXT, DocumentStatus.ENCRYPTED, DocumentStatus.DAMAGED]
    )
    def test_an_unread_candidate_is_neither_met_nor_missing(self, status: DocumentStatus) -> None:
        report = judge({"within": "window"}, document("a", date="2026-01-05", status=status), unread=("a",))
        assert (report.status, names(report)) == (S.UNVERIFIED, ["unverified"])
        assert sentence(report.findings[0], "id").endswith("tidak terbaca")

    def test_a_paper_that_is_read_but_proves_nothing_says_why(self) -> None:
        report = judge({"within": "window"}, document("a", date="2026-01-05"), unread=("a",))
        assert report.status is S.UNVERIFIED
        assert sentence(report.findings[0], "id").endswith("bukan isinya")

    def test_an_unread_candidate_that_is_too_old_by_its_name_is_stale(self) -> None:
        old = document("a", date="2022", status=DocumentStatus.NO_TEXT)
        assert judge({"within": "window"}, old, unread=("a",)).status is S.STALE

    def test_a_pin_says_what_a_scan_cannot(self) -> None:
        unit = make_unit(pins=[{"file": "a", "item": "X.1.a", "reason": "sudah dilihat"}])
        scan = document("a", status=DocumentStatus.NO_TEXT)
        report = judge({"within": "window"}, scan, unread=("a",), unit=unit)
        assert report.status is S.MET
        assert report.documents[0].reasons[0].code is ReasonCode.PIN

    def test_a_pin_without_a_period_says_what_to_do(self) -> None:
        unit = make_unit(pins=[{"file": "a", "item": "X.1.a", "reason": "sudah dilihat"}])
        scan = document("a", status=DocumentStatus.NO_TEXT)
        report = judge({"every": "quarter"}, scan, unread=("a",), unit=unit)
        assert report.status is S.UNVERIFIED
        assert sentence(report.findings[0], "id").endswith("tulis periodenya pada nama berkas")

    def test_a_photo_is_documentation_by_its_name(self) -> None:
        photo = document("a", status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg", kind="other")
        assert judge({}, photo).status is S.MET

    def test_a_paper_in_a_picture_is_seen_by_nobody_until_it_is_pinned(self) -> None:
        paper = picture("SK Tim.jpg")
        report = judge({"kinds": ["sk"]}, paper, unread=(paper.path,))
        assert (report.status, names(report)) == (S.UNVERIFIED, ["unverified"])
        unit = make_unit(pins=[{"file": paper.path, "item": "X.1.a", "reason": "sudah dilihat"}])
        assert judge({"kinds": ["sk"]}, paper, unread=(paper.path,), unit=unit).status is S.MET

    def test_it_is_the_piece_that_its_name_says(self) -> None:
        meeting = {"pieces": ["daftar_hadir", "notula"]}
        minutes = document("M/n", kind="notula", date="2026-03-05")
        for name, expected in (
            ("M/Daftar hadir 05-03-2026.jpg", S.UNVERIFIED),
            ("M/Undangan.jpg", S.PARTIAL),
        ):
            assert judge(meeting, minutes, picture(name), unread=(name,)).status is expected


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

    @pytest.mark.parametrize(
        ("date", "status"), [("2025-03-31", S.MET), ("2025-04-01", S.PARTIAL), ("2025", S.MET), ("", S.MET)]
    )
    def test_a_former_name_counts_on_papers_of_its_days_only(self, date: str, status: S) -> None:
        unit = make_unit(aliases=[{"name": "Cabang Rutan Karangsari", "until": "2025-03-31"}])
        paper = document("a", unit="Cabang Rutan Karangsari", date=date)
        report = judge_all([{"id": "r", "title": "Laporan"}], [paper], unit=unit)
        assert report.items[0].requirements[0].status is status
        told = [sentence(finding, "id") for finding in report.findings if finding.name == "wrong_unit"]
        assert len(told) == (status is not S.MET)
        assert all("1 April 2025" in message for message in told)

    def test_a_paper_that_names_no_unit_does_not_count_where_one_must_be_named(self) -> None:
        report = judge({"must": ["unit_named"]}, document("a"))
        assert (report.status, names(report)) == (S.PARTIAL, ["spoiled"])
        named = document("a", unit="Lapas Kelas IIB Sukamaju")
        assert judge({"must": ["unit_named"]}, named).status is S.MET


class TestActiveContent:
    @pytest.mark.parametrize("flag", ["macro", "launch"])
    def test_what_can_act_does_not_serve(self, flag: str) -> None:
        active = replace(document("a"), flags=("comments", flag))
        report = judge({}, active)
        assert (report.status, names(report)) == (S.PARTIAL, ["spoiled"])

    def test_flags_that_do_not_block_let_it_serve(self) -> None:
        assert judge({}, replace(document("a"), flags=("javascript", "comments"))).status is S.MET

    def test_the_checklist_decides_what_blocks(self) -> None:
        active = replace(document("a"), flags=("macro",))
        assert judge({}, active, scheme={"flags": {"macro": "report"}}).status is S.MET
        hidden = replace(document("a"), flags=("hidden_text",))
        assert judge({}, hidden, scheme={"flags": {"hidden_text": "block"}}).status is S.PARTIAL

    def test_a_pin_vouches_for_it(self) -> None:
        unit = make_unit(pins=[{"file": "a", "item": "X.1.a", "reason": "sudah dilihat"}])
        assert judge({}, replace(document("a"), flags=("macro",)), unit=unit).status is S.MET


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

    def test_an_old_waiver_for_what_is_there_by_now_only_warns(self) -> None:
        def after(*papers: Document) -> Report:
            requirement = [{"id": "r", "title": "Laporan"}]
            day = dt.date(2026, 7, 1)
            return judge_all(requirement, list(papers), unit=make_unit(waivers=[WAIVER]), as_of=day)

        def expired(report: Report) -> list[Severity]:
            return [finding.severity for finding in report.findings if finding.name == "waiver_expired"]

        there = after(document("a", date="2026-06-01"))
        assert expired(there) == [Severity.WARNING]
        assert there.ready
        assert expired(after()) == [Severity.ERROR]

    def test_an_expired_waiver_that_was_renewed_only_informs(self) -> None:
        def expired(*waivers: dict[str, str], **options: Any) -> list[Severity]:
            unit = make_unit(waivers=[WAIVER, *waivers])
            requirements = [{"id": name, "title": name} for name in "rs"]
            report = judge_all(requirements, [], unit=unit, as_of=dt.date(2026, 7, 1), **options)
            return [finding.severity for finding in report.findings if finding.name == "waiver_expired"]

        renewed = {**WAIVER, "until": "2026-12-31"}
        assert expired(renewed) == [Severity.INFO]
        # The new one excuses a part of what the old one did.
        assert expired({**renewed, "requirement": "r"}) == [Severity.ERROR]
        assert expired(*({**renewed, "requirement": name} for name in "rs")) == [Severity.INFO]

    def test_a_waiver_that_fits_nothing_is_told(self) -> None:
        unit = make_unit(waivers=[{**WAIVER, "item": "X.9.z"}])
        report = judge_all([{"id": "r", "title": "Laporan"}], [document("a")], unit=unit)
        assert "waiver_unused" in {finding.name for finding in report.findings}

    def test_a_pin_to_a_missing_file_or_item_is_told(self) -> None:
        unit = make_unit(pins=[{"file": "gone", "item": "X.1.a"}, {"file": "a", "item": "Y"}])
        report = judge_all([{"id": "r", "title": "Laporan"}], [document("a")], unit=unit)
        assert {"pin_missing", "pin_unknown"} <= {finding.name for finding in report.findings}


class TestPointsOfWhatIsWaived:
    PAIR = tuple({"id": name, "title": name, "within": "window"} for name in "ab")

    def report(self, *paths: str, waived: tuple[str, ...] = (), **scheme: Any) -> Report:
        papers = [document(path, date="2026-01-01") for path in paths]
        unit = make_unit(waivers=[{**WAIVER, "requirement": name} for name in waived])
        serves = {path: [path] for path in paths}
        return judge_all(list(self.PAIR), papers, serves=serves, unit=unit, scheme=scheme)

    def test_an_item_that_is_waived_as_a_whole_supports_nothing(self) -> None:
        item = self.report(waived=("a", "b")).items[0]
        assert (item.status, item.supported) == (S.WAIVED, 0.0)

    def test_the_rest_of_an_item_carries_what_it_can(self) -> None:
        item = self.report("a", waived=("b",)).items[0]
        assert (item.status, item.supported) == (S.MET, 2.0)

    def test_what_is_not_due_yet_carries_nothing(self) -> None:
        requirement = [{"id": "q", "title": "Q", "every": "year"}]
        unit = make_unit(window={"from": "2026-01-01", "to": "2026-06-30"})
        item = judge_all(requirement, [], unit=unit).items[0]
        assert (item.status, item.supported) == (S.NOT_APPLICABLE, 0.0)

    def test_no_floor_is_reached_by_waivers_alone(self) -> None:
        scheme = {"predicates": {"wbk": {"total": 2, "area_floor": 0.5}}}

        def told(report: Report) -> list[tuple[str, str]]:
            return [(f.code, sentence(f, "id")) for f in report.findings if f.code.startswith("ZI60")]

        waived = self.report("a", waived=("b",), **scheme)
        assert [code for code, _ in told(waived)] == ["ZI605", "ZI605"]
        assert "buktinya sendiri mendukung 0,00" in told(waived)[0][1]
        assert not waived.ready
        assert [code for code, _ in told(self.report(waived=("a", "b"), **scheme))] == ["ZI601", "ZI601"]
        assert told(self.report("a", "b", waived=("b",), **scheme)) == []
        assert self.report("a", "b", waived=("b",), **scheme).ready


class TestPins:
    @pytest.mark.parametrize(("written", "on_disk"), [("NFD", "NFC"), ("NFC", "NFD")])
    def test_a_pinned_name_reads_the_same_composed_or_not(self, written: Any, on_disk: Any) -> None:
        name = "Rapat \u00c9valuasi.pdf"
        path = unicodedata.normalize(on_disk, name)
        unit = make_unit(pins=[{"file": unicodedata.normalize(written, name), "item": "X.1.a"}])
        scan = document(path, status=DocumentStatus.NO_TEXT)
        report = judge_all([{"id": "r", "title": "Laporan"}], [scan], unread=(path,), unit=unit)
        assert "pin_missing" not in {finding.name for finding in report.findings}
        assert report.items[0].requirements[0].status is S.MET
        assert report.document_items == {path: ("X.1.a",)}

    def test_of_two_files_that_read_the_same_the_one_as_written_is_meant(self) -> None:
        composed, apart = (unicodedata.normalize(form, "\u00c9.pdf") for form in ("NFC", "NFD"))
        papers = [document(path, status=DocumentStatus.NO_TEXT) for path in (composed, apart)]
        for path in (composed, apart):
            unit = make_unit(pins=[{"file": path, "item": "X.1.a"}])
            report = judge({}, *papers, unit=unit, unread=(composed, apart))
            assert [d.path for d in report.documents if d.reasons[0].code is ReasonCode.PIN] == [path]

    def test_a_pin_to_an_item_means_the_first_requirement_that_is_no_extra(self) -> None:
        requirements: list[dict[str, Any]] = [
            {"id": "extra", "title": "Dokumentasi", "optional": True},
            {"id": "r", "title": "Laporan"},
            {"id": "s", "title": "Surat"},
        ]
        unit = make_unit(pins=[{"file": "a", "item": "X.1.a"}])
        item = judge_all(requirements, [document("a")], serves={"a": []}, unit=unit).items[0]
        assert [r.id for r in item.requirements if r.documents] == ["X.1.a:r"]
