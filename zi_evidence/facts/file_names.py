"""What a file name says: the name in plain capitals, and the date in it."""

import re

from zi_evidence.facts.dates import find_dates
from zi_evidence.lexicon import Lexicon
from zi_evidence.model import DateFact, DateSource, Quote

__all__ = ["is_copy_name", "name_date", "plain_name"]

_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|tiff?)$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s_.+\-–—()\[\],;&]+")
_JOINED = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_JOINED_DMY = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[ ._-](\d{1,2})[ ._-](20\d\d|\d\d)(?!\d)")
_GLUE = re.compile(r"(?<=[A-Za-z])[-.](?=\d)|(?<=\d)[-.](?=[A-Za-z])")
_YMD = re.compile(r"(?<!\d)(20\d\d)[ ._-](0[1-9]|1[0-2])[ ._-](0[1-9]|[12]\d|3[01])(?!\d)")


def is_copy_name(name: str, lexicon: Lexicon) -> bool:
    """Whether a program named the file after the moment it made the copy."""
    return bool(lexicon.file_names.copied.find(name.rsplit("/", 1)[-1][:300]))


def plain_name(name: str) -> str:
    """The file name in upper case, without folder and ending, with blanks for separators."""
    stem = _ENDING.sub("", name.rsplit("/", 1)[-1][:300])
    return _SEPARATORS.sub(" ", stem).strip().upper()


def name_date(name: str, kind: str, lexicon: Lexicon) -> DateFact | None:
    """The date in a file name: whole (`20260312`, `12-03-2026`, `3 MRT 26`), or a month (`NOV 2022`).

    A month in the name of a report is its period, not its date. Years alone date nothing: in a name they are
    the year of assessment as often as of writing.
    """
    stem = _ENDING.sub("", name.rsplit("/", 1)[-1][:300])
    for pattern, order in ((_JOINED, (1, 2, 3)), (_YMD, (1, 2, 3)), (_JOINED_DMY, (3, 2, 1))):
        if found := pattern.search(stem):
            return _fact("-".join(found[group] for group in order), found[0])
    text = " ".join(re.sub(r"[_+–—()\[\],;]+", " ", stem).split()).title()
    mentions = [mention for mention in find_dates(_GLUE.sub(" ", text), short_years=True) if mention.possible]
    whole = next((mention for mention in mentions if mention.whole and not mention.short_year), None)
    whole = whole or next((mention for mention in mentions if mention.whole), None)
    if whole and not (whole.short_year and not any(c.isalpha() for c in text[whole.start : whole.end])):
        return _fact(whole.value, text[whole.start : whole.end])
    if found := _NUMBERS.search(stem):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if len(found[3]) == 4 and 1 <= day <= 31 and 1 <= month <= 12:
            return _fact(f"{year:04}-{month:02}-{day:02}", found[0])
    partial = next((mention for mention in mentions if not mention.whole), None)
    if partial and kind not in lexicon.kinds.having("named_month"):
        return _fact(partial.value, text[partial.start : partial.end])
    return None


def _fact(value: str, words: str) -> DateFact:
    return DateFact(value, DateSource.NAME, 0.55 if len(value) == 10 else 0.45, Quote(0, words))
