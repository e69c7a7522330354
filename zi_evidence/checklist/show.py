"""A checklist for people and for programs: a readable tree, and the JSON of `checklist show`."""

import json
from collections import Counter, defaultdict
from typing import Any

from zi_evidence.checklist.model import Checklist, Example, Item, Requirement
from zi_evidence.text import printable

__all__ = ["as_data", "counts", "render_json", "render_tree"]

# Keys of a requirement that JSON always has; the others appear where they say something.
_ALWAYS = ("id", "title", "kinds", "every", "max_age")


def _example(example: Example) -> str | dict[str, str]:
    return {"name": example.name, "text": example.text} if example.text else example.name


def _requirement(requirement: Requirement) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, info in type(requirement).model_fields.items():
        key = info.alias or name
        value = getattr(requirement, name)
        if key in ("examples", "counter_examples"):
            value = [_example(example) for example in value]
        elif key == "phrases":
            value = {k: list(v) for k, v in value.model_dump().items() if v}
        elif isinstance(value, tuple):
            value = [str(entry) for entry in value]
        elif key == "every":
            value = str(value) if value else None
        if key in _ALWAYS or (value != info.default and value not in ([], {})):
            data[key] = value
    return data


def as_data(checklist: Checklist) -> dict[str, Any]:
    """The checklist as JSON has it: all but the concepts, which only serve to recognise."""
    return {
        "schema": "zi-evidence/checklist-show/1",
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "source": checklist.source,
        "language": checklist.language,
        "extends": checklist.extends,
        "sha256": checklist.sha256,
        "predicates": {
            name: predicate.model_dump(exclude_none=True) for name, predicate in checklist.predicates.items()
        },
        "scales": checklist.scales,
        "areas": checklist.areas,
        "flags": dict(checklist.flags),
        "sections": [
            {"code": s.code, "title": s.title, "weight": s.weight, "area": s.area} for s in checklist.sections
        ],
        "items": [_item(item) for item in checklist.items],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item.title,
        "section": item.section,
        "area": item.area,
        "answer": item.answer,
        "points": round(item.points, 4),
        "note": item.note,
        "formula": item.formula,
        "requirements": [_requirement(requirement) for requirement in item.requirements],
    }


def render_json(checklist: Checklist) -> str:
    """The JSON text, byte-identical for the same checklist."""
    return json.dumps(as_data(checklist), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def counts(checklist: Checklist) -> dict[str, dict[str, int]]:
    """How many sections, items and requirements there are, the latter by `basis` and by rhythm."""
    requirements = [r for item in checklist.items for r in item.requirements]
    return {
        "total": {
            "sections": len(checklist.sections),
            "items": len(checklist.items),
            "requirements": len(requirements),
            "optional": sum(requirement.optional for requirement in requirements),
            "examples": sum(len(requirement.examples) for requirement in requirements),
            "counter_examples": sum(len(r.counter_examples) for r in requirements),
        },
        "basis": dict(sorted(Counter(r.basis for r in requirements).items())),
        "every": dict(sorted(Counter(str(r.every or "-") for r in requirements).items())),
    }


def _when(requirement: Requirement) -> str:
    """How often and how fresh, in the file's own words."""
    said = []
    if requirement.every:
        said.append(f"every {requirement.every}")
    if requirement.within:
        said.append(f"within {requirement.within}")
    if requirement.max_age:
        said.append(f"not older than {requirement.max_age}")
    if requirement.years:
        said.append(f"years {', '.join(requirement.years)}")
    if requirement.min > 1:
        said.append(f"at least {requirement.min}")
    if requirement.follows:
        said.append(f"after {requirement.follows}")
    if requirement.optional:
        said.append("optional")
    return "; ".join(said)


def render_tree(checklist: Checklist) -> str:
    """Sections, items and requirements as an indented tree, weights and points beside them."""
    total = counts(checklist)["total"]
    lines = [
        f"{checklist.id} {checklist.version}: {checklist.title}",
        f"{total['items']} items, {total['requirements']} requirements"
        + (f"; {checklist.source}" if checklist.source else ""),
    ]
    for name, predicate in checklist.predicates.items():
        floors = (*predicate.sections.items(), *predicate.items.items())
        said = [f"total {predicate.total:g}", *(f"{code} {floor:g}" for code, floor in floors)]
        if predicate.area_floor is not None:
            said.append(f"each area {predicate.area_floor:.0%}")
        if predicate.requires:
            said.append(f"holds {predicate.requires} already")
        lines.append(f"{name}: {', '.join(said)}")
    items: dict[str, list[Item]] = defaultdict(list)
    for item in checklist.items:
        items[item.section].append(item)
    depth: dict[str, int] = {}
    for section in checklist.sections:
        level = depth[section.code] = depth.get(section.parent, -1) + 1
        lines += ["", f"{'  ' * level}{section.code} {section.title} [{section.weight:g}]"]
        for item in items[section.code]:
            lines += _item_lines(item, "  " * (level + 1))
    return "\n".join(map(printable, lines)) + "\n"


def _item_lines(item: Item, indent: str) -> list[str]:
    lines = [f"{indent}{item.code} {item.title} [{item.points:.4g}, {item.answer}]"]
    for requirement in item.requirements:
        when = _when(requirement)
        lines.append(f"{indent}  - {requirement.id}: {requirement.title}" + (f" ({when})" if when else ""))
    return lines
