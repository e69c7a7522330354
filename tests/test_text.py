import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.text import display_name, normalise, printable, roman_value, unspaced, with_letters


def test_words_of_a_name_come_out_plain() -> None:
    assert normalise("Monev_ZI-TW.I (final)") == "monev zi tw i final"


@given(st.text())
def test_composed_and_decomposed_names_are_equal(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


@given(st.text())
def test_words_are_parted_by_whatever_is_neither_letter_nor_number(text: str) -> None:
    plain = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    assert normalise(text) == plain.replace("undang undang", "undangundang")


def test_signs_of_symbol_fonts_part_words_and_foreign_letters_belong_to_them() -> None:
    assert normalise("\uf0b7Monev\u2013ZI \u201cSatker\u201d") == "monev zi satker"
    assert normalise("Kafé\u2013SÖREN") == "kafé sören"


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_two_names_never_show_alike(left: bytes, right: bytes) -> None:
    assert (display_name(left)[0] == display_name(right)[0]) == (left == right)


@given(st.binary(max_size=200))
def test_a_shown_name_has_no_control_character_and_keeps_its_bytes(raw: bytes) -> None:
    shown, hexed = display_name(raw)
    assert shown.isprintable()
    assert (bytes.fromhex(hexed) if hexed else shown.encode()) == raw


@pytest.mark.parametrize("char", ["\x1b", "\n", "\r", "\u202e", "\u2028", "\x9b", "\ud800"])
def test_what_could_steer_a_terminal_is_written_out(char: str) -> None:
    assert char not in printable(f"a{char}b")


@pytest.mark.parametrize(
    ("text", "value"), [("I", 1), ("iv", 4), ("IX", 9), ("xiv", 14), ("iiii", None), ("", None), ("a", None)]
)
def test_roman_numbers_have_values(text: str, value: int | None) -> None:
    assert roman_value(text) == value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("T E N T A N G", "TENTANG"),
        ("K E PA L A  D I N A S,", "KEPALA  DINAS,"),
        ("K E P U T U S A N K E PA L A D I N A S", "KEPUTUSAN KEPALA DINAS"),
        ("L A P O R A N  TA H U N  2 0 2 4", "LAPORAN  TAHUN  2024"),
        ("K E PA L A  WAT U  B E L A H", "KEPALA  WATU  BELAH"),
        ("B U PAT I", "BUPATI"),
        ("P E N G A D I L A N A G A M A A R J A S A R I", "PENGADILAN AGAMA ARJASARI"),
    ],
)
def test_letter_spaced_words_are_joined(written: str, read: str) -> None:
    assert unspaced(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "NO A B C",
        "TW I II III IV V",
        "1 2 3 4 5 6",
        "A 1 2 3 4",
        "Kelas II A",
        "SK KEP DI A B KE",
        "Tentang Tim Kerja",
    ],
)
def test_what_is_not_letter_spaced_stays(written: str) -> None:
    assert unspaced(written) == written


@given(st.text(alphabet="AKTnu1 \n,", max_size=300))
def test_joining_letter_spaced_words_loses_nothing_but_blanks(text: str) -> None:
    assert unspaced(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("LAP0RAN M0NIT0RING DAN EVALUASI", "LAPORAN MONITORING DAN EVALUASI"),
        ("PEMBANGUNAN Z0NA lNTEGRlTAS", "PEMBANGUNAN ZONA INTEGRITAS"),
        ("PEN|LA|AN", "PENILAIAN"),
        ("EVALUAS1", "EVALUAS1"),
        ("W10.PAS.B03-12, KP01A, SP4N, B03, 11A, TW l", "W10.PAS.B03-12, KP01A, SP4N, B03, 11A, TW l"),
    ],
)
def test_digits_that_a_scanner_read_in_capitals_are_letters(scanned: str, meant: str) -> None:
    assert with_letters(scanned) == meant
