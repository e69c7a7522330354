"""The text of a unit file as something to be edited: what it says, where things stand, pieces put in.

An edit never writes the file anew; it replaces pieces of text between offsets. Offsets count characters.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from zi_evidence.checklist import yaml_nodes
from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.yaml_spans import (
    LINE_BREAK,
    Span,
    line_end,
    line_start,
    lines_above,
    next_line,
)
from zi_evidence.errors import UnitError
from zi_evidence.i18n import tr
from zi_evidence.unit.unit_file import UNIT_FILE

__all__ = [
    "Edit",
    "applied",
    "below_comments",
    "break_of",
    "column_of",
    "comma_between",
    "into_brackets",
    "lines_after",
    "lines_at",
    "says",
    "scalar",
    "stands_alone",
    "values_of",
    "without_bom",
]

_BOM: Final = "\ufeff"
# Codes and dates stand bare, as people write them; every value is a text to the reader anyway.
_BARE: Final = re.compile(r"[A-Za-z][\w.-]*|\d{4}-\d\d-\d\d", re.ASCII)
_COMMENT: Final = re.compile(r"[ \t]*(#.*)?")
_GAP: Final = re.compile(r"#[^\n\r\x85\u2028\u2029]*|,")


class Edit(NamedTuple):
    """The text between two offsets gives way to another."""

    start: int
    end: int
    text: str


def without_bom(text: str) -> tuple[str, str]:
    """The byte order mark, if there is one, and the text behind it."""
    return (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)


def values_of(body: str) -> dict[str, Any]:
    """All values of the file.

    Raises:
        UnitError: it is no mapping, or the reader finds fault with it.
    """
    faults = Faults()
    root = yaml_nodes.parse(body.encode("utf-8", "surrogatepass"), UNIT_FILE, faults)
    for fault in faults.sorted():
        raise UnitError(fault.reason, file=fault.file, line=fault.line, column=fault.column, hint=fault.hint)
    if not isinstance(root, yaml_nodes.Mapping):
        raise UnitError(tr("this is no unit file"), file=UNIT_FILE, hint=tr("see zi-evidence init"))
    found = yaml_nodes.plain(root)
    return found if isinstance(found, dict) else {}


def says(body: str, wanted: dict[str, Any]) -> bool:
    """Whether the file says exactly what is wanted and stays within the limits of a unit file."""
    if len(body.encode()) > yaml_nodes.MAX_BYTES:
        return False
    try:
        found = values_of(body)
    except UnitError:
        return False
    return found == wanted and list(found) == list(wanted)


def _is_blank(body: str, line: int) -> bool:
    return not body[line : line_end(body, line)].strip(" \t")


def lines_after(body: str, span: Span) -> tuple[int, int]:
    """Starts of the first line below a node: blank lines not counted in, then counted in.

    The two differ only after a block text, whose end takes in the blank lines that follow it.
    """
    end = span.last
    late = end if end == line_start(body, end) and end > span.start else next_line(body, end)
    early = late
    for line in lines_above(body, late):
        if not _is_blank(body, line):
            break
        early = line
    return early, late


def below_comments(body: str, line: int, column: int) -> int:
    """The line below the comments that start at a line and stand further right than a column."""
    while line < len(body):
        text = body[line : line_end(body, line)]
        if not text.lstrip(" ").startswith("#") or len(text) - len(text.lstrip(" ")) <= column:
            break
        line = next_line(body, line)
    return line


def column_of(body: str, offset: int) -> int:
    """How many characters stand in the line before an offset."""
    return offset - line_start(body, offset)


def break_of(body: str) -> str:
    """The line break that the file uses."""
    found = LINE_BREAK.search(body)
    return found[0] if found else "\n"


def scalar(value: str) -> str:
    """A YAML scalar; JSON's escapes are YAML's."""
    return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def applied(body: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; they must not overlap."""
    for edit in sorted(edits, reverse=True):
        body = body[: edit.start] + edit.text + body[edit.end :]
    return body


def lines_at(body: str, at: int, lines: str) -> Edit:
    """Whole lines put in before the line at an offset; a last line without a break gets one first."""
    if at == len(body) and body and at != line_start(body, at):
        return Edit(at, at, break_of(body) + lines)
    return Edit(at, at, lines)


def stands_alone(body: str, name: Span, value: Span) -> bool:
    """Whether `key: []` is all that its line holds, a comment aside, with nothing between the brackets."""
    return (
        not body[value.start + 1 : value.end - 1].strip(" \t")
        and re.fullmatch(r"[ \t]*:[ \t]*", body[name.end : value.start]) is not None
        and _COMMENT.fullmatch(body, value.end, line_end(body, value.end)) is not None
    )


def comma_between(body: str, start: int, end: int) -> int | None:
    """Where the comma stands between two entries, comments passed over."""
    return next((m.start() for m in _GAP.finditer(body, start, end) if m[0] == ","), None)


def into_brackets(body: str, span: Span, text: str) -> list[Edit]:
    """Puts a text in as the last entry between brackets or braces, on a line of its own if theirs are."""
    close = span.end - 1
    if not span.children:
        return [Edit(close, close, text)]
    last_end = span.children[-1].end
    line = line_start(body, close)
    first = span.children[-2 if span.kind == "mapping" else -1].start
    lead = body[line_start(body, first) : first]
    if line <= last_end or body[line:close].strip(" \t") or lead.strip(" \t"):
        return [Edit(last_end, last_end, f", {text}")]
    if comma_between(body, last_end, close) is not None:
        return [Edit(line, line, f"{lead}{text},{break_of(body)}")]
    return [Edit(last_end, last_end, ","), Edit(line, line, f"{lead}{text}{break_of(body)}")]
