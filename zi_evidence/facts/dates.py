"""Finds dates as Indonesian offices write them; says nothing about what a date is the date of.

Own grammar: `Nomor 90 Tahun 2021` is no date, `Nopember`, `Pebruari`, `Agt`, `02Mei 2019`, `Oktoober`,
`2OI8` and "empat Januari tahun dua ribu dua puluh satu" are. A day that does not exist stays as written.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

__all__ = ["MONTH_WORDS", "Mention", "find_dates", "month_of", "torn_date", "year_of"]

_NAMES = {
    1: "januari january jan",
    2: "februari february feb pebruari peb febuari pebuari",
    3: "maret march mar mrt",
    4: "april apr",
    5: "mei may",
    6: "juni june jun",
    7: "juli july jul",
    8: "agustus august agu agt ags agst aug agus",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
MONTH_WORDS = {word: month for month, words in _NAMES.items() for word in words.split()}
_LONG = {word: month for word, month in MONTH_WORDS.items() if len(word) >= 4}
# Words one slip away from a month that are words of their own.
_NO_MONTH = frozenset({"juta", "maka", "karet", "jual", "mulai", "marga", "jani", "agus", "mari", "desa"})

_DIGIT = "[0-9OoIlL|]"
_YEAR = rf"[12]{_DIGIT}{{3}}"
_MONTH = r"[A-Za-z0][A-Za-z01|]{2,9}"
# A day has a real digit, or is a lone letter that scanners put for 1; a letter glued to a word is none.
_DAY = r"(?P<d>[0-3OoIlL|]?\d|\d[OoIlL|]|[Il|]{1,2}(?=\s)|[Il|][Oo](?=\s)|[Oo][Il|](?=\s))"
_DMY = re.compile(
    rf"(?<![\w.,])(?:{_DAY})(?:st|nd|rd|th)?\s{{0,3}}[-/.]?\s{{0,2}}"
    rf"(?P<m>{_MONTH})\.?,?\s{{0,3}}[-/.]?\s{{0,2}}(?:[Tt]ahun\s{{1,2}}|TAHUN\s{{1,2}})?"
    rf"(?P<y>{_YEAR})(?![\w])"
)
_EXACT = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_DMY_SHORT = re.compile(
    rf"(?<![\w.,])(?P<d>[0-3]?\d)\s{{0,3}}[-/.]?\s{{0,2}}(?P<m>{_EXACT})\.?\s{{0,3}}[-/.]?\s{{0,2}}(?P<y>'?\d\d)(?![\w:.,]\d"
    rf"|\w)",
    re.IGNORECASE,
)
_MDY = re.compile(
    rf"(?<![\w])(?P<m>{_MONTH})\s{{1,2}}(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,\s{{0,2}}(?P<y>{_YEAR})(?!\w)"
)
_MY = re.compile(
    rf"(?<![A-Za-z0-9])(?P<m>{_MONTH})\.?,?\s{{0,3}}(?:[Tt]ahun\s{{1,2}}|TAHUN\s{{1,2}}"
    rf"|[-/])?(?P<y>{_YEAR})(?!\w)"
)
_NUMERIC = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4}"
    r"|\d\d)(?![\w/]|-\d|\.\d)"
)
_ISO = re.compile(r"(?<![\w/.-])(?P<y>[12]\d{3})([-/.])(?P<m>[01]\d)\2(?P<d>[0-3]\d)(?![\w/-])")

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6,
    "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
_WORD = re.compile(
    "seribu|seratus|sepuluh|sebelas|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|nol"
    "|belas|puluh|ratus|ribu"
)
_NUMBER_WORDS = rf"(?:(?:{_WORD.pattern})[\s-]{{0,3}}){{1,8}}"
_FORMULA = re.compile(
    rf"(?:(?<=tanggal)|(?<=tgl)|(?<=tgl\.)|(?<![a-z]))[\s:,]{{0,4}}"
    rf"(?P<d>\d{{1,2}}|{_NUMBER_WORDS})\s{{0,2}}(?:\([^()]{{1,30}}\)\s{{0,2}})?,?\s{{0,2}}"
    rf"(?:(?:bulan\s{{1,3}})?(?P<m>[a-z]{{3,9}}(?:\sbelas)?)"
    rf"|bulan\s{{1,3}}(?P<n>[01]?\d))\s{{0,2}}(?:\([^()]{{1,20}}\)\s{{0,2}})?,?\s{{0,2}}"
    rf"(?:tahun\s{{1,3}}(?P<y>{_YEAR}|{_NUMBER_WORDS})|(?P<w>dua\s{{1,2}}ribu[\s-]{{0,3}}{_NUMBER_WORDS}))"
)
_FORMULA_HINT = re.compile(r"ahun|AHUN|[Rr]ibu|RIBU")
_LOOKALIKE = str.maketrans("OoIlL|", "001111")


@dataclass(frozen=True, slots=True)
class Mention:
    """One date as it stands in a text.

    Attributes:
        value: `2022-03-23`, `2022-03`; for an impossible day as written in the same form.
        whole: it has a day.
        possible: the calendar knows the day.
        sure: exact spelling; a slip was mended otherwise.
        short_year: only two digits of the year are written.
    """

    start: int
    end: int
    value: str
    whole: bool
    possible: bool = True
    sure: bool = True
    short_year: bool = False


@lru_cache(maxsize=4096)
def month_of(word: str, *, fuzzy: bool = True) -> tuple[int, bool] | None:
    """The month a word names and whether it is spelled right, or `None`.

    A slip counts when exactly one month lies within reach: one edit for five letters or fewer, two beyond.
    """
    low = word.lower().rstrip(".")
    if month := MONTH_WORDS.get(low):
        return month, True
    if not fuzzy or len(low) < 4 or low in _NO_MONTH:
        return None
    low = low.replace("0", "o").replace("1", "l").replace("|", "l")
    if month := MONTH_WORDS.get(low):
        return month, False
    reach = 1 if len(low) <= 5 else 2
    near = {
        month
        for name, month in _LONG.items()
        if (name[0] == low[0] or name[-3:] == low[-3:])
        and OSA.distance(name, low, score_cutoff=reach) <= reach
    }
    return (near.pop(), False) if len(near) == 1 else None


def year_of(text: str) -> int | None:
    """A year from four digits, letters read for digits mended, or from two digits of this century."""
    text = text.lstrip("'")
    digits = text.translate(_LOOKALIKE)
    if not digits.isdigit():
        return None
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return year if 1940 <= year <= 2079 else None


def _spelled(text: str) -> int | None:
    """The number that Indonesian number words say, up to 9999."""
    total = part = 0
    for word in _WORD.findall(text):
        if word == "seribu":
            total += 1000
        elif word == "seratus":
            part += 100
        elif word == "belas":
            part += 10
        elif word == "puluh":
            part = part // 10 * 10 + part % 10 * 10
        elif word == "ratus":
            part *= 100
        elif word == "ribu":
            total += part * 1000
            part = 0
        else:
            part += _UNITS[word]
    return total + part or None


def _possible(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _mention(
    match: re.Match[str], day: int | None, month: int, year: int, *, sure: bool = True, short: bool = False
) -> Mention:
    value = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
    possible = day is None or _possible(year, month, day)
    return Mention(match.start(), match.end(), value, day is not None, possible, sure, short)


def _with_month_names(text: str) -> Iterator[Mention]:
    for match in _DMY.finditer(text):
        named = month_of(match["m"])
        year = year_of(match["y"])
        if not named or year is None:
            continue
        day = int(match["d"].translate(_LOOKALIKE))
        if 1 <= day <= 39:
            yield _mention(match, day, named[0], year, sure=named[1] and match["d"].isdigit())
    for match in _MDY.finditer(text):
        named = month_of(match["m"], fuzzy=False)
        year = year_of(match["y"])
        if named and year is not None:
            yield _mention(match, int(match["d"]), named[0], year)


def _short_years(text: str) -> Iterator[Mention]:
    for match in _DMY_SHORT.finditer(text):
        named = month_of(match["m"], fuzzy=False)
        year = year_of(match["y"])
        if named and year is not None and 1 <= int(match["d"]) <= 31:
            yield _mention(match, int(match["d"]), named[0], year, short=True)


def _numeric(text: str) -> Iterator[Mention]:
    for match in _ISO.finditer(text):
        year = year_of(match["y"])
        month = int(match["m"])
        if year is not None and 1 <= month <= 12:
            yield _mention(match, int(match["d"]), month, year)
    for match in _NUMERIC.finditer(text):
        year = year_of(match["y"])
        day, month = int(match["d"]), int(match["m"])
        if year is not None and 1 <= month <= 12 and 1 <= day <= 31:
            yield _mention(match, day, month, year, short=len(match["y"]) == 2)


def _formulas(text: str) -> Iterator[Mention]:
    for match in _FORMULA.finditer(text.lower()):
        day = int(match["d"]) if match["d"].isdigit() else _spelled(match["d"])
        named = (int(match["n"]), True) if match["n"] else month_of(match["m"])
        if named is None and "bulan" in match[0] and (month := _spelled(match["m"])):
            named = (month, True)  # `bulan dua` for February
        written = match["y"] or match["w"]
        year = year_of(written.strip()) if written[0].isdigit() else _spelled(written)
        if day and named and 1 <= named[0] <= 12 and year and 1940 <= year <= 2079 and day <= 39:
            yield _mention(match, day, named[0], year, sure=named[1])


# A day that cannot be one (`115 Januari`) leaves no month behind: what it hides is a day.
_DAY_LOST = re.compile(r"\d{3}\s$")


def _months_only(text: str, *, fuzzy: bool) -> Iterator[Mention]:
    for match in _MY.finditer(text):
        if _DAY_LOST.search(text, 0, match.start()):
            continue
        named = month_of(match["m"], fuzzy=fuzzy)
        year = year_of(match["y"])
        if named and year is not None:
            yield _mention(match, None, named[0], year, sure=named[1])


# What every date shows: a year in digits, three groups of digits, or a year in words.
_MAYBE = re.compile(r"[12][\dOoIlL|]{3}|\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d\d|[Rr]ibu|RIBU")


# A stamped or broken month in a slot that asks for a date: `pada tanggal 29 et 2017`, `tanggal 3 Desem ber 2020`.
_TORN = re.compile(
    rf"\b(?:tanggal|tgl\.?)\s?:?\s(?P<d>[0-3]?\d)\s(?P<m>[a-z]{{1,8}}(?:\s[a-z]{{1,7}})?)\s(?P<y>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_INDONESIAN = {words.split()[0]: month for month, words in _NAMES.items()}


def torn_date(text: str) -> Mention | None:
    """A date whose month lost its beginning or was broken in two; only where one month alone ends so."""
    match = _TORN.search(text)
    year = year_of(match["y"]) if match else None
    word = match["m"].lower().replace(" ", "") if match else ""
    if not match or year is None or len(word) < 2:
        return None
    ends = {
        month
        for name, month in _INDONESIAN.items()
        if name == word or (" " not in match["m"] and name.endswith(word))
    }
    if len(ends) != 1:
        return None
    found = _mention(match, int(match["d"]), ends.pop(), year, sure=False)
    return replace(found, start=match.start("d"))


def find_dates(text: str, *, fuzzy_months: bool = False, short_years: bool = False) -> list[Mention]:
    """All dates in a text, in order, none overlapping; whole dates win over partial ones.

    Args:
        text: one line, or a few joined.
        fuzzy_months: mend slips in month names that stand without a day (`Msret 2021`); only safe where a
            date is expected.
        short_years: accept `3 Mrt 26`; only safe where a date is expected.
    """
    found: list[Mention] = []
    if not short_years and not _MAYBE.search(text):
        return found

    def add(mentions: Iterator[Mention]) -> None:
        for mention in mentions:
            if all(mention.end <= other.start or mention.start >= other.end for other in found):
                found.append(mention)

    if _FORMULA_HINT.search(text):
        add(_formulas(text))
    add(_with_month_names(text))
    if short_years:
        add(_short_years(text))
    add(_numeric(text))
    add(_months_only(text, fuzzy=fuzzy_months))
    if len(found) > 1:
        found.sort(key=lambda mention: mention.start)
    return found
