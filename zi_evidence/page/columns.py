"""Labels and values that a text layer gives apart: first `Nomor`, `Sifat`, `Hal`, then the colons, then the values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zi_evidence.lexicon.page import PageWords

__all__ = ["Line", "paired"]

_MOST_LABELS = 8
_DATED = re.compile(r"\d{1,2}\s?[-/. ]?\s?[\w]{1,10}\s?[-/. ]?\s?[12]\d{3}$|[A-Z]\w{2,9} [12]\d{3}$")
_LEAST_DATED = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        page: from 1.
        text: blanks squeezed and letter-spacing undone; what quotes show.
        raw: with its blanks, for the columns and empty slots they show.
        labelled: it begins with the label of a slot.
    """

    page: int
    text: str
    raw: str
    labelled: bool = False


def paired(lines: Sequence[Line], words: PageWords) -> list[Line]:
    """The lines with each column of labels joined with its column of values."""
    return _Columns(lines, words).joined()


class _Columns:
    """Walks over lines and joins what belongs together."""

    def __init__(self, lines: Sequence[Line], words: PageWords) -> None:
        self._lines = lines
        self._label = words.label.find

    def joined(self) -> list[Line]:
        found: list[Line] = []
        at = 0
        while at < len(self._lines):
            taken, lines = self._turned(at) or self._labels_first(at)
            found.extend(lines)
            at += taken
        return found

    def _turned(self, start: int) -> tuple[int, list[Line]] | None:
        """Values with their colons that stand before as many bare labels: how many lines, and the slots."""
        lines = self._lines
        if not _is_value(lines[start].text):
            return None
        end = start + 1
        while end < len(lines) and end - start < _MOST_LABELS and _is_value(lines[end].text):
            end += 1
        count = end - start
        labels = lines[end : end + count]
        bare = len(labels) == count and all(self._label(line.text.rstrip(" .")) for line in labels)
        return (2 * count, _slots(labels, lines[start:end])) if count >= 2 and bare else None

    def _labels_first(self, start: int) -> tuple[int, list[Line]]:
        """Bare labels with the values behind them; the line alone where it is no such label."""
        labels = self._bare_labels(start) if self._lines[start].labelled else ()
        count = len(labels)
        if count < 2:
            return 1, [self._lines[start]]
        after = self._lines[start + count : start + 3 * count]
        colons = next((n for n, line in enumerate(after) if line.text != ":"), len(after))
        if colons >= count and len(after) >= colons + count:
            return 3 * count, _slots(labels, after[count : 2 * count])
        if len(after) >= count and all(line.text.startswith(":") for line in after[:count]):
            return 2 * count, _slots(labels, after[:count])
        if dated := _dated_slots(labels, after):
            # The labels behind the dates have values of several lines.
            return count + dated, [*_slots(labels[:dated], after[:dated]), *labels[dated:]]
        return count, list(labels)

    def _bare_labels(self, start: int) -> Sequence[Line]:
        end = start
        while end < len(self._lines) and end - start < _MOST_LABELS:
            text = self._lines[end].text
            if ":" in text or not self._label(text.rstrip(" .")):
                break
            end += 1
        return self._lines[start:end]


def _is_value(text: str) -> bool:
    return text[:1] == ":" and len(text) > 1


def _slots(labels: Sequence[Line], values: Sequence[Line]) -> list[Line]:
    texts = [f"{label.text} : {value.text.lstrip(': ')}" for label, value in zip(labels, values, strict=True)]
    return [Line(label.page, text, text, labelled=True) for label, text in zip(labels, texts, strict=True)]


def _dated_slots(labels: Sequence[Line], values: Sequence[Line]) -> int:
    """How many labels of a procedure's table are answered one by one by the lines below; 0 where they are not.

    The dates show it: at least two `Tanggal …` labels, each with a date or a dash in its place.
    """
    slots = [k for k, label in enumerate(labels) if label.text[:3].lower() in ("tan", "tgl")]
    if len(slots) < _LEAST_DATED or len(values) <= slots[-1]:
        return 0
    answers = [values[k].text.lstrip(": ") for k in slots]
    dated = sum(bool(_DATED.match(text)) for text in answers)
    answered = all(text in ("", "-") or _DATED.match(text) for text in answers)
    return slots[-1] + 1 if dated >= _LEAST_DATED and answered else 0
