"""In a file of several documents each is judged by its own date, not by that of the one on top."""

import datetime as dt
from pathlib import Path

from zi_evidence.checklist import load_checklist
from zi_evidence.evaluation.candidates import Candidate, judge_candidate
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.papers import papers_of
from zi_evidence.facts import extract_facts
from zi_evidence.lexicon import load_lexicon
from zi_evidence.matching import Matcher
from zi_evidence.model import Document, DocumentStatus
from zi_evidence.unit import default_unit

AS_OF = dt.date(2026, 6, 30)
HEAD = "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA\nKANTOR PELAYANAN PAJAK PRATAMA SUKAMAJU\nJalan Melati 1 Sukamaju\n"
LETTER = (
    f"{HEAD}SURAT TUGAS\nNOMOR ST-9/KPP.01/2026\nKepala kantor memberi tugas kepada Sari Wulandari untuk mengikuti "
    "rapat koordinasi.\nSukamaju, 4 Mei 2026\nKepala Kantor,\nBagas Wiratama\n"
)
SURVEY = (
    f"{HEAD}LAPORAN\nHASIL SURVEI KEPUASAN MASYARAKAT\nTRIWULAN I TAHUN {{year}}\nNomor LAP-3/KPP.01/{{year}}\n"
    "Survei kepuasan masyarakat dilakukan terhadap pengguna layanan dengan sembilan unsur pelayanan.\n"
    "Indeks kepuasan masyarakat 88,5 dengan mutu pelayanan baik.\n"
    "Sukamaju, 10 April {year}\nKepala Kantor,\nBagas Wiratama\n"
)


def survey_behind_a_letter(year: int) -> list[Candidate]:
    """What the survey report of a year, lying behind a letter of this year, is to the requirements that it fits."""
    checklist = load_checklist("permenpanrb-90-2021")
    pages = [LETTER, SURVEY.format(year=year)]
    facts = extract_facts(pages, name="berkas.pdf")
    assert [part.first_page for part in facts.parts] == [1, 2]
    document = Document(
        path="berkas.pdf",
        size=1,
        modified="2026-05-04T00:00:00Z",
        status=DocumentStatus.READ,
        sha256="0" * 64,
        facts=facts,
    )
    result = Matcher(checklist).match(document.path, status=document.status, facts=facts, pages=pages)
    requirements = {f"{item.code}:{r.id}": r for item in checklist.items for r in item.requirements}
    matched = [match for match in result.matches if any("survei" in str(r.values) for r in match.reasons)]
    assert matched
    assert {match.parts for match in matched} == {(2,)}
    given = Circumstances(default_unit(Path("kantor"), 2026), AS_OF, load_lexicon())
    return [
        judge_candidate(paper, match, requirements[match.requirement], given)
        for match in matched
        if not requirements[match.requirement].pieces
        for paper in papers_of(document, match, requirements[match.requirement], given)
    ]


def test_an_old_report_behind_a_fresh_letter_keeps_its_own_date() -> None:
    spans = [candidate.times.span for candidate in survey_behind_a_letter(2021)]
    assert spans
    assert all(span and span.last.year == 2021 for span in spans)


def test_a_fresh_report_behind_a_letter_is_one_of_this_year() -> None:
    spans = [candidate.times.span for candidate in survey_behind_a_letter(2026)]
    assert spans
    assert all(span and span.last == dt.date(2026, 3, 31) for span in spans)
