"""Sets a sheet as a PDF, with reportlab (tables and flowing paragraphs) or with fpdf2 (lines drawn one by one)."""

import io
from html import escape
from typing import Any

from fpdf import FPDF
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import HRFlowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from testkit.rendered.markup import Block, Sheet

__all__ = ["with_fpdf", "with_reportlab"]


def _furniture(sheet: Sheet, font: str, paper: tuple[float, float]) -> Any:
    """What draws the running header and footer of a page."""

    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 8)
        if sheet.header:
            canvas.drawString(2.5 * cm, paper[1] - 1.2 * cm, sheet.header)
        if sheet.footer:
            for at, line in enumerate(sheet.footer.replace("{n}", str(document.page)).split(" // ")):
                canvas.drawCentredString(paper[0] / 2, (1.4 - 0.4 * at) * cm, line)

    return draw


def with_reportlab(sheet: Sheet) -> bytes:
    """The bytes of the sheet as reportlab sets it."""
    font = ("Times-Roman", "Helvetica", "Times-Roman")[sheet.seed % 3]
    size = 10 + sheet.seed % 3
    bold = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}[font]

    def style(align: int = TA_LEFT, name: str = font, indent: float = 0) -> ParagraphStyle:
        return ParagraphStyle(
            "s", fontName=name, fontSize=size, leading=size * 1.3, alignment=align, leftIndent=indent
        )

    body, centre, right = style(TA_JUSTIFY), style(TA_CENTER, bold), style(TA_RIGHT)
    paper = landscape(A4) if any(len(b.rows[0]) > 7 for b in sheet.blocks if b.what == "table") else A4
    wide = paper[0] - 5 * cm

    def cell(text: str) -> Paragraph:
        return Paragraph(escape(text) or "&nbsp;", style())

    def lines(texts: list[str], indent: float) -> list[Any]:
        return [Paragraph(escape(text) or "&nbsp;", style(indent=indent)) for text in texts]

    def grid(block: Block) -> Table:
        columns = max(map(len, block.rows))
        rows = [[cell(c) for c in (*row, *[""] * (columns - len(row)))] for row in block.rows]
        short = [max((len(row[i]) for row in block.rows if i < len(row)), default=1) for i in range(columns)]
        shares = [min(max(n, 4), 40) for n in short]
        return Table(
            rows,
            colWidths=[wide * n / sum(shares) for n in shares],
            style=[("GRID", (0, 0), (-1, -1), 0.5, "black")],
            repeatRows=1,
        )

    def pairs(block: Block) -> list[Any]:
        if sheet.seed % 4 == 1:
            return [Paragraph(escape(f"{a} : {b}"), style()) for a, b in block.rows]
        rows = [[cell(a), cell(":"), cell(b)] for a, b in block.rows]
        return [Table(rows, colWidths=[3.6 * cm, 0.5 * cm, wide - 4.1 * cm])]

    flow: list[Any] = []
    for block in sheet.blocks:
        texts = [row[0] for row in block.rows]
        if block.what == "kop":
            flow += [Paragraph(escape(text), centre) for text in texts] + [
                HRFlowable(width="100%", thickness=2, color="black")
            ]
        elif block.what == "h":
            flow.append(Paragraph(escape(block.text), centre))
        elif block.what == "right":
            flow.append(Paragraph(escape(block.text), right))
        elif block.what == "kv":
            flow += pairs(block)
        elif block.what == "table":
            flow.append(grid(block))
        elif block.what == "sig":
            flow += lines(texts, wide * 0.55)
        elif block.what == "sig2":
            left, far = [row[0] for row in block.rows], [row[1] for row in block.rows]
            by_line = [[cell(a), cell(b)] for a, b in block.rows]
            whole = [[lines(left, 0), lines(far, 0)]]
            flow.append(Table(by_line if sheet.seed % 2 else whole, colWidths=[wide / 2, wide / 2]))
        elif block.what == "page":
            flow.append(PageBreak())
        elif block.what == "gap":
            flow.append(Spacer(1, 10))
        else:
            flow.append(Paragraph(escape(block.text), body))

    out = io.BytesIO()
    margins = {"leftMargin": 2.5 * cm, "rightMargin": 2.5 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    document = SimpleDocTemplate(out, pagesize=paper, **margins)
    furniture = _furniture(sheet, font, paper)
    document.build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


class _Page(FPDF):
    """An fpdf page with running lines."""

    head = ""
    foot = ""

    def header(self) -> None:
        if self.head:
            self.set_font(size=8)
            self.cell(0, 5, self.head, new_x="LMARGIN", new_y="NEXT")
            self.set_font(size=11)

    def footer(self) -> None:
        if self.foot:
            self.set_y(-18)
            self.set_font(size=7)
            for line in self.foot.replace("{n}", str(self.page_no())).split(" // "):
                self.cell(0, 4, line, align="C", new_x="LMARGIN", new_y="NEXT")
            self.set_font(size=11)


_FACES = (("times", ""), ("helvetica", ""), ("dejavu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))


def with_fpdf(sheet: Sheet) -> bytes:
    """The bytes of the sheet as fpdf2 sets it: rows drawn across, so that left and right share their lines."""
    pdf = _Page(format=LETTER if sheet.seed % 5 == 0 else "A4", unit="mm")
    pdf.head, pdf.foot = sheet.header, sheet.footer
    pdf.set_margins(25, 20)
    face, file = _FACES[sheet.seed % 3]
    if file:
        pdf.add_font(face, fname=file)
    size = 9 if file else 10 + sheet.seed % 3
    pdf.set_font(face, size=size)
    pdf.add_page()
    high = size * 0.5

    def sane(text: str) -> str:
        return (
            text
            if file
            else text.encode("cp1252", "replace")
            .decode("cp1252")
            .replace("…", "...")
            .replace("–", "-")
            .translate(_PLAIN)
        )

    def line(text: str, align: str = "L") -> None:
        pdf.multi_cell(0, high, sane(text), align=align, new_x="LMARGIN", new_y="NEXT")

    def pair(label: str, value: str) -> None:
        pdf.cell(35, high, sane(label))
        pdf.cell(4, high, ":")
        pdf.multi_cell(0, high, sane(value), align="L", new_x="LMARGIN", new_y="NEXT")

    def two(left: str, far: str) -> None:
        pdf.cell(85, high, sane(left))
        pdf.cell(0, high, sane(far), new_x="LMARGIN", new_y="NEXT")

    def signed(text: str) -> None:
        pdf.set_x(115)
        pdf.multi_cell(0, high, sane(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def grid(block: Block) -> None:
        columns = max(map(len, block.rows))
        with pdf.table(line_height=high, first_row_as_headings=False) as table:
            for row in block.rows:
                drawn = table.row()
                for text in (*row, *[""] * (columns - len(row))):
                    drawn.cell(sane(text))

    draw: dict[str, Any] = {
        "kop": lambda row: line(row[0], "C"), "h": lambda row: line(row[0], "C"),
        "right": lambda row: line(row[0], "R"),
        "kv": lambda row: pair(*row), "sig": lambda row: signed(row[0]), "sig2": lambda row: two(*row),
        "page": lambda _: pdf.add_page(), "gap": lambda _: pdf.ln(high),
    }  # fmt: skip
    for block in sheet.blocks:
        if block.what == "table":
            grid(block)
            continue
        for row in block.rows:
            draw.get(block.what, lambda row: line(row[0], "J"))(row)
        if block.what == "kop":
            pdf.line(25, pdf.get_y() + 1, pdf.w - 25, pdf.get_y() + 1)
            pdf.ln(3)
    return bytes(pdf.output())


_PLAIN = str.maketrans({"☐": "o", "☑": "x", "√": "v"})
