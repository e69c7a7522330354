"""Who is told what: once a point of notice, one digest a day and owner, silence when it is in order again."""

import datetime as dt
import http.server
import json
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testkit.watched import wait_for
from tests.evaluation import judging
from tests.history.judged import DAY, judged
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.model import Report
from zi_evidence.watch.outputs import notify
from zi_evidence.watch.outputs.notices import (
    POINTS,
    Due,
    Memory,
    Notice,
    NoticeKind,
    digest_text,
    notices,
    open_dues,
    remember,
)
from zi_evidence.watch.outputs.notify import Notifier, load_memory, owner_tag, save_memory, wants

_OWNERS = {"a": "1", "b": "1", "c": "2", "d": ""}
_OPEN = ("missing", "partial", "stale", "unverified")
_CLOSED = ("met", "waived", "not_applicable")
statuses = st.fixed_dictionaries({name: st.sampled_from(_OPEN + _CLOSED) for name in _OWNERS})
dues = st.dictionaries(
    st.sampled_from(sorted(_OWNERS)), st.integers(-10, 60).map(lambda n: DAY + dt.timedelta(days=n))
)


def told(
    report: Report, memory: Memory | None, today: dt.date, open_: list[Due] | None = None
) -> list[Notice]:
    return notices(report, memory.statuses if memory else None, memory.sent if memory else (), today, open_)


def kinds(found: list[Notice]) -> list[tuple[str, str]]:
    return [(notice.kind.value, notice.requirement) for notice in found]


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


# ---- one by one ------------------------------------------------------------------------------------


def test_at_first_no_gap_is_new_but_what_is_due_is_due() -> None:
    report = judged({"a": "missing", "b": "partial"}, dues={"b": day(5)})
    assert kinds(told(report, None, DAY)) == [("due", "b")]


@pytest.mark.parametrize(
    ("left", "is_told"), [(31, False), (30, True), (14, True), (7, True), (1, True), (0, True), (-1, False)]
)
def test_a_due_day_is_announced_from_thirty_days_before_to_the_day_itself(left: int, is_told: bool) -> None:
    report = judged({"a": "partial"}, dues={"a": day(left)})
    assert bool(told(report, None, DAY)) is is_told


def test_of_the_points_that_passed_only_the_nearest_is_told() -> None:
    report = judged({"a": "partial"}, dues={"a": day(5)})
    (notice,) = told(report, None, DAY)
    assert (notice.left, notice.key[-2:]) == (5, " 7")


def test_each_point_is_told_once_and_only_on_its_way_down() -> None:
    due = day(40)
    memory, spoken = Memory(), []
    for number in range(45):
        report = judged({"a": "partial"}, dues={"a": due}, day=day(number))
        found = told(report, memory, day(number))
        spoken += [notice.left for notice in found]
        memory = remember(report, memory, found, day(number))
    assert spoken == list(POINTS)


def test_what_is_served_before_the_next_point_is_not_told_again() -> None:
    report = judged({"a": "partial"}, dues={"a": day(30)})
    memory = remember(report, Memory(), told(report, None, DAY), DAY)
    renewed = judged({"a": "partial"}, dues={"a": day(120)}, day=day(16))
    assert told(renewed, memory, day(16)) == []


def test_a_new_gap_is_told_once_and_then_that_it_is_closed() -> None:
    memory = remember(judged({"a": "met"}), Memory(), [], DAY)
    spoken = []
    for number, status in enumerate(("missing", "missing", "partial", "met", "met"), 1):
        report = judged({"a": status}, day=day(number))
        found = told(report, memory, day(number))
        spoken.append(kinds(found))
        memory = remember(report, memory, found, day(number))
    assert spoken == [[("gap", "a")], [], [], [("recovered", "a")], []]


def test_a_gap_that_is_closed_before_the_next_digest_was_none() -> None:
    memory = remember(judged({"a": "met"}), Memory(), [], DAY)
    assert told(judged({"a": "missing"}), memory, DAY) == []
    assert told(judged({"a": "met"}, day=day(1)), memory, day(1)) == []


def test_optional_and_waived_evidence_is_nobodys_worry() -> None:
    memory = remember(judged({"a": "met", "b": "met"}), Memory(), [], DAY)
    report = judged({"a": "missing", "b": "waived"}, dues={"a": day(2), "b": day(2)}, optional=frozenset("a"))
    assert told(report, memory, day(1)) == []


def test_evidence_that_a_new_checklist_asks_for_is_no_new_gap() -> None:
    memory = remember(judged({"a": "met"}), Memory(), [], DAY)
    assert told(judged({"a": "met", "b": "missing"}), memory, day(1)) == []


def test_a_digest_is_plain_text_in_three_parts() -> None:
    memory = remember(judged({"a": "met", "b": "missing", "c": "partial"}), Memory(), [], DAY)
    report = judged({"a": "missing", "b": "met", "c": "partial"}, dues={"c": day(8)}, name="Kantor \x1b[31m")
    found = told(report, memory, day(1), [Due("c", "2026-Q1", day(8))])
    title, body = digest_text(report.unit_name, "1", found, day(1))
    assert title == "Kantor \\x1b[31m: Pokja 1, 3 Maret 2026"
    assert body.splitlines() == [
        "Segera jatuh tempo",
        "- c Bukti c untuk TW I 2026: 10 Maret 2026 (7 hari lagi)",
        "",
        "Baru kurang",
        "- a Bukti a: belum ada",
        "",
        "Sudah lengkap lagi",
        "- b Bukti b: lengkap",
    ]


def test_a_period_to_come_is_due_also_where_an_older_one_is_still_open() -> None:
    checklist = judging.checklist(
        [{"id": "monev", "title": "Monev", "every": "quarter", "kinds": ["laporan"]}]
    )
    unit = judging.make_unit()
    first = evaluate_documents(checklist, unit, [], {}, as_of=dt.date(2026, 4, 1))
    (requirement,) = (r for item in first.items for r in item.requirements)
    found = open_dues(checklist, unit, first)
    assert requirement.due is not None
    assert requirement.due < first.as_of
    assert [due.period for due in found] == ["2026-Q1", "2026-Q2"]
    assert all(due.day >= first.as_of for due in found)


# ---- whatever happens ------------------------------------------------------------------------------


@given(first=statuses, now=statuses, due=dues)
def test_asking_again_after_it_was_remembered_says_nothing(
    first: dict[str, str], now: dict[str, str], due: dict[str, dt.date]
) -> None:
    memory = remember(judged(first, owners=_OWNERS), Memory(), [], DAY - dt.timedelta(days=1))
    report = judged(now, owners=_OWNERS, dues=due)
    found = told(report, memory, DAY)
    after = remember(report, memory, found, DAY)
    assert told(report, after, DAY) == []
    tomorrow = told(judged(now, owners=_OWNERS, dues=due, day=day(1)), after, day(1))
    assert all(notice.kind is NoticeKind.DUE for notice in tomorrow)


@settings(max_examples=200)
@given(
    steps=st.lists(st.tuples(st.integers(0, 12), statuses, dues), max_size=25),
    crashes=st.sets(st.integers(0, 24)),
)
def test_no_point_is_told_twice_and_no_owner_has_two_digests_a_day(
    steps: list[tuple[int, dict[str, str], dict[str, dt.date]]], crashes: set[int]
) -> None:
    """Also where sending was cut off after the memory was written down: what is lost is lost."""
    memory: Memory | None = None
    today = DAY
    points: Counter[str] = Counter()
    digests: Counter[tuple[str, dt.date]] = Counter()
    for number, (pause, state, due) in enumerate(steps):
        today += dt.timedelta(days=pause)
        report = judged(state, owners=_OWNERS, dues=due, day=today)
        found = told(report, memory, today)
        memory = remember(report, memory or Memory(), found, today)
        if number in crashes:
            continue
        points.update(notice.key for notice in found if notice.key)
        digests.update({(notice.owner, today) for notice in found})
    assert max(points.values(), default=0) <= 1
    assert max(digests.values(), default=0) <= 1


@given(first=statuses, between=st.lists(statuses, max_size=4), last=statuses)
def test_gaps_and_recoveries_are_the_difference_between_two_digests(
    first: dict[str, str], between: list[dict[str, str]], last: dict[str, str]
) -> None:
    memory = remember(judged(first, owners=_OWNERS), Memory(), [], DAY)
    for state in between:  # later on the same day
        report = judged(state, owners=_OWNERS)
        memory = remember(report, memory, told(report, memory, DAY), DAY)
    found = told(judged(last, owners=_OWNERS, day=day(1)), memory, day(1))
    assert {n.requirement for n in found if n.kind is NoticeKind.GAP} == {
        name for name in _OWNERS if first[name] in _CLOSED and last[name] in _OPEN
    }
    assert {n.requirement for n in found if n.kind is NoticeKind.RECOVERED} == {
        name for name in _OWNERS if first[name] in _OPEN and last[name] in _CLOSED
    }


def test_the_memory_does_not_grow_for_ever() -> None:
    memory = Memory()
    sizes = []
    for number in range(400):
        report = judged({"a": "partial"}, dues={"a": day(number + 7 - number % 7)}, day=day(number))
        memory = remember(report, memory, told(report, memory, day(number)), day(number))
        sizes.append(len(memory.sent))
    assert max(sizes[200:]) <= max(sizes[:200])


@given(statuses, st.sets(st.text(st.characters(codec="utf-8"), max_size=20), max_size=5))
def test_a_memory_comes_back_as_it_was(state: dict[str, str], sent: set[str]) -> None:
    import tempfile  # noqa: PLC0415 - one folder an example

    with tempfile.TemporaryDirectory() as name:
        memory = Memory(state, frozenset(sent))
        save_memory(Path(name), memory)
        assert load_memory(Path(name)) == memory


# ---- sending ---------------------------------------------------------------------------------------


class _View:
    """As much of a view as the notifier asks for."""

    checklist = judging.checklist([{"id": "x", "title": "X", "kinds": ["laporan"]}])
    unit = judging.make_unit()


def notifier(folder: Path, send: notify.Send) -> Notifier:
    folder.mkdir(exist_ok=True)
    return Notifier(folder / "apprise.yml", send=send, tick=3600)


def offer(where: Notifier, folder: Path, state: dict[str, str], today: dt.date) -> None:
    where.offer(folder, _View(), judged(state, owners=_OWNERS, day=today))  # type: ignore[arg-type]  # see _View
    where.tell(today)


def test_it_is_written_down_before_it_is_sent(tmp_path: Path) -> None:
    seen: list[bool] = []

    def send(_title: str, _body: str, owner: str) -> bool:
        memory = load_memory(tmp_path)
        seen.append(memory is not None and f"digest {day(1)} {owner}" in memory.sent)
        raise RuntimeError("the mail server burns")

    where = notifier(tmp_path, send)
    try:
        offer(where, tmp_path, {"a": "met", "c": "met"}, DAY)
        offer(where, tmp_path, {"a": "missing", "c": "missing"}, day(1))
        offer(where, tmp_path, {"a": "missing", "c": "missing"}, day(1))
        assert seen == [True, True]
    finally:
        where.close()
    again = notifier(tmp_path, send)
    try:
        offer(again, tmp_path, {"a": "missing", "c": "missing"}, day(1))
        assert len(seen) == 2
    finally:
        again.close()


def test_what_cannot_be_written_down_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def send(title: str, _body: str, _owner: str) -> bool:
        sent.append(title)
        return True

    def full(*_arguments: object) -> bool:
        raise OSError(28, "No space left on device")

    where = notifier(tmp_path, send)
    try:
        offer(where, tmp_path, {"a": "met"}, DAY)
        with monkeypatch.context() as patch:
            patch.setattr(notify, "replace_file", full)
            offer(where, tmp_path, {"a": "missing"}, day(1))
            assert sent == []
        where.tell(day(1))
        assert len(sent) == 1
    finally:
        where.close()


def test_a_report_of_yesterday_is_not_told_today(tmp_path: Path) -> None:
    sent: list[str] = []

    def send(title: str, _body: str, _owner: str) -> bool:
        sent.append(title)
        return True

    where = notifier(tmp_path, send)
    try:
        offer(where, tmp_path, {"a": "met"}, DAY)
        where.offer(tmp_path, _View(), judged({"a": "missing"}, owners=_OWNERS, day=DAY))  # type: ignore[arg-type]  # see _View
        where.tell(day(1))
        assert sent == []
    finally:
        where.close()


def test_without_the_extra_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(notify, "find_spec", lambda _name: None)
    where = Notifier(tmp_path / "apprise.yml")
    for number in range(3):
        offer(where, tmp_path, {"a": "missing"}, day(number))
    where.close()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "zi-evidence[notify]" in caplog.text


@pytest.mark.parametrize(
    ("tags", "owner", "gets"),
    [((), "3", True), (("semua",), "3", True), (("pokja-3",), "3", True), (("pokja-3",), "4", False),
     (("bagian-umum",), "Bagian Umum", True), (("tanpa-pokja",), "", True)],
)  # fmt: skip
def test_a_service_gets_the_digests_of_its_tags(tags: tuple[str, ...], owner: str, gets: bool) -> None:
    assert wants(tags, owner) is gets
    assert owner_tag("3") == "pokja-3"


@pytest.fixture
def mailbox() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A chat service on this machine: its address and what it received."""
    received: list[dict[str, Any]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            received.append({"path": self.path, **body})
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()
    thread.join()


# A module that apprise only looks for.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_apprise_carries_each_digest_to_the_services_of_its_owner(
    tmp_path: Path, mailbox: tuple[str, list[dict[str, Any]]]
) -> None:
    pytest.importorskip("apprise")
    address, received = mailbox
    config = tmp_path / "apprise.yml"
    config.write_text(
        f"urls:\n  - json://{address}/satu:\n      - tag: pokja-1\n"
        f"  - json://{address}/dua:\n      - tag: pokja-2\n"
    )
    where = Notifier(config, tick=3600)
    try:
        offer(where, tmp_path, {"a": "met", "c": "met"}, DAY)
        offer(where, tmp_path, {"a": "missing", "c": "partial"}, day(1))
        wait_for(lambda: len(received) == 2, "both messages")
    finally:
        where.close()
    by_path = {message["path"].strip("/"): message for message in received}
    assert "- a Bukti a: belum ada" in by_path["satu"]["message"]
    assert "- c Bukti c" in by_path["dua"]["message"]
    assert by_path["dua"]["title"].endswith("Pokja 2, 3 Maret 2026")
