"""`search` as people and programs use it."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.papers import docx_bytes, pdf_bytes, png_bytes
from zi_evidence.cli.entry import main
from zi_evidence.index import index_folder
from zi_evidence.index.store import INDEX_FILE

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "search-1.json"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(unit_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["search", str(unit_folder), *arguments, "--quiet", "--as-of", "2026-06-30"])
        printed = capsys.readouterr()
        return int(code), printed.out, printed.err

    return command


@pytest.fixture
def papers(write: Callable[[str, bytes], Path]) -> None:
    write(
        "Pokja 1/Laporan Monev ZI TW I 2026.pdf",
        pdf_bytes("Halaman sampul", "Hasil monev triwulan I tahun 2026"),
    )
    write(
        "Pokja 1/Notula.docx", docx_bytes("Notula rapat", "Monev triwulan I dibahas; triwulan II disiapkan")
    )
    write("scan monev triwulan.png", png_bytes())
    write("Daftar menu kantin.pdf", pdf_bytes("Soto ayam"))


def data_of(answer: tuple[int, str, str]) -> Any:
    code, out, _ = answer
    assert code == 0
    data = json.loads(out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text("utf-8")))
    return data


@pytest.mark.usefixtures("papers")
def test_json_follows_its_schema_and_names_page_and_marks(run: Run) -> None:
    data = data_of(run("monev triwulan", "--format", "json"))
    assert data["query"] == "monev triwulan"
    assert data["total"] == 3
    hits = {hit["path"]: hit for hit in data["documents"]}
    passage = hits["Pokja 1/Laporan Monev ZI TW I 2026.pdf"]["passage"]
    assert passage["page"] == 2
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["monev", "triwulan"]
    assert hits["Pokja 1/Notula.docx"]["passage"]["page"] is None
    assert data["documents"][-1]["path"] == "scan monev triwulan.png"
    assert data["documents"][-1]["passage"] is None
    scores = [hit["score"] for hit in data["documents"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("papers")
def test_text_marks_the_words_and_says_the_page(run: Run) -> None:
    code, out, err = run("monev triwulan")
    assert (code, err) == (0, "")
    assert "Pokja 1/Laporan Monev ZI TW I 2026.pdf\n" in out
    assert "hlm. 2: " in out
    assert "*monev* *triwulan*" in out
    assert "hanya nama berkas yang memuat kata itu" in out
    assert "kantin" not in out


@pytest.mark.usefixtures("papers")
def test_a_limit_cuts_the_list_and_says_how_many_are_left(run: Run) -> None:
    assert "dan 2 lagi" in run("monev", "--limit", "1")[1]
    data = data_of(run("monev", "--limit", "1", "--format", "json"))
    assert (data["total"], len(data["documents"])) == (3, 1)


@pytest.mark.usefixtures("papers")
def test_two_searches_give_the_same_bytes(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = run("monev", "--format", "json")
    assert run("monev", "--format", "json", "--no-scan") == first
    monkeypatch.setenv("ZI_EVIDENCE_INDEX", str(tmp_path / "another index"))
    assert run("monev", "--format", "json") == first


@pytest.mark.usefixtures("papers")
def test_words_that_were_lost_come_back_with_the_search(run: Run, unit_folder: Path) -> None:
    first = run("monev")
    with contextlib.closing(sqlite3.connect(index_folder(unit_folder) / INDEX_FILE)) as db, db:
        db.execute("DROP TABLE full_text_data")
    assert run("monev", "--no-scan") == first
    with contextlib.closing(sqlite3.connect(index_folder(unit_folder) / INDEX_FILE)) as db, db:
        db.execute("DELETE FROM texts")
    assert run("monev") == first


@pytest.mark.usefixtures("papers")
def test_words_may_stand_apart_on_the_command_line(run: Run) -> None:
    assert run("soto", "ayam")[1].startswith("Daftar menu kantin.pdf\n")


@pytest.mark.usefixtures("papers")
def test_nothing_found_is_an_answer(run: Run) -> None:
    assert run("tidakada") == (0, "Tidak ada dokumen yang memuat: tidakada\n", "")
    assert run("tidakada", "--lang", "en")[1] == "No document holds: tidakada\n"
    assert data_of(run("tidakada", "--format", "json"))["documents"] == []


@pytest.mark.parametrize("query", ["", '""', "***", "\x1b[?\x07 \u202e"])
def test_a_query_without_words_is_one_clear_line(run: Run, query: str) -> None:
    code, out, err = run(query)
    assert (code, out) == (2, "")
    assert err.startswith("zi-evidence: tidak ada kata untuk dicari")
    assert err.count("\n") == 1
    assert err.rstrip("\n").isprintable()


@pytest.mark.usefixtures("papers")
@pytest.mark.parametrize("query", ['monev" OR', "NEAR(monev", "monev:*^", "text : monev", "' OR 1=1 monev"])
def test_no_query_is_wrong_syntax(run: Run, query: str) -> None:
    code, _, err = run(query)
    assert (code, err) == (0, "")


def test_hostile_names_and_texts_stay_on_their_line(run: Run, unit_folder: Path) -> None:
    name = os.fsencode(unit_folder) + b"/kunci \x1b[2J\n\xff.pdf"
    with open(name, "wb") as file:  # noqa: PTH123 - the name is bytes that no text holds
        file.write(pdf_bytes("kunci ruang arsip NIP 19800101 200501 1 001"))
    code, out, err = run("kunci")
    assert (code, err) == (0, "")
    assert all(line.isprintable() for line in out.splitlines())
    assert "200501 1 001" not in out
    assert len(out.splitlines()) == 3
    hit = data_of(run("kunci", "--format", "json"))["documents"][0]
    assert bytes.fromhex(hit["path_hex"]) == b"kunci \x1b[2J\n\xff.pdf"
    assert "200501 1 001" in run("kunci", "--show-nip")[1]


def test_a_folder_that_is_not_there_is_told_as_everywhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["search", str(tmp_path / "tidak ada"), "monev"]) == 2
    assert "folder tidak ada" in capsys.readouterr().err


def test_days_are_written_as_people_of_the_language_write_them(run: Run, unit_folder: Path) -> None:
    letter = "NOTA DINAS\nNomor: 5/ND/2026\nSukamaju, 5 Maret 2026\nKepala Seksi,\nSari Utami"
    (unit_folder / "Nota.pdf").write_bytes(pdf_bytes(letter))
    assert "; 5 Maret 2026" in run("nota")[1]
    assert "; 5 March 2026" in run("nota", "--lang", "en")[1]
