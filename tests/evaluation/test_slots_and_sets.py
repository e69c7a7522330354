"""Periodic requirements, sets of one event, chains, points."""

import datetime as dt
from typing import Any

import pytest

from tests.evaluation.judging import document, judge, judge_all, make_unit
from zi_evidence.i18n import period_text
from zi_evidence.model import Document, DocumentStatus, RequirementReport, RequirementStatus, SlotStatus
from zi_evidence.reports.sentences import sentence

S = RequirementStatus
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1")


def names(report: RequirementReport) -> list[str]:
    return [finding.name for finding in report.findings]


def states(report: RequirementReport) -> dict[str, SlotStatus]:
    return {slot.period: slot.status for slot in report.slots}


class TestSlots:
    def test_each_quarter_of_the_window_needs_its_report(self) -> None:
        reports = [document(period, period=period) for period in QUARTERS]
        report = judge({"every": "quarter"}, *reports)
        assert report.status is S.MET
        assert states(report)["2026-Q2"] is SlotStatus.UPCOMING

    @pytest.mark.parametrize("dropped", QUARTERS)
    def test_a_dropped_quarter_is_named(self, dropped: str) -> None:
        reports = [document(period, period=period) for period in QUARTERS if period != dropped]
        report = judge({"every": "quarter"}, *reports)
        assert (report.status, names(report)) == (S.PARTIAL, ["slot_missing"])
        assert period_text(dropped, "id") in sentence(report.findings[0], "id")
        assert states(report)[dropped] is SlotStatus.MISSING

    def test_a_past_gap_stays_a_gap(self) -> None:
        late = document("late", period="2026-Q1", date="2026-06-01")
        assert states(judge({"every": "quarter"}, late))["2025-Q4"] is SlotStatus.MISSING

    def test_an_annual_report_does_not_stand_for_its_quarters(self) -> None:
        report = judge({"every": "quarter"}, document("a", period="2025"))
        assert SlotStatus.MET not in states(report).values()

    def test_a_report_without_period_dated_after_a_quarter_is_about_that_quarter(self) -> None:
        assert (
            states(judge({"every": "quarter"}, document("a", date="2025-04-08")))["2025-Q1"] is SlotStatus.MET
        )

    def test_a_report_dated_well_inside_a_quarter_is_about_that_quarter(self) -> None:
        assert (
            states(judge({"every": "quarter"}, document("a", date="2025-06-20")))["2025-Q2"] is SlotStatus.MET
        )

    def test_a_slot_counts_as_missing_only_after_its_grace(self) -> None:
        day = dt.date(2026, 4, 30)
        assert states(judge({"every": "quarter"}, as_of=day))["2026-Q1"] is SlotStatus.UPCOMING
        later = day + dt.timedelta(days=1)
        assert states(judge({"every": "quarter"}, as_of=later))["2026-Q1"] is SlotStatus.MISSING

    def test_what_is_due_soon_is_told_ahead(self) -> None:
        reports = [document(period, period=period) for period in QUARTERS[:4]]
        report = judge({"every": "quarter"}, *reports, as_of=dt.date(2026, 4, 20))
        assert (report.status, names(report)) == (S.MET, ["due_soon"])

    def test_a_plan_is_due_when_its_period_begins(self) -> None:
        plan = {"every": "quarter", "due": "start"}
        assert states(judge(plan, as_of=dt.date(2026, 5, 1)))["2026-Q2"] is SlotStatus.UPCOMING
        assert states(judge(plan, as_of=dt.date(2026, 5, 2)))["2026-Q2"] is SlotStatus.MISSING

    def test_a_plan_dated_early_in_a_quarter_is_about_that_quarter(self) -> None:
        report = judge({"every": "quarter", "due": "start"}, document("a", date="2025-04-08"))
        assert states(report)["2025-Q2"] is SlotStatus.MET

    def test_no_report_can_look_back_on_a_period_that_has_not_begun(self) -> None:
        ahead, day = document("a", period="2026-Q2"), dt.date(2026, 3, 31)
        assert states(judge({"every": "quarter"}, ahead, as_of=day))["2026-Q2"] is SlotStatus.UPCOMING
        begun = judge({"every": "quarter"}, ahead, as_of=day + dt.timedelta(days=1))
        assert states(begun)["2026-Q2"] is SlotStatus.MET
        plan = judge({"every": "quarter", "due": "start"}, ahead, as_of=day)
        assert states(plan)["2026-Q2"] is SlotStatus.MET

    def test_it_is_due_since_the_oldest_period_that_is_still_open(self) -> None:
        reports = [document(period, period=period) for period in QUARTERS if period != "2025-Q3"]
        assert judge({"every": "quarter"}, *reports).due == dt.date(2025, 10, 30)

    def test_a_pair_of_years_needs_both(self) -> None:
        requirement = {"years": ["N-1", "N-2"]}
        both = [document("a", period="2025"), document("b", period="2024")]
        assert judge(requirement, *both).status is S.MET
        assert judge(requirement, both[0]).status is S.PARTIAL

    def test_months_are_slots_too(self) -> None:
        report = judge({"every": "month"}, document("a", period="2025-03"))
        assert [p for p, state in states(report).items() if state is SlotStatus.MET] == ["2025-03"]


MEETING = {"pieces": ["undangan", "daftar_hadir", "notula", "dokumentasi?"], "within": "window"}


class TestSets:
    def test_a_whole_set_of_one_meeting_meets_it(self) -> None:
        report = judge(
            MEETING,
            document("M/u", kind="undangan", date="2026-03-01", event="2026-03-05"),
            document("M/d", kind="daftar_hadir", date="2026-03-05"),
            document("M/n", kind="notula", date="2026-03-05"),
        )
        assert report.status is S.MET

    def test_what_a_set_lacks_is_named(self) -> None:
        report = judge(
            MEETING,
            document("M/u", kind="undangan", date="2026-03-01"),
            document("M/n", kind="notula", date="2026-03-05"),
        )
        assert (report.status, names(report)) == (S.PARTIAL, ["set_incomplete"])
        assert "daftar hadir" in sentence(report.findings[0], "id")

    def test_pieces_of_two_meetings_do_not_make_one_set(self) -> None:
        report = judge(
            MEETING,
            document("a/u", kind="undangan", date="2025-03-01"),
            document("b/d", kind="daftar_hadir", date="2025-09-05"),
            document("c/n", kind="notula", date="2026-03-05"),
        )
        assert report.status is S.PARTIAL

    def test_an_undated_list_joins_the_meeting_of_its_folder(self) -> None:
        report = judge(
            MEETING,
            document("M/u", kind="undangan", date="2026-03-01"),
            document("M/n", kind="notula", date="2026-03-05"),
            document("M/d", kind="daftar_hadir"),
            document("L/n", kind="notula", date="2025-06-05"),
        )
        assert report.status is S.MET

    @pytest.mark.parametrize(
        ("period", "status"), [("2024", S.PARTIAL), ("2026-04", S.PARTIAL), ("2026-03", S.MET), ("", S.MET)]
    )
    def test_an_undated_list_of_another_time_joins_no_meeting(self, period: str, status: S) -> None:
        report = judge(
            MEETING,
            document("M/u", kind="undangan", date="2026-03-01"),
            document("M/n", kind="notula", date="2026-03-05"),
            document("M/d", kind="daftar_hadir", period=period),
        )
        assert report.status is status

    @pytest.mark.parametrize(
        ("folder", "status"),
        [
            ("2024/Rapat", S.PARTIAL),
            ("Rapat 5 Maret 2024", S.PARTIAL),
            ("2026/TW II", S.PARTIAL),
            ("2026/TW I", S.MET),
            ("2026", S.MET),
            ("Rapat", S.MET),
        ],
    )
    def test_an_undated_list_in_a_folder_of_another_time_joins_no_meeting(
        self, folder: str, status: S
    ) -> None:
        report = judge(
            MEETING,
            document("M/u", kind="undangan", date="2026-03-01"),
            document("M/n", kind="notula", date="2026-03-05"),
            document(f"{folder}/d", kind="daftar_hadir"),
        )
        assert report.status is status

    def test_a_folder_of_the_assessed_year_may_hold_a_meeting_of_the_year_before(self) -> None:
        report = judge(
            MEETING,
            document("ZI 2026/M/u", kind="undangan", date="2025-12-01"),
            document("ZI 2026/M/n", kind="notula", date="2025-12-05"),
            document("ZI 2026/d", kind="daftar_hadir"),
        )
        assert report.status is S.MET

    def test_one_meeting_is_not_counted_twice(self) -> None:
        report = judge(
            {**MEETING, "min": 2},
            document("M/u", kind="undangan", date="2026-03-01"),
            document("M/u2", kind="undangan", date="2026-03-02"),
            document("M/d", kind="daftar_hadir", date="2026-03-05"),
            document("M/n", kind="notula", date="2026-03-05"),
        )
        assert (report.status, names(report)) == (S.PARTIAL, ["too_few"])

    def test_an_old_meeting_is_stale(self) -> None:
        old = [
            document(f"M/{kind}", kind=kind, date="2023-03-05")
            for kind in ("undangan", "daftar_hadir", "notula")
        ]
        assert judge(MEETING, *old).status is S.STALE


CHAIN = [
    {"id": "monev", "title": "Monev", "within": "window"},
    {"id": "tl", "title": "Tindak lanjut", "within": "window", "follows": "X.1.a:monev"},
]


class TestChains:
    def follow(self, follow_up: str) -> RequirementReport:
        papers = [document("m", date="2026-03-01"), document("t", date=follow_up)]
        return judge_all(CHAIN, papers, serves={"m": ["monev"], "t": ["tl"]}).items[0].requirements[1]

    def test_a_follow_up_after_its_report_is_sound(self) -> None:
        assert self.follow("2026-04-01").status is S.MET

    def test_a_follow_up_before_its_report_breaks_the_chain(self) -> None:
        report = self.follow("2026-02-01")
        assert (report.status, names(report)) == (S.PARTIAL, ["chain_broken"])

    def test_a_report_of_years_ago_does_not_stand_for_the_one_to_answer_now(self) -> None:
        papers = [
            document("old", date="2020-03-01"),
            document("m", date="2026-03-01"),
            document("t", date="2026-02-01"),
        ]
        serves = {"old": ["monev"], "m": ["monev"], "t": ["tl"]}
        report = judge_all(CHAIN, papers, serves=serves).items[0].requirements[1]
        assert (report.status, names(report)) == (S.PARTIAL, ["chain_broken"])


class TestWhatAFollowUpNames:
    MONEV = document("m", date="2026-03-01", number="W9-12/2026", title="Laporan Monitoring dan Evaluasi ZI")

    def follow(self, *texts: str, monev: tuple[Document, ...] = (MONEV,)) -> RequirementReport:
        papers = [document(f"t{n}", date="2026-04-01", number="W9-30/2026", answers=text)
                  for n, text in enumerate(texts)]  # fmt: skip
        serves = {p.path: ["tl"] for p in papers} | {p.path: ["monev"] for p in monev}
        return judge_all(CHAIN, [*monev, *papers], serves=serves).items[0].requirements[1]

    @pytest.mark.parametrize(
        "text",
        [
            "Menindaklanjuti laporan monev nomor W9-13/2026,",
            "Menindaklanjuti laporan No. W9-12/2025 tanggal 1 Maret 2025",
            "Menindaklanjuti laporan nomor W9-12/2026 tanggal 2 Februari 2026",
            "Berdasarkan laporan monitoring triwulan I tanggal 12 Desember 2025 dilaporkan",
        ],
    )
    def test_another_paper_leaves_it_unclear(self, text: str) -> None:
        report = self.follow(text)
        assert (report.status, names(report)) == (S.UNVERIFIED, ["chain_broken"])
        assert "merujuk" in sentence(report.findings[0], "id")
        assert report.findings[0].path == "t0"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Tindak lanjut monev triwulan I",
            "Menindaklanjuti laporan nomor W9 - 12 / 2026 tanggal 1 Maret 2026",
            "Menindaklanjuti laporan monev tanggal 26 Februari 2026",
            "Laporan tindak lanjut nomor W9-30/2026",
            "Menindaklanjuti laporan monev nomor W.9 - 012 / 2026",
            "Menindaklanjuti laporan monev nomor W9-99/2026 tanggal 1 Maret 2026",
            "Berdasarkan LHE Inspektorat nomor W1-55/LHE/2025 dan hasil monev",
            "Berdasarkan laporan masyarakat tanggal 3 Januari 2026 dilakukan perbaikan",
            "Memenuhi ketentuan penyampaian laporan paling lambat tanggal 30 Juni 2025",
        ],
    )
    def test_its_own_paper_or_none_is_sound(self, text: str) -> None:
        assert self.follow(text).status is S.MET

    def test_one_sound_follow_up_is_enough(self) -> None:
        texts = ("Menindaklanjuti laporan nomor W9-13/2026", "Menindaklanjuti laporan nomor W9-12/2026")
        assert self.follow(*texts).status is S.MET

    def test_a_paper_that_names_the_right_report_as_well_is_sound(self) -> None:
        text = "Menindaklanjuti LHE nomor W1-1/2026; berdasarkan laporan nomor W9-12/2026"
        assert self.follow(text).status is S.MET

    def test_a_report_without_a_number_may_be_the_one(self) -> None:
        unnumbered = document("n", date="2026-02-01")
        text = "Menindaklanjuti laporan nomor W9-13/2026"
        assert self.follow(text, monev=(self.MONEV, unnumbered)).status is S.MET


PAIR = [{"id": name, "title": name, "within": "window"} for name in "ab"]


class TestPoints:
    def supported(self, *paths: str, answer: str = "ABC") -> float:
        papers = [document(path, date="2026-01-01") for path in paths]
        report = judge_all(PAIR, papers, serves={p: [p] for p in paths}, answer=answer)
        return report.items[0].supported

    def test_all_evidence_supports_the_whole_item(self) -> None:
        assert self.supported("a", "b") == 2.0

    def test_an_item_whose_required_evidence_is_missing_supports_nothing(self) -> None:
        assert self.supported("a") == 0.0

    def test_partial_evidence_is_brought_down_to_a_step_of_the_scale(self) -> None:
        requirements = [{"id": "q", "title": "Q", "every": "quarter"}]
        papers = [document(p, period=p) for p in QUARTERS[:4]]
        assert judge_all(requirements, papers).items[0].supported == 1.0
        assert judge_all(requirements, papers, answer="YT").items[0].supported == 0.0
        assert judge_all(requirements, papers, answer="%").items[0].supported == pytest.approx(1.6)

    def test_an_area_below_its_floor_is_told(self) -> None:
        scheme = {"predicates": {"wbk": {"total": 0, "area_floor": 0.6}}}

        def told(*periods: str) -> list[tuple[str, str]]:
            requirement = [{"id": "q", "title": "Q", "every": "quarter"}]
            papers = [document(period, period=period) for period in periods]
            report = judge_all(requirement, papers, answer="%", scheme=scheme)
            return [(f.code, sentence(f, "id")) for f in report.findings if f.name == "under_floor"]

        assert told(*QUARTERS[:3]) == []
        ((code, message),) = told(*QUARTERS[:2])
        assert code == "ZI601"
        assert "area 1 Satu" in message


class TestWhatFitsNoSlot:
    def test_a_report_on_the_whole_year_leaves_every_quarter_open_and_is_not_stale(self) -> None:
        report = judge({"every": "quarter"}, document("a", period="2025"))
        assert (report.status, names(report)) == (S.PARTIAL, ["slot_missing"])

    @pytest.mark.parametrize("folder", ["", "2025/", "SK Nomor 4 Tahun 2025/", "Renstra 2025-2029/"])
    def test_an_undated_photo_is_told_what_it_needs(self, folder: str) -> None:
        photo = document(f"{folder}a", status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg")
        report = judge({"every": "semester"}, photo)
        assert (report.status, names(report)) == (S.PARTIAL, ["spoiled"])
        assert "perlu tanggal pada nama atau foldernya" in sentence(report.findings[0], "id")

    @pytest.mark.parametrize("folder", ["2025/Maret", "Semester I 2025", "Sosialisasi 12 Maret 2025/foto"])
    def test_a_photo_is_of_the_time_that_its_folder_names(self, folder: str) -> None:
        photo = document(f"{folder}/a", status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg")
        requirement = {"every": "semester", "shorter": True}
        assert states(judge(requirement, photo))["2025-S1"] is SlotStatus.MET

    def test_a_photo_of_an_old_folder_is_old(self) -> None:
        photo = document("2022/Maret/a", status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg")
        assert judge({"within": "window"}, photo).status is S.STALE
        current = document("2026/a", status=DocumentStatus.UNSUPPORTED, media_type="image/jpeg")
        assert judge({"within": "window"}, current).status is S.MET


def test_a_paper_about_the_meeting_that_is_no_piece_of_it_leaves_the_set_missing() -> None:
    report = judge(MEETING, document("M/r", kind="berita_acara", date="2026-03-05"))
    assert (report.status, names(report)) == (S.MISSING, ["missing"])


def test_a_follow_up_is_held_against_its_own_period() -> None:
    requirements = [
        {"id": "monev", "title": "Monev", "every": "semester"},
        {"id": "tl", "title": "Tindak lanjut", "every": "semester", "follows": "X.1.a:monev"},
    ]
    papers = [
        document("m1", period="2025-S1", date="2025-07-05"),
        document("m2", period="2025-S2", date="2026-01-20"),
        document("t1", period="2025-S1", date="2025-08-05"),
        document("t2", period="2025-S2", date="2026-01-10"),
    ]
    serves = {"m1": ["monev"], "m2": ["monev"], "t1": ["tl"], "t2": ["tl"]}
    report = judge_all(requirements, papers, serves=serves).items[0].requirements[1]
    assert (report.status, names(report)) == (S.PARTIAL, ["chain_broken"])


def test_a_decree_does_not_become_new_by_its_file_name() -> None:
    paper = document("SK 2026", kind="sk", date="2019-02-27", period="2026", period_source="name")
    assert judge({"within": "window"}, paper).status is S.STALE
    near = document("SK 2026", kind="sk", date="2025-12-30", period="2026", period_source="name")
    assert judge({"within": "year"}, near).status is S.MET


def test_papers_that_belong_together_must_be_of_one_event() -> None:
    requirements: list[dict[str, Any]] = [
        {"id": "hadir", "title": "Daftar hadir"},
        {"id": "notula", "title": "Notula", "with": ["X.1.a:hadir"]},
    ]
    serves = {"h": ["hadir"], "n": ["notula"]}

    def judged(day: str) -> RequirementReport:
        papers = [document("h", date="2026-03-05"), document("n", date=day)]
        return judge_all(requirements, papers, serves=serves).items[0].requirements[1]

    assert judged("2026-03-06").status is S.MET
    apart = judged("2026-05-06")
    assert (apart.status, names(apart)) == (S.PARTIAL, ["set_incomplete"])
    assert "Daftar hadir" in sentence(apart.findings[0], "id")


def test_one_paper_with_all_its_companions_is_enough() -> None:
    requirements: list[dict[str, Any]] = [
        {"id": "hadir", "title": "Daftar hadir"},
        {"id": "notula", "title": "Notula", "with": ["X.1.a:hadir"]},
    ]
    papers = [
        document("h", date="2026-03-05"),
        document("alone", date="2025-09-01"),
        document("n", date="2026-03-06"),
    ]
    serves = {"h": ["hadir"], "alone": ["notula"], "n": ["notula"]}
    assert judge_all(requirements, papers, serves=serves).items[0].requirements[1].status is S.MET


class TestCompanyWithoutAWholeDay:
    REQUIREMENTS: tuple[dict[str, Any], ...] = (
        {"id": "hadir", "title": "Daftar hadir"},
        {"id": "notula", "title": "Notula", "with": ["X.1.a:hadir"]},
    )

    def judged(self, own: str, *others: str) -> RequirementReport:
        papers = [document("n", date=own), *(document(f"h{n}", date=day) for n, day in enumerate(others))]
        serves = {p.path: ["notula" if p.path == "n" else "hadir"] for p in papers}
        return judge_all(list(self.REQUIREMENTS), papers, serves=serves).items[0].requirements[1]

    @pytest.mark.parametrize(
        ("own", "other"), [("", "2026-03-05"), ("2026-03", "2026-03-05"), ("2026-03-05", "")]
    )
    def test_nobody_can_say_whether_it_belongs_there(self, own: str, other: str) -> None:
        report = self.judged(own, other)
        assert (report.status, names(report)) == (S.UNVERIFIED, ["spoiled"])
        assert "Daftar hadir" in sentence(report.findings[0], "id")

    def test_what_has_no_companion_at_all_lacks_one(self) -> None:
        for own in ("", "2026-03-05"):
            report = self.judged(own)
            assert (report.status, names(report)) == (S.PARTIAL, ["set_incomplete"])

    def test_one_companion_of_the_day_is_enough(self) -> None:
        assert self.judged("2026-03-05", "", "2026-03-06").status is S.MET


class TestWhosePaperItIs:
    OWN = "Lapas Kelas IIB Sukamaju"
    SISTER = "Lapas Kelas IIA Karangsari"
    ABOVE = "Kantor Wilayah Pemasyarakatan Nusa Baru"

    def status(self, kind: str, named: str, title: str = "") -> RequirementStatus:
        unit = make_unit(superiors=[self.ABOVE])
        return judge(
            {}, document("a", kind=kind, date="2026-01-06", unit=named, title=title), unit=unit
        ).status

    @pytest.mark.parametrize("kind", ["sk", "nota_dinas", "berita_acara", "surat_pernyataan", "surat_edaran"])
    def test_what_stays_within_a_sister_office_is_none_of_the_units(self, kind: str) -> None:
        assert self.status(kind, self.SISTER) is S.PARTIAL
        assert self.status(kind, self.OWN) is S.MET

    def test_a_letter_or_another_bodys_record_may_come_from_elsewhere(self) -> None:
        assert self.status("surat", self.SISTER) is S.MET
        assert self.status("berita_acara", "Kantor Pertanahan Kabupaten Mandala") is S.MET

    def test_a_superiors_decree_about_itself_is_not_the_units(self) -> None:
        about_itself = f"Tim Kerja Zona Integritas {self.ABOVE}"
        for_all = f"Agen Perubahan di lingkungan {self.ABOVE}"
        assert self.status("sk", self.ABOVE, about_itself) is S.PARTIAL
        assert self.status("sk", self.ABOVE, for_all) is S.MET
        assert self.status("sk", self.ABOVE, "Standar Pelayanan") is S.MET
