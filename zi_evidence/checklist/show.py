"""A checklist for people and for programs: a readable tree, and the JSON of `checklist show`."""

import json
from collections import Counter, defaultdict
from typing import Any

from zi_evidence.checklist.model import Checklist, Example, Item, Predicate, Requirement
from zi_evidence.i18n import Language, mark, translation
from zi_evidence.periods import Rhythm
from zi_evidence.text import printable

__all__ = ["as_data", "counts", "plain_number", "render_json", "render_tree"]

# Keys of a requirement that JSON always has; the others appear where they say something.
_ALWAYS = ("id", "title", "kinds", "every", "max_age")
_EVERY = {
    Rhythm.MONTH: mark("every month"),
    Rhythm.QUARTER: mark("every quarter"),
    Rhythm.SEMESTER: mark("every half-year"),
    Rhythm.YEAR: mark("every year"),
}
_WITHIN = {"window": mark("within the evidence window"), "year": mark("of the assessed year")}
_LAST_MONTHS = mark("of the last {n} months")
_OLDEST = {"months": mark("at most {n} months old"), "years": mark("at most {n} years old")}


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


def plain_number(value: float, lang: Language) -> str:
    """A weight or a floor with as many decimals as it needs: `0,25` in Indonesian."""
    text = f"{value:.4g}"
    return text.replace(".", ",") if lang == "id" else text


def _when(requirement: Requirement, lang: Language) -> str:
    """How often and how fresh."""
    translate = translation(lang)
    said = []
    if requirement.every:
        said.append(translate(_EVERY[requirement.every]))
    if requirement.within:
        months = requirement.within.removesuffix(" months")
        said.append(translate(_WITHIN.get(requirement.within, _LAST_MONTHS)).format(n=months))
    if requirement.max_age:
        age, unit = requirement.max_age.split()
        said.append(translate(_OLDEST[unit]).format(n=age))
    if requirement.years:
        said.append(translate("years {years}").format(years=", ".join(requirement.years)))
    if requirement.min > 1:
        said.append(translate("at least {n}").format(n=requirement.min))
    if requirement.follows:
        said.append(translate("after {requirement}").format(requirement=requirement.follows))
    if requirement.optional:
        said.append(translate("not required"))
    return "; ".join(said)


def _floors(name: str, predicate: Predicate, lang: Language) -> str:
    translate = translation(lang)
    floors = (*predicate.sections.items(), *predicate.items.items())
    said = [translate("total {points}").format(points=plain_number(predicate.total, lang))]
    said += [f"{code} {plain_number(floor, lang)}" for code, floor in floors]
    if predicate.area_floor is not None:
        said.append(translate("each area {share}").format(share=f"{predicate.area_floor:.0%}"))
    if predicate.requires:
        said.append(translate("holds {predicate} already").format(predicate=predicate.requires))
    return f"{name}: {'; '.join(said)}"


def render_tree(checklist: Checklist, lang: Language = "id") -> str:
    """Sections, items and requirements as an indented tree, weights and points beside them."""
    total = counts(checklist)["total"]
    translate = translation(lang)
    said = translate("items: {n}; requirements: {requirements}").format(
        n=total["items"], requirements=total["requirements"]
    )
    lines = [
        f"{checklist.id} {checklist.version}: {checklist.title}",
        f"{said}; {checklist.source}" if checklist.source else said,
    ]
    lines += [_floors(name, predicate, lang) for name, predicate in checklist.predicates.items()]
    items: dict[str, list[Item]] = defaultdict(list)
    for item in checklist.items:
        items[item.section].append(item)
    depth: dict[str, int] = {}
    for section in checklist.sections:
        level = depth[section.code] = depth.get(section.parent, -1) + 1
        weight = plain_number(section.weight, lang)
        lines += ["", f"{'  ' * level}{section.code} {section.title} [{weight}]"]
        for item in items[section.code]:
            lines += _item_lines(item, "  " * (level + 1), lang)
    return "\n".join(map(printable, lines)) + "\n"


def _item_lines(item: Item, indent: str, lang: Language) -> list[str]:
    lines = [f"{indent}{item.code} {item.title} [{plain_number(item.points, lang)}; {item.answer}]"]
    for requirement in item.requirements:
        when = _when(requirement, lang)
        lines.append(f"{indent}  - {requirement.id}: {requirement.title}" + (f" ({when})" if when else ""))
    return lines
