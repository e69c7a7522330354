"""`answers import`: what people typed into a table comes back into the unit file, or nothing does."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.reports import sample
from zi_evidence.answer_sheet import AnswerCell, merged_answers, read_answer_cells
from zi_evidence.cli.entry import main
from zi_evidence.errors import UsageError
from zi_evidence.reports.xlsx_report import render_xlsx
from zi_evidence.unit import Answers, load_unit

TEXT = """\
# milik kami
name: Kantor Contoh Sukamaju
year: 2026
answers:
  A.I.1.i.a: Ya  # dicek Bagas
  A.I.1.i.b: {unit: A, tpi: B}
language: id
"""


@pytest.fixture
def folder(unit_folder: Path) -> Path:
    (unit_folder / "zi-evidence.yaml").write_text(TEXT, encoding="utf-8")
    return unit_folder


def text_of(folder: Path) -> str:
    return (folder / "zi-evidence.yaml").read_text("utf-8")


def workbook_with(path: Path, answers: dict[str, dict[str, Any]], *, head: tuple[str, ...] = ()) -> Path:
    """A table of answers as a program other than ours would write it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "LKE"
    sheet.append(head or ("Kode", "Butir", "Jawaban unit", "Jawaban TPI", "Jawaban TPN"))
    for code, given in answers.items():
        sheet.append((code, "…", given.get("unit"), given.get("tpi"), given.get("tpn")))
    book.save(path)
    return path


def test_answers_typed_into_our_workbook_come_back(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    assert main(["report", str(folder), "--as-of", "2026-06-30", "--output", str(path), "-q"]) == 0
    book = load_workbook(path)
    sheet = book["LKE"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    assert sheet.cell(rows["A.I.1.i.b"], 7).value == "B"
    sheet.cell(rows["A.I.1.i.a"], 6).value = "Tidak"
    sheet.cell(rows["A.I.1.i.b"], 8).value = "C"
    sheet.cell(rows["B.I.a"], 6).value = "3,62"
    book.save(path)
    assert main(["answers", "import", str(folder), str(path)]) == 0
    assert text_of(folder) == TEXT.replace("Ya  #", "Tidak  #").replace("tpi: B}", "tpi: B, tpn: C}").replace(
        "language", '  B.I.a: "3,62"\nlanguage'
    )


def test_a_workbook_without_a_change_changes_nothing(folder: Path, tmp_path: Path) -> None:
    for suffix, lang in ((".xlsx", "id"), ("-en.xlsx", "en")):
        path = tmp_path / f"laporan{suffix}"
        main(["report", str(folder), "--as-of", "2026-06-30", "--lang", lang, "--output", str(path), "-q"])
        assert main(["answers", "import", str(folder), str(path)]) == 0
        assert text_of(folder) == TEXT


def test_every_answer_survives_the_way_through_the_workbook() -> None:
    cells = read_answer_cells(render_xlsx(sample.report(), tool_version="1"), "laporan.xlsx")
    changed, faults = merged_answers(cells, sample.checklist(), sample.unit(answered=False))
    assert faults == []
    given = {code: Answers(**a) for code, a in sample.answers().items() if any(a.values())}
    assert changed == given
    assert merged_answers(cells, sample.checklist(), sample.unit()) == ({}, [])


def test_a_csv_does_it_too_with_comma_or_semicolon(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_bytes("\ufeffcode;unit;tpi\r\nA.I.1.i.a;Tidak;\r\nA.I.1.i.b;-;C\r\n".encode())
    assert main(["answers", "import", str(folder), str(path)]) == 0
    assert load_unit(folder).answers == {
        "A.I.1.i.a": Answers(unit="Tidak"),
        "A.I.1.i.b": Answers(tpi="C"),
    }
    path.write_text("kode,unit\nA.I.1.i.a,Ya\n", encoding="utf-8")
    assert main(["answers", "import", str(folder), str(path)]) == 0
    assert load_unit(folder).answers["A.I.1.i.a"] == Answers(unit="Ya")


def test_a_wrong_answer_is_named_by_sheet_row_and_column_and_nothing_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook_with(
        tmp_path / "jawaban.xlsx",
        {"A.I.1.i.a": {"unit": "Mungkin"}, "A.I.1.i.b": {"unit": "B"}, "Z.9": {"tpn": "A"}},
    )
    assert main(["answers", "import", str(folder), str(path)]) == 2
    said = capsys.readouterr().err
    assert "LKE!C2: A.I.1.i.a: 'Mungkin' bukan jawaban; pakai Ya, Tidak" in said
    assert "LKE!E4: butir 'Z.9' tidak dikenal" in said
    assert "2 jawaban salah" in said
    assert text_of(folder) == TEXT


@pytest.mark.parametrize(
    ("value", "percent", "expected"),
    [(0.75, True, "75 %"), (75.0, False, "75 %"), (0.0, False, "0 %"), (0.0362, True, "3.62 %")],
)
def test_a_number_among_per_cents_is_read_as_it_is_shown(value: float, percent: bool, expected: str) -> None:
    code = next(item.code for item in sample.checklist().items if item.answer == "%")
    cell = AnswerCell("LKE!F9", code, "unit", value, percent)
    changed, faults = merged_answers([cell], sample.checklist(), sample.unit(answered=False))
    assert (changed[code].unit, faults) == (expected, [])


@pytest.mark.parametrize("value", [0.75, 1.0, 46_085.0])
def test_a_number_that_could_mean_two_things_is_refused(value: float) -> None:
    code = next(item.code for item in sample.checklist().items if item.answer == "%")
    cell = AnswerCell("LKE!F9", code, "unit", value)
    changed, faults = merged_answers([cell], sample.checklist(), sample.unit(answered=False))
    assert changed == {}
    assert "LKE!F9" in faults[0]


def test_two_rows_of_one_item_are_refused() -> None:
    cells = [AnswerCell(f"LKE!F{row}", "A.I.1.i.a", "unit", "Ya") for row in (4, 9)]
    _, faults = merged_answers(cells, sample.checklist(), sample.unit(answered=False))
    assert faults == ["LKE!F9: A.I.1.i.a: jawaban unit sudah ada di baris lain"]


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return buffer.getvalue()


class TestHostileFiles:
    def real(self) -> dict[str, bytes]:
        source = zipfile.ZipFile(BytesIO(render_xlsx(sample.report(), tool_version="1")))
        return {info.filename: source.read(info) for info in source.infolist()}

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_part_that_defines_entities_is_refused(self, encoding: str) -> None:
        parts = self.real()
        bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'
        parts["xl/sharedStrings.xml"] = bomb.encode(encoding)
        with pytest.raises(UsageError, match="tidak dapat dibaca"):
            read_answer_cells(zipped(parts), "x.xlsx")

    def test_a_bomb_is_refused_before_it_goes_off(self) -> None:
        parts = {**self.real(), "xl/sharedStrings.xml": b" " * 60 * 1024 * 1024}
        with pytest.raises(UsageError, match="tidak dapat dibaca"):
            read_answer_cells(zipped(parts), "x.xlsx")

    @pytest.mark.parametrize(
        "data",
        [b"PK\x03\x04 rusak", b"\xff\xfe\x00", b"", b"a,b\n1,2\n", zipped({"x": b""})],
    )
    def test_what_is_no_table_is_refused(self, data: bytes) -> None:
        with pytest.raises(UsageError) as caught:
            read_answer_cells(data, "x")
        assert caught.value.hint

    def test_a_sheet_that_claims_a_million_rows_costs_nothing(self) -> None:
        parts = self.real()
        sheet = parts["xl/worksheets/sheet3.xml"]
        far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        parts["xl/worksheets/sheet3.xml"] = sheet.replace(b"</sheetData>", far)
        assert read_answer_cells(zipped(parts), "x.xlsx")

    def test_a_formula_is_not_computed_and_not_taken(self, tmp_path: Path) -> None:
        path = workbook_with(
            tmp_path / "x.xlsx", {"A.I.1.i.a": {"unit": "=CHAR(65)"}, "A.I.1.i.b": {"unit": "A"}}
        )
        cells = read_answer_cells(path.read_bytes(), "x.xlsx")
        assert [(cell.code, cell.value) for cell in cells] == [("A.I.1.i.b", "A")]

    def test_a_missing_file_is_a_mistake_of_the_call(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["answers", "import", str(folder), "tidak-ada.xlsx"]) == 2
        assert "tidak-ada.xlsx" in capsys.readouterr().err

    def test_a_damaged_csv_is_told_without_words_of_the_parser(
        self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "jawaban.csv"
        path.write_text("Kode,Jawaban unit\nA.I.1.i.a," + "Y" * 200_000 + "\n", "utf-8")
        assert main(["answers", "import", str(folder), str(path)]) == 2
        assert "CSV rusak: jawaban.csv (simpan ulang" in capsys.readouterr().err
