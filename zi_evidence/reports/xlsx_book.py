"""A workbook whose cells hold what they are given and nothing more; the sheets are drawn by `xlsx_report`.

Texts come from file names and scanned papers. They are always written as texts: never as a formula, a link
or markup, without control characters, and so marked that editing a cell does not turn it into a formula.
The same calls give the same bytes.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from zi_evidence.i18n import Language
from zi_evidence.model import Document
from zi_evidence.reports.privacy import Masker, mask
from zi_evidence.text import printable

__all__ = ["Book", "Column", "Sheet", "file_target"]

# What a spreadsheet program takes for the start of a formula when a cell is typed.
_STARTS_FORMULA = frozenset("=+-@＝＋－＠")
_MOST_UNITS = 32_767  # of UTF-16, in one cell
_MOST_LINK = 2_000  # letters
_MOST_LINKS = 65_000  # in one sheet
_SPECIAL = re.compile(r"""[\x00-\x20"#%<>?\[\\\]^`{|}\x7f]""")
_FIRST_YEAR = 1900  # before that a spreadsheet knows no days
_A4 = 9
_LINE_POINTS = 15
_MOST_LINES = 12
_COLOURS = {
    "good": {"bg_color": "#D9EAD3", "font_color": "#1E4620"},
    "warn": {"bg_color": "#FFF2CC", "font_color": "#5C4400"},
    "bad": {"bg_color": "#F4CCCC", "font_color": "#7A1212"},
    "calm": {"bg_color": "#E8EAED", "font_color": "#3C4043"},
}
_TOP = {"valign": "top"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#8EA9DB"}
_STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, **_TOP},
    "head": {"bg_color": "#1F3864", "font_color": "#FFFFFF", **_HEAD},
    "title": {"bold": True, "font_size": 16},
    "part": {"bold": True, "font_size": 12},
    "strong": {"bold": True, **_TOP},
    "note": {"italic": True, "font_color": "#595959"},
    "link": {"font_color": "#0563C1", "underline": 1, "text_wrap": True, **_TOP},
    "answer": {"num_format": "@", "align": "center", "bg_color": "#FFFFE5", "border": 1, **_TOP},
    "number": {"num_format": "0.00_)", **_TOP},
    "whole": {"num_format": "#,##0_)", **_TOP},
    "sum": {"num_format": "0.00", "bold": True, "top": 1},
    "total": {"bold": True, "top": 1},
    "date": {"align": "left", **_TOP},
}


def file_target(document: Document, base: str) -> str:
    """The relative link from a workbook to a document; empty where there should be none.

    There is none without `base`, with a `base` that leads to another machine or drive, for a name that is no
    clean UTF-8, and where it would spell out a NIP or NIK.
    """
    place = base.replace("\\", "/").rstrip("/")
    if not place or place.startswith("/") or ":" in place or printable(place) != place:
        return ""
    if document.path_hex or mask(printable(document.path)) != document.path:
        return ""
    link = _SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", f"{place}/{document.path}")
    return f"external:{link}" if len(link) <= _MOST_LINK else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in characters."""

    title: str
    width: float


class Book:
    """A workbook being made."""

    def __init__(self, lang: Language, created: dt.date, hide: Masker, properties: dict[str, str]) -> None:
        self._buffer = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        day = dt.datetime(created.year, created.month, created.day, tzinfo=dt.UTC).replace(tzinfo=None)
        self._book.set_properties({**properties, "created": day})
        self._hide = hide
        self._date_format = f"[$-{'421' if lang == 'id' else '409'}]d mmm yyyy"
        self._formats: dict[tuple[str, bool], Any] = {}

    def format(self, style: str, *, quoted: bool = False) -> Any:
        """The format of a style; `quoted` keeps the cell a text when it is edited."""
        key = (style, quoted)
        if key not in self._formats:
            look = dict(_COLOURS.get(style) or _STYLES[style])
            if style == "date":
                look["num_format"] = self._date_format
            made = self._book.add_format(look)
            if quoted:
                made.set_quote_prefix()
            self._formats[key] = made
        return self._formats[key]

    def clean(self, text: str) -> str:
        """A text as a cell may hold it; line breaks of ours stay, everything invisible is spelled out."""
        text = "\n".join(self._hide(printable(line)) for line in text.split("\n"))
        if len(text) * 2 > _MOST_UNITS and len(text.encode("utf-16-le")) // 2 > _MOST_UNITS - 1:
            text = f"{text[: _MOST_UNITS // 2]}…"
        # The writing library would take a text of this shape for markup of its own.
        return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text

    def sheet(self, name: str, *, footer: str) -> "Sheet":
        """A new sheet, set up for A4 landscape, one page wide."""
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&A&R{footer}")
        return Sheet(self, page)

    def bytes(self) -> bytes:
        """Ends the book and gives its bytes."""
        self._book.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet; rows and columns count from 0."""

    def __init__(self, book: Book, page: Any) -> None:
        self._book = book
        self.page = page
        self._links = 0
        self._widths: dict[int, float] = {}
        self._lines: dict[int, int] = {}

    def table(self, row: int, columns: Sequence[Column], rows: int) -> None:
        """Headings with filters for the rows below; they stay in sight and head every printed page."""
        self.heads(row, columns)
        last = len(columns) - 1
        self.page.autofilter(row, 0, row + max(rows, 1), last)
        self.page.freeze_panes(row + 1, 1)
        self.page.repeat_rows(row)

    def heads(self, row: int, columns: Sequence[Column]) -> None:
        """Headings in a row, and the widths of their columns."""
        for place, column in enumerate(columns):
            self.page.set_column(place, place, column.width)
            self._widths[place] = column.width
            self.text(row, place, column.title, "head")

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A text, whatever it looks like."""
        clean = self._book.clean(text)
        if clean:
            self._measure(row, column, clean)
            quoted = clean.lstrip()[:1] in _STARTS_FORMULA
            self.page.write_string(row, column, clean, self._book.format(style, quoted=quoted))

    def link(self, row: int, column: int, text: str, target: str) -> None:
        """A text that leads somewhere: `internal:SHEET!CELL` or `external:PATH`; without a target a text."""
        clean = self._book.clean(text)
        if not target or not clean or self._links >= _MOST_LINKS:
            self.text(row, column, text)
            return
        self._links += 1
        self._measure(row, column, clean)
        quoted = clean.lstrip()[:1] in _STARTS_FORMULA
        self.page.write_url(row, column, target, self._book.format("link", quoted=quoted), string=clean)

    def _measure(self, row: int, column: int, text: str) -> None:
        """Notes how many lines a text takes; not every program finds that out when it opens a file."""
        width = self._widths.get(column)
        if width:
            lines = sum(1 + int(1.15 * (len(line) - 1) / width) for line in text.split("\n") if line)
            self._lines[row] = max(self._lines.get(row, 1), min(lines, _MOST_LINES))

    def finish(self, last_row: int, last_column: int, *, one_page: bool = False) -> None:
        """Gives the rows their heights and says what is printed."""
        for row, lines in self._lines.items():
            if lines > 1:
                self.page.set_row(row, _LINE_POINTS * lines)
        self.page.print_area(0, 0, last_row, last_column)
        if one_page:
            self.page.fit_to_pages(1, 1)

    def number(self, row: int, column: int, value: float, style: str = "number") -> None:
        """A number."""
        self.page.write_number(row, column, value, self._book.format(style))

    def blank(self, row: int, column: int, style: str) -> None:
        """An empty cell of a style."""
        self.page.write_blank(row, column, None, self._book.format(style))

    def date(self, row: int, column: int, value: dt.date) -> None:
        """A day; one that no spreadsheet knows is a text."""
        if value.year < _FIRST_YEAR:
            self.text(row, column, value.isoformat())
        else:
            self.page.write_datetime(row, column, value, self._book.format("date"))

    def formula(self, row: int, column: int, formula: str, value: float | str, style: str = "number") -> None:
        """A formula of ours with the value it has now."""
        self.page.write_formula(row, column, formula, self._book.format(style), value)

    def colour(self, first: tuple[int, int], last: tuple[int, int], formula: str, style: str) -> None:
        """A colour for the cells of a range for which a formula, written for the first of them, is true."""
        options = {"type": "formula", "criteria": formula, "format": self._book.format(style)}
        self.page.conditional_format(*first, *last, options)
