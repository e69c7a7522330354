"""A watch over one folder, step by step, on a clock that a test moves."""

import os
from pathlib import Path

from testkit.watched import canonical
from tests.daemon.pretend import FakeClock, FakeEvents, InlineReaders
from zi_evidence.index.watching import WatchLock, WatchStatus
from zi_evidence.watch import Change, Observer, Settings
from zi_evidence.watch.root import RootWatch

__all__ = ["Broken", "Listener", "Stage"]


class Listener(Observer):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.healths: list[str] = []

    def on_change(self, change: Change) -> None:
        self.changes.append(change)

    def on_status(self, folder: Path, status: WatchStatus) -> None:
        assert folder.name == "unit"
        self.healths.append(status.health)


class Broken(Observer):
    """One that always fails."""

    def on_change(self, change: Change) -> None:
        raise RuntimeError(str(change))


class Stage:
    """A watch with everything around it made up."""

    def __init__(self, folder: Path, index: Path, lock: WatchLock | None = None, **settings: float) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.index = index
        self.clock = FakeClock()
        self.listener = Listener()
        self.watch = RootWatch(
            self.folder,
            Settings(index=index, quiet=settings.get("quiet", 5), interval=settings.get("interval", 900)),
            lock=lock,
            observers=(Broken(), self.listener),
            clock=self.clock,
            make_events=FakeEvents,
            readers=InlineReaders(self.clock, 1),
        )
        self.watch._arm()

    def step(self, seconds: float = 0) -> float:
        self.clock.pass_by(seconds)
        pause = self.watch.step()
        self.watch.teller.tell(self.watch._may_tell, self.watch.status)
        return pause

    def rest(self) -> None:
        for _ in range(3):
            self.step(6)

    def known(self) -> list[str]:
        return sorted(document.path for document in canonical(self.folder, self.index).values())

    @property
    def walks(self) -> int:
        return self.watch.looker.walks
