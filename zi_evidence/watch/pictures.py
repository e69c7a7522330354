"""Scanned pages that OCR has still to read: one page at a time, while nothing else is to be done."""

from collections import deque
from dataclasses import replace
from pathlib import Path

from zi_evidence.index.backend import open_index
from zi_evidence.index.pictures import Budget, Wanted, read_some, wanted

__all__ = ["PicturePages"]


class PicturePages:
    """What is left to read of one folder's scans.

    Args:
        folder: the unit folder, resolved.
        place: the folder of its index.
        budget: how many pages may be read of each document; there is no limit to all of them together, as
            a watcher has time. Nothing is read without one.
    """

    def __init__(self, folder: Path, place: Path, budget: Budget | None) -> None:
        self._folder = folder
        self._place = place
        self._budget = budget
        self._left: deque[Wanted] = deque()
        self._outdated = False

    def renew(self) -> None:
        """The index says something new: what is left has to be asked again."""
        self._outdated = self._budget is not None

    def drop(self) -> None:
        """Something is wrong with reading: nothing is read until the index says something new."""
        self._left.clear()
        self._outdated = False

    def __bool__(self) -> bool:
        """Whether there may be a page to read."""
        return self._outdated or bool(self._left)

    def read_page(self) -> tuple[bytes, ...]:
        """Reads the most telling page that is left; returns the raw paths that the index now tells anew of.

        Raises:
            EvidenceError: the index cannot be written.
        """
        with open_index(self._place, write=True) as store:
            if self._outdated and self._budget:
                self._left = deque(wanted(store, self._budget))
                self._outdated = False
            if not self._left:
                return ()
            one = self._left.popleft()
            if one.pages > 1:
                self._left.appendleft(replace(one, pages=one.pages - 1))
            return read_some(self._folder, store, one, 1)
