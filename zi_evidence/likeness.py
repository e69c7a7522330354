"""How alike two texts are, whatever their dates and numbers: last quarter's report with a new date.

A *shape* is a fingerprint of all words: two texts of one shape differ in nothing but dates and numbers. A *sketch* is a
sample of the runs of five words (one-permutation MinHash, Li, Owen and Zhang 2012): where a name or a sentence was
changed as well, nine tenths of two sketches still agree. Both depend on the text alone.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from zi_evidence.text import normalise, roman_value

__all__ = ["Look", "bands", "likeness", "look_of"]

# Names of months and days of the week, full and short; numbers in words.
_COUNTED = frozenset(
    {
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
        "november", "desember", "pebruari", "nopember", "jan", "feb", "mar", "apr", "jun", "jul", "agu", "ags",
        "agt", "sep", "sept", "okt", "nov", "des", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu",
        "minggu", "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
        "sebelas", "belas", "puluh", "seratus", "ratus", "seribu", "ribu", "juta", "pertama", "kesatu", "kedua",
        "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh", "ganjil", "genap",
    }
)  # fmt: skip
_LEAST_SHAPED_WORDS = 60
_LEAST_WORDS = 15
# A sentence more or less in a shorter text is as much as the samples are off by.
_LEAST_SKETCHED_WORDS = 120
_RUN = 5
_BINS = 32
# Four times four bins: 1 - (1 - 0.9 ** 4) ** 4.
_BANDS = 4
_BAND_BYTES = 4
# A long text is told by its beginning; all of it would cost more than it says.
_SKETCHED_WORDS = 6000
_EMPTY = 0xFF
_MASK = (1 << 64) - 1
_MIX, _MIX_AGAIN = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


@dataclass(frozen=True, slots=True)
class Look:
    """What a text looks like to those that compare it.

    Attributes:
        shape: a fingerprint of its words without numbers, months and days, of a short text with them: short papers are
            often forms, alike but for a number. Empty for a few words.
        sketch: a sample of its runs of five words, likewise without numbers; empty for a short text.
    """

    shape: str = ""
    sketch: str = ""


def look_of(text: str) -> Look:
    """The look of a text."""
    plain = normalise(text).split()
    words = [word for word in plain if word.isalpha() and word not in _COUNTED and roman_value(word) is None]
    if len(words) >= _LEAST_SHAPED_WORDS:
        sketched = len(words) >= _LEAST_SKETCHED_WORDS
        return Look(_fingerprint(words), _sketch(words[:_SKETCHED_WORDS]) if sketched else "")
    return Look(_fingerprint(["all:", *plain])) if len(plain) >= _LEAST_WORDS else Look()


def _fingerprint(words: list[str]) -> str:
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _sketch(words: list[str]) -> str:
    least = [_MASK] * _BINS
    rolled = 0
    for place, word in enumerate(words):
        # The last five words, each shifted out of the way by those behind it.
        rolled = ((rolled << 13) ^ zlib.crc32(word.encode("utf-8", "replace"))) & _MASK
        if place >= _RUN - 1:
            mixed = (rolled * _MIX) & _MASK
            mixed = ((mixed ^ (mixed >> 29)) * _MIX_AGAIN) & _MASK
            where = mixed >> 59
            least[where] = min(least[where], mixed ^ (mixed >> 32))
    # A byte tells the least of a bin from another one well enough.
    told = bytes(_EMPTY if value == _MASK else value % _EMPTY for value in least)
    return base64.b64encode(told).decode("ascii")


def likeness(one: str, other: str) -> float:
    """The share of runs of words that two texts have in common, 0-1, as their sketches tell it."""
    pairs = [
        pair
        for pair in zip(base64.b64decode(one), base64.b64decode(other), strict=True)
        if pair != (_EMPTY, _EMPTY)
    ]
    return sum(left == right for left, right in pairs) / (len(pairs) or 1)


def bands(sketch: str) -> Iterator[int]:
    """Keys of which two texts that are nine tenths alike share one, but for one pair in seventy."""
    raw = base64.b64decode(sketch)
    for number in range(_BANDS):
        yield number << 64 | int.from_bytes(raw[number * _BAND_BYTES : (number + 1) * _BAND_BYTES], "little")
