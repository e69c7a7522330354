"""One thing that a watch does again and again: whatever it raises is told and tried again, and ends nothing."""

import logging
from collections.abc import Callable

from zi_evidence.errors import EvidenceError, IndexLocked
from zi_evidence.i18n import tr
from zi_evidence.text import printable
from zi_evidence.watch.clock import Clock
from zi_evidence.watch.state import State

__all__ = ["FIRST_RETRY", "LAST_RETRY", "Duty", "Stopped", "message_of"]

_LOG = logging.getLogger(__name__)
FIRST_RETRY, LAST_RETRY = 1.0, 60.0


class Stopped(Exception):
    """Ends a duty because the watch ends."""


def message_of(error: BaseException) -> str:
    """One line for the status."""
    return error.message if isinstance(error, EvidenceError) else f"{type(error).__name__}: {error}"


class Duty:
    """The only place where the errors of a watching thread are caught.

    Args:
        name: of the duty, under which `State` keeps its problem.
        unit: name of the unit folder, for the log.
        work: does what is due of it; false where nothing was due, so that nothing is known of a former problem.
        state: where a problem is written down.
        clock: the time.
        vital: whether the index may be out of date while the duty cannot be done.
        on_failure: puts right what the failure left; called with the error, before the next try is planned.

    Attributes:
        not_before: monotonic time of the next try after a failure.
    """

    def __init__(
        self,
        name: str,
        unit: str,
        work: Callable[[], bool],
        state: State,
        clock: Clock,
        *,
        vital: bool = False,
        on_failure: Callable[[BaseException], None] = lambda _error: None,
    ) -> None:
        self.name = name
        self.not_before = 0.0
        self._unit = unit
        self._work = work
        self._state = state
        self._clock = clock
        self._vital = vital
        self._on_failure = on_failure
        self._retry = FIRST_RETRY

    @property
    def failed(self) -> bool:
        """Whether the last try failed."""
        return self.name in self._state.problems

    def attempt(self) -> None:
        """Does the duty, unless its last failure is too recent.

        Raises:
            KeyboardInterrupt: the person at the keyboard wants an end; no other error leaves.
        """
        if self._clock.monotonic() < self.not_before:
            return
        try:
            tried = self._work()
        except KeyboardInterrupt:
            raise
        except Stopped:
            return
        except BaseException as error:  # noqa: BLE001 - a thread that ends tells nobody anything
            self._failed(error)
        else:
            if tried:
                self._retry, self.not_before = FIRST_RETRY, 0.0
                self._state.solve(self.name)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, IndexLocked):
            # A command writes for a moment; that is no trouble.
            pause = FIRST_RETRY
        else:
            pause, self._retry = self._retry, min(2 * self._retry, LAST_RETRY)
            known = self._state.problems.get(self.name)
            message = message_of(error)
            self._state.fail(self.name, message, self._clock.wall(), vital=self._vital)
            if known is None or known.text != message:
                self._tell(error, message)
        try:
            self._on_failure(error)
        except Exception as another:  # noqa: BLE001 - see above
            _LOG.warning("%s: %s", self._unit, printable(message_of(another)))
        self.not_before = self._clock.monotonic() + pause

    def _tell(self, error: BaseException, message: str) -> None:
        if not isinstance(error, EvidenceError):
            _LOG.error(tr("%s: a mistake of the program"), self._unit, exc_info=error)
        _LOG.warning("%s: %s", self._unit, printable(message))
