"""Findings about documents among each other: copies, recycled reports, broken signatures."""

from dataclasses import replace

from tests.evaluation.judging import document, fact, judge_all
from zi_evidence.model import Document, DocumentStatus, Kind, Severity, Signature

REQUIREMENT = [{"id": "r", "title": "Laporan"}]


def told(*documents: Document) -> set[tuple[str, str]]:
    report = judge_all(REQUIREMENT, list(documents))
    return {(finding.name, finding.path) for finding in report.findings if finding.path}


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


def test_one_paper_in_two_formats_is_no_old_one_with_a_new_date() -> None:
    def alike(date: str) -> set[tuple[str, str]]:
        papers = (document("a.docx", date="2026-03-02"), document("a.pdf", date=date))
        return told(*(replace(paper, shape="s") for paper in papers))

    assert ("recycled_maybe", "a.pdf") not in alike("2026-03-02")
    assert ("recycled_maybe", "a.pdf") in alike("2026-06-02")


def test_forms_rightly_read_alike() -> None:
    one, two = (
        replace(document(name, sha256=name, kind=Kind.UNDANGAN), shape="s") for name in ("a.pdf", "b.pdf")
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
