"""The part of a document that can hold facts, as lines: head, tail, and windows around anchors between.

An official document says what it is at its top and who made it when at its end; a long one repeats both at
every enactment in between. Looking only there keeps the cost of a megabyte bounded and keeps facts of
chapters and tables out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.page import PageWords
from zi_evidence.page.columns import Line, paired
from zi_evidence.page.mending import mended, plain_signs, squeeze, squeezed_blanks, unjustified
from zi_evidence.text import is_spaced, with_letters

__all__ = ["Line", "Sheet", "make_sheet", "runs_on"]

_HEAD_CHARS = 16_000
_TAIL_CHARS = 10_000
_WINDOW_CHARS = 700
_BEFORE_ANCHOR = 80
_MAX_WINDOWS = 24
_MAX_LINE = 1_200
_RUN_ON = 240
_MAX_HEAD_LINES = 1_500
_MAX_TAIL_LINES = 800
_LONG_LINE = 45
_FORM_LINES = 18
_LAW_LINES = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines worth looking at, in reading order.

    Attributes:
        lines: head, windows and tail; an empty line where text was left out.
        head: how many of them belong to the head.
        whole: nothing was left out.
    """

    lines: tuple[Line, ...]
    head: int
    whole: bool

    @property
    def top(self) -> tuple[Line, ...]:
        """The lines of the head."""
        return self.lines[: self.head]


def runs_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line carries on the sentence of the line above: it begins in the middle of one.

    Text layers and narrow table cells break sentences anywhere; what then begins a line is no heading, slot or
    formula.
    """
    if not index:
        return False
    above, text = lines[index - 1], lines[index].text
    before = above.text
    if not before or before.isupper() or before[-1] in ".:;" or above.labelled:
        return False
    return text[:1].islower() or (len(before) > _LONG_LINE and (before[-1].islower() or before[-1] == ","))


def make_sheet(pages: Sequence[str], lexicon: Lexicon, first_page: int = 1) -> Sheet:
    """The sheet of a document's pages; `first_page` is the number of the first of them."""
    return _without_form_law(_Maker(lexicon.page, first_page).sheet(pages), lexicon.page)


class _Maker:
    """Makes the lines of pages."""

    def __init__(self, words: PageWords, first_page: int) -> None:
        self._words = words
        self._first_page = first_page

    def sheet(self, pages: Sequence[str]) -> Sheet:
        if sum(map(len, pages)) <= _HEAD_CHARS + _TAIL_CHARS:
            whole = [line for index, text in enumerate(pages) for line in self._lines(index, text)]
            lines = paired(whole[: _MAX_HEAD_LINES + _MAX_TAIL_LINES], self._words)
            return Sheet(tuple(lines), len(lines), whole=True)
        head, cut = self._head(pages)
        tail = _tail(pages, *cut)
        gap = Line(self._first_page + cut[0], "", "")
        windows = [line for window in self._windows(pages, cut, tail[0]) for line in (gap, *window)]
        last = [line for index, start in tail for line in self._lines(index, pages[index][start:])]
        ending = paired(last[-_MAX_TAIL_LINES:], self._words)
        return Sheet((*head, *windows, gap, *ending), len(head), whole=False)

    def _head(self, pages: Sequence[str]) -> tuple[list[Line], tuple[int, int]]:
        """The lines of the head, and the page and place where it was cut."""
        lines: list[Line] = []
        budget = _HEAD_CHARS
        cut = (0, 0)
        for index, text in enumerate(pages):
            piece = text[:budget]
            lines.extend(self._lines(index, piece))
            budget -= len(piece)
            cut = (index, len(piece))
            if budget <= 0:
                break
        return paired(lines[:_MAX_HEAD_LINES], self._words), cut

    def _windows(
        self, pages: Sequence[str], cut: tuple[int, int], tail: tuple[int, int]
    ) -> Iterator[list[Line]]:
        """The lines around the anchors between head and tail."""
        made = 0
        for index in range(cut[0], tail[0] + 1):
            text = pages[index]
            if not any(piece in text for piece in self._words.anchor_pieces):
                continue
            low = cut[1] if index == cut[0] else 0
            high = tail[1] if index == tail[0] else len(text)
            while made < _MAX_WINDOWS and (anchor := self._words.anchor.pattern.search(text, low, high)):
                end = min(anchor.start() + _WINDOW_CHARS, high)
                start = text.rfind("\n", low, anchor.start()) + 1 or low
                yield self._lines(index, text[max(start, anchor.start() - _BEFORE_ANCHOR) : end])
                low = end
                made += 1

    def _lines(self, index: int, text: str) -> list[Line]:
        """The lines of a piece of one page."""
        found: list[Line] = []
        texts: list[str] = []
        page, labelled = self._first_page + index, self._words.labelled.match
        text = with_letters(plain_signs(text))
        # Whether any line can need it is asked once for all of them.
        spaced = squeeze if is_spaced(text) else squeezed_blanks
        for raw in self._split(text):
            line = mended(raw[:_MAX_LINE], texts, self._words)
            squeezed = spaced(line)
            if squeezed:
                bare = line.strip()
                bare = unjustified(bare) if "  " in bare else bare
                found.append(Line(page, squeezed, bare, labelled=bool(labelled(squeezed))))
                texts.append(squeezed)
        return found

    def _split(self, text: str) -> list[str]:
        """Lines of a text; a run-on line is broken again before the words that start a line on paper."""
        lines = text.split("\n")
        if max(map(len, lines)) <= _RUN_ON:
            return lines
        broken: list[str] = []
        for line in lines:
            broken.extend(
                [line]
                if len(line) <= _RUN_ON
                else self._words.line_start.pattern.split(line[: _MAX_LINE * 8])
            )
        return broken


def _tail(pages: Sequence[str], cut_page: int, cut_at: int) -> list[tuple[int, int]]:
    """The pages of the tail with the place where each begins, in their order."""
    tail: list[tuple[int, int]] = []
    budget = _TAIL_CHARS
    for index in range(len(pages) - 1, cut_page - 1, -1):
        start = max(len(pages[index]) - budget, cut_at if index == cut_page else 0)
        tail.append((index, start))
        budget -= len(pages[index]) - start
        if budget <= 0:
            break
    return tail[::-1]


def _without_form_law(sheet: Sheet, words: PageWords) -> Sheet:
    """The sheet of a form that was filled in, without the law over it that prescribes it."""
    top = sheet.top[:_FORM_LINES]
    if not top or not words.form_law.find(top[0].text):
        return sheet
    law = next((i for i, line in enumerate(top[:_LAW_LINES]) if words.law.find(line.text)), None)
    form = next((i for i, line in enumerate(top) if words.form.find(line.text)), None)
    if law is None or form is None or form < law:
        return sheet
    # The place, date and addressee of the form may be over its name.
    start = next((i for i in range(law, form) if not top[i].text.isupper()), form)
    return Sheet(sheet.lines[start:], sheet.head - start, sheet.whole)
