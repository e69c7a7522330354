"""What the name of a folder says of time: a month, a quarter, a range of them, a year."""

import re
from functools import cache, lru_cache

from zi_evidence.facts.file_names import name_date
from zi_evidence.facts.period_texts import period_grammar
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.lexicon.rules import NEVER
from zi_evidence.periods import bounds, span

__all__ = ["folder_period", "years_of_folder"]

# A folder named after a year, not after a regulation of that year.
_YEAR = re.compile(r"(?<![\d./])((?:19|20)\d\d)(?![\d./])")
# `3. Maret`: the third folder, not the third of March.
_ORDINAL = re.compile(r"^\d{1,2}[.)]\s*(?=[^\W\d])")
_ISO_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-._ ](0[1-9]|1[0-2])(?![-._ ]?\d)")


@cache
def _month_word(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{lexicon.months.expression or NEVER})(?![^\W_])")


def _is_period(value: str) -> bool:
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def _from_to(first: tuple[int, int], last: tuple[int, int]) -> str:
    """The period from one (year, month) to another; empty where they are the wrong way round."""
    return span(first, last) if first <= last else ""


def _months_apart(lexicon: Lexicon, low: str, years: list[str]) -> str:
    """From the first to the last of the months that a folder names with other words between them.

    Where it names one year, what begins after it ends (`Foto Desember, rapat Januari 2026`) began in the year before.
    """
    months = [lexicon.months.by_word[found[0]] for found in _month_word(lexicon).finditer(low)]
    if len(set(months)) < 2:
        return ""
    first, last = months[0], months[-1]
    begin = int(years[0]) - (len(years) == 1 and first > last)
    return _from_to((begin, first), (int(years[-1]), last))


def _several(lexicon: Lexicon, folder: str, year: str) -> str:
    """From the first to the last of the months, quarters or halves that a folder names together."""
    if months := _ISO_MONTH.findall(folder):
        first, last = (tuple(map(int, of)) for of in (min(months), max(months)))
        return _from_to((first[0], first[1]), (last[0], last[1])) if first != last else ""
    named = years_of_folder(folder)
    if not (named or year):
        return ""
    if joined := period_grammar(lexicon).joined(folder if named else f"{folder} {year}"):
        return joined[0]
    return _months_apart(lexicon, folder.lower(), named or [year])


def _single(lexicon: Lexicon, folder: str, year: str) -> str:
    """The day, month, quarter or half that a folder names."""
    named = name_date(folder, lexicon.kinds.unknown, lexicon)
    if named and _is_period(named.value):
        return named.value
    if month := _ISO_MONTH.search(folder):
        return f"{month[1]}-{month[2]}"
    for text in (folder, f"{folder} {year}"):
        for value, _, fineness in period_grammar(lexicon).find(text, bare_year=False):
            if fineness > 1:
                return value
    return ""


def years_of_folder(folder: str) -> list[str]:
    """The years that a folder's name bears, in their order."""
    return _YEAR.findall(folder)


@lru_cache(maxsize=8192)
def folder_period(folder: str, year: str = "", lexicon: Lexicon | None = None) -> str:
    """The period or day that one folder's name says; empty where it says none.

    Args:
        folder: its name.
        year: that of the folders above, for `Maret` or `TW I`; empty where they name none.
        lexicon: the words; those of Indonesian offices where none is given.
    """
    lexicon = lexicon or load_lexicon()
    words = lexicon.periods.folders
    if words.copying.find(folder):
        return ""
    folder = _ORDINAL.sub("", folder)
    if found := _several(lexicon, folder, year) or _single(lexicon, folder, year):
        return found
    years = years_of_folder(folder)
    return years[0] if len(set(years)) == 1 and not words.regulation.find(folder) else ""
