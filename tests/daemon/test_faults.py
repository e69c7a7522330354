"""What a file system does to a watcher: queues overflow, watches run out, mounts go, disks fill up."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from testkit.watched import Watched, canonical, fresh, report_bytes, wait_for
from tests.papers import pdf_bytes
from zi_evidence import api
from zi_evidence.errors import SourceUnavailable

Write = Callable[[str, bytes], Path]
MOUNT, UMOUNT = shutil.which("mount") or "mount", shutil.which("umount") or "umount"
INOTIFY = Path("/proc/sys/fs/inotify")
LONG = bool(os.environ.get("ZI_LONG"))
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount and set limits")


@contextlib.contextmanager
def limit(name: str, value: int) -> Iterator[None]:
    """Sets a limit of the kernel for a while."""
    path = INOTIFY / name
    before = path.read_text()
    try:
        path.write_text(str(value))
    except OSError as error:
        pytest.skip(f"{path} cannot be set: {error.strerror}")
    try:
        yield
    finally:
        path.write_text(before)


@contextlib.contextmanager
def mounted(folder: Path, size: str = "16m") -> Iterator[None]:
    """A file system of its own at `folder`."""
    mount(folder, size)
    try:
        yield
    finally:
        while subprocess.run([UMOUNT, "-l", str(folder)], check=False, capture_output=True).returncode == 0:
            pass


def mount(folder: Path, size: str = "16m") -> None:
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [MOUNT, "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"cannot mount: {done.stderr.strip()}")


def umount(folder: Path) -> None:
    subprocess.run([UMOUNT, "-l", str(folder)], check=True, capture_output=True)


def settle(watched: Watched, tmp_path: Path, seconds: float = 60) -> None:
    other = tmp_path / f"fresh-{time.monotonic_ns()}"
    watched.wait_equal(fresh(watched.folder, other), seconds)
    assert report_bytes(watched.folder, watched.index) == report_bytes(watched.folder, other)


@needs_root
@pytest.mark.timeout(600)
def test_an_overflowing_queue_loses_nothing(unit_folder: Path, write: Write, tmp_path: Path) -> None:
    write("a.pdf", pdf_bytes("LAPORAN"))
    files = 30_000 if LONG else 3_000
    # There before it starts: in a folder that it does not watch yet nothing fills the queue.
    for n in range(60):
        (unit_folder / f"{n}").mkdir()
    with (
        limit("max_queued_events", 256),
        Watched(
            unit_folder, tmp_path / "ix", "--quiet-period", "0.5", "--interval", "3600"
        ).live() as watched,
    ):
        # While it stands still the queue of 256 fills up for certain.
        watched.process.send_signal(signal.SIGSTOP)
        for n in range(files):
            # All alike: this is about seeing them, not about reading them.
            (unit_folder / f"{n % 60}" / f"{n}.bin").write_bytes(b"\x00")
        watched.process.send_signal(signal.SIGCONT)
        wait_for(lambda: (s := watched.status()) is not None and s.overflows > 0, "the overflow")
        settle(watched, tmp_path, 400)
        assert len(watched.documents()) == files + 1
        assert "antrean peristiwa meluap" in watched.words()


@needs_root
def test_too_few_watches_are_noticed_and_polling_takes_over(
    unit_folder: Path, write: Write, tmp_path: Path
) -> None:
    for n in range(100):
        write(f"{n}/a.txt", b"%d" % n)
    with (
        limit("max_user_watches", 50),
        Watched(unit_folder, tmp_path / "ix", "--quiet-period", "0.5", "--interval", "2").live() as watched,
    ):
        wait_for(lambda: (s := watched.status()) is not None and s.mode == "polling", "polling")
        status = watched.status()
        assert status is not None
        assert status.health == "degraded"
        assert "max_user_watches" in status.mode_reason
        for n in range(100):
            write(f"{n}/b.txt", b"%d" % n)
        settle(watched, tmp_path)


@needs_root
def test_watches_that_run_out_later_are_noticed_too(unit_folder: Path, write: Write, tmp_path: Path) -> None:
    write("a.txt", b"a")
    with Watched(unit_folder, tmp_path / "ix", "--quiet-period", "0.5", "--interval", "2").live() as watched:
        status = watched.status()
        assert status is not None
        assert status.mode == "events"
        with limit("max_user_watches", 3):
            for n in range(40):
                write(f"{n}/b.txt", b"%d" % n)
            wait_for(lambda: (s := watched.status()) is not None and s.mode == "polling", "polling")
            settle(watched, tmp_path)


@needs_root
class TestAMountThatGoes:
    @pytest.fixture
    def share(self, unit_folder: Path) -> Iterator[Path]:
        text = (unit_folder / "zi-evidence.yaml").read_bytes()
        with mounted(unit_folder):
            (unit_folder / "zi-evidence.yaml").write_bytes(text)
            for n in range(6):
                (unit_folder / f"{n}.pdf").write_bytes(
                    pdf_bytes(f"LAPORAN NOMOR {n} TAHUN 2026 KANTOR CONTOH")
                )
            yield unit_folder

    def red(self, watched: Watched) -> None:
        wait_for(lambda: (s := watched.status()) is not None and s.unreachable_since != "", "red")

    def well(self, watched: Watched) -> None:
        wait_for(lambda: (s := watched.status()) is not None and s.health == "ok", "health")

    def test_it_is_unreachable_and_nothing_is_missing(self, share: Path, tmp_path: Path) -> None:
        index = tmp_path / "ix"
        with Watched(share, index, "--quiet-period", "0.5").live() as watched:
            watched.wait_read(*(f"{n}.pdf" for n in range(6)))
            before = canonical(watched.folder, index)
            umount(share)
            self.red(watched)
            assert canonical(watched.folder, index) == before
            with pytest.raises(SourceUnavailable):
                api.look(share, index=index)

    def test_an_empty_one_or_another_one_in_its_place_deletes_nothing(
        self, share: Path, tmp_path: Path
    ) -> None:
        index = tmp_path / "ix"
        unit_file = (share / "zi-evidence.yaml").read_bytes()
        with Watched(share, index, "--quiet-period", "0.5").live() as watched:
            watched.wait_read(*(f"{n}.pdf" for n in range(6)))
            before = canonical(watched.folder, index)
            umount(share)
            self.red(watched)
            mount(share)  # empty
            (share / "hello.txt").write_text("folder lain")
            stays_red(watched)
            assert canonical(watched.folder, index) == before
            (share / "zi-evidence.yaml").write_bytes(unit_file)  # another unit's share has one too
            stays_red(watched)
            assert canonical(watched.folder, index) == before
            for n in range(6):
                (share / f"{n}.pdf").write_bytes(pdf_bytes(f"LAPORAN NOMOR {n} TAHUN 2026 KANTOR CONTOH"))
            self.well(watched)
            # Events are alive on the new mount.
            (share / "baru.txt").write_text("baru")
            settle(watched, tmp_path)
            status = watched.status()
            assert status is not None
            assert (status.mode, status.missed_events) == ("events", 0)

    def test_one_folder_away_does_not_hold_up_another(self, share: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        with Watched(share, tmp_path / "ix", str(other), "--quiet-period", "0.5").live() as watched:
            watched.wait_read("0.pdf")
            umount(share)
            self.red(watched)
            (other / "b.txt").write_text("b")
            wait_for(
                lambda: b"b.txt" in canonical(Path(os.path.realpath(other)), tmp_path / "ix"),
                "the other folder",
            )


def stays_red(watched: Watched, looks: int = 1) -> None:
    """Waits until it has looked again, in vain."""
    seen: set[str] = set()
    end = time.monotonic() + 60
    while len(seen) <= looks and time.monotonic() < end:
        status = watched.status()
        assert status is not None
        assert status.health == "red"
        seen.add(status.updated)
        time.sleep(0.05)


@needs_root
class TestADiskThatIsFull:
    def test_the_index_recovers_when_there_is_room(
        self, unit_folder: Path, write: Write, tmp_path: Path
    ) -> None:
        index = tmp_path / "ix"
        with mounted(index, "4m"):
            write("a.pdf", pdf_bytes("LAPORAN"))
            with Watched(unit_folder, index, "--quiet-period", "0.5").live() as watched:
                watched.wait_read("a.pdf")
                ballast = index / "ballast"
                with contextlib.suppress(OSError), ballast.open("wb") as file:
                    while True:
                        file.write(bytes(4096))
                        file.flush()
                for n in range(40):
                    write(f"{n}.pdf", pdf_bytes(*[f"LAPORAN NOMOR {n} " + "isi yang panjang " * 60] * 3))
                wait_for(lambda: "indeks tidak dapat dipakai" in watched.words(), "the complaint")
                assert watched.process.poll() is None
                ballast.unlink()
                settle(watched, tmp_path, 90)
                wait_for(lambda: (s := watched.status()) is not None and s.health == "ok", "health")


def test_an_index_taken_away_or_damaged_under_it_comes_back(
    unit_folder: Path, write: Write, tmp_path: Path
) -> None:
    index = tmp_path / "ix"
    for n in range(5):
        write(f"A/{n}.pdf", pdf_bytes(f"LAPORAN NOMOR {n} TAHUN 2026 KANTOR CONTOH"))
    with Watched(unit_folder, index, "--quiet-period", "0.5").live() as watched:
        watched.wait_read("A/4.pdf")
        (watched.place / "index.sqlite").write_bytes(b"bukan basis data" * 400)
        write("b.txt", b"b")
        settle(watched, tmp_path)
        assert list(watched.place.glob("index.sqlite.corrupt-*"))
        for file in watched.place.glob("index.sqlite*"):
            file.unlink()
        write("c.txt", b"c")
        settle(watched, tmp_path)
