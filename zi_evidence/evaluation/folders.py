"""What folder names say of time: a month, a quarter, a range of them, a year."""

import re
from functools import lru_cache

from zi_evidence.evaluation.spans import Days, days_of
from zi_evidence.facts import extract_facts
from zi_evidence.facts.dates import MONTH_WORDS
from zi_evidence.facts.period import find_periods, joined_periods

__all__ = ["folder_days"]

# A folder named after a year, not after a regulation of that year.
_YEAR = re.compile(r"(?<![\d./])((?:19|20)\d\d)(?![\d./])")
# `3. Maret`: the third folder, not the third of March.
_ORDINAL = re.compile(r"^\d{1,2}[.)]\s*(?=[^\W\d])")
_ISO_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-._ ](0[1-9]|1[0-2])(?![-._ ]?\d)")
# What copying names a folder after: the day of the copy dates nothing that lies in it.
_COPYING = re.compile(r"whatsapp|drive-download|backup|unduh|download|kirim|\bscan\b", re.IGNORECASE)
_OF_A_RULE = re.compile(r"\b(?:per(?:men|pres|da|pu)?\w*|uu|pp|no|nomor|lke|kep\w*|sk|se)\b", re.IGNORECASE)
_MONTH = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(MONTH_WORDS, key=len, reverse=True))})(?![^\W_])")


def _ends(first: str, last: str) -> Days | None:
    """The days from the first of one period to the last of another; `None` where they are the wrong way round."""
    begin, end = days_of(first), days_of(last)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _months_apart(low: str, years: list[str]) -> Days | None:
    """From the first to the last of the months that a folder names with other words between them.

    Where it names one year, what begins after it ends (`Foto Desember, rapat Januari 2026`) began in the year before.
    """
    months = [MONTH_WORDS[found[0]] for found in _MONTH.finditer(low)]
    if len(set(months)) < 2:
        return None
    first, last = months[0], months[-1]
    begin = int(years[0]) - (len(years) == 1 and first > last)
    return _ends(f"{begin}-{first:02}", f"{years[-1]}-{last:02}")


def _several(folder: str, year: str) -> Days | None:
    """From the first to the last of the months, quarters or halves that a folder names together."""
    if months := _ISO_MONTH.findall(folder):
        first, last = min(months), max(months)
        return _ends("-".join(first), "-".join(last)) if first != last else None
    named = _YEAR.findall(folder)
    if not (named or year):
        return None
    if joined := joined_periods(folder if named else f"{folder} {year}"):
        return days_of(joined[0])
    return _months_apart(folder.lower(), named or [year])


@lru_cache(maxsize=8192)
def _named_days(folder: str, year: str) -> Days | None:
    """What one folder's name says of time; `year` is that of the folders above, for `Maret` or `TW I`."""
    if _COPYING.search(folder):
        return None
    folder = _ORDINAL.sub("", folder)
    if days := _several(folder, year):
        return days
    facts = extract_facts((), name=folder)
    if facts.date and (days := days_of(facts.date.value)):
        return days
    if month := _ISO_MONTH.search(folder):
        return days_of(f"{month[1]}-{month[2]}")
    for text in (folder, f"{folder} {year}"):
        fine = [value for value, _, sort in find_periods(text, bare_year=False) if sort > 1]
        if fine:
            return days_of(fine[0])
    years = _YEAR.findall(folder)
    if len(set(years)) == 1 and not _OF_A_RULE.search(folder):
        return days_of(years[0])
    return None


def _year_above(parts: list[str]) -> str:
    """The year of the nearest folder that names any; empty where it names several."""
    for part in reversed(parts):
        if years := set(_YEAR.findall(part)):
            return years.pop() if len(years) == 1 else ""
    return ""


@lru_cache(maxsize=8192)
def folder_days(folder: str) -> tuple[Days, str] | None:
    """The days that the nearest telling folder names, with the path of that folder; `None` where none does."""
    parts = folder.split("/") if folder else []
    for depth in range(len(parts), 0, -1):
        if days := _named_days(parts[depth - 1], _year_above(parts[: depth - 1])):
            return days, "/".join(parts[:depth])
    return None
