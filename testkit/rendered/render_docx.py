"""Sets a sheet as DOCX: letterhead in the body or the page header, tables, tabs, text boxes, content controls."""

import io
from html import escape
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Cm, Pt

from testkit.rendered.markup import Block, Sheet

__all__ = ["with_docx"]

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'


def _box(text: str) -> Any:
    return parse_xml(
        f'<w:p {_NS}><w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r>'
        f"<w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def _control(text: str) -> Any:
    return parse_xml(
        f'<w:sdt {_NS}><w:sdtPr><w:alias w:val="isi"/></w:sdtPr><w:sdtContent><w:p><w:r>'
        f"<w:t>{escape(text)}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


class _Setter:
    """Writes blocks into one document, in the taste the seed picks."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.document = Document()
        normal: Any = self.document.styles["Normal"]
        normal.font.name = ("Arial", "Bookman Old Style", "Times New Roman")[sheet.seed % 3]
        normal.font.size = Pt(11)

    def line(self, text: str, align: WD_ALIGN_PARAGRAPH | None = None, *, bold: bool = False) -> Any:
        paragraph: Any = self.document.add_paragraph()
        paragraph.add_run(text).bold = bold
        paragraph.alignment = align
        return paragraph

    def kop(self, block: Block) -> None:
        if self.sheet.seed % 3 == 0:
            header = self.document.sections[0].header
            for row in block.rows:
                header.add_paragraph(row[0]).alignment = WD_ALIGN_PARAGRAPH.CENTER
            return
        for row in block.rows:
            self.line(row[0], WD_ALIGN_PARAGRAPH.CENTER, bold=True)

    def pairs(self, block: Block) -> None:
        if self.sheet.seed % 2:
            for label, value in block.rows:
                self.line(f"{label}\t: {value}")
            return
        table = self.document.add_table(rows=0, cols=3)
        for label, value in block.rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text, cells[2].text = label, ":", value

    def grid(self, block: Block) -> None:
        columns = max(map(len, block.rows))
        table = self.document.add_table(rows=0, cols=columns, style="Table Grid")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, (*row, *[""] * (columns - len(row))), strict=True):
                cell.text = text

    def signs(self, block: Block) -> None:
        if len(block.rows[0]) == 1:
            for row in block.rows:
                paragraph = self.line(row[0])
                paragraph.paragraph_format.left_indent = Cm(8)
        elif self.sheet.seed % 2:
            cells = self.document.add_table(rows=1, cols=2).rows[0].cells
            cells[0].text = "\n".join(row[0] for row in block.rows)
            cells[1].text = "\n".join(row[1] for row in block.rows)
        else:
            for left, right in block.rows:
                self.line(f"{left}\t\t\t\t{right}")

    def put(self, block: Block) -> None:
        body = self.document.element.body
        if block.what in {"kop", "kv", "table", "sig", "sig2"}:
            {"kop": self.kop, "kv": self.pairs, "table": self.grid, "sig": self.signs, "sig2": self.signs}[
                block.what
            ](block)
        elif block.what == "h":
            self.line(block.text, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        elif block.what == "right":
            self.line(block.text, WD_ALIGN_PARAGRAPH.RIGHT)
        elif block.what in {"box", "cc"}:
            body.insert(len(body) - 1, _box(block.text) if block.what == "box" else _control(block.text))
        elif block.what == "page":
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            self.line(block.text)


def with_docx(sheet: Sheet) -> bytes:
    """The bytes of the sheet as a DOCX."""
    setter = _Setter(sheet)
    section = setter.document.sections[0]
    if sheet.header:
        section.header.paragraphs[0].text = sheet.header
    if sheet.footer:
        section.footer.paragraphs[0].text = sheet.footer.replace("{n}", "").replace(" // ", "\n")
    for block in sheet.blocks:
        setter.put(block)
    out = io.BytesIO()
    setter.document.save(out)
    return out.getvalue()
