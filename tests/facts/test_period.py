import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.facts.period import find_periods
from zi_evidence.periods import is_period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("LAPORAN TRIWULAN III TAHUN 2025", "2025-Q3"),
        ("TW 2 2025", "2025-Q2"),
        ("Triwulan ke-IV T.A. 2025", "2025-Q4"),
        ("LAP MONEV ZI B06 2025", "2025-Q2"),
        ("PERIODE B12 TAHUN 2024", "2024-Q4"),
        ("SEMESTER II TAHUN 2025", "2025-S2"),
        ("Bulan : Maret 2026", "2026-03"),
        ("PERIODE JANUARI S.D. APRIL 2026", "2026-01/2026-04"),
        ("Januari - Maret 2026", "2026-Q1"),
        ("November 2025 sampai dengan Januari 2026", "2025-11/2026-01"),
        ("PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER 2025", "2025"),
        ("1 MARET 2025 SD 31 MARET 2025", "2025-03"),
        ("RENCANA STRATEGIS 2021 - 2026", "2021-2026"),
        ("TAHUN 2020 s.d. 2024", "2020-2024"),
        ("Tahun Akademik 2022/2023", "2022/2023"),
        ("TAHUN ANGGARAN 2021", "2021"),
        ("TRIWULAN II (APRIL - JUNI) TAHUN 2025", "2025-Q2"),
    ],
)
def test_periods_are_read(text: str, value: str) -> None:
    found = find_periods(text, bare_year=False)
    assert found[0][0] == value
    assert is_period(value)


@pytest.mark.parametrize(
    "text",
    [
        "PERUBAHAN ATAS PERATURAN NOMOR 90 TAHUN 2021 TENTANG ZI",
        "Undangan Rapat 12 Maret 2026",
        "Peraturan Nomor 14 Tahun 2017",
    ],
)
def test_laws_and_days_are_no_periods(text: str) -> None:
    assert find_periods(text, bare_year=False) == []


def period_of(text: str, name: str = "x.pdf") -> str | None:
    period = extract_facts([text] if text else [], name=name).period
    return period.value if period else None


def test_the_period_is_another_thing_than_the_date() -> None:
    facts = extract_facts(["LAPORAN KINERJA\nTAHUN 2025\nArjasari, 29 Januari 2026\nKepala,\n"], name="x.pdf")
    assert facts.date is not None
    assert facts.period is not None
    assert (facts.date.value, facts.period.value) == ("2026-01-29", "2025")


def test_the_text_wins_over_the_name_and_the_contradiction_is_told() -> None:
    facts = extract_facts(["LAPORAN SKM\nTRIWULAN II TAHUN 2025\n"], name="SKM TW III 2025.pdf")
    assert facts.period is not None
    assert facts.period.value == "2025-Q2"
    assert "name_contradiction" in [note.code for note in facts.notes]


def test_last_quarters_text_with_a_new_title_is_told() -> None:
    text = "LAPORAN SKM\nTRIWULAN II TAHUN 2025\nDemikian laporan survei triwulan I tahun 2025 disusun.\n"
    facts = extract_facts([text], name="x.pdf")
    assert [note.code for note in facts.notes] == ["period_contradiction"]


def test_letters_procedures_and_laws_report_on_no_year() -> None:
    assert period_of("Nomor : 1/A/2022\nHal : Undangan Rapat Tahun 2022\nYth. X\n") is None
    assert period_of("STANDAR OPERASIONAL PROSEDUR\nTAHUN 2022\n") is None
    assert period_of("UNDANG-UNDANG\nNOMOR 14 TAHUN 2008\nTENTANG\nX\n", "UU 14 Tahun 2008.pdf") is None
    assert (
        period_of("Nomor : 1/A\nHal : Penyampaian Laporan SPIP Triwulan I Tahun 2026\nYth. X\n") == "2026-Q1"
    )


def test_a_month_in_the_name_of_a_decree_is_its_date_and_of_a_report_its_period() -> None:
    assert period_of("", "SK TIM ZI NOV 2022.pdf") is None
    assert period_of("", "LAP KEGIATAN NOV 2022.pdf") == "2022-11"


def test_two_years_compared_with_each_other_are_one_span() -> None:
    assert period_of("TABEL PERBANDINGAN CAPAIAN KINERJA\nTAHUN 2024 DAN TAHUN 2025\n") == "2024-2025"
