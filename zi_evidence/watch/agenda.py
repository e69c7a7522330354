"""What of one unit folder is to be looked at next, and what was taken up and not yet finished."""

from dataclasses import dataclass

from zi_evidence.watch.clock import Clock
from zi_evidence.watch.events import DirtyFolders
from zi_evidence.watch.settle import Settle

__all__ = ["Agenda", "Task"]

_BURST_MAX = 2.0


@dataclass(frozen=True, slots=True)
class Task:
    """One look that is due.

    Attributes:
        only: raw paths of folders -> whether with all below them; `None` for the whole unit folder.
        reason: why the whole folder; empty for a part.
        dirty: the folders that events named, in the shape of `only`.
        noticed: raw paths of files that waited before it.
    """

    only: dict[bytes, bool] | None
    reason: str
    dirty: dict[bytes, bool]
    noticed: frozenset[bytes]


class Agenda:
    """Belongs to the thread that looks; `dirty` may be marked from any thread.

    Args:
        clock: the time.
        dirty: folders of which events spoke.
        settle: files that wait to become quiet.
        first: why the first look is wanted.
    """

    def __init__(self, clock: Clock, dirty: DirtyFolders, settle: Settle, first: str) -> None:
        self._clock = clock
        self._dirty = dirty
        self._settle = settle
        self._demand = first
        self._next_whole = 0.0
        self._quiet_until = 0.0
        self._under_way: Task | None = None

    def want(self, reason: str) -> None:
        """Asks for a look at the whole folder at once."""
        self._demand = self._demand or reason

    def plan(self, pause: float) -> None:
        """The next whole look is due in so many seconds."""
        self._next_whole = self._clock.monotonic() + pause

    def rest(self, seconds: float) -> None:
        """Nothing is due for so long, at most two seconds: what happens now seldom happens alone."""
        self._quiet_until = self._clock.monotonic() + min(_BURST_MAX, seconds)

    def rests(self) -> bool:
        """Whether it does so now."""
        return self._clock.monotonic() < self._quiet_until

    def hear(self) -> dict[bytes, bool]:
        """Takes over the folders that events named since the last call, in the shape of `Task.only`."""
        dirty, lost = self._dirty.take()
        if lost:
            self.want(lost)
        return dirty

    def take(self, dirty: dict[bytes, bool], regular: str, noticed: frozenset[bytes]) -> Task | None:
        """What is due now; it is under way until `done`, or until `put_back` makes it due again.

        Args:
            dirty: see `hear`.
            regular: why a whole look is made when its time has come.
            noticed: raw paths of files that wait now.
        """
        if self._clock.monotonic() >= self._next_whole:
            self.want(regular)
        only = None if self._demand else self._settle.due_folders() | dirty
        if only is not None and not only:
            return None
        task = Task(only, self._demand, dirty, noticed)
        self._demand = ""
        self._under_way = task
        return task

    def done(self) -> None:
        """The look that was under way ended well."""
        self._under_way = None

    def put_back(self) -> None:
        """The look that was under way, if one was, is due again."""
        task, self._under_way = self._under_way, None
        if task is None:
            return
        for folder, deep in (task.dirty | (task.only or {})).items():
            self._dirty.mark(folder, deep=deep)
        self.want(task.reason)

    def next_due(self, *, more: bool) -> float:
        """The monotonic time of the next look; at once where `more` is to be done between looks."""
        times = [self._next_whole]
        due = self._settle.next_due()
        if due is not None:
            times.append(due)
        if self._demand or self._dirty or more:
            times.append(0.0)
        return max(min(times), self._quiet_until)
