"""`init`: a unit file that evaluates at once, whatever the checklist knows of targets."""

import json
import shlex
from pathlib import Path

import pytest

from zi_evidence import load_unit
from zi_evidence.cli.entry import main

ISO = Path(__file__).parents[2] / "examples" / "checklists" / "iso-9001-documents.yaml"
WITHOUT_TARGETS = """\
schema: zi-evidence/checklist/1
id: kendaraan
version: "1"
title: Kendaraan
areas: {1: Armada}
sections:
  - {code: K, title: Kendaraan, area: "1"}
items:
  - code: K.a
    title: Pajak
    requirements:
      - {id: pajak, title: Bukti pajak, phrases: {all: [kendaraan, pajak]}}
"""
NAME = ["--unit", "Kantor Contoh", "--year", "2026"]
DAY = ["--as-of", "2026-06-30"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "unit"
    made.mkdir()
    return made


@pytest.fixture
def without_targets(tmp_path: Path) -> str:
    path = tmp_path / "kendaraan.yaml"
    path.write_text(WITHOUT_TARGETS, "utf-8")
    return str(path)


def test_a_checklist_without_targets_needs_none(
    folder: Path, without_targets: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(folder), *NAME, "--checklist", without_targets]) == 0
    assert load_unit(folder).target == ""
    capsys.readouterr()
    assert main(["report", str(folder), *DAY, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["unit"]["target"] == ""
    assert {area["code"]: area["floor"] for area in data["areas"]} == {"total": None, "area 1": None}
    assert {finding["code"] for finding in data["findings"]} == {"ZI101"}
    assert main(["check", str(folder), *DAY]) == 1
    assert "Kantor Contoh, 2026, per 30 Juni 2026" in capsys.readouterr().out


def test_a_target_that_the_checklist_cannot_know_is_refused(
    folder: Path, without_targets: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(folder), *NAME, "--checklist", without_targets, "--target", "wbk"]) == 2
    assert "tanpa predikat" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
    (folder / "zi-evidence.yaml").write_text("name: A\nyear: 2026\nchecklist: ../kendaraan.yaml\n")
    assert main(["report", str(folder), *DAY]) == 2
    assert 'tulis target: ""' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "target"),
    [([], "wbk"), (["--target", "wbbm"], "wbbm"), (["--checklist", str(ISO)], "complete")],
)
def test_the_target_is_the_one_asked_for_else_the_usual_or_the_first(
    folder: Path, options: list[str], target: str
) -> None:
    assert main(["init", str(folder), *NAME, *options]) == 0
    assert load_unit(folder).target == target
    assert main(["report", str(folder), *DAY]) == 0


def test_what_to_do_next_can_be_copied_into_a_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ZI 2026; jangan"
    folder.mkdir()
    assert main(["init", str(folder), *NAME]) == 0
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert shlex.split(said)[-3:] == ["zi-evidence", "report", str(folder)]


def test_folder_names_of_a_skeleton_end_with_a_whole_word(folder: Path) -> None:
    assert main(["init", str(folder), *NAME, "--checklist", str(ISO), "--skeleton"]) == 0
    item = (
        folder / "4. Context of the organisation" / "3. The scope of the quality management system is written"
    )
    assert item.is_dir()
    assert max(len(path.name) for path in folder.rglob("*")) <= 60
