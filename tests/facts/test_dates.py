import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.facts.dates import date_grammar, find_dates
from zi_evidence.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wanasari, 23 Maret 2022", "2022-03-23"),
        ("29 Pebruari 2024", "2024-02-29"),
        ("11 Nopember 2014", "2014-11-11"),
        ("3 Agt 2025", "2025-08-03"),
        ("17 Ags. 2025", "2025-08-17"),
        ("5 Sept 2025", "2025-09-05"),
        ("4 Oktoober 2001", "2001-10-04"),
        ("12 Msret 2021", "2021-03-12"),
        ("02Mei 2019", "2019-05-02"),
        ("16 April 2OL8", "2018-04-16"),
        ("l2 Maret 2O26", "2026-03-12"),
        ("ll Agustus 2025", "2025-08-11"),
        ("May 5, 2021", "2021-05-05"),
        ("5th May 2021", "2021-05-05"),
        ("30-12-2025", "2025-12-30"),
        ("31/5/2022", "2022-05-31"),
        ("06.05.2025", "2025-05-06"),
        ("2025-05-13", "2025-05-13"),
        ("23 MARET TAHUN 2022", "2022-03-23"),
        ("tanggal empat Januari tahun dua ribu dua puluh satu", "2021-01-04"),
        ("tanggal Dua Puluh Tujuh bulan November tahun Dua Ribu Dua Puluh Empat", "2024-11-27"),
        ("tanggal 12 (dua belas) bulan Maret tahun 2026 (dua ribu dua puluh enam)", "2026-03-12"),
        ("tanggal sebelas bulan sepuluh tahun dua ribu sembilan belas", "2019-10-11"),
        ("tanggal 5 bulan 03 tahun 2024", "2024-03-05"),
        ("tanggal tiga puluh satu bulan Mei tahun dua ribu dua puluh tiga", "2023-05-31"),
        ("Maret 2026", "2026-03"),
        ("Des 2025", "2025-12"),
    ],
)
def test_spellings_of_offices_are_read(text: str, value: str | None) -> None:
    found = find_dates(text)
    assert (found[0].value if found else None) == value


@pytest.mark.parametrize(
    "text",
    [
        "Nomor 90 Tahun 2021",
        "Undang-Undang Nomor 28 Tahun 1999",
        "293/DJU/OT.01.3/3/2022",
        "1818/DJU/SK.OT1.6/XI/2023",
        "W.22.PAS.PAS.2-22.OT.03.02 TAHUN 2023",
        "Pasal 5 ayat (2) Tahun 2014",
        "Telp. (031) 8477551",
        "NIP. 19670409 199202 2 003",
        "Lembayung, 15",
        "3/7/2",
        "192.168.10.2022",
        "5 Juta 2020",
    ],
)
def test_laws_numbers_and_identities_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_an_impossible_day_is_kept_as_written() -> None:
    (found,) = find_dates("31 Juni 2025")
    assert (found.value, found.possible) == ("2025-06-31", False)


def test_a_slip_in_a_month_without_day_is_mended_only_where_a_date_is_expected() -> None:
    assert find_dates("Tanggal Pengesahan : Mareti 2021") == []
    (found,) = find_dates("Tanggal Pengesahan : Mareti 2021", fuzzy_months=True)
    assert (found.value, found.sure) == ("2021-03", False)


def test_two_digit_years_are_read_only_where_a_date_is_expected() -> None:
    assert find_dates("3 Mrt 26") == []
    assert [m.value for m in find_dates("3 Mrt 26", short_years=True)] == ["2026-03-03"]


def test_a_slip_between_two_months_is_not_guessed() -> None:
    month_of = date_grammar(load_lexicon()).month_of
    assert month_of("Jumi") is None
    assert month_of("Mei") == (5, True)
    assert month_of("Mej") is None


def test_the_last_day_of_a_range_is_what_a_range_gives() -> None:
    assert [m.value for m in find_dates("30-31 Januari 2023")] == ["2023-01-31"]


_MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_ONES = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]


def _in_words(number: int) -> str:
    if number < 12:
        return _ONES[number - 1]
    if number < 20:
        return f"{_ONES[number - 11]} belas"
    if number < 100:
        tens = f"{_ONES[number // 10 - 1]} puluh"
        return f"{tens} {_in_words(number % 10)}" if number % 10 else tens
    thousands = f"{_ONES[number // 1000 - 1]} ribu"
    return f"{thousands} {_in_words(number % 1000)}" if number % 1000 else thousands


@given(st.dates(min_value=dt.date(2001, 1, 1), max_value=dt.date(2078, 12, 31)))
def test_every_day_is_read_back_from_figures_and_from_words(day: dt.date) -> None:
    iso = day.isoformat()
    month = _MONTHS[day.month - 1]
    assert find_dates(f"Arjasari, {day.day} {month} {day.year}")[0].value == iso
    assert find_dates(f"pada {day.day:02}-{day.month:02}-{day.year}")[0].value == iso
    words = f"hari ini tanggal {_in_words(day.day)} bulan {month} tahun {_in_words(day.year)}"
    assert find_dates(words)[0].value == iso


@given(st.text(max_size=300))
def test_any_text_gives_mentions_in_order_without_overlap(text: str) -> None:
    found = find_dates(text, fuzzy_months=True, short_years=True)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
