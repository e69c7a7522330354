"""Whatever a name or a scanned text says, every format gives it back as a text, and the same each time.

Numbers of persons are masked in all of them unless somebody asks for the whole number.
"""

import csv
import json
import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from tests.reports import sample
from zi_evidence.cli import terminal
from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.model import Report, RequirementStatus
from zi_evidence.reports.csv_report import render_csv
from zi_evidence.reports.json_report import render_json
from zi_evidence.reports.junit_report import render_junit
from zi_evidence.reports.privacy import mask
from zi_evidence.reports.sentences import sentence
from zi_evidence.reports.text_report import render_documents_text, render_text
from zi_evidence.reports.xlsx_report import render_xlsx
from zi_evidence.text import printable

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "<r><t>x</t></r>",
    "<r>&</r>",
    "_x0041_",
    "]]><!--",
    "\x1b[31mmerah\x07",
    "\u202egnp.exe",
    "a\nb\r\nc\td",
    "\ufffe\uffff\x00\x0b",
    "\ud800",
    "'=1+1",
    "@SUM(1)",
    "&amp;&lt;",
    " tepi ",
    '"kutip", dan; titik',
    "x" * 40_000,
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8") | st.characters(categories=["Cs"]))
)
RENDERERS: dict[str, Callable[..., str | bytes]] = {
    "text": render_text,
    "documents": render_documents_text,
    "csv": render_csv,
    "junit": render_junit,
    "json": lambda report, _, **options: render_json(report, tool_version="1", **options),
    "xlsx": lambda report, lang, **options: render_xlsx(report, lang, tool_version="1", **options),
}


def small(text: str) -> Report:
    """A report of one item and one document, with the text wherever texts come from outside."""
    whole = sample.report()
    item = replace(whole.items[0], title=text)
    finding = make_finding("contradiction", words=text, item=item.code, requirement=item.requirements[0].id)
    missing = RequirementStatus.MISSING
    requirement = replace(item.requirements[0], title=text, findings=(finding,), status=missing)
    return replace(
        whole,
        unit_name=text,
        items=(replace(item, requirements=(requirement,)),),
        documents=(sample.papers(text)[0],),
        document_items={},
        findings=(replace(finding, requirement="", item="", path=""),),
    )


def each_text(test: Callable[..., None]) -> Callable[..., None]:
    for text in HOSTILE:
        test = example(text=text)(test)
    return settings(max_examples=25, deadline=None)(given(text=TEXTS)(test))


@each_text
def test_csv_gives_back_the_text_and_starts_no_formula(text: str) -> None:
    data = render_csv(small(text)).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(data, newline=""), strict=True)
    cell = row["Butir"]
    assert cell.lstrip()[:1] not in set("=+-@")
    assert cell.removeprefix("'") == mask(printable(text))
    assert all(printable(value) == value for value in row.values())


@pytest.mark.slow
@each_text
def test_xlsx_gives_back_the_text_and_holds_no_formula_but_ours(text: str) -> None:
    book: Any = load_workbook(BytesIO(render_xlsx(small(text), tool_version="1", base=".")))
    expected = "\n".join(mask(printable(line)) for line in text.split("\n"))[:16_000]
    before = sentence(make_finding("contradiction", words=""), "id")
    for sheet, title, start in (("Data Dukung", "Judul", ""), ("Temuan", "Yang ditemukan", before)):
        titles = [cell.value for cell in book[sheet][1]]
        found = book[sheet].cell(2, titles.index(title) + 1)
        assert (found.value or "")[:16_000].rstrip(" ") == f"{start}{expected}"[:16_000].rstrip(" ")
        assert found.data_type in ("s", "n")
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert {sheet for sheet, _ in formulas} <= {"Ringkasan", "LKE"}
    assert all(coordinate[0] in "EIJKL" for sheet, coordinate in formulas if sheet == "LKE")


@each_text
def test_junit_gives_back_the_text(text: str) -> None:
    root: Any = etree.fromstring(render_junit(small(text)))
    clean = mask(printable(text))
    assert root.get("name") == clean
    assert root[0][0].get("name").endswith(clean)
    assert clean in root[0][0].find("failure").text


@each_text
def test_json_gives_back_the_text(text: str) -> None:
    data = json.loads(render_json(small(text), tool_version="1").encode("utf-8", "surrogatepass"))
    assert data["items"][0]["title"] == mask(text)


@each_text
def test_the_terminal_gets_no_control_character_and_no_long_line(text: str) -> None:
    for render in (render_text, render_documents_text):
        report = small(text)
        lines = render(report, "id").split("\n")
        assert all(printable(line) == line for line in lines)
        # Only the path of a document is never cut.
        paths = {mask(printable(document.path)) for document in report.documents}
        assert max(len(line) for line in lines if line not in paths) <= 80


@pytest.mark.parametrize("name", RENDERERS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    render = RENDERERS[name]
    for lang in ("id", "en"):
        assert render(sample.report(), lang) == render(sample.report(), lang)


def plain(answer: str | bytes) -> str:
    """All texts of an answer."""
    if isinstance(answer, bytes) and answer.startswith(b"PK"):
        book = load_workbook(BytesIO(answer))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return answer if isinstance(answer, str) else answer.decode("utf-8-sig")


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("number", [sample.NIP, sample.NIK])
def test_nip_and_nik_are_masked_unless_asked_for(name: str, number: str) -> None:
    render = RENDERERS[name]
    report = small(f"Bagas {number} hadir")
    report = replace(report, documents=(replace(report.documents[0], path="Area 1/SK.pdf"),))
    hidden = plain(render(report, "id"))
    assert number not in hidden
    if name != "documents":  # shows no title
        assert f"**{number[-3:]} hadir" in hidden
        assert number in plain(render(report, "id", show_nip=True))


@pytest.mark.parametrize(
    "text", ["3201011203900001", "3201 0112 0390 0001", "NIK: 3201015203900001.", "(3201011203900001)"]
)
def test_a_nik_is_known_by_the_day_in_it(text: str) -> None:
    assert "0390000" not in mask(text)
    assert mask(text).rstrip(".)").endswith("001")


@pytest.mark.parametrize(
    "text",
    [
        "1234567890123456",
        "W99.PAS.PAS9-OT.03.01-0012",
        "2026-06-30",
        "a" + "3201011203900001",
        "3201019903900001",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


class TestWriting:
    def test_a_report_replaces_the_old_one_whole(self, tmp_path: Path) -> None:
        target = tmp_path / "laporan.xlsx"
        target.write_bytes(b"yang lama")
        terminal.write_answer(b"\x00baru", target)
        assert target.read_bytes() == b"\x00baru"
        assert [path.name for path in tmp_path.iterdir()] == ["laporan.xlsx"]

    def test_a_full_disk_leaves_the_old_report(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = tmp_path / "laporan.xlsx"
        target.write_bytes(b"yang lama")

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputFailed, match="ruang disk habis"):
            terminal.write_answer(b"baru", target)
        assert target.read_bytes() == b"yang lama"
        assert [path.name for path in tmp_path.iterdir()] == ["laporan.xlsx"]

    def test_a_disk_that_is_full_in_the_middle_leaves_the_old_report(self, tmp_path: Path) -> None:
        resource = pytest.importorskip("resource")
        target = tmp_path / "laporan.xlsx"
        target.write_bytes(b"yang lama")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
        try:
            with pytest.raises(OutputFailed, match="laporan lama tetap ada"):
                terminal.write_answer(b"x" * 100_000, target)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert target.read_bytes() == b"yang lama"
        assert [path.name for path in tmp_path.iterdir()] == ["laporan.xlsx"]

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "asli.csv").write_bytes(b"yang lama")
        (tmp_path / "laporan.csv").symlink_to("asli.csv")
        terminal.write_answer(b"baru", tmp_path / "laporan.csv")
        assert (tmp_path / "laporan.csv").is_symlink()
        assert (tmp_path / "asli.csv").read_bytes() == b"baru"

    def test_a_workbook_is_not_poured_over_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        with pytest.raises(UsageError):
            terminal.write_answer(b"PK\x03\x04\x00", None)
