"""Who watches a unit folder, and what the watcher says of its own state.

The watcher holds an OS lock beside the index for its whole life, so that nobody takes a dead one for alive,
and renews a small status file that can be read in a moment. Nothing heavy is imported here.
"""

import contextlib
import datetime as dt
import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from zi_evidence.errors import IndexLocked, OutputFailed
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.faults import fault

__all__ = [
    "STATUS_FILE",
    "PendingFile",
    "WatchStatus",
    "Watcher",
    "read_status",
    "watch_lock",
    "watcher_of",
    "write_status",
]

STATUS_FILE = "watch.json"
_LOCK = "watch.lock"
_HOLDER = "watch.holder"
_SCHEMA = "zi-evidence/watch-status/1"


@dataclass(frozen=True, slots=True)
class Watcher:
    """The process that watches a folder."""

    pid: int
    host: str
    started: str

    def __str__(self) -> str:
        text = tr("pid {pid} on {host} since {started}")
        return text.format(pid=self.pid, host=self.host, started=self.started)


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file that waits, since when (UTC ISO), and why."""

    path: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class WatchStatus:
    """What a watcher says of one unit folder. Times are UTC ISO texts, empty for never.

    Attributes:
        health: `ok`, `degraded` (it watches, but not as it should) or `red` (it cannot tell).
        mode: `events` or `polling`, with the reason in `mode_reason`.
        last_walk: end of the last complete look at the whole folder.
        unreachable_since: since when the folder is away; nothing is concluded meanwhile.
        problem: what keeps it from working, one line.
        pending: files that wait to be read, the longest first, at most 100 of `pending_count`.
        missed_events: changes that only a full look found.
        extra: what the watcher's outputs add, by their name.
        busy_since: since when the present look gave no sign of life; long means a folder that hangs.
    """

    folder: str
    version: str
    watcher: str
    health: str = "ok"
    mode: str = ""
    mode_reason: str = ""
    updated: str = ""
    started: str = ""
    last_walk: str = ""
    next_walk: str = ""
    busy_since: str = ""
    unreachable_since: str = ""
    problem: str = ""
    files: int = 0
    folders: int = 0
    watches: int = 0
    pending_count: int = 0
    pending: tuple[PendingFile, ...] = ()
    missed_events: int = 0
    overflows: int = 0
    index_bytes: int = 0
    extra: dict[str, object] = field(default_factory=dict)


def write_status(folder: Path, status: WatchStatus) -> None:
    """Replaces the status file in the index folder as a whole.

    Raises:
        OSError: it could not be written; the one before still stands.
    """
    text = json.dumps({"schema": _SCHEMA, **asdict(status)}, ensure_ascii=True, indent=1) + "\n"
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".watch-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        fault("status-rename")
        Path(temporary).replace(folder / STATUS_FILE)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def read_status(folder: Path) -> WatchStatus | None:
    """The last status that was written into the index folder; `None` where there is none to be read."""
    try:
        data = json.loads((folder / STATUS_FILE).read_text("ascii"))
        known = {f.name for f in fields(WatchStatus)}
        values = {name: value for name, value in data.items() if name in known}
        values["pending"] = tuple(PendingFile(**entry) for entry in values.get("pending", ()))
        return WatchStatus(**values)
    except (OSError, ValueError, TypeError, AttributeError):
        return None


@contextlib.contextmanager
def watch_lock(folder: Path) -> Iterator[Watcher]:
    """Makes this process the one watcher of the index in `folder`.

    Raises:
        IndexLocked: another process watches it.
        OutputFailed: the lock cannot be made.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import; who only asks does without

    lock = FileLock(folder / _LOCK, thread_local=False)
    try:
        # Somebody who merely asks holds the lock for a moment.
        lock.acquire(timeout=1)
    except Timeout:
        holder = _holder(folder) or tr("another process")
        raise IndexLocked(
            tr("{holder} watches this folder already: {folder}").format(holder=holder, folder=folder),
            hint=tr("one watch is enough for a folder; see zi-evidence status"),
        ) from None
    except OSError as error:
        raise OutputFailed(
            tr("the index cannot be locked: {folder}: {reason}").format(
                folder=folder, reason=os_reason(error)
            ),
            hint=tr("check the permissions of the folder or choose another place with --index"),
        ) from error
    watcher = Watcher(
        os.getpid(), socket.gethostname(), dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    try:
        (folder / _HOLDER).write_text(json.dumps(asdict(watcher)), "utf-8")
        yield watcher
    finally:
        with contextlib.suppress(OSError):
            (folder / _HOLDER).unlink()
        lock.release()


def watcher_of(folder: Path) -> Watcher | None:
    """The living watcher of the index in `folder`, if there is one."""
    path = folder / _LOCK
    if not path.exists() or not _is_held(path):
        return None
    return _holder(folder) or Watcher(0, "?", "?")


def _holder(folder: Path) -> Watcher | None:
    try:
        data = json.loads((folder / _HOLDER).read_text("utf-8"))
        return Watcher(int(data["pid"]), str(data["host"]), str(data["started"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_held(path: Path) -> bool:
    """Whether a process holds the lock. Where flock is missing, the lock is tried in earnest."""
    if sys.platform == "win32":
        from filelock import FileLock, Timeout  # noqa: PLC0415 - see above

        try:
            with FileLock(path, timeout=0):
                return False
        except Timeout:
            return True
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        # Shared, so that several who ask at once do not take each other for the watcher.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    else:
        return False
    finally:
        os.close(descriptor)
