"""What changed when, and the trend."""

import datetime as dt
from pathlib import Path

from tests.history.judged import DAY, judged
from zi_evidence.history import Change, History, changes, trend
from zi_evidence.history.questions import add_to_trend, required_complete
from zi_evidence.model import Report


def recorded(folder: Path, *reports: Report) -> History:
    history = History(folder)
    for report in reports:
        history.record(report, tool_version="0.1.0")
    return history


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def test_a_change_names_the_requirement_the_day_and_both_statuses(tmp_path: Path) -> None:
    history = recorded(
        tmp_path,
        judged({"a": "missing", "b": "met"}),
        judged({"a": "met", "b": "met"}, day=later(1)),
        judged({"a": "met", "c": "stale"}, day=later(3)),
    )
    assert list(changes(history.links())) == [
        Change(2, "2026-03-03", "a", "missing", "met"),
        Change(3, "2026-03-05", "b", "met", ""),
        Change(3, "2026-03-05", "c", "", "stale"),
    ]


def test_a_day_has_one_point_its_last_word(tmp_path: Path) -> None:
    history = recorded(
        tmp_path,
        judged({"a": "missing"}, supported=1.5),
        judged({"a": "met"}, supported=4.0),
        judged({"a": "met"}, day=later(2), supported=4.25),
    )
    points = trend(history.links())
    assert [(point.day, point.supported, point.counts) for point in points] == [
        (DAY, 4.0, {"met": 1}),
        (later(2), 4.25, {"met": 1}),
    ]


def test_a_trend_that_is_continued_is_the_trend_of_all(tmp_path: Path) -> None:
    history = recorded(
        tmp_path,
        judged({"a": "missing"}, day=later(5), supported=3),
        judged({"a": "met"}, day=later(1)),  # the clock was put back
        judged({"a": "stale"}, day=later(5), supported=2),
    )
    links = list(history.links())
    points = trend(links[:1])
    for link in links[1:]:
        points = add_to_trend(points, link.snapshot)
    assert points == trend(links)
    assert [point.day for point in points] == [later(1), later(5)]


def test_optional_and_inapplicable_evidence_does_not_count_as_required(tmp_path: Path) -> None:
    statuses = {"a": "met", "b": "missing", "c": "not_applicable", "d": "waived", "e": "missing"}
    history = recorded(tmp_path, judged(statuses, optional=frozenset("e")))
    snapshot = next(history.links()).snapshot
    assert required_complete(snapshot) == (1, 3)
    assert snapshot["requirements"]["e"] == "missing"
