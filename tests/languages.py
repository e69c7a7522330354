"""Whether what is told to people is in their language."""

import re
from collections.abc import Callable, Iterable

from zi_evidence.i18n import speaking

__all__ = ["english_words", "in_both"]

_ENGLISH = re.compile(
    r"\b(unknown|missing|should|expected|duplicate|cannot|input|valid|value error|the|is|are|has|holds|without|"
    r"write|twice|stands|more|than|already|did you mean|one of|there|such|not|never|take|give)\b",
    re.IGNORECASE,
)
# Keys, values and places of files are the same in every language.
_WORDS_OF_FILES = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\([^()]*dikenal[^()]*\)|^(\S+: ){1,2}")


def english_words(lines: Iterable[str]) -> list[str]:
    """Words of English in lines that should hold none, each with its line."""
    return [
        f"{word}: {line}"
        for line in lines
        for word in _ENGLISH.findall(_WORDS_OF_FILES.sub("", line, count=99))
    ]


def in_both(tell: Callable[[], list[str]]) -> list[str]:
    """What is told in English, after the same in Indonesian was seen to be as many lines without English."""
    with speaking("id"):
        indonesian = tell()
    with speaking("en"):
        english = tell()
    assert english_words(indonesian) == []
    assert len(indonesian) == len(english)
    return english
