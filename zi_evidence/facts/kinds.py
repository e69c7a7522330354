"""What kind of document it is: by heading, then by make-up, then by file name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from zi_evidence.facts.file_names import plain_name
from zi_evidence.facts.subjects import subject_of
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.kind_rules import Structure
from zi_evidence.model import Quote, TextFact
from zi_evidence.page import Line, Sheet, runs_on

__all__ = [
    "HEADING_LINES",
    "SLIDE_LINES",
    "Heading",
    "find_heading",
    "fitting_structure",
    "heading_kind",
    "is_routing",
    "kind_fact",
    "name_kind",
]

HEADING_LINES = 45
# How few lines a slide holds.
SLIDE_LINES = 16
_LONGEST = 160
# A line in plain letters that is longer is a sentence.
_LONGEST_PLAIN = 70
_SLIP_LINES = 12
# Below these lines of a letter no heading is looked for.
_LETTER_LINES = 28
_STRUCTURE_LINES = 120
_SHORT_NAME_WORD = 2
_SHORT_NAME_PLACE = 12
_NUMBERING = re.compile(r"^(?:[-*•]\s*|(?:[A-Z]|[IVX]+|\d{1,2})[.)]\s+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that names the kind.

    Attributes:
        index: its place in the head.
        words: the line, or the whole cover where its words stand one a line.
        cover: the words are the whole cover.
    """

    kind: str
    index: int
    words: str
    cover: bool = False


@dataclass(frozen=True, slots=True)
class _View:
    """A line of the head that names a kind, as the reasons against it look at it.

    Attributes:
        upper: the line in capitals, without numbering and lead.
        shouted: it is written in capitals, as good as all of it.
        law: its kind is one that running text cites by its heading.
        general: words of its kind also head lists and sections.
    """

    lines: Sequence[Line]
    index: int
    upper: str
    shouted: bool
    law: bool
    general: bool

    @property
    def text(self) -> str:
        return self.lines[self.index].text


def _is_shouted(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return text.isupper() or sum(c.isupper() for c in text) > 0.6 * letters


def _is_titled(text: str) -> bool:
    """Whether a line is written as titles are: most of its longer words with a capital."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) >= len(words)


def _cites(view: _View) -> bool:
    """A law or a report named in running text."""
    if view.shouted:
        return False
    return view.index > 2 if view.law else view.index > 3 and runs_on(view.lines, view.index)


def _is_prose(view: _View) -> bool:
    text = view.text
    if view.shouted:
        return False
    sentence = len(text) > _LONGEST_PLAIN or text[:1].islower() or text.endswith((".", ";", ","))
    return sentence or (view.index > 6 and not _is_titled(text))


def _is_item(view: _View) -> bool:
    """An item of a list or a section of a form."""
    numbered = (view.general or not view.shouted) and view.index and _NUMBERING.match(view.text)
    return bool(numbered)


# Why a line that begins like a heading is none.
_AGAINST: tuple[Callable[[_View], bool], ...] = (_cites, _is_prose, _is_item)


class _Headings:
    """The headings of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.headings
        self.lead, self.letter_begins, self.alone = (
            words.lead.find,
            words.letter_begins.find,
            words.alone.find,
        )
        self.routing, self.passed_on, self.addressee = (
            words.routing.find, words.passed_on.find, words.addressee.find,
        )  # fmt: skip
        self.number = lexicon.titles.number.find
        self.laws, self.general = lexicon.kinds.having("law"), lexicon.kinds.having("general")
        self.unknown = lexicon.kinds.unknown
        self._spaced = {heading.replace(" ", ""): heading for heading in words.spaced}
        self._rules = tuple((rule.kind, rule.find, rule.numbered) for rule in words.headings)
        # One look tells of most lines that no heading fits them.
        self._any = re.compile(
            "|".join(f"(?:{rule.pattern.pattern})" for rule in words.headings) or "(?!)"
        ).match

    def kind_of(self, upper: str, below: str = "") -> str | None:
        """The kind that a line in capitals names as its heading; `below` is the next line."""
        upper = self._spaced.get(upper, upper)
        if not self._any(upper):
            return None
        for kind, find, numbered in self._rules:
            if find(upper) and not (numbered and not self.number(below)):
                return kind
        return None

    def without_lead(self, text: str) -> str:
        """A line in capitals, without its numbering and what stands before a heading."""
        upper = _NUMBERING.sub("", text.upper())
        lead = self.lead(upper)
        return upper[lead.end() :] if lead else upper

    def passes_on(self, lines: Sequence[Line]) -> bool:
        """Whether the letter itself follows its routing slip."""
        return any(self.passed_on(line.text) for line in lines) and any(
            self.addressee(line.text) for line in lines
        )


@cache
def _headings(lexicon: Lexicon) -> _Headings:
    return _Headings(lexicon)


def heading_kind(upper: str, lexicon: Lexicon) -> str | None:
    """The kind that a line in capitals names as its heading."""
    return _headings(lexicon).kind_of(upper)


def is_routing(heading: Heading | None, lexicon: Lexicon) -> bool:
    """Whether the document is only the slip on which another one is passed on."""
    return heading is not None and bool(lexicon.headings.routing.find(heading.words))


def find_heading(lines: Sequence[Line], lexicon: Lexicon) -> Heading | None:
    """The first line of the head that names a kind.

    Where a letter's body starts the search narrows to lines that are nothing but the name of a kind (`SURAT
    EDARAN` below the addressee).
    """
    words = _headings(lexicon)
    in_letter = False
    for index, line in enumerate(lines[:HEADING_LINES]):
        text = line.text
        if len(text) > _LONGEST or "....." in text or "……" in text:
            continue  # running text, or a line of a table of contents
        if index < _SLIP_LINES and words.routing(text) and not words.passes_on(lines[index + 1 :]):
            return Heading(words.unknown, index, text)
        upper = words.without_lead(text)
        in_letter = in_letter or (index > 2 and words.letter_begins(upper) is not None)
        if in_letter and index > _LETTER_LINES:
            return None
        found = _alone(words, index, text, upper) if in_letter else _headed(words, lines, index, upper)
        if found:
            return found
    return None if in_letter else _cover(lines, words)


def _alone(words: _Headings, index: int, text: str, upper: str) -> Heading | None:
    """A heading within a letter, where it fills its line."""
    if not text.isupper() or not words.alone(upper):
        return None
    kind = words.kind_of(upper)
    return Heading(kind, index, text) if kind else None


def _headed(words: _Headings, lines: Sequence[Line], index: int, upper: str) -> Heading | None:
    text = lines[index].text
    kind = words.kind_of(upper, lines[index + 1].text if index + 1 < len(lines) else "")
    if kind is None:
        return None
    general = kind in words.general
    view = _View(lines, index, upper, _is_shouted(text), kind in words.laws, general)
    if any(against(view) for against in _AGAINST):
        return None
    if general and len(text) < 60:
        kind = _narrowed(words, view, kind)
    return Heading(kind, index, text)


def _narrowed(words: _Headings, view: _View, kind: str) -> str:
    """The kind that a general heading has with the lines below it.

    `LAPORAN` over `PENYUSUNAN` over `SURVEI KEPUASAN MASYARAKAT` is a survey.
    """
    following = [other.text.upper() for other in view.lines[view.index + 1 : view.index + 3]]
    for count in (1, 2):
        found = words.kind_of(" ".join([view.upper, *following[:count]]))
        if found and found != kind:
            return found
    return kind


def _cover(lines: Sequence[Line], words: _Headings) -> Heading | None:
    """A cover whose words stand one or two a line."""
    if not lines:
        return None
    first = [line.text for line in lines[:30] if line.page == lines[0].page]
    short = [text for text in first if len(text) <= 24]
    if len(short) < 4 or 2 * len(short) < len(first):
        return None
    for start in range(min(6, len(short))):
        joined = " ".join(short[start : start + 16])
        kind = words.kind_of(joined.upper())
        if kind and not (start and kind in words.laws):
            return Heading(kind, 0, joined, cover=True)
    return None


def name_kind(name: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The kind that the file name tells, with the words that tell it: those that stand first."""
    plain = plain_name(name)
    best: tuple[int, str, str] | None = None
    for rule in lexicon.file_names.names:
        found = rule.find(plain)
        # Two letters are an abbreviation of a kind only where names begin with it.
        if not found or (len(found[0]) <= _SHORT_NAME_WORD and found.start() > _SHORT_NAME_PLACE):
            continue
        if best is None or found.start() < best[0]:
            best = (found.start(), rule.kind, found[0])
    return (best[1], best[2]) if best else None


def _deck_end(sheet: Sheet, lexicon: Lexicon) -> Line | None:
    """The thanks on the last slide of a deck; `None` where the document is none."""
    pages = sheet.lines[-1].page if sheet.lines else 0
    if pages <= 2 or len(sheet.lines) >= SLIDE_LINES * pages:
        return None
    thanks = lexicon.structures.deck_end.find
    return next((line for line in sheet.lines[-4:] if line.page == pages and thanks(line.text)), None)


def fitting_structure(sheet: Sheet, lexicon: Lexicon) -> tuple[Structure, Line] | None:
    """The first row of the lexicon that the make-up of a document fits, and the line that shows it."""
    top = sheet.top[:_STRUCTURE_LINES]
    if not top:
        return None
    text = "\n".join(line.text for line in top).lower()
    early = "\n".join(line.text for line in top[:16] if len(line.text) < 100).lower()
    subject = subject_of(top, lexicon)
    invites = bool(subject and lexicon.titles.inviting.find(subject[0]))
    has = {"": True, "any": subject is not None, "inviting": invites}
    for row in lexicon.structures.structures:
        if not has[row.subject] or not row.fits(text, early):
            continue
        end = _deck_end(sheet, lexicon) if row.deck else None
        if row.deck and end is None:
            continue
        return row, end or (subject[1] if subject and row.subject else _quoted(top, row))
    return None


def _quoted(top: Sequence[Line], row: Structure) -> Line:
    """The first line that holds the first of the row's words that is there; the first of all where none is."""
    for words in row.at:
        for line in top:
            if words in line.text.lower():
                return line
    return top[0]


def kind_fact(sheet: Sheet, name: str, heading: Heading | None, lexicon: Lexicon) -> TextFact:
    """The kind of a document, never empty: the unknown one when nothing tells it."""
    top = sheet.top
    if heading:
        return _by_heading(sheet, heading, lexicon)
    if found := fitting_structure(sheet, lexicon):
        row, line = found
        return TextFact(row.kind, "structure", row.confidence, Quote(line.page, line.text[:160]))
    if named := name_kind(name, lexicon):
        return TextFact(named[0], "name", 0.6 if not top else 0.5, Quote(0, named[1]))
    return TextFact(lexicon.kinds.unknown, "none", 0.3, Quote(0, name))


def _by_heading(sheet: Sheet, heading: Heading, lexicon: Lexicon) -> TextFact:
    """The kind that a heading names, unless subject or slides tell a narrower one."""
    top, kinds = sheet.top, lexicon.kinds
    if heading.kind in kinds.having("letter"):
        subject = subject_of(top, lexicon)
        if subject and lexicon.titles.inviting.find(subject[0]):
            return TextFact(kinds.role("invitation"), "heading", 0.8, Quote(subject[1].page, subject[1].text))
    if heading.kind in kinds.having("general") and (last := _deck_end(sheet, lexicon)):
        return TextFact(kinds.role("slides"), "structure", 0.7, Quote(last.page, last.text))
    confidence = 0.95 if heading.index < 15 else 0.85
    quote = Quote(top[heading.index].page, heading.words[:160])
    return TextFact(heading.kind, "heading", confidence, quote)
