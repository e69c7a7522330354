"""The days that the folders of a document name."""

from functools import lru_cache

from zi_evidence.evaluation.days import Days, days_of
from zi_evidence.facts.folder_periods import folder_period, years_of_folder
from zi_evidence.lexicon import Lexicon

__all__ = ["folder_days"]


def _year_above(parts: list[str]) -> str:
    """The year of the nearest folder that names any; empty where it names several."""
    for part in reversed(parts):
        if years := set(years_of_folder(part)):
            return years.pop() if len(years) == 1 else ""
    return ""


@lru_cache(maxsize=8192)
def folder_days(folder: str, lexicon: Lexicon) -> tuple[Days, str] | None:
    """The days that the nearest folder with a period names, and the path of that folder; `None` where none does."""
    parts = folder.split("/") if folder else []
    for depth in range(len(parts), 0, -1):
        period = folder_period(parts[depth - 1], _year_above(parts[: depth - 1]), lexicon)
        if period and (days := days_of(period)):
            return days, "/".join(parts[:depth])
    return None
