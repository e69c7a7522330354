"""The day of a court's judgment, which stands in its last sentence and nowhere else."""

import re
from collections.abc import Sequence

from zi_evidence.page import Line

__all__ = ["is_judgment", "judgment_role"]

_I = re.IGNORECASE
# The last sentence of a judgment: `Demikian diputuskan … pada hari Senin, tanggal 12 Mei 2025`.
_JUDGES = re.compile(
    r"\bdemikian(?:lah)?\b[^.;]{0,60}\b(?:diputus\w*|ditetapkan|dijatuhkan|dimusyawarahkan)\b(?=[^;]{0,400}\b(?:hakim|sidang|majelis))",
    _I,
)
_PRONOUNCES = re.compile(r"\b(?:diucapkan|dibacakan)\b", _I)
_ON_THE_DAY = re.compile(r"(?:\bhari\s\w+['`]?\w*,?\s?(?:tanggal)?|\btanggal)[\s:]*$", _I)
_JUDGMENT_LINES = 9


def _sentence(lines: Sequence[Line], index: int, before: str, after: str) -> str:
    """The judgment's last sentence up to a date, or nothing where the words around it are none."""
    above = [line.text for line in lines[max(0, index - _JUDGMENT_LINES) : index]]
    lead = " ".join([*above, before])
    at = lead.lower().rfind("demikian")
    if at < 0:
        return ""
    following = " ".join(line.text for line in lines[index + 1 : index + 4])
    return lead[at:] if _JUDGES.match(f"{lead[at:]} {after} {following}") else ""


def is_judgment(lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether a line stands in the last sentence of a judgment."""
    return "hari" in text and bool(_sentence(lines, index, text, ""))


def judgment_role(lines: Sequence[Line], index: int, before: str, after: str) -> str:
    """`pronounced` or `judged` for a day of a judgment's last sentence; nothing elsewhere."""
    previous = lines[index - 1].text if index else ""
    if not _ON_THE_DAY.search(f"{previous[-40:]} {before}"[-60:]):
        return ""
    sentence = _sentence(lines, index, before, after)
    if not sentence:
        return ""
    return "pronounced" if _PRONOUNCES.search(sentence) else "judged"
