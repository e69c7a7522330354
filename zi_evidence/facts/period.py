"""The period that a document reports on, plans for or was made for: from its title, a period line, its name.

It is another thing than the document's date: a report on 2025 is signed in 2026.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zi_evidence.facts.period_runs import Run
from zi_evidence.facts.period_texts import Found, period_grammar
from zi_evidence.lexicon import Lexicon
from zi_evidence.model import Note, Quote, TextFact
from zi_evidence.page import Line, runs_on
from zi_evidence.periods import bounds

__all__ = ["period_by_day", "period_fact"]

_FINE, _SEVERAL, _YEAR = 3, 2, 1
_COVER_LINES = 40
_LINES = 70
_HEAD_LINES = 20
_YEAR_LINES = 14
_TITLE_LINES = 8
_TITLE_BLOCK = 2
_YEAR_LINE = re.compile(r"\W{0,3}(?:19|20)\d\d\W{0,3}")
_SECTION = re.compile(r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]\s+[A-Z][A-Za-z]")
_CELL = re.compile(r"\W*[a-z]+\W*\d{4}\W*")
_MONTH_VALUE = re.compile(r"\d{4}-\d\d")
_MANY_YEARS = len("2021-2026")


@dataclass
class _Arbiter:
    """Weighs what title, lines and name say of a document's period.

    Attributes:
        lexicon: the words.
        kind: of the document: decides whether a year in its title is a period at all.
        fact: the period found so far.
        notes: what contradicts it.
    """

    lexicon: Lexicon
    kind: str
    fact: TextFact | None = None
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = self.lexicon.kinds
        self.grammar, self.words = period_grammar(self.lexicon), self.lexicon.periods
        self.bare = self.kind in kinds.having("bare_year")
        self.floor = _YEAR if self.kind in kinds.having("yearly") else _FINE
        self.cell_period = self.kind in kinds.having("cell_period")

    def best(self, text: str, *, bare_year: bool, floor: int | None = None) -> Found | None:
        """The finest period found in a text; below the floor only a budget or academic year counts."""
        found = self.grammar.find(text, bare_year=bare_year)
        finest = max((item[2] for item in found), default=0)
        if finest < (floor or self.floor) and not self.words.spans_years.find(text):
            return None
        return next((item for item in found if item[2] == finest), None)

    def from_title(self, title: TextFact) -> None:
        """Takes the period of the title."""
        if best := self.best(title.value, bare_year=self.bare):
            self.fact = TextFact(best[0], "title", 0.9, Quote(title.quote.page, best[1]))

    def from_cover(self, top: Sequence[Line]) -> None:
        """Takes the years of a plan for several years, which its cover may set apart from its title."""
        if self.fact and len(self.fact.value) == _MANY_YEARS:
            return
        for line in top[:_COVER_LINES]:
            for value, _, fineness in self.grammar.find(line.text, bare_year=False):
                if len(value) == _MANY_YEARS and fineness == _SEVERAL:
                    self.fact = TextFact(value, "line", 0.85, Quote(line.page, line.text[:160]))
                    return

    def from_lines(self, top: Sequence[Line]) -> None:
        """Takes or checks the period against lines that name one and say nothing else."""
        tabled = False
        for index, line in enumerate(top[:_LINES]):
            low = line.text.lower()
            if self.words.basis.find(low):
                break
            tabled = tabled or bool(self.words.table_head.find(low))
            low = self._cell(low)
            bare_line = self.bare and index < _YEAR_LINES and bool(_YEAR_LINE.fullmatch(low))
            if bare_line or self.words.line.find(low) or self.words.part.find(low):
                self._from_line(top, index, low, bare_line=bare_line, tabled=tabled)
            elif index < _HEAD_LINES:
                self._from_sentence(line, low)

    def _cell(self, low: str) -> str:
        """The cell of a period behind the name of the office, where a line is one; else the line."""
        asked = self.cell_period or self.words.cell_label.find(low)
        cell = self.words.cell.find(low) if asked else None
        return cell["period"] if cell else low

    def _from_sentence(self, line: Line, low: str) -> None:
        """Notes a sentence of the head that names another quarter or half of the same year and sort."""
        if not self.fact or self.fact.value[5:6] not in ("Q", "S") or not self.words.says.find(low):
            return
        said = self.best(line.text, bare_year=False, floor=_FINE)
        if said and said[0][:6] == self.fact.value[:6] and said[0] != self.fact.value:
            self.notes.append(Note("period_contradiction", Quote(line.page, line.text[:160])))

    def _from_line(self, top: Sequence[Line], index: int, low: str, *, bare_line: bool, tabled: bool) -> None:
        words = self._with_year(top, index)
        best = self.best(words, bare_year=bare_line)
        if not best or (index and (runs_on(top, index) or self._is_led(top[index - 1].text, low))):
            return
        if index > _TITLE_BLOCK and self._is_table_cell(top, index, low, tabled=tabled):
            return
        quote = Quote(top[index].page, top[index].text)
        if self.fact is None or _refines(best, self.fact):
            self.fact = TextFact(best[0], "line", 0.7 if bare_line else 0.85, quote)
        elif index < _HEAD_LINES and _contradicts(best, self.fact):
            self.notes.append(Note("period_contradiction", quote))

    def _with_year(self, top: Sequence[Line], index: int) -> str:
        """A period line, with the line below it that is its year: `BULAN : AGUSTUS` over `TAHUN : 2024`."""
        text = top[index].text
        below = top[index + 1].text if index + 1 < len(top) else ""
        parted = self.words.part.find(text.lower()) and self.words.its_year.find(below.lower())
        return f"{text} {below}" if parted else text

    def _is_led(self, above: str, low: str) -> bool:
        """Whether the line above makes a period line a part of a date, or of a section that says when it is due."""
        section = _SECTION.match(above) and not self.words.labelled.find(low)
        return bool(self.words.led.find(above) or section)

    def _is_table_cell(self, top: Sequence[Line], index: int, low: str, *, tabled: bool) -> bool:
        """Whether a month or a year alone below the title block is a cell of a table."""
        if not _CELL.fullmatch(low) or (not tabled and self.words.labelled.find(low)):
            return False
        heading = top[index - 1].text.isupper() or top[index].text.isupper()
        return tabled or not (heading or (self.fact is None and index < _TITLE_LINES))

    def from_name(self, plain_name: str) -> None:
        """Takes or checks the period against the file name."""
        text = self.words.law_in_name.pattern.sub(" ", plain_name)
        named = self.best(text, bare_year=self.bare)
        if not named or (not self.bare and _MONTH_VALUE.fullmatch(named[0])):
            return  # a month in the name of a decree or a letter is its date
        quote = Quote(0, named[1])
        if self.fact is None:
            self.fact = TextFact(named[0], "name", 0.6, quote)
        elif not _nested(named[0], self.fact.value) and (
            named[2] == _FINE or self.fact.value[:4] != named[0][:4]
        ):
            self.notes.append(Note("name_contradiction", quote))


def _refines(best: Found, fact: TextFact) -> bool:
    """Whether a period lies in the year that the document names."""
    return best[2] == _FINE and len(fact.value) == len("2026") and best[0].startswith(fact.value)


def _contradicts(best: Found, fact: TextFact) -> bool:
    """Whether a period finer than a year is another one than the document's, and neither lies in the other."""
    fine = best[2] == _FINE and len(fact.value) > len("2026")
    return fine and best[0] != fact.value and not _nested(best[0], fact.value)


def _nested(one: str, other: str) -> bool:
    """Whether one of two periods lies in the other."""
    try:
        (start, end), (first, last) = bounds(one), bounds(other)
    except ValueError:
        return False
    return (first <= start and end <= last) or (start <= first and last <= end)


def period_fact(
    lexicon: Lexicon, kind: str, title: TextFact | None, top: Sequence[Line], plain_name: str
) -> tuple[TextFact | None, tuple[Note, ...]]:
    """The period and what contradicts it.

    Args:
        lexicon: the words.
        kind: decides whether a bare year in the title is a period at all.
        title: the title or subject.
        top: the first lines, where a line may say `PERIODE : …` or `TRIWULAN I TAHUN 2026`.
        plain_name: the file name in upper case with blanks.
    """
    kinds = lexicon.kinds
    asks = kind in kinds.having("letter") and title and lexicon.periods.asks.find(title.value)
    if asks or kind in kinds.having("timeless"):
        return None, ()
    arbiter = _Arbiter(lexicon, kind)
    if title:
        arbiter.from_title(title)
    if kind in kinds.having("multi_year"):
        arbiter.from_cover(top)
    arbiter.from_lines(top)
    if kind not in kinds.having("regulation"):
        arbiter.from_name(plain_name)
    return arbiter.fact, tuple(arbiter.notes)


def period_by_day(
    lexicon: Lexicon, period: TextFact | None, kind: str, title: TextFact | None, day: str
) -> TextFact | None:
    """The period, with what the document's own day says of it.

    The year of a goal (`menuju WBBM 2027`) is no period of what was made before it. A quarter or half without a year
    (`Laporan Triwulan IV`, of January 2026) is the last one that had begun.

    Args:
        lexicon: the words.
        period: as the words tell it.
        kind: of the document.
        title: what its heading calls it.
        day: its own date, ISO, or its month; empty where it has none.
    """
    if not title or len(day) < len("2026"):
        return period
    kinds = lexicon.kinds
    made = bounds(day)[0]
    past_only = kind in kinds.having("past_only")
    days = lexicon.policy.days
    planned = dt.timedelta(days=0 if past_only else days("year_planned_ahead"))
    if period and not _is_late(period, made, ahead=planned):
        return period
    low = period_grammar(lexicon).mended(title.value)
    period = _without_goal(lexicon, period, low, past_only=past_only)
    arranges = kind in kinds.having("arranges_ahead")
    reports = kind not in kinds.having("letter") or lexicon.periods.reports.find(low)
    if period or not (past_only or arranges) or not reports or len(day) < len("2026-01"):
        return period
    undated = period_grammar(lexicon).undated(low)
    if len(undated) != 1:
        return None
    ahead = dt.timedelta(days=days("quarter_named_ahead")) if arranges else None
    begun = _last_begun(undated[0], made, ahead=ahead)
    words = low[undated[0].start : undated[0].end].strip()
    return TextFact(begun, "title", 0.7, Quote(title.quote.page, words)) if begun else None


def _is_late(period: TextFact, made: dt.date, *, ahead: dt.timedelta) -> bool:
    """Whether a period begins after a document on it can have been made."""
    return bounds(period.value)[0] - ahead > made


def _without_goal(lexicon: Lexicon, period: TextFact | None, low: str, *, past_only: bool) -> TextFact | None:
    """The period, unless its year is only that of a goal, or of a date in the name, lent to its quarter."""
    if period and period.source == "title":
        goal = lexicon.periods.goal.find(low)
        return None if goal and period.value[:4] in low[goal.end() :] else period
    return None if period and period.source == "name" and past_only else period


def _last_begun(run: Run, made: dt.date, *, ahead: dt.timedelta | None) -> str:
    """The last period of a run without a year that had begun on a day; empty where it may be the next one."""
    named = [run.value(year) for year in (made.year, made.year - 1)]
    begun = next((value for value in named if value and bounds(value)[0] <= made), "")
    following = run.value(int(begun[:4]) + 1) if begun else ""
    return "" if following and ahead is not None and bounds(following)[0] - ahead <= made else begun
