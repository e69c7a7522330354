"""One folder's watch, step by step, on a clock that a test moves."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from testkit.watched import canonical, wait_for
from tests.daemon.pretend import FakeClock
from tests.daemon.stage import Stage
from tests.papers import pdf_bytes
from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.index import Store
from zi_evidence.index.scan import scan_folder
from zi_evidence.index.watching import read_status
from zi_evidence.watch import Daemon, Settings
from zi_evidence.watch.unsettled import Unsettled

Write = Callable[[str, bytes], Path]


@pytest.fixture
def stage(unit_folder: Path, write: Write, tmp_path: Path) -> Stage:
    write("a.txt", b"a")
    write("A/b.txt", b"b")
    stage = Stage(unit_folder, tmp_path / "ix")
    stage.rest()
    return stage


def test_the_whole_folder_is_looked_at_at_the_start_and_on_the_timer(stage: Stage) -> None:
    assert stage.walks == 1
    stage.step(800)
    assert stage.walks == 1
    stage.step(200)
    assert stage.walks == 2


def test_a_folder_that_moved_faster_than_its_watch_is_looked_at_again_soon(
    stage: Stage, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    armed: list[float] = []
    arm = stage.watch.source.arm

    def counted() -> None:
        armed.append(stage.clock.now)
        arm()

    monkeypatch.setattr(stage.watch.source, "arm", counted)
    (stage.folder / "A").rename(stage.folder / "B")
    for folder in (b"A", b"B"):
        stage.watch.dirty.mark(folder, deep=True)
    stage.step()
    write("B/told-by-nobody.txt", b"c")
    stage.rest()
    assert len(armed) == 1
    stage.rest()
    assert "B/told-by-nobody.txt" in stage.known()
    assert len(armed) == 1, "once is enough where nothing moves any more"


def test_setting_the_watches_again_costs_one_per_cent_at_most() -> None:
    clock = FakeClock()
    unsettled = Unsettled(clock)
    assert not unsettled.is_due()
    unsettled.armed(0.5)
    unsettled.moved()
    clock.pass_by(11)
    unsettled.moved()
    assert not unsettled.is_due()
    clock.pass_by(40)
    assert unsettled.is_due()
    unsettled.armed(0.001)
    assert not unsettled.is_due()


@pytest.mark.parametrize("what", ["jump", "sleep", "overflow", "remount"])
def test_at_once_when_something_may_have_been_lost(stage: Stage, what: str) -> None:
    match what:
        case "jump":
            stage.clock.shift -= 86_400
        case "sleep":
            stage.clock.slept += 3600
        case "overflow":
            stage.watch.dirty.lose("antrean peristiwa meluap")
        case "remount":
            shutil.copytree(stage.folder, stage.folder.with_name("other"))
            stage.folder.rename(stage.folder.with_name("old"))
            stage.folder.with_name("other").rename(stage.folder)
    stage.step(6)
    assert stage.walks == 2
    stage.rest()
    assert stage.known() == ["A/b.txt", "a.txt"]


def test_changes_without_an_event_are_found_counted_and_shown(stage: Stage, write: Write) -> None:
    write("A/silent.txt", b"x")
    write("told.txt", b"y")
    stage.watch.dirty.mark(b"")
    stage.step(6)
    stage.step(1000)
    stage.rest()
    assert stage.known() == ["A/b.txt", "A/silent.txt", "a.txt", "told.txt"]
    stage.watch.save()
    status = read_status(stage.watch.place)
    assert status is not None
    assert status.missed_events == 1


def test_a_folder_that_is_away_turns_red_and_comes_back(stage: Stage) -> None:
    away = stage.folder.with_name("away")
    stage.folder.rename(away)
    stage.step(6)
    assert stage.watch.status().health == "red"
    since = stage.watch.status().unreachable_since
    assert since
    pauses = []
    for _ in range(12):
        pauses.append(stage.watch._look_duty._retry)
        stage.step(61)
    assert pauses[0] < pauses[-1] == 60, "it asks ever less often, but never gives up"
    assert stage.watch.status().unreachable_since == since
    assert stage.known() == ["A/b.txt", "a.txt"]
    away.rename(stage.folder)
    stage.step(6)
    assert stage.watch.status().health == "ok"
    assert stage.listener.healths[-2:] == ["red", "ok"]


def test_a_full_disk_turns_red_and_nothing_is_lost(
    stage: Stage, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.keep

    def full(_self: Store, _stored: object) -> bool:
        raise OutputFailed("indeks tidak dapat dipakai: database or disk is full")

    write("new.txt", b"x")
    stage.watch.dirty.mark(b"")
    monkeypatch.setattr(Store, "keep", full)
    stage.step(6)
    assert stage.watch.status().health == "red"
    assert "disk is full" in stage.watch.status().problem
    monkeypatch.setattr(Store, "keep", real)
    stage.rest()
    assert stage.watch.status().health == "ok"
    assert "new.txt" in stage.known()


def test_a_command_that_writes_holds_it_up_for_a_moment_only(stage: Stage, write: Write) -> None:
    write("new.txt", b"x")
    stage.watch.dirty.mark(b"")
    with Store(stage.watch.place, write=True):
        stage.step(6)
        assert stage.watch.status().health == "ok"
    stage.rest()
    assert "new.txt" in stage.known()


def test_an_observer_hears_of_changes_with_a_view_and_a_broken_one_hurts_nobody(
    stage: Stage, write: Write
) -> None:
    stage.step(61)
    assert stage.listener.changes[0].reason == "start"
    stage.listener.changes.clear()
    write("new.pdf", pdf_bytes("LAPORAN"))
    stage.watch.dirty.mark(b"")
    for _ in range(4):
        stage.step(30)
    told = stage.listener.changes
    assert {path for change in told for path in change.paths} == {"new.pdf"}
    assert {d.path for d in told[-1].view().documents} == {"A/b.txt", "a.txt", "new.pdf"}
    assert told[-1].report().unit_name == "Kantor Contoh Sukamaju"


def test_a_changed_unit_file_and_a_new_day_are_told_too(stage: Stage) -> None:
    with (stage.folder / "zi-evidence.yaml").open("a") as file:
        file.write("target: wbbm\n")
    stage.step(61)
    assert stage.listener.changes[-1].reason == "unit"
    stage.clock.pass_by(86_400)
    stage.step()
    assert stage.listener.changes[-1].reason == "day"


def test_nothing_is_due_when_nothing_happens(stage: Stage) -> None:
    assert 0 < stage.step(1) <= 5


class TestADaemon:
    def test_a_folder_that_hangs_holds_up_no_other_and_no_end(
        self, unit_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = tmp_path / "other"
        other.mkdir()
        release = threading.Event()

        def hang(root: Path, *args: object, **kwargs: object) -> object:
            if root.name == "unit":
                release.wait(60)
            return scan_folder(root, *args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

        monkeypatch.setattr("zi_evidence.watch.look.scan_folder", hang)
        monkeypatch.setattr("zi_evidence.watch.daemon._END_SECONDS", 1.0)
        index = tmp_path / "ix"
        daemon = Daemon([unit_folder, other], Settings(index=index, quiet=0))
        ended: list[bool] = []
        thread = threading.Thread(target=lambda: ended.append(daemon.run()))
        thread.start()
        wait_for(lambda: len(daemon.roots) == 2 and daemon.roots[1].state.last_walk, "the other folder")
        (other / "b.txt").write_text("b")
        wait_for(lambda: canonical(Path(os.path.realpath(other)), index), "its new file")
        hanging = daemon.roots[0]
        assert hanging.state.busy_since
        hanging.state.busy_since -= 3600
        assert hanging.status().health == "red"
        assert "tidak menjawab" in hanging.status().problem
        started = time.monotonic()
        daemon.stop()
        thread.join(10)
        assert ended == [False]
        assert time.monotonic() - started < 10
        release.set()

    def test_a_folder_that_never_was_is_a_mistake_of_the_call(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError):
            Daemon([tmp_path / "nowhere"], Settings(index=tmp_path / "ix")).run()
