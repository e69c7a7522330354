"""The blocks that most documents consist of: words, tabs and breaks, in table cells or not.

They are taken the short way; a block that holds anything else is left to the events of `docx_text`.
"""

from collections.abc import Sequence
from typing import Any

from zi_evidence.reading.docx_xml import STRICT, W, tags

__all__ = ["plain_lines", "row_lines"]

_PARAGRAPH, _RUN, _TABLE, _ROW, _CELL = tags("p"), tags("r"), tags("tbl"), tags("tr"), tags("tc")
_TABLE_SETTINGS = tags("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "bookmarkStart", "bookmarkEnd")
_SIGNS = {
    f"{ns}{name}": sign for ns in (W, STRICT) for name, sign in (("t", ""), ("tab", "\t"), ("br", "\n"))
}
_RUN_SETTINGS = tags("rPr")
_HIDING = tags("vanish", "rStyle")
_PARAGRAPH_SETTINGS = tags("pPr")
_SECTION = tags("sectPr")
_SILENT = tags("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak")


def plain_lines(block: Any) -> list[str] | None:
    """Return the lines of a paragraph or table, `None` where it holds more than words, tabs and breaks."""
    if block.tag in _PARAGRAPH:
        words = _words(block)
        return None if words is None else [words]
    return _rows(block) if block.tag in _TABLE else None


def _words(paragraph: Any) -> str | None:
    parts: list[str] = []
    for child in paragraph:
        tag = child.tag
        if tag in _RUN:
            for inner in child:
                sign = _SIGNS.get(inner.tag)
                if sign is not None:
                    parts.append(sign or inner.text or "")
                elif inner.tag in _RUN_SETTINGS:
                    if any(setting.tag in _HIDING for setting in inner):
                        return None
                elif inner.tag not in _SILENT:
                    return None
        elif tag in _PARAGRAPH_SETTINGS:
            if any(setting.tag in _SECTION for setting in child):
                return None
        elif tag not in _SILENT:
            return None
    return "".join(parts)


def _rows(table: Any) -> list[str] | None:
    found: list[str] = []
    for row in table:
        if row.tag in _TABLE_SETTINGS:
            continue
        if row.tag not in _ROW:
            return None
        cells: list[list[str]] = []
        for cell in row:
            if cell.tag in _TABLE_SETTINGS:
                continue
            if cell.tag not in _CELL:
                return None
            lines: list[str] = []
            for paragraph in cell:
                if paragraph.tag in _TABLE_SETTINGS:
                    continue
                words = _words(paragraph) if paragraph.tag in _PARAGRAPH else None
                if words is None:
                    return None
                lines += words.split("\n")
            cells.append(lines)
        found += row_lines(cells)
    return found


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return a row's lines, its cells parted by tabs: the first lines of all cells first, then the second ones."""
    height = max(map(len, cells), default=0)
    rows = (
        "\t".join(cell[number] if number < len(cell) else "" for cell in cells) for number in range(height)
    )
    return [row.rstrip("\t") for row in rows if row.strip()]
