"""What an answer is worth: the value of its letter, its per cent, its score, times the item's points.

R90 Lampiran III gives the values. Two hazards of the sheet in circulation are settled here: a blank answer
counts 0 (an average that skips blanks would reward leaving them), and 0/0 (nothing to do, nobody obliged)
counts as fully met, to be shown by a nil report.
"""

import re
from collections.abc import Mapping

from zi_evidence.checklist.model import Checklist, Item
from zi_evidence.errors import UnitError
from zi_evidence.i18n import tr

__all__ = ["answer_value", "claimed_points", "scale_value"]

_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*%?")
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")


def answer_value(answer: str, item: Item, scales: Mapping[str, Mapping[str, float]]) -> float:
    """The value of an answer to an item, 0-1; see `scale_value`."""
    return scale_value(answer, item.answer, scales.get(item.answer, {}))


def scale_value(answer: str, scale: str, steps: Mapping[str, float]) -> float:
    """The value of an answer, 0-1.

    Args:
        answer: as written: `A`, `Ya`, `75 %`, `3/4`, `0/0`, `3,62`; blank is 0.
        scale: name of the scale.
        steps: its answers with the share of the points that each is worth.

    Raises:
        ValueError: the scale has no such answer.
    """
    text = answer.strip()
    if not text:
        return 0.0
    if scale not in ("%", "0-4"):
        for name, value in steps.items():
            if name.casefold() == text.casefold():
                return value
    elif scale == "%" and (fraction := _FRACTION.fullmatch(text)):
        part, whole = int(fraction[1]), int(fraction[2])
        if whole:
            return min(1.0, part / whole)
        if part == 0:
            return 1.0
    elif number := _NUMBER.fullmatch(text):
        value = float(number[1].replace(",", "."))
        if scale == "%":
            return min(1.0, value / 100.0)
        if value <= 4.0:
            return value / 4.0
    raise ValueError(tr("{text!r} is no answer of the scale {scale}").format(text=text, scale=scale))


def claimed_points(checklist: Checklist, answers: dict[str, str]) -> dict[str, float]:
    """Item code -> points of the given answers; an item without an answer counts 0.

    Raises:
        UnitError: an answer is of no item, or not of its scale.
    """
    items = {item.code: item for item in checklist.items}
    for code in answers:
        if code not in items:
            raise UnitError(
                tr("answers: unknown item {code!r}").format(code=code),
                file="zi-evidence.yaml",
                hint=tr("check the code"),
            )
    claimed = {}
    for code, item in items.items():
        try:
            value = answer_value(answers.get(code, ""), item, checklist.scales)
        except ValueError as error:
            raise UnitError(
                f"answers: {code}: {error}",
                file="zi-evidence.yaml",
                hint=tr("choose one of: {known}").format(
                    known=", ".join(checklist.scales.get(item.answer, {}))
                ),
            ) from None
        claimed[code] = round(value * item.points, 4)
    return claimed
