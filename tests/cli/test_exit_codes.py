"""Each exit code, once by the real command in a process of its own, its other causes here."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from tests.running import run_apart, run_here
from zi_evidence.errors import ExitCode
from zi_evidence.index import Store, index_folder

Write = Callable[[str, bytes], Path]


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """The error as people see it: one line on stderr, nothing on stdout, no traceback."""
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("zi-evidence: ")
    return lines[0]


SMALL = """\
schema: zi-evidence/checklist/1
id: kecil
version: "1"
title: Daftar kecil
scales: {YT: {Ya: 1, Tidak: 0}}
areas: {1: Satu}
predicates: {wbk: {title: Uji, total: 1}}
sections:
  - code: X
    title: Bagian
    weight: 1
    area: 1
    items:
      - code: X.a
        title: Laporan tahunan arsip ada
        answer: YT
        requirements:
          - id: laporan
            title: Laporan tahunan arsip
            kinds: [laporan]
            phrases: {all: [arsip, laporan tahunan]}
            within: window
"""
REPORT = (
    "KANTOR CONTOH SUKAMAJU\nLAPORAN TAHUNAN ARSIP\nTAHUN 2025\n\n"
    "Sebanyak 214 berkas kepegawaian dipindahkan ke ruang penyimpanan dan 31 berkas dimusnahkan.\n\n"
    "Sukamaju, 12 Januari 2026\nKepala,\nSari\n"
)


@pytest.fixture
def small(unit_folder: Path, tmp_path: Path) -> Path:
    """A unit whose checklist asks for a single document."""
    checklist = tmp_path / "kecil.yaml"
    checklist.write_text(SMALL, encoding="utf-8")
    with (unit_folder / "zi-evidence.yaml").open("a", encoding="utf-8") as file:
        file.write(f"checklist: {json.dumps(str(checklist))}\n")
    return unit_folder


AS_OF = ("--as-of", "2026-06-30", "--quiet")


@pytest.mark.system
def test_0_when_everything_is_there(small: Path, write: Write) -> None:
    write("laporan.pdf", pdf_bytes(REPORT))
    result = run_apart("check", small, *AS_OF)
    assert (result.returncode, result.stderr) == (ExitCode.PASS, ""), result.stdout
    assert result.stdout.startswith("LOLOS")


@pytest.mark.system
def test_1_when_something_is_missing(small: Path) -> None:
    result = run_apart("check", small, *AS_OF)
    assert result.returncode == ExitCode.FINDINGS
    assert "ZI101 X.a:laporan" in result.stdout


def test_a_report_is_an_answer_whatever_it_says(small: Path) -> None:
    assert run_here("report", small, *AS_OF).returncode == ExitCode.PASS


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "{folder}/nowhere"], "folder tidak ada"),
        (["report", "{folder}/zi-evidence.yaml"], "bukan folder"),
        (["report", "{folder}", "--as-of", "31-12-2026"], "2026-06-30"),
        (["check", "{folder}", "--fail-on", "everything"], "ZI101"),
        (["report", "{folder}", "--index", "{folder}/x"], "folder unit"),
        (["explain", "{folder}", "nothing.pdf", "--quiet"], "kode butir"),
        (["init", "{folder}", "--unit", "A"], "sudah ada"),
        (["init", "{folder}/nowhere", "--unit", "A"], "folder tidak ada"),
        (["init", "{folder}", "--unit", "A", "--target", "emas"], "wbk"),
        (["checklist", "show", "nothing-like-it"], "nothing-like-it"),
    ],
)
def test_2_when_the_call_is_wrong(unit_folder: Path, arguments: list[str], words: str) -> None:
    result = run_here(*(argument.format(folder=unit_folder) for argument in arguments))
    assert result.returncode == ExitCode.USAGE
    assert words in one_line(result)


@pytest.mark.system
def test_2_when_an_option_is_unknown(unit_folder: Path) -> None:
    result = run_apart("report", unit_folder, "--fromat", "json")
    assert result.returncode == ExitCode.USAGE
    assert "--format" in result.stderr


@pytest.mark.system
def test_2_when_the_unit_file_is_broken(unit_folder: Path) -> None:
    (unit_folder / "zi-evidence.yaml").write_text("name: A\nyeer: 2026\n")
    result = run_apart("report", unit_folder)
    assert result.returncode == ExitCode.USAGE
    assert "zi-evidence.yaml:2:1: " in one_line(result)


def test_2_when_the_checklist_is_unknown(unit_folder: Path) -> None:
    (unit_folder / "zi-evidence.yaml").write_text("name: A\nyear: 2026\nchecklist: tidak-ada\n")
    result = run_here("check", unit_folder)
    assert result.returncode == ExitCode.USAGE
    assert "tidak-ada" in one_line(result)


@pytest.mark.system
def test_3_when_the_folder_went_away(small: Path, write: Write) -> None:
    write("laporan.pdf", pdf_bytes(REPORT))
    assert run_apart("check", small, *AS_OF).returncode == ExitCode.PASS
    small.rename(small.with_name("away"))
    result = run_apart("check", small, *AS_OF)
    assert result.returncode == ExitCode.COULD_NOT_LOOK
    assert "tidak dapat dijangkau" in one_line(result)


def test_3_when_the_unit_file_went_away(small: Path, write: Write) -> None:
    write("laporan.pdf", pdf_bytes(REPORT))
    run_here("scan", small)
    (small / "zi-evidence.yaml").unlink()
    assert run_here("check", small, *AS_OF).returncode == ExitCode.COULD_NOT_LOOK


def test_3_when_too_little_could_be_read(small: Path, write: Write) -> None:
    write("laporan.pdf", pdf_bytes(REPORT))
    for n in range(3):
        write(f"{n}.pdf", b"%PDF-1.7 rusak")
    result = run_here("check", small, *AS_OF)
    assert result.returncode == ExitCode.COULD_NOT_LOOK
    assert "25 %" in result.stdout
    assert run_here("check", small, *AS_OF, "--min-readable", "20").returncode == ExitCode.PASS


@pytest.mark.system
def test_3_when_another_process_writes_the_index(small: Path) -> None:
    never = run_apart("report", small, "--no-scan", "--quiet")
    assert never.returncode == ExitCode.COULD_NOT_LOOK
    assert "belum pernah dipindai" in one_line(never)
    run_apart("scan", small)
    with Store(index_folder(Path(os.path.realpath(small))), write=True):
        result = run_apart("report", small)
        assert result.returncode == ExitCode.COULD_NOT_LOOK
        assert f"pid {os.getpid()}" in one_line(result)
        assert run_apart("report", small, "--no-scan", "--quiet").returncode == ExitCode.PASS


def test_3_when_the_index_cannot_be_written(small: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("no folder")
    result = run_here("report", small, ZI_EVIDENCE_INDEX="", XDG_DATA_HOME=str(home), HOME=str(home))
    assert result.returncode == ExitCode.COULD_NOT_LOOK
    assert "--index" in one_line(result)


def test_3_when_the_report_cannot_be_written(small: Path, tmp_path: Path) -> None:
    result = run_here("report", small, "--quiet", "--output", tmp_path / "no" / "r.txt")
    assert result.returncode == ExitCode.COULD_NOT_LOOK
    assert "laporan tidak dapat ditulis" in one_line(result)


@pytest.mark.system
def test_70_when_the_program_is_wrong(small: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text("import zi_evidence.api as a\na.look = None\n")
    result = run_apart("report", small, PYTHONPATH=str(broken))
    assert result.returncode == ExitCode.BUG
    log = Path(one_line(result).rpartition(": ")[2])
    assert "TypeError" in log.read_text("utf-8")
    log.unlink()


@pytest.mark.system
def test_130_when_interrupted(small: Path, write: Write) -> None:
    for n in range(200):
        write(f"{n}.pdf", pdf_bytes(f"LAPORAN {n}"))
    process = subprocess.Popen(
        [sys.executable, "-m", "zi_evidence", "scan", str(small), "--verbose"],
        stderr=subprocess.PIPE,
        text=True,
        # A shell that starts us in the background has interrupts ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stderr
    for line in process.stderr:
        if " 20/200 " in line:
            process.send_signal(signal.SIGINT)
            break
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == ExitCode.INTERRUPTED
    assert rest.splitlines()[-1] == "zi-evidence: dihentikan"
