"""A wrong unit file: all its faults in one run, with the place of the file."""

from pathlib import Path

import pytest

from zi_evidence.cli.entry import main
from zi_evidence.errors import UnitError
from zi_evidence.unit import UnitFaults, load_unit

WRONG = """\
name: A
yaer: 2026
window: {from: 2026-02-01, to: 2026-01-01}
pins:
  - {item: A.I.1.i.a}
  - {file: a.pdf, item: A.I.1.i.a, why: x}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "zi-evidence.yaml"
    path.write_text(WRONG, "utf-8")
    return path


def test_one_run_tells_every_fault_with_its_place(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(file.parent)]) == 2
    said = capsys.readouterr().err.splitlines()
    places = [line.removeprefix("zi-evidence: ").removeprefix(f"{file}:").split(": ")[0] for line in said]
    assert places == ["2:1", "3:1", "5:5", "6:36"]
    assert all(line.startswith(f"zi-evidence: {file}:") for line in said)


def test_a_mistyped_key_is_one_fault_and_no_other_hides_behind_it(file: Path) -> None:
    with pytest.raises(UnitFaults) as caught:
        load_unit(file.parent)
    assert str(caught.value) == str(caught.value.faults[0])
    assert "maksudnya 'year'?" in str(caught.value)
    assert isinstance(caught.value, UnitError)


def test_an_empty_file_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "zi-evidence.yaml").write_text("")
    with pytest.raises(UnitError, match=r"zi-evidence\.yaml"):
        load_unit(tmp_path)
