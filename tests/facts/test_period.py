import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.facts.period_texts import find_periods
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
        ("Q1 2026", "2026-Q1"),
        ("TAHUN 2025 TRIWULAN IV", "2025-Q4"),
        ("Jan-Mar 2026", "2026-Q1"),
        ("Januari s/d Maret 2026", "2026-Q1"),
        ("Januari \u2013 Desember 2025", "2025"),
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bulan Januari sampai dengan Bulan Maret 2026", "2026-Q1"),
        ("Bulan Januari Tahun 2026 s.d. Bulan Maret Tahun 2026", "2026-Q1"),
        ("Januari, Februari, dan Maret 2026", "2026-Q1"),
        ("Januari, Februari & Maret Tahun 2026", "2026-Q1"),
        ("Maret dan Februari 2026", "2026-02/2026-03"),
        ("Desember dan Januari 2026", "2025-12/2026-01"),
        ("Desember 2025 s.d. Februari", "2025-12/2026-02"),
        ("Desember s.d. Februari 2026", "2025-12/2026-02"),
        ("Januari - Maret dan April - Juni 2026", "2026-S1"),
        ("Januari s.d. Maret pada Dinas Arsip Tahun 2026", "2026-Q1"),
        ("Triwulan I dan II Tahun 2026", "2026-S1"),
        ("Triwulan I dan Triwulan II Tahun 2026", "2026-S1"),
        ("Triwulan I (Januari s.d. Maret) dan II (April s.d. Juni) Tahun 2026", "2026-S1"),
        ("Triwulan I s.d. IV 2025", "2025"),
        ("TW I-III 2025", "2025-01/2025-09"),
        ("TW 2, 3 & 4 2025", "2025-04/2025-12"),
        ("Triwulan pertama dan kedua tahun 2025", "2025-S1"),
        ("TW IV 2025 - TW I 2026", "2025-10/2026-03"),
        ("Triwulan IV dan I Tahun 2026", "2025-10/2026-03"),
        ("Semester I dan II Tahun 2025", "2025"),
        ("Caturwulan I dan II 2025", "2025-01/2025-08"),
    ],
)
def test_what_is_named_together_is_one_span(text: str, value: str) -> None:
    assert find_periods(f"Laporan Monev {text}", bare_year=False)[0][0] == value
    assert period_of(f"LAPORAN MONEV {text.upper()}\nDINAS ARSIP ARJASARI\n") == value
    assert period_of(f"LAPORAN MONEV\n{text.upper()}\nDINAS ARSIP ARJASARI\n") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Januari dan Maret 2026", None),
        ("Januari, Maret, dan Mei Tahun 2026", None),
        ("Januari - Maret dan Mei 2026", None),
        ("Triwulan I dan III Tahun 2025", "2025"),
        ("Tahun 2021 dan 2025", None),
    ],
)
def test_a_list_with_gaps_is_never_one_of_its_members(text: str, value: str | None) -> None:
    assert period_of(f"LAPORAN MONEV {text.upper()}\nDINAS ARSIP ARJASARI\n") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Caturwulan I Tahun 2025", "2025-01/2025-04"),
        ("Catur Wulan II 2025", "2025-05/2025-08"),
        ("Cawu 3 2025", "2025-09/2025-12"),
        ("Caturwulan ke-2 pada Dinas Arsip Tahun 2025", "2025-05/2025-08"),
    ],
)
def test_a_caturwulan_is_four_months(text: str, value: str) -> None:
    assert find_periods(text, bare_year=False)[0][0] == value
    assert find_periods("Caturwulan IV", bare_year=False) == []


@pytest.mark.parametrize(
    "title",
    [
        "LAPORAN MONEV PEMBANGUNAN ZONA INTEGRITAS TRIWULAN IV TAHUN 2025 MENUJU WBK TAHUN 2026",
        "LAPORAN MONEV ZI MENUJU WBK TAHUN 2026 TRIWULAN IV TAHUN 2025",
        "LAPORAN MONEV ZI MENUJU WBK TAHUN 2026 TRIWULAN IV (OKTOBER - DESEMBER) 2025",
    ],
)
def test_a_quarter_keeps_its_own_year_beside_that_of_a_goal(title: str) -> None:
    assert period_of(f"{title}\nDINAS ARSIP ARJASARI\n") == "2025-Q4"
    assert period_of("", f"{title.title()}.pdf") == "2025-Q4"


def test_a_quarter_without_a_year_beside_two_years_stays_open_until_a_line_tells_it() -> None:
    title = "LAPORAN TRIWULAN IV PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025 MENUJU WBK TAHUN 2026"
    assert find_periods(title, bare_year=True) == []
    assert period_of(f"{title}\nDINAS ARSIP ARJASARI\n") is None
    assert period_of(f"{title}\nDINAS ARSIP ARJASARI\nTRIWULAN IV TAHUN 2025\n") == "2025-Q4"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Laporan Monev Jan-Mar 2026", "2026-Q1"),
        ("Laporan_Monev_Jan-Mar_2026", "2026-Q1"),
        ("laporan-monev-triwulan-i-2026", "2026-Q1"),
        ("Laporan Januari, Februari & Maret 2026", "2026-Q1"),
        ("Laporan Januari Februari Maret 2026", "2026-Q1"),
        ("Laporan Januari \u2013 Desember 2025", "2025"),
        ("Laporan TW I-III 2025", "2025-01/2025-09"),
        ("Laporan TW I & II 2025", "2025-S1"),
        ("Laporan TW I & III 2025", "2025"),
        ("Laporan Semester I, II 2025", "2025"),
        ("Rekap LHKPN Tahun 2024 dan 2025", "2024-2025"),
        ("Rekap LHKPN Tahun 2024 dan Tahun 2025", "2024-2025"),
        ("Rekap LHKPN th. 2024 dan th. 2025", "2024-2025"),
        ("Rekap LHKPN 2024 & 2025", "2024-2025"),
        ("Rekap LHKPN Tahun 2023, 2024 dan 2025", "2023-2025"),
        ("Renstra 2020-2024", "2020-2024"),
        ("Laporan per 31 Maret 2026", None),
    ],
)
def test_signs_join_in_file_names_too(name: str, value: str | None) -> None:
    assert period_of("", f"{name}.pdf") == value


def test_a_quarter_list_takes_its_year_from_the_line_below() -> None:
    text = "LAPORAN MONITORING\nBagian Umum\nTRIWULAN I DAN II\nTAHUN 2025\n"
    assert period_of(text) == "2025-S1"


@pytest.mark.parametrize(
    "text", ["TW I, 3 Maret 2025", "Semester I dan dua kegiatan 2025", "TRIWULAN I - 2025"]
)
def test_what_only_looks_like_a_list_is_none(text: str) -> None:
    assert find_periods(text, bare_year=False)[0][0] in ("2025-Q1", "2025-S1")


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PERIODE S1 2026", "2026-S1"),
        ("PERIODE 2026-S2", "2026-S2"),
        ("2026-Q1", "2026-Q1"),
        ("SMT. I 2026", "2026-S1"),
        ("PENDIDIKAN S1 TAHUN 2026", "2026"),
        ("LULUSAN S1 2026", "2026"),
    ],
)
def test_the_spelling_of_our_own_reports_is_understood(text: str, value: str) -> None:
    assert period_of(f"LAPORAN MONEV {text}\nDINAS ARSIP ARJASARI\n") == value
    assert period_of("", f"Laporan Monev {text.title()}.pdf") == value


@pytest.mark.parametrize(
    "line", ["PERIODE S1 2026", "PERIODE : 2026-S1", "2026-S1", "SMT. I 2026", "S1 2026"]
)
def test_a_line_may_spell_its_period_as_our_reports_do(line: str) -> None:
    assert period_of(f"LAPORAN MONEV\n{line}\nDINAS ARSIP ARJASARI\n") == "2026-S1"
