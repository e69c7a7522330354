"""`scan`: a sentence whose numbers add up."""

import re
from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from zi_evidence.cli.entry import main

SENTENCE = re.compile(
    r"(\d+) berkas: (\d+) tidak berubah, (\d+) dibaca, (\d+) isinya sudah dikenal .*; "
    r"(\d+) tidak lagi di tempat lamanya, (\d+) diabaikan"
)


def scanned(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, ...]:
    assert main(["scan", str(folder), "--ocr", "off", *options]) == 0
    found = SENTENCE.fullmatch(capsys.readouterr().out.strip())
    assert found
    numbers = tuple(map(int, found.groups()))
    assert numbers[0] == sum(numbers[1:4])
    return numbers


def test_every_file_is_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.pdf").write_bytes(pdf_bytes(f"LAPORAN {name}"))
    (folder / "Thumbs.db").write_bytes(b"x")
    assert scanned(folder, capsys) == (4, 0, 4, 0, 0, 1)
    assert scanned(folder, capsys) == (4, 4, 0, 0, 0, 1)
    (folder / "a.pdf").rename(folder / "pindah.pdf")
    (folder / "b.pdf").unlink()
    (folder / "baru.pdf").write_bytes(pdf_bytes("LAPORAN BARU"))
    assert scanned(folder, capsys) == (4, 2, 1, 1, 2, 1)
    assert scanned(folder, capsys, "--verify") == (4, 0, 0, 4, 0, 1)
