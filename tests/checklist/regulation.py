"""Reads the structure of the worksheet out of the text of the regulation's own PDF.

Only numbers and codes are taken: weights of sections, answer types of items in printed order, and the
thresholds. The worksheet's cells come out of the PDF row by row; a code stands at the start of a line
with its weight behind it, an answer type at the end of a line with the model answer behind it.
"""

import re
from pathlib import Path
from typing import Any

import pypdfium2

__all__ = ["structure"]

_NUMBER = r"\d+,\d\d"
_CODE = re.compile(rf"(?:([AB])|(I{{1,3}})|([1-6])|(i{{1,3}}|iv|vi?))\.(?: ({_NUMBER})(?: |$).*)?")
_ANSWER = re.compile(r"(Ya/T)idak Ya |(A/B/C(?:/D)?(?:/E)?) A \d|(?:^|\s)(%) 100,00% 1,00|^\((0-4)\) 4,00")
_WEIGHT = re.compile(rf"({_NUMBER}) {_NUMBER}(?: 100,00%)?")


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range().replace("\r", "") for page in document]
    finally:
        document.close()


def _worksheet(text: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    path: list[str] = ["", "", "", ""]
    weights: dict[str, float] = {}
    answers: dict[str, list[str]] = {}
    code, waiting = "", ""
    for line in map(str.strip, text.split("\n")):
        if found := _CODE.fullmatch(line):
            level = next(i for i in range(4) if found[i + 1])
            parts = [*path[:level], found[level + 1], *[""] * (3 - level)]
            new = ".".join(filter(None, parts))
            if new in weights:
                continue  # a numbered list inside an item, not a section
            path, code = parts, new
            waiting = "" if found[5] else new
            if found[5]:
                weights[new] = _number(found[5])
        elif waiting and (weight := _WEIGHT.fullmatch(line)):
            weights[waiting] = _number(weight[1])
            waiting = ""
        elif answer := _ANSWER.search(line):
            kind = next(filter(None, answer.groups())).replace("Ya/T", "YT").replace("/", "")
            answers.setdefault(code, []).append(kind)
    return weights, answers


def _thresholds(text: str) -> dict[str, list[float]]:
    """The table of requirements for the two predicates: for each row, WBK then WBBM."""
    table = text[text.index("Tabel 6.") : text.index("2. Penetapan Kawasan Menuju")]
    rows: dict[str, list[float]] = {}
    total = re.search(r"\n(\d\d) (\d\d)\n", table)
    lever = re.search(r"Pengungkit (\d\d) (\d\d)", table)
    area = re.search(r"(\d\d)% (\d\d)%", table)
    if not total or not lever or not area:
        raise ValueError("the table of thresholds reads otherwise")
    rows["total"] = [float(total[1]), float(total[2])]
    rows["A"] = [float(lever[1]), float(lever[2])]
    rows["area_floor"] = [int(area[1]) / 100, int(area[2]) / 100]
    rest = [_number(x) for x in re.findall(r"(?<![,\d(])(?<!survey )\d+,\d\d", table[area.end() :])]
    for row, name in enumerate(("B.I", "B.I.a", "B.I.b", "B.II")):
        rows[name] = rest[2 * row : 2 * row + 2]
    return rows


def structure(path: Path) -> dict[str, Any]:
    """Weights by section, answer types by section in printed order, thresholds [WBK, WBBM]."""
    pages = _pages(path)
    first = next(i for i, page in enumerate(pages) if "LAMPIRAN III" in page and "Jawaban" in page)
    weights, answers = _worksheet("\n".join(pages[first:]))
    return {
        "weights": weights,
        "answers": answers,
        "thresholds": _thresholds("\n".join(pages[:first])),
    }
