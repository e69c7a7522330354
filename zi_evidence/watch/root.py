"""The watch over one unit folder: what it does again and again, and how it is seen from outside.

`step` does what is due and says when to come back; it never waits itself. All of it runs in one thread, so
that a folder that hangs holds up no other. What a part of it raises is caught in `Duty` and tried again.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from zi_evidence.errors import IndexLocked, OutputFailed
from zi_evidence.i18n import tr
from zi_evidence.index.place import index_folder
from zi_evidence.index.watching import WatchLock, WatchStatus
from zi_evidence.watch.agenda import Agenda
from zi_evidence.watch.clock import Clock, JumpDetector, SystemClock
from zi_evidence.watch.duty import Duty
from zi_evidence.watch.events import DirtyFolders, NativeEvents
from zi_evidence.watch.filesystems import Mode
from zi_evidence.watch.keeper import Keeper
from zi_evidence.watch.look import FIRST_PROMISE, Looker
from zi_evidence.watch.observing import Observer, Teller
from zi_evidence.watch.pictures import PicturePages
from zi_evidence.watch.probe import Probe
from zi_evidence.watch.readers import Readers
from zi_evidence.watch.settings import Settings
from zi_evidence.watch.settle import Settle
from zi_evidence.watch.source import EventSource, Source
from zi_evidence.watch.state import State
from zi_evidence.watch.status_file import StatusFile
from zi_evidence.watch.unsettled import Unsettled

__all__ = ["RootWatch"]

_LOG = logging.getLogger(__name__)
_GUARD_SECONDS = 5.0
_REARM_SECONDS = 900.0
_BURST_SECONDS = 0.05


class RootWatch:
    """Watches one unit folder.

    Args:
        folder: the unit folder, resolved.
        settings: how.
        lock: makes this process the one watcher, held already; `None` where nobody else can be one.
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
        lock: WatchLock | None = None,
        version: str = "",
        observers: Sequence[Observer] = (),
        clock: Clock | None = None,
        make_events: Callable[[Path, DirtyFolders], EventSource] = NativeEvents,
        readers: Readers | None = None,
    ) -> None:
        self.folder = folder
        self.place = index_folder(folder, settings.index, unsafe=settings.unsafe_index)
        self.state = State()
        self._settings = settings
        self._lock = lock
        self._clock = clock or SystemClock()
        self.state.started = self._clock.wall()
        self.state.promise = self.state.started + FIRST_PROMISE
        self._wake = threading.Event()
        self._stop = threading.Event()
        self.dirty = DirtyFolders(self._wake.set)
        self.settle = Settle(self._clock, settings.quiet)
        self.agenda = Agenda(self._clock, self.dirty, self.settle, "mulai")
        self.source = Source(folder, self.dirty, settings, make_events)
        self.readers = readers or Readers(self._clock, settings.workers or 2)
        self.looker = Looker(
            folder, self.place, settings, clock=self._clock, state=self.state, agenda=self.agenda,
            settle=self.settle, source=self.source, readers=self.readers, stop=self._stop,
        )  # fmt: skip
        self.pictures = PicturePages(folder, self.place, settings.ocr)
        self.teller = Teller(folder, settings.index, observers, self._clock)
        self.written = StatusFile(
            folder, self.place, version, lock=lock, clock=self._clock, state=self.state,
            waiting=lambda: self.looker.waiting, overflows=lambda: self.dirty.overflows,
            trouble=self.teller.trouble,
        )  # fmt: skip
        self._jumps = JumpDetector(self._clock)
        self._unsettled = Unsettled(self._clock)
        self._probe = Probe(folder)
        self._next_guard = self._next_arm = 0.0
        self._sign = 0.0
        # Only while nothing is due of the folder itself.
        self._idle = False
        # What the index says anew, until those who follow it were told.
        self._untold: set[bytes] = set()
        self._place_duty = self._duty("place", self._keep_place, vital=True)
        self._look_duty = self._duty("look", self._look, vital=True, on_failure=self.looker.failed)
        self._warm_duty = self._duty(
            "readers", self._warm, vital=True, on_failure=lambda _error: self.readers.abandon()
        )
        self._duties = (
            self._duty("clock", self._notice_jump, vital=True),
            self._duty("guard", self._guard, vital=True),
            self._look_duty,
            self._warm_duty,
            self._duty("pictures", self._read_picture, on_failure=self._drop_pictures),
            self._duty("missed", self._count_missed),
            self._duty("idle readers", self._cool),
        )

    def _duty(
        self,
        name: str,
        work: Callable[[], bool],
        *,
        vital: bool = False,
        on_failure: Callable[[BaseException], None] = lambda _error: None,
    ) -> Duty:
        return Duty(name, self.folder.name, work, self.state, self._clock, vital=vital, on_failure=on_failure)

    # ---- the threads -----------------------------------------------------------------------------

    def keepers(self) -> tuple[Keeper, ...]:
        """What keeps the threads of this watch alive: the one that looks, and the one that tells."""
        name = self.folder.name
        return (
            Keeper(name, self.run, lambda why: self._ended("thread", why, vital=True)),
            Keeper(tr("{name} (telling)").format(name=name), self._run_telling, self._telling_ended),
        )

    def run(self) -> None:
        """Watches until `stop`; may be called again after it failed."""
        try:
            # What the thread before had under way is due again, and its readers died with it.
            self.readers.abandon()
            self.agenda.put_back()
            if self.state.problems:
                self.agenda.want(tr("the watch began again"))
            self.save()
            while not self._stop.is_set():
                pause = self.step()
                if self._wake.wait(pause) and not self._stop.is_set():
                    self._wake.clear()
                    # What happens now seldom happens alone.
                    self._stop.wait(_BURST_SECONDS)
        finally:
            self.state.busy_since = 0.0
            for end in (self.source.stop, self.readers.abandon, self.save, self.teller.wake):
                with contextlib.suppress(Exception):
                    end()

    def _run_telling(self) -> None:
        self.state.solve("telling")
        self.teller.run(self._may_tell, self.status, self._stop)

    def _ended(self, part: str, why: str, *, vital: bool) -> None:
        text = tr("the watch stopped, and is started again: {reason}").format(reason=why)
        self.state.fail(part, text, self._clock.wall(), vital=vital)
        self.save()

    def _telling_ended(self, why: str) -> None:
        self._ended("telling", why, vital=False)

    def _may_tell(self) -> bool:
        """Whether what the index says is worth telling: it was filled once, and is kept current."""
        return self.looker.walks > 0 and not self.state.blind_since

    def stop(self) -> None:
        """Ends the watch soon; from any thread."""
        self._stop.set()
        self._wake.set()
        self.teller.wake()

    # ---- one step --------------------------------------------------------------------------------

    def step(self) -> float:
        """Does what is due; returns the seconds until something is due again, events aside."""
        was_red = bool(self.state.problems)
        self._idle = False
        self._place_duty.attempt()
        if not self._place_duty.failed:
            for duty in self._duties:
                duty.attempt()
        if was_red and not self.state.problems:
            _LOG.warning(tr("%s: all is well again"), self.folder.name)
        if self._clock.monotonic() >= self.written.next_due:
            self.save()
        self.refresh()
        return max(0.0, self._next() - self._clock.monotonic())

    def _next(self) -> float:
        """The monotonic time at which the next thing is due."""
        if self._place_duty.failed:
            return min(self._place_duty.not_before, self.written.next_due)
        work = self.agenda.next_due(more=bool(self.pictures))
        times = [max(work, self._look_duty.not_before), self._next_guard, self.written.next_due]
        if self._warm_duty.failed:
            times.append(self._warm_duty.not_before)
        missed = self.looker.missed.next_due()
        return min([*times, missed] if missed is not None else times)

    @contextlib.contextmanager
    def _busy(self) -> Iterator[None]:
        """While it lasts a silence means that the folder does not answer."""
        self._breathe()
        try:
            yield
        finally:
            self.state.busy_since = 0.0

    def _breathe(self) -> None:
        """A sign of life."""
        self._sign = time.monotonic()
        self.state.busy_since = self._clock.wall()
        if self._clock.monotonic() >= self.written.next_due:
            self.save()

    def _keep_place(self) -> bool:
        """Makes sure that this process is still the one watcher, also where the index folder was removed."""
        if self._lock is None or self._lock.is_ours():
            return True
        _LOG.warning(tr("%s: the index folder was removed, and is made again"), self.folder.name)
        self._lock.release()
        index_folder(self.folder, self._settings.index, unsafe=self._settings.unsafe_index)
        try:
            self._lock.acquire()
        except IndexLocked as error:
            # Here this is more than somebody who writes for a moment.
            raise OutputFailed(error.message, hint=error.hint) from error
        self.looker.forget()
        self.written.soon()
        return True

    def _notice_jump(self) -> bool:
        if reason := self._jumps.check():
            self.agenda.want(reason)
        return True

    def _arm(self) -> None:
        source, state = self.source, self.state
        before = source.mode, source.reason, source.degraded
        started = time.monotonic()
        source.arm()
        self._unsettled.armed(time.monotonic() - started)
        self._next_arm = self._clock.monotonic() + _REARM_SECONDS
        state.mode, state.mode_reason, state.degraded = source.mode, source.reason, source.degraded
        state.watches = max(source.watches(), 0)
        if before != (source.mode, source.reason, source.degraded):
            source.tell()

    def _guard(self) -> bool:
        """Notices a remount, dead events, a changed unit file, a new day, and the end of a watch shortage."""
        if self._clock.monotonic() < self._next_guard:
            return False
        with self._busy():
            self._check_source()
            self.teller.look()
        if self.looker.is_index_gone():
            self.looker.forget()
        if self.looker.is_index_renewed():
            self._look_duty.not_before = 0.0
        self._next_guard = self._clock.monotonic() + _GUARD_SECONDS
        return True

    def _check_source(self) -> None:
        source = self.source
        began = source.armed or self.looker.walks > 0
        if trouble := source.trouble():
            if began:
                self.agenda.want(trouble)
                self.looker.doubt = True
            self._arm()
            # Whatever came back is worth a look at once.
            self._look_duty.not_before = 0.0
        elif source.degraded and self._clock.monotonic() >= self._next_arm:
            self.agenda.want(tr("trying events again"))
            self._arm()
        elif source.mode is Mode.EVENTS and self._unsettled.is_due():
            self.agenda.want(tr("a new or moved folder"))
            self._arm()

    def _look(self) -> bool:
        """One scan of what is due, if anything is."""
        if self.agenda.rests():
            return False
        dirty = self.agenda.hear()
        self.looker.missed.acquit(dirty)
        if any(dirty.values()):
            self._unsettled.moved()
        noticed = frozenset(path for path, _ in self.looker.waiting)
        task = self.agenda.take(dirty, tr("regular"), noticed)
        if task is None:
            self._idle = True
            return False
        with self._busy():
            result = self.looker.look(task, self._breathe)
        self._untold.update(result.changed)
        if self._untold or self.looker.walks <= 1:
            self.pictures.renew()
        self.teller.note(self._untold)
        self._untold.clear()
        self.agenda.done()
        self.state.solve("thread")
        self.state.solve("pictures")
        if self.readers.proven:
            self.state.solve("readers")
        self.written.soon()
        return True

    def _warm(self) -> bool:
        """Readies a reader while a file still waits for its quiet period to end, and proves that one starts."""
        if self._warm_duty.failed or (self._idle and not self.readers.proven):
            self.readers.warm()
            return True
        due = self.settle.next_due() if self._idle and self._settings.quiet >= 1 else None
        if due is None or due - self._clock.monotonic() >= 2 * self._settings.quiet:
            return False
        self.readers.warm()
        return True

    def _read_picture(self) -> bool:
        """One page by OCR; between two pages everything else comes first."""
        if not self._idle or not self.pictures:
            return False
        with self._busy():
            self.teller.note(self.pictures.read_page())
        return True

    def _drop_pictures(self, error: BaseException) -> None:
        if not isinstance(error, IndexLocked):
            self.pictures.drop()
            self.agenda.want(tr("OCR failed"))

    def _count_missed(self) -> bool:
        if missed := self.looker.missed.convict():
            self.state.missed += missed
            self.written.soon()
            _LOG.warning(tr("%s: %d changes that no event announced"), self.folder.name, missed)
        return True

    def _cool(self) -> bool:
        self.readers.cool()
        return True

    # ---- status ----------------------------------------------------------------------------------

    def probe(self) -> None:
        """Asks from another thread whether the folder answers while this watch gives no sign of life."""
        silent = time.monotonic() - self._sign if self.state.busy_since else 0.0
        self.state.hanging = self._probe.hangs(silent)

    def status(self) -> WatchStatus:
        """The state as others see it; from any thread."""
        return self.written.status()

    def refresh(self) -> None:
        """Writes the status file where the watch fares otherwise than it says; from any thread."""
        if self.written.refresh():
            self.teller.wake()

    def save(self) -> None:
        """Writes the status file; from any thread."""
        self.written.save()
        self.teller.wake()
