"""What a model refuses, said at its line and in the words of the file."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from zi_evidence.checklist import yaml_nodes
from zi_evidence.checklist.faults import Faults, Place
from zi_evidence.checklist.yaml_nodes import Mapping, Node, Sequence
from zi_evidence.i18n import mark, tr

__all__ = ["explained", "known_keys", "locate", "plain", "short", "validated"]

# One hostile list can hold a hundred thousand wrong words.
_MOST_DETAILS = 50
_MOST_ENTRIES = 500

_M = TypeVar("_M", bound=BaseModel)

# What a text must look like, for those fields whose form is a pattern in the model.
_FORMS = {
    "id": mark("small letters and digits with single hyphens: `sk-tim-kerja`"),
    "within": mark("`window`, `year`, or months: `12 months`"),
    "max_age": mark("`18 months` or `5 years`"),
    "years": mark("`N` for the assessed year, `N-1` for the year before"),
    "pieces": mark("a kind, with `?` behind it where the set is whole without it"),
    "answer": mark("the name of a scale: YT, ABC, ABCD, ABCDE, %, 0-4"),
}

_SINGULAR = {"kinds": "kind", "flags": "flag"}

_A_DATE = mark("write it like 2026-06-30")
_WITH_POINT = mark("decimals take a point: 0.5")
_LINES = mark("write `key: value` lines")
_NO_TEXT = (mark("{what}: expected a text"), mark("quote text that holds `: ` or begins oddly"))
_NO_LIST = (mark("{what}: expected a list"), mark("write `- ` before each entry, or [a, b]"))
_NO_KEYS = (mark("{what}: expected keys and values"), _LINES)
_NO_INT = (mark("{what}: {value} is no whole number"), "")
_NO_NUMBER = (mark("{what}: {value} is no number"), _WITH_POINT)
_NO_BOOL = (mark("{what}: {value} is neither true nor false"), mark("write true or false"))
_NO_DATE = (mark("{what}: {value} is no date"), _A_DATE)
_UNCLEAR = (mark("{what}: {value} cannot be understood"), "")

# Reason and hint for the kinds of pydantic's errors; what it says itself is never handed on.
_SAID = {
    "missing": (mark("missing key {what!r}"), ""),
    "string_too_short": (mark("{what} is empty"), ""),
    "string_too_long": (mark("{what} is longer than {max_length} characters"), ""),
    "too_long": (mark("{what}: more than {max_length} entries"), ""),
    "greater_than_equal": (mark("{what}: {value} is less than {ge:g}"), ""),
    "less_than_equal": (mark("{what}: {value} is more than {le:g}"), ""),
    "string_type": _NO_TEXT,
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "model_type": _NO_KEYS,
    "dict_type": _NO_KEYS,
    "model_attributes_type": _NO_KEYS,
    "int_parsing": _NO_INT,
    "int_type": _NO_INT,
    "int_from_float": _NO_INT,
    "int_parsing_size": _NO_INT,
    "float_parsing": _NO_NUMBER,
    "float_type": _NO_NUMBER,
    "finite_number": _NO_NUMBER,
    "bool_parsing": _NO_BOOL,
    "bool_type": _NO_BOOL,
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
}


def locate(node: Node, path: tuple[Any, ...]) -> Place:
    """The place of the value at `path` below `node`; of the last part of it that exists."""
    for step in path:
        inner: Node | None = None
        if isinstance(node, Mapping):
            inner = node.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            break
        node = inner
    return node.place


def plain(node: Node) -> Any:
    """What the node holds; no list of a model may be longer, and the model itself says so."""
    return yaml_nodes.plain(node, _MOST_ENTRIES)


def short(value: Any) -> str:
    """The value as it was written, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def explained(
    error: Any, fields: Iterable[str], nearest: Callable[[str, Iterable[str]], str], what: str = ""
) -> tuple[str, str]:
    """Reason and hint for one of pydantic's errors, in the words of the file.

    Args:
        error: one of the details of a `ValidationError`.
        fields: the keys that are known where it lies.
        nearest: gives a hint that names the known word most like another.
        what: how the value is called; its key where nothing is given.
    """
    loc, value, context = error["loc"], error.get("input"), error.get("ctx", {})
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    match error["type"]:
        case "extra_forbidden":
            hint = nearest(name, fields) or tr("known here: {known}").format(known=", ".join(fields))
            return tr("unknown key {what!r}").format(what=name), hint
        case "enum" | "literal_error":
            words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            hint = nearest(str(value), words) or tr("one of: {known}").format(known=", ".join(words))
            if loc[-1] == "[key]":
                return tr("unknown key {value}").format(value=short(value)), hint
            kind = _SINGULAR.get(name, name)
            return tr("unknown {what} {value}").format(what=kind, value=short(value)), hint
        case "value_error" if "error" in context:  # of a model's own, in its own words
            return str(context["error"]), ""
    reason, hint = _SAID.get(error["type"], (_UNCLEAR[0], _FORMS.get(name, "")))
    said = {**context, "what": what or name, "value": short(value)}
    return tr(reason).format(**said), tr(hint)


def known_keys(model: type[BaseModel], loc: tuple[Any, ...]) -> tuple[str, ...]:
    """The keys that the model at `loc` knows, as the file writes them."""
    for step in loc[:-1]:
        info = model.model_fields.get(str(step)) if isinstance(step, str) else None
        if info is None:
            continue
        model = next(_models(info.annotation), model)
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type is made of: `tuple[Pin, ...] | None` holds `Pin`."""
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def validated(model: type[_M], data: dict[str, Any], node: Mapping, faults: Faults) -> _M | None:
    """The model; after faults, the model of what is left without the faulty values, if there is one.

    So a requirement with a wrong `kinds` still has its phrases and references looked at.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[:_MOST_DETAILS]
    for detail in details:
        loc = detail["loc"]
        reason, hint = explained(detail, known_keys(model, loc), faults.nearest)
        place = locate(node, loc)
        if detail["type"] == "extra_forbidden":
            place = _key_place(node, loc)
        faults.add(place, reason, hint)
    # From the last to the first, so that taking one out of a list does not move the others.
    for loc in sorted((detail["loc"] for detail in details), key=_order, reverse=True):
        _take_out(data, loc)
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _order(loc: tuple[Any, ...]) -> list[str]:
    return [f"{step:09d}" if isinstance(step, int) else step for step in loc]


def _take_out(data: Any, loc: tuple[Any, ...]) -> None:
    for step in loc[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data.pop(loc[-1], None)
    elif isinstance(data, list) and isinstance(loc[-1], int) and loc[-1] < len(data):
        del data[loc[-1]]


def _key_place(node: Node, loc: tuple[Any, ...]) -> Place:
    """The place of a key itself, where it is the key that is wrong."""
    for step in loc[:-1]:
        node = _step(node, step) or node
    entry = node.entries.get(str(loc[-1])) if isinstance(node, Mapping) else None
    return entry.key.place if entry else locate(node, loc)


def _step(node: Node, step: Any) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
