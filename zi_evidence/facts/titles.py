"""The title of a document: what it is about, in the words it uses."""

import re
from collections.abc import Sequence

from zi_evidence.facts.kinds import Heading
from zi_evidence.facts.subjects import subject_of
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.kind_rules import Titles
from zi_evidence.model import Quote, TextFact
from zi_evidence.page import Line

__all__ = ["title_fact"]

MAX_TITLE = 400
_ABOUT_LINES = 14
_TABLE_LINES = 60
_OWN_LINE = re.compile(r"[A-Z]\.\s|[IVX]+\.\s|\d\.\s|[A-Z][A-Za-z ]{2,30},\s*\d")
# A long title is often wrapped before its period, down to a year alone on the next line.
_YEAR = re.compile(r"\W{0,2}(?:19|20)\d\d\W{0,2}$")


def title_fact(
    kind: str, lines: Sequence[Line], heading: Heading | None, lexicon: Lexicon
) -> TextFact | None:
    """The title: a letter's subject, what stands after `TENTANG`, a named slot, or the heading and what follows."""
    if not lines:
        return None
    kinds, words = lexicon.kinds, lexicon.titles
    start = heading.index if heading else 0
    found = None
    if kind in kinds.having("subject_title"):
        found = _subject(lines, lexicon, 0.9)
    elif kind in kinds.having("about_title"):
        found = _about(lines, start, words)
    elif kind in kinds.having("table_head"):
        found = _named(lines, words)
    if found:
        return found
    if heading is None:
        return _subject(lines, lexicon, 0.8)
    if heading.cover:
        return TextFact(heading.words[:MAX_TITLE], "heading", 0.7, Quote(lines[0].page, heading.words[:160]))
    title = _heading_title(lines, start, words)
    return TextFact(title, "heading", 0.8, Quote(lines[start].page, title[:160]))


def _subject(lines: Sequence[Line], lexicon: Lexicon, confidence: float) -> TextFact | None:
    subject = subject_of(lines, lexicon)
    if subject is None:
        return None
    return TextFact(subject[0][:MAX_TITLE], "subject", confidence, Quote(subject[1].page, subject[1].text))


def _about(lines: Sequence[Line], start: int, words: Titles) -> TextFact | None:
    """What stands behind the first word for `about` below the heading."""
    for index, line in enumerate(lines[start : start + _ABOUT_LINES], start):
        if found := words.about.find(line.text):
            title = _joined(lines, index + 1, line.text[found.end() :].strip(), words)
            return TextFact(title, "heading", 0.9, Quote(line.page, title[:160])) if title else None
    return None


def _named(lines: Sequence[Line], words: Titles) -> TextFact | None:
    """What the slot of a name holds."""
    for line in lines[:_TABLE_LINES]:
        if found := words.named.find(line.text):
            return TextFact(found[1][:MAX_TITLE], "slot", 0.85, Quote(line.page, line.text))
    return None


def _joined(lines: Sequence[Line], start: int, first: str, words: Titles, *, most: int = 8) -> str:
    parts = [first] if first else []
    for line in lines[start : start + most]:
        text = line.text
        if len(text) > 160 or (parts and _ends(text, parts[0], words)):
            break
        parts.append(text)
        if sum(map(len, parts)) > MAX_TITLE:
            break
    return " ".join(parts)[:MAX_TITLE].strip(" :,")


def _ends(text: str, first: str, words: Titles) -> bool:
    """Whether a line stands behind a title that began with `first`."""
    if words.ends.find(text) and not words.goes_on.find(text):
        return True
    plain = first.isupper() and not text.isupper() and not text.startswith("(")
    return plain or bool(_OWN_LINE.match(text))


def _heading_title(lines: Sequence[Line], start: int, words: Titles) -> str:
    parts = [lines[start].text]
    for line in lines[start + 1 : start + 9]:
        text = line.text
        if words.number.find(text) and any(c.isdigit() for c in text):
            if len(parts) == 1:
                continue
            break
        if len(text) > 140 or words.ends_always.find(text) or (words.ends.find(text) and not text.isupper()):
            break
        if not words.bracketed.find(text) and _breaks(text, parts, words):
            break
        parts.append(text)
    return " ".join(parts)[:MAX_TITLE].strip(" :")


def _breaks(text: str, parts: Sequence[str], words: Titles) -> bool:
    """Whether a line below a heading is written unlike one that goes on with it."""
    if ":" in text[:30] or (text[:1].islower() and not parts[-1].isupper()):
        return True
    timed = words.period.find(text) or _YEAR.match(text)
    return not text.isupper() and parts[0].isupper() and not timed
