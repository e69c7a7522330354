"""Real PDF, DOCX and picture bytes for tests."""

import datetime as dt
import io

import docx
from fpdf import FPDF
from PIL import Image

__all__ = ["docx_bytes", "pdf_bytes", "png_bytes"]


def pdf_bytes(*pages: str) -> bytes:
    """A PDF with one text a page."""
    pdf = FPDF()
    pdf.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    pdf.set_font("Helvetica", size=11)
    for page in pages:
        pdf.add_page()
        pdf.multi_cell(0, 6, page)
    return bytes(pdf.output())


def docx_bytes(*paragraphs: str) -> bytes:
    """A DOCX with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def png_bytes(width: int = 8, height: int = 8) -> bytes:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(stream, "PNG")
    return stream.getvalue()
