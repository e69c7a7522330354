"""Which changes are not to be believed yet: files still being written, files gone for a moment.

A file is read when two looks, at least the quiet period apart, met the same size, times and inode. It is
never given up: a file that keeps changing keeps waiting, with its age. A file is gone when two looks, equally
far apart, did not meet it: office programs delete and rename while they save.
"""

import datetime as dt
from dataclasses import dataclass

from zi_evidence.index.walk import FileStat
from zi_evidence.model.reasons import reason
from zi_evidence.watch.clock import Clock

__all__ = ["Settle", "Waiting"]

# A file that cannot be opened is in use or forbidden; neither ends within seconds.
_RETRY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits: its identity at the last look, since when in all, and when it may be read."""

    stat: FileStat | None
    since: float
    due: float
    reason: str


class Settle:
    """Holds changes back; one for each unit folder, used by one thread.

    Args:
        clock: monotonic time decides, wall time is shown.
        quiet: seconds; 0 believes everything at once.
    """

    def __init__(self, clock: Clock, quiet: float) -> None:
        self._clock = clock
        self._quiet = quiet
        self._files: dict[bytes, Waiting] = {}
        self._missing: dict[bytes, float] = {}
        self._released: dict[bytes, float] = {}
        self._let_go: dict[bytes, Waiting] = {}
        self._asked: set[bytes] = set()
        self._began = 0.0

    # ---- what a scan asks ------------------------------------------------------------------------

    def waits(self, path: bytes, stat: FileStat) -> str:
        """Why this file is not to be read yet; an empty text lets it be read."""
        self._missing.pop(path, None)
        self._asked.add(path)
        now = self._clock.monotonic()
        known = self._files.get(path)
        since = known.since if known else self._clock.wall()
        if known and known.stat == stat and now >= known.due:
            self._let_go[path] = self._files.pop(path)
            self._released[path] = since
            return ""
        if known and known.stat == stat:
            return known.reason
        if not self._quiet:
            self._files.pop(path, None)
            self._released[path] = since
            return ""
        why = reason("still_changing", since=_utc(since), seconds=f"{self._quiet:g}")
        self._files[path] = Waiting(stat, since, now + self._quiet, why)
        return why

    def absent(self, path: bytes) -> bool:
        """Whether a file that was not met is gone for good."""
        self._files.pop(path, None)
        self._asked.add(path)
        now = self._clock.monotonic()
        if now >= self._missing.setdefault(path, now + self._quiet):
            del self._missing[path]
            return True
        return False

    # ---- what the watcher asks -------------------------------------------------------------------

    def begin(self) -> None:
        """A scan begins."""
        self._asked.clear()
        self._released.clear()
        self._let_go.clear()
        self._began = self._clock.monotonic()

    def end(self, *, whole: bool) -> None:
        """A scan ended well. What was due and not asked for is settled: it is there, and unchanged."""
        for path in [
            p for p, due in self._missing.items() if p not in self._asked and (whole or due <= self._began)
        ]:
            del self._missing[path]
        for path, waiting in list(self._files.items()):
            if path not in self._asked and (whole or waiting.due <= self._began):
                del self._files[path]
        self._released.clear()
        self._let_go.clear()

    def undo(self) -> None:
        """A scan failed: what it let go was perhaps not read, and is due at once, as old as before."""
        self._files.update(self._let_go)
        self._let_go.clear()

    def again(self, path: bytes, *, changed: bool) -> None:
        """A file that was let go could not be read: it waits anew, as old as before."""
        since = self._released.get(path, self._clock.wall())
        pause = self._quiet if changed else max(_RETRY_SECONDS, self._quiet)
        self._asked.add(path)
        self._files[path] = Waiting(None, since, self._clock.monotonic() + pause, reason("unreadable_now"))

    def due_folders(self) -> dict[bytes, bool]:
        """The folders to look at again now, in the shape that a scan takes."""
        now = self._clock.monotonic()
        paths = [path for path, waiting in self._files.items() if waiting.due <= now]
        paths += [path for path, due in self._missing.items() if due <= now]
        return {path.rpartition(b"/")[0]: False for path in paths}

    def next_due(self) -> float | None:
        """The monotonic time at which something is to be looked at again."""
        times = [waiting.due for waiting in self._files.values()]
        return min([*times, *self._missing.values()], default=None)

    def knows(self, path: bytes) -> bool:
        """Whether a change of this file was noticed before."""
        return path in self._files or path in self._missing

    def waiting(self) -> list[tuple[bytes, Waiting]]:
        """The files that wait, the oldest first."""
        return sorted(self._files.items(), key=lambda pair: (pair[1].since, pair[0]))

    def __len__(self) -> int:
        return len(self._files) + len(self._missing)


def _utc(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
