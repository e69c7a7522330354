import pytest

from zi_evidence.reading.text_quality import text_confidence

SOUND = (
    "Menetapkan Keputusan Kepala Kantor Nomor 12 Tahun 2018 tentang Tim Kerja pada tanggal 1 Februari 2018. "
)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        "I. Pendahuluan\nII. Isi\nIV. Penutup",
        "Pasal I\nKetentuan dalam huruf l diubah",
        "B/327/I/2024 dan 05/XI/SK",
        "Selamat datang! Mari {nama} hadir | bersama",
        "",
    ],
)
def test_sound_text_is_trusted(text: str) -> None:
    assert text_confidence(text) == 1.0


@pytest.mark.parametrize("word", ["2OI8", "20l9", "I Februari", "l7", "Ol Juni", "pela1yanan", "pel~yanan"])
def test_a_confusion_of_letters_and_digits_is_noticed(word: str) -> None:
    assert 0.3 <= text_confidence(SOUND * 3 + word) < 1.0


def test_the_more_confusions_the_less_trust() -> None:
    few, many = text_confidence(SOUND * 5 + "2OI8"), text_confidence(SOUND + "2OI8 " * 10)
    assert many < few
    assert many == 0.3


@pytest.mark.parametrize("part", ["a", " ", "\n", "1", "O", "1O", "I ", "l0a"])
def test_a_megabyte_of_one_thing_is_judged(part: str) -> None:
    assert 0.3 <= text_confidence(part * (1_000_000 // len(part))) <= 1.0
