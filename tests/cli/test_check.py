"""`check`: its answer in both languages, and no number of a person in it."""

from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from zi_evidence.cli.entry import main

NIP = "19870412 201003 1 002"
UNIT = f"name: Kantor NIP {NIP.replace(' ', '')}\nyear: 2026\n"
BUILT_ON = """\
schema: zi-evidence/checklist/1
id: kecil
version: "1"
title: Daftar kecil
predicates:
  wbk: {total: 0}
  wbbm: {total: 0, requires: wbk}
sections:
  - {code: X, title: Bagian}
items:
  - code: X.a
    title: Arsip
    requirements:
      - id: foto
        title: Foto arsip
        optional: true
        phrases: {all: [foto arsip]}
        examples: [foto arsip, foto arsip 1, foto arsip 2, foto arsip 3, foto arsip 4, foto arsip 5]
        counter_examples: [foto lain, surat, arsip]
"""
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
    assert said[0].endswith("WBK 2026, as of 30 June 2026, 1 file")
    assert said[-1].startswith("history 000001 ")
    assert main(["check", str(folder), *DAY]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("TIDAK LOLOS: Kantor")
    assert said[0].endswith("WBK 2026, per 30 Juni 2026, 1 berkas")
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


def test_an_answer_without_a_look_at_the_folder_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(folder), *DAY])
    looked = capsys.readouterr().out.splitlines()[0]
    main(["check", str(folder), *DAY, "--no-scan"])
    head = capsys.readouterr().out.splitlines()[0]
    assert head == f"{looked}, dari indeks, tanpa melihat foldernya lagi"
    main(["check", str(folder), *DAY, "--no-scan", "--lang", "en"])
    assert (
        capsys.readouterr()
        .out.splitlines()[0]
        .endswith("1 file, from the index, without looking at the folder again")
    )


def test_a_pass_says_what_nobody_wrote_down_about_the_target(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kecil.yaml").write_text(BUILT_ON, "utf-8")
    unit = tmp_path / "unit"
    unit.mkdir()
    text = "name: Kantor Contoh\nyear: 2026\nchecklist: ../kecil.yaml\ntarget: wbbm\n"
    (unit / "zi-evidence.yaml").write_text(text, "utf-8")
    assert main(["check", str(unit), *DAY]) == 0
    head, note, _ = capsys.readouterr().out.splitlines()
    assert head.startswith("LOLOS: Kantor Contoh, WBBM 2026")
    assert note.startswith("- ZI604: WBBM ")
    (unit / "zi-evidence.yaml").write_text(f"{text}holds: [{{predicate: wbk, year: 2023}}]\n", "utf-8")
    assert main(["check", str(unit), *DAY]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
