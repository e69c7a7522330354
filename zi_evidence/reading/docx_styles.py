"""What a style sheet does to the words: it hides some, and it numbers some paragraphs."""

from dataclasses import dataclass, field
from typing import Any

from zi_evidence.reading.docx_xml import attribute, child, is_on, tags, value
from zi_evidence.reading.safe_xml import root_events

__all__ = ["ListPlace", "Styles", "list_place", "read_styles"]

_STYLE = tuple(tags("style"))
_MAX_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list: the list's id and the level, each empty or `None` where not said."""

    list_id: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """What the styles of a document do.

    Attributes:
        hidden: ids of character styles whose runs are hidden.
        numbered: paragraph style id -> the place in a list that its paragraphs have.
    """

    hidden: frozenset[str] = frozenset()
    numbered: dict[str, ListPlace] = field(default_factory=dict)


def read_styles(data: bytes) -> Styles:
    """Return what the styles of a style sheet do.

    Raises:
        Refusal: the XML is broken or carries a document type definition.
    """
    hidden: set[str] = set()
    places: dict[str, ListPlace] = {}
    parents: dict[str, str] = {}
    for _, style in root_events(data, _STYLE, ("end",)):
        name, kind = attribute(style, "styleId"), attribute(style, "type")
        if kind == "character":
            mark = child(style, "rPr", "vanish")
            if mark is not None and is_on(mark):
                hidden.add(name)
        elif kind == "paragraph":
            parent, numbers = child(style, "basedOn"), child(style, "pPr", "numPr")
            if parent is not None:
                parents[name] = value(parent)
            if numbers is not None:
                places[name] = list_place(numbers)
        style.clear()
    inherited = {name: _inherited(name, places, parents) for name in {*places, *parents}}
    return Styles(frozenset(hidden), {name: place for name, place in inherited.items() if place.list_id})


def list_place(numbers: Any) -> ListPlace:
    """Return the place in a list that a `numPr` element gives."""
    list_id, level = child(numbers, "numId"), child(numbers, "ilvl")
    depth = value(level) if level is not None else ""
    return ListPlace(
        value(list_id) if list_id is not None else "",
        int(depth) if len(depth) == 1 and depth.isdecimal() else None,
    )


def _inherited(name: str, places: dict[str, ListPlace], parents: dict[str, str]) -> ListPlace:
    """Return a style's place, what it does not say taken from the styles that it is based on."""
    list_id, level = "", None
    for _ in range(_MAX_ANCESTORS):
        place = places.get(name, ListPlace())
        list_id = list_id or place.list_id
        level = place.level if level is None else level
        if name not in parents:
            break
        name = parents[name]
    return ListPlace(list_id, level)
