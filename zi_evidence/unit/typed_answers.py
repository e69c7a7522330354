"""Figures as people type them into the answers of the unit file: `75 %`, `3,62`, `3/4`."""

import re

__all__ = ["typed_fraction", "typed_number"]

_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*%?")
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")


def typed_number(text: str) -> float | None:
    """The number of a typed answer, with point or comma, with or without a sign of per cent; `None` for other texts."""
    found = _NUMBER.fullmatch(text)
    return float(found[1].replace(",", ".")) if found else None


def typed_fraction(text: str) -> tuple[int, int] | None:
    """Part and whole of a typed fraction, also of `0/0`; `None` for other texts."""
    found = _FRACTION.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None
