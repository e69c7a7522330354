"""Edits of the answers in the unit file's text: as `unit_edit`, every other byte stays as it was.

An answer that is there changes in its place; new ones come below the last. The outcome is read again: all
values must be what they were, but for the answers, or the edit is refused.
"""

from collections.abc import Mapping
from typing import Any

from zi_evidence.checklist.yaml_spans import Span, next_line, spans
from zi_evidence.errors import UnitError
from zi_evidence.unit import UNIT_FILE, Answers
from zi_evidence.unit_edit import (
    _after,
    _applied,
    _below_comments,
    _break_of,
    _column,
    _Edit,
    _into_brackets,
    _is,
    _lines_at,
    _scalar,
    _stands_alone,
    _tree,
    _without_bom,
)

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
    bom, body = _without_bom(text)
    before = _tree(body)
    old = before.get(_KEY, {})
    if not isinstance(old, dict):
        raise UnitError(f"{_KEY} bukan daftar kode dan jawaban", file=UNIT_FILE, hint=f"tulis {_KEY}: {{}}")
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


def _checked(body: str, edits: list[_Edit], wanted: dict[str, Any]) -> str:
    after = _applied(body, edits)
    if not _is(after, wanted):
        raise UnitError(
            "susunan answers tidak dapat disunting secara otomatis; tidak ada yang diubah",
            file=UNIT_FILE,
            hint="tulis satu baris satu butir di bawah answers, misalnya A.I.1.i.a: A",
        )
    return after


def _text(value: _Value) -> str:
    if isinstance(value, str):
        return _scalar(value)
    return "{" + ", ".join(f"{who}: {_scalar(text)}" for who, text in value.items()) + "}"


def _found(body: str) -> tuple[Span, tuple[Span, Span] | None, int]:
    root, end = spans(body)
    return root, root.entry(_KEY), end


def _changes(body: str, changed: Mapping[str, _Value]) -> list[_Edit]:
    """Puts other values in the places of the old ones."""
    _, found, _ = _found(body)
    edits: list[_Edit] = []
    for code, value in changed.items():
        entry = found[1].entry(code) if found else None
        if entry:
            edits.extend(_change(body, *entry, value))
    return edits


def _change(body: str, name: Span, old: Span, value: _Value) -> list[_Edit]:
    """Another value for one item."""
    if old.kind == "mapping" and isinstance(value, dict):
        return _change_each(body, old, value)
    text = _text(value)
    if old.start == old.end:  # nothing behind the colon
        colon = body.index(":", name.end) + 1
        return [_Edit(colon, colon, f" {text}")]
    return [_Edit(old.start, old.last, text)]


def _change_each(body: str, old: Span, value: dict[str, str]) -> list[_Edit]:
    """Answers that stand apart: each changes in its place, further ones come below."""
    edits = []
    new = []
    for who, text in value.items():
        entry = old.entry(who)
        if entry is None:
            new.append(f"{who}: {_scalar(text)}")
        elif entry[1].start == entry[1].end:
            colon = body.index(":", entry[0].end) + 1
            edits.append(_Edit(colon, colon, f" {_scalar(text)}"))
        elif entry[1].value != text:
            edits.append(_Edit(entry[1].start, entry[1].end, _scalar(text)))
    if new and old.flow:
        edits.extend(_into_brackets(body, old, ", ".join(new)))
    elif new:
        lead = " " * _column(body, old.start)
        lines = "".join(f"{lead}{line}{_break_of(body)}" for line in new)
        edits.append(_lines_at(body, _after(body, old)[0], lines))
    return edits


def _additions(body: str, new: Mapping[str, _Value]) -> list[_Edit]:
    """Puts the answers of further items below the others."""
    root, found, end = _found(body)
    line_break = _break_of(body)

    def lines(column: int) -> str:
        return "".join(
            f"{' ' * column}{_scalar(code)}: {_text(value)}{line_break}" for code, value in new.items()
        )

    flow = ", ".join(f"{_scalar(code)}: {_text(value)}" for code, value in new.items())
    if found is None:
        if root.flow:
            return _into_brackets(body, root, f"{_KEY}: {{{flow}}}")
        column = _column(body, root.start)
        return [_lines_at(body, end, f"{' ' * column}{_KEY}:{line_break}{lines(column + 2)}")]
    name, value = found
    if value.kind != "mapping":
        return []
    if not value.flow:
        at = _below_comments(body, _after(body, value)[0], _column(body, root.start))
        return [_lines_at(body, at, lines(_column(body, value.start)))]
    if not root.flow and not value.children and _stands_alone(body, name, value):
        colon = body.index(":", name.end) + 1
        block = lines(_column(body, root.start) + 2)
        return [_Edit(colon, value.end, ""), _lines_at(body, next_line(body, value.end), block)]
    return _into_brackets(body, value, flow)
