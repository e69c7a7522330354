"""What a model refuses, said at its line and in the words of the file."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from zi_evidence.checklist import yaml_nodes
from zi_evidence.checklist.faults import Faults, Place
from zi_evidence.checklist.yaml_nodes import Mapping, Node, Sequence

__all__ = ["locate", "plain", "short", "validated"]

# One hostile list can hold a hundred thousand wrong words.
_MOST_DETAILS = 50
_MOST_ENTRIES = 500

_M = TypeVar("_M", bound=BaseModel)

# What a text must look like, for those fields whose form is a pattern in the model.
_FORMS = {
    "id": "small letters and digits with single hyphens: `sk-tim-kerja`",
    "within": "`window`, `year`, or months: `12 months`",
    "max_age": "`18 months` or `5 years`",
    "years": "`N` for the assessed year, `N-1` for the year before",
    "pieces": "a kind, with `?` behind it where the set is whole without it",
    "answer": "the name of a scale: YT, ABC, ABCD, ABCDE, %, 0-4",
}

_SINGULAR = {"kinds": "kind", "flags": "flag"}


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


def _explain(error: Any, fields: tuple[str, ...], faults: Faults) -> tuple[str, str]:
    """Reason and hint for one of pydantic's errors, in the words of the file."""
    loc, value, context = error["loc"], error.get("input"), error.get("ctx", {})
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    match error["type"]:
        case "missing":
            return f"missing key {name!r}", ""
        case "extra_forbidden":
            return f"unknown key {name!r}", faults.nearest(name, fields) or f"known here: {', '.join(fields)}"
        case "enum" | "literal_error":
            words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            hint = faults.nearest(str(value), words) or f"one of {', '.join(words)}"
            if loc[-1] == "[key]":
                return f"unknown key {short(value)}", hint
            return f"unknown {_SINGULAR.get(name, name)} {short(value)}", hint
        case "string_pattern_mismatch":
            return f"{name}: {short(value)} cannot be understood", _FORMS.get(name, "")
        case "string_too_short":
            return f"{name} is empty", ""
        case "string_too_long":
            return f"{name} is longer than {context['max_length']} characters", ""
        case "int_parsing" | "int_type":
            return f"{name}: {short(value)} is no whole number", ""
        case "float_parsing" | "float_type" | "finite_number":
            return f"{name}: {short(value)} is no number", "decimals take a point: 0.5"
        case "bool_parsing" | "bool_type":
            return f"{name}: {short(value)} is neither true nor false", "write true or false"
        case "greater_than_equal":
            return f"{name}: {short(value)} is less than {context['ge']:g}", ""
        case "less_than_equal":
            return f"{name}: {short(value)} is more than {context['le']:g}", ""
        case "too_long":
            return f"{name}: more than {context['max_length']} entries", ""
        case "string_type":
            return f"{name}: expected a text", "quote text that holds `: ` or begins oddly"
        case "tuple_type":
            return f"{name}: expected a list", "write `- ` before each entry, or [a, b]"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"{name}: expected keys and values", "write `key: value` lines"
        case _:
            return f"{name}: {error['msg']}", ""


def _fields(model: type[BaseModel], loc: tuple[Any, ...]) -> tuple[str, ...]:
    """The keys that the model at `loc` knows, as the file writes them."""
    for step in loc[:-1]:
        info = model.model_fields.get(str(step)) if isinstance(step, str) else None
        if info is None:
            continue
        inner = info.annotation
        arguments = getattr(inner, "__args__", ()) or (inner,)
        found = [arg for arg in arguments if isinstance(arg, type) and issubclass(arg, BaseModel)]
        if found:
            model = found[0]
    return tuple(info.alias or name for name, info in model.model_fields.items())


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
        reason, hint = _explain(detail, _fields(model, loc), faults)
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
