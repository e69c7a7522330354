"""The periods that a text names: a title, a line, a file name."""

import calendar
import re
from collections.abc import Sequence
from functools import cache

from zi_evidence.facts.period_runs import MONTHS, Run, run_grammar
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.lexicon.rules import NEVER
from zi_evidence.periods import span

__all__ = ["Found", "PeriodGrammar", "find_periods", "period_grammar"]

# A period found in a text: its value, the words, and how fine it is (3 finer than a year, 2 years, 1 a year).
Found = tuple[str, str, int]
# The same with its place: where it begins, its value, its words.
_Placed = tuple[int, str, str]
_CHARS = 600
_MOST_YEARS = 30
_FIRST_WORKING_DAY = 4
_MONTH_REACH = 12
_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_DAY_BEFORE = re.compile(r"\d{1,2}\s?[-./]?\s*$")
# `2O2O`, `20l8`: letters that scanners put for digits of a year.
_MISREAD = re.compile(r"(?<![a-z0-9])2[0o][\dol]{2}(?![a-z0-9])")
_STROKES = re.compile("[l|!1]")


class PeriodGrammar:
    """The periods that a pack's words make; built once for a pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.periods
        self._months = lexicon.months.by_word
        self._runs = run_grammar(lexicon)
        month = f"(?:{lexicon.months.expression or NEVER})"
        year_words = rf"(?:{'|'.join(lexicon.dates.year_words) or NEVER})"
        self._days = re.compile(
            rf"\b(?P<from>\d{{1,2}})\s*(?P<first>{month})\s*(?P<of>{_YEAR})?\s*{self._runs.upto}"
            rf"\s*(?P<to>\d{{1,2}})\s*(?P<last>{month})\s*(?:{year_words}\s*)?(?P<year>{_YEAR})"
        )
        self._month_before = re.compile(rf"\b{month}\s*$")

    def mended(self, text: str) -> str:
        """The beginning of a text in lower case, slips of scanners mended, without the numbers of laws."""
        low = _MISREAD.sub(lambda m: m[0].replace("o", "0").replace("l", "1"), text[:_CHARS].lower())
        low = self.words.strokes.pattern.sub(lambda m: m["word"] + _STROKES.sub("i", m["number"]), low)
        return self.words.law.pattern.sub(lambda m: " " * len(m[0]), low)

    def runs(self, low: str) -> tuple[list[Run], list[Run]]:
        """The runs of periods within a year, without months that are part of a whole date, and those of years."""
        runs = self._runs.find(low)
        within = [
            run
            for run in runs
            if run.in_year > 1
            and not (run.in_year == MONTHS and _DAY_BEFORE.search(low[max(0, run.start - 5) : run.start]))
        ]
        return within, [run for run in runs if run.in_year == 1]

    def undated(self, low: str) -> list[Run]:
        """The runs of quarters, thirds and halves, or of several months, that bear no year."""
        return [run for run in self.runs(low)[0] if not run.single_month and not run.dated]

    def _day_ranges(self, low: str) -> list[_Placed]:
        """Ranges of days that fill months."""
        found = []
        for match in self._days.finditer(low):
            first, last = self._months[match["first"]], self._months[match["last"]]
            year, last_year = int(match["of"] or match["year"]), int(match["year"])
            # The last day may be mistyped by one (`30 Desember`); the first must be the first, or the year's first
            # working day.
            opens = int(match["from"]) == 1 or (first == 1 and int(match["from"]) <= _FIRST_WORKING_DAY)
            whole = opens and int(match["to"]) >= calendar.monthrange(last_year, last)[1] - 1
            if whole and (year, first) <= (last_year, last):
                found.append((match.start(), span((year, first), (last_year, last)), match[0]))
        return found

    def _endings(self, low: str) -> list[_Placed]:
        """What ends with a day, as headings of financial statements say."""
        found = []
        for match in self.words.ending.pattern.finditer(low):
            last, year = self._months[match["month"]], int(match["year"])
            months = self.words.lengths.get(match["sort"], last)
            if int(match["day"]) == calendar.monthrange(year, last)[1] and months <= last:
                found.append((match.start(), span((year, last - months + 1), (year, last)), match[0]))
        return found

    def _spelled(self, low: str) -> list[_Placed]:
        """Reporting windows (`B06 2025`), and periods as reports of this program spell them (`2026-S1`)."""
        found = [
            (m.start(), f"{m['year']}-Q{int(m['month']) // 3}", m[0])
            for m in self.words.window.pattern.finditer(low)
        ]
        for match in self.words.own_spelling.pattern.finditer(low):
            year, sort = match["year"] or match["its_year"], (match["sort"] or match["half"]).upper()
            which = int(match["which"] or match["of_two"])
            if sort == "Q" or which <= 2:
                found.append((match.start(), f"{year}-{sort}{which}", match[0]))
        return found

    def _fine(self, low: str, within: Sequence[Run], years: set[str]) -> list[_Placed]:
        """Periods finer than a year; one without a year takes the only one that the text names."""
        others = [run for run in within if not run.single_month]
        dated = [run for run in others if run.dated]
        found = self._spelled(low) + self._day_ranges(low) + self._endings(low) + _valued(low, dated)
        found = found or _valued(low, [run for run in within if run.single_month])
        if not found and len(years) == 1:
            found = _valued(low, [run for run in others if not run.dated], int(*years))
        return sorted(found)

    def _several_years(self, low: str, runs: Sequence[Run]) -> list[Found]:
        """Academic years, else spans of years, or years compared with each other."""
        academic = [
            (f"{m['first']}/{m['last']}", m[0].strip(), 2)
            for m in self.words.academic.pattern.finditer(low)
            if int(m["last"]) == int(m["first"]) + 1
        ]
        spans = [
            (value, words, 2)
            for _, value, words in _valued(low, runs)
            if len(value) == len("2024-2025") and int(value[5:]) <= int(value[:4]) + _MOST_YEARS
        ]
        return academic or spans

    def _single_years(self, low: str, *, bare_year: bool) -> list[Found]:
        found = []
        for match in self.words.year.pattern.finditer(low):
            marked = self.words.marked.pattern.search(low, 0, match.start())
            start = marked.start() if marked else match.start()
            if (marked or bare_year) and not self._month_before.search(
                low[max(0, start - _MONTH_REACH) : start]
            ):
                found.append((match["year"], low[start : match.end()].strip(), 1))
        return found

    def find(self, text: str, *, bare_year: bool) -> list[Found]:
        """Periods in a title, a period line or a name; only those of the finest sort that it names.

        A list with gaps (`Triwulan I dan III`) names none of its members, at most its year. A quarter without a year
        takes the one year that the text names; where it names several, the text tells no period.

        Args:
            text: a title, a line or a file name; at most its first 600 characters are looked at.
            bare_year: a year counts without the word `tahun` before it.
        """
        low = self.mended(text)
        named = {match[0] for match in _ANY_YEAR.finditer(low)}
        if not named:
            return []
        within, years = self.runs(low)
        if fine := self._fine(low, within, named):
            return [(value, words.strip(), 3) for _, value, words in fine]
        if several := self._several_years(low, years):
            return several
        if len(named) > 1 and any(not run.single_month and not run.dated for run in within):
            return []
        for run in years:
            if run.listed:
                low = low[: run.start] + " " * (run.end - run.start) + low[run.end :]
        return self._single_years(low, bare_year=bare_year)

    def joined(self, text: str) -> list[str]:
        """The spans of several months, quarters or halves that a text names together: `TW I-III 2025`."""
        low = self.mended(text.replace("_", " "))
        joined = [run for run in self.runs(low)[0] if len(run.items) > 1]
        years = {match[0] for match in _ANY_YEAR.finditer(low)} if joined else ()
        return [value for _, value, _ in _valued(low, joined, int(*years) if len(years) == 1 else 0)]


def _valued(text: str, runs: Sequence[Run], year: int = 0) -> list[_Placed]:
    """Place, value and words of the runs that are a span."""
    return [(run.start, value, text[run.start : run.end]) for run in runs if (value := run.value(year))]


@cache
def period_grammar(lexicon: Lexicon) -> PeriodGrammar:
    """The grammar of a pack's periods."""
    return PeriodGrammar(lexicon)


def find_periods(text: str, *, bare_year: bool, lexicon: Lexicon | None = None) -> list[Found]:
    """Periods in a text: see `PeriodGrammar.find`; in the words of the usual pack where none is given."""
    return period_grammar(lexicon or load_lexicon()).find(text, bare_year=bare_year)
