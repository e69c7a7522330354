"""The numbers and letters that a word processor puts before the paragraphs of a list by itself.

They stand in no run, yet a reader sees them: "1. Undang-Undang ...", "a. bahwa ...". Each is written in front of the
first words of its paragraph and shares their lot: hidden words hide it, and a paragraph without words shows none, for
a number alone says nothing.

Known are Arabic and Roman numbers, letters and signs; other ways to count are given as Arabic numbers.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from zi_evidence.reading.docx_styles import ListPlace, Styles, list_place
from zi_evidence.reading.docx_xml import attribute, child, is_on, tags, value
from zi_evidence.reading.safe_xml import root_events

__all__ = ["Lists", "NumberedParagraphs", "read_lists"]

_PARAGRAPH, _TEXT = tuple(tags("p")), tuple(tags("t"))
_LEVELS = 9
_MAX_START = 32_767
_MAX_TEXT = 64
_LAST_ROMAN = 3_999
_LETTERS = 26
_MOST_LETTERS = 5
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
# Signs of symbol fonts lie where Unicode has no characters of its own.
_OF_A_SYMBOL_FONT = re.compile("[\ue000-\uf8ff]")
_BULLET = "\N{BULLET}"
_SLOT = re.compile(r"%([1-9])")
_BOTH = tuple(tags("abstractNum", "num"))
_ABSTRACT = tags("abstractNum")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# A paragraph whose mark is deleted or hidden runs on into the next one and is not counted.
_NO_END = tags("del", "moveFrom")
_VANISH = tags("vanish")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    plain: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list as it is made up: its levels, and the list that it counts together with."""

    family: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document by their id."""

    lists: dict[str, _List]


def read_lists(data: bytes) -> Lists:
    """Return the lists that a numbering part describes.

    Raises:
        Refusal: the XML is broken or carries a document type definition.
    """
    families: dict[str, dict[int, _Level]] = {}
    named: dict[str, str] = {}
    borrowed: dict[str, str] = {}
    lists: dict[str, _List] = {}
    for _, element in root_events(data, _BOTH, ("end",)):
        if element.tag in _ABSTRACT:
            family = attribute(element, "abstractNumId")
            families[family] = _levels(element)
            own, other = child(element, "styleLink"), child(element, "numStyleLink")
            if own is not None:
                named[value(own)] = family
            if other is not None:
                borrowed[family] = value(other)
        else:
            described = child(element, "abstractNumId")
            family = value(described) if described is not None else ""
            family = named.get(borrowed.get(family, ""), family)
            found = _List(family, dict(families.get(family, {})))
            _override(found, element)
            lists[attribute(element, "numId")] = found
        element.clear()
    return Lists(lists)


def _levels(element: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for tag in tags("lvl"):
        for level in element.iterchildren(tag):
            depth = _number(attribute(level, "ilvl"), 0)
            if depth < _LEVELS:
                levels[depth] = _level(level)
    return levels


def _level(element: Any) -> _Level:
    def said(name: str) -> str:
        found = child(element, name)
        return value(found) if found is not None else ""

    legal, picture, restart = child(element, "isLgl"), child(element, "lvlPicBulletId"), said("lvlRestart")
    return _Level(
        start=_number(said("start"), 1),
        kind=said("numFmt") or "decimal",
        text=_BULLET if picture is not None else said("lvlText")[:_MAX_TEXT],
        restart=_number(restart, 0) if restart else None,
        plain=legal is not None and is_on(legal),
        style=said("pStyle"),
    )


def _override(found: _List, element: Any) -> None:
    """Take what this list says otherwise than the list it is made after."""
    for tag in tags("lvlOverride"):
        for other in element.iterchildren(tag):
            depth = _number(attribute(other, "ilvl"), 0)
            start, level = child(other, "startOverride"), child(other, "lvl")
            if level is not None:
                found.levels[depth] = _level(level)
            if start is not None and depth < _LEVELS:
                found.starts[depth] = _number(value(start), 1)


def _number(text: str, otherwise: int) -> int:
    number = int(text) if len(text) <= len(str(_MAX_START)) and text.isascii() and text.isdecimal() else None
    return otherwise if number is None or number > _MAX_START else number


class NumberedParagraphs:
    """Counts the paragraphs of one part, block by block in their order."""

    def __init__(self, lists: Lists, styles: Styles) -> None:
        self._lists = lists.lists
        self._styles = styles.numbered
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def write_into(self, block: Any) -> None:
        """Put the number of each paragraph of a list in front of its words."""
        for paragraph in block.iter(*_PARAGRAPH):
            settings = child(paragraph, "pPr")
            if settings is None or not self._counts_as_one(paragraph, settings):
                continue
            label = self._label(self._place(settings))
            words = _first_words(paragraph) if label else None
            if words is not None:
                words.text = f"{label} {words.text}"

    def _counts_as_one(self, paragraph: Any, settings: Any) -> bool:
        mark = child(settings, "rPr")
        for sign in mark if mark is not None else ():
            if sign.tag in _NO_END or (sign.tag in _VANISH and is_on(sign)):
                return False
        # What old versions show instead of a text box is the same text once more.
        return next(paragraph.iterancestors(_FALLBACK), None) is None

    def _place(self, settings: Any) -> ListPlace:
        style, numbers = child(settings, "pStyle"), child(settings, "numPr")
        name = value(style) if style is not None else ""
        by_style = self._styles.get(name, ListPlace())
        own = list_place(numbers) if numbers is not None else ListPlace()
        list_id = own.list_id or by_style.list_id
        level = own.level
        if level is None and not own.list_id:
            level = by_style.level
        if level is None and list_id in self._lists:
            levels = self._lists[list_id].levels
            level = next((depth for depth, lvl in levels.items() if name and lvl.style == name), 0)
        return ListPlace(list_id, level)

    def _label(self, place: ListPlace) -> str:
        """Count one paragraph; return what stands before it."""
        found = self._lists.get(place.list_id)
        level = found.levels.get(place.level or 0) if found else None
        if found is None or level is None:
            return ""
        depth = place.level or 0
        counts = self._counts.setdefault(found.family, {})
        if place.list_id not in self._begun:
            self._begun.add(place.list_id)
            for other in found.starts:
                counts.pop(other, None)
        for above in range(depth):
            counts.setdefault(above, self._start(found, above))
        counts[depth] = counts[depth] + 1 if depth in counts else self._start(found, depth)
        for below in [other for other in counts if other > depth]:
            # A level begins anew below any level above it, or only below those that it names.
            restart = found.levels.get(below, _Level()).restart
            if restart is None or depth < restart:
                del counts[below]
        return _shown(level, found.levels, counts)

    def _start(self, found: _List, depth: int) -> int:
        return found.starts.get(depth, found.levels.get(depth, _Level()).start)


def _shown(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.kind == "bullet":
        return _OF_A_SYMBOL_FONT.sub(_BULLET, level.text).strip()

    def slot(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = levels.get(depth, _Level())
        return _counted(
            counts.get(depth, 0), "decimal" if level.plain and other.kind != "none" else other.kind
        )

    return _SLOT.sub(slot, level.text).strip()


def _counted(number: int, kind: str) -> str:
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("upperRoman", "lowerRoman") and 0 < number <= _LAST_ROMAN:
        return _cased(_roman(number), kind)
    if kind in ("upperLetter", "lowerLetter") and 0 < number <= _LETTERS * _MOST_LETTERS:
        # After Z come AA, BB, CC.
        times, letter = divmod(number - 1, _LETTERS)
        return _cased(chr(ord("A") + letter) * (times + 1), kind)
    return str(number)


def _cased(text: str, kind: str) -> str:
    return text.lower() if kind.startswith("lower") else text


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        text += sign * times
    return text


def _first_words(paragraph: Any) -> Any:
    """Return the first text with words in it, `None` where there is none or it is that of a box."""
    for text in paragraph.iter(*_TEXT):
        if text.text and text.text.strip():
            return text if next(text.iterancestors(*_PARAGRAPH)) is paragraph else None
    return None
