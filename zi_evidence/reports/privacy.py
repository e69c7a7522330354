"""What keeps the numbers of persons out of the reports: NIP (civil servant) and NIK (citizen).

A report goes round by mail and messenger; who must see the whole numbers asks for them.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from zi_evidence.facts import mask_nip

__all__ = ["Masker", "mask", "masker"]

Masker = Callable[[str], str]

# District (6), day of birth (women: plus 40), month, year, serial number (4); spaced in fours on forms.
_NIK = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{3}[ .]?\d\d"
    r"(?:[0-2]\d|3[01]|[456]\d|7[01])[ .]?(?:0[1-9]|1[0-2])\d\d[ .]?"
    r"\d(\d{3})(?![0-9A-Za-z])"
)


# Nine digits or more, spaced or dotted: all that can be one. Most texts are done with after this look.
_PERHAPS = re.compile(r"\d[\d .]{7,}\d")


@lru_cache(maxsize=8192)
def mask(text: str) -> str:
    """The text with every NIP and NIK masked but for its last three digits."""
    if not _PERHAPS.search(text):
        return text
    return _NIK.sub(lambda found: f"{'*' * 13}{found[1]}", mask_nip(text))


def _as_it_is(text: str) -> str:
    return text


def masker(*, show_nip: bool) -> Masker:
    """What a renderer sends every text through."""
    return _as_it_is if show_nip else mask
