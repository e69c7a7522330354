"""A file of several papers: each that fits is judged as a paper of its own."""

from tests.evaluation.judging import bundle, document, judge, judge_all
from zi_evidence.model import Document, Finish, RequirementStatus, SlotStatus
from zi_evidence.reports.sentences import sentence

QUARTERLY = {"every": "quarter", "within": "window"}
MONTHLY_MEETING = {"every": "month", "pieces": ["undangan", "notula"]}


def quarter(number: int) -> Document:
    return document("-", period=f"2026-Q{number}")


def meeting(day: str, kind: str) -> Document:
    return document("-", kind=kind, date=day, event=day)


def test_each_report_of_a_file_fills_its_own_period() -> None:
    year = bundle("laporan 2025.pdf", *(document("-", period=f"2025-Q{n}") for n in (1, 2, 3, 4)))
    half = bundle("laporan 2026.pdf", quarter(1), quarter(2))
    report = judge(QUARTERLY, year, half)
    assert report.status is RequirementStatus.MET
    assert [document.path for document in report.documents] == ["laporan 2025.pdf", "laporan 2026.pdf"]
    assert report.slots[-1].documents == ("laporan 2026.pdf",)


def test_a_part_that_does_not_fit_fills_nothing() -> None:
    report = judge(QUARTERLY, bundle("laporan.pdf", quarter(1), quarter(2)), fitting=(1,))
    states = {slot.period: slot.status for slot in report.slots}
    assert states["2026-Q1"] is SlotStatus.MET
    assert states["2025-Q4"] is SlotStatus.MISSING


def test_a_part_without_a_time_is_of_the_paper_before_it_and_counts_with_it() -> None:
    cover = document("-", kind="surat", date="2026-03-02")
    old = document("-", kind="surat", date="2020-03-02")
    annex = document("-")
    alone = {"within": "window", "min": 1}
    assert judge(alone, bundle("a.pdf", old, cover, annex), fitting=(3,)).status is RequirementStatus.MET
    assert judge(alone, bundle("a.pdf", cover, old, annex), fitting=(3,)).status is RequirementStatus.STALE
    two = judge({"within": "window", "min": 2}, bundle("a.pdf", cover, annex))
    assert two.status is RequirementStatus.PARTIAL


def test_parts_of_a_file_are_as_many_papers_as_they_differ() -> None:
    letters = [
        document("-", title="Surat tugas", date=f"2026-0{n}-01", number=f"{n}/ST/2026") for n in (1, 2)
    ]
    need = {"within": "window", "min": 2}
    assert judge(need, bundle("a.pdf", *letters)).status is RequirementStatus.MET
    assert judge(need, bundle("a.pdf", letters[0], letters[0])).status is RequirementStatus.PARTIAL
    unnumbered = document("-", title="Laporan kegiatan", date="2026-02-01")
    assert judge(need, bundle("a.pdf", unnumbered, unnumbered)).status is RequirementStatus.PARTIAL
    other = document("-", title="Laporan kegiatan", date="2026-03-01")
    assert judge(need, bundle("a.pdf", unnumbered, other)).status is RequirementStatus.MET


def test_two_files_that_hold_the_same_papers_hold_each_once() -> None:
    papers = [document("-", title="Surat tugas", date="2026-01-01", number="1/ST/2026")]
    papers.append(document("-", kind="surat", date="2026-01-05"))
    need = {"within": "window", "min": 2}
    twice = judge(need, bundle("a.pdf", *papers), bundle("b.pdf", *papers), fitting=(1,))
    assert twice.status is RequirementStatus.PARTIAL


def test_meetings_in_one_file_are_told_apart_by_their_days_and_kinds() -> None:
    pieces = [
        meeting(day, kind)
        for day in ("2026-04-28", "2026-05-07", "2026-06-03")
        for kind in ("undangan", "notula")
    ]
    report = judge(MONTHLY_MEETING, bundle("rapat.pdf", *pieces))
    met = [slot.period for slot in report.slots if slot.status is SlotStatus.MET]
    assert met == ["2026-04", "2026-05", "2026-06"]


def test_an_undated_list_belongs_to_the_meeting_that_it_lies_with() -> None:
    pieces = [
        meeting("2026-02-26", "notula"),
        document("-", kind="undangan"),
        meeting("2026-03-26", "notula"),
    ]
    report = judge(MONTHLY_MEETING, bundle("rapat.pdf", *pieces))
    states = {slot.period: slot.status for slot in report.slots}
    assert states["2026-02"] is SlotStatus.MET
    assert states["2026-03"] is SlotStatus.PARTIAL


def test_a_list_about_something_else_is_no_piece_of_the_meeting() -> None:
    def judged(title: str) -> RequirementStatus:
        pieces = [
            document("-", kind="undangan", date="2026-05-28", event="2026-05-28", title="Rapat monev ZI"),
            document("-", kind="daftar_hadir", title=title),
        ]
        set_of_two = {"pieces": ["undangan", "daftar_hadir"], "within": "window"}
        return judge(set_of_two, bundle("rapat.pdf", *pieces), fitting=(1,)).status

    assert judged("Daftar hadir apel pagi") is RequirementStatus.PARTIAL
    assert judged("Daftar hadir rapat") is RequirementStatus.MET
    assert judged("Daftar hadir monitoring dan evaluasi") is RequirementStatus.MET


def test_a_finding_about_a_part_says_where_it_begins() -> None:
    unsigned = document("-", period="2026-Q2", finish=Finish.UNSIGNED)
    papers = bundle("laporan.pdf", document("-", date="2030-01-02"), document("-"), unsigned)
    report = judge_all([{"id": "r", "title": "Laporan", **QUARTERLY}], [papers], fitting=(3,))
    said = [
        sentence(finding, "id")
        for finding in report.findings
        if finding.path == "laporan.pdf" and not finding.requirement
    ]
    assert len(said) == 1
    assert said[0].endswith("(hlm 3)")
