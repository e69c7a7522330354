"""Draws a paper as a scanner leaves it: a PDF whose pages are only black and white pictures.

The picture is turned a little and sprinkled with specks, always the same way for the same path.
The font travels with reportlab, so that no font of the system is needed.
"""

import datetime as dt
import hashlib
import io
import math
import random
import time
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from .office import LETTERHEADS
from .papers import Block, Paper, sign_lines

__all__ = ["draw_as_scan", "font_of"]

_DPI = 150
_SIZE = (1240, 1754)
_MARGIN = 130
_FONTS = Path(reportlab.__file__).parent / "fonts"


def font_of(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The font that comes with reportlab, laid out by Pillow itself."""
    name = "VeraBd.ttf" if bold else "Vera.ttf"
    return ImageFont.truetype(str(_FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


class _Sheet:
    """The pages of one scan while they are being drawn, top to bottom."""

    def __init__(self) -> None:
        self.pages: list[Image.Image] = []
        self.new_page()

    def new_page(self) -> None:
        self.pages.append(Image.new("L", _SIZE, 255))
        self.pen = ImageDraw.Draw(self.pages[-1])
        self.y = 90.0

    def write(
        self,
        text: str,
        *,
        bold: bool = False,
        size: int = 22,
        centre: bool = False,
        left: float = 0,
    ) -> None:
        """Write the text in lines of the width that is left of the margin plus `left`."""
        font = font_of(size, bold=bold)
        x = _MARGIN + left
        for line in _wrapped(text, font, _SIZE[0] - _MARGIN - x):
            if self.y > _SIZE[1] - 110:
                self.new_page()
            start = (_SIZE[0] - font.getlength(line)) / 2 if centre else x
            self.pen.text((start, self.y), line, font=font, fill=0)
            self.y += size * 1.38

    def rule(self) -> None:
        self.pen.line([(_MARGIN, self.y + 6), (_SIZE[0] - _MARGIN, self.y + 6)], fill=0, width=3)
        self.y += 28


def draw_as_scan(paper: Paper) -> bytes:
    """The paper as PDF bytes without any text; the same paper always gives the same bytes."""
    sheet = _Sheet()
    for block in paper.blocks:
        _draw(sheet, block)
    seed = int.from_bytes(hashlib.sha256(paper.path.encode()).digest()[:8], "big")
    noise = random.Random(seed)  # noqa: S311 - specks on a picture, nothing secret
    pages = [_scanned(page, noise) for page in sheet.pages]
    moment = dt.datetime(paper.made.year, paper.made.month, paper.made.day, 5, tzinfo=dt.UTC)
    stamp = time.gmtime(moment.timestamp())
    out = io.BytesIO()
    pages[0].save(
        out,
        "PDF",
        resolution=_DPI,
        save_all=True,
        append_images=pages[1:],
        producer="Pemindai Kantor",
        creationDate=stamp,
        modDate=stamp,
    )
    return out.getvalue()


def _scanned(page: Image.Image, noise: random.Random) -> Image.Image:
    angle = 0.3 + noise.random() * 0.6
    turned = page.rotate(angle if noise.random() < 0.5 else -angle, Image.Resampling.BICUBIC, fillcolor=255)
    pen = ImageDraw.Draw(turned)
    for _ in range(140):
        x, y = noise.random() * _SIZE[0], noise.random() * _SIZE[1]
        pen.ellipse([x, y, x + 1.5, y + 1.5], fill=0)
    return turned.point(lambda grey: 255 if grey > 150 else 0).convert("1")


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _draw(sheet: _Sheet, block: Block) -> None:
    match block.kind:
        case "letterhead":
            above, office, below = LETTERHEADS[block.text]
            for line in above:
                sheet.write(line, size=19, centre=True)
            sheet.write(office, bold=True, size=22, centre=True)
            for line in below:
                sheet.write(line, size=16, centre=True)
            sheet.rule()
        case "title":
            sheet.write(block.text, bold=True, size=23, centre=True)
            sheet.y += 4
        case "heading":
            sheet.y += 10
            sheet.write(block.text, bold=True)
        case "field":
            top = sheet.y
            sheet.write(block.label)
            sheet.y = top
            sheet.write(f"{':' if block.label else ' '} {block.text}", left=210)
            sheet.y += 4
        case "item":
            top = sheet.y
            sheet.write(block.label)
            sheet.y = top
            sheet.write(block.text, left=45)
            sheet.y += 4
        case "table":
            _table(sheet, block)
        case "sign":
            _signature(sheet, block)
        case "dateline":
            sheet.write(block.text, left=500)
        case "page":
            sheet.new_page()
        case _:
            sheet.write(block.text)
            sheet.y += 10


def _table(sheet: _Sheet, block: Block) -> None:
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(block.rows[0]))]
    shares = [min(max(length, 5), 40) for length in longest]
    inner = _SIZE[0] - 2 * _MARGIN
    lefts = [inner * sum(shares[:column]) / sum(shares) for column in range(len(shares))]
    sheet.y += 8
    for row in block.rows:
        sheet.pen.line([(_MARGIN, sheet.y), (_SIZE[0] - _MARGIN, sheet.y)], fill=0, width=1)
        for left, cell in zip(lefts, row, strict=True):
            sheet.pen.text(
                (_MARGIN + left + 6, sheet.y + 6),
                cell,
                font=font_of(19),
                fill=0,
            )
        sheet.y += 36
    sheet.pen.line([(_MARGIN, sheet.y), (_SIZE[0] - _MARGIN, sheet.y)], fill=0, width=1)
    sheet.y += 18


def _signature(sheet: _Sheet, block: Block) -> None:
    above, below = sign_lines(block)
    left = 500
    if sheet.y > _SIZE[1] - 380:
        sheet.new_page()
    sheet.y += 24
    for line in above:
        sheet.write(line, left=left)
    points = [
        (_MARGIN + left + 30 + 6 * step, sheet.y + 55 + 34 * math.sin(step * 0.9) * (1 - step / 45))
        for step in range(40)
    ]
    sheet.pen.line(points, fill=0, width=3)
    sheet.y += 120
    for line in below:
        sheet.write(line, left=left)
