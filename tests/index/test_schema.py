"""From an older index to this one: a copy first, then all of it or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from zi_evidence import evaluate, scan
from zi_evidence.errors import IndexDamaged
from zi_evidence.index import Store, index_folder
from zi_evidence.index.schema import MIGRATIONS, SCHEMA_VERSION, IndexTooNew, checksum, upgrade


def version(path: Path) -> int:
    database = sqlite3.connect(path)
    found = int(database.execute("PRAGMA user_version").fetchone()[0])
    database.close()
    return found


@pytest.fixture
def old(unit_folder: Path) -> Path:
    """An index as version 1 wrote it."""
    for n in range(3):
        (unit_folder / f"{n}.pdf").write_bytes(pdf_bytes(f"LAPORAN NOMOR {n} TAHUN 2026 KANTOR CONTOH"))
    evaluate(unit_folder)
    path = index_folder(unit_folder) / "index.sqlite"
    database = sqlite3.connect(path)
    with database:
        for raw, document in database.execute("SELECT path, document FROM files").fetchall():
            database.execute("UPDATE files SET checksum = ? WHERE path = ?", (checksum(raw, document), raw))
        database.execute("DROP TABLE matches")
        database.execute(
            "CREATE TABLE matches (path BLOB PRIMARY KEY, key TEXT NOT NULL, result BLOB NOT NULL) STRICT"
        )
        database.execute("DELETE FROM meta WHERE key = 'digest'")
    database.execute("PRAGMA user_version = 1")
    database.close()
    return path


def test_an_index_of_version_1_is_brought_up_without_reading_a_file_again(
    unit_folder: Path, old: Path
) -> None:
    result = scan(unit_folder)
    assert (result.read, result.walked) == (0, 3)
    assert version(old) == SCHEMA_VERSION
    assert version(old.with_name("index.sqlite.v1")) == 1
    assert len(evaluate(unit_folder, rescan=False).documents) == 3


def test_a_reader_does_not_upgrade_and_says_what_to_do(unit_folder: Path, old: Path) -> None:
    with pytest.raises(IndexDamaged, match="zi-evidence scan"):
        evaluate(unit_folder, rescan=False)
    assert version(old) == 1


def test_a_damaged_old_index_is_moved_aside_and_built_anew(unit_folder: Path, old: Path) -> None:
    database = sqlite3.connect(old)
    with database:
        database.execute("UPDATE files SET checksum = x'00'")
    database.close()
    assert scan(unit_folder).read == 3
    assert old.with_name("index.sqlite.corrupt-1").exists()


@pytest.mark.parametrize("point", ["upgrade-copied", "in-upgrade"])
def test_killed_in_the_middle_the_old_index_still_stands(unit_folder: Path, old: Path, point: str) -> None:
    command = [sys.executable, "-m", "zi_evidence", "scan", str(unit_folder), "--quiet"]
    environment = {**os.environ, "ZI_FAULT": f"{point}:kill"}
    killed = subprocess.run(command, check=False, env=environment, capture_output=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert version(old) == 1
    assert scan(unit_folder).read == 0


class TestTheFramework:
    """Steps of a made-up program with three versions."""

    @pytest.fixture
    def database(self, tmp_path: Path) -> sqlite3.Connection:
        database = sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None)
        database.execute("CREATE TABLE t (a)")
        database.execute("INSERT INTO t VALUES (1)")
        database.execute("PRAGMA user_version = 7")
        return database

    def test_all_steps_run_in_order(self, database: sqlite3.Connection, tmp_path: Path) -> None:
        steps = {
            7: lambda db: db.execute("ALTER TABLE t ADD COLUMN b DEFAULT 2"),
            8: lambda db: db.execute("UPDATE t SET b = b + a"),
        }
        upgrade(database, tmp_path / "x.sqlite", steps, target=9)
        assert database.execute("SELECT a, b FROM t").fetchall() == [(1, 3)]
        assert version(tmp_path / "x.sqlite") == 9
        database.close()

    def test_a_step_that_fails_undoes_all_of_them(self, database: sqlite3.Connection, tmp_path: Path) -> None:
        def fail(db: sqlite3.Connection) -> None:
            db.execute("UPDATE t SET b = 9")
            raise sqlite3.DataError

        steps = {7: lambda db: db.execute("ALTER TABLE t ADD COLUMN b DEFAULT 2"), 8: fail}
        with pytest.raises(sqlite3.DataError):
            upgrade(database, tmp_path / "x.sqlite", steps, target=9)
        assert database.execute("SELECT * FROM t").fetchall() == [(1,)]
        assert version(tmp_path / "x.sqlite") == 7
        copy = sqlite3.connect(tmp_path / "x.sqlite.v7")
        assert copy.execute("SELECT * FROM t").fetchall() == [(1,)]
        copy.close()
        database.close()

    def test_a_newer_index_is_refused_and_left_alone(
        self, database: sqlite3.Connection, tmp_path: Path
    ) -> None:
        with pytest.raises(IndexTooNew):
            upgrade(database, tmp_path / "x.sqlite", {}, target=6)
        assert version(tmp_path / "x.sqlite") == 7
        assert not (tmp_path / "x.sqlite.v7").exists()
        database.close()

    def test_there_is_a_step_from_every_version(self) -> None:
        assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_opening_for_writing_makes_an_empty_index_of_this_version(tmp_path: Path) -> None:
    with Store(tmp_path, write=True) as store:
        assert store.count() == 0
        assert store.documents() == []
    assert version(tmp_path / "index.sqlite") == SCHEMA_VERSION
