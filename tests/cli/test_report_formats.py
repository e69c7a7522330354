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


Run = Callable[..., tuple[int, bytes]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small unit that was scanned, and room for reports beside it."""
    place = tmp_path_factory.mktemp("place")
    folder = place / "unit" / "Area 1"
    folder.mkdir(parents=True)
    (place / "laporan").mkdir()
    (folder / "Laporan Monev ZI TW I 2026.pdf").write_bytes(pdf_bytes("\n".join(LETTER)))
    (place / "unit" / "zi-evidence.yaml").write_text("name: Kantor Contoh Sukamaju\nyear: 2026\n", "utf-8")
    assert main(["scan", str(place / "unit"), "-q", "--index", str(place / "index")]) == 0
    return place


@pytest.fixture
def report(place: Path) -> Run:
    """Runs `report`; gives the exit code and what was written to a file of that name."""

    def run(name: str, *options: str) -> tuple[int, bytes]:
        target = place / "laporan" / name
        fixed = ("--as-of", "2026-06-30", "--no-scan", "-q", "--index", str(place / "index"))
        code = main(["report", str(place / "unit"), *fixed, "--output", str(target), *options])
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
def test_the_ending_of_the_file_decides(report: Run, name: str, begins: bytes) -> None:
    code, data = report(name)
    assert code == 0
    assert data[: len(begins)].lower() == begins.lower()


def test_the_option_wins_over_the_ending(report: Run) -> None:
    _, data = report("a.txt", "--format", "json", "--lang", "en")
    assert json.loads(data)["unit"]["name"] == "Kantor Contoh Sukamaju"


def test_an_ending_that_is_none_of_ours_is_a_mistake_of_the_call(
    report: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("a.pdf") == (2, b"")
    assert ".xlsx" in capsys.readouterr().err


def test_the_workbook_links_to_the_documents_beside_it(report: Run, place: Path) -> None:
    report("a.xlsx")
    book = load_workbook(place / "laporan" / "a.xlsx")
    target = book["Data Dukung"]["A2"].hyperlink.target
    path = target.replace("\\", "/").replace("%20", " ")
    assert (place / "laporan" / path).resolve() == (
        place / "unit" / "Area 1" / "Laporan Monev ZI TW I 2026.pdf"
    )


def test_english_is_english_to_the_last_heading(report: Run) -> None:
    assert report("a.txt", "--lang", "en")[1].startswith(b"EVIDENCE REPORT: ")
    assert b"\xef\xbb\xbfCode,Item," in report("a.csv", "--lang", "en")[1]


def test_the_columns_of_a_csv_can_be_parted_by_semicolons(report: Run) -> None:
    assert report("titik-koma.csv", "--separator", "semicolon")[1].startswith(b"\xef\xbb\xbfKode;Butir;")
    assert report("koma.csv")[1].startswith(b"\xef\xbb\xbfKode,Butir,")


def test_a_separator_for_what_has_no_columns_is_a_mistake_of_the_call(
    report: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("x.html", "--separator", "semicolon")[0] == 2
    assert "--separator hanya untuk CSV" in capsys.readouterr().err
