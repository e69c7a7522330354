"""Text as it may leave a worker: what a reader sees, without what only a machine sees."""

import re

__all__ = ["clean_line", "clean_text"]

# C0 and C1 controls but tab and newline, surrogates, non-characters, and the invisible: soft hyphen,
# zero-width and bidirectional marks, byte order mark, tags. A word split by one of these no longer
# matches although the eye sees it whole.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_ASCII_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NEWLINE = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n\u00a0]+")


def clean_text(text: str) -> str:
    """Return the text without controls, surrogates, non-characters and invisible marks; lines end in LF.

    Idempotent, never longer than its input, linear in its length.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    # Most pages hold nothing to clean; this question costs a tenth of the substitutions.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    if text.isascii():
        if "\r" in text or "\x0c" in text:
            text = _NEWLINE.sub("\n", text)
        return _ASCII_UNSEEN.sub("", text)
    return _UNSEEN.sub("", _NEWLINE.sub("\n", text))


def clean_line(text: str, limit: int = 200) -> str:
    """Return the text as one line of at most `limit` characters, blanks folded."""
    return _SPACES.sub(" ", clean_text(text[: limit * 8])).strip()[:limit]
