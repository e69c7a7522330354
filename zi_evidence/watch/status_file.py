"""The status of one watch as it is written beside the index: when, by whom, and what is worth writing at once."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.watching import WatchLock, WatchStatus, write_status
from zi_evidence.text import printable
from zi_evidence.watch.clock import Clock
from zi_evidence.watch.duty import message_of
from zi_evidence.watch.settle import Waiting
from zi_evidence.watch.state import State

__all__ = ["StatusFile"]

_LOG = logging.getLogger(__name__)
_STATUS_SECONDS = 30.0


class StatusFile:
    """Writes the status; any thread may ask for it.

    Args:
        folder: the unit folder, resolved.
        place: the folder of its index.
        version: of the program.
        lock: without it nothing is written, as the place belongs to another watch; `None` where none can be.
        clock: the time.
        state: what is written.
        waiting: the files that wait now.
        overflows: how often events were lost.
        trouble: why those who follow the watch cannot do their work; empty where they can.

    Attributes:
        next_due: the monotonic time of the next writing.
    """

    def __init__(
        self,
        folder: Path,
        place: Path,
        version: str,
        *,
        lock: WatchLock | None,
        clock: Clock,
        state: State,
        waiting: Callable[[], Sequence[tuple[bytes, Waiting]]],
        overflows: Callable[[], int],
        trouble: Callable[[], str],
    ) -> None:
        self._folder = folder
        self._place = place
        self._version = version
        self._lock = lock
        self._clock = clock
        self._state = state
        self._waiting = waiting
        self._overflows = overflows
        self._trouble = trouble
        self._written: tuple[object, ...] = ()
        self._writing = threading.Lock()
        self.next_due = 0.0

    def soon(self) -> None:
        """Something is to be written by the next step."""
        self.next_due = 0.0

    def status(self) -> WatchStatus:
        """The state as others see it."""
        status = self._state.status(
            folder=self._folder,
            place=self._place,
            version=self._version,
            watcher=str(self._lock.watcher) if self._lock else "",
            now=self._clock.wall(),
            waiting=self._waiting(),
            overflows=self._overflows(),
        )
        trouble = self._trouble()
        return replace(status, health="red", problem=status.problem or trouble) if trouble else status

    def _news(self) -> tuple[object, ...]:
        """What is written at once when it changes."""
        state = self._state
        hangs = state.hangs(self._clock.wall())
        return state.problem, state.unreachable_since, state.mode, state.degraded, hangs, self._trouble()

    def refresh(self) -> bool:
        """Writes the status where the watch fares otherwise than it says; whether it does."""
        if self._news() == self._written:
            return False
        self.save()
        return True

    def save(self) -> None:
        """Writes the status; that it cannot be written is no reason to end."""
        self.next_due = self._clock.monotonic() + _STATUS_SECONDS
        with self._writing:
            self._written = self._news()
            try:
                if self._lock is None or self._lock.is_ours():
                    write_status(self._place, self.status())
            except OSError as error:
                reason = os_reason(error)
                _LOG.warning(tr("%s: the status cannot be written: %s"), self._folder.name, reason)
            except Exception as error:  # noqa: BLE001 - it would be told there, if it could be
                _LOG.warning("%s: %s", self._folder.name, printable(message_of(error)))
