"""What can be set for a watch, with bounds and the reasons for the defaults."""

import os
from dataclasses import dataclass
from enum import StrEnum

from zi_evidence.errors import UsageError
from zi_evidence.i18n import tr
from zi_evidence.index.pictures import Budget

__all__ = ["DAY", "Poll", "Settings"]

DAY = 86_400.0
_EVENTS_INTERVAL = 900.0
_POLL_INTERVAL = 60.0
_POLL_SHARE = 100.0  # one look may cost 1 % of the time between two


class Poll(StrEnum):
    """Whether to look on a timer instead of waiting for events."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Settings:
    """How unit folders are watched. Times are seconds.

    Attributes:
        index: folder to keep indexes in, see `zi_evidence.index.place`.
        unsafe_index: accept an index on a network file system.
        interval: between two looks at the whole folder, at most a day, 0 chooses: a quarter of an hour where
            events announce changes, else a minute, or more where a look costs more than 1 % of that.
        quiet: how long a file must not have changed before it is read, and a missing one must be missing
            before it is believed; long enough for a scanner that opens a file anew for each page.
        poll: see `Poll`.
        workers: processes that read; 0 chooses.
        ocr: how many scanned pages may be read of each document while nothing else is to be done.
    """

    index: str | os.PathLike[str] | None = None
    unsafe_index: bool = False
    interval: float = 0.0
    quiet: float = 5.0
    poll: Poll = Poll.AUTO
    workers: int = 0
    ocr: Budget | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.interval <= DAY or 0 < self.interval < 1:
            raise UsageError(
                tr("an interval of {interval:g} seconds is out of bounds").format(interval=self.interval),
                hint=tr("choose between 1 and 86400 seconds"),
            )
        if not 0 <= self.quiet <= 3600:
            raise UsageError(
                tr("a quiet period of {quiet:g} seconds is out of bounds").format(quiet=self.quiet),
                hint=tr("choose between 0 and 3600 seconds"),
            )

    def pause(self, *, events: bool, cpu: float = 0.0) -> float:
        """Seconds between two looks at the whole folder.

        Args:
            events: whether something announces changes in between.
            cpu: what the last look cost, in seconds.
        """
        if self.interval:
            return self.interval
        return _EVENTS_INTERVAL if events else max(_POLL_INTERVAL, _POLL_SHARE * cpu)
