"""Which language a text is in: Indonesian, English, or cannot be told."""

import re

__all__ = ["language_of"]

_WORD = re.compile(r"[a-z]+")
_FUNCTION_WORDS = {
    "id": (
        "yang dan di dengan untuk pada dari dalam tentang ini itu atau oleh tahun kepala nomor bahwa adalah"
        " sebagai telah akan tidak kepada"
    ),
    "en": "the of and to in for on with is are by that this from as at be was has have shall an",
}
_LANGUAGE_OF = {word: language for language, words in _FUNCTION_WORDS.items() for word in words.split()}


def language_of(text: str) -> str:
    """`id`, `en`, or empty where fewer than three function words of either are found."""
    counts = {"id": 0, "en": 0}
    for word in _WORD.findall(text[:3000].lower()):
        if language := _LANGUAGE_OF.get(word):
            counts[language] += 1
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= 3 else ""
