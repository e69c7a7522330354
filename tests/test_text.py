import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.text import display_name, normalise, printable, roman_value


def test_words_of_a_name_come_out_plain() -> None:
    assert normalise("Monev_ZI-TW.I (final)") == "monev zi tw i final"


@given(st.text())
def test_composed_and_decomposed_names_are_equal(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


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
