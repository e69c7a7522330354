"""Texts and names made comparable and safe to show; the lowest layer, used by every room."""

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = ["display_name", "normalise", "printable", "roman_value", "shape_of"]

_NOT_WORD = re.compile(r"[\W_]+")
# What is not ASCII in most texts: quotes, dashes, bullets, signs of symbol fonts.
_COMMON_SIGNS = "\u201c\u201d\u2018\u2019\u2013\u2014\u2022\u27a2\u2264\u2265\u00b1\u00b7\u25cf\uf0b7\uf0d8"
# What no word holds becomes a blank; translating ASCII by a table takes a third of the time of an expression.
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def normalise(text: str) -> str:
    """Words in lower case with one blank between them: `Monev_ZI-TW.I` becomes `monev zi tw i`.

    NFKC and casefold first, so that composed and decomposed names and full-width letters are equal. The doubled
    word for laws becomes one word, so that `perundang-undangan` holds no `undangan` (an invitation).
    """
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", text).casefold()
        for sign in _COMMON_SIGNS:
            if sign in folded:
                folded = folded.replace(sign, " ")
    ascii_only = folded.isascii()
    clean = " ".join(folded.translate(_BLANKS).split()) if ascii_only else _NOT_WORD.sub(" ", folded).strip()
    return clean.replace("undang undang", "undangundang") if "undang undang" in clean else clean


# Names of months and days of the week, full and short.
_DATE_WORDS = frozenset(
    {
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
        "november", "desember", "pebruari", "nopember", "jan", "feb", "mar", "apr", "jun", "jul", "agu", "ags",
        "agt", "sep", "sept", "okt", "nov", "des", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu",
        "minggu",
    }
)  # fmt: skip
_LEAST_SHAPED_WORDS = 60
_LEAST_WORDS = 15


def shape_of(text: str) -> str:
    """A fingerprint of the words of a text without its numbers, months and days; empty for a few words.

    Two documents of one shape differ in nothing but dates and numbers: last quarter's report with a new date.
    Short papers are often forms, alike but for a number, so the fingerprint of a short text is of all of it.
    """
    plain = normalise(text).split()
    words = [
        word for word in plain if word.isalpha() and word not in _DATE_WORDS and roman_value(word) is None
    ]
    if len(words) < _LEAST_SHAPED_WORDS:
        if len(plain) < _LEAST_WORDS:
            return ""
        words = ["all:", *plain]
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _escape(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as surrogateescape keeps it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"


def printable(text: str) -> str:
    """The text with every control, format, surrogate and unassigned character written as an escape.

    Safe on a terminal and in a log line: no newline, no escape sequence, no direction override.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escape(char) if unicodedata.category(char) in _UNSAFE_CATEGORIES else char for char in text
    )


def display_name(raw: bytes) -> tuple[str, str]:
    """How a file name is shown, and its bytes in hex where the shown form does not give them back.

    A backslash is shown doubled, so that two names never show alike.
    """
    text = raw.decode("utf-8", "surrogateescape")
    shown = printable(text.replace("\\", "\\\\"))
    return (shown, "") if shown == text else (shown, raw.hex())


@lru_cache(maxsize=1024)
def roman_value(text: str) -> int | None:
    """The value of a Roman number up to 39 in either case, or `None`."""
    lower = text.casefold()
    if not lower or not _ROMAN.fullmatch(lower):
        return None
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for char, following in zip(lower, [*lower[1:], ""], strict=True):
        value = values[char]
        total += -value if following and values[following] > value else value
    return total
