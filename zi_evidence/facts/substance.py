"""What a document holds besides its frame: letterhead, heading, number, table of contents, foreword, signature.

A heading says what a document claims to be; this says whether anything follows it. Counted are distinct words and
figures, so that a page or line that repeats counts once, and only those that are the document's own: words of the
heading and of the office, words that every letter or report has (`lexicon/id/substance.yaml`), headings of chapters,
heads of tables, rows without an entry and filler are left out. It tells nothing of whether the content is right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from zi_evidence.lexicon import Kinds, Lexicon
from zi_evidence.lexicon.substance import SubstanceWords
from zi_evidence.model import Facts, Substance
from zi_evidence.page import Line, Sheet

__all__ = ["is_thin", "substance_of", "with_following"]

# So much is far above every bound: a document is counted no further.
_ENOUGH = 24
_MOST_LINES = 400
_HEAD_LINES = 30
_TOP_LINES = 12
_SIGNATURE_LINES = 7
_LONGEST_SIGNATURE = 60
# A line of the signature is shorter, or it ends with a year.
_SHORT = 30
_ENDS_DATE = frozenset("0123456789.")
_LONGEST_FOREWORD = 30
_HEADING_WORDS = 9
_TITLE_WORD = 3
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"(?<![\w/.,-])\d[\d.,]*\b%?")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
# At least three words in capitals, and what stands between them.
_CAPITALS = re.compile(r"(?:[^a-z]*\b[A-Z]{3,}\b(?![a-z])){3,}[^a-z]*(?![a-z])")
_ENDS_CONTENTS = frozenset("0123456789ivx")
_PAGE_NUMBER = re.compile(r"\s(?:\d{1,3}|[ivx]{1,5})$")
_SENTENCE = re.compile(r"(?<=[a-z0-9)])[.;]\s")
_LEAST_OF_STATEMENT = 3
_LEAST_OF_ROW = 2


def substance_of(
    sheet: Sheet,
    facts: Facts,
    *,
    start: int,
    pages: Sequence[str],
    pictures: int,
    lexicon: Lexicon,
) -> Substance:
    """What a document holds besides its frame.

    Args:
        sheet: its lines.
        facts: what else it is; its kind, title, offices and signer belong to the frame.
        start: the index of its heading; what stands above is its letterhead.
        pages: its text, one string a page.
        pictures: how many of its pages are only a picture.
        lexicon: the words.
    """
    words, kind = lexicon.substance, facts.kind.value
    count = _Count(words, lexicon.months.by_word.keys(), _frame(facts, sheet.lines))
    texts: Iterable[str] = _body(sheet.lines, start, lexicon)
    if kind in lexicon.kinds.having("law"):
        texts = _decided(texts, words)
    encloses = ""
    if kind in lexicon.kinds.having("letter"):
        texts = list(texts)
        encloses = next((text for text in texts if words.encloses.find(text)), "")
        texts = _own_sentences(texts, words) if encloses else texts
    count.read(texts)
    filled = [page for page in pages if page.strip()]
    asked = count.content < words.most and kind in lexicon.kinds.having("reports_nil")
    return Substance(
        words=len(count.own),
        figures=len(count.figures),
        statements=count.statements,
        rows=count.rows,
        pictures=pictures,
        repeated_pages=len(filled) - len(set(filled)) if len(filled) > 1 else 0,
        nothing=asked and any(words.nothing.find(line.text) for line in sheet.lines),
        encloses=encloses[:160],
    )


def with_following(substance: Substance | None, pages: int) -> Substance | None:
    """The substance of a part with so many pages of other documents behind it in the file."""
    return replace(substance, following=pages) if substance else None


def is_thin(facts: Facts, kinds: Kinds, words: SubstanceWords) -> bool:
    """Whether a document holds less of its own than any honest one of its kind: nothing in it can be checked.

    Kinds that need no text (`bare`), documents whose text was not read well, and those with pictures are never thin;
    nor is one that says that there was nothing to report, or a letter with the pages that it passes on.
    """
    found, kind = facts.substance, facts.kind.value
    if found is None or found.pictures or kind in kinds.having("bare"):
        return False
    if found.nothing and kind in kinds.having("reports_nil"):
        return False
    if found.encloses and found.following:
        return False
    return found.content < words.least(kind)


def _headline(title: str) -> str:
    """A title without the sentence that it may have run into: what is in capitals, where it begins in capitals."""
    found = _CAPITALS.match(title)
    return found[0] if found else title


def _frame(facts: Facts, lines: Sequence[Line]) -> Iterator[str]:
    """The texts whose words are not the document's own."""
    for unit in facts.units:
        yield from (unit.value, unit.quote.words)
    if facts.title:
        yield _headline(facts.title.value)
    if facts.signer:
        yield from (facts.signer.name, facts.signer.position)
    yield from _shouted_top(lines)


def _shouted_top(lines: Sequence[Line]) -> Iterator[str]:
    """The lines in capitals with which a document opens: letterhead and heading, also one that names no known kind."""
    for line in lines[:_TOP_LINES]:
        if line.text.isupper():
            yield line.text
        elif len(line.text) > _LONGEST_SIGNATURE:
            return


def _body(lines: Sequence[Line], start: int, lexicon: Lexicon) -> Iterator[str]:
    """The texts of the lines that may say something, without letterhead, foreword and lines seen before."""
    words, address = lexicon.substance, lexicon.offices.address.find
    closes, opens_foreword = words.closes.find, words.foreword.find
    seen: set[str] = set()
    foreword = signature = 0
    for index, line in enumerate(lines[:_MOST_LINES]):
        text = line.text
        if text in seen or (index < _HEAD_LINES and (address(text) or (index < start and text.isupper()))):
            continue
        seen.add(text)
        if len(text) < _LONGEST_FOREWORD and opens_foreword(text):
            foreword = line.page
        elif foreword and (line.page != foreword or _is_shouted(text)):
            foreword = 0
        if (len(text) < _SHORT or text[-1] in _ENDS_DATE) and closes(text):
            signature = _SIGNATURE_LINES
        elif signature and _may_sign(text, words):
            signature -= 1
        else:
            signature = 0
            if not foreword and not _says_nothing(line, lexicon):
                yield text


def _may_sign(text: str, words: SubstanceWords) -> bool:
    """Whether a line below place and date can be of the signature: short, and neither a slot, a row nor a statement."""
    if len(text) > _LONGEST_SIGNATURE or ":" in text:
        return False
    return not (words.row.find(text) or words.finite.find(text))


def _says_nothing(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line is filler, a slot, the head of a table, of a table of contents, or the heading of a chapter."""
    text, words = line.text, lexicon.substance
    if text[-1:] in _ENDS_CONTENTS and (
        words.contents_line.find(line.raw) or lexicon.finish.contents_line.find(text)
    ):
        return True
    return bool(
        (":" in text and words.slot.find(text))
        or words.table_head.find(text)
        or _is_heading(text, words)
        or words.filler.find(text)
    )


def _is_shouted(text: str) -> bool:
    return text.isupper() and any(len(word) > _TITLE_WORD for word in text.split())


def _is_heading(text: str, words: SubstanceWords) -> bool:
    """Whether a line is the heading of a chapter: short, in capitals or numbered like one, and no statement."""
    text = _PAGE_NUMBER.sub("", text)
    parts = text.split()
    if len(parts) > _HEADING_WORDS:
        return False
    shouted = text.isupper() and not _DIGIT.search(text)
    if not shouted and (":" in text or not words.numbered_heading.find(text)):
        return False
    if words.finite.find(text) or words.row.find(text):
        return False
    return shouted or all(part[0].isupper() or len(part) <= _TITLE_WORD for part in parts[1:])


def _decided(texts: Iterable[str], words: SubstanceWords) -> Iterator[str]:
    """What stands behind the word with which a decree begins to decide; all of it where there is none."""
    listed = list(texts)
    at = next((index for index, text in enumerate(listed) if words.decides.find(text)), -1)
    yield from listed[at:] if at >= 0 else listed


def _own_sentences(texts: Iterable[str], words: SubstanceWords) -> Iterator[str]:
    """The sentences of a letter but those that only pass on what is enclosed: no figure tells what it says."""
    for sentence in _SENTENCE.split(" ".join(texts)):
        if not words.encloses.find(sentence) or _FIGURE.search(
            _YEAR.sub("", words.day.pattern.sub("", sentence))
        ):
            yield sentence


class _Count:
    """Counts what a document's lines hold, until it is enough."""

    def __init__(self, words: SubstanceWords, months: AbstractSet[str], frame: Iterable[str]) -> None:
        self._words = words
        self._frame = {word for text in frame for word in _WORD.findall(text.lower())} | months
        self.own: set[str] = set()
        self.figures: set[str] = set()
        self.statements = 0
        self.rows = 0

    def read(self, texts: Iterable[str]) -> None:
        for text in texts:
            if self.content >= _ENOUGH:
                break
            self._line(text)

    def _line(self, text: str) -> None:
        words, common, frame = self._words, self._words.common, self._frame
        row = words.row.find(text)
        rest = text[row.end() :] if row else text
        own = {word for word in _WORD.findall(rest.lower()) if word not in common and word not in frame}
        numbers = words.day.pattern.sub("", rest) if _DIGIT.search(rest) else ""
        figures = {
            figure
            for figure in (_FIGURE.findall(numbers) if numbers else ())
            if not _YEAR.fullmatch(figure.rstrip(".,"))
        }
        self.own |= own
        self.figures |= figures
        if (row or "\t" in text or "|" in text) and len(own) + len(figures) >= _LEAST_OF_ROW:
            self.rows += 1
        elif len(own) >= _LEAST_OF_STATEMENT and words.finite.find(rest):
            self.statements += 1

    @property
    def content(self) -> int:
        """Words, figures and rows so far."""
        return len(self.own) + len(self.figures) + self.rows
