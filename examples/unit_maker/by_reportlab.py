"""Draws a paper as a text PDF with reportlab, as office software of a letter-writing kind would."""

import datetime as dt
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from .office import LETTERHEADS
from .papers import Block, Paper, sign_lines

__all__ = ["draw_with_reportlab"]

_BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=11, leading=14, alignment=TA_JUSTIFY, spaceAfter=5
)
_LEFT = ParagraphStyle("left", parent=_BODY, alignment=0, spaceAfter=1)
_RIGHT = ParagraphStyle("right", parent=_LEFT, alignment=TA_RIGHT)
_CELL = ParagraphStyle("cell", parent=_LEFT, fontSize=9.5, leading=11.5)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Times-Bold", alignment=TA_CENTER, spaceAfter=2)
_HEAD = ParagraphStyle("head", parent=_BODY, fontName="Times-Bold", alignment=0, spaceBefore=6)
_KOP = ParagraphStyle("kop", parent=_TITLE, fontName="Times-Roman", fontSize=10.5, leading=12.5)
_SMALL = ParagraphStyle("small", parent=_LEFT, fontSize=8, leading=9.5, textColor=colors.grey)
_WIDTH = A4[0] - 5 * cm


class _Scribble(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """A pen stroke where the signature goes; its shape follows the signer's name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.width, self.height = 4 * cm, 1.3 * cm
        self._heights = [4 + (ord(letter) * 7) % 28 for letter in name[:14]]

    def draw(self) -> None:
        path = self.canv.beginPath()
        path.moveTo(0, 12)
        for step, height in enumerate(self._heights):
            x = step * 8
            path.curveTo(x + 2, height, x + 5, 36 - height, x + 8, height / 2 + 8)
        self.canv.setStrokeColor(colors.darkblue)
        self.canv.drawPath(path)


def draw_with_reportlab(paper: Paper) -> bytes:
    """The paper as PDF bytes; the same paper always gives the same bytes."""
    out = io.BytesIO()
    with _dated(paper.made):
        template = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=2.5 * cm,
            rightMargin=2.5 * cm,
            topMargin=1.8 * cm,
            bottomMargin=1.8 * cm,
            title=paper.title,
            author="Lapas Kelas IIB Sukamaju Baru",
            producer="ReportLab PDF Library",
            pageCompression=0,
        )
        story: list[Flowable] = []
        for block in paper.blocks:
            story.extend(_flow(block))
        template.build(story)
    return out.getvalue()


@contextmanager
def _dated(day: dt.date) -> Iterator[None]:
    """Fix the creation time; reportlab takes it only from this variable."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    noon = dt.datetime(day.year, day.month, day.day, 3, tzinfo=dt.UTC)
    os.environ[name] = str(int(noon.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _flow(block: Block) -> list[Flowable]:
    text = escape(block.text)
    match block.kind:
        case "letterhead":
            return _letterhead(block.text)
        case "title":
            return [Paragraph(text, _TITLE)]
        case "heading":
            return [Paragraph(text, _HEAD)]
        case "field":
            return [_columns((block.label, ":" if block.label else "", block.text), (3.2 * cm, 0.5 * cm))]
        case "item":
            return [_columns((block.label, block.text), (0.8 * cm,))]
        case "table":
            return [Spacer(1, 4), _table(block), Spacer(1, 8)]
        case "sign":
            return [_signature(block)]
        case "dateline":
            return [Paragraph(text, _RIGHT)]
        case "page":
            return [PageBreak()]
        case "footer" | "header" | "box" | "control":
            label = f"{escape(block.label)}: " if block.label else ""
            return [Spacer(1, 8), Paragraph(label + text, _SMALL)]
        case _:
            return [Paragraph(text, _BODY)]


def _letterhead(key: str) -> list[Flowable]:
    above, office, below = LETTERHEADS[key]
    lines: list[Flowable] = [Paragraph(line, _KOP) for line in above]
    lines.append(Paragraph(office, _TITLE))
    lines.extend(Paragraph(line, _KOP) for line in below)
    return [*lines, HRFlowable(width="100%", thickness=1.5, color=colors.black), Spacer(1, 10)]


def _columns(cells: tuple[str, ...], widths: tuple[float, ...]) -> Table:
    row = [Paragraph(escape(cell), _LEFT) for cell in cells]
    table = Table([row], colWidths=[*widths, _WIDTH - sum(widths)])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table


def _table(block: Block) -> Table:
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(block.rows[0]))]
    shares = [min(max(length, 6), 46) for length in longest]
    widths = [_WIDTH * share / sum(shares) for share in shares]
    rows = [[Paragraph(escape(cell), _CELL) for cell in row] for row in block.rows]
    table = Table(rows, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _signature(block: Block) -> Flowable:
    above, below = sign_lines(block)
    lines: list[Flowable] = [Paragraph(escape(line), _LEFT) for line in above]
    lines.append(_Scribble(below[0]))
    lines.extend(Paragraph(escape(line), _LEFT) for line in below)
    table = Table([["", lines]], colWidths=[_WIDTH * 0.52, _WIDTH * 0.48])
    return KeepTogether([Spacer(1, 10), table])
