"""Gathers the nodes of one checklist from its file, its parts, and what it extends.

Everything here works on YAML nodes, before they have become models. So a requirement that an
overlay tightens is still a mapping whose every line knows its file, and one builder serves all.
"""

import hashlib

from zi_evidence.checklist.faults import Faults, Place
from zi_evidence.checklist.overlay import lay_over
from zi_evidence.checklist.raw import (
    Raw,
    RawItem,
    RawSection,
    check_keys,
    list_of,
    mapping_of,
    text_of,
    texts_of,
)
from zi_evidence.checklist.sources import Source, base, beside
from zi_evidence.checklist.yaml_nodes import Mapping, Node, Scalar, parse, read_bytes
from zi_evidence.i18n import tr

__all__ = ["PART_KEYS", "TOP_KEYS", "gather"]

TOP_KEYS = (
    "schema",
    "id",
    "version",
    "title",
    "source",
    "language",
    "public_office",
    "extends",
    "scales",
    "areas",
    "predicates",
    "flags",
    "concepts",
    "kinds",
    "sections",
    "parts",
    "items",
    "drop",
)
PART_KEYS = ("concepts", "items")
_SECTION_KEYS = ("code", "title", "weight", "area", "points", "sections", "items")
_ITEM_KEYS = (
    "code",
    "title",
    "section",
    "answer",
    "points",
    "note",
    "formula",
    "requirements",
    "change",
)
_MOST_PARTS = 50
_MOST_LAYERS = 5
_MOST_BYTES = 4_000_000


class _Gatherer:
    """Reads one checklist's files into a `Raw`; a base is gathered first, then laid under."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.digest = hashlib.sha256()
        self.size = 0

    def tree(self, source: Source) -> Mapping | None:
        data = read_bytes(source.path, source.shown, self.faults)
        if data is None:
            return None
        self.digest.update(data)
        self.size += len(data)
        if self.size > _MOST_BYTES:
            self.faults.add(Place(source.shown), tr("brings the files together over 4 MB"))
            return None
        node = parse(data, source.shown, self.faults)
        return mapping_of(node, tr("a checklist"), self.faults)

    def layer(self, source: Source, seen: tuple[str, ...]) -> Raw | None:
        """One file with its parts, over what it extends."""
        # The name of the base is inside the file, so the file is read first and digested first.
        tree = self.tree(source)
        if tree is None:
            return None
        check_keys(tree, TOP_KEYS, self.faults)
        below = None
        extends = tree.get("extends")
        if extends is not None:
            below = self._base(source, extends, (*seen, source.shown))
            if below is None:
                return None
        raw = Raw(tree.place, head=dict(tree.entries))
        self._sections(tree.get("sections"), "", raw)
        self._concepts(tree, raw)
        self._items(tree.get("items"), None, raw)
        raw.drops = texts_of(tree.get("drop"), "drop", self.faults)
        self._parts(source, tree, raw)
        if below is None:
            for drop in raw.drops:
                self.faults.add(drop.place, tr("drop without extends"), tr("say what this file extends"))
            return raw
        return lay_over(below, raw, self.faults)

    def _base(self, source: Source, extends: Node, seen: tuple[str, ...]) -> Raw | None:
        name = extends.value if isinstance(extends, Scalar) else ""
        found = base(source, name)
        if found is None:
            hint = tr("an id of `checklist list`, or the name of a .yaml file in this folder")
            self.faults.add(extends.place, tr("extends {name!r}: no such checklist").format(name=name), hint)
            return None
        if found.shown in seen or len(seen) >= _MOST_LAYERS:
            self.faults.add(extends.place, tr("extends {name!r} leads back or too deep").format(name=name))
            return None
        return self.layer(found, seen)

    def _parts(self, source: Source, tree: Mapping, raw: Raw) -> None:
        names = texts_of(tree.get("parts"), "parts", self.faults)
        for name in names[_MOST_PARTS:]:
            self.faults.add(name.place, tr("more than {most} parts").format(most=_MOST_PARTS))
        for name in names[:_MOST_PARTS]:
            part = beside(source, name.value)
            if part is None:
                hint = tr("a .yaml file in the same folder or below it")
                self.faults.add(
                    name.place, tr("part {value!r} cannot be used").format(value=name.value), hint
                )
                continue
            if not part.path.is_file():
                self.faults.add(name.place, tr("part {value!r} does not exist").format(value=name.value))
                continue
            node = self.tree(part)
            if node is not None:
                check_keys(node, PART_KEYS, self.faults)
                self._concepts(node, raw)
                self._items(node.get("items"), None, raw)

    def _sections(self, node: Node | None, parent: str, raw: Raw) -> None:
        for entry in list_of(node, "sections", self.faults):
            section = mapping_of(entry, tr("a section"), self.faults)
            if section is None:
                continue
            check_keys(section, _SECTION_KEYS, self.faults)
            code = text_of(section, "code")
            if not code:
                self.faults.add(section.place, tr("section without a code"))
                continue
            if code in raw.sections:
                first = raw.sections[code].node.place
                hint = tr("it stands in line {line} already").format(line=first.line)
                self.faults.add(section.place, tr("duplicate section {code!r}").format(code=code), hint)
                continue
            raw.sections[code] = RawSection(section, parent)
            self._sections(section.get("sections"), code, raw)
            self._items(section.get("items"), code, raw)

    def _concepts(self, tree: Mapping, raw: Raw) -> None:
        concepts = mapping_of(tree.get("concepts"), "concepts", self.faults)
        for name, entry in concepts.entries.items() if concepts else ():
            if name in raw.concepts:
                first = raw.concept_places[name]
                hint = tr("it stands in {file}:{line} already; use another name").format(
                    file=first.file, line=first.line
                )
                self.faults.add(entry.key.place, tr("duplicate concept {name!r}").format(name=name), hint)
                continue
            raw.concepts[name] = texts_of(entry.value, tr("concept {name!r}").format(name=name), self.faults)
            raw.concept_places[name] = entry.key.place

    def _items(self, node: Node | None, section: str | None, raw: Raw) -> None:
        for entry in list_of(node, "items", self.faults):
            item = mapping_of(entry, tr("an item"), self.faults)
            if item is None:
                continue
            check_keys(item, _ITEM_KEYS, self.faults)
            code = text_of(item, "code")
            if not code:
                self.faults.add(item.place, tr("item without a code"))
                continue
            if code in raw.items:
                first = raw.items[code].node.place
                hint = tr("it stands in {file}:{line} already").format(file=first.file, line=first.line)
                self.faults.add(item.place, tr("duplicate item {code!r}").format(code=code), hint)
                continue
            attached = section or text_of(item, "section") or code.rpartition(".")[0]
            raw.items[code] = RawItem(item, attached, self._requirements(item))

    def _requirements(self, item: Mapping) -> dict[str, Mapping]:
        found: dict[str, Mapping] = {}
        for entry in list_of(item.get("requirements"), "requirements", self.faults):
            requirement = mapping_of(entry, tr("a requirement"), self.faults)
            if requirement is None:
                continue
            name = text_of(requirement, "id")
            if not name:
                self.faults.add(requirement.place, tr("requirement without an id"))
            elif name in found:
                hint = tr("it stands in line {line} already").format(line=found[name].place.line)
                self.faults.add(
                    requirement.place, tr("duplicate id {name!r} in this item").format(name=name), hint
                )
            else:
                found[name] = requirement
        return found


def gather(source: Source, faults: Faults) -> tuple[Raw | None, str]:
    """The nodes of a checklist with its parts and bases, and the SHA-256 of all bytes read.

    Returns:
        `None` in place of the nodes where nothing can be made of them; the reasons are in `faults`.
    """
    gatherer = _Gatherer(faults)
    raw = gatherer.layer(source, ())
    return raw, gatherer.digest.hexdigest()
