"""What others may do after a change: they are told once the index says something new."""

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path

from zi_evidence import api
from zi_evidence.api import View
from zi_evidence.index.watching import WatchStatus
from zi_evidence.model import Report

__all__ = ["Change", "Observer"]


@dataclass(slots=True)
class Change:
    """What the index says anew of one unit folder. The view is made when somebody asks for it, once.

    Attributes:
        folder: the unit folder.
        index: folder of indexes, as for `api.look`.
        day: the day on which it was noticed, local.
        reason: `start`, `files`, `unit` (its unit file) or `day` (a new one began).
        paths: display names of documents that came, changed or went, sorted.
        status: how the watcher itself does.
    """

    folder: Path
    index: str | os.PathLike[str] | None
    day: dt.date
    reason: str
    paths: tuple[str, ...]
    status: WatchStatus
    _view: View | None = field(default=None, init=False, repr=False)

    def view(self) -> View:
        """The unit folder as the index has it now.

        Raises:
            EvidenceError: see `api.look`; a broken unit file or checklist among them.
        """
        if self._view is None:
            self._view = api.look(
                self.folder, as_of=self.day, index=self.index, rescan=False, keep_matches=True
            )
        return self._view

    def report(self) -> Report:
        """The report of the view on the day of the change; raises like `view`."""
        return api.judge(self.view(), as_of=self.day)


class Observer:
    """Base of everything that follows a watcher. Called in the thread of the folder, after the index was closed.

    What a method raises is logged and hurts nobody else.
    """

    def on_change(self, change: Change) -> None:
        """The index says something new. Changes that follow each other closely come as one."""

    def on_status(self, folder: Path, status: WatchStatus) -> None:
        """The watcher's own state became another one: reachable, degraded, red."""
