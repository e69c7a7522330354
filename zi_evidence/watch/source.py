"""How changes of one folder are noticed, and whether that way still works: events, or looking on a timer."""

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from zi_evidence.i18n import mark, os_reason, tr
from zi_evidence.index.filesystems import file_system_of
from zi_evidence.index.walk import UNIT_FILE
from zi_evidence.watch.events import DirtyFolders, NativeEvents
from zi_evidence.watch.filesystems import Mode, choose_mode
from zi_evidence.watch.settings import Settings

__all__ = ["EventSource", "Source"]

_LOG = logging.getLogger(__name__)
_ADVICE = mark("raise it with: sysctl fs.inotify.max_user_watches=524288")
# How the system says that it has no watch left; everything else is the folder's fault, not a limit's.
_LIMITS = frozenset({errno.ENOSPC, errno.EMFILE})


class EventSource(Protocol):
    """Whatever tells of changes; the system's own events, or a test's."""

    def start(self) -> None:
        """Raises OSError where nothing can be watched."""
        ...

    def stop(self) -> None:
        """Ends it; may be called twice."""
        ...

    def alive(self) -> bool:
        """Whether somebody still listens."""
        ...

    def watches(self) -> int:
        """Folders really watched; -1 where that cannot be told."""
        ...


class Source:
    """The present way for one folder, with the reasons for it.

    Attributes:
        mode: how changes are noticed now.
        reason: why this way.
        degraded: why a worse way than the file system allows; empty where all is well.
        armed: whether the way was chosen to the end; else it must be chosen anew.
    """

    def __init__(
        self,
        root: Path,
        dirty: DirtyFolders,
        settings: Settings,
        make: Callable[[Path, DirtyFolders], EventSource] = NativeEvents,
    ) -> None:
        self._root = root
        self._dirty = dirty
        self._settings = settings
        self._make = make
        self._events: EventSource | None = None
        self._short = 0
        self._identity: tuple[object, ...] | None = None
        self.mode = Mode.POLLING
        self.reason = ""
        self.degraded = ""
        self.armed = False

    def arm(self) -> None:
        """Chooses the way anew and sets the watches where there are events."""
        self.armed = False
        self.stop()
        self._identity = self._look()
        self._short = 0
        self.degraded = ""
        self.mode, self.reason = choose_mode(self._settings.poll, file_system_of(self._root))
        if self.mode is Mode.EVENTS:
            self._begin(self._make(self._root, self._dirty))
        self.armed = True

    def _begin(self, events: EventSource) -> None:
        try:
            events.start()
        except OSError as error:
            why = tr("no events to be had ({reason})").format(reason=os_reason(error))
            self._give_up(f"{why}; {tr(_ADVICE)}" if error.errno in _LIMITS else why)
        else:
            self._events = events

    def stop(self) -> None:
        """Takes all watches back."""
        events, self._events = self._events, None
        if events:
            events.stop()

    def _give_up(self, why: str) -> None:
        self.stop()
        self.mode = Mode.POLLING
        self.degraded = tr("polling: {reason}").format(reason=why)
        _LOG.warning("%s: %s", self._root.name, self.degraded)

    def tell(self) -> None:
        """The present way as one line of the log."""
        events = self.mode is Mode.EVENTS
        _LOG.info(
            tr("%s: mode %s (%s), %d folders watched, looked at again every %.0f seconds"),
            self._root.name, tr("events") if events else tr("polling"), self.degraded or self.reason,
            max(self.watches(), 0), self._settings.pause(events=events),
        )  # fmt: skip

    def watches(self) -> int:
        """Folders really watched; 0 without events, -1 where that cannot be told."""
        return self._events.watches() if self._events else 0

    def trouble(self) -> str:
        """What happened to the folder's mount or to the events since the last call; empty for nothing."""
        now = self._look()
        if now != self._identity:
            self._identity = now
            return tr("the connection of the folder changed")
        if not self.armed:
            return tr("the events stopped")
        if self._events and (not self._events.alive() or self._events.watches() == 0):
            return tr("the events stopped")
        return ""

    def check_coverage(self, folders: int, unseen: int = 0) -> bool:
        """Compares the folders that a whole walk met with the watches; whether another walk must confirm.

        A folder made during the walk may get its watch a moment later, so that one shortfall proves nothing.

        Args:
            folders: met by the walk.
            unseen: places that could not be looked at; what cannot be listed cannot be watched, which no limit
                is to blame for.
        """
        if not self._events:
            return False
        watches = self._events.watches()
        if watches < 0 or watches >= folders - unseen:
            self._short = 0
            return False
        if not self._short:
            # A folder that could not be read before, or came too fast, gets its watch now.
            self.arm()
            self._short = 1
            return True
        self._give_up(
            tr("only {watches} of {folders} folders can be watched; {advice}").format(
                watches=watches, folders=folders, advice=tr(_ADVICE)
            )
        )
        return False

    def _look(self) -> tuple[object, ...] | None:
        """What changes when something else is mounted in the folder's place."""
        try:
            status = self._root.stat()
            marked = os.path.lexists(self._root / UNIT_FILE)
        except OSError:
            return None
        return status.st_dev, status.st_ino, marked, file_system_of(self._root).mount_id
