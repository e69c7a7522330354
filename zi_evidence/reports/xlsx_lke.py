"""The sheet LKE: every item with its three answers, what they are worth, and what the evidence supports.

People type answers into it; the values follow by formula, with the rules of `zi_evidence.evaluation.answers`:
a blank answer counts 0, and 0/0 (nothing to do) counts as fully met.
"""

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_evidence.evaluation.answers import scale_value
from zi_evidence.i18n import Language, mark, translation
from zi_evidence.model import ItemReport, RequirementStatus, Severity
from zi_evidence.reports.sentences import sentence
from zi_evidence.reports.words import word
from zi_evidence.reports.xlsx_book import Book, Column, Sheet

__all__ = ["ANSWER_COLUMNS", "CODE_COLUMN", "LKE_SHEET", "LkePlaces", "draw_lke"]

LKE_SHEET: Final = "LKE"
# Headings by which an answer sheet is recognised when it comes back, in any language.
CODE_COLUMN: Final = mark("Code")
ANSWER_COLUMNS: Final = {
    "unit": mark("Answer, unit"),
    "tpi": mark("Answer, TPI"),
    "tpn": mark("Answer, TPN"),
}
_HEAD_ROW = 2
_FIRST = _HEAD_ROW + 1
_AREA, _POINTS, _SUPPORTED, _STATUS, _EVIDENCE = 2, 4, 11, 12, 13
_MOST_OPENED = 4  # documents that a click opens from here; the sheet of documents has the others
_OPEN = _EVIDENCE + 1
_NOTES = _OPEN + _MOST_OPENED
_ANSWERS = {"unit": 5, "tpi": 6, "tpn": 7}
_VALUES = {"unit": 8, "tpi": 9, "tpn": 10}
_MOST_NAMES = 12
_MOST_LIST = 255  # letters of a list of choices
_MOST_NESTED = 60
_LOOKS = {
    RequirementStatus.MET: "good",
    RequirementStatus.PARTIAL: "warn",
    RequirementStatus.UNVERIFIED: "warn",
    RequirementStatus.STALE: "bad",
    RequirementStatus.MISSING: "bad",
    RequirementStatus.WAIVED: "calm",
    RequirementStatus.NOT_APPLICABLE: "calm",
}


class LkePlaces:
    """Where things stand in the sheet, for the formulas of other sheets."""

    def __init__(self, items: Sequence[ItemReport]) -> None:
        self._items = items
        self._rows = {item.code: _FIRST + place for place, item in enumerate(items)}
        self._last = _FIRST + max(len(items), 1) - 1
        self.total_row = self._last + 1

    def item(self, code: str) -> str:
        """Target of a link to an item."""
        return f"internal:'{LKE_SHEET}'!A{self._rows[code] + 1}" if code in self._rows else ""

    def row(self, code: str) -> int:
        """The row of an item."""
        return self._rows[code]

    def sum_of(self, kind: str, code: str) -> str:
        """A formula for the sum over an area (`area 1`), a section or an item, or the total.

        `kind` is `points`, `supported`, or who answered: `unit`, `tpi`, `tpn`.
        """
        column = {"points": _POINTS, "supported": _SUPPORTED, **_VALUES}[kind]
        if code == "total":
            return f"={self._sheet_cell(self.total_row, column)}"
        if code in self._rows:
            return f"={self._sheet_cell(self._rows[code], column)}"
        values = self._range(column)
        if code.startswith("area "):
            return f'=SUMIFS({values},{self._range(_AREA)},"{_quoted(code.removeprefix("area "))}")'
        return f'=SUMIFS({values},{self._range(0)},"{_quoted(code)}.*")'

    def answered(self, who: str, code: str) -> float | str:
        """What `sum_of` gives now for somebody's answers."""
        if code == "total":
            inside = self._items
        elif code.startswith("area "):
            inside = [item for item in self._items if item.area == code.removeprefix("area ")]
        else:
            inside = [i for i in self._items if i.code == code or i.code.startswith(f"{code}.")]
        values = [_value(item.answers.get(who, ""), item) for item in inside]
        numbers = [value for value in values if not isinstance(value, str)]
        return sum(numbers) if len(numbers) == len(values) else "#N/A"

    def column_range(self, column: int) -> str:
        """All items' cells of a column, for formulas inside the sheet."""
        return f"{xl_rowcol_to_cell(_FIRST, column)}:{xl_rowcol_to_cell(self._last, column)}"

    def _range(self, column: int) -> str:
        first = xl_rowcol_to_cell(_FIRST, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(self._last, column, row_abs=True, col_abs=True)
        return f"{LKE_SHEET}!{first}:{last}"

    @staticmethod
    def _sheet_cell(row: int, column: int) -> str:
        return f"{LKE_SHEET}!{xl_rowcol_to_cell(row, column)}"


def _quoted(text: str) -> str:
    return text.replace('"', '""')


# ---- formulas --------------------------------------------------------------------------------------


def _value_formula(cell: str, points: str, item: ItemReport) -> str:
    """What an answer is worth, from the cell it stands in; an answer that is none gives an error value.

    The cells are texts, so that no program turns `3/4` into a day or reads `3,62` by its own locale. A bare
    number up to 1 where per cent are asked (is 1 one per cent or all?) is refused.
    """
    if item.scale in ("%", "0-4"):
        text = f'SUBSTITUTE(SUBSTITUTE({cell}," ",""),"%","")'
        number = f'_xlfn.NUMBERVALUE(SUBSTITUTE({text},",","."),".",",")'
        if item.scale == "%":
            slash = f'FIND("/",{text})'
            part, whole = f"VALUE(LEFT({text},{slash}-1))", f"VALUE(MID({text},{slash}+1,9))"
            fraction = f"IF({whole}=0,IF({part}=0,1,NA()),MIN(1,{part}/{whole}))"
            typed = f"IF(AND({cell}>1,{cell}<=100),{cell}/100,IF({cell}=0,0,NA()))"
            written = f"IF(ISNUMBER({slash}),{fraction},IF({number}<0,NA(),MIN(1,{number}/100)))"
        else:
            typed = f"IF(AND({cell}>=0,{cell}<=4),{cell}/4,NA())"
            written = f"IF(AND({number}>=0,{number}<=4),{number}/4,NA())"
        share = f"IF(ISNUMBER({cell}),{typed},{written})"
    else:
        share = "NA()"
        for name, value in reversed(tuple(item.steps.items())[:_MOST_NESTED]):
            share = f'IF(TRIM({cell})="{_quoted(name)}",{value!r},{share})'
    return f'=IF(TRIM({cell})="",0,{points}*{share})'


def _value(answer: str, item: ItemReport) -> float | str:
    try:
        return item.points * scale_value(answer, item.scale, item.steps)
    except ValueError:
        return "#N/A"


# ---- the sheet -------------------------------------------------------------------------------------


def draw_lke(
    book: Book, items: Sequence[ItemReport], lang: Language, places: LkePlaces, targets: dict[str, str]
) -> None:
    """Draws the sheet.

    Args:
        book: the book to draw it in.
        items: all items, in printed order.
        lang: language of the headings.
        places: where the items stand.
        targets: path -> target of the link to the document's row in its sheet.
    """
    translate = translation(lang)
    sheet = book.sheet(LKE_SHEET, footer="&P/&N")
    sheet.text(0, 0, translate("Worksheet with the answers of the unit and the assessors"), "title")
    advice = translate(
        "Type answers into the yellow cells; a blank one counts 0. A value follows its answer."
    )
    sheet.text(1, 0, advice, "note")
    answers = [Column(translate(title), 10) for title in ANSWER_COLUMNS.values()]
    columns = [
        Column(translate(CODE_COLUMN), 12),
        Column(translate("Item"), 36),
        Column(translate("Area"), 6),
        Column(translate("Choices"), 11),
        Column(translate("Item weight"), 8),
        *answers,
        Column(translate("Value, unit"), 8),
        Column(translate("Value, TPI"), 8),
        Column(translate("Value, TPN"), 8),
        Column(translate("Supported by evidence"), 11),
        Column(translate("Status"), 12),
        Column(translate("Evidence"), 38),
        *(Column(translate("Open {n}").format(n=place), 6) for place in range(1, _MOST_OPENED + 1)),
        Column(translate("Notes"), 46),
    ]
    sheet.table(_HEAD_ROW, columns, len(items))
    for item in items:
        _draw_item(sheet, places.row(item.code), item, lang, targets)
    _draw_total(sheet, items, lang, places)
    _colours(sheet, lang, places)
    sheet.finish(places.total_row, len(columns) - 1)


def _draw_item(sheet: Sheet, row: int, item: ItemReport, lang: Language, targets: dict[str, str]) -> None:
    sheet.text(row, 0, item.code, "strong")
    sheet.text(row, 1, item.title)
    sheet.text(row, _AREA, item.area)
    names = list(item.steps)
    fixed = item.scale not in ("%", "0-4")
    sheet.text(row, 3, "/".join(names) if fixed and names else item.scale)
    sheet.number(row, _POINTS, item.points)
    points = xl_rowcol_to_cell(row, _POINTS, col_abs=True)
    given = item.answers
    for who, column in _ANSWERS.items():
        answer = given.get(who, "")
        if answer:
            sheet.text(row, column, answer, "answer")
        else:
            sheet.blank(row, column, "answer")
        cell = xl_rowcol_to_cell(row, column)
        sheet.formula(row, _VALUES[who], _value_formula(cell, points, item), _value(answer, item))
    if fixed and names and len(",".join(names)) <= _MOST_LIST and not any("," in name for name in names):
        allowed = {"validate": "list", "source": names}
        sheet.page.data_validation(row, _ANSWERS["unit"], row, _ANSWERS["tpn"], allowed)
    sheet.number(row, _SUPPORTED, item.supported)
    sheet.text(row, _STATUS, word(item.status.value, lang))
    _draw_evidence(sheet, row, item, lang, targets)
    sheet.text(row, _NOTES, "\n".join(_notes(item, lang)))


def _draw_evidence(sheet: Sheet, row: int, item: ItemReport, lang: Language, targets: dict[str, str]) -> None:
    """The documents' names, best first and numbered, and a link for each of the first ones.

    A cell holds one link only, and LibreOffice shows it on one line: so the names are no links themselves.
    """
    paths = list(dict.fromkeys(d.path for r in item.requirements for d in r.documents))
    names = [f"{place}. {path.rpartition('/')[2]}" for place, path in enumerate(paths[:_MOST_NAMES], 1)]
    if len(paths) > _MOST_NAMES:
        translate = translation(lang)
        names.append(translate("and {n} more").format(n=len(paths) - _MOST_NAMES))
    sheet.text(row, _EVIDENCE, "\n".join(names))
    for place, path in enumerate(paths[:_MOST_OPENED]):
        sheet.link(row, _OPEN + place, str(place + 1), targets.get(path, ""))


def _notes(item: ItemReport, lang: Language) -> list[str]:
    """What is open, in the words of the findings; documents go by their names."""
    translate = translation(lang)
    if item.status is RequirementStatus.WAIVED:
        return [translate("waived, not scored")]
    findings = [f for r in item.requirements if not r.optional for f in r.findings]
    loud = (f for f in findings if f.severity is not Severity.INFO)
    return list(dict.fromkeys(sentence(f, lang, by_name=True) for f in loud))


def _draw_total(sheet: Sheet, items: Sequence[ItemReport], lang: Language, places: LkePlaces) -> None:
    row = places.total_row
    for column in range(_NOTES + 1):
        sheet.blank(row, column, "total")
    sheet.text(row, 1, word("total", lang), "total")
    sums: dict[int, float | str] = {
        _POINTS: sum(item.points for item in items),
        _SUPPORTED: sum(item.supported for item in items),
    }
    sums.update({column: places.answered(who, "total") for who, column in _VALUES.items()})
    for column, value in sums.items():
        sheet.formula(row, column, f"=SUM({places.column_range(column)})", value, "sum")


def _colours(sheet: Sheet, lang: Language, places: LkePlaces) -> None:
    last = places.total_row - 1
    status = xl_rowcol_to_cell(_FIRST, _STATUS, col_abs=True)
    for state, look in _LOOKS.items():
        text = _quoted(word(state.value, lang))
        sheet.colour((_FIRST, _STATUS), (last, _STATUS), f'={status}="{text}"', look)
    first = xl_rowcol_to_cell(_FIRST, _VALUES["unit"])
    sheet.colour((_FIRST, _VALUES["unit"]), (places.total_row, _VALUES["tpn"]), f"=ISERROR({first})", "bad")
    answers = f"{xl_rowcol_to_cell(_FIRST, _ANSWERS['unit'])}:{xl_rowcol_to_cell(last, _ANSWERS['tpn'])}"
    sheet.page.ignore_errors({"number_stored_as_text": answers})
    own = xl_rowcol_to_cell(_FIRST, _VALUES["unit"], col_abs=True)
    supported = xl_rowcol_to_cell(_FIRST, _SUPPORTED, col_abs=True)
    # The unit claims more than its evidence carries.
    sheet.colour((_FIRST, _VALUES["unit"]), (last, _VALUES["unit"]), f"={own}>{supported}+0.0001", "warn")
