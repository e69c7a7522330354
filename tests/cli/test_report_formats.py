"""`report`: the format by the file's ending, links that lead to the documents, the language asked for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.papers import pdf_bytes
from zi_evidence.cli.entry import main

LETTER = [
    "LAPORAN",
    "MONITORING DAN EVALUASI ZONA INTEGRITAS",
    "TRIWULAN I TAHUN 2026",
    "Sukamaju, 2 April 2026",
]


@pytest.fixture
def report(
    unit_folder: Path, write: Callable[[str, bytes], Path], tmp_path: Path
) -> Callable[..., tuple[int, bytes]]:
    """Runs `report` on a small unit; gives the exit code and what was written to a file of that name."""
    write("Area 1/Laporan Monev ZI TW I 2026.pdf", pdf_bytes("\n".join(LETTER)))
    assert main(["scan", str(unit_folder), "-q"]) == 0
    (tmp_path / "laporan").mkdir()

    def run(name: str, *options: str) -> tuple[int, bytes]:
        target = tmp_path / "laporan" / name
        code = main(
            [
                "report",
                str(unit_folder),
                "--as-of",
                "2026-06-30",
                "--no-scan",
                "-q",
                "--output",
                str(target),
                *options,
            ]
        )
        return code, target.read_bytes() if target.exists() else b""

    return run


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a", b"LAPORAN DATA DUKUNG"),
        ("a.txt", b"LAPORAN DATA DUKUNG"),
        ("a.json", b'{\n "schema": "zi-evidence/report/'),
        ("a.csv", b"\xef\xbb\xbfKode,"),
        ("A.CSV", b"\xef\xbb\xbfKode,"),
        ("a.xml", b"<?xml version="),
        ("a.xlsx", b"PK"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.htm", b"<!DOCTYPE html>"),
    ],
)
def test_the_ending_of_the_file_decides(
    report: Callable[..., tuple[int, bytes]], name: str, begins: bytes
) -> None:
    code, data = report(name)
    assert code == 0
    assert data[: len(begins)].lower() == begins.lower()


def test_the_option_wins_over_the_ending(report: Callable[..., tuple[int, bytes]]) -> None:
    _, data = report("a.txt", "--format", "json", "--lang", "en")
    assert json.loads(data)["unit"]["name"] == "Kantor Contoh Sukamaju"


def test_an_ending_that_is_none_of_ours_is_a_mistake_of_the_call(
    report: Callable[..., tuple[int, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("a.pdf") == (2, b"")
    assert ".xlsx" in capsys.readouterr().err


def test_the_workbook_links_to_the_documents_beside_it(
    report: Callable[..., tuple[int, bytes]], tmp_path: Path
) -> None:
    report("a.xlsx")
    book = load_workbook(tmp_path / "laporan" / "a.xlsx")
    target = book["Data Dukung"]["A2"].hyperlink.target
    path = target.replace("\\", "/").replace("%20", " ")
    assert (tmp_path / "laporan" / path).resolve() == (
        tmp_path / "unit" / "Area 1" / "Laporan Monev ZI TW I 2026.pdf"
    )


def test_english_is_english_to_the_last_heading(report: Callable[..., tuple[int, bytes]]) -> None:
    assert report("a.txt", "--lang", "en")[1].startswith(b"EVIDENCE REPORT: ")
    assert b"\xef\xbb\xbfCode,Item," in report("a.csv", "--lang", "en")[1]
