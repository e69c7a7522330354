"""Cuts out of a document's pages the place that shows best why it was found."""

import re
from collections.abc import Callable, Sequence

from zi_evidence.index.full_text import Query
from zi_evidence.model import Page
from zi_evidence.model.search import Passage
from zi_evidence.text import printable

__all__ = ["passage_of"]

_BEFORE = 60
_LENGTH = 220
_BLANKS = re.compile(r"\s+")


def passage_of(
    pages: Sequence[Page], query: Query, *, hide: Callable[[str], str], paged: bool = True
) -> Passage | None:
    """The place with the most terms on the page with the most terms; `None` where there is no text.

    Args:
        pages: of the reading.
        query: what was asked for.
        hide: masks numbers of persons; a whole page goes through it, so that no cut leaves half of one bare.
        paged: whether the pages are real ones.
    """
    best, most = -1, (-1, -1)
    for number, page in enumerate(pages):
        spans = query.spans(page.text)
        worth = len({term for _, _, term in spans}), len(spans)
        if page.text.strip() and worth > most:
            best, most = number, worth
    if best < 0:
        return None
    text = printable(hide(_BLANKS.sub(" ", pages[best].text).strip()))
    spans = query.spans(text)
    start, end = _window(text, spans)
    marks = _apart(
        [(first - start, last - start) for first, last, _ in spans if first >= start and last <= end]
    )
    lead = "…" if start > 0 else ""
    return Passage(
        page=best + 1 if paged else None,
        text=f"{lead}{text[start:end]}{'…' if end < len(text) else ''}",
        marks=tuple((first + len(lead), last + len(lead)) for first, last in marks),
    )


def _window(text: str, spans: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Start and end of the piece to show: whole words around the span from where most terms are in reach."""
    first, most = 0, 0
    for start, _, _ in spans:
        within = len(
            {term for begin, last, term in spans if begin >= start and last <= start + _LENGTH - _BEFORE}
        )
        if within > most:
            first, most = start, within
    start = max(0, first - _BEFORE)
    end = min(len(text), start + _LENGTH)
    start = 0 if end == len(text) and end <= _LENGTH else start
    if start > 0:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else first
    if end < len(text):
        blank = text.rfind(" ", first + 1, end)
        end = blank if blank > first else end
    return start, end


def _apart(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks in order, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(marks):
        if joined and first < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
