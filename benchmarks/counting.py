"""Patterns that count the documents in which they find something.

To be imported before the rooms of the language: from then on every pattern that they compile is a `Counted`, which
looks and answers like the pattern it holds.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zi_evidence

__all__ = ["MADE", "Counted", "at", "current", "within"]

_HOUSE = Path(zi_evidence.__file__).parent
_ROOMS = tuple(
    str(_HOUSE / room) for room in ("page", "facts", "matching", "evaluation", "lexicon", "text", "likeness")
)
_LONGEST = 200
_COMPILE = re.compile

# Every pattern that was compiled since, in that order.
MADE: list["Counted"] = []
_document = ""


def at(document: str) -> None:
    """Counts what is found from now on for a document; for none where it is empty."""
    global _document  # noqa: PLW0603 - asked on each search, where nothing may be handed over
    _document = document


def current() -> str:
    """The document that is counted for; empty for none."""
    return _document


class Counted:
    """A compiled pattern with the documents in which it found something, and what it found there.

    Attributes:
        file: the module that compiled it.
        line: where it did.
        built_upon: whether others took its expression to build upon.
        hits: what was found -> the documents in which it was.
    """

    def __init__(self, pattern: re.Pattern[str], file: str, line: int) -> None:
        self._pattern = pattern
        self.file, self.line = file, line
        self.built_upon = False
        self.hits: dict[str, set[str]] = {}
        MADE.append(self)

    @property
    def source(self) -> str:
        """The expression; asked here it does not count as built upon."""
        return self._pattern.pattern

    @property
    def plain(self) -> re.Pattern[str]:
        """The pattern itself, which counts nothing."""
        return self._pattern

    @property
    def pattern(self) -> str:
        """The expression, as a pattern gives it."""
        self.built_upon = True
        return self._pattern.pattern

    @property
    def documents(self) -> set[str]:
        """The documents in which it found something."""
        return set().union(*self.hits.values())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _kept(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found is not None and _document:
            self.hits.setdefault(found[0][:_LONGEST], set()).add(_document)
        return found

    def search(self, *arguments: Any) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._kept(self._pattern.search(*arguments))

    def match(self, *arguments: Any) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._kept(self._pattern.match(*arguments))

    def fullmatch(self, *arguments: Any) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._kept(self._pattern.fullmatch(*arguments))

    def finditer(self, *arguments: Any) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        for found in self._pattern.finditer(*arguments):
            self._kept(found)
            yield found

    def findall(self, *arguments: Any) -> list[Any]:
        """As `re.Pattern.findall`."""
        self._kept(self._pattern.search(*arguments))
        return self._pattern.findall(*arguments)

    def split(self, text: str, *arguments: Any) -> list[Any]:
        """As `re.Pattern.split`."""
        self._kept(self._pattern.search(text))
        return self._pattern.split(text, *arguments)

    def sub(self, put: Any, text: str, *arguments: Any) -> str:
        """As `re.Pattern.sub`."""
        self._kept(self._pattern.search(text))
        return self._pattern.sub(put, text, *arguments)

    def subn(self, put: Any, text: str, *arguments: Any) -> tuple[str, int]:
        """As `re.Pattern.subn`."""
        self._kept(self._pattern.search(text))
        return self._pattern.subn(put, text, *arguments)


def _compile(pattern: Any, flags: Any = 0) -> Any:
    made = _COMPILE(pattern.source if isinstance(pattern, Counted) else pattern, flags)
    frame = sys._getframe(1)  # noqa: SLF001 - there is no other way to see who compiles
    file = frame.f_code.co_filename
    return Counted(made, file, frame.f_lineno) if file.startswith(_ROOMS) else made


def within(pattern: Counted, others: Iterable[Counted]) -> set[str]:
    """The documents in which a pattern finds something inside what those built upon it found."""
    found: set[str] = set()
    for other in others:
        if other is not pattern and pattern.source in other.source:
            found.update(*(documents for text, documents in other.hits.items() if pattern.plain.search(text)))
    return found


_EARLY = [
    room
    for room in ("page", "facts", "matching", "evaluation", "lexicon")
    if f"zi_evidence.{room}" in sys.modules
]
if _EARLY:
    raise RuntimeError(f"imported too early: {', '.join(_EARLY)}")
re.compile = _compile
