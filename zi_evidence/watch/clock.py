"""The clocks that a watcher lives by, and how it notices that one of them jumped or the machine slept."""

import time
from typing import Protocol

from zi_evidence.i18n import tr

__all__ = ["Clock", "JumpDetector", "SystemClock"]

_JUMP_SECONDS = 300.0
_SLEEP_SECONDS = 30.0


class Clock(Protocol):
    """Time as a watcher sees it; tests bring their own."""

    def monotonic(self) -> float:
        """Seconds that pass evenly while the machine is awake."""
        ...

    def wall(self) -> float:
        """Seconds since 1970, as the machine believes."""
        ...

    def boot(self) -> float:
        """Like `monotonic`, but counting the time the machine slept too."""
        ...


class SystemClock:
    """The clocks of this machine."""

    def monotonic(self) -> float:
        """See `Clock`."""
        return time.monotonic()

    def wall(self) -> float:
        """See `Clock`."""
        return time.time()

    def boot(self) -> float:
        """See `Clock`; where the system has no such clock, sleep shows as a jump of the wall clock."""
        number = getattr(time, "CLOCK_BOOTTIME", None)
        return time.clock_gettime(number) if number is not None else time.monotonic()


class JumpDetector:
    """Compares clocks between two looks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall, self._boot = self._offsets()

    def _offsets(self) -> tuple[float, float]:
        even = self._clock.monotonic()
        return self._clock.wall() - self._clock.boot(), self._clock.boot() - even

    def check(self) -> str:
        """What happened to the clocks since the last call; an empty text for nothing."""
        wall, boot = self._offsets()
        jumped, slept = wall - self._wall, boot - self._boot
        if slept > _SLEEP_SECONDS:
            self._wall, self._boot = wall, boot
            return tr("the machine slept for {slept:.0f} seconds").format(slept=slept)
        if abs(jumped) > _JUMP_SECONDS:
            self._wall = wall
            return tr("the clock jumped by {jumped:+.0f} seconds").format(jumped=jumped)
        return ""
