"""What the template of the HTML report prints: plain frozen values, every sentence chosen already."""

from dataclasses import dataclass

__all__ = [
    "Cell",
    "Choice",
    "Choices",
    "Cited",
    "DocumentView",
    "FindingView",
    "Group",
    "ItemView",
    "RequirementView",
    "Strip",
    "Sub",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter: the class that its requirements carry, and its label."""

    mark: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The three filters. An entry of `areas` belongs to the group of the same place."""

    areas: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    owners: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding beside what it is about."""

    code: str
    severity: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One period in a strip; `column` is set where the strip does not start at its first column."""

    label: str
    status: str
    word: str
    column: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The periods of one year, in a grid of 12, 4, 2 or 1 columns."""

    year: str
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a requirement cites it; `anchor` leads to its entry in the list of documents."""

    name: str
    href: str
    anchor: str
    periods: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One requirement."""

    title: str
    status: str
    word: str
    optional: bool
    marks: str
    due: str
    strips: tuple[Strip, ...]
    findings: tuple[FindingView, ...]
    documents: tuple[Cited, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item."""

    anchor: str
    code: str
    title: str
    points: str
    status: str
    word: str
    marks: str
    answers: str
    apart: str
    overclaim: str
    requirements: tuple[RequirementView, ...]


@dataclass(frozen=True, slots=True)
class Sub:
    """One sub-area with its items; `context` names the sections above it."""

    code: str
    title: str
    context: str
    points: str
    marks: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One area, or one component that has no areas."""

    anchor: str
    mark: str
    code: str
    title: str
    points: str
    marks: str
    subs: tuple[Sub, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in the list of all."""

    anchor: str
    name: str
    href: str
    folder: str
    status: str
    word: str
    facts: str
    items: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...]
    loud: bool
