"""Figures as people type them into answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.unit.typed_answers import typed_fraction, typed_number


@pytest.mark.parametrize(
    ("text", "number"), [("75 %", 75.0), ("75%", 75.0), ("3,62", 3.62), ("3.62", 3.62), ("0", 0.0)]
)
def test_a_number_is_read_with_comma_or_point_and_sign(text: str, number: float) -> None:
    assert typed_number(text) == number


@pytest.mark.parametrize("text", ["", "A", "-1", "1e3", "3/4", "1.000,5", "1234567", "75 persen", "1,"])
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert typed_number(text) is None


@given(st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1))
def test_a_fraction_is_read_as_part_and_whole(part: int, whole: int) -> None:
    assert typed_fraction(f"{part} / {whole}") == typed_fraction(f"{part}/{whole}") == (part, whole)


@given(st.text())
def test_any_text_is_a_number_a_fraction_or_neither(text: str) -> None:
    assert typed_number(text) is None or typed_fraction(text) is None
