"""WordprocessingML to the lines a reader sees.

One pass of events over a part, wherever its text lies: paragraphs, tables in tables, text boxes, content
controls, tracked insertions. Left out: deleted and moved-away text, hidden runs, field codes, and the second
copy of a text box that Word writes for old versions. A row of a table gives lines whose cells are parted by
tabs; where cells hold several paragraphs, the first lines of all cells come first, then the second ones, as
the eye reads them.
"""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from zi_evidence.reading.docx_numbers import NumberedParagraphs
from zi_evidence.reading.docx_plain import plain_lines, row_lines
from zi_evidence.reading.docx_xml import STRICT, W, attribute, is_on, value
from zi_evidence.reading.safe_xml import Refusal, root_events

__all__ = ["PartText", "part_text"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REL_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LOCAL = (
    *("p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "tbl", "tr", "tc", "txbxContent", "instrText"),
    *("del", "ins", "moveFrom", "moveTo", "vanish", "rStyle"),
    *("headerReference", "footerReference", "titlePg", "sectPr"),
)
_TAGS = {f"{ns}{name}": name for ns in (W, STRICT) for name in _LOCAL} | {
    f"{_MC}{name}": name for name in ("AlternateContent", "Choice", "Fallback")
}
_ALL = tuple(_TAGS)
# The part is taken block by block, each block once it is whole.
_BLOCKS = tuple(tag for tag, name in _TAGS.items() if name in ("p", "tbl", "sectPr", "AlternateContent"))
# A block inside one of these belongs to the block around it.
_AROUND = frozenset(
    tag
    for tag, name in _TAGS.items()
    if name in ("p", "tbl", "tc", "txbxContent", "AlternateContent", "del", "moveFrom")
)
_OUTSIDE_FIELDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE")
# lxml itself stops at 256 levels; fewer are asked for here so that no list of open cells grows without bound.
_MAX_OPEN = 200


@dataclass(slots=True)
class Section:
    """Which headers and footers one section shows: (`header` or `footer`, type, relationship id)."""

    references: list[tuple[str, str, str]] = field(default_factory=list)
    title_page: bool = False


@dataclass(slots=True)
class PartText:
    """What one part says.

    Attributes:
        lines: the visible lines.
        tracked: the part holds tracked changes.
        hidden: the part holds hidden runs (left out of the lines).
        outside: a field fetches content from elsewhere (DDE, include).
        truncated: the part was cut at the limit of characters.
        sections: the sections met, in order.
    """

    lines: list[str] = field(default_factory=list)
    tracked: bool = False
    hidden: bool = False
    outside: bool = False
    truncated: bool = False
    sections: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class _Box:
    """An open container of lines: the part itself, a cell, a text box or one branch of an alternative."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    cells: list[list[list[str]]] = field(default_factory=list)

    def end_line(self) -> None:
        self.lines.extend("".join(self.line).split("\n"))
        self.line = []
        if self.after:
            self.lines.extend(self.after)
            self.after = []


class _State:
    """The reader's place in the part."""

    def __init__(self, limit: int, hidden_styles: frozenset[str]) -> None:
        self.out = PartText()
        self.boxes = [_Box()]
        self.limit = limit
        self.hidden_styles = hidden_styles
        self.gone = 0  # inside deleted or moved-away content
        self.skipped = 0  # inside a branch already served by another
        self.runs: list[bool] = []  # is the run hidden, for each open run
        self.chosen: list[bool] = []  # has a branch given text, for each open alternative
        self.section = Section()
        self.paragraph_hidden = False

    def put(self, text: str) -> None:
        if self.gone or self.skipped:
            return
        if self.runs and self.runs[-1]:
            if text.strip():
                self.out.hidden = True
            return
        self.limit -= len(text)
        if self.limit < 0:
            self.out.truncated = True
            return
        self.boxes[-1].line.append(text)


def part_text(
    data: bytes,
    *,
    limit: int,
    hidden_styles: frozenset[str] = frozenset(),
    numbered: NumberedParagraphs | None = None,
) -> PartText:
    """Return the lines of one part, at most `limit` characters.

    Args:
        data: the part's XML.
        limit: characters to keep.
        hidden_styles: ids of styles whose runs are hidden.
        numbered: what counts the paragraphs of lists; without it none has a number.

    Raises:
        Refusal: the XML is broken or carries a document type definition.
    """
    state = _State(limit, hidden_styles)
    for _, block in root_events(data, _BLOCKS, ("end",)):
        parent = block.getparent()
        if parent is None or _belongs_elsewhere(parent):
            continue
        if numbered is not None:
            numbered.write_into(block)
        lines = plain_lines(block)
        for line in lines or ():
            state.put(line)
            state.boxes[0].end_line()
        if lines is None:
            for event, element in etree.iterwalk(block, ("start", "end"), _ALL):
                name = _TAGS[element.tag]
                if event == "start":
                    _start(state, name)
                else:
                    _end(state, name, element)
        block.clear()
        before = block.getprevious()
        if before is not None:
            parent.remove(before)
        if state.out.truncated:
            break
    while len(state.boxes) > 1:
        box = state.boxes.pop()
        box.end_line()
        state.boxes[-1].after.extend(box.lines)
    last = state.boxes[0]
    if last.line or last.after:
        last.end_line()
    state.out.lines = last.lines
    return state.out


def _belongs_elsewhere(parent: Any) -> bool:
    while parent is not None:
        if parent.tag in _AROUND:
            return True
        parent = parent.getparent()
    return False


def _start(state: _State, name: str) -> None:
    if name == "r":
        state.runs.append(False)
    elif name == "p":
        box = state.boxes[-1]
        if box.line:
            box.end_line()
    elif name in ("del", "moveFrom"):
        state.gone += 1
        state.out.tracked = True
    elif name in ("ins", "moveTo"):
        state.out.tracked = True
    elif name == "tbl":
        # A table opens a row's cells in the container that holds it.
        _open(state)
    elif name == "tr":
        state.boxes[-1].cells.append([])
    elif name in ("tc", "txbxContent"):
        _open(state)
        if name == "txbxContent":
            state.runs.append(False)
    elif name == "AlternateContent":
        state.chosen.append(False)
    elif name in ("Choice", "Fallback"):
        if state.chosen and state.chosen[-1]:
            state.skipped += 1
        _open(state)


def _open(state: _State) -> None:
    if len(state.boxes) >= _MAX_OPEN:
        raise Refusal("nested_too_deep")
    state.boxes.append(_Box())


def _close(state: _State) -> list[str]:
    box = state.boxes.pop()
    if box.line or box.after:
        box.end_line()
    return box.lines


def _end(state: _State, name: str, element: Any) -> None:
    if name == "t":
        if element.text:
            state.put(element.text)
    elif name in ("tab", "br", "cr", "noBreakHyphen"):
        if _is_run(element.getparent()):
            state.put({"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"))
    elif name == "r":
        if state.runs:
            state.runs.pop()
    elif name == "p":
        if not state.gone and not state.skipped:
            state.boxes[-1].end_line()
    elif name in ("del", "moveFrom"):
        state.gone -= 1
    elif name == "vanish":
        _hide(state, element, is_on(element))
    elif name == "rStyle":
        _hide(state, element, value(element) in state.hidden_styles)
    elif name == "tc":
        lines = _close(state)
        if state.boxes[-1].cells:
            state.boxes[-1].cells[-1].append(lines)
        else:
            state.boxes[-1].lines.extend(lines)
    elif name == "tr":
        _end_row(state.boxes[-1])
    elif name == "tbl":
        lines = _close(state)
        box = state.boxes[-1]
        if box.line:
            box.end_line()
        box.lines.extend(lines)
    elif name == "txbxContent":
        if state.runs:
            state.runs.pop()
        lines = _close(state)
        state.boxes[-1].after.extend(lines)
    elif name in ("Choice", "Fallback"):
        _end_branch(state)
    elif name == "AlternateContent":
        if state.chosen:
            state.chosen.pop()
    else:
        _end_quiet(state, name, element)


def _end_quiet(state: _State, name: str, element: Any) -> None:
    """Take what says something about the part but adds no words to it."""
    if name == "instrText":
        words = (element.text or "").split(maxsplit=1)
        if words and words[0].upper() in _OUTSIDE_FIELDS:
            state.out.outside = True
    elif name in ("headerReference", "footerReference"):
        kind = attribute(element, "type") or "default"
        link = element.get(_REL) or element.get(_REL_STRICT) or ""
        state.section.references.append((name[:6], kind, link))
    elif name == "titlePg":
        state.section.title_page = is_on(element)
    elif name == "sectPr":
        state.out.sections.append(state.section)
        state.section = Section()


def _end_row(box: _Box) -> None:
    if box.cells:
        box.lines += row_lines(box.cells.pop())


def _end_branch(state: _State) -> None:
    box = state.boxes.pop()
    # Text straight in a branch belongs to the paragraph around it, boxes in it come after that paragraph.
    outer = state.boxes[-1]
    served = any(line.strip() for line in (*box.lines, *box.after)) or any(box.line)
    if state.chosen and state.chosen[-1]:
        state.skipped -= 1
        return
    outer.line.extend(box.line)
    outer.after.extend(box.lines)
    outer.after.extend(box.after)
    if state.chosen and served:
        state.chosen[-1] = True


def _hide(state: _State, element: Any, hidden: bool) -> None:
    properties = element.getparent()
    if hidden and state.runs and properties is not None and _is_run(properties.getparent()):
        state.runs[-1] = True


def _is_run(element: Any) -> bool:
    return element is not None and _TAGS.get(element.tag) == "r"
