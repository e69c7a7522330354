"""The JSON Schema of a checklist file, for editors that complete and check YAML while one types.

It describes the file, not the model: scalars may be written bare, an example may be a plain name,
items lie under their sections or beside them. What a schema cannot say (sums, references,
examples) is for `checklist validate`.
"""

from typing import Any

from zi_evidence.checklist.build import SCHEMA
from zi_evidence.checklist.layers import PART_KEYS
from zi_evidence.checklist.model import Checklist, Item, Phrases, Predicate, Requirement
from zi_evidence.lexicon import FLAGS, load_lexicon
from zi_evidence.lexicon.own_kinds import OwnKind

__all__ = ["checklist_schema"]

_TEXT = {"type": ["string", "number", "boolean"]}
_NUMBER = {"type": ["number", "string"], "pattern": r"^[0-9]{1,9}(\.[0-9]{1,9})?$", "minimum": 0}
_TEXTS = {"type": "array", "items": _TEXT}


def _described(model: Any, field: str) -> dict[str, str]:
    """The sentence that the model's docstring has for a field, as the editor's tooltip."""
    doc = " ".join((model.__doc__ or "").split())
    for name in (f" {field}: ", f", {field}: "):
        if name in doc:
            sentence = doc.split(name, 1)[1].split(". ")[0].split("; ")[0]
            return {"description": sentence[:160]}
    return {}


def _requirement() -> dict[str, Any]:
    """From the model's own schema, so that a new key cannot be forgotten here."""
    schema = Requirement.model_json_schema(by_alias=True)
    properties: dict[str, Any] = {}
    for key, value in schema["properties"].items():
        plain = {k: v for k, v in value.items() if k not in ("title", "default")}
        properties[key] = _loose(plain) | _described(Requirement, key)
    properties["kinds"] = {"type": "array", "items": {"$ref": "#/$defs/kind"}} | _described(
        Requirement, "kinds"
    )
    for key in ("examples", "counter_examples"):
        properties[key] = {"type": "array", "items": {"$ref": "#/$defs/example"}}
    properties["phrases"] = {"$ref": "#/$defs/phrases"}
    properties["mode"] = {"enum": ["add", "tighten", "replace"]}
    return {
        "type": "object",
        "properties": properties,
        "required": ["id"],
        "additionalProperties": False,
    }


def _kind() -> dict[str, Any]:
    """A kind of the lexicon, with its name, or one of the checklist's own."""
    kinds = load_lexicon().kinds
    named = [
        {"const": kind, "title": kinds.name(kind, "id"), "description": kinds.name(kind, "en")}
        for kind in kinds.kinds
    ]
    return {"anyOf": [*named, {"type": "string", "pattern": "^[a-z][a-z0-9_]{1,39}$"}]}


def _own_kind() -> dict[str, Any]:
    flags = [{"const": flag, "description": meaning} for flag, meaning in FLAGS.items()]
    properties: dict[str, Any] = {
        "like": {"enum": list(load_lexicon().kinds.kinds)},
        "name": _TEXT,
        "headings": _TEXTS,
        "file_names": _TEXTS,
        "is": {"type": "array", "items": {"anyOf": flags}},
        "is_not": {"type": "array", "items": {"anyOf": flags}},
    }
    described = {key: value | _described(OwnKind, key) for key, value in properties.items()}
    return _object(described, "like", "name")


def _loose(value: dict[str, Any]) -> dict[str, Any]:
    """Numbers may be quoted, texts may look like numbers: the reader takes all scalars as texts."""
    if "$ref" in value:
        return {"$ref": value["$ref"]}
    if "anyOf" in value:
        kept = [_loose(option) for option in value["anyOf"] if option.get("type") != "null"]
        return kept[0] if len(kept) == 1 else {"anyOf": kept}
    if value.get("type") == "array":
        return {"type": "array", "items": _loose(value["items"])}
    if value.get("type") in ("integer", "number"):
        return value | {"type": [value["type"], "string"]}
    if value.get("type") == "string" and "pattern" not in value and "enum" not in value:
        return value | {"type": _TEXT["type"]}
    return value


def _named(inner: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": inner}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _definitions() -> dict[str, Any]:
    own = Requirement.model_json_schema(by_alias=True)["$defs"]
    definitions = {name: own[name] for name in ("Rhythm",) if name in own}
    definitions["kind"] = _kind()
    definitions["own_kind"] = _own_kind()
    definitions["example"] = {
        "anyOf": [_TEXT, _object({"name": _TEXT, "text": _TEXT}, "name")],
    }
    definitions["phrases"] = _object({key: _TEXTS | _described(Phrases, key) for key in Phrases.model_fields})
    definitions["requirement"] = _requirement()
    definitions["item"] = _object(
        {
            "code": _TEXT,
            "title": _TEXT,
            "section": _TEXT | _described(Item, "section"),
            "answer": _TEXT | _described(Item, "answer"),
            "points": _NUMBER | _described(Item, "points"),
            "note": _TEXT | _described(Item, "note"),
            "formula": _TEXT | _described(Item, "formula"),
            "requirements": {"type": "array", "items": {"$ref": "#/$defs/requirement"}},
            "change": _TEXTS,
        },
        "code",
    )
    definitions["section"] = _object(
        {
            "code": _TEXT,
            "title": _TEXT,
            "weight": _NUMBER,
            "area": _TEXT,
            "points": _named(_NUMBER),
            "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
            "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
        },
        "code",
        "title",
    )
    definitions["predicate"] = _object(
        {
            "title": _TEXT,
            "total": _NUMBER,
            "sections": _named(_NUMBER),
            "items": _named(_NUMBER),
            "area_floor": _NUMBER | _described(Predicate, "area_floor"),
            "requires": _TEXT | _described(Predicate, "requires"),
        },
        "total",
    )
    return definitions


def checklist_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a checklist file or one of its part files."""
    flags = Checklist.model_json_schema()["properties"]["flags"]
    properties = {
        "schema": {"const": SCHEMA},
        "id": _TEXT,
        "version": _TEXT,
        "title": _TEXT,
        "source": _TEXT,
        "language": {"enum": ["id", "en"]},
        "public_office": {"type": "boolean"} | _described(Checklist, "public_office"),
        "extends": _TEXT | _described(Checklist, "extends"),
        "scales": _named(_named(_NUMBER)) | _described(Checklist, "scales"),
        "areas": _named(_TEXT) | _described(Checklist, "areas"),
        "predicates": _named({"$ref": "#/$defs/predicate"}),
        "flags": {key: value for key, value in flags.items() if key not in ("title", "default")},
        "kinds": _named({"$ref": "#/$defs/own_kind"}) | _described(Checklist, "kinds"),
        "concepts": _named(_TEXTS) | _described(Checklist, "concepts"),
        "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
        "parts": _TEXTS,
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
        "drop": _TEXTS,
    }
    part = {key: properties[key] for key in PART_KEYS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "zi-evidence checklist",
        "$defs": _definitions(),
        "oneOf": [
            _object(properties, "schema", "id", "version", "title"),
            _object(part),
        ],
    }
