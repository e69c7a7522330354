"""The watch over one unit folder: what is due next, and what became of it.

`step` does what is due and says when to come back; it never waits itself. All of it runs in one thread, so
that a folder that hangs holds up nobody else.
"""

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from zi_evidence.errors import (
    EvidenceError,
    IndexDamaged,
    IndexLocked,
    SourceUnavailable,
    UsageError,
)
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.backend import open_index
from zi_evidence.index.place import index_folder
from zi_evidence.index.scan import Memo, ScanResult, scan_folder, walked_at
from zi_evidence.index.schema import IndexTooNew
from zi_evidence.index.watching import WatchStatus, write_status
from zi_evidence.text import printable
from zi_evidence.watch.clock import Clock, JumpDetector, SystemClock
from zi_evidence.watch.events import DirtyFolders, NativeEvents
from zi_evidence.watch.filesystems import Mode
from zi_evidence.watch.missed import Missed
from zi_evidence.watch.observing import Observer, Teller
from zi_evidence.watch.pictures import PicturePages
from zi_evidence.watch.readers import Readers
from zi_evidence.watch.settings import Settings
from zi_evidence.watch.settle import Settle, Waiting
from zi_evidence.watch.source import EventSource, Source
from zi_evidence.watch.state import State
from zi_evidence.watch.unsettled import Unsettled

__all__ = ["RootWatch"]

_LOG = logging.getLogger(__name__)
_JITTER = 0.1
_GUARD_SECONDS = 5.0
_STATUS_SECONDS = 30.0
_REARM_SECONDS = 900.0
_BURST_SECONDS = 0.05
_BURST_MAX = 2.0
_FIRST_RETRY, _LAST_RETRY = 1.0, 60.0
_TELL_SECONDS = 5.0


class _Stopped(Exception):
    """Ends a scan between two files."""


class RootWatch:
    """Watches one unit folder.

    Args:
        folder: the unit folder, resolved.
        settings: how.
        watcher: who watches, for the status.
        version: of the program, for the status.
        observers: told of changes.
        clock: the time.
        make_events: what tells of changes.
        readers: the processes that read.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        watcher: str = "",
        version: str = "",
        observers: Sequence[Observer] = (),
        clock: Clock | None = None,
        make_events: Callable[[Path, DirtyFolders], EventSource] = NativeEvents,
        readers: Readers | None = None,
    ) -> None:
        self.folder = folder
        self.place = index_folder(folder, settings.index, unsafe=settings.unsafe_index)
        self._settings = settings
        self._watcher = watcher
        self._version = version
        self._clock = clock or SystemClock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self.dirty = DirtyFolders(self._wake.set)
        self.settle = Settle(self._clock, settings.quiet)
        self.state = State(started=self._clock.wall())
        self._source = Source(folder, self.dirty, settings, make_events)
        self._jumps = JumpDetector(self._clock)
        self._readers = readers or Readers(self._clock, settings.workers or 2)
        self._jitter = random.Random(str(folder))  # noqa: S311 - spreads load, hides nothing
        self._demand = "mulai"
        self._next_full = self._next_guard = self._next_status = self._next_arm = 0.0
        self._blocked_until = self._quiet_until = 0.0
        self._retry = _FIRST_RETRY
        self._missed = Missed(self._clock)
        self._unsettled = Unsettled(self._clock)
        self._teller = Teller(folder, settings.index, observers, self._clock)
        self._pictures = PicturePages(folder, self.place, settings.ocr)
        self._memo = Memo()
        self._doubt = False
        self._walks = 0
        self._waiting: list[tuple[bytes, Waiting]] = []
        self._telling: threading.Thread | None = None

    # ---- the thread ------------------------------------------------------------------------------

    def run(self) -> None:
        """Watches until `stop`; whatever goes wrong in a step is logged and tried again later."""
        telling = (self._may_tell, self.status, self._stop)
        self._telling = threading.Thread(target=self._teller.run, args=telling, name="telling", daemon=True)
        self._telling.start()
        try:
            self.save()
            self._arm()
            while not self._stop.is_set():
                pause = self.step()
                if self._wake.wait(pause) and not self._stop.is_set():
                    self._wake.clear()
                    # What happens now seldom happens alone.
                    self._stop.wait(_BURST_SECONDS)
        finally:
            self._source.stop()
            self._readers.close()
            self.save()
            self._teller.wake()
            self._telling.join(_TELL_SECONDS)

    def _may_tell(self) -> bool:
        """Whether what the index says is worth telling: it was filled once, and the folder is there."""
        return self._walks > 0 and self.state.health != "red"

    def stop(self) -> None:
        """Ends the watch soon; from any thread."""
        self._stop.set()
        self._wake.set()
        self._teller.wake()

    def step(self) -> float:
        """Does what is due; returns the seconds until something is due again, events aside."""
        now = self._clock.monotonic()
        if reason := self._jumps.check():
            self._want(reason)
        if now >= self._next_guard:
            self._next_guard = now + _GUARD_SECONDS
            self._guard()
        if now >= max(self._blocked_until, self._quiet_until):
            self._look(now)
        if missed := self._missed.convict():
            self.state.missed += missed
            self._next_status = 0.0
            _LOG.warning(tr("%s: %d changes that no event announced"), self.folder.name, missed)
        if self._telling is None:
            if self._may_tell():
                self._teller.tell_change(self.status)
            self._teller.tell_status(self.status())
        self._readers.cool()
        now = self._clock.monotonic()
        if now >= self._next_status:
            self.save()
        return max(0.0, self._next() - now)

    def _next(self) -> float:
        """The monotonic time at which the next thing is due."""
        work = [self._next_full]
        due = self.settle.next_due()
        if due is not None:
            work.append(due)
        if self._demand or self.dirty or self._pictures:
            work.append(0.0)
        times = [max(min(work), self._blocked_until, self._quiet_until), self._next_guard, self._next_status]
        told = self._teller.next_due() if self._telling is None else None
        times += [due for due in (self._missed.next_due(), told) if due is not None]
        return min(times)

    # ---- looking ---------------------------------------------------------------------------------

    def _want(self, reason: str) -> None:
        """Asks for a look at the whole folder at once."""
        self._demand = self._demand or reason

    def _arm(self) -> None:
        before = self._source.mode, self._source.reason, self._source.degraded
        started = time.monotonic()
        self._source.arm()
        self._unsettled.armed(time.monotonic() - started)
        self._next_arm = self._clock.monotonic() + _REARM_SECONDS
        self.state.mode, self.state.mode_reason = self._source.mode, self._source.reason
        self.state.degraded = self._source.degraded
        self.state.watches = max(self._source.watches(), 0)
        if before != (self._source.mode, self._source.reason, self._source.degraded):
            self._source.tell()

    def _guard(self) -> None:
        """Notices a remount, dead events, a changed unit file, a new day, and the end of a watch shortage."""
        trouble = self._source.trouble()
        if trouble:
            self._arm()
            self._want(trouble)
            self._doubt = True
            # Whatever came back is worth a look at once.
            self._blocked_until = 0.0
        elif self._source.degraded and self._clock.monotonic() >= self._next_arm:
            self._arm()
            self._want(tr("trying events again"))
        elif self._source.mode is Mode.EVENTS and self._unsettled.is_due():
            self._arm()
            self._want(tr("a new or moved folder"))
        self._teller.look()

    def _look(self, now: float) -> None:
        """One scan of what is due, if anything is."""
        dirty, lost = self.dirty.take()
        self._missed.acquit(dirty)
        if any(dirty.values()):
            self._unsettled.moved()
        if lost:
            self._want(lost)
        if now >= self._next_full:
            self._want(tr("regular"))
        only = None if self._demand else self.settle.due_folders() | dirty
        if only is not None and not only:
            self._warm(now)
            self._read_picture()
            return
        reason, self._demand = self._demand, ""
        self.state.busy_since = self._clock.wall()
        started = time.monotonic()
        cpu = time.thread_time()
        noticed = {path for path, _ in self._waiting}
        try:
            result, whole = self._scan(only)
        except _Stopped:
            return
        except Exception as error:  # noqa: BLE001 - a watcher that ends tells nobody anything
            # A pool that could not start its workers does not try again by itself.
            self._readers.close()
            self._failed(error, dirty | (only or {}), reason)
        else:
            self._succeeded(result, noticed, dirty, reason, whole=whole)
            spent = time.monotonic() - started
            self._quiet_until = self._clock.monotonic() + min(_BURST_MAX, 2 * spent)
            if whole:
                self._plan_next(time.thread_time() - cpu)
        finally:
            self.state.busy_since = 0.0

    def _scan(self, only: dict[bytes, bool] | None) -> tuple[ScanResult, bool]:
        self.settle.begin()
        with open_index(self.place, write=True) as store:
            if only is not None and not walked_at(store):
                # Somebody took the index away: a part of the folder would be taken for all of it.
                only = None
            result = scan_folder(
                self.folder,
                store,
                hold=self.settle,
                only=only,
                pool=self._readers.pool(),
                memo=self._memo,
                doubt=self._doubt,
                progress=lambda _progress: self._breathe(),
            )
            self.state.files = store.count()
        for path, changed in result.unread.items():
            self.settle.again(path, changed=changed)
        self.settle.end(whole=only is None)
        self._waiting = self.settle.waiting()
        return result, only is None

    def _breathe(self) -> None:
        """Between two files: gives a sign of life, and ends the scan where that is wanted."""
        if self._stop.is_set():
            raise _Stopped
        self.state.busy_since = self._clock.wall()
        if self._clock.monotonic() >= self._next_status:
            self.save()

    def _warm(self, now: float) -> None:
        """Readies a reader while a file still waits for its quiet period to end."""
        due = self.settle.next_due()
        if due is not None and self._settings.quiet >= 1 and due - now < 2 * self._settings.quiet:
            self._readers.warm()

    def _read_picture(self) -> None:
        """One page by OCR; between two pages everything else comes first."""
        if not self._pictures:
            return
        self.state.busy_since = self._clock.wall()
        try:
            self._teller.note(self._pictures.read_page())
        except Exception as error:  # noqa: BLE001 - a watcher that ends tells nobody anything
            locked = isinstance(error, IndexLocked)
            if not locked:
                self._pictures.drop()
            self._failed(error, {}, "" if locked else tr("OCR failed"))
        finally:
            self.state.busy_since = 0.0

    # ---- what became of it -----------------------------------------------------------------------

    def _succeeded(
        self,
        result: ScanResult,
        noticed: set[bytes],
        dirty: dict[bytes, bool],
        reason: str,
        *,
        whole: bool,
    ) -> None:
        state = self.state
        if state.unreachable_since or state.problem:
            _LOG.warning(tr("%s: all is well again"), self.folder.name)
        state.unreachable_since, state.problem = 0.0, ""
        self._retry, self._blocked_until = _FIRST_RETRY, 0.0
        state.watches = max(self._source.watches(), 0)
        if whole:
            state.last_walk = self._clock.wall()
            self._doubt = False
            state.folders = result.folders
            self._walks += 1
            if self._walks > 1 and state.mode is Mode.EVENTS:
                self._missed.suspect(result, noticed, dirty)
            if self._source.check_coverage(result.folders):
                self._want(tr("too few watches"))
                self._quiet_until = self._clock.monotonic() + 1
            state.mode, state.degraded = self._source.mode, self._source.degraded
        for place, why in result.errors.items() if whole else ():
            _LOG.warning(tr("%s: cannot be looked at: %s: %s"), self.folder.name, place or ".", tr(why))
        if result.changed or whole:
            _LOG.info(
                tr("%s: %s, %d files seen, %d read, %d known, %d gone, %d waiting"),
                self.folder.name, tr("whole ({reason})").format(reason=reason) if whole else tr("partial"),
                result.walked, result.read, result.reused, result.removed, len(self.settle),
            )  # fmt: skip
        self._teller.note(result.changed)
        if result.changed or self._walks <= 1:
            self._pictures.renew()
        self._next_status = 0.0

    def _failed(self, error: Exception, dirty: dict[bytes, bool], reason: str) -> None:
        """Keeps what was to be done, and says why it could not be."""
        for folder, deep in dirty.items():
            self.dirty.mark(folder, deep=deep)
        self._demand = self._demand or reason
        now = self._clock.monotonic()
        if isinstance(error, IndexLocked):
            # A command writes for a moment; that is no trouble.
            self._blocked_until = now + _FIRST_RETRY
            return
        message = error.message if isinstance(error, EvidenceError) else f"{type(error).__name__}: {error}"
        if isinstance(error, (SourceUnavailable, UsageError)):
            self.state.unreachable_since = self.state.unreachable_since or self._clock.wall()
            self._want(tr("connected again"))
            self._doubt = True
        elif isinstance(error, IndexDamaged) and not isinstance(error, IndexTooNew):
            self._begin_anew()
        elif not isinstance(error, EvidenceError):
            _LOG.error(tr("%s: a mistake of the program"), self.folder.name, exc_info=error)
        if message != self.state.problem:
            _LOG.warning("%s: %s", self.folder.name, printable(message))
        self.state.problem = message
        self._blocked_until = now + self._retry
        self._retry = min(2 * self._retry, _LAST_RETRY)
        self._next_status = 0.0

    def _begin_anew(self) -> None:
        self._want(tr("the index is built anew"))
        try:
            with open_index(self.place, write=True) as store:
                store.start_over()
        except EvidenceError as error:
            _LOG.warning("%s: %s", self.folder.name, printable(str(error)))

    def _plan_next(self, cpu: float) -> None:
        spread = 1 + self._jitter.uniform(-_JITTER, _JITTER)
        pause = self._settings.pause(events=self._source.mode is Mode.EVENTS, cpu=cpu) * spread
        self._next_full = self._clock.monotonic() + pause
        self.state.next_walk = self._clock.wall() + pause

    # ---- status ----------------------------------------------------------------------------------

    def status(self) -> WatchStatus:
        """The state as others see it; from any thread."""
        status = self.state.status(
            folder=self.folder,
            place=self.place,
            version=self._version,
            watcher=self._watcher,
            now=self._clock.wall(),
            waiting=self._waiting,
            overflows=self.dirty.overflows,
        )
        trouble = self._teller.trouble()
        return replace(status, health="red", problem=status.problem or trouble) if trouble else status

    def save(self) -> None:
        """Writes the status file; a full disk is no reason to end."""
        self._next_status = self._clock.monotonic() + _STATUS_SECONDS
        try:
            write_status(self.place, self.status())
        except OSError as error:
            _LOG.warning(tr("%s: the status cannot be written: %s"), self.folder.name, os_reason(error))
        self._teller.wake()
