"""Answers from a table that came back: the sheet LKE of our workbook, or a CSV `code,unit,tpi,tpn`.

The file has been in other hands, so it is read as any foreign file: the container is checked before it is
unpacked, no part of it may define entities, only values are taken, never formulas.
"""

import csv
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from zi_evidence.checklist.model import Checklist, Item
from zi_evidence.errors import UsageError
from zi_evidence.evaluation.answers import answer_value
from zi_evidence.i18n import LANGUAGES, spoken, tr, translation
from zi_evidence.model.reasons import reason_text
from zi_evidence.reading.limits import MIB, Limits
from zi_evidence.reading.zip_gate import Refused, ZipGate
from zi_evidence.reports.xlsx_lke import ANSWER_COLUMNS, CODE_COLUMN, LKE_SHEET
from zi_evidence.text import printable
from zi_evidence.unit import Answers, Unit

__all__ = ["MOST_BYTES", "AnswerCell", "merged_answers", "read_answer_cells"]

MOST_BYTES = 20 * MIB
_LIMITS = Limits(max_zip_bytes=100 * MIB, max_part_bytes=50 * MIB, max_zip_entries=500)
_MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_HEAD_ROWS = 30
_MOST_LETTERS = 100
_CLEAR = "-"
_DTD = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_PLAIN_NAMES = {
    "code": ("code", "kode", "item", "butir"),
    "unit": ("unit",),
    "tpi": ("tpi",),
    "tpn": ("tpn",),
}


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """One cell with an answer.

    Attributes:
        place: for messages, `LKE!F12` or `baris 3, kolom unit`.
        code: the item's code as written.
        who: `unit`, `tpi` or `tpn`.
        value: a text, or the number that a spreadsheet program made of it; anything else is shown as text.
        percent: the number is shown as per cent, so 0.75 means 75 %.
    """

    place: str
    code: str
    who: str
    value: str | float
    percent: bool = False


def read_answer_cells(data: bytes, name: str) -> list[AnswerCell]:
    """Every answer of a file that is not blank.

    Args:
        data: the file.
        name: for messages.

    Raises:
        UsageError: the file is neither, is damaged or too large, or has no column of codes or of answers.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(
            tr("the file of answers is too large: {name}").format(name=name),
            hint=tr("at most {most} MB").format(most=MOST_BYTES // MIB),
        )
    if data.startswith(b"PK"):
        return list(_cells(_xlsx_rows(data, name), name))
    return list(_cells(_csv_rows(data, name), name))


# ---- tables ----------------------------------------------------------------------------------------

# A row: the name of each of its cells, and the cell.
_Row = list[tuple[str, Any, bool]]


def _csv_rows(data: bytes, name: str) -> Iterator[_Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            tr("neither XLSX nor CSV in UTF-8: {name}").format(name=name), hint=tr("save it as CSV in UTF-8")
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1):
            if number > _MOST_ROWS:
                return
            cells = row[:_MOST_COLUMNS]
            yield [
                (tr("line {number}, column {place}").format(number=number, place=place), cell, False)
                for place, cell in enumerate(cells, 1)
            ]
    except csv.Error:
        raise UsageError(
            tr("the CSV is damaged: {name}").format(name=name),
            hint=tr("save it again as CSV in UTF-8"),
        ) from None


def _xlsx_rows(data: bytes, name: str) -> Iterator[_Row]:
    damaged = UsageError(
        tr("the XLSX cannot be read: {name}").format(name=name), hint=tr("save it again as XLSX")
    )
    try:
        gate = ZipGate(data, _LIMITS)
        for part in gate.names:
            if part.endswith((".xml", ".rels", ".vml")) and any(mark in gate.read(part) for mark in _DTD):
                raise damaged
    except Refused as error:
        raise UsageError(
            tr("the XLSX cannot be read: {name}: {reason}").format(
                name=name, reason=reason_text(error.reason, spoken())
            ),
            hint=damaged.hint,
        ) from None
    from openpyxl import load_workbook  # noqa: PLC0415 - only who imports a workbook
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - same

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheet = _sheet(book, name)
            rows = []
            for number, cells in enumerate(sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS), 1):
                row = []
                for column, cell in enumerate(cells, 1):
                    shown = "%" in str(getattr(cell, "number_format", ""))
                    row.append((f"{sheet.title}!{get_column_letter(column)}{number}", cell.value, shown))
                rows.append(row)
    except UsageError:
        raise
    except Exception as error:  # the library answers a damaged file with any kind of error
        raise damaged from error
    yield from rows


def _sheet(book: Any, name: str) -> Any:
    if LKE_SHEET in book.sheetnames:
        return book[LKE_SHEET]
    if len(book.sheetnames) == 1:
        return book[book.sheetnames[0]]
    raise UsageError(
        tr("there is no sheet {sheet}: {name}").format(sheet=LKE_SHEET, name=name),
        hint=tr("use the XLSX of zi-evidence report"),
    )


# ---- columns ---------------------------------------------------------------------------------------


def _names(key: str) -> set[str]:
    """How a column may be called, in lower case."""
    source = CODE_COLUMN if key == "code" else ANSWER_COLUMNS[key]
    return {*_PLAIN_NAMES[key], *(translation(lang)(source).casefold() for lang in LANGUAGES)}


def _columns(row: _Row) -> dict[str, int]:
    """Which columns hold the code and the answers, if this is the row of headings."""
    found: dict[str, int] = {}
    titles = [str(value or "").strip().casefold() for _, value, _ in row]
    for key in ("code", *ANSWER_COLUMNS):
        places = [place for place, title in enumerate(titles) if title in _names(key)]
        if places:
            found[key] = places[0]
    return found if "code" in found and len(found) > 1 else {}


def _cells(rows: Iterable[_Row], name: str) -> Iterator[AnswerCell]:
    columns: dict[str, int] = {}
    for number, row in enumerate(rows):
        if not columns:
            columns = _columns(row) if number < _HEAD_ROWS else {}
            continue
        code = str(_at(row, columns["code"])[1] or "").strip()
        for who in ANSWER_COLUMNS:
            if code and who in columns:
                place, value, percent = _at(row, columns[who])
                if isinstance(value, float | int) and not isinstance(value, bool):
                    yield AnswerCell(place, code, who, float(value), percent)
                elif value is not None and str(value).strip():
                    yield AnswerCell(place, code, who, str(value).strip())
    if not columns:
        raise UsageError(
            tr("there are no columns of codes and answers: {name}").format(name=name),
            hint=tr("headings of a CSV: code,unit,tpi,tpn"),
        )


def _at(row: _Row, column: int) -> tuple[str, Any, bool]:
    return row[column] if column < len(row) else ("", None, False)


# ---- answers ---------------------------------------------------------------------------------------


def merged_answers(
    cells: Sequence[AnswerCell], checklist: Checklist, unit: Unit
) -> tuple[dict[str, Answers], list[str]]:
    """The items whose answers change, with all three answers, and what is wrong, one line a cell.

    A blank cell leaves the answer that the unit file has, `-` takes it away, and an answer of the same
    value leaves the wording of the unit file.
    """
    items = {item.code: item for item in checklist.items}
    found: dict[str, dict[str, str]] = {}
    faults = []
    for cell in cells:
        item = items.get(cell.code)
        if item is None:
            faults.append(
                tr("{place}: unknown item {code!r}").format(
                    place=cell.place, code=printable(cell.code[:_MOST_LETTERS])
                )
            )
            continue
        given = found.setdefault(cell.code, {})
        try:
            text = _checked(cell, item, checklist)
        except ValueError as error:
            faults.append(f"{cell.place}: {cell.code}: {error}")
            continue
        if cell.who in given:
            faults.append(
                tr("{place}: {code}: the answer of {who} stands in another line already").format(
                    place=cell.place, code=cell.code, who=cell.who
                )
            )
        given[cell.who] = text
    changed = {}
    for code, given in found.items():
        old = unit.answers.get(code, Answers())
        new = old.model_copy(
            update={w: t for w, t in given.items() if not _same(getattr(old, w), t, items[code], checklist)}
        )
        if new != old:
            changed[code] = new
    return changed, faults


def _checked(cell: AnswerCell, item: Item, checklist: Checklist) -> str:
    """The answer as the unit file writes it; empty for one that is to be taken away.

    Raises:
        ValueError: the item's scale has no such answer.
    """
    choices = ", ".join(checklist.scales.get(item.answer, {}))
    text = cell.value if isinstance(cell.value, str) else _number(cell.value, item, percent=cell.percent)
    if text == _CLEAR:
        return ""
    try:
        answer_value(text, item, checklist.scales)
    except ValueError:
        hint = {"%": tr("75 %, 3/4 or 0/0"), "0-4": tr("a number from 0 to 4")}.get(item.answer, choices)
        raise ValueError(
            tr("{text!r} is no answer; use {known}").format(text=printable(text[:_MOST_LETTERS]), known=hint)
        ) from None
    return text


def _number(value: float, item: Item, *, percent: bool) -> str:
    """A number as an answer.

    Raises:
        ValueError: it cannot be told what the number means.
    """
    if item.answer == "%":
        if percent:
            value *= 100
        elif 0 < value <= 1 or value > 100:
            raise ValueError(
                tr("{value:g} is unclear; write {other:g} % or {value:g} %").format(
                    value=value, other=100 * value
                )
            )
        return f"{round(value, 4):g} %"
    return f"{round(value, 4):g}"


def _same(old: str, new: str, item: Item, checklist: Checklist) -> bool:
    """Whether two answers have the same value, both being answers."""
    if not old or not new:
        return old == new
    try:
        return answer_value(old, item, checklist.scales) == answer_value(new, item, checklist.scales)
    except ValueError:
        return False
