"""From YAML nodes to the frozen models, with every refusal of a model said at its line."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from zi_evidence.checklist.faults import Faults, Place
from zi_evidence.checklist.model import (
    Checklist,
    Item,
    Predicate,
    Requirement,
    Section,
)
from zi_evidence.checklist.raw import Raw, RawItem, text_of
from zi_evidence.checklist.refusals import locate, plain, short, validated
from zi_evidence.checklist.yaml_nodes import Entry, Mapping, Node, Scalar
from zi_evidence.i18n import tr
from zi_evidence.lexicon.own_kinds import OwnKind

__all__ = ["SCHEMA", "STANDARD_SCALES", "Draft", "build"]

SCHEMA = "zi-evidence/checklist/1"

# What a checklist without `scales` of its own answers with.
STANDARD_SCALES = {"YT": {"Ya": 1.0, "Tidak": 0.0}}

_KIND = re.compile(r"[a-z][a-z0-9_]{1,39}")
_HEAD = ("schema", "id", "version", "title", "source", "language", "public_office", "extends", "flags")


@dataclass(slots=True)
class Draft:
    """A checklist as far as it could be built, the nodes it came from, and the faults found so far.

    Attributes:
        checklist: `None` where not even the head could be read.
        broken: full ids and codes that were meant but could not be built, so that a reference to
            one is not a second fault.
    """

    checklist: Checklist | None
    raw: Raw | None
    faults: Faults
    broken: set[str] = field(default_factory=set)

    def place(self, item: str, requirement: str = "", *path: str | int) -> Place:
        """Where an item, a requirement, or a value inside a requirement stands."""
        raw = self.raw
        if raw is None or item not in raw.items:
            return raw.place if raw else Place("")
        node = raw.items[item].requirements.get(requirement) or raw.items[item].node
        return locate(node, path)


class _Build:
    """One run of the builder."""

    def __init__(self, raw: Raw, sha256: str, faults: Faults) -> None:
        self.raw = raw
        self.sha256 = sha256
        self.faults = faults
        self.broken: set[str] = set()

    def run(self) -> Checklist | None:
        sections = self._sections()
        head: dict[str, Any] = {
            "sha256": self.sha256,
            "scales": self._scales(),
            "areas": self._texts("areas"),
            "concepts": {
                name: tuple(word.value for word in words) for name, words in self.raw.concepts.items()
            },
            "predicates": self._predicates(),
            "kinds": self._kinds(),
            "sections": tuple(sections.values()),
            "items": self._items(sections),
        }
        own = {key: self.raw.head[key] for key in _HEAD if key in self.raw.head}
        head |= {key: plain(entry.value) for key, entry in own.items()}
        node = Mapping(self.raw.place, dict(self.raw.head))
        if isinstance(head.get("flags"), dict):
            # What a file says about flags is added to what holds anyway.
            head["flags"] = {**Checklist.model_fields["flags"].default, **head["flags"]}
        if "schema" in own and head["schema"] != SCHEMA:
            place = own["schema"].value.place
            self.faults.add(
                place,
                tr("schema {schema}").format(schema=short(head["schema"])),
                tr("this version reads {schema}").format(schema=SCHEMA),
            )
        return validated(Checklist, head, node, self.faults)

    def _mapping(self, key: str) -> dict[str, Entry]:
        entry = self.raw.head.get(key)
        if entry is None:
            return {}
        if isinstance(entry.value, Mapping):
            return entry.value.entries
        self.faults.add(entry.value.place, tr("{what}: expected keys and values").format(what=key))
        return {}

    def _texts(self, key: str) -> dict[str, str]:
        found = {}
        for name, entry in self._mapping(key).items():
            if isinstance(entry.value, Scalar) and entry.value.value:
                found[name] = entry.value.value
            else:
                self.faults.add(entry.value.place, tr("{what}: expected a text").format(what=key))
        return found

    def _number(self, node: Node, what: str) -> float | None:
        value = node.value if isinstance(node, Scalar) else ""
        # Not float() alone: it also reads `nan`, `inf`, `1_0` and digits of other scripts.
        if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
            return float(value)
        hint = tr("decimals take a point: 0.5") if "," in value else ""
        self.faults.add(
            node.place, tr("{what}: {value} is no number").format(what=what, value=short(value)), hint
        )
        return None

    def _scales(self) -> dict[str, dict[str, float]]:
        if "scales" not in self.raw.head:
            return STANDARD_SCALES
        scales: dict[str, dict[str, float]] = {}
        for name, entry in self._mapping("scales").items():
            answers: dict[str, float] = {}
            if not isinstance(entry.value, Mapping) or not entry.value.entries:
                hint = tr("write `YT: {Ya: 1, Tidak: 0}`")
                self.faults.add(
                    entry.value.place, tr("scale {name!r} has no answers").format(name=name), hint
                )
                continue
            for answer, inner in entry.value.entries.items():
                value = self._number(inner.value, tr("scale {name!r}").format(name=name))
                if value is not None:
                    answers[answer] = value
                    if value > 1:
                        reason = tr("scale {name!r}: {answer!r} is worth more than 1").format(
                            name=name, answer=answer
                        )
                        self.faults.add(inner.value.place, reason, tr("a scale gives shares, 0 to 1"))
            scales[name] = answers
        return scales

    def _predicates(self) -> dict[str, Predicate]:
        found = {}
        for name, entry in self._mapping("predicates").items():
            if not isinstance(entry.value, Mapping):
                what = tr("predicate {name!r}").format(name=name)
                reason = tr("{what}: expected keys and values").format(what=what)
                self.faults.add(entry.value.place, reason)
                continue
            made = validated(Predicate, plain(entry.value), entry.value, self.faults)
            if made is not None:
                found[name] = made
        return found

    def _kinds(self) -> dict[str, OwnKind]:
        found = {}
        for name, entry in self._mapping("kinds").items():
            if not isinstance(entry.value, Mapping):
                what = tr("kind {name!r}").format(name=name)
                self.faults.add(entry.value.place, tr("{what}: expected keys and values").format(what=what))
            elif not _KIND.fullmatch(name):
                hint = tr("small letters, digits and underscores: laporan_audit")
                self.faults.add(entry.key.place, tr("kind {name!r}").format(name=name), hint)
            elif made := validated(OwnKind, plain(entry.value), entry.value, self.faults):
                found[name] = made
        return found

    def _sections(self) -> dict[str, Section]:
        """All sections, parents first.

        A leaf without a weight is worth one point an item, a parent the sum of its parts.
        """
        found: dict[str, Section] = {}
        weights = self._weights()
        for code, raw in self.raw.sections.items():
            parent = found.get(raw.parent)
            data = {
                "code": code,
                "title": text_of(raw.node, "title"),
                "weight": weights[code],
                "area": text_of(raw.node, "area") or (parent.area if parent else ""),
                "parent": raw.parent,
            }
            made = validated(Section, data, raw.node, self.faults)
            if made is None:
                self.broken.add(code)
            else:
                found[code] = made
        return found

    def _weights(self) -> dict[str, float]:
        items = Counter(item.section for item in self.raw.items.values())
        inner: dict[str, float] = {}
        weights: dict[str, float] = {}
        # Parents stand before their children, so going backwards meets the children first.
        for code, raw in reversed(self.raw.sections.items()):
            node = raw.node.get("weight")
            value = self._number(node, tr("weight of {code}").format(code=code)) if node else None
            if value is None:
                value = inner.get(code, float(items[code]))
            weights[code] = value
            inner[raw.parent] = inner.get(raw.parent, 0.0) + value
        return weights

    def _items(self, sections: dict[str, Section]) -> tuple[Item, ...]:
        given = self._given_points()
        shares = self._shares(sections, given)
        found = []
        for code, raw in self.raw.items.items():
            section = sections.get(raw.section)
            if section is None:
                self.broken.add(code)
                if raw.section not in self.broken:
                    hint = self.faults.nearest(raw.section, sections) or tr(
                        "the code without its last part is its section"
                    )
                    reason = tr("item {code}: no section {section!r}").format(code=code, section=raw.section)
                    self.faults.add(raw.node.place, reason, hint)
                continue
            made = self._item(code, raw, section, given.get(code, shares[section.code]))
            if made is not None:
                found.append(made)
        order = {code: index for index, code in enumerate(sections)}
        # Parts may come in any order; items stand in the order of their sections.
        found.sort(key=lambda item: order[item.section])
        return tuple(found)

    def _given_points(self) -> dict[str, float]:
        """Points that the file gives: under `points` of the section, or of the item itself."""
        given: dict[str, float] = {}

        def take(code: str, node: Node) -> None:
            value = self._number(node, tr("points of {code}").format(code=code))
            if value is not None:
                given[code] = value

        for section, raw_section in self.raw.sections.items():
            points = raw_section.node.get("points")
            if points is not None and not isinstance(points, Mapping):
                hint = tr("write `points: {B.I.a: 17.5}`")
                self.faults.add(
                    points.place, tr("points of {section}: expected codes").format(section=section), hint
                )
                continue
            for code, entry in points.entries.items() if points else ():
                item = self.raw.items.get(code)
                if item is not None and item.section == section:
                    take(code, entry.value)
                else:
                    reason = tr("points of {section}: no item {code!r} in it").format(
                        section=section, code=code
                    )
                    self.faults.add(entry.key.place, reason, self.faults.nearest(code, self.raw.items))
        for code, raw in self.raw.items.items():
            node = raw.node.get("points")
            if node is None:
                continue
            if code in given:
                hint = tr("take one of them out")
                self.faults.add(
                    node.place, tr("points of {code} stand at its section too").format(code=code), hint
                )
            take(code, node)
        return given

    def _shares(self, sections: dict[str, Section], given: dict[str, float]) -> dict[str, float]:
        """What an item without `points` is worth in each section: an even share of what is left."""
        left = {code: section.weight for code, section in sections.items()}
        rest = Counter[str]()
        for code, raw in self.raw.items.items():
            if code not in given:
                rest[raw.section] += 1
            elif raw.section in left:
                left[raw.section] -= given[code]
        return {code: max(0.0, left[code]) / max(1, rest[code]) for code in sections}

    def _item(self, code: str, raw: RawItem, section: Section, points: float) -> Item | None:
        if entry := raw.node.entries.get("change"):
            hint = tr("`change` is for items of a checklist that this one extends")
            self.faults.add(entry.key.place, tr("nothing to change"), hint)
        requirements = []
        for name, node in raw.requirements.items():
            made = self._requirement(node)
            if made is None:
                self.broken.add(f"{code}:{name}")
            else:
                requirements.append(made)
        data: dict[str, Any] = {
            key: plain(entry.value)
            for key, entry in raw.node.entries.items()
            if key in ("title", "answer", "note", "formula")
        }
        data.setdefault("answer", "YT")
        data |= {
            "code": code,
            "section": section.code,
            "area": section.area,
            "points": points,
            "requirements": tuple(requirements),
        }
        made_item = validated(Item, data, raw.node, self.faults)
        if made_item is None:
            self.broken.add(code)
        return made_item

    def _requirement(self, node: Mapping) -> Requirement | None:
        data = plain(node)
        for key in ("examples", "counter_examples"):
            if isinstance(data.get(key), list):
                data[key] = [{"name": x} if isinstance(x, str) else x for x in data[key]]
        return validated(Requirement, data, node, self.faults)


def build(raw: Raw | None, sha256: str, faults: Faults) -> Draft:
    """The checklist that nodes describe, as far as it can be understood."""
    if raw is None:
        return Draft(None, None, faults)
    run = _Build(raw, sha256, faults)
    return Draft(run.run(), raw, faults, run.broken)
