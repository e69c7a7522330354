"""Opens the index file: whose turn it is to write, what is refused, what is moved aside and begun anew."""

import contextlib
import datetime as dt
import os
import socket
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout

from zi_evidence.errors import IndexDamaged, IndexLocked, OutputFailed
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.schema import SCHEMA_VERSION, IndexTooNew, create, set_aside, upgrade

__all__ = ["INDEX_FILE", "WriterLock", "fault_of", "open_for_reading", "open_for_writing", "reopen_empty"]

INDEX_FILE = "index.sqlite"
_LOCK_SECONDS = 0.5
# How the database calls a file whose tables or texts are not those we wrote; the rest is the disk's fault.
_BROKEN = (
    "already exists", "corrupt", "decode to UTF-8", "has no column", "malformed", "no such column",
    "no such table", "fts5", "SQL logic error",
)  # fmt: skip


class WriterLock:
    """The OS lock of the one process that writes an index, held from the making on.

    Raises:
        IndexLocked: another process holds it.
        OutputFailed: it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._holder = path.with_name("index.holder")
        self._lock = FileLock(path.with_name("index.lock"))
        try:
            self._lock.acquire(timeout=_LOCK_SECONDS, poll_interval=0.01)
        except Timeout:
            holder = tr("another process")
            with contextlib.suppress(OSError):
                holder = self._holder.read_text("utf-8").strip() or holder
            raise IndexLocked(
                tr("the index is being written by {holder}: {path}").format(holder=holder, path=path),
                hint=tr("wait until it is done, or read without a scan with --no-scan"),
            ) from None
        except OSError as error:
            raise _unwritable(path, error) from error
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        # Who holds the lock is a courtesy; a full disk must not keep the index from being opened.
        text = tr("pid {pid} on {host} since {started}")
        said = text.format(pid=os.getpid(), host=socket.gethostname(), started=started)
        with contextlib.suppress(OSError):
            self._holder.write_text(said + "\n", "utf-8")

    def release(self) -> None:
        """Gives the lock back; may be called twice."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._holder.unlink()
            self._lock.release()


def open_for_reading(path: Path) -> sqlite3.Connection:
    """The index for reading; an empty one in memory where there is none.

    Raises:
        IndexDamaged: it is damaged, older or newer than this program.
        OutputFailed: it cannot be opened.
    """
    if not path.exists():
        db = sqlite3.connect(":memory:", isolation_level=None)
        create(db)
        return db
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=1, isolation_level=None, uri=True)
    try:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        db.close()
        raise fault_of(path, error) from error
    if version == SCHEMA_VERSION:
        return db
    db.close()
    if version > SCHEMA_VERSION:
        raise IndexTooNew(
            tr("the index was written by a newer version of the program: {path}").format(path=path),
            hint=tr("update zi-evidence, or remove the file so that it is built anew"),
        )
    raise IndexDamaged(
        tr("the index was written by an older version of the program: {path}").format(path=path),
        hint=tr("renew it with zi-evidence scan"),
    )


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The index for writing: made if need be, brought to this version, begun anew where it is damaged.

    Raises:
        IndexTooNew: a newer program wrote it; it stays as it is.
        OutputFailed: it cannot be opened or written.
    """
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        fault = fault_of(path, error)
        if not isinstance(fault, IndexDamaged):
            raise fault from error
    return reopen_empty(path)


def reopen_empty(path: Path) -> sqlite3.Connection:
    """Moves the index aside as damaged and opens an empty one in its place.

    Raises:
        OutputFailed: it cannot be moved or made.
    """
    try:
        set_aside(path)
        return _connect(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    except sqlite3.DatabaseError as error:
        raise fault_of(path, error) from error


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if int(db.execute("PRAGMA user_version").fetchone()[0]) == 0:
            create(db)
        upgrade(db, path)
    except BaseException:
        db.close()
        raise
    return db


def fault_of(path: Path, error: sqlite3.DatabaseError) -> IndexDamaged | OutputFailed:
    """Our error for what the database said: the file's fault, or the disk's."""
    words = str(error)
    if isinstance(error, sqlite3.OperationalError) and not any(part in words for part in _BROKEN):
        return OutputFailed(
            tr("the index cannot be used: {path}: {words}").format(path=path, words=words),
            hint=tr("check the space on the disk and the permissions, or choose another place with --index"),
        )
    return IndexDamaged(
        tr("the index is damaged: {path}: {words}").format(path=path, words=words),
        hint=tr("scan again with zi-evidence scan; the index is built anew from the unit folder"),
    )


def _unwritable(path: Path, error: OSError) -> OutputFailed:
    return OutputFailed(
        tr("the index cannot be written: {path}: {reason}").format(path=path, reason=os_reason(error)),
        hint=tr("check the space on the disk and the permissions, or choose another place with --index"),
    )
