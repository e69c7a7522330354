"""All watches of one process: threads for each unit folder, kept alive, and asked for when they hang."""

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
from zi_evidence.index.watching import WatchLock
from zi_evidence.text import printable
from zi_evidence.watch.duty import message_of
from zi_evidence.watch.keeper import Keeper
from zi_evidence.watch.observing import Observer
from zi_evidence.watch.root import RootWatch
from zi_evidence.watch.settings import Settings

__all__ = ["Daemon"]

_LOG = logging.getLogger(__name__)
_END_SECONDS = 8.0


class Daemon:
    """Watches unit folders until it is told to stop.

    Args:
        folders: the unit folders; one that is named twice is watched once.
        settings: how.
        observers: told of changes, see `Observer`.
        beat: called every second while every thread of every watch lives, for a service manager.
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
            self.roots = tuple(self._root(folder, stack) for folder in self._folders)
            keepers = tuple(keeper for root in self.roots for keeper in root.keepers())
            self._tend(keepers)
            while not self._stop.wait(1):
                if self._tend(keepers):
                    self._beat()
            for root in self.roots:
                root.stop()
            end = time.monotonic() + _END_SECONDS
            hanging = [k.name for k in keepers if not k.join(max(0.0, end - time.monotonic()))]
            for name in hanging:
                _LOG.warning(tr("%s: did not stop in time"), name)
            return not hanging

    def _root(self, folder: Path, stack: contextlib.ExitStack) -> RootWatch:
        place = index_folder(folder, self._settings.index, unsafe=self._settings.unsafe_index)
        lock = stack.enter_context(WatchLock(place))
        self._require(folder, place)
        return RootWatch(
            folder,
            self._settings,
            lock=lock,
            version=version("zi-evidence"),
            observers=self._observers,
        )

    def _tend(self, keepers: Sequence[Keeper]) -> bool:
        """Starts threads that ended, and writes down what the threads cannot; whether all of them live.

        Nothing that goes wrong here ends the process: it is the last one to notice.
        """
        well = True
        for keeper in keepers:
            try:
                well &= keeper.tend()
            except Exception as error:  # noqa: BLE001 - see above
                well = False
                _LOG.error("%s: %s", keeper.name, printable(message_of(error)))
        for root in self.roots:
            try:
                root.probe()
                root.refresh()
            except Exception as error:  # noqa: BLE001 - see above
                _LOG.warning("%s: %s", root.folder.name, printable(message_of(error)))
        return well

    @staticmethod
    def _require(folder: Path, place: Path) -> None:
        """A folder that never was is a mistake of the call; one that is away now may come back."""
        if not (place / INDEX_FILE).exists():
            look_at_root(folder, None if not folder.exists() else Root(device=0, marked=False))
