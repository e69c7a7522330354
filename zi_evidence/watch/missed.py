"""Changes that only a look at the whole folder found: events that never came."""

from collections.abc import Mapping

from zi_evidence.index.scan import ScanResult
from zi_evidence.watch.clock import Clock

__all__ = ["Missed"]

_GRACE_SECONDS = 2.0


class Missed:
    """Counts them, once it is sure that no event was merely late."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._suspects: dict[bytes, int] = {}
        self._until = 0.0

    def suspect(self, result: ScanResult, noticed: set[bytes], dirty: Mapping[bytes, bool]) -> None:
        """Notes what a whole look found and nothing told of.

        Args:
            result: of the look.
            noticed: raw paths that were waiting before it.
            dirty: the folders that events had named before it -> whether with all below.
        """
        touched = set(result.touched) - result.queued - result.attributes
        for path in (set(result.added) | set(result.gone) | touched) - noticed:
            folder = path.rpartition(b"/")[0]
            if not _covers(dirty, folder):
                self._suspects[folder] = self._suspects.get(folder, 0) + 1
        self._until = self._clock.monotonic() + _GRACE_SECONDS

    def acquit(self, dirty: Mapping[bytes, bool]) -> None:
        """Events that came late: what they speak of was announced after all."""
        for folder in [folder for folder in self._suspects if _covers(dirty, folder)]:
            del self._suspects[folder]

    def convict(self) -> int:
        """How many changes no event will tell of any more; each is counted once."""
        if not self._suspects or self._clock.monotonic() < self._until:
            return 0
        missed = sum(self._suspects.values())
        self._suspects.clear()
        return missed

    def next_due(self) -> float | None:
        """The monotonic time of the verdict, if one is due."""
        return self._until if self._suspects else None


def _covers(dirty: Mapping[bytes, bool], folder: bytes) -> bool:
    """Whether events named the folder, or one above it with all below."""
    if folder in dirty:
        return True
    while folder:
        folder = folder.rpartition(b"/")[0]
        if dirty.get(folder):
            return True
    return False
