"""`check`: its answer in both languages, and no number of a person in it."""

from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from zi_evidence.cli.entry import main

NIP = "19870412 201003 1 002"
UNIT = f"name: Kantor NIP {NIP.replace(' ', '')}\nyear: 2026\n"
DAY = ["--as-of", "2026-06-30", "--min-readable", "0"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "unit"
    made.mkdir()
    (made / "zi-evidence.yaml").write_text(UNIT, "utf-8")
    (made / f"cuti {NIP}.pdf").write_bytes(pdf_bytes("SURAT CUTI"))
    return made


def test_the_whole_answer_speaks_the_language_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder), *DAY, "--lang", "en"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("NOT PASSED: Kantor")
    assert said[0].endswith("WBK 2026, as of 2026-06-30, 1 file")
    assert said[-1].startswith("history 000001 ")
    assert main(["check", str(folder), *DAY]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("TIDAK LOLOS: Kantor")
    assert said[0].endswith("WBK 2026, per 2026-06-30, 1 berkas")
    assert said[-1].startswith("riwayat 00000")


def test_the_unit_file_chooses_the_language_where_nobody_asks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "zi-evidence.yaml").write_text(f"{UNIT}language: en\n", "utf-8")
    assert main(["check", str(folder), *DAY]) == 1
    assert capsys.readouterr().out.startswith("NOT PASSED")


def test_numbers_of_persons_are_masked_unless_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closing = ["check", str(folder), *DAY, "--fail-on", "info"]
    assert main(closing) == 1
    masked = capsys.readouterr().out
    assert NIP not in masked
    assert NIP.replace(" ", "") not in masked
    assert main([*closing, "--show-nip"]) == 1
    whole = capsys.readouterr().out
    assert NIP in whole
    assert NIP.replace(" ", "") in whole
