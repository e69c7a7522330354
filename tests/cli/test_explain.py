"""`explain` in Indonesian: plain words, no English, none of the checklist's shorthand."""

import re
from pathlib import Path

import pytest

from tests.papers import docx_bytes
from zi_evidence.cli.entry import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "unit"
# Words of our own English texts; none of them is a word of the example's checklist or papers.
ENGLISH = re.compile(
    r"\b(?:recognised|candidates|optional|periods|named|signature|state|pages|fits|kind|words|perhaps)\b"
)
SHORTHAND = re.compile(r"@\w|\w \| \w|\+ -|\w_\w")


def explained(subject: str, capsys: pytest.CaptureFixture[str], lang: str = "id") -> str:
    call = ["explain", str(EXAMPLE), subject, "--as-of", "2026-06-30", "--ocr", "off", "--lang", lang]
    assert main(call) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "subject", ["A.I.1.i.b", "A.I.1.iii.b", "1.i.a SK Tim Kerja ZI 2026.pdf", "scan0002.pdf"]
)
def test_indonesian_stays_indonesian(subject: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(subject, capsys)
    assert ENGLISH.findall(text) == []
    assert SHORTHAND.findall(text) == []


def test_what_is_looked_for_is_told_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained("A.I.1.i.b", capsys)
    assert "  jenis naskah: SOP, SK, Surat edaran, Materi, Peraturan\n" in text
    assert "Notula, Dokumentasi (bila ada)" in text
    assert "  kata yang dicari: anggota tim, mekanisme atau tata cara, …" in text
    assert "  bukan bila nama atau kepalanya menyebut: pemilihan agen atau seleksi agen, …" in text
    assert "(tidak wajib)" in text
    assert "belum ada calon berkas" in text
    assert "  words that are looked for: " in explained("A.I.1.i.b", capsys, "en")


def test_a_word_that_speaks_against_it_is_never_cut_off(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained("1.i.a SK Tim Kerja ZI 2026.pdf", capsys)
    assert "perjanjian kinerja tahun atau rencana strategis tahun atau tentang tim" in text


def test_every_reason_has_its_weight_and_a_near_miss_its_distance(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained("1.i.a SK Tim Kerja ZI 2026.pdf", capsys)
    best = re.search(r"^  A\.I\.1\.i\.a:\S+ (\d,\d\d)\n((?:    \+ \d,\d\d .+\n)+)", text, re.MULTILINE)
    assert best
    weights = [float(weight.replace(",", ".")) for weight in re.findall(r"\+ (\d,\d\d) ", best[2])]
    score = float(best[1].replace(",", "."))
    assert score == round(min(1.0, sum(weights)), 2)
    near = re.findall(r"^  A\.\S+ (\d,\d\d) \((\d,\d\d)\)$", text, re.MULTILINE)
    assert near
    assert all(round(float(a.replace(",", ".")) + float(b.replace(",", ".")), 2) == score for a, b in near)


def test_a_file_that_serves_nothing_says_how_far_it_is_from_a_match(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    letter = ["SURAT TUGAS", "Nomor : ST-4/2026", "mengikuti rapat tim kerja zona integritas", "Kepala Lapas"]
    (unit / "berkas.docx").write_bytes(docx_bytes(*letter))
    assert main(["explain", str(unit), "berkas.docx", "--index", str(tmp_path / "ix")]) == 0
    text = capsys.readouterr().out
    assert "tidak cocok dengan syarat mana pun" in text
    assert "HAMPIR (dalam kurung: kurang dari 0,50 yang diperlukan)" in text
