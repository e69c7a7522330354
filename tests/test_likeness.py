"""Shapes and sketches: what reads alike whatever its dates and numbers."""

import random

from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.likeness import bands, likeness, look_of

LONG = " ".join(f"Petugas mencatat bahwa {word} berjalan baik pada tanggal 3 Maret 2026." for word in (
    "pendaftaran", "kunjungan", "kantin", "dapur", "bengkel", "perpustakaan", "klinik", "taman"
))  # fmt: skip
SHORT = "Kepada seluruh pegawai agar hadir pada apel pagi tanggal 3 Maret 2026 pukul 07.30 di halaman kantor."


def sentences(seed: int, count: int) -> list[str]:
    """Sentences of words that no two seeds share much of."""
    rng = random.Random(seed)  # noqa: S311 - invented words
    words = ["".join(rng.choices("abcdefghiklmnoprstu", k=7)) for _ in range(80)]
    return [" ".join(rng.choices(words, k=12)) for _ in range(count)]


def alike(one: str, other: str) -> float:
    return likeness(look_of(one).sketch, look_of(other).sketch)


def test_long_texts_that_differ_in_dates_and_numbers_have_one_look() -> None:
    changed = LONG.replace("3 Maret 2026", "dua puluh Juni 2025")
    assert look_of(LONG).shape
    assert look_of(changed) == look_of(LONG)
    assert look_of(LONG.replace("dapur", "gudang")).shape != look_of(LONG).shape


def test_short_texts_have_one_shape_only_where_they_are_the_same() -> None:
    assert look_of(SHORT).shape
    assert look_of(SHORT.upper()) == look_of(SHORT)
    assert look_of(SHORT.replace("3 Maret", "9 Juni")).shape != look_of(SHORT).shape
    assert look_of(SHORT).sketch == ""
    assert look_of("Lampiran II, halaman 3").shape == ""


def test_a_changed_name_leaves_two_texts_much_alike() -> None:
    text = ". ".join(sentences(1, 40))
    changed = text.replace(sentences(1, 40)[7].split()[3], "Wahyuni", 1)
    assert look_of(changed).shape != look_of(text).shape
    assert alike(text, changed) >= 0.9
    assert set(bands(look_of(text).sketch)) & set(bands(look_of(changed).sketch))


def test_another_text_is_not_alike_and_half_of_one_is_half_alike() -> None:
    text, other = (sentences(seed, 40) for seed in (1, 2))
    assert alike(". ".join(text), ". ".join(other)) < 0.2
    assert 0.1 < alike(". ".join(text), ". ".join([*text[:20], *other[:20]])) < 0.75


@given(st.lists(st.text(alphabet="abcdefgh", min_size=2, max_size=6), min_size=60, max_size=90))
def test_a_text_is_wholly_like_itself(words: list[str]) -> None:
    sketch = look_of(" ".join(words)).sketch
    assert not sketch or likeness(sketch, sketch) == 1.0
