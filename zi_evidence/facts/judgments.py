"""The day of a court's judgment, which stands in its last sentence and nowhere else."""

from collections.abc import Sequence

from zi_evidence.facts.date_spots import Spot
from zi_evidence.lexicon.dates import Dates
from zi_evidence.page import Line

__all__ = ["is_judgment", "judgment_role"]

_LINES_BEFORE = 9
_LINES_BEHIND = 3
_LABEL_CHARS = 60


def _sentence(dates: Dates, lines: Sequence[Line], index: int, before: str, after: str) -> str:
    """The judgment's last sentence up to a date, or nothing where the words around it are none."""
    judging = dates.judging
    if not judging:
        return ""
    above = [line.text for line in lines[max(0, index - _LINES_BEFORE) : index]]
    lead = " ".join([*above, before])
    low = lead.lower()
    at = max((low.rfind(word) for word in judging.opens), default=-1)
    if at < 0:
        return ""
    following = " ".join(line.text for line in lines[index + 1 : index + 1 + _LINES_BEHIND])
    return lead[at:] if judging.sentence.find(f"{lead[at:]} {after} {following}") else ""


def is_judgment(dates: Dates, lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether a line stands in the last sentence of a judgment."""
    return bool(_sentence(dates, lines, index, text, ""))


def judgment_role(spot: Spot) -> str | None:
    """`pronounced` or `judged` for a day of a judgment's last sentence; `None` elsewhere."""
    judging = spot.dates.judging
    if not judging or not judging.on_the_day.find(spot.lead_in[-_LABEL_CHARS:]):
        return None
    sentence = _sentence(spot.dates, spot.lines, spot.index, spot.before, spot.after)
    if not sentence:
        return None
    return "pronounced" if judging.pronounced.find(sentence) else "judged"
