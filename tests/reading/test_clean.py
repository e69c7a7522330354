import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.reading import clean_line, clean_text

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200) | st.text(
    alphabet=st.sampled_from("\x00\x1b\x85\ud800\udfff\ufffe\u202e\u200b\r\n\t aé\U0001f600\U000e0041\u2028"),
    max_size=50,
)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert len(once) <= len(text)


@given(ANY_TEXT)
def test_clean_text_can_be_encoded_and_printed(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\n\t" for char in cleaned)
    assert not {"\x7f", "\x9b", "\u202e", "\u200b", "\ufffe"} & set(cleaned)


def test_lines_end_in_one_newline_whatever_ended_them() -> None:
    assert clean_text("a\r\nb\rc\x0cd\u2028e\x85f") == "a\nb\nc\nd\ne\nf"


def test_a_word_split_by_invisible_marks_is_whole_again() -> None:
    assert clean_text("inte\u200bgri\xadtas\ufeff") == "integritas"


def test_honest_text_is_left_alone() -> None:
    text = "Nomor\t: 12/SK/2024 – “Zona Integritas” • 5 %\n\n中文 émile 😀"
    assert clean_text(text) == text


def test_a_line_has_no_line_breaks_and_a_length() -> None:
    assert clean_line("  a\n\nb\t c\x00 ") == "a b c"
    assert clean_line("x" * 500, 10) == "x" * 10


@pytest.mark.parametrize("part", ["a", " ", "\n", "\r", "\x00", "\u202e", "é", "7"])
def test_a_megabyte_of_one_thing_is_cleaned(part: str) -> None:
    assert len(clean_text(part * 1_000_000)) <= 1_000_000
    assert "\n" not in clean_line(part * 1_000_000)
