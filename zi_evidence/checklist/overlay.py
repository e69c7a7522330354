"""Lays a checklist over the one it extends: adds, tightens, replaces and drops requirements.

An overlay is written by one office and read by another that trusts the base. So titles, points and
answers of the base stay unless the overlay names them under `change`, and a requirement of the base
is only touched by `mode: tighten`, `mode: replace` or `drop`.
"""

from zi_evidence.checklist.faults import Faults
from zi_evidence.checklist.raw import Raw, RawItem, mapping_of, text_of, texts_of
from zi_evidence.checklist.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from zi_evidence.i18n import tr

__all__ = ["lay_over"]

_MODES = ("add", "tighten", "replace")
_GROWING = ("scales", "areas", "predicates", "flags", "kinds")


def lay_over(below: Raw, above: Raw, faults: Faults) -> Raw:
    """The base, amended in place by what lies above it."""
    return _Overlay(below, above, faults).merge()


class _Overlay:
    """Lays one `Raw` over another; nothing of the base changes without the overlay saying so."""

    def __init__(self, below: Raw, above: Raw, faults: Faults) -> None:
        self.below = below
        self.above = above
        self.faults = faults

    def merge(self) -> Raw:
        """The base, amended in place."""
        self._drop()
        self._head()
        for code, section in self.above.sections.items():
            if code in self.below.sections:
                hint = tr("an overlay adds sections; those of the base keep title and weight")
                self.faults.add(
                    section.node.place, tr("section {code!r} is in the base").format(code=code), hint
                )
            else:
                self.below.sections[code] = section
        for name, wordings in self.above.concepts.items():
            self.below.concepts.setdefault(name, []).extend(wordings)
            self.below.concept_places.setdefault(name, self.above.concept_places[name])
        for code, item in self.above.items.items():
            self._item(code, item)
        self.below.place = self.above.place
        return self.below

    def _drop(self) -> None:
        for drop in self.above.drops:
            code, _, name = drop.value.rpartition(":")
            item = self.below.items.get(code)
            if item is None or name not in item.requirements:
                known = (f"{key}:{id_}" for key, it in self.below.items.items() for id_ in it.requirements)
                hint = self.faults.nearest(drop.value, known) or tr("write the full id, ITEM:ID")
                self.faults.add(
                    drop.place, tr("drop {value!r}: no such requirement").format(value=drop.value), hint
                )
                continue
            del item.requirements[name]

    def _head(self) -> None:
        """The overlay's own name and version; scales, areas and the like are only added to."""
        for key, entry in self.above.head.items():
            if key not in _GROWING:
                self.below.head[key] = entry
                continue
            base_entry = self.below.head.get(key)
            added = mapping_of(entry.value, key, self.faults)
            if added is None:
                continue
            merged = Mapping(added.place)
            if base_entry and isinstance(base_entry.value, Mapping):
                merged.entries.update(base_entry.value.entries)
            for name, inner in added.entries.items():
                if name in merged.entries:
                    hint = tr("an overlay adds; take another name")
                    self.faults.add(
                        inner.key.place, tr("{key}: {name!r} is in the base").format(key=key, name=name), hint
                    )
                else:
                    merged.entries[name] = inner
            self.below.head[key] = Entry(entry.key, merged)

    def _item(self, code: str, item: RawItem) -> None:
        old = self.below.items.get(code)
        if old is None:
            self._new_item(code, item)
            return
        for name, requirement in item.requirements.items():
            self._requirement(code, old, name, requirement)
        changes = {c.value: c for c in texts_of(item.node.get("change"), "change", self.faults)}
        for key, entry in item.node.entries.items():
            if key in ("code", "requirements", "change"):
                continue
            if key not in changes:
                hint = tr("say so with `change: [{key}]` if it is meant").format(key=key)
                self.faults.add(
                    entry.key.place, tr("{key!r} of {code} is the base's").format(key=key, code=code), hint
                )
                continue
            old.node = Mapping(old.node.place, {**old.node.entries, key: entry})
        if "section" in item.node.entries and "section" in changes:
            old.section = item.section
        for key, scalar in changes.items():
            if key not in item.node.entries:
                self.faults.add(scalar.place, tr("change: {key!r} is not given here").format(key=key))

    def _new_item(self, code: str, item: RawItem) -> None:
        section = item.section
        if section in self.below.sections and section not in self.above.sections:
            points = item.node.get("points")
            if not isinstance(points, Scalar) or points.value != "0":
                hint = tr("write `points: 0`, or put it in a section of your own")
                reason = tr("a new item would change what the other items of {section} are worth").format(
                    section=section
                )
                self.faults.add(item.node.place, reason, hint)
                return
        self.below.items[code] = item

    def _requirement(self, code: str, old: RawItem, name: str, node: Mapping) -> None:
        mode_node = node.get("mode")
        mode = mode_node.value if isinstance(mode_node, Scalar) else "add"
        place = mode_node.place if mode_node else node.place
        if mode not in _MODES:
            self.faults.add(
                place,
                tr("unknown mode {mode!r}").format(mode=mode),
                self.faults.nearest(mode, _MODES) or "add, tighten, replace",
            )
            return
        known = old.requirements.get(name)
        if known is None and mode != "add":
            hint = self.faults.nearest(name, old.requirements) or tr("{code} has no such requirement").format(
                code=code
            )
            self.faults.add(
                place,
                tr("{mode} {code}:{name}: not in the base").format(mode=mode, code=code, name=name),
                hint,
            )
            return
        if known is not None and mode == "add":
            hint = tr("write `mode: tighten` or `mode: replace`, or take another id")
            self.faults.add(
                place, tr("{code}:{name} is in the base already").format(code=code, name=name), hint
            )
            return
        own = {key: entry for key, entry in node.entries.items() if key != "mode"}
        if known is not None and mode == "tighten":
            self._check_tightens(f"{code}:{name}", known, node)
            for key in ("examples", "counter_examples"):
                if key in own and key in known.entries:
                    own[key] = Entry(own[key].key, _joined(known.entries[key].value, own[key].value))
            own = {**known.entries, **own}
        old.requirements[name] = Mapping(node.place, own)

    def _check_tightens(self, name: str, known: Mapping, node: Mapping) -> None:
        """Notes keys that would ask for less than the base; `replace` is the word for that."""
        hint = tr("use `mode: replace` if it is meant")
        optional = node.get("optional")
        if optional and text_of(node, "optional") == "true" and text_of(known, "optional") != "true":
            self.faults.add(optional.place, tr("{name} is required in the base").format(name=name), hint)
        shorter = node.get("shorter")
        if shorter and text_of(node, "shorter") == "true" and text_of(known, "shorter") != "true":
            reason = tr("{name} asks for reports on whole periods in the base").format(name=name)
            self.faults.add(shorter.place, reason, hint)
        least = node.get("min")
        old, new = text_of(known, "min") or "1", text_of(node, "min")
        if least and old.isdecimal() and new.isdecimal() and int(new[:6]) < int(old[:6]):
            self.faults.add(
                least.place, tr("{name} needs {old} documents in the base").format(name=name, old=old), hint
            )
        must = node.get("must")
        old_must = known.get("must")
        if isinstance(must, Sequence) and isinstance(old_must, Sequence):
            kept = {entry.value for entry in must.items if isinstance(entry, Scalar)}
            for entry in old_must.items:
                if isinstance(entry, Scalar) and entry.value not in kept:
                    self.faults.add(
                        must.place,
                        tr("{name} must be {value} in the base").format(name=name, value=entry.value),
                        hint,
                    )


def _joined(first: Node, second: Node) -> Node:
    if isinstance(first, Sequence) and isinstance(second, Sequence):
        return Sequence(second.place, [*first.items, *second.items])
    return second
