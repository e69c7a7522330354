"""A date in its line, with the words around it that tell what it is the date of."""

import re
from collections.abc import Sequence
from functools import cached_property

from zi_evidence.facts.dates import Mention
from zi_evidence.lexicon import Lexicon
from zi_evidence.page import Line, runs_on

__all__ = ["Spot"]

# How far behind the label of a slot its date may begin: a weekday may stand between.
_SLOT_REACH = 14
_LABEL_CHARS = 60
_LEAD_IN = 100
_ENDS_IN_YEAR = re.compile(r"[12]\d{3}$")
_GAP = re.compile(r" {2,}")


class Spot:
    """One date on a line.

    Attributes:
        lines: of the document.
        index: of the line on which the date begins.
        last: of the line on which it ends.
        mention: the date.
        text: the line.
        before: the words before the date.
        after: the words behind it, without blanks around them.
    """

    def __init__(
        self, lexicon: Lexicon, lines: Sequence[Line], index: int, mention: Mention, rest: str | None = None
    ) -> None:
        self.dates = lexicon.dates
        self.lines, self.index, self.mention = lines, index, mention
        self.last = index + (rest is not None)
        self.text = lines[index].text
        self.before = self.text[: mention.start]
        self.after = (self.text[mention.end :] if rest is None else rest).strip()

    def line(self, index: int) -> str:
        """The text of a line, empty beyond the document."""
        return self.lines[index].text if 0 <= index < len(self.lines) else ""

    def above(self, count: int) -> list[str]:
        """So many lines above, the nearest first."""
        return [self.lines[at].text for at in range(self.index - 1, max(-1, self.index - 1 - count), -1)]

    def below(self, count: int) -> list[str]:
        """So many lines below."""
        return [line.text for line in self.lines[self.last + 1 : self.last + 1 + count]]

    @cached_property
    def lead_in(self) -> str:
        """The end of the line above and the words before the date."""
        return f"{self.line(self.index - 1)[-_LEAD_IN:]} {self.before}"

    @cached_property
    def ends_line(self) -> bool:
        """Nothing follows the date in its line."""
        return not self.after.strip(" .,")

    @cached_property
    def bare(self) -> bool:
        """Nothing but a colon stands before the date, or its line begins with one."""
        return not self.before.strip(" :") or self.before.startswith(":")

    @cached_property
    def alone(self) -> bool:
        """The date fills its line."""
        return not self.before.strip(" :.,-") and self.ends_line

    @cached_property
    def _place(self) -> re.Match[str] | None:
        return self.dates.pattern("place").search(self.before)

    @property
    def place_like(self) -> bool:
        """Something that is written like a place stands before the date."""
        return self._place is not None

    @cached_property
    def place(self) -> bool:
        """The name of a place stands before the date."""
        return self._place is not None and not self.dates.pattern("no_place").search(self._place["place"])

    @property
    def ahead(self) -> str:
        """What stands before the place; empty where there is none."""
        return self.before[: self._place.start()].strip() if self._place else ""

    @cached_property
    def slot(self) -> bool:
        """The date is the value of a slot `Tanggal`; one in small letters needs its colon."""
        label = self.dates.pattern("slot").match(self.text)
        if not label or not label.end() <= self.mention.start <= label.end() + _SLOT_REACH:
            return False
        return ":" in self.before or not self.text[:1].islower()

    @cached_property
    def label(self) -> str:
        """What names the date: the words before it or, where it fills a cell, the single label above."""
        if not self.alone:
            return self.before
        above, below = self.line(self.index - 1), self.line(self.index + 1)
        begins = tuple(self.dates.day_words)
        column = begins and self.line(self.index - 2).lower().startswith(begins)
        row_of_dates = below[:1].isdigit() and _ENDS_IN_YEAR.search(below)
        return "" if column or row_of_dates or len(above) > _LABEL_CHARS else above

    @cached_property
    def runs_on(self) -> bool:
        """The line carries on the sentence of the line above."""
        return runs_on(self.lines, self.index)

    @property
    def whole(self) -> bool:
        """The date has a day."""
        return self.mention.whole

    @cached_property
    def gap(self) -> int:
        """How many blanks the widest gap of the line has, at least 1."""
        raw = self.lines[self.index].raw
        return max((len(found) for found in _GAP.findall(raw)), default=1) if "  " in raw else 1
