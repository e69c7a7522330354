"""All watches of one process: a thread for each unit folder, and somebody who notices when one hangs."""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from zi_evidence.i18n import tr
from zi_evidence.index.guard import Root, look_at_root
from zi_evidence.index.opening import INDEX_FILE
from zi_evidence.index.place import index_folder
from zi_evidence.index.watching import watch_lock
from zi_evidence.watch.observing import Observer
from zi_evidence.watch.root import RootWatch
from zi_evidence.watch.settings import Settings

__all__ = ["Daemon"]

_LOG = logging.getLogger(__name__)
_HANG_SECONDS = 120.0
_TELL_SECONDS = 30.0
_END_SECONDS = 8.0


class Daemon:
    """Watches unit folders until it is told to stop.

    Args:
        folders: the unit folders; one that is named twice is watched once.
        settings: how.
        observers: told of changes, see `Observer`.
        beat: called every second while every watch lives, for a service manager.
    """

    def __init__(
        self,
        folders: Iterable[str | os.PathLike[str]],
        settings: Settings | None = None,
        observers: Sequence[Observer] = (),
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._folders = tuple(dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders))
        self._settings = settings or Settings()
        self._observers = tuple(observers)
        self._beat = beat
        self._stop = threading.Event()
        self._told = 0.0
        self.roots: tuple[RootWatch, ...] = ()

    def stop(self) -> None:
        """Ends the watch; from any thread or a signal handler."""
        self._stop.set()

    def run(self) -> bool:
        """Watches; returns after `stop`, saying whether every thread ended in time.

        A thread that hangs in a dead file system does not end; the caller then leaves without it. What the
        index holds is whole at any moment.

        Raises:
            UsageError: a folder never was.
            IndexLocked: another process watches one of the folders.
            OutputFailed: an index has no place.
        """
        with contextlib.ExitStack() as stack:
            roots = []
            for folder in self._folders:
                place = index_folder(folder, self._settings.index, unsafe=self._settings.unsafe_index)
                watcher = stack.enter_context(watch_lock(place))
                self._require(folder, place)
                roots.append(
                    RootWatch(
                        folder,
                        self._settings,
                        watcher=str(watcher),
                        version=version("zi-evidence"),
                        observers=self._observers,
                    )
                )
            self.roots = tuple(roots)
            threads = [
                threading.Thread(target=root.run, name=root.folder.name, daemon=True) for root in roots
            ]
            for thread in threads:
                thread.start()
            while not self._stop.wait(1):
                self._tell_hanging()
                if all(thread.is_alive() for thread in threads):
                    self._beat()
            for root in roots:
                root.stop()
            end = time.monotonic() + _END_SECONDS
            for thread in threads:
                thread.join(max(0.0, end - time.monotonic()))
            hanging = [thread.name for thread in threads if thread.is_alive()]
            for name in hanging:
                _LOG.warning(tr("%s: did not stop in time"), name)
            return not hanging

    @staticmethod
    def _require(folder: Path, place: Path) -> None:
        """A folder that never was is a mistake of the call; one that is away now may come back."""
        if not (place / INDEX_FILE).exists():
            look_at_root(folder, None if not folder.exists() else Root(device=0, marked=False))

    def _tell_hanging(self) -> None:
        now = time.time()
        for root in self.roots:
            since = root.state.busy_since
            if since and now - since > _HANG_SECONDS and now >= self._told + _TELL_SECONDS:
                self._told = now
                # Its own thread is asleep in the file system.
                root.save()
