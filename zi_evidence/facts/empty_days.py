"""Slots for a date that nobody filled in."""

import re
from collections.abc import Iterator, Sequence

from zi_evidence.facts.dates import Mention
from zi_evidence.lexicon.dates import Blanks, Dates
from zi_evidence.model import Quote
from zi_evidence.page import Line

__all__ = ["lacks_day", "unfilled_date"]

_DOTTED_DAY = re.compile(r"[.…_]{2,}\s*$")
_BLANK_DAY = re.compile(r"(?:[.…_]{2,}|\s{4,}|,\s{3,})\s*$")
_SET_APART = re.compile(r":\s{4,}\S")
_DOTS = re.compile(r"[.…_]{3}|[{]")
_YEAR_HOLE = "20.."
_YEAR = re.compile(r"\d{4}")
_LONGEST_HOLE = 60
_LONGEST_SLOT = 90


def _before(line: Line, mention: Mention) -> str:
    """What stands before a date in the line as read, blanks kept."""
    words = line.text[mention.start : mention.end].split(" ", 1)[0]
    at = line.raw.find(words)
    return line.raw[:at] if at > 0 else ""


def lacks_day(
    dates: Dates, lines: Sequence[Line], index: int, mention: Mention, role: str, *, scanned: bool
) -> bool:
    """Whether there is room for a day before a month; on a scanned page only dots tell."""
    before = _before(lines[index], mention)
    if scanned or not dates.roles[role].signed:
        return bool(_DOTTED_DAY.search(before))
    if role == "enacted" and dates.blanks and dates.blanks.no_day.find(lines[index].text[: mention.start]):
        return True
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    if before.rstrip().endswith(":") and any(_SET_APART.search(line.raw) for line in beside):
        return False  # the values of all slots stand apart from their colons
    return bool(_BLANK_DAY.search(before))


def unfilled_date(dates: Dates, lines: Sequence[Line], *, scanned: bool = False) -> Quote | None:
    """A date slot of the signature or the head that nobody filled in; on a scanned page only one with dots."""
    if not dates.blanks:
        return None
    return next(
        (slot for slot in _unfilled(dates, dates.blanks, lines) if not scanned or _DOTS.search(slot.words)),
        None,
    )


def _of_meeting(blanks: Blanks, line: Line, below: str) -> bool:
    """Whether the day of a meeting is left out."""
    if blanks.opening.find(line.raw) or blanks.dotted_meeting.find(line.text):
        return True
    return bool(blanks.meeting.find(line.text) and blanks.next_slot.find(below))


def _is_sentence(dates: Dates, blanks: Blanks, text: str) -> bool:
    """Whether what looks like an empty slot is a sentence, or the place of an enactment whose day comes next."""
    low = text.lower()
    if (
        blanks.enacts.find(text)
        and not _DOTS.search(text)
        and not any(word in low for word in dates.day_words)
    ):
        return True
    return bool(blanks.ends_on_day.find(text) and not blanks.begins_with_day.find(text))


def _is_empty(dates: Dates, blanks: Blanks, text: str, below: str) -> bool:
    """Whether a line has dots, a placeholder or nothing where its date belongs."""
    if len(text) >= _LONGEST_SLOT or not blanks.slot.find(text):
        return False
    ends_bare = text[-1:].isalpha() and blanks.ends_on_day.find(text)
    if ends_bare and (below[:1].isdigit() or not blanks.opens_slot.find(text)):
        return False  # a sentence, or a slot, that goes on in the next line
    year = _YEAR.search(text[:_LONGEST_HOLE].replace(_YEAR_HOLE, ""))
    return not year and not _is_sentence(dates, blanks, text)


def _unfilled(dates: Dates, blanks: Blanks, lines: Sequence[Line]) -> Iterator[Quote]:
    for index, line in enumerate(lines):
        text = line.text
        above = lines[index - 1].text if index else ""
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if _of_meeting(blanks, line, below):
            yield Quote(line.page, text[:160])
        elif blanks.column.find(text) and not (index and blanks.enacts.find(above)):
            continue  # the head of a column, or a slot whose value stands in the next cell
        elif len(text) < _LONGEST_HOLE and blanks.hole.find(line.raw):
            yield Quote(line.page, text)
        elif _is_empty(dates, blanks, text, below):
            yield Quote(line.page, text[:160])
