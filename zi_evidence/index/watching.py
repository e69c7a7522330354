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
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from filelock import BaseFileLock

from zi_evidence.errors import IndexLocked, OutputFailed
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.faults import fault

__all__ = [
    "STATUS_FILE",
    "PendingFile",
    "WatchLock",
    "WatchStatus",
    "Watcher",
    "judged",
    "overdue",
    "read_status",
    "watcher_of",
    "write_status",
]

STATUS_FILE = "watch.json"
_LOCK = "watch.lock"
_HOLDER = "watch.holder"
_SCHEMA = "zi-evidence/watch-status/1"
# A living watcher renews its status twice a minute.
_STALE_SECONDS = 150.0


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
        next_walk: when the next one is planned.
        look_due: the moment until which the index is promised to be current: the planned look and the time it
            may take. A watcher that cannot look takes the promise back and puts the moment since when.
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
    look_due: str = ""
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


def overdue(status: WatchStatus, now: dt.datetime) -> str:
    """Since when a watcher does not keep what it promised (UTC ISO); an empty text while it does.

    It promises to look at the whole folder until `look_due`, and to renew its status twice a minute.

    Args:
        status: the last one that it wrote.
        now: with its time zone.
    """
    due, updated = _moment(status.look_due), _moment(status.updated)
    # A version before this one promised no look.
    if due is not None and due < now:
        return status.look_due
    if updated is None or updated + dt.timedelta(seconds=_STALE_SECONDS) < now:
        return status.updated or status.started or "-"
    return ""


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def judged(status: WatchStatus, now: dt.datetime) -> tuple[WatchStatus, str]:
    """The status as it is to be shown at `now`, and since when the watcher is overdue, see `overdue`.

    Whoever does not keep the promise cannot tell: the status is red and says why.
    """
    since = overdue(status, now)
    if not since:
        return status, ""
    problem = status.problem or tr(
        "the watch has not looked at the folder as promised, since {since}"
    ).format(since=since)
    return replace(status, health="red", problem=problem), since


class WatchLock:
    """The OS lock that makes this process the one watcher of an index, for as long as it is held.

    Args:
        folder: the index folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: BaseFileLock | None = None
        self._identity: tuple[int, int] | None = None
        self.watcher = Watcher(
            os.getpid(), socket.gethostname(), dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        )

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def acquire(self) -> None:
        """Takes the lock.

        Raises:
            IndexLocked: another process watches the folder.
            OutputFailed: the lock cannot be made.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import; who only asks does without

        folder = self._folder
        lock = FileLock(folder / _LOCK, thread_local=False)
        try:
            # Somebody who merely asks holds the lock for a moment.
            lock.acquire(timeout=1)
            self._lock, self._identity = lock, _identity(folder / _LOCK)
            (folder / _HOLDER).write_text(json.dumps(asdict(self.watcher)), "utf-8")
        except Timeout:
            holder = _holder(folder) or tr("another process")
            raise IndexLocked(
                tr("{holder} watches this folder already: {folder}").format(holder=holder, folder=folder),
                hint=tr("one watch is enough for a folder; see zi-evidence status"),
            ) from None
        except OSError as error:
            self.release()
            raise OutputFailed(
                tr("the index cannot be locked: {folder}: {reason}").format(
                    folder=folder, reason=os_reason(error)
                ),
                hint=tr("check the permissions of the folder or choose another place with --index"),
            ) from error

    def is_ours(self) -> bool:
        """Whether the file that others would lock is still the one that this process locked."""
        return self._identity is not None and _identity(self._folder / _LOCK) == self._identity

    def release(self) -> None:
        """Gives the lock back; may be called twice. What another process put in its place is left alone."""
        if self.is_ours():
            with contextlib.suppress(OSError):
                (self._folder / _HOLDER).unlink()
        lock, self._lock, self._identity = self._lock, None, None
        if lock is not None:
            lock.release()


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a file; `None` where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


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
