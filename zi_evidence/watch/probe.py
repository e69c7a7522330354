"""Whether a unit folder answers at all, asked from outside while the watching thread gives no sign of life."""

import os
import time
from pathlib import Path

from zi_evidence.index.patience import Asked

__all__ = ["Probe"]

_SILENT_SECONDS = 3.0
_ANSWER_SECONDS = 4.0


def _ask(folder: Path) -> None:
    """Asks the file server itself: a listing is not answered from what the system remembers for long."""
    with os.scandir(folder) as entries:
        next(entries, None)


class Probe:
    """Tells a look that takes long from a folder that hangs.

    Args:
        folder: the unit folder, resolved.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: Asked[None] | None = None
        self._since = 0.0

    def hangs(self, silent: float) -> bool:
        """Whether the folder does not answer.

        Args:
            silent: for how many seconds the watching thread gave no sign of life; 0 while it is idle.

        Raises:
            RuntimeError: the system has no thread left to ask in.
        """
        if self._asked is not None and not self._asked.waits():
            self._asked = None
        if silent < _SILENT_SECONDS:
            return False
        if self._asked is None:
            self._since = time.monotonic()
            self._asked = Asked(lambda: _ask(self._folder))
        return time.monotonic() - self._since > _ANSWER_SECONDS
