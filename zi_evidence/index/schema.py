"""The tables of the index, their checksums, and the way from an older index to this one.

An upgrade is one transaction after a whole copy was made; a program older than the index refuses it.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from zi_evidence.errors import IndexDamaged
from zi_evidence.i18n import tr
from zi_evidence.index import full_text
from zi_evidence.index.faults import fault

__all__ = ["MIGRATIONS", "SCHEMA_VERSION", "IndexTooNew", "checksum", "create", "set_aside", "upgrade"]

SCHEMA_VERSION = 3
_MATCHES = """
CREATE TABLE matches (
    path BLOB PRIMARY KEY, key TEXT NOT NULL, result BLOB NOT NULL, checksum BLOB NOT NULL
) STRICT
"""
_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE contents (
    sha256 TEXT PRIMARY KEY, tool TEXT NOT NULL, reading BLOB NOT NULL, checksum BLOB NOT NULL
) STRICT;
CREATE TABLE files (
    path BLOB PRIMARY KEY, inode INTEGER NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL, tool TEXT NOT NULL, sha256 TEXT NOT NULL, document BLOB NOT NULL,
    checksum BLOB NOT NULL
) STRICT;
CREATE INDEX files_by_content ON files (sha256);
{_MATCHES};
{full_text.TABLES}
"""
Migrations = Mapping[int, Callable[[sqlite3.Connection], None]]


class IndexTooNew(IndexDamaged):
    """The index was written by a newer program; it is neither read nor moved away."""


def checksum(*fields: bytes | str | int) -> bytes:
    """A checksum of a row: another value in any field, or a shift between fields, changes it."""
    digest = hashlib.blake2b(digest_size=16)
    for field in fields:
        data = field if isinstance(field, bytes) else str(field).encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def create(db: sqlite3.Connection) -> None:
    """Makes all tables of the present version in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.execute("COMMIT")


def upgrade(
    db: sqlite3.Connection,
    path: Path,
    migrations: Migrations | None = None,
    target: int = SCHEMA_VERSION,
) -> None:
    """Brings an index of an older version to `target`: a copy first, then all steps or none.

    Args:
        db: the open index, outside a transaction.
        path: its file; the copy lies beside it as `<name>.v<old version>`.
        migrations: version -> the step to the next one.
        target: the version to end with.

    Raises:
        IndexTooNew: the index is newer than `target`.
        sqlite3.Error: a step failed; the index is as it was.
    """
    steps = MIGRATIONS if migrations is None else migrations
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > target:
        raise IndexTooNew(
            tr("the index was written by a newer version of the program: {path}").format(path=path),
            hint=tr("update zi-evidence, or remove the file so that it is built anew"),
        )
    if version == target:
        return
    backup = path.with_name(f"{path.name}.v{version}")
    backup.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", (str(backup),))
    fault("upgrade-copied")
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, target):
            steps[step](db)
            fault("in-upgrade")
        db.execute(f"PRAGMA user_version = {int(target)}")
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def _to_2(db: sqlite3.Connection) -> None:
    """Row checksums that cover every column, a digest over all rows, checksums of matches."""
    total, count = 0, 0
    for row in db.execute("SELECT * FROM files").fetchall():
        path, document, old = row[0], row[7], row[8]
        if old != checksum(path, document):
            raise sqlite3.DatabaseError(f"checksum of file {path!r}")
        new = checksum(*row[:8])
        db.execute("UPDATE files SET checksum = ? WHERE path = ?", (new, path))
        total ^= int.from_bytes(new, "big")
        count += 1
    db.execute("INSERT OR REPLACE INTO meta VALUES ('digest', ?)", (f"{count} {total:032x}",))
    db.execute("DROP TABLE matches")
    db.execute(_MATCHES)


MIGRATIONS: Migrations = {1: _to_2, 2: full_text.clear}


def set_aside(path: Path) -> Path:
    """Moves a damaged index with its companions out of the way and returns where it lies now.

    Raises:
        OSError: it cannot be moved.
    """
    number = 1
    while (target := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    path.rename(target)
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        with contextlib.suppress(FileNotFoundError):
            companion.rename(target.with_name(target.name + suffix))
    return target
