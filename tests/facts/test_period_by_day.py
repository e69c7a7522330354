"""What a paper's own day tells of its period: quarters without a year, years that are a goal."""

import pytest

from zi_evidence.facts import extract_facts

END = "\nNOMOR W9-1/2026\nKegiatan berjalan.\nSukamaju, {day}\nKepala,\nBagas Wiratama\nNIP 19720304 199503 1 001"


def period_of(title: str, day: str) -> str:
    facts = extract_facts([f"LAPAS KELAS IIB SUKAMAJU\n{title}{END.format(day=day)}"], name="x.docx")
    return facts.period.value if facts.period else ""


@pytest.mark.parametrize(
    ("title", "day", "period"),
    [
        ("LAPORAN MONEV ZI TRIWULAN I", "8 April 2026", "2026-Q1"),
        ("LAPORAN MONEV ZI TRIWULAN IV", "12 Januari 2026", "2025-Q4"),
        ("LAPORAN MONEV ZI TRIWULAN IV", "Januari 2026", "2025-Q4"),
        ("LAPORAN MONEV ZI SEMESTER II", "3 Februari 2026", "2025-S2"),
        ("LAPORAN MONEV ZI TRIWULAN I DAN II", "8 Juli 2026", "2026-S1"),
        ("NOTULA RAPAT CAPAIAN TRIWULAN I", "8 April 2026", "2026-Q1"),
    ],
)
def test_a_quarter_without_a_year_is_the_last_one_that_had_begun(title: str, day: str, period: str) -> None:
    assert period_of(title, day) == period


def test_a_plan_for_the_quarter_to_come_is_left_open() -> None:
    assert period_of("RENCANA AKSI ZI TRIWULAN II", "25 Maret 2026") == ""
    assert period_of("RENCANA AKSI ZI TRIWULAN II", "3 April 2026") == "2026-Q2"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("LAPORAN PEMBANGUNAN ZI MENUJU WBBM TAHUN 2027", ""),
        ("LAPORAN PEMBANGUNAN ZI MENUJU WBBM TAHUN 2026", "2026"),
        ("LAPORAN MONEV ZI MENUJU WBBM 2027 TRIWULAN I", "2026-Q1"),
        ("LAPORAN MONEV ZI TRIWULAN I TAHUN 2026 MENUJU WBBM TAHUN 2027", "2026-Q1"),
        ("LAPORAN KEBUTUHAN PEGAWAI TAHUN 2027", "2027"),
        ("RENCANA KERJA PEMBANGUNAN ZI MENUJU WBBM TAHUN 2027", ""),
    ],
)
def test_the_year_of_a_goal_is_no_period_of_what_was_made_before_it(title: str, period: str) -> None:
    assert period_of(title, "8 April 2026") == period


@pytest.mark.parametrize(
    "title",
    [
        "LAPORAN MONEV ZI TRIWULAN IV UNIT KERJA MENUJU WBK TAHUN 2026",
        "LAPORAN MONEV ZI TRIWULAN IV SESUAI PERMENPANRB 90 TAHUN 2021",
    ],
)
def test_a_year_that_is_not_the_quarters_lends_it_nothing(title: str) -> None:
    assert period_of(title, "9 Januari 2026") == "2025-Q4"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("LAPORAN MONEV TRIWULAN I PEMBANGUNAN ZONA INTEGRITAS TAHUN 2024", "2024-Q1"),
        ("LAPORAN MONEV TRIWULAN IV PEMBANGUNAN ZONA INTEGRITAS TAHUN 2026", "2026-Q4"),
        ("LAPORAN KEGIATAN PERIODE 1 TAHUN 2024", "2024"),
    ],
)
def test_a_year_that_a_report_names_is_never_set_right_by_its_day(title: str, period: str) -> None:
    assert period_of(title, "8 April 2026") == period


def test_the_year_of_a_date_in_the_name_is_not_the_quarters() -> None:
    page = f"LAPAS KELAS IIB SUKAMAJU\nLAPORAN MONEV ZI{END.format(day='9 Januari 2026')}"
    assert extract_facts([page], name="2026-01-09 Laporan Monev ZI TW IV.docx").period is None


def test_a_plan_is_made_before_the_year_of_its_goal() -> None:
    assert period_of("RENCANA KERJA PEMBANGUNAN ZI MENUJU WBBM TAHUN 2026", "29 Desember 2025") == "2026"
