"""One line of a text layer set right: odd blanks, letter-spacing, justified gaps, lunar dates, misread colons."""

import re

from zi_evidence.lexicon.page import PageWords
from zi_evidence.text import unspaced, with_letters

__all__ = ["mended", "plain_signs", "squeeze", "unjustified"]

_ODD = str.maketrans(
    {
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\t": "  ",
        "\u200b": None, "\u00ad": None, "\ufeff": None,
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u2019": "'", "\u2018": "'", "\uff1a": ":", "\f": "\n", "\v": "\n", "\r": "\n",
    }
)  # fmt: skip
# Blanks between words, and how wide a justified line sets most of them.
_BLANKS = re.compile(r"(?<=\S) +(?=\S)")
_LEAST_GAPS = 6
_LUNAR_HINT = re.compile(r"1[34]\d\d|(?:19|20)\d\d\s?M")
_BESIDE_LUNAR = re.compile(r"^\s*[/|=]\s*|\s*[/|=]\s*$|(?<=[,:\s])[/|=]\s?(?=\d{1,2}\s[A-Z])")
_MISSPELT_DAY = re.compile(r"^\s*([Tt])angga[i1I]\b")
_COLON_BEFORE_DAY = re.compile(r"^(\s*(?:[Pp]ada )?[Tt]anggal )1(?=[0-3]\d\s[A-Z][a-z]{2,8}\s\d{4})")
_READ_COLON = re.compile(r"\s+[12]:?$")
# A misread colon stands near the start of its line.
_LABEL_CHARS = 24
_SLOTS_ABOVE = 3


def plain_signs(text: str) -> str:
    """The text with one sign for each sort of blank, dash, quote and line end."""
    return text.translate(_ODD)


def squeeze(text: str) -> str:
    """Blanks squeezed, letter-spaced words joined, misread capitals mended: `T E N T A N G`, `LAP0RAN`."""
    return " ".join(unspaced(with_letters(text)).split())


def unjustified(raw: str) -> str:
    """A line with every gap one blank narrower where most gaps are wide: they part words, not columns."""
    gaps = _BLANKS.findall(raw)
    if len(gaps) < _LEAST_GAPS or 5 * sum(len(gap) > 1 for gap in gaps) < 2 * len(gaps):
        return raw
    return _BLANKS.sub(lambda match: match[0][1:] or " ", raw)


def _solar(raw: str, words: PageWords) -> str:
    """A line without its lunar date: `14 Ramadhan 1446 H / 14 Maret 2025 M` is `14 Maret 2025`."""
    if not _LUNAR_HINT.search(raw):
        return raw
    without = words.lunar.pattern.sub("", raw)
    if without != raw:
        without = _BESIDE_LUNAR.sub("", without)
    return words.solar.pattern.sub("", without)


def _with_colon(raw: str, above: list[str], words: PageWords) -> str:
    """A slot whose colon was read as a digit, with its colon."""
    raw = _COLON_BEFORE_DAY.sub(r"\1: ", raw)
    found = words.colon_as_digit.find(raw.lstrip())
    if not found:
        return raw
    if found.groupdict().get("hal") and not any(map(words.slot_above.find, above[-_SLOTS_ABOVE:])):
        return raw
    return f"{_READ_COLON.sub('', found[0])} : {raw.lstrip()[found.end() :].lstrip()}"


def mended(raw: str, above: list[str], words: PageWords) -> str:
    """A line as it was meant.

    Args:
        raw: as the text layer has it.
        above: the lines above it, mended.
        words: of the language.
    """
    line = _MISSPELT_DAY.sub(r"\1anggal", _solar(raw, words))
    beginning = line[:_LABEL_CHARS]
    return _with_colon(line, above, words) if " 1" in beginning or " 2" in beginning else line
