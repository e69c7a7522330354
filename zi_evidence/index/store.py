"""The index: one SQLite file on a local disk that remembers every file, its reading and its facts.

The index is a cache of the unit folder: it can be thrown away and comes back the same. One process writes
at a time (an OS lock beside the file names the holder), readers never wait. Every row carries a checksum,
because a flipped bit can be a valid row.
"""

import contextlib
import datetime as dt
import hashlib
import os
import socket
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from zi_evidence.errors import IndexDamaged, IndexLocked, OutputFailed
from zi_evidence.index.walk import FileStat
from zi_evidence.model import Document, Reading

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["INDEX_FILE", "SCHEMA_VERSION", "IndexedDocument", "Store", "StoredDocument"]

INDEX_FILE = "index.sqlite"
# The tool of a row whose bytes are still to be read; no program has this version.
PENDING = "pending"
_LOCK_SECONDS = 0.5
_MASK = (1 << 128) - 1


@cache
def _documents() -> "TypeAdapter[Document]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - costs 0.1 s that a mere import must not pay

    return TypeAdapter(Document)


@cache
def _readings() -> "TypeAdapter[Reading]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(Reading)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file row: the raw path, what the file system said, which tools read it, the document."""

    raw_path: bytes
    stat: FileStat
    tool: str
    document: Document


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A remembered document. The fingerprint changes with anything that is known about it."""

    raw_path: bytes
    fingerprint: str
    document: Document


class Store:
    """Opens the index of one unit folder.

    Args:
        folder: the index folder, see `index_folder`.
        write: take the writer's lock; without it nothing is ever changed.

    Raises:
        IndexLocked: another process holds the writer's lock.
        IndexDamaged: the file is damaged or newer than this program.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self.path = folder / INDEX_FILE
        self._holder = folder / "index.holder"
        self._lock = FileLock(folder / "index.lock") if write else None
        if self._lock:
            self._take_lock(self._lock)
        try:
            self._db = self._open(write=write)
        except BaseException:
            self._release()
            raise

    def _take_lock(self, lock: FileLock) -> None:
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout:
            holder = "proses lain"
            with contextlib.suppress(OSError):
                holder = self._holder.read_text("utf-8").strip() or holder
            raise IndexLocked(
                f"indeks sedang ditulis oleh {holder}: {self.path}",
                hint="tunggu sampai selesai, atau baca tanpa memindai dengan --no-scan",
            ) from None
        except OSError as error:
            raise OutputFailed(
                f"indeks tidak dapat dikunci: {self.path}: {error.strerror}",
                hint="periksa izin folder atau pilih tempat lain dengan --index",
            ) from error
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._holder.write_text(f"pid {os.getpid()} di {socket.gethostname()} sejak {started}\n", "utf-8")

    def _open(self, *, write: bool) -> sqlite3.Connection:
        if not write and not self.path.exists():
            db = sqlite3.connect(":memory:", isolation_level=None)
            db.executescript(_SCHEMA)
            return db
        try:
            db = self._connect(write=write)
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and write:
                db.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA.split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
                db.execute("COMMIT")
            elif version > SCHEMA_VERSION:
                raise IndexDamaged(
                    f"indeks ditulis oleh versi program yang lebih baru: {self.path}",
                    hint="perbarui zi-evidence, atau hapus berkas itu agar dibangun ulang",
                )
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        return db

    def _connect(self, *, write: bool) -> sqlite3.Connection:
        if write:
            db = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            return db
        uri = self.path.absolute().as_uri() + "?mode=ro"
        return sqlite3.connect(uri, timeout=1, isolation_level=None, uri=True)

    def _damaged(self, error: sqlite3.DatabaseError) -> Exception:
        if isinstance(error, sqlite3.OperationalError):
            return OutputFailed(
                f"indeks tidak dapat dipakai: {self.path}: {error}",
                hint="periksa ruang disk dan izin, atau pilih tempat lain dengan --index",
            )
        return IndexDamaged(
            f"indeks rusak: {self.path}: {error}",
            hint="hapus berkas itu; indeks dibangun ulang dari folder unit",
        )

    def _release(self) -> None:
        if self._lock and self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._holder.unlink()
            self._lock.release()

    def close(self) -> None:
        """Closes the file and gives the writer's lock back."""
        self._db.close()
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; readers see the state before until it ends.

        Raises:
            OutputFailed: the disk is full or not writable; nothing of the transaction stays.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._rollback()
            raise self._damaged(error) from error
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    # ---- meta ------------------------------------------------------------------------------------

    def meta(self, key: str) -> str:
        """A remembered setting, or an empty text."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Remembers a setting."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # ---- contents --------------------------------------------------------------------------------

    def has_reading(self, sha256: str, tool: str) -> bool:
        """Whether these bytes were read by this version of the tools."""
        row = self._db.execute("SELECT tool FROM contents WHERE sha256 = ?", (sha256,)).fetchone()
        return bool(row) and row[0] == tool

    def reading(self, sha256: str) -> Reading | None:
        """The reading of these bytes, if one was made."""
        row = self._db.execute(
            "SELECT tool, reading, checksum FROM contents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if not row:
            return None
        if row[2] != _checksum(sha256.encode(), row[0].encode(), row[1]):
            raise self._damaged(sqlite3.DatabaseError(f"checksum of content {sha256[:12]}"))
        return _readings().validate_json(zlib.decompress(row[1]))

    def keep_reading(self, sha256: str, tool: str, reading: Reading) -> None:
        """Remembers what these bytes hold."""
        blob = zlib.compress(_readings().dump_json(reading, exclude_defaults=True), 1)
        checksum = _checksum(sha256.encode(), tool.encode(), blob)
        self._db.execute(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?)", (sha256, tool, blob, checksum)
        )

    def forget_unused_readings(self) -> None:
        """Drops readings that no file refers to any more."""
        self._db.execute("DELETE FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM files)")

    # ---- files -----------------------------------------------------------------------------------

    def stats(self) -> dict[bytes, tuple[FileStat, str]]:
        """Raw path -> identity and tool version of every file, for the comparison with a walk."""
        rows = self._db.execute("SELECT path, inode, size, mtime_ns, ctime_ns, tool FROM files")
        return {row[0]: (FileStat(*row[1:5]), row[5]) for row in rows}

    def keep(self, stored: StoredDocument) -> None:
        """Remembers a file."""
        blob = _documents().dump_json(stored.document, exclude_defaults=True)
        stat = stored.stat
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (stored.raw_path, stat.inode, stat.size, stat.mtime_ns, stat.ctime_ns, stored.tool,
             stored.document.sha256, blob, _checksum(stored.raw_path, blob)),
        )  # fmt: skip

    def forget(self, paths: Iterable[bytes]) -> None:
        """Drops files that are no longer there, with their matches."""
        rows = [(path,) for path in paths]
        self._db.executemany("DELETE FROM files WHERE path = ?", rows)
        self._db.executemany("DELETE FROM matches WHERE path = ?", rows)

    def count(self) -> int:
        """How many files are remembered."""
        return int(self._db.execute("SELECT count(*) FROM files").fetchone()[0])

    def documents(self) -> list[IndexedDocument]:
        """Every remembered file with its document, sorted by raw path.

        Raises:
            IndexDamaged: a row does not carry the checksum it was written with.
        """
        try:
            rows = self._db.execute("SELECT path, document, checksum FROM files ORDER BY path").fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        validate = _documents().validate_json
        found = []
        for path, blob, checksum in rows:
            if checksum != _checksum(path, blob):
                raise self._damaged(sqlite3.DatabaseError(f"checksum of file {path!r}"))
            found.append(IndexedDocument(path, checksum.hex(), validate(blob)))
        return found

    # ---- matches ---------------------------------------------------------------------------------

    def matches(self) -> dict[bytes, tuple[str, bytes]]:
        """Raw path -> key and result of matches made before; they count only under an equal key."""
        rows = self._db.execute("SELECT path, key, result FROM matches")
        return {row[0]: (row[1], row[2]) for row in rows}

    def keep_matches(self, rows: Iterable[tuple[bytes, str, bytes]]) -> None:
        """Remembers match results."""
        self._db.executemany("INSERT OR REPLACE INTO matches VALUES (?, ?, ?)", rows)
