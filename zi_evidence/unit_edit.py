"""Edits of the unit file's text: one pin or waiver more or less, every other byte as it was.

People write the unit file by hand, with comments, in their own order and quoting; dumping it anew would
throw that away. So an edit inserts or cuts a piece of text at the place where the parser saw the list, and
the outcome is read again: all values must be what they were, but for the one entry. Where a layout is too
odd for that, the edit is refused and the person is told what to write by hand.

Pure: text in, text out. Reading and writing the file is the business of the command.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from zi_evidence.checklist import yaml_nodes
from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.yaml_spans import (
    LINE_BREAK,
    Span,
    line_end,
    line_start,
    lines_above,
    next_line,
    spans,
)
from zi_evidence.errors import UnitError
from zi_evidence.unit import UNIT_FILE, Pin, Waiver

__all__ = ["add_pin", "add_waiver", "remove_pin", "remove_waiver"]

_Key = Literal["pins", "waivers"]
_Fields = dict[str, str]

_BOM: Final = "\ufeff"
# Codes and dates stand bare, as people write them; every value is a text to the reader anyway.
_BARE: Final = re.compile(r"[A-Za-z][\w.-]*|\d{4}-\d\d-\d\d", re.ASCII)
_COMMENT: Final = re.compile(r"[ \t]*(#.*)?")
_GAP: Final = re.compile(r"#[^\n\r\x85\u2028\u2029]*|,")


class _Odd(Exception):
    """A layout that is not edited; becomes a `UnitError` with advice."""


class _Edit(NamedTuple):
    """The text between two offsets gives way to another."""

    start: int
    end: int
    text: str


# ---- what people call ------------------------------------------------------------------------------


def add_pin(text: str, pin: Pin) -> str:
    """The unit file's text with one pin more, as the last of its list.

    Raises:
        UnitError: the text is no unit file, or its layout is too odd to be edited.
    """
    values = {"file": pin.file, "item": pin.item, "requirement": pin.requirement, "reason": pin.reason}
    return _add(text, "pins", values)


def add_waiver(text: str, waiver: Waiver) -> str:
    """The unit file's text with one waiver more, as the last of its list.

    Raises:
        UnitError: the text is no unit file, or its layout is too odd to be edited.
    """
    values = {
        "item": waiver.item,
        "requirement": waiver.requirement,
        "reason": waiver.reason,
        "approved_by": waiver.approved_by,
        "until": waiver.until.isoformat(),
    }
    return _add(text, "waivers", values)


def remove_pin(text: str, *, file: str, item: str, requirement: str = "") -> str:
    """The unit file's text without the pins of this file to exactly this item and requirement.

    Raises:
        UnitError: there is no such pin, the text is no unit file, or its layout is too odd to be edited.
    """
    return _remove(text, "pins", {"file": file, "item": item, "requirement": requirement})


def remove_waiver(text: str, *, item: str, requirement: str = "") -> str:
    """The unit file's text without the waivers of exactly this item and requirement.

    Raises:
        UnitError: there is no such waiver, the text is no unit file, or its layout is too odd to be edited.
    """
    return _remove(text, "waivers", {"item": item, "requirement": requirement})


def _add(text: str, key: _Key, values: _Fields) -> str:
    bom, body = _without_bom(text)
    before = _tree(body)
    entry = {name: value for name, value in values.items() if value}
    wanted = {**before, key: [*_entries(before, key), entry]}
    for edits in _additions(body, key, entry):
        after = _applied(body, edits)
        if _is(after, wanted):
            return bom + after
    raise _by_hand(body, key, f"tambahkan sendiri di bawah {key}: - {_flow(entry)}")


def _remove(text: str, key: _Key, values: _Fields) -> str:
    bom, body = _without_bom(text)
    before = _tree(body)
    entries = _entries(before, key)
    doomed = [n for n, entry in enumerate(entries) if _same(entry, values)]
    if not doomed:
        raise UnitError(f"tidak ada entri {key} yang cocok dengan {_flow(values)}", file=UNIT_FILE)
    for number in reversed(doomed):
        del entries[number]
        try:
            after = _applied(body, _cut(body, key, number))
        except _Odd:
            after = ""
        if not _is(after, {**before, key: entries}):
            raise _by_hand(body, key, f"hapus sendiri entri ke-{number + 1} di bawah {key}")
        body = after
    return bom + body


def _same(entry: object, values: _Fields) -> bool:
    """Whether an entry says the same as the values, blanks around a text aside."""
    return isinstance(entry, dict) and all(
        str(entry.get(name, "")).strip() == value for name, value in values.items()
    )


def _by_hand(body: str, key: _Key, hint: str) -> UnitError:
    """The refusal, with the place of the list where there is one."""
    root = yaml_nodes.parse(body.encode(), UNIT_FILE, Faults())
    found = root.entries.get(key) if isinstance(root, yaml_nodes.Mapping) else None
    line, column = (found.key.line, found.key.column) if found else (0, 0)
    reason = "susunan berkas ini tidak dapat disunting secara otomatis; tidak ada yang diubah"
    return UnitError(reason, file=UNIT_FILE, line=line, column=column, hint=hint)


# ---- reading ---------------------------------------------------------------------------------------


def _without_bom(text: str) -> tuple[str, str]:
    return (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)


def _plain(node: yaml_nodes.Node) -> Any:
    match node:
        case yaml_nodes.Scalar():
            return node.value
        case yaml_nodes.Sequence():
            return [_plain(item) for item in node.items]
        case yaml_nodes.Mapping():
            return {key: _plain(entry.value) for key, entry in node.entries.items()}


def _tree(body: str) -> dict[str, Any]:
    """All values of the file.

    Raises:
        UnitError: it is no mapping, or the reader finds fault with it.
    """
    faults = Faults()
    root = yaml_nodes.parse(body.encode("utf-8", "surrogatepass"), UNIT_FILE, faults)
    for fault in faults.sorted():
        raise UnitError(fault.reason, file=fault.file, line=fault.line, column=fault.column, hint=fault.hint)
    if not isinstance(root, yaml_nodes.Mapping):
        raise UnitError("isinya bukan berkas unit", file=UNIT_FILE, hint="lihat zi-evidence init")
    found = _plain(root)
    return found if isinstance(found, dict) else {}


def _entries(tree: Mapping[str, Any], key: _Key) -> list[Any]:
    """A copy of the list."""
    found = tree.get(key, [])
    if not isinstance(found, list):
        raise UnitError(f"{key} bukan daftar", file=UNIT_FILE, hint=f"tulis {key}: [] bila kosong")
    return list(found)


def _is(body: str, wanted: dict[str, Any]) -> bool:
    """Whether the file says exactly what is wanted and stays within the limits of a unit file."""
    if len(body.encode()) > yaml_nodes.MAX_BYTES:
        return False
    try:
        found = _tree(body)
    except UnitError:
        return False
    return found == wanted and list(found) == list(wanted)


# ---- places in the text ----------------------------------------------------------------------------


def _is_blank(body: str, line: int) -> bool:
    return not body[line : line_end(body, line)].strip(" \t")


def _after(body: str, span: Span) -> tuple[int, int]:
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


def _below_comments(body: str, line: int, column: int) -> int:
    """The line below the comments that start at a line and stand further right than a column."""
    while line < len(body):
        text = body[line : line_end(body, line)]
        if not text.lstrip(" ").startswith("#") or len(text) - len(text.lstrip(" ")) <= column:
            break
        line = next_line(body, line)
    return line


def _column(body: str, offset: int) -> int:
    return offset - line_start(body, offset)


def _break_of(body: str) -> str:
    """The line break that the file uses."""
    found = LINE_BREAK.search(body)
    return found[0] if found else "\n"


def _applied(body: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        body = body[: edit.start] + edit.text + body[edit.end :]
    return body


# ---- writing ---------------------------------------------------------------------------------------


def _scalar(value: str) -> str:
    """A YAML scalar; JSON's escapes are YAML's."""
    return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _flow(entry: _Fields) -> str:
    # File and reason are quoted even where they need not be: paths with blanks read better so.
    return "{" + ", ".join(f"{name}: {_quoted(name, value)}" for name, value in entry.items()) + "}"


def _quoted(name: str, value: str) -> str:
    free = name in ("file", "reason", "approved_by")
    return json.dumps(value, ensure_ascii=False) if free else _scalar(value)


def _block(entry: _Fields, column: int, line_break: str) -> str:
    """Lines of one list entry whose dash stands in a column, the last break included."""
    lines = [f"{name}: {_quoted(name, value)}" for name, value in entry.items()]
    lead = " " * column
    return "".join(f"{lead}{'  ' if number else '- '}{line}{line_break}" for number, line in enumerate(lines))


def _lines_at(body: str, at: int, lines: str) -> _Edit:
    """Whole lines put in before the line at an offset; a last line without a break gets one first."""
    if at == len(body) and body and at != line_start(body, at):
        return _Edit(at, at, _break_of(body) + lines)
    return _Edit(at, at, lines)


def _additions(body: str, key: _Key, entry: _Fields) -> Iterator[list[_Edit]]:
    """Ways to add the entry, the best looking first; the caller takes the first that holds."""
    root, end = spans(body)
    line_break = _break_of(body)
    found = root.entry(key)
    if found is None and root.flow:
        yield _into_brackets(body, root, f"{key}: [{_flow(entry)}]")
    elif found is None:
        column = _column(body, root.start)
        head = f"{' ' * column}{key}:{line_break}"
        yield [_lines_at(body, end, head + _block(entry, column + 2, line_break))]
    elif found[1].flow and found[1].kind == "list":
        name, value = found
        if not root.flow and not value.children and _stands_alone(body, name, value):
            block = _block(entry, _column(body, root.start) + 2, line_break)
            colon = body.index(":", name.end) + 1
            yield [_Edit(colon, value.end, ""), _lines_at(body, next_line(body, value.end), block)]
        yield _into_brackets(body, value, _flow(entry))
    elif found[1].kind == "list":
        value = found[1]
        column = _column(body, value.start)
        if value.children[-1].flow:
            lines = f"{' ' * column}- {_flow(entry)}{line_break}"
        else:
            lines = _block(entry, column, line_break)
        for line in _after(body, value):
            at = _below_comments(body, line, _column(body, root.start))
            yield [_lines_at(body, at, lines)]


def _stands_alone(body: str, name: Span, value: Span) -> bool:
    """Whether `key: []` is all that its line holds, a comment aside, with nothing between the brackets."""
    return (
        not body[value.start + 1 : value.end - 1].strip(" \t")
        and re.fullmatch(r"[ \t]*:[ \t]*", body[name.end : value.start]) is not None
        and _COMMENT.fullmatch(body, value.end, line_end(body, value.end)) is not None
    )


def _comma(body: str, start: int, end: int) -> int | None:
    """Where the comma stands between two entries, comments passed over."""
    return next((m.start() for m in _GAP.finditer(body, start, end) if m[0] == ","), None)


def _into_brackets(body: str, span: Span, text: str) -> list[_Edit]:
    """Puts a text in as the last entry between brackets or braces, on a line of its own if theirs are."""
    close = span.end - 1
    if not span.children:
        return [_Edit(close, close, text)]
    last_end = span.children[-1].end
    line = line_start(body, close)
    first = span.children[-2 if span.kind == "mapping" else -1].start
    lead = body[line_start(body, first) : first]
    if line <= last_end or body[line:close].strip(" \t") or lead.strip(" \t"):
        return [_Edit(last_end, last_end, f", {text}")]
    if _comma(body, last_end, close) is not None:
        return [_Edit(line, line, f"{lead}{text},{_break_of(body)}")]
    return [_Edit(last_end, last_end, ","), _Edit(line, line, f"{lead}{text}{_break_of(body)}")]


# ---- cutting ---------------------------------------------------------------------------------------


def _cut(body: str, key: _Key, number: int) -> list[_Edit]:
    """Takes out one entry of the list.

    Raises:
        _Odd: its text cannot be told from its neighbours'.
    """
    root, _ = spans(body)
    found = root.entry(key)
    if found is None:
        raise _Odd
    name, value = found
    if value.flow:
        return _cut_from_brackets(body, value, number)
    item = value.children[number]
    floor = value.children[number - 1].last if number else name.end
    dash = _dash_line(body, item, floor)
    edits = [_Edit(dash, _after(body, item)[0], "")]
    if len(value.children) == 1:
        colon = re.compile(r"[ \t]*:").match(body, name.end)
        if not colon:
            raise _Odd
        edits.append(_Edit(colon.end(), colon.end(), " []"))
    return edits


def _dash_line(body: str, item: Span, floor: int) -> int:
    """Start of the line with the entry's dash: its own first line, or one above it.

    Raises:
        _Odd: the line holds more than the entry.
    """
    line = line_start(body, item.start)
    if re.fullmatch(r" *-[ \t]+", body[line : item.start]):
        return line
    for above in lines_above(body, line):
        if above < floor:
            break
        if re.fullmatch(r" *-[ \t]*(#.*)?", body[above : line_end(body, above)]):
            return above
    raise _Odd


def _cut_from_brackets(body: str, span: Span, number: int) -> list[_Edit]:
    """Takes out one entry with one comma: the one before it on its line, else the one behind it."""
    item = span.children[number]
    start, end = item.start, item.end
    following = span.children[number + 1].start if number + 1 < len(span.children) else span.end - 1
    ahead = _comma(body, span.children[number - 1].end, start) if number else None
    behind = _comma(body, end, following)
    edits = []
    if ahead is not None and not body[ahead + 1 : start].strip(" \t"):
        start = ahead
    elif behind is not None and not body[end:behind].strip(" \t"):
        end = behind + 1
        end += len(body[end:following]) - len(body[end:following].lstrip(" \t"))
    elif (comma := ahead if behind is None else behind) is not None:
        edits.append(_Edit(comma, comma + 1, ""))
    line = line_start(body, start)
    if not body[line:start].strip(" \t") and not body[end : line_end(body, end)].strip(" \t"):
        # The entry had its lines to itself: they go as a whole.
        start, end = line, next_line(body, end)
    return [_Edit(start, end, ""), *edits]
