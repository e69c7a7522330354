"""Edits of the answers in the unit file's text: as in `edit`, every other byte stays as it was.

An answer that is there changes in its place; new ones come below the last. The outcome is read again: all
values must be what they were, but for the answers, or the edit is refused.
"""

from collections.abc import Mapping
from typing import Any

from zi_evidence.checklist.yaml_spans import Span, next_line, spans
from zi_evidence.errors import UnitError
from zi_evidence.i18n import tr
from zi_evidence.unit.text import (
    Edit,
    applied,
    below_comments,
    break_of,
    column_of,
    into_brackets,
    lines_after,
    lines_at,
    says,
    scalar,
    stands_alone,
    values_of,
    without_bom,
)
from zi_evidence.unit.unit_file import UNIT_FILE, Answers

__all__ = ["set_answers"]

_KEY = "answers"
_Value = str | dict[str, str]


def set_answers(text: str, answers: Mapping[str, Answers]) -> str:
    """The unit file's text with these answers; those of other items stay.

    Args:
        text: of the unit file.
        answers: item code -> the three answers it shall have; an item whose answers are all blank keeps its
            line, with a blank answer.

    Raises:
        UnitError: the text is no unit file, or its layout is too odd to be edited.
    """
    bom, body = without_bom(text)
    before = values_of(body)
    old = before.get(_KEY, {})
    if not isinstance(old, dict):
        raise UnitError(
            tr("{key} is no list of codes and answers").format(key=_KEY),
            file=UNIT_FILE,
            hint=tr("write {key}: {{}}").format(key=_KEY),
        )
    changed = {
        code: value
        for code, given in answers.items()
        if code in old and (value := _value(given, old[code])) != old[code]
    }
    new = {code: value for code, given in answers.items() if code not in old and (value := _value(given))}
    if changed:
        body = _checked(body, _changes(body, changed), {**before, _KEY: {**old, **changed}})
    if new:
        wanted = {**before, _KEY: {**old, **changed, **new}}
        body = _checked(body, _additions(body, new), wanted)
    return bom + body


def _value(answers: Answers, old: Any = "") -> _Value:
    """How the answers stand in the file: a bare text where only the unit has answered.

    Where the old answers stand apart, they go on doing so, blank ones included.
    """
    given = {who: text for who, text in answers.model_dump().items() if text}
    if isinstance(old, dict):
        return {**dict.fromkeys(old, ""), **given}
    return given if given.keys() - {"unit"} else given.get("unit", "")


def _checked(body: str, edits: list[Edit], wanted: dict[str, Any]) -> str:
    after = applied(body, edits)
    if not says(after, wanted):
        raise UnitError(
            tr("the layout of answers cannot be edited by the program; nothing was changed"),
            file=UNIT_FILE,
            hint=tr("write one line an item below answers, for instance A.I.1.i.a: A"),
        )
    return after


def _text(value: _Value) -> str:
    if isinstance(value, str):
        return scalar(value)
    return "{" + ", ".join(f"{who}: {scalar(text)}" for who, text in value.items()) + "}"


def _found(body: str) -> tuple[Span, tuple[Span, Span] | None, int]:
    root, end = spans(body)
    return root, root.entry(_KEY), end


def _changes(body: str, changed: Mapping[str, _Value]) -> list[Edit]:
    """Puts other values in the places of the old ones."""
    _, found, _ = _found(body)
    edits: list[Edit] = []
    for code, value in changed.items():
        entry = found[1].entry(code) if found else None
        if entry:
            edits.extend(_change(body, *entry, value))
    return edits


def _change(body: str, name: Span, old: Span, value: _Value) -> list[Edit]:
    """Another value for one item."""
    if old.kind == "mapping" and isinstance(value, dict):
        return _change_each(body, old, value)
    text = _text(value)
    if old.start == old.end:  # nothing behind the colon
        colon = body.index(":", name.end) + 1
        return [Edit(colon, colon, f" {text}")]
    return [Edit(old.start, old.last, text)]


def _change_each(body: str, old: Span, value: dict[str, str]) -> list[Edit]:
    """Answers that stand apart: each changes in its place, further ones come below."""
    edits = []
    new = []
    for who, text in value.items():
        entry = old.entry(who)
        if entry is None:
            new.append(f"{who}: {scalar(text)}")
        elif entry[1].start == entry[1].end:
            colon = body.index(":", entry[0].end) + 1
            edits.append(Edit(colon, colon, f" {scalar(text)}"))
        elif entry[1].value != text:
            edits.append(Edit(entry[1].start, entry[1].end, scalar(text)))
    if new and old.flow:
        edits.extend(into_brackets(body, old, ", ".join(new)))
    elif new:
        lead = " " * column_of(body, old.start)
        lines = "".join(f"{lead}{line}{break_of(body)}" for line in new)
        edits.append(lines_at(body, lines_after(body, old)[0], lines))
    return edits


def _additions(body: str, new: Mapping[str, _Value]) -> list[Edit]:
    """Puts the answers of further items below the others."""
    root, found, end = _found(body)
    line_break = break_of(body)

    def lines(column: int) -> str:
        return "".join(
            f"{' ' * column}{scalar(code)}: {_text(value)}{line_break}" for code, value in new.items()
        )

    flow = ", ".join(f"{scalar(code)}: {_text(value)}" for code, value in new.items())
    if found is None:
        if root.flow:
            return into_brackets(body, root, f"{_KEY}: {{{flow}}}")
        column = column_of(body, root.start)
        return [lines_at(body, end, f"{' ' * column}{_KEY}:{line_break}{lines(column + 2)}")]
    name, value = found
    if value.kind != "mapping":
        return []
    if not value.flow:
        at = below_comments(body, lines_after(body, value)[0], column_of(body, root.start))
        return [lines_at(body, at, lines(column_of(body, value.start)))]
    if not root.flow and not value.children and stands_alone(body, name, value):
        colon = body.index(":", name.end) + 1
        block = lines(column_of(body, root.start) + 2)
        return [Edit(colon, value.end, ""), lines_at(body, next_line(body, value.end), block)]
    return into_brackets(body, value, flow)
