"""A checklist of the unit's own: its path in the unit file counts from the unit folder, wherever one stands."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.test_exit_codes import SMALL
from zi_evidence import evaluate
from zi_evidence.cli.entry import main
from zi_evidence.cli.unit_file import open_unit
from zi_evidence.unit import load_unit

DECOY = SMALL.replace("id: kecil", "id: palsu")


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """The folder with the checklist, the unit folder below it, and one with another checklist of that name."""
    home = tmp_path / "home"
    found = {"home": home, "unit": home / "unit", "away": tmp_path / "away" / "x"}
    for folder in found.values():
        folder.mkdir(parents=True, exist_ok=True)
    for folder, text in ((home, SMALL), (found["away"], DECOY), (found["away"].parent, DECOY)):
        (folder / "kecil.yaml").write_text(text, encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("written", "lies"),
    [
        ("kecil.yaml", "unit/kecil.yaml"),
        ("../kecil.yaml", "kecil.yaml"),
        ("daftar/kecil.YML", "unit/daftar/kecil.YML"),
        ("daftar/kecil", "unit/daftar/kecil/checklist.yaml"),
    ],
)
def test_a_path_in_the_unit_file_counts_from_its_folder(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, written: str, lies: str
) -> None:
    target = places["home"] / lies
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(SMALL, encoding="utf-8")
    (places["unit"] / "zi-evidence.yaml").write_text(f"name: A\nyear: 2026\nchecklist: {written}\n", "utf-8")
    for folder in places.values():
        monkeypatch.chdir(folder)
        assert evaluate(places["unit"]).checklist_id == "kecil"
        assert evaluate(os.path.relpath(places["unit"])).checklist_id == "kecil"
        assert open_unit(places["unit"]).checklist.id == "kecil"


@pytest.mark.parametrize(("stands", "named"), [("home", "kecil.yaml"), ("unit", "../kecil.yaml")])
def test_what_init_writes_works_from_everywhere(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, stands: str, named: str
) -> None:
    monkeypatch.chdir(places[stands])
    folder = os.path.relpath(places["unit"])
    assert main(["init", folder, "--unit", "A", "--year", "2026", "--checklist", named, "--quiet"]) == 0
    assert load_unit(places["unit"]).checklist == "../kecil.yaml"
    for place in places.values():
        monkeypatch.chdir(place)
        assert evaluate(places["unit"]).checklist_id == "kecil"


def test_an_id_stays_an_id(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    call = ["--unit", "A", "--year", "2026", "--checklist", "lapas-2021", "--quiet"]
    assert main(["init", str(places["unit"]), *call]) == 0
    assert load_unit(places["unit"]).checklist == "lapas-2021"
    assert main(["report", str(places["unit"]), "--format", "json", "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["checklist"]["id"] == "lapas-2021"
