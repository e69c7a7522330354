"""Findings about documents among each other: copies, recycled reports, broken signatures."""

from dataclasses import replace

import pytest

from tests.evaluation.judging import document, fact, judge_all, make_unit
from zi_evidence.likeness import look_of
from zi_evidence.model import (
    DateSource,
    Document,
    DocumentStatus,
    Finish,
    Note,
    Quote,
    Severity,
    Signature,
    SlotStatus,
)

REQUIREMENT = [{"id": "r", "title": "Laporan"}]


def told(*documents: Document) -> set[tuple[str, str]]:
    report = judge_all(REQUIREMENT, list(documents))
    return {(finding.name, finding.path) for finding in report.findings if finding.path}


@pytest.mark.parametrize(("finish", "found"), [(Finish.FINISHED, True), (Finish.DRAFT, False)])
def test_a_number_left_out_is_told_of_a_document_that_is_finished(finish: Finish, found: bool) -> None:
    one = document("SK Tim.pdf", date="2025-03-03")
    assert one.facts
    note = Note("number_unfilled", Quote(1, "Nomor :"))
    one = replace(one, facts=replace(one.facts, finish=finish, notes=(note,)))
    assert (("unnumbered", "SK Tim.pdf") in told(one)) is found


def test_the_same_bytes_twice_only_inform() -> None:
    report = judge_all(
        REQUIREMENT, [document("a/SK.pdf", sha256="1"), document("b/SK - Copy.pdf", sha256="1")]
    )
    found = [finding for finding in report.findings if finding.name == "duplicate"]
    assert [(f.path, f.severity) for f in found] == [("b/SK - Copy.pdf", Severity.INFO)]


def test_last_periods_bytes_under_this_periods_name_are_recycled() -> None:
    first = document("Laporan Monev TW I 2025.pdf", sha256="1")
    second = document("Laporan Monev TW II 2025.pdf", sha256="1")
    assert ("recycled", "Laporan Monev TW II 2025.pdf") in told(first, second)


def test_what_the_text_states_tells_the_original_from_the_copy() -> None:
    first = document("Laporan Monev TW I 2025.pdf", sha256="1", period="2025-Q2")
    second = document("Laporan Monev TW II 2025.pdf", sha256="1", period="2025-Q2")
    assert ("recycled", "Laporan Monev TW I 2025.pdf") in told(first, second)


COPIES = ("Laporan TW I 2026.pdf", "Laporan Januari - Maret 2026.pdf", "Laporan 2026.pdf")


def test_a_period_said_in_other_words_is_no_other_period() -> None:
    told_of = told(*(document(name, sha256="1") for name in COPIES))
    assert {name for name, _ in told_of} >= {"duplicate"}
    assert not {path for name, path in told_of if name == "recycled"}


def test_a_copy_for_another_quarter_among_them_is_recycled() -> None:
    names = (*COPIES, "Laporan TW II 2026.pdf")
    told_of = told(*(document(name, sha256="1", period="2026-Q1") for name in names))
    assert {path for name, path in told_of if name == "recycled"} == {"Laporan TW II 2026.pdf"}


def test_what_could_not_be_taken_or_is_empty_is_never_a_copy() -> None:
    def two(**changes: object) -> list[Document]:
        return [
            replace(document(name, sha256="1", status=DocumentStatus.DAMAGED), **changes)  # type: ignore[arg-type]
            for name in ("a.pdf", "b.pdf")
        ]

    assert ("duplicate", "b.pdf") in told(*two())
    assert ("duplicate", "b.pdf") not in told(*two(sha256=""))
    assert ("duplicate", "b.pdf") not in told(*two(size=0))


def test_names_that_differ_in_case_only_collide_elsewhere() -> None:
    told_of = told(document("Area 1/SK Tim.pdf"), document("area 1/SK TIM.PDF"), document("Area 1/SK.pdf"))
    assert [path for name, path in told_of if name == "name_collision"] == ["area 1/SK TIM.PDF"]


def test_reports_that_nothing_happened_rightly_read_alike() -> None:
    papers = [replace(document(name, sha256=name), shape="s") for name in ("a.pdf", "b.pdf")]
    nil = [
        replace(p, facts=replace(p.facts, title=fact("Laporan Nihil Gratifikasi"))) for p in papers if p.facts
    ]
    assert ("recycled_maybe", "b.pdf") in told(*papers)
    assert ("recycled_maybe", "b.pdf") not in told(*nil)


def test_a_report_that_differs_in_dates_only_is_shown_to_a_person() -> None:
    one, two = (replace(document(name, sha256=name), shape="s") for name in ("a.pdf", "b.pdf"))
    assert ("recycled_maybe", "b.pdf") in told(one, two)


def test_a_report_with_little_more_than_dates_changed_is_shown_to_a_person() -> None:
    words = [f"kata{'abcdefghij'[n % 10]}{'klmnoprstu'[n // 10 % 10]}" for n in range(400)]

    def report(name: str, *changed: int, text: str = "") -> Document:
        own = ["Wahyuni" if place in changed else word for place, word in enumerate(words)]
        look = look_of(text or " ".join(own))
        return replace(document(name, sha256=name), shape=look.shape, sketch=look.sketch)

    other = report("c.pdf", text=" ".join(reversed(words)))
    assert ("recycled_maybe", "b.pdf") in told(report("a.pdf"), report("b.pdf", 200), other)
    assert ("recycled_maybe", "c.pdf") not in told(report("a.pdf"), other)
    many = report("b.pdf", *range(0, 400, 8))
    assert ("recycled_maybe", "b.pdf") not in told(report("a.pdf"), many)


def test_one_paper_in_two_formats_is_no_old_one_with_a_new_date() -> None:
    def alike(date: str) -> set[tuple[str, str]]:
        papers = (document("a.docx", date="2026-03-02"), document("a.pdf", date=date))
        return told(*(replace(paper, shape="s") for paper in papers))

    assert ("recycled_maybe", "a.pdf") not in alike("2026-03-02")
    assert ("recycled_maybe", "a.pdf") in alike("2026-06-02")


def test_forms_rightly_read_alike() -> None:
    one, two = (
        replace(document(name, sha256=name, kind="undangan"), shape="s") for name in ("a.pdf", "b.pdf")
    )
    assert not any(name == "recycled_maybe" for name, _ in told(one, two))


def test_a_document_changed_after_signing_proves_nothing() -> None:
    broken = replace(document("a.pdf"), signatures=(Signature(state="changed"),))
    report = judge_all(REQUIREMENT, [broken])
    assert ("signature_broken", "a.pdf") in {(f.name, f.path) for f in report.findings}
    assert report.items[0].requirements[0].status == "partial"


def test_one_number_on_two_documents_is_told() -> None:
    papers = document("a.pdf", number="W9-12/2026"), document("b.pdf", number="W9 - 12 / 2026")
    assert ("same_number", "b.pdf") in told(*papers)


class TestOnePictureInSeveralFolders:
    QUARTERS = ("Triwulan I 2025", "Triwulan II 2025", "Triwulan III 2025")

    @staticmethod
    def picture(path: str, sha256: str = "1", **facts: str) -> Document:
        status = DocumentStatus.UNSUPPORTED
        kind = "dokumentasi"
        return document(path, kind=kind, status=status, media_type="image/jpeg", sha256=sha256, **facts)  # type: ignore[arg-type]

    def judged(self, *papers: Document, **requirement: object) -> tuple[set[str], set[str], set[str]]:
        """Periods that are met, pictures told as recycled, and those told as no evidence."""
        asked = {"id": "r", "title": "Dokumentasi", "every": "quarter", **requirement}
        report = judge_all([asked], list(papers))
        met = {s.period for s in report.items[0].requirements[0].slots if s.status is SlotStatus.MET}
        told_of = {f.path for f in report.findings if f.name == "recycled"}
        return met, told_of, {f.path for f in report.findings if f.name == "spoiled"}

    @pytest.mark.parametrize("names", [("foto.jpg",) * 3, ("foto.jpg", "IMG_1.jpg", "Kegiatan.jpg")])
    def test_it_counts_for_the_earliest_only(self, names: tuple[str, ...]) -> None:
        paths = [f"{folder}/{name}" for folder, name in zip(self.QUARTERS, names, strict=True)]
        met, told_of, spoiled = self.judged(*map(self.picture, paths))
        assert met == {"2025-Q1"}
        assert told_of == set(paths[1:])
        assert spoiled == set(paths[1:])

    def test_pictures_of_their_own_are_no_copies(self) -> None:
        papers = [self.picture(f"{folder}/foto.jpg", folder) for folder in self.QUARTERS]
        met, told_of, _ = self.judged(*papers)
        assert met == {"2025-Q1", "2025-Q2", "2025-Q3"}
        assert told_of == set()

    def test_two_folders_of_one_period_are_no_two_periods(self) -> None:
        papers = [self.picture(f"{folder}/foto.jpg") for folder in ("Maret 2025", "Triwulan I 2025", "2025")]
        met, told_of, _ = self.judged(*papers)
        assert met == {"2025-Q1"}
        assert told_of == set()
        half = [self.picture(f"{folder}/foto.jpg") for folder in ("Maret 2025", "April 2025")]
        assert self.judged(*half, every="semester")[1] == set()

    def test_a_folder_of_the_year_hides_no_copy_among_those_of_its_quarters(self) -> None:
        papers = [self.picture(f"{folder}/foto.jpg") for folder in ("2025", *self.QUARTERS)]
        assert self.judged(*papers)[0] == {"2025-Q1"}

    def test_dates_in_the_names_are_claims_too(self) -> None:
        papers = [self.picture(f"Foto {day}.jpg", date=day, source=DateSource.NAME)
                  for day in ("2025-03-12", "2025-03-14", "2025-04-20")]  # fmt: skip
        assert self.judged(*papers)[1] == {"Foto 2025-04-20.jpg"}

    def test_what_needs_no_period_may_lie_anywhere(self) -> None:
        papers = [self.picture(f"{folder}/Maklumat.jpg") for folder in self.QUARTERS]
        report = judge_all([{"id": "r", "title": "Maklumat", "within": "window"}], papers)
        assert {f.name for f in report.findings if f.path} == {"duplicate"}
        assert report.items[0].requirements[0].status == "met"

    def test_a_paper_that_speaks_of_its_own_time_may_lie_anywhere(self) -> None:
        for facts in ({"date": "2025-02-10"}, {"period": "2025"}):
            papers = [document(f"{folder}/a.pdf", sha256="1", **facts) for folder in self.QUARTERS]  # type: ignore[arg-type]
            assert self.judged(*papers)[1] == set()

    def test_a_scan_that_nobody_could_read_is_not_accused(self) -> None:
        papers = [document(f"{folder}/scan.pdf", sha256="1", status=DocumentStatus.NO_TEXT)
                  for folder in self.QUARTERS]  # fmt: skip
        assert self.judged(*papers)[1] == set()

    def test_a_person_may_say_that_it_counts(self) -> None:
        papers = [self.picture(f"{folder}/foto.jpg") for folder in self.QUARTERS]
        unit = make_unit(pins=[{"file": papers[1].path, "item": "X.1.a", "reason": "sudah dilihat"}])
        report = judge_all([{"id": "r", "title": "D", "every": "quarter"}], papers, unit=unit)
        states = {s.period: s.status for s in report.items[0].requirements[0].slots}
        assert states["2025-Q2"] is SlotStatus.MET


class TestADayOfSending:
    @staticmethod
    def judged(*paths: str, sent: str, sha256: str = "") -> tuple[list[str], set[str]]:
        """Quarters that are met, and findings about the pictures."""
        papers = [
            document(path, kind="dokumentasi", date=sent, source=DateSource.NAME, media_type="image/jpeg",
                     status=DocumentStatus.UNSUPPORTED, sha256=sha256)
            for path in paths
        ]  # fmt: skip
        report = judge_all([{"id": "r", "title": "Foto", "every": "quarter"}], papers)
        states = report.items[0].requirements[0].slots
        return [s.period for s in states if s.status is SlotStatus.MET], {
            f.name for f in report.findings if f.path and not f.requirement
        }

    @pytest.mark.parametrize(
        "name", ["WhatsApp Image 2025-05-12 at 10.11.12.jpeg", "IMG-20250512-WA0012.jpg"]
    )
    def test_it_dates_a_picture_with_low_trust(self, name: str) -> None:
        assert self.judged(name, sent="2025-05-12") == (["2025-Q2"], {"sent_date"})

    def test_a_cameras_day_is_the_day(self) -> None:
        assert self.judged("IMG_20250512_101112.jpg", sent="2025-05-12") == (["2025-Q2"], set())

    def test_in_the_first_week_it_may_be_of_the_quarter_before(self) -> None:
        name = "WhatsApp Image 2025-04-03 at 10.11.12.jpeg"
        assert self.judged(name, sent="2025-04-03")[0] == []
        assert self.judged("IMG_20250403_101112.jpg", sent="2025-04-03")[0] == ["2025-Q2"]

    def test_a_folder_goes_before_it_unless_it_begins_later(self) -> None:
        name = "WhatsApp Image 2025-04-03 at 10.11.12.jpeg"
        assert self.judged(f"TW I 2025/{name}", sent="2025-04-03") == (["2025-Q1"], set())
        name = "WhatsApp Image 2025-05-12 at 10.11.12.jpeg"
        assert self.judged(f"TW III 2025/{name}", sent="2025-05-12") == (["2025-Q2"], {"sent_date"})

    def test_one_picture_in_several_folders_is_of_one_of_them(self) -> None:
        name = "WhatsApp Image 2025-09-12 at 10.11.12.jpeg"
        paths = [f"{folder}/{name}" for folder in ("TW I 2025", "TW II 2025", "TW III 2025")]
        met, told_of = self.judged(*paths, sent="2025-09-12", sha256="1")
        assert (met, told_of) == (["2025-Q1"], {"recycled"})


MEETINGS = {"id": "r", "title": "Rapat", "every": "quarter", "pieces": ["notula", "daftar_hadir"]}


class TestOneUndatedPieceOfManyMeetings:
    def met(self, *lists: Document) -> list[str]:
        minutes = [document(f"Rapat/n{month}", kind="notula", date=f"2025-{month}-05")
                   for month in ("02", "05", "08")]  # fmt: skip
        report = judge_all([MEETINGS], [*minutes, *lists])
        return [s.period for s in report.items[0].requirements[0].slots if s.status is SlotStatus.MET]

    @staticmethod
    def attendance(path: str, **facts: str) -> Document:
        return document(path, kind="daftar_hadir", **facts)  # type: ignore[arg-type]

    def test_it_belongs_to_one_of_them(self) -> None:
        assert self.met(self.attendance("Rapat/d")) == ["2025-Q1"]
        assert self.met(*(self.attendance(f"Rapat/d{n}", sha256="1") for n in range(3))) == ["2025-Q1"]

    def test_as_many_as_there_are_meetings_are_enough(self) -> None:
        lists = [self.attendance(f"Rapat/d{n}") for n in range(3)]
        assert self.met(*lists) == ["2025-Q1", "2025-Q2", "2025-Q3"]

    def test_one_that_says_that_it_is_of_all_of_them_is(self) -> None:
        assert self.met(self.attendance("Rapat/d", period="2025")) == ["2025-Q1", "2025-Q2", "2025-Q3"]
