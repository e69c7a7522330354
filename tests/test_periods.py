import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.periods import Rhythm, add_months, bounds, is_period, slot_of, slots, span

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-S1", "2026-01-01", "2026-06-30"),
        ("2025-S2", "2025-07-01", "2025-12-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-03-23", "2022-03-23", "2022-03-23"),
        ("2021-2026", "2021-01-01", "2026-12-31"),
        ("2026-01/2026-04", "2026-01-01", "2026-04-30"),
    ],
)
def test_a_period_has_its_first_and_last_day(period: str, first: str, last: str) -> None:
    assert bounds(period) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-Q5", "2026-S3", "2026-02-30", "2026-2021", "0000"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    assert not is_period(text)
    with pytest.raises(ValueError, match=r"."):
        bounds(text)


@given(DAYS, st.sampled_from(Rhythm))
def test_every_day_lies_in_its_slot(day: dt.date, rhythm: Rhythm) -> None:
    first, last = bounds(slot_of(day, rhythm))
    assert first <= day <= last


@given(DAYS, st.integers(0, 900), st.sampled_from(Rhythm))
def test_slots_cover_a_window_without_gap_or_overlap(first: dt.date, days: int, rhythm: Rhythm) -> None:
    last = first + dt.timedelta(days=days)
    edges = [bounds(slot) for slot in slots(first, last, rhythm)]
    assert edges[0][0] <= first
    assert edges[-1][1] >= last
    for (_, end), (begin, _) in pairwise(edges):
        assert begin - end == dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-06-30", -18, "2024-12-30"), ("2024-02-29", 12, "2025-02-28")],
)
def test_adding_months_keeps_the_day_or_takes_the_months_last(day: str, months: int, expected: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


@given(DAYS, st.integers(0, 60))
def test_a_span_of_months_covers_just_these_months(first: dt.date, months: int) -> None:
    last = add_months(first, months)
    named = span((first.year, first.month), (last.year, last.month))
    assert bounds(named) == (bounds(f"{first:%Y-%m}")[0], bounds(f"{last:%Y-%m}")[1])
