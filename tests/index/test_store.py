import contextlib
import datetime as dt
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from zi_evidence import evaluate, scan
from zi_evidence.errors import (
    ExitCode,
    IndexDamaged,
    IndexLocked,
    OutputFailed,
    SourceUnavailable,
    UsageError,
)
from zi_evidence.index import Store, index_folder

DAY = dt.date(2026, 6, 30)
FLIPS = 400 if os.environ.get("ZI_LONG") else 40
HOLD = """
import sys
from pathlib import Path
from zi_evidence.index import Store
with Store(Path(sys.argv[1]), write=True):
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def index(unit_folder: Path) -> Path:
    (unit_folder / "a.pdf").write_bytes(pdf_bytes("LAPORAN"))
    scan(unit_folder)
    return index_folder(unit_folder)


def test_a_second_writer_is_told_who_holds_the_index(index: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLD,
            str(index),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert holder.stdin
    assert holder.stdout.readline() == "ready\n"
    with pytest.raises(IndexLocked) as caught:
        Store(index, write=True)
    holder.stdin.close()
    holder.wait()
    holder.stdout.close()
    assert f"pid {holder.pid}" in str(caught.value)
    assert caught.value.exit_code is ExitCode.COULD_NOT_LOOK


def test_a_reader_is_not_kept_waiting_by_a_writer(index: Path) -> None:
    with Store(index, write=True) as writer, writer.transaction():
        writer.set_meta("x", "y")
        with Store(index, write=False) as reader:
            assert reader.meta("x") == ""
            assert reader.count() == 1


def test_a_failed_transaction_leaves_nothing(index: Path) -> None:
    with Store(index, write=True) as store:

        def fail() -> None:
            with store.transaction():
                store.set_meta("x", "y")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert store.meta("x") == ""


def change_a_row(index: Path) -> None:
    database = sqlite3.connect(index / "index.sqlite")
    with database:
        row = database.execute("SELECT document FROM files").fetchone()[0]
        changed = row.replace(b'"size":', b'"size":1')
        assert changed != row
        database.execute("UPDATE files SET document = ?", (changed,))
    database.close()


def test_a_changed_row_is_noticed_before_a_report(unit_folder: Path, index: Path) -> None:
    change_a_row(index)
    with pytest.raises(IndexDamaged):
        evaluate(unit_folder, rescan=False)


def test_a_lost_row_is_noticed_before_a_report(unit_folder: Path, index: Path) -> None:
    database = sqlite3.connect(index / "index.sqlite")
    with database:
        database.execute("DELETE FROM files")
    database.close()
    with pytest.raises(IndexDamaged):
        evaluate(unit_folder, rescan=False)


def test_a_damaged_index_is_moved_aside_and_comes_back_the_same(unit_folder: Path, index: Path) -> None:
    sound = evaluate(unit_folder, as_of=DAY)
    change_a_row(index)
    assert evaluate(unit_folder, as_of=DAY) == sound
    assert (index / "index.sqlite.corrupt-1").exists()
    (index / "index.sqlite").write_bytes(b"bukan basis data" * 100)
    for name in ("index.sqlite-wal", "index.sqlite-shm"):
        (index / name).unlink(missing_ok=True)
    assert evaluate(unit_folder, as_of=DAY) == sound
    assert (index / "index.sqlite.corrupt-2").exists()


def test_no_flipped_bit_ever_gives_another_report(unit_folder: Path, index: Path) -> None:
    for n in range(6):
        (unit_folder / f"{n}.txt").write_text(f"catatan {n}")
    sound = evaluate(unit_folder, as_of=DAY)
    whole = (index / "index.sqlite").read_bytes()
    dice = random.Random(7)  # noqa: S311 - a repeatable test
    # Most of so small an index is empty room, where a flipped bit changes nothing.
    used = [at for at, byte in enumerate(whole) if byte]
    refused = 0
    for _ in range(FLIPS):
        at = dice.choice(used)
        broken = bytearray(whole)
        broken[at] ^= 1 << dice.randrange(8)
        for file in index.glob("index.sqlite*"):
            file.unlink()
        (index / "index.sqlite").write_bytes(broken)
        try:
            assert evaluate(unit_folder, as_of=DAY, rescan=False) == sound, f"byte {at}"
        except (IndexDamaged, OutputFailed, SourceUnavailable):
            refused += 1
            with contextlib.suppress(IndexDamaged, OutputFailed):
                assert evaluate(unit_folder, as_of=DAY) == sound, f"byte {at}"
    assert refused


def test_an_index_of_a_newer_program_is_refused(unit_folder: Path, index: Path) -> None:
    database = sqlite3.connect(index / "index.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(IndexDamaged, match="lebih baru"):
        scan(unit_folder)


def test_the_index_never_lies_in_the_unit_folder(unit_folder: Path) -> None:
    with pytest.raises(UsageError):
        scan(unit_folder, index=unit_folder / ".index")


def test_a_place_that_cannot_be_written_is_told(unit_folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder")
    with pytest.raises(OutputFailed):
        scan(unit_folder, index=blocked / "index")
