"""How much speaks for a new document on a page: evidences from the page, its neighbours, and what is open.

No single mark is enough. A letterhead is repeated on every page by some, a title in capitals is over every table, a
signature closes the statement before its table. Each adds or takes weight, and the sum decides.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zi_evidence.facts.dates import find_dates
from zi_evidence.facts.kinds import Heading, find_heading
from zi_evidence.facts.numbers import find_number
from zi_evidence.facts.people import find_signer
from zi_evidence.facts.subjects import subject_of
from zi_evidence.facts.unit_facts import unit_facts
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.parts import PartWords
from zi_evidence.model import TextFact
from zi_evidence.page import Line, Sheet, make_sheet

__all__ = ["Look", "is_promising", "look_at", "opens"]

_PAGE_HEAD = 1_200
_PAGE_TAIL = 900
_HEAD_LINES = 60
_TAIL_LINES = 10
# How far down a page its own heading may be: below its letterhead, below the print of its number.
_HEADING_WITHIN = 10
_BELOW_LETTERHEAD = 7
_SAME_TITLE = 40
_BARE_FIGURE = re.compile(r"\d{1,3}")
_LIST_ITEM = re.compile(r"(?:[-*•]|\(?(?:[a-z]|\d{1,2}|[IVX]+|[A-Z])[.)])\s")


@dataclass(frozen=True, slots=True)
class Look:
    """What the head of a page shows.

    Attributes:
        kind: that its heading names; `None` where it has no heading.
        title: that heading, or the first line in capitals, with the two lines below it.
        leads: the heading is on top of the page or below its letterhead.
        period: the title names a year or a part of it.
        number: of its own, in a slot or below the heading.
        days: the dates in the slots and datelines of its head.
        letterhead: the page begins with the name of an office.
        letter: it has a subject and an addressee.
        dated: it has a slot or a dateline for a date.
        page: its printed page number, 0 where none is printed; below 0 where a bare figure may be one.
        of: how many pages there are by the same print.
        any_day: there is a date in its head at all.
        belongs: it begins as a page of the document before.
        continues: it begins within a text or with the signature of one.
    """

    kind: str | None = None
    title: str = ""
    leads: bool = False
    period: bool = False
    number: str = ""
    days: frozenset[str] = frozenset()
    letterhead: bool = False
    letter: bool = False
    dated: bool = False
    page: int = 0
    of: int = 0
    any_day: bool = False
    belongs: bool = False
    continues: bool = False


# ---- one page --------------------------------------------------------------------------------------


def is_promising(text: str, lexicon: Lexicon) -> bool:
    """Whether a page may open a document at all; many times faster than a look at it."""
    head = text[:700]
    low = head.lower()
    return any(word in low for word in lexicon.parts.hints) or any(
        line.isupper() for line in head.split("\n", 12)[:12]
    )


def look_at(page: int, text: str, lexicon: Lexicon) -> Look:
    """What the head of one page shows."""
    words = lexicon.parts
    number, of = _printed([line for line in text.split("\n") if line.strip()], words)
    if not is_promising(text, lexicon):
        return Look(page=number, of=of)
    sheet = make_sheet(("\n".join(text[:_PAGE_HEAD].split("\n", _HEAD_LINES)[:_HEAD_LINES]),), lexicon, page)
    start = _printed_lines(sheet.top, words)
    body = sheet.top[start:]
    if not body:
        return Look(page=number, of=of)
    if any(words.belongs.find(line.text) for line in body[:2]):
        return Look(page=number, of=of, belongs=True)
    return _Head(sheet, start, lexicon).look(number, of)


def _printed(lines: Sequence[str], words: PartWords) -> tuple[int, int]:
    """The page number printed as the first or last line, and the number of pages beside it."""
    for line in (lines[:1], lines[-1:]):
        text = line[0].strip().replace("–", "-") if line else ""
        if found := words.page_of.find(text):
            return int(found["page"]), int(found["of"] or 0)
        if found := words.page_number.find(text):
            return int(found["between"] or found["before"]), 0
        # A bare figure may be the last cell of a table; only the page above decides.
        if _BARE_FIGURE.fullmatch(text):
            return -int(text), 0
    return 0, 0


def _printed_lines(lines: Sequence[Line], words: PartWords) -> int:
    """How many lines on top are the print of a page number or of a signing service."""
    start = 0
    for line in lines[:5]:
        text = line.text
        if not (
            words.notice.find(text)
            or words.page_number.find(text)
            or words.page_of.find(text)
            or _BARE_FIGURE.fullmatch(text)
        ):
            break
        start += 1
    return start


class _Head:
    """The head of one page, below its printed number."""

    def __init__(self, sheet: Sheet, start: int, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.parts
        self._start = start
        self._body = sheet.top[start:]
        self._heading = self._own_heading(find_heading(sheet.top, lexicon))
        finding = find_number(sheet, lexicon).fact
        self._number = finding.value if finding and finding.source in ("slot", "heading") else ""
        facts = unit_facts(self._body[:8], None, None, lexicon)
        self._offices = [fact for fact in facts if fact.source == "letterhead"]

    def look(self, page: int, of: int) -> Look:
        body, heading = self._body, self._heading
        letterhead = any(body[0].text in fact.quote.words for fact in self._offices)
        title = heading.words if heading else _first_below(body[:7], self._offices)
        name = self._with_lines_below(title)
        slots = [line for line in body[:14] if self._words.dated.find(line.text)]
        below = _BELOW_LETTERHEAD if letterhead else 1
        return Look(
            kind=heading.kind if heading else None,
            title=name if heading or self._is_title(title) else "",
            leads=heading is not None and heading.index <= self._start + below,
            period=bool(self._words.period.find(name)),
            number=self._number,
            days=frozenset(m.value for line in slots for m in find_dates(line.text) if m.whole),
            letterhead=letterhead,
            letter=self._is_letter(),
            dated=bool(slots),
            any_day=any(m.whole for line in body for m in find_dates(line.text)),
            page=page,
            of=of,
            continues=self._continues(),
        )

    def _own_heading(self, heading: Heading | None) -> Heading | None:
        """The heading, unless it is far down, an item of a list, or names a document that it does not head."""
        if heading is None or heading.index > self._start + _HEADING_WITHIN:
            return None
        words = heading.words
        laws = self._lexicon.kinds.having("law")
        cited = not words.isupper() and (heading.kind in laws or self._words.citing.find(words))
        return None if cited or _LIST_ITEM.match(words) else heading

    def _with_lines_below(self, title: str) -> str:
        at = next((i for i, line in enumerate(self._body) if line.text == title), 0)
        return " ".join([title, *(line.text for line in self._body[at + 1 : at + 3])]).upper()

    def _is_title(self, text: str) -> bool:
        return (
            text.isupper()
            and sum(map(str.isalpha, text)) > 5
            and text[-1] not in ".,;:"
            and ":" not in text
            and not self._words.table_head.find(text)
        )

    def _is_letter(self) -> bool:
        addressed = any(self._words.addressed.find(line.text) for line in self._body[:26])
        return addressed and subject_of(self._body[:22], self._lexicon) is not None

    def _continues(self) -> bool:
        first = self._body[0].text
        if first[0].islower() or _LIST_ITEM.match(first):
            return True
        signing = not self._number and self._words.signing.find(first)
        return bool(signing) and any(self._words.post.find(line.text) for line in self._body[1:3])


def _first_below(lines: Sequence[Line], offices: Sequence[TextFact]) -> str:
    """The first line that is none of the letterhead."""
    named = {fact.quote.words for fact in offices}
    return next((line.text for line in lines if line.text not in named), "")


def _is_closed(text: str, lexicon: Lexicon) -> bool:
    """Whether a page ends as documents end: with who signed it."""
    lines = make_sheet((text[-_PAGE_TAIL:],), lexicon).lines[-_TAIL_LINES:]
    closed = lexicon.parts.closed_by.find
    return any(closed(line.text) for line in lines) or find_signer(lines, None, lexicon) is not None


def _ends_open(text: str, words: PartWords) -> bool:
    last = next((line.strip() for line in reversed(text[-400:].split("\n")) if line.strip()), "")
    return bool(words.open_end.find(last))


# ---- pages beside each other -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A page among others: what it shows, the page that opened the document so far, those above and below."""

    look: Look
    current: Look
    before: Look
    after: Look
    lexicon: Lexicon

    @property
    def other_kind(self) -> bool:
        return self.look.kind != self.current.kind

    @property
    def other_day(self) -> bool:
        days, so_far = self.look.days, self.current.days
        return bool(days and so_far) and days.isdisjoint(so_far)

    @property
    def same_heading(self) -> bool:
        look = self.look
        if not look.kind or self.other_kind or look.number or self.other_day:
            return False
        repeats = self.lexicon.kinds.having("repeats_heading")
        return look.kind in repeats or look.title == self.current.title

    @property
    def slide(self) -> bool:
        look = self.look
        slides = self.current.kind == self.lexicon.kinds.role("slides")
        return slides and not (look.number or look.letterhead or look.dated)

    @property
    def repeated_line(self) -> bool:
        """Whether the same title is on the page above or below, with the same days."""
        look = self.look
        beside = (
            other
            for other in (self.before, self.after)
            if look.title and other.title[:_SAME_TITLE] == look.title[:_SAME_TITLE]
        )
        return not look.number and any(other.days == look.days for other in beside)

    @property
    def later_page(self) -> bool:
        """Whether a page number is printed that is not the first."""
        page = abs(self.look.page)
        return self.look.page > 1 or (page > 1 and page == abs(self.before.page) + 1)

    @property
    def report_in_report(self) -> bool:
        kinds = self.lexicon.kinds
        within = self.current.kind in kinds.having("holds_reports") and self.look.kind in kinds.having(
            "report"
        )
        return within and not self.look.number


_ON_PAGE: tuple[tuple[str, Callable[[_Place], bool]], ...] = (
    ("title", lambda at: bool(at.look.title)),
    ("leading_heading", lambda at: bool(at.look.kind) and at.look.leads),
    ("period", lambda at: bool(at.look.kind) and at.look.period),
    ("same_number", lambda at: bool(at.look.number) and at.look.number == at.current.number),
    ("own_number", lambda at: bool(at.look.number) and at.look.number != at.current.number),
    ("letterhead", lambda at: at.look.letterhead),
    ("letter", lambda at: at.look.letter),
    ("dated", lambda at: at.look.dated),
    ("other_day", lambda at: at.other_day),
    ("same_heading", lambda at: at.same_heading),
    ("slide", lambda at: at.slide),
    ("goes_on", lambda at: at.look.continues),
    ("repeated_line", lambda at: at.repeated_line),
    ("first_page", lambda at: abs(at.look.page) == 1 and at.before.page != 0),
    ("later_page_of", lambda at: at.later_page and at.look.of > 0),
    ("later_page", lambda at: at.later_page and not at.look.of),
    ("last_page_above", lambda at: at.before.of > 0 and at.before.page == at.before.of),
    ("not_last_page_above", lambda at: at.before.of > 0 and at.before.page != at.before.of),
)


def _above(at: _Place, text_before: str, *, annexed: bool) -> Iterator[str]:
    """What the end of the page above adds; asked only where it can decide."""
    words = at.lexicon.parts
    closed = _is_closed(text_before, at.lexicon)
    if closed:
        yield "signed_above"
    elif _ends_open(text_before, words):
        yield "open_sentence_above"
    if at.report_in_report:
        yield "report_in_signed_report" if closed else "report_in_report"
    if annexed and not (at.look.number or at.look.any_day or at.look.period):
        yield "undated_behind_annex"


def opens(
    look: Look,
    current: Look,
    before: Look,
    after: Look,
    text_before: str,
    lexicon: Lexicon,
    *,
    annexed: bool,
) -> bool:
    """Whether a page opens a new document.

    Args:
        look: at the page.
        current: at the page that opened the document so far.
        before: at the page above, the last one with text.
        after: at the next page with text.
        text_before: the text of the page above.
        lexicon: the words.
        annexed: the document so far has reached its annexes.
    """
    words, weights = lexicon.parts, lexicon.parts.weights
    at = _Place(look, current, before, after, lexicon)
    total = sum(weights[name] for name, holds in _ON_PAGE if holds(at))
    if look.kind and at.other_kind:
        total += lexicon.kinds.opens(look.kind)
    if total < words.enough - weights["signed_above"]:
        return False
    return total + sum(weights[name] for name in _above(at, text_before, annexed=annexed)) >= words.enough
