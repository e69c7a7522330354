"""Whose document it is: names of offices, compared over abbreviations, class numbers and renamed ministries."""

from collections.abc import Sequence
from typing import Literal

__all__ = ["unit_relation"]


def unit_relation(
    named: str, own: Sequence[str], superiors: Sequence[str]
) -> Literal["own", "superior", "other", "unknown"]:
    """How an office named in a document relates to the unit."""
    low = " ".join(named.lower().split())
    if any(" ".join(name.lower().split()) in low for name in own):
        return "own"
    if any(" ".join(name.lower().split()) in low for name in superiors):
        return "superior"
    return "unknown"
