"""What others may do after a change: they are told once the index says something new."""

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from zi_evidence import api
from zi_evidence.api import View
from zi_evidence.errors import EvidenceError
from zi_evidence.i18n import tr
from zi_evidence.index.walk import UNIT_FILE
from zi_evidence.index.watching import WatchStatus
from zi_evidence.model import Report
from zi_evidence.text import display_name, printable
from zi_evidence.watch.clock import Clock

__all__ = ["Change", "Observer", "Teller"]

_LOG = logging.getLogger(__name__)
# Judging may take at most a sixth of the time, so that a burst is told as one change.
_SHARE, _LONGEST = 5.0, 60.0
_IDLE, _PAUSE = 5.0, 0.1


@dataclass(slots=True)
class Change:
    """What the index says anew of one unit folder. The view is made when somebody asks for it, once.

    Attributes:
        folder: the unit folder.
        index: folder of indexes, as for `api.look`.
        day: the day on which it was noticed, local.
        reason: `start`, `files`, `unit` (its unit file) or `day` (a new one began).
        paths: display names of documents that came, changed or went, sorted.
        status: how the watcher itself does.
    """

    folder: Path
    index: str | os.PathLike[str] | None
    day: dt.date
    reason: str
    paths: tuple[str, ...]
    status: WatchStatus
    _view: View | None = field(default=None, init=False, repr=False)

    def view(self) -> View:
        """The unit folder as the index has it now.

        Raises:
            EvidenceError: see `api.look`; a broken unit file or checklist among them.
        """
        if self._view is None:
            self._view = api.look(
                self.folder, as_of=self.day, index=self.index, rescan=False, keep_matches=True
            )
        return self._view

    def report(self) -> Report:
        """The report of the view on the day of the change; raises like `view`."""
        return api.judge(self.view(), as_of=self.day)


class Observer:
    """Base of everything that follows a watcher.

    All calls for one folder come from one thread, which is not the one that looks: a slow observer delays no
    look. What a method raises is logged and hurts nobody else.
    """

    def on_change(self, change: Change) -> None:
        """The index says something new. Changes that follow each other closely come as one."""

    def on_status(self, folder: Path, status: WatchStatus) -> None:
        """The watcher's own state became another one: reachable, degraded, red."""

    def trouble(self, folder: Path) -> str:  # noqa: ARG002 - for those that override it
        """Why this observer cannot do its work for a folder, which makes the status red; from any thread."""
        return ""


class Teller:
    """Collects what changed in one folder and tells the observers.

    `note`, `look` and `wake` may be called from any thread, the rest from the one that tells.
    """

    def __init__(
        self,
        folder: Path,
        index: str | os.PathLike[str] | None,
        observers: Sequence[Observer],
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._index = index
        self._observers = tuple(observers)
        self._clock = clock
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._paths: set[bytes] = set()
        self._why = "start"
        self._after = 0.0
        self._unit: tuple[int, ...] | None = None
        self._day: dt.date | None = None
        self._health = ""

    def note(self, paths: Iterable[bytes]) -> None:
        """The index says something new of these files (raw paths)."""
        with self._lock:
            self._paths.update(paths)
            if self._paths:
                self._why = self._why or "files"
        self._wake.set()

    def look(self) -> None:
        """Notices a changed unit file and a new day, which change a report as files do."""
        try:
            status = (self._folder / UNIT_FILE).stat()
        except OSError:
            unit = None
        else:
            unit = (status.st_ino, status.st_size, status.st_mtime_ns)
        day = dt.datetime.fromtimestamp(self._clock.wall(), dt.UTC).astimezone().date()
        with self._lock:
            if unit != self._unit:
                self._unit, self._why = unit, self._why or "unit"
            if day != self._day:
                self._day, self._why = day, self._why or "day"
        self._wake.set()

    def next_due(self) -> float | None:
        """The monotonic time at which something may be told, if there is anything."""
        return self._after if self._why else None

    def run(
        self, ready: Callable[[], bool], status: Callable[[], WatchStatus], stop: threading.Event
    ) -> None:
        """Tells whatever is to be told until `stop`, see `tell`."""
        while not stop.is_set():
            due = self.next_due()
            pause = _IDLE if due is None else max(_PAUSE, min(due - self._clock.monotonic(), _IDLE))
            self._wake.wait(pause)
            self._wake.clear()
            # What is noted together is told together.
            if stop.wait(_PAUSE):
                return
            self.tell(ready, status)

    def tell(self, ready: Callable[[], bool], status: Callable[[], WatchStatus]) -> None:
        """Tells what is to be told now; changes only where `ready` says so."""
        if ready():
            self.tell_change(status)
        self.tell_status(status())

    def wake(self) -> None:
        """Something may be there to tell."""
        self._wake.set()

    def tell_change(self, status: Callable[[], WatchStatus]) -> None:
        """Tells the observers, if there is something and it is time."""
        now = self._clock.monotonic()
        if not self._why or now < self._after or self._day is None:
            return
        started = time.monotonic()
        with self._lock:
            noted, why = self._paths, self._why
            self._paths, self._why = set(), ""
        paths = tuple(sorted(display_name(path)[0] for path in noted))
        change = Change(self._folder, self._index, self._day, why, paths, status())
        for observer in self._observers:
            self._guarded(partial(observer.on_change, change))
        # Matches made now are remembered, so that a report beside us has less to do.
        self._guarded(change.view)
        self._after = now + min(_LONGEST, _SHARE * (time.monotonic() - started))

    def trouble(self) -> str:
        """The first trouble of an observer; an empty text for none. An observer that cannot say is in trouble."""
        try:
            return next(filter(None, (observer.trouble(self._folder) for observer in self._observers)), "")
        except Exception as error:  # noqa: BLE001 - asked for every status, which must not depend on it
            return f"{type(error).__name__}: {error}"

    def tell_status(self, status: WatchStatus) -> None:
        """Tells the observers where the watcher's own health changed."""
        if status.health == self._health:
            return
        self._health = status.health
        for observer in self._observers:
            self._guarded(partial(observer.on_status, self._folder, status))

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except EvidenceError as error:
            _LOG.warning("%s: %s", self._folder.name, printable(str(error)))
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001 - whatever it is, the watch goes on
            _LOG.exception(tr("%s: an observer failed"), self._folder.name)
