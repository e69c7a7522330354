"""`history`, `history verify`, and who writes: `check` does, `report` does not."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from tests.papers import pdf_bytes
from tests.running import run_here

Write = Callable[[str, bytes], Path]


def run(*arguments: object, code: int = 0) -> str:
    result = run_here(*arguments)
    assert result.returncode == code, (result.stdout, result.stderr)
    return result.stdout


def test_check_writes_the_history_and_report_only_reads(unit_folder: Path, write: Write) -> None:
    write("a.pdf", pdf_bytes("LAPORAN PELAKSANAAN KEGIATAN PEMBANGUNAN ZONA INTEGRITAS TAHUN 2026"))
    run("report", unit_folder, "--as-of", "2026-03-02")
    assert "kosong" in run("history", unit_folder)
    first = run("check", unit_folder, "--as-of", "2026-03-02", code=1).splitlines()[-1]
    assert run("check", unit_folder, "--as-of", "2026-03-02", code=1).splitlines()[-1] == first
    write("b.pdf", pdf_bytes("KEPUTUSAN KEPALA KANTOR TENTANG TIM KERJA PEMBANGUNAN ZONA INTEGRITAS"))
    second = run("check", unit_folder, "--as-of", "2026-03-09", code=1).splitlines()[-1]
    assert (first[:14], second[:14]) == ("riwayat 000001", "riwayat 000002")
    data = json.loads(run("history", unit_folder, "--format", "json"))
    assert [(s["seq"], s["as_of"]) for s in data["snapshots"]] == [(1, "2026-03-02"), (2, "2026-03-09")]
    assert data["snapshots"][1]["prev"] == data["snapshots"][0]["id"] == first.split()[-1]
    assert run("history", "--format", "text", unit_folder) == run("history", "show", unit_folder)
    assert "UTUH: 2 entri" in run("history", "verify", unit_folder)
    assert "--head" not in run("history", "verify", unit_folder, "--head", second.split()[-1])


def test_verify_ends_with_1_and_names_the_edited_entry(unit_folder: Path) -> None:
    run("check", unit_folder, "--as-of", "2026-03-02", code=1)
    path = next(Path(os.environ["ZI_EVIDENCE_INDEX"]).glob("*/history/*.json"))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b'"missing"', b'"met"'))
    answer = run("history", "verify", unit_folder, code=1)
    assert "000001: isi diubah" in answer
    assert "TIDAK UTUH" in answer


def test_the_history_outlives_the_folder_and_the_index(unit_folder: Path) -> None:
    run("check", unit_folder, "--as-of", "2026-03-02", code=1)
    for file in Path(os.environ["ZI_EVIDENCE_INDEX"]).glob("*/index.sqlite*"):
        file.unlink()
    unit_folder.rename(unit_folder.with_name("elsewhere"))
    assert run("history", unit_folder).startswith("000001 ")
