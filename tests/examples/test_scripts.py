"""The short programs that use the library do what they say."""

import json
import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(EXAMPLES / script), *arguments],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_embedded_gate_closes_on_the_example_and_says_why() -> None:
    done = run("embed_check.py")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("Lapas Kelas IIB Sukamaju Baru: ")
    assert "ZI1" in done.stdout


def test_the_embedded_gate_passes_on_the_code_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = run("embed_check.py", str(tmp_path / "tidak ada"))
    assert done.returncode == 2
    assert "not checked" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_evidence_is_json_with_the_dearest_item_first() -> None:
    done = run("missing_as_json.py")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert rows[0]["requirement"] == "B.II.a:laporan-survei"
    assert [row["points"] for row in rows] == sorted((r["points"] for r in rows), reverse=True)
    of_one_area = json.loads(run("missing_as_json.py", "3").stdout)
    assert of_one_area
    assert [row for row in rows if row in of_one_area] == of_one_area
    assert len(of_one_area) < len(rows)


def test_a_folder_is_judged_by_another_checklist_and_written_as_a_page(tmp_path: Path) -> None:
    page = tmp_path / "laporan.html"
    done = run("own_checklist.py", str(page))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("9.2 The system is audited")
    assert "17 missing" in done.stdout.splitlines()[-1]
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_each_program_fits_on_a_screen() -> None:
    for script in ("embed_check.py", "missing_as_json.py", "own_checklist.py"):
        assert len((EXAMPLES / script).read_text("utf-8").splitlines()) <= 30
