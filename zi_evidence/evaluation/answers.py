"""What an answer is worth: the value of its letter, its per cent, its score, times the item's points.

R90 Lampiran III gives the values. Two hazards of the sheet in circulation are settled here: a blank answer
counts 0 (an average that skips blanks would reward leaving them), and 0/0 (nothing to do, nobody obliged)
counts as fully met, to be shown by a nil report.
"""

from collections.abc import Mapping

from zi_evidence.checklist.model import Checklist, Item
from zi_evidence.errors import UnitError
from zi_evidence.i18n import tr
from zi_evidence.unit.typed_answers import typed_fraction, typed_number

__all__ = ["answer_value", "claimed_points", "scale_value"]


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
    figure = {"%": _percent, "0-4": _score}.get(scale)
    value = figure(text) if figure else _step(text, steps)
    if value is not None:
        return value
    raise ValueError(tr("{text!r} is no answer of the scale {scale}").format(text=text, scale=scale))


def _step(text: str, steps: Mapping[str, float]) -> float | None:
    """The value of a letter; `None` where the scale has no such letter."""
    return next((value for name, value in steps.items() if name.casefold() == text.casefold()), None)


def _percent(text: str) -> float | None:
    """The value of a per cent or a fraction; `None` for anything else."""
    fraction, number = typed_fraction(text), typed_number(text)
    if number is not None:
        return min(1.0, number / 100.0)
    if fraction is None or (fraction[0] and not fraction[1]):
        return None
    part, whole = fraction
    return min(1.0, part / whole) if whole else 1.0


def _score(text: str) -> float | None:
    """The value of a score of 0 to 4; `None` for anything else."""
    number = typed_number(text)
    return number / 4.0 if number is not None and number <= 4.0 else None


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
