"""Draws a paper as a text PDF with fpdf2, as web applications of offices do."""

import datetime as dt

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from .office import LETTERHEADS
from .papers import Block, Paper, sign_lines

__all__ = ["draw_with_fpdf"]

_FONT = "Helvetica"


def draw_with_fpdf(paper: Paper) -> bytes:
    """The paper as PDF bytes; the same paper always gives the same bytes."""
    pdf = FPDF(format="A4")
    pdf.set_compression(False)
    pdf.set_creation_date(dt.datetime(paper.made.year, paper.made.month, paper.made.day, 4, tzinfo=dt.UTC))
    pdf.set_producer("fpdf2")
    pdf.set_title(paper.title)
    pdf.set_margins(24, 18)
    pdf.set_auto_page_break(auto=True, margin=18)
    pdf.add_page()
    for block in paper.blocks:
        _draw(pdf, block)
    return bytes(pdf.output())


def _write(
    pdf: FPDF,
    text: str,
    *,
    style: str = "",
    size: float = 10.5,
    align: str = "L",
    indent: float = 0,
) -> None:
    pdf.set_font(_FONT, style, size)
    pdf.set_x(pdf.l_margin + indent)
    pdf.multi_cell(pdf.epw - indent, size * 0.47, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _labelled(pdf: FPDF, label: str, text: str, width: float) -> None:
    pdf.set_font(_FONT, "", 10.5)
    top = pdf.y
    pdf.cell(width, 5, label)
    pdf.set_xy(pdf.l_margin + width, top)
    pdf.multi_cell(pdf.epw - width, 5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _draw(pdf: FPDF, block: Block) -> None:
    match block.kind:
        case "letterhead":
            above, office, below = LETTERHEADS[block.text]
            for line in above:
                _write(pdf, line, size=9.5, align="C")
            _write(pdf, office, style="B", size=11, align="C")
            for line in below:
                _write(pdf, line, size=8, align="C")
            pdf.line(pdf.l_margin, pdf.y + 1, pdf.w - pdf.r_margin, pdf.y + 1)
            pdf.ln(5)
        case "title":
            _write(pdf, block.text, style="B", size=11, align="C")
        case "heading":
            pdf.ln(2)
            _write(pdf, block.text, style="B")
        case "field":
            _labelled(pdf, block.label, f"{':' if block.label else ' '} {block.text}", 32)
        case "item":
            _labelled(pdf, block.label, block.text, 7)
        case "table":
            _table(pdf, block)
        case "sign":
            _signature(pdf, block)
        case "dateline":
            _write(pdf, block.text, align="R")
        case "page":
            pdf.add_page()
        case "footer" | "header" | "box" | "control":
            pdf.ln(3)
            label = f"{block.label}: " if block.label else ""
            _write(pdf, label + block.text, size=7.5)
        case _:
            _write(pdf, block.text, align="J")
            pdf.ln(1.5)


def _table(pdf: FPDF, block: Block) -> None:
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(block.rows[0]))]
    pdf.ln(2)
    pdf.set_font(_FONT, "", 9)
    with pdf.table(
        col_widths=tuple(min(max(length, 6), 46) for length in longest),
        headings_style=FontFace(emphasis="BOLD", fill_color=(225, 225, 225)),
        line_height=4.6,
        text_align="LEFT",
    ) as table:
        for row in block.rows:
            table.row(row)
    pdf.ln(3)


def _signature(pdf: FPDF, block: Block) -> None:
    above, below = sign_lines(block)
    indent = pdf.epw * 0.52
    if pdf.y > pdf.h - 70:
        pdf.add_page()
    pdf.ln(4)
    for line in above:
        _write(pdf, line, indent=indent)
    left, middle = pdf.l_margin + indent + 4, pdf.y + 8
    points = [(left + 2.2 * n, middle + (ord(c) * 5) % 11 - 5) for n, c in enumerate(below[0])]
    pdf.set_draw_color(0, 0, 120)
    pdf.polyline(points)
    pdf.set_draw_color(0)
    pdf.ln(17)
    for line in below:
        _write(pdf, line, indent=indent)
