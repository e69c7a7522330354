"""Makes what else lies in an office's folder: locked and broken PDFs, a copy, a sheet, leftovers."""

import io
from collections.abc import Iterator, Mapping

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject

from .by_pillow import font_of
from .by_reportlab import draw_with_reportlab
from .by_word import packed
from .papers import Paper

__all__ = ["COPY", "PASSWORD", "draw_damaged", "draw_encrypted", "odd_files"]

# An example must be openable by who reads the source; nothing here is secret.
PASSWORD = "sukamaju"  # noqa: S105 - the example's password, printed in its README

_CULTURE = "I. PEMENUHAN/1. Manajemen Perubahan/iv. Perubahan Pola Pikir dan Budaya Kerja"
_COMMITMENT = "II. REFORM/1. Manajemen Perubahan/i. Komitmen dalam Perubahan"
COPY = (
    f"A. PENGUNGKIT/{_CULTURE}/1.iv.b SK Agen Perubahan 2026.pdf",
    f"A. PENGUNGKIT/{_COMMITMENT}/1.i.a SK Agen Perubahan 2026 - Copy.pdf",
)
_WATCH = "A. PENGUNGKIT/I. PEMENUHAN/5. Penguatan Pengawasan"


def draw_encrypted(paper: Paper) -> bytes:
    """The paper as a PDF that opens only with `PASSWORD`.

    RC4 with 128 bits, because the newer AES draws random numbers and no two runs would be equal.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(draw_with_reportlab(paper))))
    identity = ByteStringObject(b"contoh-zi-2026-1")
    # The key is made from the first half; encrypt() draws a random second one.
    writer._ID = ArrayObject([identity, identity])  # noqa: SLF001 - pypdf has no public way
    writer.encrypt(PASSWORD, "pemilik", algorithm="RC4-128")
    writer._ID = ArrayObject([identity, identity])  # noqa: SLF001 - same
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def draw_damaged(paper: Paper) -> bytes:
    """The first quarter of the paper's PDF, as a copy that was interrupted leaves it."""
    data = draw_with_reportlab(paper)
    return data[: len(data) // 4]


def odd_files(made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file that is no paper; `made` holds the papers already made."""
    original, copy = COPY
    yield copy, made[original]
    yield f"{_WATCH}/iii. Pengaduan Masyarakat/5.iii.b Rekap Pengaduan 2025.xlsx", _sheet()
    yield f"{_WATCH}/i. Pengendalian Gratifikasi/5.i.a Foto Banner Tolak Gratifikasi.jpg", _photo()
    # What Word, Windows and macOS leave behind; no reader may take it for evidence.
    yield "Pokja 6 Yanlik/~$ Forum Konsultasi Publik 2026.docx", b"\x08Operator" + bytes(153)
    yield "Pokja 6 Yanlik/Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    yield ".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(504)


_MONTHS = ("Juli", "Agustus", "September", "Oktober", "November", "Desember")
_RECEIVED = (5, 4, 3, 5, 4, 2)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _sheet() -> bytes:
    """A workbook with one sheet: complaints received and settled in the second half of 2025."""
    table: list[tuple[str | int, ...]] = [
        ("Rekap Pengaduan Masyarakat Juli-Desember 2025",),
        ("Bulan", "Diterima", "Selesai"),
        *((f"{month} 2025", n, n) for month, n in zip(_MONTHS, _RECEIVED, strict=True)),
    ]
    rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in table)
    links = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_SHEET_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{links}Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'{links}Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Rekap 2025" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}'
        "</sheetData></worksheet>",
    }
    return packed({name: text.encode() for name, text in parts.items()})


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def _photo() -> bytes:
    """A picture of a banner on a wall, as a telephone would take it, but drawn."""
    picture = Image.new("RGB", (960, 640), (196, 188, 170))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 520, 960, 640), fill=(120, 112, 100))
    pen.rectangle((110, 110, 850, 430), fill=(180, 24, 32), outline=(245, 245, 245), width=6)
    lines = (
        ("TOLAK GRATIFIKASI", 54),
        ("Seluruh layanan tidak dipungut biaya", 30),
        ("Lapas Kelas IIB Sukamaju Baru", 26),
        ("Ruang tunggu kunjungan, 14 Januari 2026", 20),
    )
    y = 150.0
    for text, size in lines:
        font = font_of(size, bold=True)
        pen.text(((960 - font.getlength(text)) / 2, y), text, font=font, fill=(255, 255, 255))
        y += size * 1.5
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
