"""Geometry of the plots: numbers only, between 0 and the size of a drawing. Templates draw them as SVG."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Bar", "HistoryPoint", "Segment", "Trend", "bar", "stacked", "trend"]

_WIDTH, _HEIGHT, _EDGE = 640.0, 160.0, 8.0


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """The unit on one earlier day.

    Attributes:
        day: the day it was judged on.
        supported: points that the evidence of that day could carry at most.
        counts: requirements by status on that day.
    """

    day: dt.date
    supported: float
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of 100 units: how much is filled, and where the floor stands, if there is one."""

    filled: float
    floor: float | None


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stacked bar of 100 units."""

    key: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A line of points in a drawing of `width` x `height`; `floor` is the height of the threshold's line."""

    width: float
    height: float
    line: str
    dots: tuple[tuple[float, float], ...]
    floor: float | None


def _share(value: float, whole: float) -> float:
    return round(min(max(100 * value / whole, 0.0), 100.0), 2) if whole > 0 else 0.0


def bar(value: float, whole: float, floor: float | None) -> Bar:
    """The bar of a value of a whole."""
    return Bar(_share(value, whole), None if floor is None else _share(floor, whole))


def stacked(counts: Mapping[str, int]) -> tuple[Segment, ...]:
    """Segments in the order of the counts; together they fill the bar. Nothing counted, no segments."""
    whole = sum(counts.values())
    segments = []
    before = 0
    for key, number in counts.items():
        if number:
            start, end = _share(before, whole), _share(before + number, whole)
            segments.append(Segment(key, number, start, round(end - start, 2)))
        before += number
    return tuple(segments)


def trend(points: Sequence[HistoryPoint], whole: float, floor: float | None) -> Trend | None:
    """The points of at least two different days, the days to scale; `None` for fewer."""
    by_day = {point.day: point for point in points}
    days = sorted(by_day)
    if len(days) < 2:
        return None
    span = (days[-1] - days[0]).days

    def height(value: float) -> float:
        return round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * _share(value, whole) / 100, 2)

    dots = tuple(
        (
            round(_EDGE + (_WIDTH - 2 * _EDGE) * (day - days[0]).days / span, 2),
            height(by_day[day].supported),
        )
        for day in days
    )
    return Trend(
        width=_WIDTH,
        height=_HEIGHT,
        line=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        floor=None if floor is None else height(floor),
    )
