"""Edits of the unit file's text: one pin or waiver more or less, every other byte as it was.

People write the unit file by hand, with comments, in their own order and quoting; dumping it anew would
throw that away. So an edit inserts or cuts a piece of text at the place where the parser saw the list, and
the outcome is read again: all values must be what they were, but for the one entry. Where a layout is too
odd for that, the edit is refused and the person is told what to write by hand.

Pure: text in, text out. Reading and writing the file is the business of the command.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from zi_evidence.checklist import yaml_nodes
from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.yaml_spans import (
    Span,
    line_end,
    line_start,
    lines_above,
    next_line,
    spans,
)
from zi_evidence.errors import UnitError
from zi_evidence.i18n import tr
from zi_evidence.unit.text import (
    Edit,
    applied,
    below_comments,
    break_of,
    column_of,
    comma_between,
    into_brackets,
    lines_after,
    lines_at,
    says,
    scalar,
    stands_alone,
    values_of,
    without_bom,
)
from zi_evidence.unit.unit_file import UNIT_FILE, Pin, Waiver

__all__ = ["add_pin", "add_waiver", "remove_pin", "remove_waiver"]

_Key = Literal["pins", "waivers"]
_Fields = dict[str, str]


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
    bom, body = without_bom(text)
    before = values_of(body)
    entry = {name: value for name, value in values.items() if value}
    wanted = {**before, key: [*_entries(before, key), entry]}
    for edits in _additions(body, key, entry):
        after = applied(body, edits)
        if says(after, wanted):
            return bom + after
    raise _by_hand(
        body, key, tr("add it yourself below {key}: - {entry}").format(key=key, entry=_flow(entry))
    )


def _remove(text: str, key: _Key, values: _Fields) -> str:
    bom, body = without_bom(text)
    before = values_of(body)
    entries = _entries(before, key)
    doomed = [n for n, entry in enumerate(entries) if _same(entry, values)]
    if not doomed:
        raise UnitError(
            tr("no entry of {key} is like {entry}").format(key=key, entry=_flow(values)), file=UNIT_FILE
        )
    for number in reversed(doomed):
        del entries[number]
        wanted = {**before, key: entries}
        outcomes = (applied(body, edits) for edits in _cuts(body, key, number))
        after = next((outcome for outcome in outcomes if says(outcome, wanted)), None)
        if after is None:
            raise _by_hand(
                body, key, tr("remove entry {number} below {key} yourself").format(number=number + 1, key=key)
            )
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
    reason = tr("the layout of this file cannot be edited by the program; nothing was changed")
    return UnitError(reason, file=UNIT_FILE, line=line, column=column, hint=hint)


def _entries(tree: Mapping[str, Any], key: _Key) -> list[Any]:
    """A copy of the list."""
    found = tree.get(key, [])
    if not isinstance(found, list):
        raise UnitError(
            tr("{key} is no list").format(key=key),
            file=UNIT_FILE,
            hint=tr("write {key}: [] if it is empty").format(key=key),
        )
    return list(found)


# ---- writing ---------------------------------------------------------------------------------------


def _flow(entry: _Fields) -> str:
    # File and reason are quoted even where they need not be: paths with blanks read better so.
    return "{" + ", ".join(f"{name}: {_quoted(name, value)}" for name, value in entry.items()) + "}"


def _quoted(name: str, value: str) -> str:
    free = name in ("file", "reason", "approved_by")
    return json.dumps(value, ensure_ascii=False) if free else scalar(value)


def _block(entry: _Fields, column: int, line_break: str) -> str:
    """Lines of one list entry whose dash stands in a column, the last break included."""
    lines = [f"{name}: {_quoted(name, value)}" for name, value in entry.items()]
    lead = " " * column
    return "".join(f"{lead}{'  ' if number else '- '}{line}{line_break}" for number, line in enumerate(lines))


def _additions(body: str, key: _Key, entry: _Fields) -> Iterator[list[Edit]]:
    """Ways to add the entry, the best looking first; the caller takes the first that holds."""
    root, end = spans(body)
    line_break = break_of(body)
    found = root.entry(key)
    if found is None and root.flow:
        yield into_brackets(body, root, f"{key}: [{_flow(entry)}]")
    elif found is None:
        column = column_of(body, root.start)
        head = f"{' ' * column}{key}:{line_break}"
        yield [lines_at(body, end, head + _block(entry, column + 2, line_break))]
    elif found[1].flow and found[1].kind == "list":
        name, value = found
        if not root.flow and not value.children and stands_alone(body, name, value):
            block = _block(entry, column_of(body, root.start) + 2, line_break)
            colon = body.index(":", name.end) + 1
            yield [Edit(colon, value.end, ""), lines_at(body, next_line(body, value.end), block)]
        yield into_brackets(body, value, _flow(entry))
    elif found[1].kind == "list":
        value = found[1]
        column = column_of(body, value.start)
        if value.children[-1].flow:
            lines = f"{' ' * column}- {_flow(entry)}{line_break}"
        else:
            lines = _block(entry, column, line_break)
        for line in lines_after(body, value):
            at = below_comments(body, line, column_of(body, root.start))
            yield [lines_at(body, at, lines)]


# ---- cutting ---------------------------------------------------------------------------------------


def _cuts(body: str, key: _Key, number: int) -> Iterator[list[Edit]]:
    """Ways to take out one entry, the best looking first; none where its text cannot be told apart.

    The blank lines below the entry stay, unless a block text above would take them for its own.
    """
    root, _ = spans(body)
    found = root.entry(key)
    if found is None:
        return
    name, value = found
    if value.flow:
        yield _cut_from_brackets(body, value, number)
        return
    item = value.children[number]
    dash = _dash_line(body, item, value.children[number - 1].last if number else name.end)
    colon = re.compile(r"[ \t]*:").match(body, name.end)
    if dash is None or colon is None:
        return
    empty = [Edit(colon.end(), colon.end(), " []")] if len(value.children) == 1 else []
    for end in lines_after(body, item):
        yield [Edit(dash, end, ""), *empty]


def _dash_line(body: str, item: Span, floor: int) -> int | None:
    """Start of the line with the entry's dash: its own first line, or one above it.

    None where the line holds more than the entry.
    """
    line = line_start(body, item.start)
    if re.fullmatch(r" *-[ \t]+", body[line : item.start]):
        return line
    for above in lines_above(body, line):
        if above < floor:
            break
        if re.fullmatch(r" *-[ \t]*(#.*)?", body[above : line_end(body, above)]):
            return above
    return None


def _cut_from_brackets(body: str, span: Span, number: int) -> list[Edit]:
    """Takes out one entry with one comma: the one before it on its line, else the one behind it."""
    item = span.children[number]
    start, end = item.start, item.end
    following = span.children[number + 1].start if number + 1 < len(span.children) else span.end - 1
    ahead = comma_between(body, span.children[number - 1].end, start) if number else None
    behind = comma_between(body, end, following)
    edits = []
    if ahead is not None and not body[ahead + 1 : start].strip(" \t"):
        start = ahead
    elif behind is not None and not body[end:behind].strip(" \t"):
        end = behind + 1
        end += len(body[end:following]) - len(body[end:following].lstrip(" \t"))
    elif (comma := ahead if behind is None else behind) is not None:
        edits.append(Edit(comma, comma + 1, ""))
    line = line_start(body, start)
    if not body[line:start].strip(" \t") and not body[end : line_end(body, end)].strip(" \t"):
        # The entry had its lines to itself: they go as a whole.
        start, end = line, next_line(body, end)
    return [Edit(start, end, ""), *edits]
