"""What changed between two checklists: two versions, two regulations, an overlay and its base."""

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from zi_evidence.checklist.model import Checklist, Item, Requirement
from zi_evidence.checklist.show import plain_number
from zi_evidence.i18n import Language, mark, translation
from zi_evidence.text import normalise, printable

__all__ = [
    "Change",
    "ChecklistDiff",
    "Moved",
    "RequirementChange",
    "Reweighted",
    "as_data",
    "diff_checklists",
    "render_diff",
]

# Titles of an item that was moved are often reworded a little; below this they are two questions.
_SAME_TITLE = 85
_TOLERANCE = 0.0005
# What a change can be of; an item is followed by its code.
_WHAT = {
    "item": mark("item"),
    "section": mark("section"),
    "predicate": mark("predicate"),
    "scale": mark("scale"),
    "area": mark("area"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """An item that has another code or another section now."""

    code_before: str
    code_after: str
    section_before: str
    section_after: str
    title: str


@dataclass(frozen=True, slots=True)
class Reweighted:
    """An item whose best answer is worth more or less than before."""

    code: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: of an item, a predicate or a scale. Empty means: was not there."""

    what: str
    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """One requirement, by its full id in the second checklist: `added`, `removed` or `changed`.

    `keys` names what differs, in the order of the model; `examples` count as one key each.
    """

    requirement: str
    how: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistDiff:
    """All differences, each list sorted by code or id.

    Requirements of added and removed items are not listed one by one.
    """

    before: str
    after: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    reweighted: tuple[Reweighted, ...] = ()
    changed: tuple[Change, ...] = ()
    requirements: tuple[RequirementChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        lists = (self.added, self.removed, self.moved, self.reweighted)
        return not (any(lists) or self.changed or self.requirements)


def _pairs(a: Checklist, b: Checklist) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Items that are the same question in both, and those that only one has.

    A code is an identity unless the question under it is quite another: letters shift when an item
    is put in between. So equal code and alike title come first, then alike titles, then equal
    codes.
    """
    left = {item.code: item for item in a.items}
    right = {item.code: item for item in b.items}
    pairs: list[tuple[Item, Item]] = []

    def take(old: Item, new: Item) -> None:
        pairs.append((old, new))
        del left[old.code], right[new.code]

    for code in [code for code in left if code in right]:
        if _alike(left[code], right[code]) >= _SAME_TITLE:
            take(left[code], right[code])
    for old in list(left.values()):
        scored = [(_alike(old, new), new.code) for new in right.values()]
        best, code = max(scored, default=(0.0, ""), key=lambda pair: (pair[0], pair[1] == old.code))
        if best >= _SAME_TITLE:
            take(old, right[code])
    for code in [code for code in left if code in right]:
        take(left[code], right[code])
    return pairs, list(left.values()), list(right.values())


def _alike(old: Item, new: Item) -> float:
    return fuzz.ratio(normalise(old.title), normalise(new.title))


def _differing(old: Requirement, new: Requirement) -> tuple[str, ...]:
    keys = type(old).model_fields.items()
    return tuple(info.alias or name for name, info in keys if getattr(old, name) != getattr(new, name))


def _requirements(old: Item, new: Item) -> list[RequirementChange]:
    before = {requirement.id: requirement for requirement in old.requirements}
    after = {requirement.id: requirement for requirement in new.requirements}
    found = []
    for name in before.keys() | after.keys():
        full = f"{new.code}:{name}"
        if name not in after:
            found.append(RequirementChange(f"{old.code}:{name}", "removed"))
        elif name not in before:
            found.append(RequirementChange(full, "added"))
        elif keys := _differing(before[name], after[name]):
            found.append(RequirementChange(full, "changed", keys))
    return found


def _texts(what: str, before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return [
        Change(what, key, str(before.get(key, "")), str(after.get(key, "")))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    ]


def _changes(a: Checklist, b: Checklist, pairs: list[tuple[Item, Item]]) -> list[Change]:
    found = [
        Change(f"item {new.code}", key, getattr(old, key), getattr(new, key))
        for old, new in pairs
        for key in ("title", "answer", "note", "formula")
        if getattr(old, key) != getattr(new, key)
    ]
    for key, before, after in (
        ("section", _sections(a), _sections(b)),
        ("predicate", _predicates(a), _predicates(b)),
        ("scale", _scales(a), _scales(b)),
        ("area", dict(a.areas), dict(b.areas)),
    ):
        found.extend(_texts(key, before, after))
    return found


def _sections(checklist: Checklist) -> dict[str, Any]:
    return {s.code: f"{s.title} ({s.weight:g})" for s in checklist.sections}


def _scales(checklist: Checklist) -> dict[str, Any]:
    return {
        name: ", ".join(f"{answer} {value:g}" for answer, value in answers.items())
        for name, answers in checklist.scales.items()
    }


def _predicates(checklist: Checklist) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, predicate in checklist.predicates.items():
        found[f"{name} total"] = f"{predicate.total:g}"
        for code, floor in (*predicate.sections.items(), *predicate.items.items()):
            found[f"{name} {code}"] = f"{floor:g}"
        if predicate.area_floor is not None:
            found[f"{name} area_floor"] = f"{predicate.area_floor:g}"
        if predicate.requires:
            found[f"{name} requires"] = predicate.requires
    return found


def diff_checklists(a: Checklist, b: Checklist) -> ChecklistDiff:
    """All that is different in `b`, seen from `a`; concepts aside, which only help to recognise."""
    pairs, removed, added = _pairs(a, b)
    moved = [
        Moved(old.code, new.code, old.section, new.section, new.title)
        for old, new in pairs
        if (old.code, old.section) != (new.code, new.section)
    ]
    reweighted = [
        Reweighted(new.code, old.points, new.points)
        for old, new in pairs
        if abs(old.points - new.points) > _TOLERANCE
    ]
    changed = _changes(a, b, pairs)
    requirements = [change for old, new in pairs for change in _requirements(old, new)]
    return ChecklistDiff(
        before=f"{a.id} {a.version}",
        after=f"{b.id} {b.version}",
        added=tuple(sorted(item.code for item in added)),
        removed=tuple(sorted(item.code for item in removed)),
        moved=tuple(sorted(moved, key=lambda move: move.code_before)),
        reweighted=tuple(sorted(reweighted, key=lambda change: change.code)),
        changed=tuple(sorted(changed, key=lambda change: (change.what, change.key))),
        requirements=tuple(sorted(requirements, key=lambda change: change.requirement)),
    )


def as_data(diff: ChecklistDiff) -> dict[str, Any]:
    """The differences as JSON has them."""
    return {
        "schema": "zi-evidence/checklist-diff/1",
        "before": diff.before,
        "after": diff.after,
        "added": list(diff.added),
        "removed": list(diff.removed),
        "moved": [
            {
                "from": move.code_before,
                "to": move.code_after,
                "section_from": move.section_before,
                "section_to": move.section_after,
                "title": move.title,
            }
            for move in diff.moved
        ],
        "reweighted": [
            {"code": change.code, "from": round(change.before, 4), "to": round(change.after, 4)}
            for change in diff.reweighted
        ],
        "changed": [{"what": c.what, "key": c.key, "from": c.before, "to": c.after} for c in diff.changed],
        "requirements": [
            {"id": change.requirement, "how": change.how, "keys": list(change.keys)}
            for change in diff.requirements
        ],
    }


def render_diff(diff: ChecklistDiff, lang: Language = "id") -> str:
    """The differences as lines for people, and a line that says so where there is none."""
    translate = translation(lang)
    item, requirement = translate("item"), translate("requirement")
    lines = [f"{diff.before} -> {diff.after}"]
    lines += [f"+ {item} {code}" for code in diff.added]
    lines += [f"- {item} {code}" for code in diff.removed]
    for move in diff.moved:
        section = translate("section {code}").format(code=move.section_after)
        elsewhere = f" ({section})" if move.section_before != move.section_after else ""
        lines.append(f"> {item} {move.code_before} -> {move.code_after}{elsewhere}")
    for weight in diff.reweighted:
        points = translate("{before} -> {after} points").format(
            before=plain_number(weight.before, lang), after=plain_number(weight.after, lang)
        )
        lines.append(f"= {item} {weight.code}: {points}")
    for change in diff.changed:
        what, blank, code = change.what.partition(" ")
        shown = f"{translate(_WHAT[what])}{blank}{code} {change.key}"
        lines.append(f"~ {shown}: {change.before or '-'} -> {change.after or '-'}")
    marks = {"added": "+", "removed": "-", "changed": "~"}
    for one in diff.requirements:
        keys = f": {', '.join(one.keys)}" if one.keys else ""
        lines.append(f"{marks[one.how]} {requirement} {one.requirement}{keys}")
    if diff.same:
        lines.append(translate("no difference"))
    return "\n".join(map(printable, lines)) + "\n"
