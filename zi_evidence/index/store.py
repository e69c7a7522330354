"""The index: one SQLite file on a local disk that remembers every file, its reading and its facts.

The index is a cache of the unit folder: it can be thrown away and comes back the same. One process writes
at a time (an OS lock beside the file names the holder), readers never wait. Every row carries a checksum and
all rows together carry a digest, because a flipped bit can be a valid row, or the end of one.
"""

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from zi_evidence.errors import IndexDamaged, OutputFailed
from zi_evidence.file_faults import program_fault
from zi_evidence.index import full_text
from zi_evidence.index.faults import fault
from zi_evidence.index.opening import (
    INDEX_FILE,
    WriterLock,
    fault_of,
    open_for_reading,
    open_for_writing,
    reopen_empty,
)
from zi_evidence.index.schema import SCHEMA_VERSION, checksum
from zi_evidence.index.walk import FileStat
from zi_evidence.model import Document, DocumentStatus, Reading
from zi_evidence.text import display_name

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["INDEX_FILE", "PENDING", "SCHEMA_VERSION", "IndexedDocument", "Store", "StoredDocument"]

# The tool of a row whose bytes are still to be read; no program has this version.
PENDING = "pending"


@cache
def _documents() -> "TypeAdapter[Document]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - costs 0.1 s that a mere import must not pay

    return TypeAdapter(Document)


@cache
def _readings() -> "TypeAdapter[Reading]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(Reading)


def _document(path: bytes, blob: bytes) -> Document:
    """The document in a sound row; one that the program cannot take back costs nothing but itself."""
    try:
        return _documents().validate_json(blob)
    except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
        shown, path_hex = display_name(path)
        why = program_fault(shown, "kept", error)
        return Document(shown, 0, "", DocumentStatus.PENDING, path_hex=path_hex, reason=why)


def _outermost(folders: Iterable[bytes]) -> Iterator[bytes]:
    """The folders that lie in none of the others."""
    given = frozenset(folders)
    for folder in sorted(given):
        above = folder
        while above := above.rpartition(b"/")[0]:
            if above in given:
                break
        else:
            yield folder


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file row: the raw path, what the file system said, which tools read it, the document.

    What comes out of the index holds the identity as it is stored, see `FileStat.stored`.
    """

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

    A damaged index that is opened for writing is moved aside and begun anew: the next scan fills it.

    Args:
        folder: the index folder, see `index_folder`.
        write: take the writer's lock; without it nothing is ever changed.

    Raises:
        IndexLocked: another process holds the writer's lock.
        IndexDamaged: the file is newer than this program; or, not for writing, damaged or older.
        OutputFailed: the file cannot be opened or locked.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self.path = folder / INDEX_FILE
        self._digest: tuple[int, int] | None = None
        self._lock = WriterLock(self.path) if write else None
        try:
            self._db = open_for_writing(self.path) if write else open_for_reading(self.path)
        except BaseException:
            self._release()
            raise

    def _release(self) -> None:
        if self._lock:
            self._lock.release()

    def _damaged(self, error: sqlite3.DatabaseError) -> IndexDamaged | OutputFailed:
        return fault_of(self.path, error)

    def close(self) -> None:
        """Closes the file and gives the writer's lock back."""
        self._db.close()
        fault("closed")
        self._release()

    def start_over(self) -> None:
        """Moves the index aside as damaged and begins an empty one.

        Raises:
            OutputFailed: it cannot be moved or made.
        """
        self._db.close()
        self._digest = None
        self._db = reopen_empty(self.path)

    def copy_to(self, folder: Path) -> None:
        """Writes a whole copy of the index into another folder.

        Raises:
            OutputFailed: there is no room.
        """
        with self._guarded():
            self._db.execute("VACUUM INTO ?", (str(folder / INDEX_FILE),))

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
    def _guarded(self) -> Iterator[None]:
        """Turns what the database says into our errors."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; readers see the state before until it ends.

        Raises:
            OutputFailed: the disk is full or not writable; nothing of the transaction stays.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            before = self._read_digest()
            self._digest = before
            yield
            if self._digest != before:
                self.set_meta("digest", f"{self._digest[0]} {self._digest[1]:032x}")
            fault("in-commit")
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._rollback()
            raise self._damaged(error) from error
        except BaseException:
            self._rollback()
            raise
        finally:
            self._digest = None
        fault("after-commit")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside belongs together, whatever a writer does meanwhile."""
        with self._guarded():
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._rollback()

    def _rollback(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _read_digest(self) -> tuple[int, int]:
        """Number of rows and XOR of their checksums, as they were written last."""
        count, _, total = (self.meta("digest") or "0 0").partition(" ")
        try:
            return int(count), int(total, 16)
        except ValueError:
            raise self._damaged(sqlite3.DatabaseError("digest of files")) from None

    def _count_in(self, row_checksum: bytes, step: int) -> None:
        count, total = self._digest or (0, 0)
        self._digest = count + step, total ^ int.from_bytes(row_checksum, "big")

    # ---- meta ------------------------------------------------------------------------------------

    def meta(self, key: str) -> str:
        """A remembered setting, or an empty text."""
        with self._guarded():
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Remembers a setting."""
        with self._guarded():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # ---- contents --------------------------------------------------------------------------------

    def has_reading(self, sha256: str, tool: str) -> bool:
        """Whether these bytes were read by this version of the tools."""
        with self._guarded():
            row = self._db.execute("SELECT tool FROM contents WHERE sha256 = ?", (sha256,)).fetchone()
        return bool(row) and row[0] == tool

    def reading(self, sha256: str) -> Reading | None:
        """The reading of these bytes, if one was made.

        Raises:
            IndexDamaged: it does not carry the checksum it was written with.
        """
        with self._guarded():
            row = self._db.execute(
                "SELECT tool, reading, checksum FROM contents WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if not row:
            return None
        if row[2] != checksum(sha256, row[0], row[1]):
            raise self._damaged(sqlite3.DatabaseError(f"checksum of content {sha256[:12]}"))
        return _readings().validate_json(zlib.decompress(row[1]))

    def keep_reading(self, sha256: str, tool: str, reading: Reading) -> None:
        """Remembers what these bytes hold, inside a transaction."""
        self._forget_text(sha256)
        blob = zlib.compress(_readings().dump_json(reading, exclude_defaults=True), 1)
        self._db.execute(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?)",
            (sha256, tool, blob, checksum(sha256, tool, blob)),
        )
        full_text.add(self._db, sha256, reading)

    def forget_unused_readings(self) -> None:
        """Drops readings that no file refers to any more, inside a transaction."""
        unused = "SELECT sha256 FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM files)"
        for (sha256,) in self._db.execute(unused).fetchall():
            self._forget_text(sha256)
            self._db.execute("DELETE FROM contents WHERE sha256 = ?", (sha256,))

    def _forget_text(self, sha256: str) -> None:
        if not full_text.holds(self._db, sha256):
            return
        reading = None
        with contextlib.suppress(IndexDamaged):
            reading = self.reading(sha256)
        full_text.remove(self._db, sha256, reading)

    def texts_lacking(self) -> bool:
        """Whether a search would not see every reading."""
        with self._guarded():
            return bool(full_text.lacking(self._db))

    def renew_texts(self) -> None:
        """Makes the words of every reading findable, all anew.

        Raises:
            IndexDamaged: a reading does not carry the checksum it was written with.
        """
        with self.transaction():
            full_text.clear(self._db)
            for sha256 in full_text.lacking(self._db):
                reading = self.reading(sha256)
                if reading is not None:
                    full_text.add(self._db, sha256, reading)

    def search(self, query: full_text.Query) -> dict[str, tuple[float, set[int]]]:
        """SHA-256 -> score and numbers of the terms found, for every content that has any of them.

        Raises:
            IndexDamaged: the full text is damaged; `renew_texts` mends it.
        """
        with self._guarded():
            return full_text.search(self._db, query)

    # ---- files -----------------------------------------------------------------------------------

    def rows(self, scope: Iterable[bytes] | None = None) -> Iterator[tuple[bytes, int, int, int, int, str]]:
        """Raw path, the four fields of the stored identity and the tool version of every file.

        Rows come as the database makes them: a look at a folder in which nothing changed consists of this.

        Args:
            scope: only files below these folders; where one lies in another, each file still comes once.
        """
        columns = "SELECT path, inode, size, mtime_ns, ctime_ns, tool FROM files"
        with self._guarded():
            if scope is None or b"" in (scope := tuple(scope)):
                yield from self._db.execute(columns)
                return
            for folder in _outermost(scope):
                below = (folder + b"/", folder + b"0")  # "0" follows "/" in the order of bytes
                yield from self._db.execute(f"{columns} WHERE path > ? AND path < ?", below)

    def document(self, path: bytes) -> StoredDocument | None:
        """One remembered file.

        Raises:
            IndexDamaged: its row does not carry the checksum it was written with.
        """
        with self._guarded():
            row = self._db.execute("SELECT * FROM files WHERE path = ?", (path,)).fetchone()
        if not row:
            return None
        if row[8] != checksum(*row[:8]):
            raise self._damaged(sqlite3.DatabaseError(f"checksum of file {path!r}"))
        return StoredDocument(path, FileStat(*row[1:5]), row[5], _document(path, row[7]))

    def keep(self, stored: StoredDocument) -> bool:
        """Remembers a file, inside a transaction; returns whether its document is another than before."""
        blob = _documents().dump_json(stored.document, exclude_defaults=True)
        row = (stored.raw_path, *stored.stat.stored, stored.tool, stored.document.sha256, blob)
        new = checksum(*row)
        old = self._db.execute(
            "SELECT checksum, document FROM files WHERE path = ?", (stored.raw_path,)
        ).fetchone()
        if old:
            self._count_in(old[0], -1)
        self._count_in(new, 1)
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, new))
        return not old or old[1] != blob

    def forget(self, paths: Iterable[bytes]) -> None:
        """Drops files that are no longer there, with their matches, inside a transaction."""
        for path in paths:
            old = self._db.execute("SELECT checksum FROM files WHERE path = ?", (path,)).fetchone()
            if old:
                self._count_in(old[0], -1)
                self._db.execute("DELETE FROM files WHERE path = ?", (path,))
                self._db.execute("DELETE FROM matches WHERE path = ?", (path,))

    def count(self) -> int:
        """How many files are remembered."""
        with self._guarded():
            return int(self._db.execute("SELECT count(*) FROM files").fetchone()[0])

    def documents(self) -> list[IndexedDocument]:
        """Every remembered file with its document, sorted by raw path.

        Inside a `snapshot` where another process may write meanwhile.

        Raises:
            IndexDamaged: a row does not carry the checksum it was written with, or rows are lost.
        """
        found = []
        total = 0
        with self._guarded():
            for row in self._db.execute("SELECT * FROM files ORDER BY path"):
                if row[8] != checksum(*row[:8]):
                    raise self._damaged(sqlite3.DatabaseError(f"checksum of file {row[0]!r}"))
                total ^= int.from_bytes(row[8], "big")
                found.append(IndexedDocument(row[0], row[8].hex(), _document(row[0], row[7])))
        if self._read_digest() != (len(found), total):
            raise self._damaged(sqlite3.DatabaseError("digest of files"))
        return found

    # ---- matches ---------------------------------------------------------------------------------

    def matches(self) -> Iterator[tuple[bytes, str, bytes]]:
        """Raw path, key and result of matches made before, by path; they count only under an equal key.

        A row that does not carry its checksum is left out: a match can be made again.
        """
        with self._guarded():
            for row in self._db.execute("SELECT path, key, result, checksum FROM matches ORDER BY path"):
                if row[3] == checksum(*row[:3]):
                    yield row[:3]

    def keep_matches(self, rows: Iterable[tuple[bytes, str, bytes]]) -> None:
        """Remembers match results, inside a transaction."""
        self._db.executemany(
            "INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?)", ((*row, checksum(*row)) for row in rows)
        )
