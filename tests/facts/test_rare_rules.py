"""Rules that no labelled document needs and that are kept all the same: what fails without them."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import DateSource, Finish


@pytest.mark.parametrize("written", ["12032026", "12_03_2026", "12-03-2026", "20260312", "2026-03-12"])
def test_a_day_in_figures_in_the_name_of_a_scan_dates_it(written: str) -> None:
    date = extract_facts((), name=f"notula {written}.pdf").date
    assert date
    assert (date.value, date.source) == ("2026-03-12", DateSource.NAME)


@pytest.mark.parametrize("written", ["12_03_26", "32_03_2026", "12_13_2026", "32132026"])
def test_figures_in_the_name_that_are_no_whole_day_date_nothing(written: str) -> None:
    assert extract_facts((), name=f"notula {written}.pdf").date is None


def test_a_heading_that_begins_with_the_word_for_a_draft_makes_a_draft() -> None:
    text = "{}LAPORAN MONITORING PELAYANAN\nTRIWULAN I TAHUN 2025\nHasil pemantauan dimuat di bawah."
    assert extract_facts((text.format("DRAFT "),), name="x.pdf").finish is Finish.DRAFT
    assert extract_facts((text.format(""),), name="x.pdf").finish is not Finish.DRAFT


def test_a_short_word_for_the_year_of_a_number_is_written_out() -> None:
    text = "KEPUTUSAN KEPALA KANTOR ARSIP TIRTA\nNOMOR 5/KPT/I TH 2020\nTENTANG TIM"
    number = extract_facts((text,), name="x.pdf").number
    assert number
    assert number.value == "5/KPT/I TAHUN 2020"


ENACTED = """KEPUTUSAN KEPALA KANTOR ARSIP TIRTA
NOMOR 5 TAHUN 2020
TENTANG TIM
Ditetapkan di Tirta
{}Kantor berdiri 3 Mei 2020"""


def test_a_day_is_enacted_by_the_lines_above_it() -> None:
    date = extract_facts((ENACTED.format(""),), name="x.pdf").date
    assert date
    assert date.source is DateSource.ENACTED


@pytest.mark.parametrize(
    "between",
    [
        "BAB II\n",
        "Pasal 2\n",
        "LAMPIRAN I\n",
        "Kepala kantor menyampaikan laporan tugas kepada semua. " * 3 + "\n",
    ],
)
def test_a_part_an_annex_or_prose_between_them_ends_the_enactment(between: str) -> None:
    assert extract_facts((ENACTED.format(between),), name="x.pdf").date is None


def test_the_words_of_a_cover_in_the_text_of_a_letter_head_nothing() -> None:
    cover = "RENCANA\nSTRATEGIS\nDINAS\nARSIP\nTAHUN\n2021 - 2026\n"
    letter = "KANTOR ARSIP TIRTA\nNomor : 5/2024\nYth. Kepala Dinas\nDengan hormat,\nkami sampaikan\n"
    assert extract_facts((letter + cover,), name="x.pdf").kind.value == "surat"
    assert extract_facts((cover,), name="x.pdf").kind.value == "renstra"
