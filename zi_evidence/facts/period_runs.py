"""Months, quarters, thirds and halves of a year, and years, alone or several together: `Triwulan I dan II Tahun 2026`.

What is named together is one span if it has no gap: from a first to a last (`TW I-III`), or a list of what follows
each other (`Januari, Februari, dan Maret`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zi_evidence.facts.dates import MONTH_WORDS
from zi_evidence.periods import span

__all__ = ["BETWEEN", "UPTO", "Run", "find_runs", "with_said_joins"]

# What may stand between a period and its year, and what joins the first and the last of a span.
BETWEEN = r"(?:[\s,.:()/-]|tahun|th|thn|t\.?a\.?|anggaran|periode|bulan){0,8}?"
UPTO = r"(?:-|–|—|s\.?\s?/?\s?d\b\.?|sampai(?:\s(?:dengan|dgn))?\b|hingga\b|to\b)"

_ORDINALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "pertama": 1, "kedua": 2, "ketiga": 3,
    "keempat": 4, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4,
}  # fmt: skip
_MONTH_NAMES = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_ORDINAL = rf"(?:ke[- ]?)?(?P<which>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b"
# Further ones may lack the word; `TW I, 3 Maret` and `Semester I dan dua kegiatan` go on with something else.
_BARE = rf"(?!(?:satu|dua|tiga|empat)\b|\d\s*(?:{_MONTH_NAMES}|[./]\s?\d))"
_MONTH = rf"(?P<which>{_MONTH_NAMES})(?![a-z])\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ITS_YEAR = rf"(?:{BETWEEN}{_YEAR}(?!\d))?"
_ASIDE = r"(?:\s?\([^()]{1,40}\))?"
_JOIN = rf"\s*(?:(?P<upto>{UPTO})|(?P<also>(?:,?\s*(?:dan|and|serta)\b|[,&+/])))\s*"
_YEAR_JOIN = rf"\s*(?:(?P<upto>{UPTO})|(?P<also>,?\s*(?:dan|dengan|serta|vs)\b\.?|[,&+]))\s*"
_LONGEST_NAME = 300
_SIGNS = re.compile(r"[-–—,&+]")
_YEAR_WORD = r"(?:(?:tahun|thn?|t\.?a)\b\.?\s*(?:anggaran\s*)?)?"


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of period: how many a year has, which one a word names, and the first and the further ones of a run.

    One of the stems stands in every text that names one: looked for first, since that is many times faster.
    """

    in_year: int
    stems: tuple[str, ...]
    words: dict[str, int]
    first: re.Pattern[str]
    further: re.Pattern[str]


def _counted(in_year: int, word: str, *stems: str) -> _Sort:
    led, tail = rf"(?:{word})[\s.:-]{{0,3}}", f"{_ORDINAL}{_ASIDE}{_ITS_YEAR}"
    further = rf"(?:{_JOIN}(?:{led}|{_BARE})|\s+{led}){tail}"
    return _Sort(in_year, stems, _ORDINALS, re.compile(rf"\b{led}{tail}"), re.compile(further))


_SORTS = (
    _counted(
        4,
        r"triwulan(?:an)?|tri wulan|t\.?w\.?|kuartal|quarter|q",
        "triw",
        "tri w",
        "tw",
        "t.w",
        "q",
        "kuartal",
    ),
    _counted(3, r"catur ?wulan|cawu", "cawu", "catur"),
    _counted(2, r"semester|smt|smstr|sem", "sem", "sm"),
    _Sort(
        12,
        tuple(dict.fromkeys(word[:3] for word in MONTH_WORDS)),
        MONTH_WORDS,
        re.compile(rf"(?<!\w){_MONTH}{_ITS_YEAR}"),
        re.compile(rf"(?:{_JOIN}|\s+)(?:bulan\s*)?{_MONTH}{_ITS_YEAR}"),
    ),
    _Sort(
        1,
        ("19", "20"),
        {"": 1},
        re.compile(rf"\b(?P<which>){_YEAR}\b"),
        re.compile(rf"{_YEAR_JOIN}{_YEAR_WORD}(?P<which>){_YEAR}\b"),
    ),
)


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
        length = 12 // self.in_year
        from_year, from_month = divmod(first * length, 12)
        last_year, last_month = divmod((last + 1) * length - 1, 12)
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


def _runs_of(sort: _Sort, low: str) -> Iterator[Run]:
    end = 0
    for first in sort.first.finditer(low):
        if first.start() < end:
            continue
        items: list[_Item] = []
        found: re.Match[str] | None = first
        while found:
            groups = found.groupdict()
            sign = next((found.span(name) for name in ("upto", "also") if groups.get(name)), (0, 0))
            items.append(
                _Item(sort.words[groups["which"]], int(groups["year"] or 0), bool(groups.get("upto")), sign)
            )
            end = found.end()
            found = sort.further.match(low, end)
        if sort.in_year > 1 or len(items) > 1:
            yield Run(first.start(), end, sort.in_year, tuple(items))


def find_runs(low: str) -> list[Run]:
    """All runs in a text in lower case, by their place."""
    sorts = (sort for sort in _SORTS if any(stem in low for stem in sort.stems))
    return sorted((run for sort in sorts for run in _runs_of(sort, low)), key=lambda run: run.start)


def with_said_joins(name: str) -> str:
    """A file name in lower case with the signs that join periods said in words: `TW I-III` is `tw i sd iii`.

    The plain name has blanks for all signs.
    """
    low = name.rsplit("/", 1)[-1][:_LONGEST_NAME].lower().replace("_", " ")
    if not _SIGNS.search(low):
        return low
    signs = {item.sign: item.upto for run in find_runs(low) for item in run.items if item.sign[1]}
    for (start, end), upto in sorted(signs.items(), reverse=True):
        low = f"{low[:start]}{' sd ' if upto else ' dan '}{low[end:]}"
    return low
