"""Events of the file system as hints: they mark folders dirty, nothing else is believed of them.

An event names a path that may be gone, renamed or never have been ours. What is kept is the folder it speaks
of, in a bounded set; past the bound, or where events were lost, the whole unit folder is dirty.
"""

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

from zi_evidence.i18n import tr

__all__ = ["DirtyFolders", "NativeEvents"]

_LIMIT = 10_000
_OVERFLOW_LOGGER = "watchdog.observers.inotify_c"
_LOG = logging.getLogger(__name__)


class DirtyFolders:
    """A bounded set of folders of which something was heard; any thread may mark.

    Args:
        wake: called after each mark.
        limit: how many folders are told apart.
    """

    def __init__(self, wake: Callable[[], None] = lambda: None, limit: int = _LIMIT) -> None:
        self._wake = wake
        self._limit = limit
        self._lock = threading.Lock()
        self._folders: dict[bytes, bool] = {}
        self._lost = ""
        self.overflows = 0

    def mark(self, folder: bytes, *, deep: bool = False) -> None:
        """Something happened in this folder (raw path below the root), or anywhere below it."""
        with self._lock:
            if self._lost:
                return
            self._folders[folder] = self._folders.get(folder, False) or deep
            if len(self._folders) > self._limit:
                self._lost = tr("more than {limit} folders changed").format(limit=self._limit)
                self._folders.clear()
        self._wake()

    def lose(self, reason: str) -> None:
        """Anything may have happened anywhere."""
        with self._lock:
            self.overflows += 1
            self._lost = self._lost or reason
            self._folders.clear()
        self._wake()

    def take(self) -> tuple[dict[bytes, bool], str]:
        """Empties the set: the folders with their depth, and why the whole root is dirty, if it is."""
        with self._lock:
            folders, lost = self._folders, self._lost
            self._folders, self._lost = {}, ""
        return folders, lost

    def __bool__(self) -> bool:
        return bool(self._folders or self._lost)


class NativeEvents:
    """The system's own events for one unit folder.

    Args:
        root: the unit folder, resolved.
        dirty: where to put what is heard.
    """

    # Which inotify descriptor is whose can only be told while one is made at a time.
    _arming = threading.Lock()

    def __init__(self, root: Path, dirty: DirtyFolders) -> None:
        self._root = os.fsencode(root)
        self._dirty = dirty
        self._observer: BaseObserver | None = None
        self._descriptor = -1

    def start(self) -> None:
        """Sets the watches; returns when they are live.

        Raises:
            OSError: the folder cannot be watched at all, or the system has no watch left.
        """
        from watchdog import events as kinds  # noqa: PLC0415 - 50 ms that nobody else pays
        from watchdog.observers import Observer  # noqa: PLC0415

        dirty_from = self._hear

        class Handler(kinds.FileSystemEventHandler):
            def dispatch(self, event: kinds.FileSystemEvent) -> None:
                dirty_from(event)

        # With the library's default mask its own reading of folders floods its queue; and what is still being
        # written needs no event for each block.
        wanted: list[type[kinds.FileSystemEvent]] = [
            kinds.FileCreatedEvent, kinds.FileDeletedEvent, kinds.FileMovedEvent, kinds.FileClosedEvent,
            kinds.DirCreatedEvent, kinds.DirDeletedEvent, kinds.DirMovedEvent,
        ]  # fmt: skip
        if sys.platform != "linux":
            wanted += [kinds.FileModifiedEvent, kinds.DirModifiedEvent]
        with self._arming:
            before = _inotify_descriptors()
            observer = Observer()
            new = _inotify_descriptors() - before
        self._descriptor = new.pop() if len(new) == 1 else -1
        self._observer = observer
        _overflows.listen(self._dirty)
        try:
            observer.schedule(Handler(), os.fsdecode(self._root), recursive=True, event_filter=wanted)
            observer.start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Takes the watches back; may be called twice."""
        observer, self._observer = self._observer, None
        _overflows.forget(self._dirty)
        if observer is None:
            return
        # One that never started has nothing but its reading thread to end.
        with contextlib.suppress(RuntimeError, OSError):
            if observer.is_alive():
                observer.stop()
                observer.join(timeout=5)
            else:
                observer.on_thread_stop()

    def alive(self) -> bool:
        """Whether somebody still listens."""
        observer = self._observer
        return observer is not None and observer.is_alive() and all(e.is_alive() for e in observer.emitters)

    def watches(self) -> int:
        """How many folders the system really watches for us; -1 where it does not tell."""
        if self._descriptor < 0:
            return -1
        try:
            text = Path(f"/proc/self/fdinfo/{self._descriptor}").read_bytes()
        except OSError:
            return 0
        return text.count(b"inotify wd:")

    def _hear(self, event: Any) -> None:
        """Marks the folders of one event. A folder's own event says nothing of what it holds."""
        moved_to = event.dest_path if event.event_type == "moved" else ""
        for raw, is_new in ((event.src_path, event.event_type == "created"), (moved_to, True)):
            if not raw:
                continue
            path = self._relative(os.fsencode(raw))
            if path is None:
                continue
            if not path:
                self._dirty.lose(tr("the unit folder itself changed"))
                continue
            self._dirty.mark(path.rpartition(b"/")[0])
            if event.is_directory and is_new:
                self._dirty.mark(path, deep=True)

    def _relative(self, raw: bytes) -> bytes | None:
        if raw == self._root:
            return b""
        prefix = self._root.rstrip(b"/") + b"/"
        return raw[len(prefix) :] if raw.startswith(prefix) else None


def _inotify_descriptors() -> set[int]:
    """Descriptors of this process that are inotify queues."""
    found = set()
    with contextlib.suppress(OSError):
        for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names only
            with contextlib.suppress(OSError):
                if "inotify" in os.readlink(f"/proc/self/fd/{name}"):  # noqa: PTH115 - a name, not a path
                    found.add(int(name))
    return found


class _Overflows(logging.Handler):
    """The library tells an overflow to nobody but its logger; this handler passes it on.

    The message does not say whose queue it was, so that every folder is looked at: better once too often.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._listeners: list[DirtyFolders] = []

    def listen(self, dirty: DirtyFolders) -> None:
        logger = logging.getLogger(_OVERFLOW_LOGGER)
        if self not in logger.handlers:
            logger.addHandler(self)
            if not logger.isEnabledFor(logging.WARNING):
                logger.setLevel(logging.WARNING)
        self._listeners.append(dirty)

    def forget(self, dirty: DirtyFolders) -> None:
        self._listeners = [known for known in self._listeners if known is not dirty]
        if not self._listeners:
            logging.getLogger(_OVERFLOW_LOGGER).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.getMessage():
            for dirty in self._listeners:
                dirty.lose(tr("the queue of events overflowed"))


_overflows = _Overflows()
