"""The workbook: real numbers and days, formulas that agree with ours, nothing that acts by itself."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports import sample
from zi_evidence.evaluation.answers import scale_value
from zi_evidence.model import Document, ItemReport, Report, RequirementStatus
from zi_evidence.reports.xlsx_book import file_target
from zi_evidence.reports.xlsx_report import render_xlsx

SHEETS = ["Ringkasan", "Rencana Aksi", "LKE", "Data Dukung", "Temuan"]


def workbook(report: Report, **options: Any) -> Any:
    return load_workbook(BytesIO(render_xlsx(report, tool_version="1", **options)))


def column(sheet: Worksheet, title: str, head: int = 1) -> list[Any]:
    """The values below a heading, the last row of the sheet included."""
    titles = [cell.value for cell in sheet[head]]
    place = titles.index(title) + 1
    return [sheet.cell(row, place).value for row in range(head + 1, sheet.max_row + 1)]


def worth(item: ItemReport, who: str) -> float:
    return item.points * scale_value(item.answers.get(who, ""), item.scale, item.steps)


@pytest.fixture(scope="module")
def report() -> Report:
    return sample.report()


@pytest.fixture(scope="module")
def book(report: Report) -> Any:
    return workbook(report, base="../unit")


def test_the_sheets_are_the_five_that_people_know(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert workbook(sample.report(), lang="en").sheetnames == [
        "Summary", "Action plan", "LKE", "Supporting documents", "Findings"
    ]  # fmt: skip


def test_the_lke_has_a_row_for_every_item_with_the_answers_as_given(book: Any, report: Report) -> None:
    sheet = book["LKE"]
    assert column(sheet, "Kode", 3)[:-1] == [item.code for item in report.items]
    assert len(report.items) == 113
    for title, who in (("Jawaban unit", "unit"), ("Jawaban TPI", "tpi"), ("Jawaban TPN", "tpn")):
        given = [item.answers.get(who) for item in report.items]
        assert column(sheet, title, 3)[:-1] == given
    assert column(sheet, "Didukung bukti", 3)[:-1] == pytest.approx([item.supported for item in report.items])


def test_values_and_sums_are_formulas(book: Any) -> None:
    sheet = book["LKE"]
    for title in ("Nilai unit", "Nilai TPI", "Nilai TPN"):
        values = column(sheet, title, 3)
        assert all(str(value).startswith("=IF(TRIM(") for value in values[:-1])
        assert str(values[-1]).startswith("=SUM(")


def test_the_values_that_stand_in_the_file_are_ours(report: Report) -> None:
    data = render_xlsx(report, tool_version="1")
    sheet = load_workbook(BytesIO(data), data_only=True)["LKE"]
    for title, who in (("Nilai unit", "unit"), ("Nilai TPI", "tpi"), ("Nilai TPN", "tpn")):
        expected = [worth(item, who) for item in report.items]
        assert column(sheet, title, 3) == pytest.approx([*expected, sum(expected)])


def test_dates_are_dates_and_numbers_are_numbers(book: Any) -> None:
    documents = book["Data Dukung"]
    by_name = dict(zip(column(documents, "Berkas"), column(documents, "Tanggal"), strict=True))
    assert by_name["SK Tim Kerja 2026.pdf"].date() == dt.date(2026, 1, 12)
    assert by_name["Monev TW I 2026.pdf"] == "April 2026"
    assert column(documents, "Periode")[0] == "TW I 2026"
    assert all(isinstance(size, int) for size in column(documents, "Ukuran (KB)"))
    assert book["Ringkasan"]["B5"].value.date() == dt.date(2026, 6, 30)
    due = [day for day in column(book["Rencana Aksi"], "Jatuh tempo") if day]
    assert due
    assert all(isinstance(day, dt.datetime) for day in due)


def test_the_plan_lists_every_open_requirement_once_the_most_worthwhile_first(
    book: Any, report: Report
) -> None:
    sheet = book["Rencana Aksi"]
    open_ones = [
        r.title
        for item in report.items
        for r in item.requirements
        if not r.optional and r.status in ("missing", "stale", "partial", "unverified")
    ]
    assert sorted(column(sheet, "Yang diperlukan")) == sorted(open_ones)
    gains = column(sheet, "Nilai butir yang kembali")
    documents = column(sheet, "Dokumen yang diperlukan butir")
    ratio = [gain / count for gain, count in zip(gains, documents, strict=True)]
    assert ratio == sorted(ratio, reverse=True)
    assert set(column(sheet, "Penanggung jawab")) > {"Pokja 1"}


def test_heads_stay_in_sight_rows_can_be_filtered_and_pages_are_a4_landscape(book: Any) -> None:
    for name in SHEETS:
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_area
        if name != "Ringkasan":
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows
    assert len(book["LKE"].conditional_formatting) >= 2
    assert book["LKE"].data_validations.dataValidation


def test_every_finding_has_its_row(book: Any, report: Report) -> None:
    assert column(book["Temuan"], "Temuan") == [finding.code for finding in report.findings]


def test_the_sheet_of_documents_prints_only_what_can_be_read_on_paper(book: Any) -> None:
    sheet = book["Data Dukung"]
    assert sheet.print_area.startswith("'Data Dukung'!$A$1:$J$")
    printed = [cell.value for cell in sheet[1][:10]]
    assert {"Berkas", "Untuk butir", "Nomor", "Tanggal", "Periode"} < set(printed)


def test_what_a_document_serves_stands_beside_it(book: Any, report: Report) -> None:
    served = [", ".join(report.document_items.get(d.path, ())) or None for d in report.documents]
    assert any(served)
    assert column(book["Data Dukung"], "Untuk butir") == served


def test_an_item_that_is_waived_says_that_it_is_not_scored(report: Report) -> None:
    first, *others = report.items
    waived = replace(first, status=RequirementStatus.WAIVED, supported=0.0)
    book = workbook(replace(report, items=(waived, *others)))
    notes = column(book["LKE"], "Catatan", 3)
    assert notes[0] == "dikecualikan, tidak dinilai"
    assert "dikecualikan, tidak dinilai" not in notes[1:]
    said = [cell.value for row in book["Ringkasan"].iter_rows() for cell in row]
    assert any(str(text).endswith("butir yang dikecualikan, tidak dinilai: 1") for text in said)


def test_what_is_only_welcome_is_counted_apart_as_in_the_other_formats(book: Any, report: Report) -> None:
    rows = {row[0].value: row[1].value for row in book["Ringkasan"].iter_rows()}
    optional = [r.optional for item in report.items for r in item.requirements]
    assert (rows["Syarat"], rows["Tambahan, tidak wajib"]) == (optional.count(False), optional.count(True))


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    data = render_xlsx(report, tool_version="1", base="..")
    assert render_xlsx(report, tool_version="1", base="..") == data
    core = zipfile.ZipFile(BytesIO(data)).read("docProps/core.xml").decode()
    assert "2026-06-30T00:00:00Z" in core
    assert {info.date_time[0] for info in zipfile.ZipFile(BytesIO(data)).infolist()} == {1980}


@pytest.mark.system
def test_and_so_does_another_process(report: Report) -> None:
    script = (
        "import sys; from tests.reports import sample; from zi_evidence.reports.xlsx_report import render_xlsx; "
        "sys.stdout.buffer.write(render_xlsx(sample.report(), tool_version='1'))"
    )
    here = render_xlsx(report, tool_version="1")
    for seed in ("1", "2", "3"):
        there = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            timeout=120,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert there.stdout == here, seed


class TestLinks:
    def one(self, path: str, **changes: Any) -> Document:
        return replace(sample.papers()[1], path=path, **changes)

    def test_a_document_is_a_link_below_the_unit_folder(self, book: Any) -> None:
        links = {
            cell.value: cell.hyperlink.target
            for row in book["Data Dukung"]["A2:A6"]
            for cell in row
            if cell.hyperlink
        }
        assert (
            links["SK Tim Kerja 2026.pdf"].replace("\\", "/")
            == "../unit/Area%201/SK%20Tim%20Kerja%202026.pdf"
        )

    def test_the_lke_opens_the_first_documents_of_an_item_one_by_one(self, report: Report) -> None:
        item = next(i for i in report.items if sum(len(r.documents) for r in i.requirements) > 1)
        paths = list(dict.fromkeys(d.path for r in item.requirements for d in r.documents))
        sheet = workbook(report, base="../unit")["LKE"]
        row = 4 + report.items.index(item)
        titles = [cell.value for cell in sheet[3]]
        names = sheet.cell(row, titles.index("Bukti") + 1).value.split("\n")
        assert names == [f"{n}. {path.rpartition('/')[2]}" for n, path in enumerate(paths, 1)]
        for place, path in enumerate(paths[:4], 1):
            cell = sheet.cell(row, titles.index(f"Buka {place}") + 1)
            assert cell.value == str(place)
            assert cell.hyperlink.target.replace("\\", "/") == "../unit/" + path.replace(" ", "%20")

    def test_without_a_base_the_lke_leads_to_the_list_of_documents(self, report: Report) -> None:
        sheet = workbook(report)["LKE"]
        titles = [cell.value for cell in sheet[3]]
        links = [sheet.cell(row, titles.index("Buka 1") + 1).hyperlink for row in range(4, 117)]
        found = [link.location for link in links if link]
        assert found
        assert all(place.startswith("'Data Dukung'!A") for place in found)

    def test_there_is_none_without_a_base(self, report: Report) -> None:
        assert not any(cell.hyperlink for row in workbook(report)["Data Dukung"]["A2:A6"] for cell in row)

    @pytest.mark.parametrize(
        "base", ["", "/", "//server/share", r"\\server\share", "http://x", "C:/unit", "a\nb", "javascript:x"]
    )
    def test_a_base_that_leads_elsewhere_makes_no_link(self, base: str) -> None:
        assert file_target(self.one("a.pdf"), base) == ""

    def test_no_name_is_an_address_an_anchor_or_already_escaped(self) -> None:
        assert file_target(self.one("http:/x#y?z%41.pdf"), ".") == "external:./http:/x%23y%3Fz%2541.pdf"

    def test_a_name_that_is_no_text_or_that_tells_a_nip_makes_no_link(self) -> None:
        assert file_target(self.one("a.pdf", path_hex="61ff"), ".") == ""
        assert file_target(self.one(f"SKP {sample.NIP}.pdf"), ".") == ""


@pytest.mark.parametrize("answer", ["?", "*", "Z", "=1", "A "])
def test_an_answer_that_is_none_is_worth_an_error_not_a_value(answer: str) -> None:
    first = next(item for item in sample.report().items if item.scale == "ABC")
    odd = replace(first, answers={"tpi": answer})
    report = replace(sample.report(), items=(odd,))
    data = render_xlsx(report, tool_version="1")
    value = column(load_workbook(BytesIO(data), data_only=True)["LKE"], "Nilai TPI", 3)[0]
    assert value == (first.points if answer == "A " else "#N/A")


# ---- LibreOffice -----------------------------------------------------------------------------------

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice (soffice) is not installed")


def recalculated(path: Path) -> Any:
    """The workbook as LibreOffice writes it back after computing every formula anew."""
    out = path.parent / "out"
    profile = (path.parent / "profile").as_uri()
    # Never trust the values in the file: compute on load (0 = always).
    settings = path.parent / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
        'oor:op="fuse"><value>0</value></prop></item></oor:items>',
        encoding="utf-8",
    )
    command = [OFFICE or "", "--headless", f"-env:UserInstallation={profile}"]
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
    subprocess.run([*command, *target], check=True, capture_output=True, timeout=180)
    return load_workbook(out / path.name, data_only=True)


def without_values(data: bytes) -> bytes:
    """The workbook with every value of a formula taken away, so that none can be taken over."""
    source, target = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for info in source.infolist():
            part = source.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
                part = re.sub(rb' t="(?:str|e)"(><f>)', rb"\1", part)
            out.writestr(info, part)
    return target.getvalue()


@pytest.mark.system
@needs_office
def test_libreoffice_computes_the_same_values_and_sums(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(without_values(render_xlsx(report, tool_version="1", base="..")))
    book = recalculated(path)
    sheet = book["LKE"]
    for title, who in (("Nilai unit", "unit"), ("Nilai TPI", "tpi"), ("Nilai TPN", "tpn")):
        expected = [worth(item, who) for item in report.items]
        assert column(sheet, title, 3)[:114] == pytest.approx([*expected, sum(expected)], abs=1e-6)
    assert column(sheet, "Bobot", 3)[113] == pytest.approx(100)
    summary = book["Ringkasan"]
    first = next(row for row in range(1, 40) if summary.cell(row, 1).value == "Bagian") + 1
    for row, area in enumerate(report.areas, first):
        points, supported = summary.cell(row, 2).value, summary.cell(row, 3).value
        assert (points, supported) == pytest.approx((area.points, area.supported), abs=1e-3)
        below = area.floor is not None and area.supported < area.floor
        assert (summary.cell(row, 8).value or "") == ("di bawah batas" if below else "")
    assert summary.cell(first, 5).value == pytest.approx(sum(worth(item, "unit") for item in report.items))
    assert book.sheetnames == SHEETS
