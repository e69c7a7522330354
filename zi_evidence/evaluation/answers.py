"""What an answer is worth: the value of its letter, its per cent, its score, times the item's points.

R90 Lampiran III gives the values. Two hazards of the sheet in circulation are settled here: a blank answer
counts 0 (an average that skips blanks would reward leaving them), and 0/0 (nothing to do, nobody obliged)
counts as fully met, to be shown by a nil report.
"""

import re

from zi_evidence.checklist.model import Checklist, Item
from zi_evidence.errors import UnitError

__all__ = ["answer_value", "claimed_points"]

_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*%?")
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")


def answer_value(answer: str, item: Item, scales: dict[str, dict[str, float]]) -> float:
    """The value of an answer, 0-1.

    Args:
        answer: as written: `A`, `Ya`, `75 %`, `3/4`, `0/0`, `3,62`; blank is 0.
        item: the item it answers, for its scale.
        scales: the checklist's scales.

    Raises:
        ValueError: the scale has no such answer.
    """
    text = answer.strip()
    if not text:
        return 0.0
    steps = scales.get(item.answer, {})
    for name, value in steps.items():
        if name.casefold() == text.casefold() and item.answer not in ("%", "0-4"):
            return value
    if item.answer == "%" and (fraction := _FRACTION.fullmatch(text)):
        part, whole = int(fraction[1]), int(fraction[2])
        return 1.0 if whole == 0 and part == 0 else min(1.0, part / whole) if whole else _refuse(text, item)
    if item.answer in ("%", "0-4") and (number := _NUMBER.fullmatch(text)):
        top = 100.0 if item.answer == "%" else 4.0
        value = float(number[1].replace(",", "."))
        return min(1.0, value / top) if item.answer == "%" or value <= top else _refuse(text, item)
    return _refuse(text, item)


def _refuse(text: str, item: Item) -> float:
    raise ValueError(f"{text!r} is no answer of scale {item.answer}")


def claimed_points(checklist: Checklist, answers: dict[str, str]) -> dict[str, float]:
    """Item code -> points of the given answers; an item without an answer counts 0.

    Raises:
        UnitError: an answer is of no item, or not of its scale.
    """
    items = {item.code: item for item in checklist.items}
    for code in answers:
        if code not in items:
            raise UnitError(
                f"answers: butir {code!r} tidak dikenal", file="zi-evidence.yaml", hint="periksa kodenya"
            )
    claimed = {}
    for code, item in items.items():
        try:
            value = answer_value(answers.get(code, ""), item, checklist.scales)
        except ValueError as error:
            raise UnitError(
                f"answers: {code}: {error}",
                file="zi-evidence.yaml",
                hint=f"pakai salah satu dari {', '.join(checklist.scales.get(item.answer, {}))}",
            ) from None
        claimed[code] = round(value * item.points, 4)
    return claimed
