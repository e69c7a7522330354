"""Days as first and last one."""

import datetime as dt
from functools import lru_cache

from zi_evidence.periods import bounds

__all__ = ["Days", "days_of"]

Days = tuple[dt.date, dt.date]


@lru_cache(maxsize=8192)
def days_of(value: str) -> Days | None:
    """First and last day of a period or a date; `None` where the text is neither."""
    try:
        return bounds(value)
    except ValueError:
        return None
