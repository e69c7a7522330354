"""Folders that come or move faster than their watches: when to set all watches anew."""

from zi_evidence.watch.clock import Clock

__all__ = ["Unsettled"]

_CALM_SECONDS = 10.0
_SHARE = 100.0  # setting the watches may cost 1 % of the time between two


class Unsettled:
    """Remembers that a folder came or moved, until all watches were set after it.

    A folder that is renamed while its watch is being set gets none, and its library goes on with a wrong path:
    what happens in it later is told by nobody. So a while after such an event everything is watched anew.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: float | None = None
        self._not_before = 0.0

    def moved(self) -> None:
        """A folder came or moved."""
        if self._due is None:
            self._due = self._clock.monotonic() + _CALM_SECONDS

    def is_due(self) -> bool:
        """Whether it is time to set the watches."""
        return self._due is not None and self._clock.monotonic() >= max(self._due, self._not_before)

    def armed(self, seconds: float) -> None:
        """All watches were set now, which took so long."""
        self._due = None
        self._not_before = self._clock.monotonic() + _SHARE * seconds
