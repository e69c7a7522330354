"""The two short programs that use the library do what they say."""

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
    assert rows[0]["item"] == "B.II.a"
    assert [row["points"] for row in rows] == sorted((r["points"] for r in rows), reverse=True)
    monev = next(row for row in rows if row["requirement"] == "A.I.1.iii.b:laporan-monev")
    assert monev["open_periods"] == ["2025-Q3"]
