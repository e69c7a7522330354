"""How far a page's text layer can be trusted.

Offices scan with machines that write an OCR layer of their own, and such a layer confuses the letters O, I
and l with digits just where a number or a date stands: `2OI8`, `I Februari`. Dates and numbers read from it
must not carry a verdict alone.
"""

import re

__all__ = ["DOUBTFUL", "text_confidence"]

# Below this a text layer is no better than a picture: OCR of our own is worth its seconds.
DOUBTFUL = 0.7

# Digits mixed with the letters they are mistaken for, and nothing else, between blanks or punctuation.
_MIXED = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]+[OIlL]|[OIlL]+[0-9])[0-9OIlL]*(?![0-9A-Za-z])", re.ASCII)
_DAY = re.compile(
    r"(?<![0-9A-Za-z])[IlO]{1,2} (?:Jan|[FP]eb|Mar|Apr|Mei|Jun|Jul|Ag|Sep|Okt|Nov|Nop|Des)[a-z]*", re.ASCII
)
# A symbol or a digit inside a word, as in `wt1kil` or `pel~yanan`.
_SPOILT = re.compile(r"[A-Za-z]{2}[!|¦£¥~][A-Za-z]|[a-z]{2}[01][a-z]{2}", re.ASCII)
_ENOUGH_WORDS = 20
# So many doubtful words in a hundred make the page as doubtful as can be; fewer in proportion.
_WORST_PER_CENT = 5.0
_LOWEST = 0.3
_FIRST_DOUBT = 0.1


def text_confidence(text: str) -> float:
    """Return 1.0 for a sound text layer, down to 0.3 for one full of doubtful words.

    Single letters used as numbering and reference codes with other letters are not doubtful.
    """
    doubtful = sum(1 for _ in _MIXED.finditer(text)) + sum(1 for _ in _DAY.finditer(text))
    doubtful += sum(1 for _ in _SPOILT.finditer(text))
    if not doubtful:
        return 1.0
    words = max(len(text.split()), _ENOUGH_WORDS)
    share = min(1.0, 100.0 * doubtful / words / _WORST_PER_CENT)
    return round(max(_LOWEST, 1.0 - _FIRST_DOUBT - share * (1.0 - _FIRST_DOUBT - _LOWEST)), 2)
