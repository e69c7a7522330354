"""The nodes of a checklist, indexed by code, id and name, before they have become models."""

from dataclasses import dataclass, field

from zi_evidence.checklist.faults import Faults, Place
from zi_evidence.checklist.yaml_nodes import Entry, Mapping, Node, Scalar, Sequence
from zi_evidence.i18n import tr

__all__ = [
    "Raw",
    "RawItem",
    "RawSection",
    "check_keys",
    "list_of",
    "mapping_of",
    "text_of",
    "texts_of",
]


@dataclass(slots=True)
class RawSection:
    """A section's mapping and the code of the section it stands in."""

    node: Mapping
    parent: str


@dataclass(slots=True)
class RawItem:
    """An item's mapping, the section it attaches to, and its requirements by id."""

    node: Mapping
    section: str
    requirements: dict[str, Mapping] = field(default_factory=dict)


@dataclass(slots=True)
class Raw:
    """All nodes of a checklist; `head` holds the top-level keys."""

    place: Place
    head: dict[str, Entry] = field(default_factory=dict)
    sections: dict[str, RawSection] = field(default_factory=dict)
    items: dict[str, RawItem] = field(default_factory=dict)
    concepts: dict[str, list[Scalar]] = field(default_factory=dict)
    concept_places: dict[str, Place] = field(default_factory=dict)
    drops: list[Scalar] = field(default_factory=list)


def text_of(mapping: Mapping, key: str) -> str:
    """The text under `key`, empty where there is none or it is no text."""
    node = mapping.get(key)
    return node.value if isinstance(node, Scalar) else ""


def mapping_of(node: Node | None, what: str, faults: Faults) -> Mapping | None:
    """The node if it is a mapping; None, and a fault, if it is something else."""
    if node is None or isinstance(node, Mapping):
        return node
    faults.add(
        node.place, tr("{what}: expected keys and values").format(what=what), tr("write `key: value` lines")
    )
    return None


def list_of(node: Node | None, what: str, faults: Faults) -> list[Node]:
    """The entries of a list; none, and a fault, if it is something else."""
    if node is None:
        return []
    if isinstance(node, Sequence):
        return node.items
    faults.add(
        node.place,
        tr("{what}: expected a list").format(what=what),
        tr("write `- ` before each entry, or [a, b]"),
    )
    return []


def texts_of(node: Node | None, what: str, faults: Faults) -> list[Scalar]:
    """The texts of a list; whatever else it holds is a fault."""
    texts = []
    for entry in list_of(node, what, faults):
        if isinstance(entry, Scalar) and entry.value:
            texts.append(entry)
        else:
            faults.add(
                entry.place, tr("{what}: expected a text").format(what=what), tr("quote text that holds `: `")
            )
    return texts


def check_keys(mapping: Mapping, known: tuple[str, ...], faults: Faults) -> None:
    """Adds a fault for each key that is not known here."""
    for name, entry in mapping.entries.items():
        if name not in known:
            hint = faults.nearest(name, known) or tr("known here: {known}").format(known=", ".join(known))
            faults.add(entry.key.place, tr("unknown key {what!r}").format(what=name), hint)
