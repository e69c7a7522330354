"""People in a document: who signs, and how a NIP is kept from outputs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.people import People
from zi_evidence.model import Quote, Signer
from zi_evidence.page import Line

__all__ = ["find_signer", "mask_nip"]

Found = tuple[Signer, Quote]

# 18 digits (birth date, appointment, sex, sequence), often spaced; the old 9 digits only after the word NIP.
_NIP = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[ .]?(\d{4})[ .]{0,2}((?:19"
    r"|20)\d{2})[ .]?(\d{2})[ .]{0,2}(\d)[ .]{0,2}(\d{3})(?!\d)"
)
_OLD_NIP = re.compile(r"(?i)(?<=nip)([ .:]{0,4})(\d{9}|\d{3}[ .]\d{3}[ .]\d{3})(?!\d)")
_NIP_LINE = re.compile(r"\bN[I1l]P\b[ .:]{0,4}(?P<digits>\d[\d .]{7,26})", re.IGNORECASE)
# What a name looks like, behind its titles: words with capitals, and degrees behind a comma.
_NAME = (
    r"^(?:\d[.)]\s|\([\s.…_]*\)\s*|\(\s?)?(?:(?:{titles})\.?,?\s)*"
    r"[A-Z][A-Za-z'.`-]+(?:\s[A-Z][A-Za-z'.`-]*){{0,5}}(?:,\s?.{{1,40}}|\s?[()\d].{{0,60}})?$"
)
_JOINED = ("/", " dan", " DAN")
_LAST_LINES = 30
_LONGEST_POST = 90
_POST_LINES = 3
# How far below the first line of a block its post may be.
_POST_WITHIN = 5


def mask_nip(text: str) -> str:
    """The text with every NIP masked but for its last three digits.

    A NIP is 18 digits, spaced or not, or nine old ones behind the word.
    """
    if not any(c.isdigit() for c in text):
        return text
    text = _NIP.sub(lambda m: f"{'*' * 15}{m[6]}", text)
    return _OLD_NIP.sub(lambda m: f"{m[1]}{'*' * 6}{m[2][-3:]}", text)


def find_signer(lines: Sequence[Line], date_line: int | None, lexicon: Lexicon) -> Found | None:
    """Who signs: the block below the date of signature or the last sentence, or around the last NIP.

    Args:
        lines: the document's own lines, without its annexes.
        date_line: where its signature or enactment date is, if it has one.
        lexicon: the words.
    """
    return _signatures(lexicon).signer(lines, date_line)


@cache
def _signatures(lexicon: Lexicon) -> "_Signatures":
    return _Signatures(lexicon.people)


def _nip_digits(nip: re.Match[str] | None) -> str:
    digits = re.sub(r"\D", "", nip["digits"])[:18] if nip else ""
    return digits if len(digits) in (9, 18) else ""


class _Signatures:
    """How the words of one lexicon tell a signature."""

    def __init__(self, words: People) -> None:
        self._words = words
        self._name = re.compile(_NAME.format(titles="|".join(words.titles) or "(?!)"))

    def signer(self, lines: Sequence[Line], date_line: int | None) -> Found | None:
        """See `find_signer`."""
        if date_line is not None and (found := self._block(lines[date_line + 1 : date_line + 13])):
            return found
        return self._below_closing(lines) or self._around_nip(lines) or self._last_block(lines)

    def _below_closing(self, lines: Sequence[Line]) -> Found | None:
        """The block below the sentence that ends a letter."""
        closing = self._words.closing.find
        end = next((index for index in range(len(lines) - 1, 3, -1) if closing(lines[index].text)), None)
        return None if end is None else self._block(lines[end + 1 : end + 15])

    def _around_nip(self, lines: Sequence[Line]) -> Found | None:
        """The lines above the last NIP."""
        for index in range(len(lines) - 1, 0, -1):
            if nip := _NIP_LINE.search(lines[index].text):
                window = lines[max(0, index - 9) : index + 1]
                return self._named(window, len(window) - 1, nip)
        return None

    def _last_block(self, lines: Sequence[Line]) -> Found | None:
        """A post with a name below it at the end, where neither a date nor a closing sentence leads to it."""
        copies = self._words.copies.find
        end = next((i for i in range(len(lines) - 1, 3, -1) if copies(lines[i].text)), len(lines))
        # A note may also be in the body of a letter, above its signature.
        return self._block_before(lines, end) or (
            self._block_before(lines, len(lines)) if end < len(lines) else None
        )

    def _block_before(self, lines: Sequence[Line], end: int) -> Found | None:
        for index in range(end - 1, max(2, end - _LAST_LINES), -1):
            text = lines[index].text
            if len(text) > 80 or (":" in text and not text.endswith(":")) or not self._is_post(text):
                continue
            found = self._block(lines[index : min(index + 9, end)])
            # A post that ends with its comma asks for a name, which may be part of the picture of a signature.
            if found and (found[0].name or (index == end - 1 and text.endswith(","))):
                return found
        return None

    def _is_post(self, text: str) -> bool:
        """Whether a line names a post or a role, behind a capacity or not."""
        capacity = self._words.capacity.find(text)
        return bool(capacity or self._words.post.find(text))

    def _block(self, block: Sequence[Line]) -> Found | None:
        """A post and below it a name, with a NIP or not; a post alone where the name is an image."""
        post: int | None = None
        for offset, line in enumerate(block):
            text = line.text
            if nip := _NIP_LINE.search(text):
                return self._named(block, offset, nip) if offset else None
            if self._words.tail.find(text):
                break
            if self._is_post(text):
                post = offset if post is None and offset < _POST_WITHIN else post
            elif post is not None and self._is_name(block, offset):
                return self._with_nip_below(block, offset)
        if post is None:
            return None
        position, capacity = self._position(block, post, post + 2)
        return Signer(position, "", "", capacity), Quote(block[post].page, block[post].text[:160])

    def _is_name(self, block: Sequence[Line], offset: int) -> bool:
        text = block[offset].text
        looks_so = len(text) > 3 and self._name.match(text) and not self._is_between(text)
        return bool(looks_so) and not self._goes_on(block, offset)

    def _is_between(self, text: str) -> bool:
        return bool(self._words.between.find(text))

    def _with_nip_below(self, block: Sequence[Line], offset: int) -> Found:
        below = (line.text for line in block[offset + 1 : offset + 3])
        nip = next((found for text in below if (found := _NIP_LINE.search(text))), None)
        signer, quote = self._named(block, offset, None)
        return replace(signer, nip=_nip_digits(nip)), quote

    def _goes_on(self, block: Sequence[Line], offset: int) -> bool:
        """Whether a capitalised line still belongs to the post (its next line names an office or a place)."""
        text = block[offset].text
        if self._words.office_word.find(text.upper()) or text.endswith(_JOINED):
            return True
        below = block[offset + 1].text if offset + 1 < len(block) else ""
        return bool(self._words.capacity.find(below)) and not _NIP_LINE.search(below)

    def _named(self, block: Sequence[Line], at: int, nip: re.Match[str] | None) -> Found:
        """The signer whose name is in line `at`, or above the line `at` of the NIP."""
        name_at = at
        if nip:
            name_at = at - 1
            while name_at > 0 and self._is_between(block[name_at].text):
                name_at -= 1
        name = block[name_at].text if name_at >= 0 else ""
        if not self._name.match(name):
            name = ""
        position, capacity = self._position(block, 0, name_at)
        words = " / ".join(line.text for line in block[max(0, name_at - 1) : at + 1])
        return (
            Signer(position, name.strip(" ()"), _nip_digits(nip), capacity),
            Quote(block[at].page, mask_nip(words[:200])),
        )

    def _position(self, lines: Sequence[Line], start: int, stop: int) -> tuple[str, str]:
        """Post and capacity from the lines before a name."""
        capacity = ""
        parts: list[str] = []
        for line in lines[max(start, 0) : stop]:
            text = line.text
            if found := self._words.capacity.find(text):
                capacity = capacity or self._shown_capacity(found["capacity"])
                text = found["rest"]
            if not text or not (parts or self._words.post.find(text)):
                continue
            if self._is_between(text) or len(text) > _LONGEST_POST:
                if parts:
                    break
                continue
            parts.append(text.strip(" ,:"))
        return " ".join(parts[:_POST_LINES])[:160], capacity

    def _shown_capacity(self, written: str) -> str:
        return self._words.shown_capacity.get(re.sub(r"\W", "", written.lower()), "")
