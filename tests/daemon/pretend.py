"""A clock that only moves when told, events that only come when sent, workers that read at once."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

from zi_evidence.index.understanding import understand
from zi_evidence.reading import DEFAULT, Answer, Job, Outcome, Pool
from zi_evidence.reading.jobs import open_job
from zi_evidence.watch.events import DirtyFolders
from zi_evidence.watch.readers import Readers

__all__ = ["FakeClock", "FakeEvents", "InlineReaders"]


class FakeClock:
    """Three clocks that pass together unless one is moved."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.shift = 1_790_000_000.0
        self.slept = 0.0

    def pass_by(self, seconds: float) -> None:
        self.now += seconds

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.now + self.slept + self.shift

    def boot(self) -> float:
        return self.now + self.slept


class FakeEvents:
    """Events that a test sends by marking folders itself."""

    def __init__(self, _root: Path, dirty: DirtyFolders) -> None:
        self.dirty = dirty

    def start(self) -> None:
        return

    def stop(self) -> None:
        return

    def alive(self) -> bool:
        return True

    def watches(self) -> int:
        return -1


class _InlinePool:
    def run(self, jobs: Iterable[Job], *, known: Callable[[str], bool] | None = None) -> Iterator[Answer]:
        for job in jobs:
            held = open_job(job, DEFAULT)
            if isinstance(held, Answer):
                yield held
                continue
            before = held.before
            with os.fdopen(held.file, "rb") as file:
                data = file.read()
            sha256 = hashlib.sha256(data).hexdigest()
            if known and known(sha256):
                yield Answer(job, Outcome.KNOWN, sha256, stat_before=before, stat_after=before)
                continue
            body = understand(data, job.name, DEFAULT)
            yield Answer(job, Outcome.OK, sha256, body, stat_before=before, stat_after=before)


class InlineReaders(Readers):
    """Readers in this process."""

    def pool(self) -> Pool:
        return cast("Pool", _InlinePool())

    def warm(self) -> None:
        return
