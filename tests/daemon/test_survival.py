"""No error ends a watch, and nothing that does not look passes for one that does."""

import datetime as dt
import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from testkit.watched import Watched, status_json, wait_for
from tests.daemon.pretend import FakeEvents
from tests.daemon.stage import Stage
from tests.papers import pdf_bytes
from zi_evidence import api
from zi_evidence.cli.quick_status import show_status
from zi_evidence.errors import ExitCode, IndexLocked, SourceUnavailable
from zi_evidence.index.place import index_path
from zi_evidence.index.watching import (
    WatchLock,
    WatchStatus,
    judged,
    overdue,
    read_status,
    watcher_of,
    write_status,
)
from zi_evidence.watch import Change, Daemon, Observer, Settings
from zi_evidence.watch.events import DirtyFolders
from zi_evidence.watch.filesystems import Mode
from zi_evidence.watch.keeper import Keeper
from zi_evidence.watch.root import RootWatch
from zi_evidence.watch.source import Source

Write = Callable[[str, bytes], Path]
NOW = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
ERRORS = (OSError(errno.EAGAIN, "Resource temporarily unavailable"), MemoryError(), SystemExit(3))
# Every call that the watching thread makes: owner, from the watch, and name; whether the index suffers by it.
CALLS = {
    "readers.warm": True,
    "readers.pool": True,
    "readers.cool": False,
    "source.arm": True,
    "source.trouble": True,
    "source.watches": True,
    "source.check_coverage": True,
    "settle.begin": True,
    "settle.waits": True,
    "settle.end": True,
    "agenda.hear": True,
    "agenda.take": True,
    "agenda.done": True,
    "looker.look": True,
    "looker._plan": True,
    "looker.is_index_gone": True,
    "looker.is_index_renewed": True,
    "looker.missed.acquit": True,
    "looker.missed.suspect": True,
    "looker.missed.convict": False,
    "teller.look": True,
    "teller.note": True,
    "pictures.renew": True,
    "pictures.read_page": False,
    "_jumps.check": True,
    "_unsettled.is_due": True,
    "zi_evidence.watch.look.scan_folder": True,
    "zi_evidence.watch.look.open_index": True,
    "zi_evidence.watch.look.walked_at": True,
}


@pytest.fixture
def stage(unit_folder: Path, write: Write, tmp_path: Path) -> Stage:
    write("a.txt", b"a")
    write("A/b.txt", b"b")
    stage = Stage(unit_folder, tmp_path / "ix")
    stage.rest()
    return stage


class TestAnErrorInAnyCall:
    @pytest.mark.parametrize(("call", "error"), list(zip(CALLS, cycle(ERRORS), strict=False)), ids=str)
    def test_is_told_and_got_over(
        self, stage: Stage, write: Write, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
    ) -> None:
        failed: list[str] = []
        told: list[WatchStatus] = []
        monkeypatch.setattr(Change, "view", lambda _self: None)

        def fail(*_args: object, **_kwargs: object) -> object:
            failed.append(call)
            raise error

        with monkeypatch.context() as patch:
            if call.startswith("zi_evidence."):
                patch.setattr(call, fail)
            else:
                *owners, name = call.split(".")
                owner: object = stage.watch
                for part in owners:
                    owner = getattr(owner, part)
                patch.setattr(owner, name, fail)
            if call == "pictures.read_page":
                patch.setattr(type(stage.watch.pictures), "__bool__", lambda _self: True)
            write("new.txt", b"x")
            shutil.rmtree(stage.folder / "A")
            stage.watch.dirty.mark(b"")
            stage.watch.dirty.mark(b"A", deep=True)
            stage.watch.source.armed = call != "source.arm"
            stage.watch.readers.proven = call != "readers.warm"
            for seconds in (6, 3, 6, 6, 1000, 6):
                before = len(failed)
                stage.step(seconds)
                if len(failed) > before and (status := read_status(stage.watch.place)):
                    told.append(status)
                    now = dt.datetime.fromtimestamp(stage.clock.wall() + 1, dt.UTC)
                    assert bool(overdue(status, now)) is CALLS[call]
            assert told, "the call is never made"
            assert {status.health for status in told} == {"red"}
            assert all(type(error).__name__ in status.problem for status in told)
        for _ in range(3):
            stage.step(61)
        stage.rest()
        status = read_status(stage.watch.place)
        assert status is not None
        assert (status.health, status.problem) == ("ok", "")
        assert stage.known() == ["a.txt", "new.txt"]

    def test_a_status_that_cannot_be_written_is_written_later(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = read_status(stage.watch.place)
        with monkeypatch.context() as patch:

            def full(_place: Path, _status: WatchStatus) -> None:
                raise RuntimeError("full")

            patch.setattr("zi_evidence.watch.status_file.write_status", full)
            stage.step(31)
            assert read_status(stage.watch.place) == before
        stage.step(31)
        after = read_status(stage.watch.place)
        assert after is not None
        assert before is not None
        assert after.updated > before.updated

    def test_an_observer_that_cannot_even_say_how_it_does_is_told(self, stage: Stage) -> None:
        class Dumb(Observer):
            def trouble(self, folder: Path) -> str:
                raise RuntimeError(f"broken for {folder.name}")

        stage.watch.teller._observers += (Dumb(),)
        stage.step(1)
        status = read_status(stage.watch.place)
        assert status is not None
        assert (status.health, status.problem) == ("red", "RuntimeError: broken for unit")


class TestAThreadThatEnds:
    def test_is_told_and_started_anew_and_the_service_gives_no_sign_of_life_meanwhile(
        self, unit_folder: Path, write: Write, index: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("a.txt", b"a")
        real, broken, beats = RootWatch.step, threading.Event(), []

        def step(self: RootWatch) -> float:
            if broken.is_set():
                raise SystemExit("gone")
            return real(self)

        monkeypatch.setattr(RootWatch, "step", step)
        daemon = Daemon([unit_folder], Settings(index=index, quiet=0), beat=lambda: beats.append(1))
        thread = threading.Thread(target=daemon.run)
        thread.start()
        try:
            place = index_path(unit_folder.resolve(), index)

            def status() -> WatchStatus:
                return read_status(place) or WatchStatus("", "", "")

            wait_for(lambda: status().last_walk and beats, "the first look")
            broken.set()
            daemon.roots[0]._wake.set()
            wait_for(lambda: status().health == "red", "red")
            assert "dihentikan" not in status().problem
            assert "SystemExit" in status().problem
            assert overdue(status(), dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2))
            count = len(beats)
            write("b.txt", b"b")
            broken.clear()
            wait_for(lambda: status().health == "ok", "health")
            wait_for(lambda: len(beats) > count, "a sign of life")
            wait_for(lambda: daemon.roots[0].state.files == 2, "the new file")
        finally:
            daemon.stop()
            thread.join(20)
        assert not thread.is_alive()

    def test_a_thread_that_cannot_be_started_is_tried_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ended: list[str] = []
        done = threading.Event()
        keeper = Keeper("unit", done.set, ended.append)
        with monkeypatch.context() as patch:

            def refuse(_self: threading.Thread) -> None:
                raise RuntimeError("can't start new thread")

            patch.setattr(threading.Thread, "start", refuse)
            assert not keeper.tend()
        assert "can't start new thread" in ended[0]
        wait_for(lambda: keeper.tend() or done.is_set(), "the start")
        assert done.wait(10)


def test_readers_that_cannot_be_started_for_a_while_end_nothing(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    python = tmp_path / "python3"
    python.symlink_to(Path(sys.executable).resolve())
    write("a.pdf", pdf_bytes("LAPORAN"))
    write("A/b.pdf", pdf_bytes("NOTULA"))
    path = os.pathsep.join([str(Path.cwd()), *filter(None, sys.path)])
    with Watched(
        unit_folder, index, "--quiet-period", "1", python=str(python), PYTHONPATH=path
    ).live() as watched:
        watched.wait_read("a.pdf", "A/b.pdf")
        workers = Path(f"/proc/{watched.process.pid}/task/{watched.process.pid}/children")
        python.unlink()
        # The readers that run already do not need it: they go too.
        for task in workers.parent.parent.glob("*/children"):
            for pid in task.read_text().split():
                os.kill(int(pid), 9)
        write("c.pdf", pdf_bytes("BARU"))
        wait_for(lambda: status_json(unit_folder, index)["overdue_since"], f"red; log: {watched.words()}")
        told = status_json(unit_folder, index)
        assert told["health"] == "red"
        assert "FileNotFoundError" in str(told["problem"])
        with pytest.raises(SourceUnavailable, match="FileNotFoundError"):
            api.look(unit_folder, index=index)
        python.symlink_to(Path(sys.executable).resolve())
        wait_for(lambda: (s := watched.status()) is not None and s.health == "ok", "health", 80)
        watched.wait_read("c.pdf")
        shutil.rmtree(unit_folder / "A")
        wait_for(lambda: sorted(watched.documents()) == ["a.pdf", "c.pdf"], "the deleted folder")
        assert status_json(unit_folder, index)["overdue_since"] == ""


class TestWhatWasPromised:
    @pytest.mark.parametrize(
        ("due", "updated", "since"),
        [
            ("2026-06-30T12:10:00Z", "2026-06-30T11:59:00Z", ""),
            ("2026-06-30T11:59:59Z", "2026-06-30T11:59:59Z", "2026-06-30T11:59:59Z"),
            ("2026-06-30T12:10:00Z", "2026-06-30T11:57:00Z", "2026-06-30T11:57:00Z"),
            ("", "2026-06-30T11:59:00Z", ""),
            ("2026-06-30T12:10:00Z", "kemarin", "kemarin"),
            ("2026-06-30T12:10:00Z", "", "-"),
        ],
    )
    def test_is_compared_with_the_clock(self, due: str, updated: str, since: str) -> None:
        status = WatchStatus("unit", "1", "", look_due=due, updated=updated)
        assert overdue(status, NOW) == since
        seen, told = judged(status, NOW)
        assert told == since
        assert seen.health == ("red" if since else "ok")
        assert (since in seen.problem) is bool(since) or not since

    def test_who_does_not_keep_it_is_not_trusted_and_the_gate_looks_itself(
        self, unit_folder: Path, write: Write, index: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write("a.txt", b"a")
        api.scan(unit_folder, index=index)
        place = index_path(unit_folder.resolve(), index)
        now = dt.datetime.now(dt.UTC)
        moment = [(now + dt.timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%M:%SZ") for n in (-20, -1, 0, 20)]
        kept = WatchStatus("unit", "1", "", updated=moment[2], last_walk=moment[0], look_due=moment[3])
        with holder(place):
            write_status(place, kept)
            assert api.look(unit_folder, index=index).kept_by
            assert show_status(unit_folder, index=index) == ExitCode.PASS
            write_status(
                place,
                WatchStatus("unit", "1", "", updated=moment[2], last_walk=moment[0], look_due=moment[1]),
            )
            with pytest.raises(SourceUnavailable, match=moment[1]):
                api.look(unit_folder, index=index)
            (unit_folder / "a.txt").unlink()
            write("b.txt", b"b")
            checked = api.check(unit_folder, index=index)
            assert [d.path for d in checked.report.documents] == ["b.txt"]
            capsys.readouterr()
            assert show_status(unit_folder, index=index) == ExitCode.COULD_NOT_LOOK
            said = capsys.readouterr().out
            assert "MERAH" in said
            assert moment[1] in said
            (place / "watch.json").unlink()
            with pytest.raises(SourceUnavailable):
                api.look(unit_folder, index=index)


class TestAFolderThatHangs:
    def test_is_told_although_only_the_guard_looks_at_it(
        self, unit_folder: Path, write: Write, index: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("a.txt", b"a")
        free, real = threading.Event(), Source._look
        free.set()

        def look(self: Source) -> tuple[object, ...] | None:
            free.wait(60)
            return real(self)

        monkeypatch.setattr(Source, "_look", look)
        monkeypatch.setattr("zi_evidence.watch.probe._ask", lambda _folder: free.wait(60))
        daemon = Daemon([unit_folder], Settings(index=index, quiet=0))
        thread = threading.Thread(target=daemon.run)
        thread.start()
        try:
            place = index_path(unit_folder.resolve(), index)

            def status() -> WatchStatus:
                return read_status(place) or WatchStatus("", "", "")

            wait_for(lambda: status().last_walk, "the first look")
            free.clear()
            wait_for(lambda: status().health == "red", "red")
            assert "tidak menjawab" in status().problem
            assert status().busy_since
            assert overdue(status(), dt.datetime.now(dt.UTC))
            free.set()
            wait_for(lambda: status().health == "ok", "health")
        finally:
            free.set()
            daemon.stop()
            thread.join(20)

    def test_does_not_hold_up_the_status(
        self,
        unit_folder: Path,
        index: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        write_status(_made(index_path(unit_folder.resolve(), index)), WatchStatus(str(unit_folder), "1", ""))
        free, real = threading.Event(), os.path.realpath

        def realpath(path: Path | str) -> str:
            if Path(path).name == "unit":
                free.wait(60)
            return real(path)

        def never(_path: Path) -> bool:
            raise AssertionError("the folder is touched")

        monkeypatch.setattr("zi_evidence.cli.known_folder._ANSWER_SECONDS", 0.2)
        monkeypatch.setattr(os.path, "realpath", realpath)
        monkeypatch.setattr(Path, "is_dir", never)
        try:
            assert show_status(unit_folder, index=index) == ExitCode.COULD_NOT_LOOK
        finally:
            free.set()
        assert "TIDAK DIAWASI" in capsys.readouterr().out


class TestAnIndexFolderThatIsRemoved:
    def test_is_made_again_and_there_is_never_a_second_watch(
        self, unit_folder: Path, write: Write, index: Path
    ) -> None:
        write("a.txt", b"a")
        with Watched(unit_folder, index, "--quiet-period", "1").live() as watched:
            watched.wait_read("a.txt")
            shutil.rmtree(watched.place)
            wait_for(lambda: watched.status() is not None, f"the status; log: {watched.words()}")
            holder_now = watcher_of(watched.place)
            assert holder_now is not None
            assert holder_now.pid == watched.process.pid
            with pytest.raises(IndexLocked):
                WatchLock(watched.place).acquire()
            write("b.txt", b"b")
            watched.wait_read("a.txt", "b.txt")
            assert watched.end() == ExitCode.PASS

    def test_where_another_one_was_faster_this_one_waits_and_writes_nothing(
        self, unit_folder: Path, write: Write, tmp_path: Path
    ) -> None:
        write("a.txt", b"a")
        place = _made(index_path(unit_folder.resolve(), tmp_path / "ix"))
        with WatchLock(place) as lock:
            stage = Stage(unit_folder, tmp_path / "ix", lock)
            stage.rest()
            assert stage.known() == ["a.txt"]
            shutil.rmtree(place)
            place.mkdir()
            with holder(place):
                for _ in range(3):
                    stage.step(6)
                assert not list(place.glob("*.sqlite"))
                assert not (place / "watch.json").exists()
                assert stage.watch.status().health == "red"
                assert "pid " in stage.watch.status().problem
            stage.step(61)
            stage.rest()
            assert stage.known() == ["a.txt"]
            assert stage.watch.status().health == "ok"


class TestNothingIsToldLate:
    def test_what_an_observer_or_the_folder_does_is_in_the_status_at_once(self, stage: Stage) -> None:
        def said() -> str:
            status = read_status(stage.watch.place)
            return status.health if status else ""

        class Full(Observer):
            words = "full"

            def trouble(self, folder: Path) -> str:
                assert folder == stage.folder
                return self.words

        full = Full()
        stage.watch.teller._observers += (full,)
        stage.watch.refresh()
        assert said() == "red"
        full.words = ""
        stage.watch.refresh()
        assert said() == "ok"
        away = stage.folder.with_name("away")
        stage.folder.rename(away)
        stage.step(6)
        assert said() == "red"

    def test_a_loss_that_was_accepted_is_believed_at_the_next_guard(
        self, unit_folder: Path, write: Write, index: Path
    ) -> None:
        for n in range(30):
            write(f"{n}.txt", b"%d" % n)
        stage = Stage(unit_folder, index)
        stage.rest()
        for n in range(25):
            (unit_folder / f"{n}.txt").unlink()
        stage.watch.dirty.mark(b"")
        for _ in range(8):
            stage.step(61)
        assert stage.watch.status().health == "red"
        stage.step(1)
        api.scan(unit_folder, index=index, accept_loss=True)
        stage.step(6)
        assert stage.watch.status().health == "ok"


class _Refused(FakeEvents):
    """Events that the system does not give."""

    number = errno.EACCES

    def start(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


class _Short(FakeEvents):
    """Events for seven folders."""

    def watches(self) -> int:
        return 7


class TestAFolderThatCannotBeRead:
    @pytest.mark.parametrize(("number", "blamed"), [(errno.EACCES, False), (errno.ENOSPC, True)])
    def test_the_limit_of_watches_is_blamed_where_it_is_to_blame(
        self, unit_folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, blamed: bool
    ) -> None:
        monkeypatch.setattr(_Refused, "number", number)
        source = Source(unit_folder, DirtyFolders(), Settings(), _Refused)
        source.arm()
        assert source.mode is Mode.POLLING
        assert ("max_user_watches" in source.degraded) is blamed

    def test_it_needs_no_watch_and_gets_one_once_it_can_be_read(self, unit_folder: Path) -> None:
        made: list[int] = []

        def make(root: Path, dirty: DirtyFolders) -> _Short:
            made.append(1)
            return _Short(root, dirty)

        source = Source(unit_folder, DirtyFolders(), Settings(), make)
        source.arm()
        assert not source.check_coverage(8, unseen=1)
        assert source.check_coverage(8), "it may have got its rights back"
        assert len(made) == 2, "all watches are set anew before a limit is blamed"
        assert str(source.mode) == "events"
        assert not source.check_coverage(8)
        assert str(source.mode) == "polling"


def test_a_watch_that_is_told_to_end_before_it_began_ends_well(unit_folder: Path, index: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "class Early:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'zi_evidence.cli.app':\n"
        "            os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.meta_path.insert(0, Early())\n"
        "from zi_evidence.cli.entry import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, "watch", str(unit_folder), "--index", str(index)]
    assert subprocess.run(command, check=False, timeout=60).returncode == ExitCode.PASS


def _made(place: Path) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    return place


class holder:  # noqa: N801 - used like a function
    """Another process that holds the lock of a watch."""

    def __init__(self, place: Path) -> None:
        code = (
            "import sys, pathlib; from zi_evidence.index.watching import WatchLock\n"
            "with WatchLock(pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True); sys.stdin.read()\n"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, str(place)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def __exit__(self, *_error: object) -> None:
        self._process.communicate("", timeout=30)
