"""`history` and `status` of folders that are away, and of folders that never were."""

import shutil
from pathlib import Path

import pytest

from zi_evidence.cli.entry import main

ASKED = [["history"], ["history", "show"], ["history", "verify"], ["status"], ["status", "--format", "json"]]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "index"
    monkeypatch.setenv("ZI_EVIDENCE_INDEX", str(place))
    return place


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_a_folder_that_never_was_is_a_mistake_and_leaves_no_trace(
    command: list[str], tmp_path: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = command[:2] if command[0] == "history" else command[:1]
    assert main([*words, str(tmp_path / "nofolder"), *command[len(words) :]]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"folder tidak ada: {tmp_path / 'nofolder'}" in said.err
    assert not index.exists()


@pytest.mark.usefixtures("index")
def test_a_folder_that_was_known_and_is_away_is_still_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "zi-evidence.yaml").write_text("name: A\nyear: 2026\n")
    assert main(["check", str(folder), "--as-of", "2026-06-30"]) == 1
    shutil.rmtree(folder)
    capsys.readouterr()
    assert main(["history", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("000001 ")
    assert main(["history", "verify", str(folder)]) == 0
    assert main(["status", str(folder)]) == 3


@pytest.mark.usefixtures("index")
def test_a_folder_that_nobody_looked_at_yet_has_an_empty_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    assert main(["history", str(folder)]) == 0
    assert "riwayat masih kosong" in capsys.readouterr().out
    assert main(["status", str(folder)]) == 3


def test_the_help_shows_that_a_folder_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--help"]) == 0
    assert "history [OPSI] FOLDER" in " ".join(capsys.readouterr().out.split())
