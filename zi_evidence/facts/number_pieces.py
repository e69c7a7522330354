"""Numbers of documents compared, however they are written: `W.9-OT/04/2026`, `W9.OT/IV/2026`."""

import re
from collections.abc import Sequence

from zi_evidence.text import roman_value

__all__ = ["are_telling", "number_pieces", "one_number"]

_PIECE = re.compile(r"[^\W\d_]+|\d+")
# Fewer pieces of a number than these may stand in many.
_LEAST = 3


def number_pieces(number: str) -> list[str]:
    """A number in comparable pieces: words in lower case, figures without leading zeros and never Roman."""
    found = _PIECE.findall(number.casefold())
    return [str(int(piece)) if piece.isdigit() else str(roman_value(piece) or piece) for piece in found]


def are_telling(pieces: Sequence[str]) -> bool:
    """Whether there are so many pieces that hardly another number has them all."""
    return len(pieces) >= _LEAST


def one_number(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two numbers are the same, or one is a run of the other's pieces that is no chance."""
    short, long = sorted((list(one), list(other)), key=len)
    if short == long:
        return True
    runs = (long[start : start + len(short)] for start in range(len(long) - len(short) + 1))
    return are_telling(short) and short in runs
