"""Keeps a thread of the watch alive: one that ended without being told to is started anew."""

import logging
import threading
import time
from collections.abc import Callable

from zi_evidence.i18n import tr
from zi_evidence.watch.duty import FIRST_RETRY, LAST_RETRY, message_of

__all__ = ["Keeper"]

_LOG = logging.getLogger(__name__)


class Keeper:
    """One thread, with growing pauses between its ends and its next starts.

    Args:
        name: of the thread.
        work: what it does until it is told to stop.
        on_end: told why it ended, from the thread that tends; may be called again while it cannot be started.
    """

    def __init__(self, name: str, work: Callable[[], None], on_end: Callable[[str], None]) -> None:
        self.name = name
        self._work = work
        self._on_end = on_end
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None
        self._retry = FIRST_RETRY
        self._started = self._not_before = 0.0

    def tend(self) -> bool:
        """Starts the thread where it does not run and it is time to; whether it runs now."""
        if self.is_alive():
            if time.monotonic() - self._started > LAST_RETRY:
                self._retry = FIRST_RETRY
            return True
        if self._thread is not None:
            self._thread = None
            self._pause(message_of(self._error) if self._error else tr("it ended by itself"))
        if time.monotonic() < self._not_before:
            return False
        thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        try:
            thread.start()
        except (RuntimeError, OSError, MemoryError) as error:
            self._pause(message_of(error))
            return False
        self._thread, self._started = thread, time.monotonic()
        return True

    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def join(self, seconds: float) -> bool:
        """Waits for its end; whether it came."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.is_alive()

    def _pause(self, reason: str) -> None:
        _LOG.error(tr("%s: the watch stopped, and is started again: %s"), self.name, reason)
        self._not_before = time.monotonic() + self._retry
        self._retry = min(2 * self._retry, LAST_RETRY)
        self._on_end(reason)

    def _run(self) -> None:
        self._error = None
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - whoever tends tells it
            self._error = error
