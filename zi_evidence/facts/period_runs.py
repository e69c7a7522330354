"""Months, quarters, thirds and halves of a year, and years, alone or several together: `Triwulan I dan II Tahun 2026`.

What is named together is one span if it has no gap: from a first to a last (`TW I-III`), or a list of what follows
each other (`Januari, Februari, dan Maret`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.rules import NEVER, Rule
from zi_evidence.periods import span

__all__ = ["Run", "RunGrammar", "run_grammar"]

MONTHS = 12
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ASIDE = r"(?:\s?\([^()]{1,40}\))?"
_LONGEST_NAME = 300
_SIGNS = re.compile(r"[-–—,&+]")


@dataclass(frozen=True, slots=True)
class _Item:
    """One of a run.

    Attributes:
        which: which one of its year.
        year: 0 where none stands with it.
        upto: the run goes from the one before through to it.
        sign: where the word or sign stands that joins it to the one before.
    """

    which: int
    year: int
    upto: bool
    sign: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Periods of one sort that a text names together, from `start` to `end`.

    One alone is a run too, except a year.
    """

    start: int
    end: int
    in_year: int
    items: tuple[_Item, ...]

    @property
    def dated(self) -> bool:
        """Whether a year stands with it."""
        return any(item.year for item in self.items)

    @property
    def listed(self) -> bool:
        """Whether it names several one by one."""
        return len(self.items) > 1 and not any(item.upto for item in self.items)

    @property
    def single_month(self) -> bool:
        """Whether it is one month alone."""
        return self.in_year == MONTHS and len(self.items) == 1

    def value(self, year: int = 0) -> str | None:
        """The span of all of them, or `None` where it has gaps; `year` is that of a run without one of its own."""
        if not (year or self.dated) or any(item.which > self.in_year for item in self.items):
            return None
        years = self._years(year)
        units = [of * self.in_year + item.which - 1 for of, item in zip(years, self.items, strict=True)]
        named = set(units)
        for (before, _), (unit, item) in pairwise(zip(units, self.items, strict=True)):
            if item.upto:
                if before > unit:
                    return None
                named.update(range(before, unit))
        first, last = min(named), max(named)
        if last - first >= len(named):
            return None
        length = MONTHS // self.in_year
        from_year, from_month = divmod(first * length, MONTHS)
        last_year, last_month = divmod((last + 1) * length - 1, MONTHS)
        return span((from_year, from_month + 1), (last_year, last_month + 1))

    def _years(self, year: int) -> list[int]:
        """The year of each: its own, else that of the next with a year, else that of the one before."""
        years = [item.year for item in self.items]
        if not self.dated:
            years[-1] = year
        for at in range(len(years) - 2, -1, -1):
            if not years[at] and years[at + 1]:
                years[at] = years[at + 1] - self._turns_after(at)
        for at in range(1, len(years)):
            if not years[at]:
                years[at] = years[at - 1] + self._turns_after(at - 1)
        return years

    def _turns_after(self, at: int) -> bool:
        """Whether the year turns between two: `Desember dan Januari`, `Triwulan III s.d. I`."""
        one, other = self.items[at], self.items[at + 1]
        at_the_turn = one.which == self.in_year > 2 and other.which == 1
        return at_the_turn or (other.upto and one.which > other.which)


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of period: how many a year has, which one a word names, and the first and the further ones of a run."""

    in_year: int
    words: Mapping[str, int]
    first: re.Pattern[str]
    further: re.Pattern[str]


def _of(rule: Rule) -> str:
    return f"(?:{rule.pattern.pattern or NEVER})"


def _any(words: Mapping[str, int] | tuple[str, ...]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or NEVER


class RunGrammar:
    """The runs that a pack's words make; built once for a pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, months = lexicon.periods, lexicon.months
        self.upto, self.between = _of(words.upto), rf"{_of(words.between)}{{0,8}}?"
        self._its_year = rf"(?:{self.between}{_YEAR}(?!\d))?"
        self._join = rf"\s*(?:(?P<upto>{self.upto})|(?P<also>{_of(words.also)}))\s*"
        year_join = rf"\s*(?:(?P<upto>{self.upto})|(?P<also>{_of(words.year_also)}))\s*"
        month_names = _any(months.by_word)
        month = rf"(?P<which>{month_names})(?![a-z])\.?{self._its_year}"
        ordinal = rf"{_of(words.ordinal_lead)}?(?P<which>{_any(words.ordinals)})\b"
        # Further ones may lack the word; `TW I, 3 Maret` and `Semester I dan dua kegiatan` go on with something else.
        bare = rf"(?!(?:{_any(words.not_further)})\b|\d\s*(?:{month_names}|[./]\s?\d))"
        self._sorts = [
            self._counted(counted.per_year, _of(counted.word), ordinal, bare, words.ordinals)
            for counted in words.counted.values()
        ]
        if words.ordinal_first:
            for counted in words.counted.values():
                one = rf"{ordinal}[\s-]{{0,3}}{_of(counted.word)}\b{self._its_year}"
                first, further = re.compile(rf"\b{one}"), re.compile(f"{self._join}{one}")
                self._sorts.append(_Sort(counted.per_year, words.ordinals, first, further))
        further_month = rf"(?:{self._join}|\s+)(?:{_of(words.month_word)}\s*)?{month}"
        self._sorts.append(
            _Sort(MONTHS, months.by_word, re.compile(rf"(?<!\w){month}"), re.compile(further_month))
        )
        first_year = re.compile(rf"\b(?P<which>){_YEAR}\b")
        further_year = re.compile(rf"{year_join}{_of(words.year_word)}?(?P<which>){_YEAR}\b")
        self._sorts.append(_Sort(1, {"": 1}, first_year, further_year))

    def _counted(
        self, in_year: int, word: str, ordinal: str, bare: str, ordinals: Mapping[str, int]
    ) -> _Sort:
        led, tail = rf"{word}[\s.:-]{{0,3}}", f"{ordinal}{_ASIDE}{self._its_year}"
        further = rf"(?:{self._join}(?:{led}|{bare})|\s+{led}){tail}"
        return _Sort(in_year, ordinals, re.compile(rf"\b{led}{tail}"), re.compile(further))

    def _runs_of(self, sort: _Sort, low: str) -> Iterator[Run]:
        end = 0
        for first in sort.first.finditer(low):
            if first.start() < end:
                continue
            items: list[_Item] = []
            found: re.Match[str] | None = first
            while found:
                groups = found.groupdict()
                sign = next((found.span(name) for name in ("upto", "also") if groups.get(name)), (0, 0))
                which, year = sort.words[groups["which"]], int(groups["year"] or 0)
                items.append(_Item(which, year, bool(groups.get("upto")), sign))
                end = found.end()
                found = sort.further.match(low, end)
            if sort.in_year > 1 or len(items) > 1:
                yield Run(first.start(), end, sort.in_year, tuple(items))

    def find(self, low: str) -> list[Run]:
        """All runs in a text in lower case, by their place."""
        runs = (run for sort in self._sorts for run in self._runs_of(sort, low))
        return sorted(runs, key=lambda run: run.start)

    def with_said_joins(self, name: str) -> str:
        """A file name in lower case with the signs that join periods said in words: `TW I-III` is `tw i sd iii`.

        The plain name has blanks for all signs.
        """
        low = name.rsplit("/", 1)[-1][:_LONGEST_NAME].lower().replace("_", " ")
        if not _SIGNS.search(low):
            return low
        signs = {item.sign: item.upto for run in self.find(low) for item in run.items if item.sign[1]}
        for (start, end), upto in sorted(signs.items(), reverse=True):
            low = f"{low[:start]}{' sd ' if upto else ' dan '}{low[end:]}"
        return low


@cache
def run_grammar(lexicon: Lexicon) -> RunGrammar:
    """The grammar of a pack's runs of periods."""
    return RunGrammar(lexicon)
