"""The subject of a letter (`Hal`, `Perihal`) with the lines in which it goes on."""

from collections.abc import Sequence

from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.kind_rules import Titles
from zi_evidence.page import Line

__all__ = ["subject_of"]

_LINES = 80
_MORE_LINES = 4
_LONGEST_MORE = 70
# A colon this near to the start of a line ends a label.
_LABEL = 25


def subject_of(lines: Sequence[Line], lexicon: Lexicon) -> tuple[str, Line] | None:
    """The subject of a letter with its continuation lines, and the line it stands on."""
    words = lexicon.titles
    for index, line in enumerate(lines[:_LINES]):
        subject = _slot(line, words)
        if not subject:
            continue
        for more in lines[index + 1 : index + 1 + _MORE_LINES]:
            if not _goes_on(more.text, words):
                break
            subject += " " + more.text
        return subject, line
    return None


def _slot(line: Line, words: Titles) -> str:
    """What the slot of a subject holds; empty where the line has none or leaves it empty."""
    text = line.text
    found = words.subject.find(text)
    if found is None and ":" in text:
        found = words.inline_subject.find(text)
    value = found[found.lastindex or 0] if found else ""
    if not value.strip(" :.-"):
        return ""
    # In a DOCX the addressee stands in the same paragraph, behind a wide gap.
    if (column := words.first_column.find(line.raw)) and column[1].strip():
        return " ".join(column[1].split())
    return value.strip(" :")


def _goes_on(text: str, words: Titles) -> bool:
    if words.after_subject.find(text) or words.dateline.find(text) or text[:1].isdigit():
        return False
    return ":" not in text[:_LABEL] and len(text) <= _LONGEST_MORE
