"""One look of a watch at its unit folder, and what becomes of it in the state and the next plans."""

import logging
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from zi_evidence.errors import EvidenceError, IndexDamaged, IndexLocked, SourceUnavailable, UsageError
from zi_evidence.i18n import tr
from zi_evidence.index.backend import open_index
from zi_evidence.index.opening import INDEX_FILE
from zi_evidence.index.scan import Memo, ScanResult, scan_folder, walked_at
from zi_evidence.index.schema import IndexTooNew
from zi_evidence.text import printable
from zi_evidence.watch.agenda import Agenda, Task
from zi_evidence.watch.clock import Clock
from zi_evidence.watch.duty import Stopped
from zi_evidence.watch.filesystems import Mode
from zi_evidence.watch.missed import Missed
from zi_evidence.watch.readers import Readers
from zi_evidence.watch.settings import Settings
from zi_evidence.watch.settle import Settle, Waiting
from zi_evidence.watch.source import Source
from zi_evidence.watch.state import State

__all__ = ["FIRST_PROMISE", "Looker"]

_LOG = logging.getLogger(__name__)
_JITTER = 0.1
# How much longer than planned a whole look may take before the index no longer counts as current.
_GRACE_SECONDS = 120.0
_GRACE_LOOKS = 3.0
FIRST_PROMISE = 600.0


class Looker:
    """Looks at one unit folder for its watch, all from one thread.

    Args:
        folder: the unit folder, resolved.
        place: the folder of its index.
        settings: how it is watched.
        clock: the time.
        state: where the outcome is written down.
        agenda: what is due.
        settle: files that wait to become quiet.
        source: how changes are noticed.
        readers: the processes that read.
        stop: ends a look between two files once it is set.

    Attributes:
        walks: whole looks so far at the index as it is now.
        doubt: the folder was away or may be another one.
        waiting: files that wait to be read, the oldest first.
        missed: changes that no event announced.
    """

    def __init__(
        self,
        folder: Path,
        place: Path,
        settings: Settings,
        *,
        clock: Clock,
        state: State,
        agenda: Agenda,
        settle: Settle,
        source: Source,
        readers: Readers,
        stop: threading.Event,
    ) -> None:
        self._folder = folder
        self._place = place
        self._settings = settings
        self._clock = clock
        self._state = state
        self._agenda = agenda
        self._settle = settle
        self._source = source
        self._readers = readers
        self._stop = stop
        self._jitter = random.Random(str(folder))  # noqa: S311 - spreads load, hides nothing
        self._memo = Memo()
        self._failed_index: tuple[tuple[int, int], ...] | None = None
        self.walks = 0
        self.doubt = False
        self.waiting: list[tuple[bytes, Waiting]] = []
        self.missed = Missed(clock)

    def look(self, task: Task, breathe: Callable[[], None]) -> ScanResult:
        """Does one look, and writes down what it found.

        Args:
            task: what to look at.
            breathe: called between two files.

        Raises:
            Stopped: `stop` was set meanwhile.
            EvidenceError: see `scan_folder`; the task is not done then.
        """
        started, cpu = time.monotonic(), time.thread_time()
        result, whole = self._scan(task.only, breathe)
        self._state.unreachable_since = 0.0
        self._state.watches = max(self._source.watches(), 0)
        self._failed_index = None
        spent = time.monotonic() - started
        self._agenda.rest(2 * spent)
        if whole:
            self._seen_whole(result, task)
            self._plan(time.thread_time() - cpu, spent)
        if result.changed or whole:
            _LOG.info(
                tr("%s: %s, %d files seen, %d read, %d known, %d gone, %d waiting"),
                self._folder.name,
                tr("whole ({reason})").format(reason=task.reason) if whole else tr("partial"),
                result.walked, result.read, result.reused, result.removed, len(self._settle),
            )  # fmt: skip
        if result.read:
            self._readers.proven = True
        return result

    def _scan(self, only: dict[bytes, bool] | None, breathe: Callable[[], None]) -> tuple[ScanResult, bool]:
        def progress() -> None:
            if self._stop.is_set():
                raise Stopped
            breathe()
            if only is None:
                # It takes long, and goes on.
                self._state.promise = max(self._state.promise, self._clock.wall() + _GRACE_SECONDS)

        self._settle.begin()
        with open_index(self._place, write=True) as store:
            if only is not None and not walked_at(store):
                # Somebody took the index away: a part of the folder would be taken for all of it.
                only = None
            result = scan_folder(
                self._folder,
                store,
                hold=self._settle,
                only=only,
                pool=self._readers.pool(),
                memo=self._memo,
                doubt=self.doubt,
                progress=lambda _progress: progress(),
            )
            self._state.files = store.count()
        for path, changed in result.unread.items():
            self._settle.again(path, changed=changed)
        self._settle.end(whole=only is None)
        self.waiting = self._settle.waiting()
        return result, only is None

    def _seen_whole(self, result: ScanResult, task: Task) -> None:
        state = self._state
        state.last_walk = self._clock.wall()
        state.folders = result.folders
        self.doubt = False
        self.walks += 1
        if self.walks > 1 and state.mode is Mode.EVENTS:
            self.missed.suspect(result, set(task.noticed), task.dirty)
        if self._source.check_coverage(result.folders, len(result.errors)):
            self._agenda.want(tr("too few watches"))
            self._agenda.rest(1)
        state.mode, state.degraded = self._source.mode, self._source.degraded
        for place, why in result.errors.items():
            _LOG.warning(tr("%s: cannot be looked at: %s: %s"), self._folder.name, place or ".", tr(why))

    def _plan(self, cpu: float, spent: float) -> None:
        spread = 1 + self._jitter.uniform(-_JITTER, _JITTER)
        pause = self._settings.pause(events=self._source.mode is Mode.EVENTS, cpu=cpu) * spread
        self._agenda.plan(pause)
        self._state.next_walk = self._clock.wall() + pause
        self._state.promise = self._state.next_walk + max(_GRACE_SECONDS, _GRACE_LOOKS * spent)

    # ---- what a failure leaves -------------------------------------------------------------------

    def failed(self, error: BaseException) -> None:
        """Keeps what was to be done, and says why it could not be."""
        self._agenda.put_back()
        self._settle.undo()
        if isinstance(error, IndexLocked):
            return
        # A pool that could not start its workers does not try again by itself.
        self._readers.abandon()
        if isinstance(error, (SourceUnavailable, UsageError)):
            self._state.unreachable_since = self._state.unreachable_since or self._clock.wall()
            self._agenda.want(tr("connected again"))
            self.doubt = True
        elif isinstance(error, IndexDamaged) and not isinstance(error, IndexTooNew):
            self._begin_anew()
        self._failed_index = self._index_files()

    def is_index_renewed(self) -> bool:
        """Whether somebody else wrote the index since a look failed, as `scan --accept-loss` does."""
        return self._failed_index is not None and self._index_files() != self._failed_index

    def forget(self) -> None:
        """The index is gone: nothing is known of the folder until it was looked at whole."""
        self.walks = 0
        self._memo = Memo()
        self._agenda.want(tr("the index was removed"))

    def is_index_gone(self) -> bool:
        """Whether an index that was filled is no longer there."""
        return self.walks > 0 and not (self._place / INDEX_FILE).exists()

    def _begin_anew(self) -> None:
        self._agenda.want(tr("the index is built anew"))
        try:
            with open_index(self._place, write=True) as store:
                store.start_over()
        except EvidenceError as error:
            _LOG.warning("%s: %s", self._folder.name, printable(str(error)))

    def _index_files(self) -> tuple[tuple[int, int], ...]:
        """Times and sizes of the index, which are others after somebody wrote it."""
        found = []
        for name in (INDEX_FILE, f"{INDEX_FILE}-wal"):
            try:
                status = (self._place / name).stat()
            except OSError:
                found.append((0, 0))
            else:
                found.append((status.st_mtime_ns, status.st_size))
        return tuple(found)
