"""Finds dates as offices write them; says nothing about what a date is the date of.

The words (names of months, number words, labels) come from the pack; the grammar is here: `Nomor 90 Tahun 2021` is no
date, `Nopember`, `Pebruari`, `Agt`, `02Mei 2019`, `Oktoober`, `2OI8` and "empat Januari tahun dua ribu dua puluh satu"
are. A day that does not exist stays as written.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.lexicon.rules import NEVER

__all__ = ["DateGrammar", "Mention", "date_grammar", "find_dates", "year_of"]

_FIRST_YEAR, _LAST_YEAR = 1940, 2079
_SEPARATED = r"\s{0,3}[-/.]?\s{0,2}"
_NUMERIC = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4}"
    r"|\d\d)(?![\w/]|-\d|\.\d)"
)
_ISO = re.compile(r"(?<![\w/.-])(?P<y>[12]\d{3})([-/.])(?P<m>[01]\d)\2(?P<d>[0-3]\d)(?![\w/-])")
# A day that cannot be one (`115 Januari`) leaves no month behind: what it hides is a day.
_DAY_LOST = re.compile(r"\d{3}\s$")
# A letter that scanners read for an o or an l inside a word.
_IN_WORDS = str.maketrans("01|", "oll")
# Names of months shorter than this are not mended: too many words are one slip away.
_LEAST_MENDED = 4


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


def _either(*words: str) -> str:
    """An expression for any of some plain words, the longer ones first; for none, one that finds nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or NEVER


def _mention(
    match: re.Match[str], day: int | None, month: int, year: int, *, sure: bool = True, short: bool = False
) -> Mention:
    value = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
    possible = day is None or 1 <= day <= calendar.monthrange(year, month)[1]
    return Mention(match.start(), match.end(), value, day is not None, possible, sure, short)


class DateGrammar:
    """The dates that a pack's words make; built once for a pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._months, self._dates = lexicon.months, lexicon.dates
        self._long = {
            name: number for name, number in self._months.by_word.items() if len(name) >= _LEAST_MENDED
        }
        self._digits = str.maketrans(dict(self._dates.lookalikes))
        self.month_of = lru_cache(maxsize=4096)(self._month_of)
        self._build_figures()
        self._build_words()

    def _build_figures(self) -> None:
        """The patterns of dates with days and years in figures."""
        words = self._dates
        letters = "".join(map(re.escape, words.lookalikes))
        year = rf"[12][0-9{letters}]{{3}}"
        # `|` stands in words where scanners put it for an l.
        month = r"[A-Za-z0][A-Za-z01|]{2,9}"
        ones = "".join(re.escape(letter) for letter, digit in words.lookalikes.items() if digit == "1") or "1"
        zeros = (
            "".join(re.escape(letter) for letter, digit in words.lookalikes.items() if digit == "0") or "0"
        )
        # A day has a real digit, or is a lone letter that scanners put for 1; a letter glued to a word is none.
        day = (
            rf"(?P<d>[0-3{letters}]?\d|\d[{letters}]|[{ones}]{{1,2}}(?=\s)|[{ones}][{zeros}](?=\s)"
            rf"|[{zeros}][{ones}](?=\s))"
        )
        ordinal = f"(?:{_either(*words.ordinals)})?"
        led = rf"(?:(?i:{_either(*words.year_words)})\s{{1,2}})?"
        self._year = year
        self._dmy = re.compile(
            rf"(?<![\w.,])(?:{day}){ordinal}{_SEPARATED}(?P<m>{month})\.?,?{_SEPARATED}{led}(?P<y>{year})(?![\w])"
        )
        exact = self._months.expression or NEVER
        self._dmy_short = re.compile(
            rf"(?<![\w.,])(?P<d>[0-3]?\d){_SEPARATED}(?P<m>{exact})\.?{_SEPARATED}(?P<y>'?\d\d)"
            r"(?![\w:.,]\d|\w)",
            re.IGNORECASE,
        )
        self._mdy = re.compile(
            rf"(?<![\w])(?P<m>{month})\s{{1,2}}(?P<d>[0-3]?\d){ordinal},\s{{0,2}}(?P<y>{year})(?!\w)"
        )
        led_or_joined = rf"(?:(?i:{_either(*words.year_words)})\s{{1,2}}|[-/])?"
        self._my = re.compile(
            rf"(?<![A-Za-z0-9])(?P<m>{month})\.?,?\s{{0,3}}{led_or_joined}(?P<y>{year})(?!\w)"
        )
        # A stamped or broken month in a slot for a date: `pada tanggal 29 et 2017`, `tanggal 3 Desem ber 2020`.
        self._torn = re.compile(
            rf"\b(?:{_either(*words.day_words)})\.?\s?:?\s(?P<d>[0-3]?\d)\s"
            rf"(?P<m>[a-z]{{1,8}}(?:\s[a-z]{{1,7}})?)\s(?P<y>{year})(?!\w)",
            re.IGNORECASE,
        )

    def _build_words(self) -> None:
        """The patterns of dates in number words, and of what every date shows."""
        words, numerals = self._dates, self._dates.numerals
        self._number = re.compile(_either(*numerals.values, *numerals.teens, *numerals.times))
        number = rf"(?:(?:{self._number.pattern})[\s-]{{0,3}}){{1,8}}"
        thousands = [word for word, times in numerals.times.items() if times >= 1000]
        in_words = rf"(?:{_either(*numerals.values)})\s{{1,2}}(?:{_either(*thousands)})[\s-]{{0,3}}{number}"
        glued = "".join(rf"(?<={re.escape(word)})|(?<={re.escape(word)}\.)|" for word in words.day_words)
        bulan, tahun = _either(*words.month_words), _either(*words.year_words)
        teen = rf"(?:\s(?:{_either(*numerals.teens)}))?"
        self._formula = re.compile(
            rf"(?:{glued}(?<![a-z]))[\s:,]{{0,4}}"
            rf"(?P<d>\d{{1,2}}|{number})\s{{0,2}}(?:\([^()]{{1,30}}\)\s{{0,2}})?,?\s{{0,2}}"
            rf"(?:(?:(?:{bulan})\s{{1,3}})?(?P<m>[a-z]{{3,9}}{teen})"
            rf"|(?:{bulan})\s{{1,3}}(?P<n>[01]?\d))\s{{0,2}}(?:\([^()]{{1,20}}\)\s{{0,2}})?,?\s{{0,2}}"
            rf"(?:(?:{tahun})\s{{1,3}}(?P<y>{self._year}|{number})|(?P<w>{in_words}))"
        )
        self._formula_hint = re.compile(_either(*words.year_words, *thousands), re.IGNORECASE)
        self._month_word = re.compile(bulan)
        self._digit = re.compile(r"\d")
        # What every date shows: a year in digits, three groups of digits, or a year in words.
        self._maybe = re.compile(
            rf"{self._year}|\d\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d\d|(?i:{_either(*thousands)})"
        )

    def _month_of(self, word: str, *, fuzzy: bool = True) -> tuple[int, bool] | None:
        """The month a word names and whether it is spelled right, or `None`.

        A slip counts when exactly one month lies within reach: one edit for five letters or fewer, two beyond.
        """
        low = word.lower().rstrip(".")
        if month := self._months.by_word.get(low):
            return month, True
        if not fuzzy or len(low) < _LEAST_MENDED or low in self._months.no_months:
            return None
        low = low.translate(_IN_WORDS)
        if month := self._months.by_word.get(low):
            return month, False
        reach = 1 if len(low) <= 5 else 2
        near = {
            month
            for name, month in self._long.items()
            if (name[0] == low[0] or name[-3:] == low[-3:])
            and OSA.distance(name, low, score_cutoff=reach) <= reach
        }
        return (near.pop(), False) if len(near) == 1 else None

    def year_of(self, text: str) -> int | None:
        """A year from four digits, letters read for digits mended, or from two digits of this century."""
        digits = text.lstrip("'").translate(self._digits)
        if not digits.isdigit():
            return None
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        return year if _FIRST_YEAR <= year <= _LAST_YEAR else None

    def _spelled(self, text: str) -> int | None:
        """The number that number words say, up to 9999."""
        numerals = self._dates.numerals
        total = part = 0
        for word in self._number.findall(text):
            if word in numerals.teens:
                part += 10
            elif (times := numerals.times.get(word)) and times >= 1000:
                total, part = total + part * times, 0
            elif times and times >= 100:
                part *= times
            elif times:
                part = part // 10 * 10 + part % 10 * times
            elif (value := numerals.values[word]) >= 1000:
                total += value
            else:
                part += value
        return total + part or None

    def _with_month_names(self, text: str) -> Iterator[Mention]:
        for match in self._dmy.finditer(text):
            named = self.month_of(match["m"])
            year = self.year_of(match["y"])
            if not named or year is None:
                continue
            day = int(match["d"].translate(self._digits))
            if 1 <= day <= 39:
                yield _mention(match, day, named[0], year, sure=named[1] and match["d"].isdigit())
        for match in self._mdy.finditer(text):
            named = self.month_of(match["m"], fuzzy=False)
            year = self.year_of(match["y"])
            if named and year is not None:
                yield _mention(match, int(match["d"]), named[0], year)

    def _short_years(self, text: str) -> Iterator[Mention]:
        for match in self._dmy_short.finditer(text):
            named = self.month_of(match["m"], fuzzy=False)
            year = self.year_of(match["y"])
            if named and year is not None and 1 <= int(match["d"]) <= 31:
                yield _mention(match, int(match["d"]), named[0], year, short=True)

    def _numeric(self, text: str) -> Iterator[Mention]:
        for match in _ISO.finditer(text):
            year = self.year_of(match["y"])
            month = int(match["m"])
            if year is not None and 1 <= month <= 12:
                yield _mention(match, int(match["d"]), month, year)
        for match in _NUMERIC.finditer(text):
            year = self.year_of(match["y"])
            day, month = int(match["d"]), int(match["m"])
            if year is not None and 1 <= month <= 12 and 1 <= day <= 31:
                yield _mention(match, day, month, year, short=len(match["y"]) == 2)

    def _named_in_formula(self, match: re.Match[str]) -> tuple[int, bool] | None:
        """The month of a date in words: by name, in figures, or by its number (`bulan dua` for February)."""
        if match["n"]:
            return int(match["n"]), True
        if named := self.month_of(match["m"]):
            return named
        month = self._spelled(match["m"]) if self._month_word.search(match[0]) else None
        return (month, True) if month else None

    def _formulas(self, text: str) -> Iterator[Mention]:
        for match in self._formula.finditer(text.lower()):
            day = int(match["d"]) if match["d"].isdigit() else self._spelled(match["d"])
            named = self._named_in_formula(match)
            written = match["y"] or match["w"]
            year = self.year_of(written.strip()) if written[0].isdigit() else self._spelled(written)
            if not (day and named and year):
                continue
            if day <= 39 and 1 <= named[0] <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR:
                yield _mention(match, day, named[0], year, sure=named[1])

    def _months_only(self, text: str, *, fuzzy: bool) -> Iterator[Mention]:
        for match in self._my.finditer(text):
            if _DAY_LOST.search(text, 0, match.start()):
                continue
            named = self.month_of(match["m"], fuzzy=fuzzy)
            year = self.year_of(match["y"])
            if named and year is not None:
                yield _mention(match, None, named[0], year, sure=named[1])

    def torn(self, text: str) -> Mention | None:
        """A date whose month lost its beginning or was broken in two; only where one month alone ends so."""
        low = text.lower() if self._digit.search(text) else ""
        asked = any(word in low for word in self._dates.day_words)
        match = self._torn.search(text) if asked else None
        year = self.year_of(match["y"]) if match else None
        word = match["m"].lower().replace(" ", "") if match else ""
        if not match or year is None or len(word) < 2:
            return None
        ends = {
            number
            for number, names in self._months.names.items()
            if names[0] == word or (" " not in match["m"] and names[0].endswith(word))
        }
        if len(ends) != 1:
            return None
        found = _mention(match, int(match["d"]), ends.pop(), year, sure=False)
        return replace(found, start=match.start("d"))

    def find(self, text: str, *, fuzzy_months: bool = False, short_years: bool = False) -> list[Mention]:
        """All dates in a text, in order, none overlapping; whole dates win over partial ones.

        Args:
            text: one line, or a few joined.
            fuzzy_months: mend slips in month names that stand without a day (`Msret 2021`); only safe where a
                date is expected.
            short_years: accept `3 Mrt 26`; only safe where a date is expected.
        """
        found: list[Mention] = []
        if not short_years and not self._maybe.search(text):
            return found

        def add(mentions: Iterator[Mention]) -> None:
            for mention in mentions:
                if all(mention.end <= other.start or mention.start >= other.end for other in found):
                    found.append(mention)

        if self._formula_hint.search(text):
            add(self._formulas(text))
        add(self._with_month_names(text))
        if short_years:
            add(self._short_years(text))
        add(self._numeric(text))
        add(self._months_only(text, fuzzy=fuzzy_months))
        if len(found) > 1:
            found.sort(key=lambda mention: mention.start)
        return found


@cache
def date_grammar(lexicon: Lexicon) -> DateGrammar:
    """The grammar of a pack's dates."""
    return DateGrammar(lexicon)


def find_dates(
    text: str, *, fuzzy_months: bool = False, short_years: bool = False, lexicon: Lexicon | None = None
) -> list[Mention]:
    """All dates in a text: see `DateGrammar.find`; in the words of the usual pack where none is given."""
    grammar = date_grammar(lexicon or load_lexicon())
    return grammar.find(text, fuzzy_months=fuzzy_months, short_years=short_years)


def year_of(text: str, lexicon: Lexicon | None = None) -> int | None:
    """A year from its digits: see `DateGrammar.year_of`."""
    return date_grammar(lexicon or load_lexicon()).year_of(text)
