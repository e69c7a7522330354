"""kill -9 at named points and at random moments: afterwards the index is whole and comes back right."""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from testkit.watched import Watched, canonical, fresh, report_bytes, wait_for
from tests.papers import pdf_bytes
from zi_evidence import scan
from zi_evidence.index.place import index_path
from zi_evidence.index.watching import read_status
from zi_evidence.model import DocumentStatus

Write = Callable[[str, bytes], Path]
POINTS = (
    "after-walk",
    "queued",
    "read",
    "before-commit",
    "in-commit",
    "after-commit",
    "closed",
    "status-rename",
)
RANDOM = 152 if os.environ.get("ZI_LONG") else 36
SEEDS = range(6 if os.environ.get("ZI_LONG") else 3)
BODIES = [pdf_bytes(f"LAPORAN KEGIATAN NOMOR {n} TAHUN 2026 KANTOR CONTOH SUKAMAJU") for n in range(8)]


def churn(folder: Path, dice: random.Random, moves: int = 12) -> None:
    """A few random changes; two files always stay, so that the folder never turns empty."""
    for _ in range(moves):
        place = folder / dice.choice(["", "A", "B", "A/x"])
        place.mkdir(parents=True, exist_ok=True)
        target = place / f"{dice.randrange(6)}.{dice.choice(['pdf', 'txt'])}"
        kind = dice.randrange(5)
        if kind < 3:
            target.write_bytes(dice.choice(BODIES))
        elif kind == 3 and target.exists():
            target.unlink()
        elif target.exists():
            target.rename(folder / f"pindah-{dice.randrange(4)}.pdf")


def whole(folder: Path, index: Path) -> None:
    """The index as the dead watcher left it: sound, checksums and all, no half document."""
    path = index_path(folder, index) / "index.sqlite"
    if not path.exists():
        return
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    has_tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    database.close()
    if has_tables:
        canonical(folder, index)
    status = path.with_name("watch.json")
    assert not status.exists() or read_status(path.parent) is not None


def same_as_fresh(folder: Path, index: Path, other: Path, *, with_report: bool) -> None:
    scan(folder, index=index)
    assert canonical(folder, index) == fresh(folder, other)
    if with_report:
        assert report_bytes(folder, index) == report_bytes(folder, other)


@pytest.fixture
def unit(unit_folder: Path, write: Write) -> Path:
    write("tetap.pdf", BODIES[0])
    write("tetap.txt", b"catatan")
    return unit_folder


@pytest.mark.timeout(900)
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_named_point_it_leaves_a_whole_index(unit: Path, tmp_path: Path, point: str) -> None:
    index = tmp_path / "ix"
    for seed in SEEDS:
        dice = random.Random(f"{point} {seed}")  # noqa: S311 - a repeatable test
        churn(unit, dice)
        fault = f"{point}:kill:{dice.randrange(1, 5)}"
        with Watched(unit, index, "--quiet-period", "0", ZI_FAULT=fault) as watched:
            end = time.monotonic() + 40
            while watched.process.poll() is None and time.monotonic() < end:
                churn(unit, dice, 2)
                with suppress(Exception):
                    watched.process.wait(0.1)
            assert watched.process.poll() == -signal.SIGKILL, watched.words()
        whole(watched.folder, index)
    same_as_fresh(Path(os.path.realpath(unit)), index, tmp_path / "fresh", with_report=True)


@pytest.mark.timeout(1800)
def test_killed_at_random_moments_it_loses_nothing(unit: Path, tmp_path: Path) -> None:
    index = tmp_path / "ix"
    dice = random.Random(20)  # noqa: S311 - a repeatable test
    folder = Path(os.path.realpath(unit))
    for trial in range(RANDOM):
        with Watched(unit, index, "--quiet-period", "0.1") as watched:
            churn(unit, dice)
            # It starts within a second or so; half of the moments lie in its work after that.
            alive_until = time.monotonic() + dice.uniform(0.05, 0.6)
            if trial % 4:
                wait_for(watched.status, "its start")
                alive_until = time.monotonic() + dice.uniform(0.0, 0.5)
            while time.monotonic() < alive_until:
                churn(unit, dice, 1)
                time.sleep(0.01)
            watched.process.send_signal(signal.SIGKILL)
            watched.process.wait()
        whole(folder, index)
        if trial % 6 == 5:
            same_as_fresh(folder, index, tmp_path / f"fresh-{trial}", with_report=trial == RANDOM - 1)
    with Watched(unit, index, "--quiet-period", "0.1").live() as watched:
        watched.wait_equal(fresh(folder, tmp_path / "last"))


def test_a_killed_reader_costs_one_file_at_most(unit: Path, write: Write, tmp_path: Path) -> None:
    for n in range(300):
        write(f"{n}.pdf", BODIES[n % 8] + b"%%%d" % n)
    with Watched(unit, tmp_path / "ix", "--quiet-period", "0") as watched:
        killed = 0

        def kill_some() -> bool:
            nonlocal killed
            for pid in workers(watched.process.pid):
                if killed < 10:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                        killed += 1
            known = watched.documents().values()
            return len(known) == 302 and all(d.status is not DocumentStatus.PENDING for d in known)

        wait_for(kill_some, "all to be read", 120)
        assert killed >= 5
        hit = [d.path for d in watched.documents().values() if d.status is DocumentStatus.TOO_LARGE]
        hit += [d.path for d in watched.documents().values() if d.status is DocumentStatus.DAMAGED]
        assert len(hit) <= killed
        assert watched.process.poll() is None


def workers(pid: int) -> list[int]:
    """The reading processes of a watcher."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            found += [int(child) for child in (task / "children").read_text().split()]
    return found
