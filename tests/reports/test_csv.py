"""CSV: one row a requirement, as RFC 4180 has it, and nothing that a spreadsheet would compute."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from tests.reports import sample
from zi_evidence.model import Report
from zi_evidence.reports.csv_report import render_csv


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.fixture(scope="module")
def report() -> Report:
    return sample.report()


def test_every_requirement_has_its_row(report: Report) -> None:
    found = rows(render_csv(report))
    assert [row["Syarat"] for row in found] == [r.id for item in report.items for r in item.requirements]
    first = report.items[0]
    assert (found[0]["Kode"], found[0]["Butir"]) == (first.code, first.title)
    assert float(found[0]["Bobot"]) == pytest.approx(first.points, abs=1e-4)
    assert {row["Wajib"] for row in found} == {"ya", "tidak"}
    assert "belum ada" in {row["Status"] for row in found}


def test_it_begins_with_the_mark_that_excel_knows_utf_8_by_and_ends_lines_as_the_standard_has_it(
    report: Report,
) -> None:
    data = render_csv(report)
    assert data.startswith(b"\xef\xbb\xbfKode,Butir,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 1 + len(rows(data))


def test_open_periods_and_days_are_written_so_that_programs_read_them(report: Report) -> None:
    found = rows(render_csv(report))
    assert any("2025-Q1" in row["Periode yang belum"].split() for row in found)
    assert {len(row["Jatuh tempo"]) for row in found} == {0, 10}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "  =1", "＝1", '=cmd|"/c calc"!A1'])
def test_no_cell_starts_a_formula(text: str) -> None:
    item = replace(sample.report().items[0], title=text)
    cell = rows(render_csv(replace(sample.report(), items=(item,))))[0]["Butir"]
    assert cell == f"'{text}"


def test_english_has_english_headings_and_statuses() -> None:
    found = rows(render_csv(sample.report(), "en"))
    assert {"Code", "Status", "What to do"} <= found[0].keys()
    assert "missing" in {row["Status"] for row in found}


def test_with_semicolons_numbers_have_a_comma_and_nothing_else_changes(report: Report) -> None:
    data = render_csv(report, separator=";")
    assert data.startswith(b"\xef\xbb\xbfKode;Butir;")
    text = StringIO(data.decode("utf-8-sig"), newline="")
    found = list(csv.DictReader(text, delimiter=";", strict=True))
    plain = rows(render_csv(report))
    numbers = ("Bobot", "Didukung")
    for shown, meant in zip(found, plain, strict=True):
        assert {key: shown[key].replace(",", ".") if key in numbers else shown[key] for key in meant} == meant
    assert {row["Bobot"][-5] for row in found} == {","}
