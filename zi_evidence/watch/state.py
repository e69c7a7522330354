"""What a watcher knows of itself, as one status that is written beside the index."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zi_evidence.i18n import spoken, tr
from zi_evidence.index.opening import INDEX_FILE
from zi_evidence.index.watching import PendingFile, WatchStatus
from zi_evidence.model.reasons import reason_text
from zi_evidence.text import display_name
from zi_evidence.watch.filesystems import Mode
from zi_evidence.watch.settle import Waiting

__all__ = ["Problem", "State", "utc"]

_SHOWN = 100
# A look that takes so long without a sign of life hangs, even where the folder itself answers.
_HANG_SECONDS = 120.0


def utc(seconds: float) -> str:
    """A wall time as UTC ISO; empty for 0."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a part of the watch cannot do its work.

    Attributes:
        text: one line.
        since: wall time of the first failure.
        vital: whether the index may be out of date meanwhile.
    """

    text: str
    since: float
    vital: bool


@dataclass(slots=True)
class State:
    """The state of one folder's watch; wall times in seconds, 0 for never.

    Attributes:
        degraded: why it watches worse than it should.
        problems: name of a part -> what keeps it from its work.
        promise: until when the index is promised to be current, see `WatchStatus.look_due`.
        busy_since: since when the present work on the folder gave no sign of life.
        hanging: whether the folder does not answer meanwhile.
        extra: what observers add to the status, by their name; must be JSON.
    """

    mode: Mode = Mode.EVENTS
    mode_reason: str = ""
    degraded: str = ""
    problems: dict[str, Problem] = field(default_factory=dict)
    started: float = 0.0
    last_walk: float = 0.0
    next_walk: float = 0.0
    promise: float = 0.0
    busy_since: float = 0.0
    hanging: bool = False
    unreachable_since: float = 0.0
    files: int = 0
    folders: int = 0
    watches: int = 0
    missed: int = 0
    extra: dict[str, object] = field(default_factory=dict)

    def fail(self, part: str, text: str, now: float, *, vital: bool) -> None:
        """A part of the watch could not do its work; from any thread."""
        known = self.problems.get(part)
        self.problems[part] = Problem(text, known.since if known else now, vital)

    def solve(self, part: str) -> None:
        """A part of the watch does its work; from any thread."""
        self.problems.pop(part, None)

    @property
    def problem(self) -> str:
        """What keeps the watch from its work, one line; the vital first."""
        found = tuple(self.problems.values())
        return next((p.text for p in found if p.vital), found[0].text if found else "")

    @property
    def blind_since(self) -> float:
        """Since when the index may be out of date; 0 where it is kept current."""
        times = [problem.since for problem in tuple(self.problems.values()) if problem.vital]
        return min([*times, *filter(None, [self.unreachable_since])], default=0.0)

    @property
    def health(self) -> str:
        """`ok`, `degraded` or `red`."""
        if self.unreachable_since or self.problems:
            return "red"
        return "degraded" if self.degraded else "ok"

    def hangs(self, now: float) -> bool:
        """Whether the work on the folder does not go on, at this wall time."""
        return bool(self.busy_since) and (self.hanging or now - self.busy_since > _HANG_SECONDS)

    def status(
        self,
        *,
        folder: Path,
        place: Path,
        version: str,
        watcher: str,
        now: float,
        waiting: Sequence[tuple[bytes, Waiting]],
        overflows: int,
    ) -> WatchStatus:
        """The status to be written at `now`."""
        problem, blind = self.problem, self.blind_since
        if self.hangs(now):
            problem = tr("the folder does not answer since {since}").format(since=utc(self.busy_since))
            blind = min(blind or self.busy_since, self.busy_since)
        return WatchStatus(
            folder=display_name(bytes(folder))[0],
            version=version,
            watcher=watcher,
            health="red" if problem else self.health,
            mode=self.mode,
            mode_reason=self.degraded or self.mode_reason,
            updated=utc(now),
            started=utc(self.started),
            last_walk=utc(self.last_walk),
            next_walk=utc(self.next_walk),
            look_due=utc(blind or self.promise),
            busy_since=utc(self.busy_since),
            unreachable_since=utc(self.unreachable_since),
            problem=problem,
            files=self.files,
            folders=self.folders,
            watches=self.watches,
            pending_count=len(waiting),
            pending=tuple(
                PendingFile(display_name(path)[0], utc(entry.since), reason_text(entry.reason, spoken()))
                for path, entry in waiting[:_SHOWN]
            ),
            missed_events=self.missed,
            overflows=overflows,
            index_bytes=_size(place / INDEX_FILE),
            extra=dict(self.extra),
        )


def _size(path: Path) -> int:
    total = 0
    for suffix in ("", "-wal"):
        try:
            total += path.with_name(path.name + suffix).stat().st_size
        except OSError:
            continue
    return total
