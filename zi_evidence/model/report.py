"""Documents, matches, findings and the report of one day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zi_evidence.arguments import as_type
from zi_evidence.errors import UsageError
from zi_evidence.i18n import tr
from zi_evidence.model.facts import Facts
from zi_evidence.model.reading import DocumentStatus, Signature
from zi_evidence.model.reason import Reason, ReasonValue

__all__ = [
    "AreaSummary",
    "Document",
    "Finding",
    "FindingValue",
    "ItemReport",
    "Match",
    "MatchedDocument",
    "Report",
    "RequirementReport",
    "RequirementStatus",
    "Severity",
    "SlotReport",
    "SlotStatus",
]


FindingValue = ReasonValue | tuple[Reason, ...]


class RequirementStatus(StrEnum):
    """How well one requirement is served today. Unreadable is never missing, missing never unreadable."""

    MET = "met"
    PARTIAL = "partial"
    STALE = "stale"
    MISSING = "missing"
    UNVERIFIED = "unverified"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: served, excepted by a person, or not asked for yet."""
        return self in (RequirementStatus.MET, RequirementStatus.WAIVED, RequirementStatus.NOT_APPLICABLE)


class SlotStatus(StrEnum):
    """How well one period of a periodic requirement is served."""

    MET = "met"
    PARTIAL = "partial"
    UNVERIFIED = "unverified"
    MISSING = "missing"
    UPCOMING = "upcoming"


class Severity(StrEnum):
    """How much a finding weighs: an error closes the gate, a warning asks for eyes, info informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One file in the unit folder as the index knows it.

    Attributes:
        path: relative to the unit folder, `/` between parts, safe to display, unique in a report.
        size: in bytes.
        status: whether its content could be read.
        path_hex: the raw bytes of the name in hex where the name is not clean UTF-8, else empty.
        sha256: of the bytes that were parsed; empty where the bytes could not be taken.
        reason: why it was not read, or not wholly: a code with its values, see `zi_evidence.model.reasons`.
        modified: the file's modification time, UTC ISO; never makes anything fresh.
        media_type: what its bytes are, e.g. `application/pdf`; the ending of the name decides nothing.
        page_count: how many pages it has; `None` where that is not known.
        flags: what is odd about its insides, e.g. `macro`, `hidden_text`; see `Reading`.
        signatures: digital ones; a name under a text is none.
        facts: what it says about itself; `None` where nothing was read.
        shape: fingerprint of its words without dates and numbers (of a short text with them); documents of one
            shape are copies of each other. Empty where there is hardly a text.
        sketch: a sample of its runs of words without dates and numbers, by which near copies are found; empty for
            a short text. See `zi_evidence.likeness`.
    """

    path: str
    size: int
    modified: str
    status: DocumentStatus
    path_hex: str = ""
    sha256: str = ""
    reason: str = ""
    media_type: str = ""
    page_count: int | None = None
    flags: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    facts: Facts | None = None
    shape: str = ""
    sketch: str = ""

    def __repr__(self) -> str:
        kind = f", {self.facts.kind.value}" if self.facts else ""
        return f"<Document {self.path}: {self.status}, {self.size} bytes{kind}>"


@dataclass(frozen=True, slots=True)
class Match:
    """Document x requirement: a score 0-1 and the reasons for it, strongest first.

    Attributes:
        path: of the document, as in `Document.path`.
        item: code of the item.
        requirement: id of the requirement, `ITEM:NAME`.
        score: 0-1; it ranks candidates and is no probability.
        reasons: why, strongest first.
        by_content: the document's own words carry the match; without it a match proves nothing.
        misfiled: the folder names another item than the content does.
        parts: of a file with several documents in it, the first pages of those that fit, counted from 1, in the
            order of the file; empty where the file holds only one.
        weights: what each reason adds to the score, in their order; more than 1 in all counts as 1.
    """

    path: str
    item: str
    requirement: str
    score: float
    reasons: tuple[Reason, ...]
    by_content: bool
    misfiled: bool = False
    parts: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One stable code about an item, a requirement or a document, with the values behind it.

    Attributes:
        code: e.g. `ZI101`; its meaning never changes.
        name: the same as a word, e.g. `missing`.
        severity: whether it closes the gate.
        item: code of the item it is about, else empty.
        requirement: id of the requirement it is about, else empty.
        path: of the document it is about, as in `Document.path`, else empty.
        page: where the document that is meant begins in a file of several, from 1; 0 where the file is meant.
        values: what its sentence names, see `docs/json.md`: days and periods as ISO texts, `why` as reasons. The
            sentence and the advice are made by `zi_evidence.reports`.
    """

    code: str
    name: str
    severity: Severity
    item: str = ""
    requirement: str = ""
    path: str = ""
    page: int = 0
    values: Mapping[str, FindingValue] = field(default_factory=dict)

    def __hash__(self) -> int:
        about = (self.code, self.severity, self.item, self.requirement, self.path, self.page)
        return hash((about, frozenset(self.values.items())))


@dataclass(frozen=True, slots=True)
class MatchedDocument:
    """A document as a requirement cites it.

    Attributes:
        path: as in `Document.path`.
        score: of its match, 0-1.
        reasons: of its match, strongest first.
        weights: what each reason adds to the score, in their order.
    """

    path: str
    score: float
    reasons: tuple[Reason, ...]
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotReport:
    """One period of a periodic requirement.

    Attributes:
        period: `2026`, `2026-S1`, `2026-Q2` or `2026-03`.
        status: how well it is served; `upcoming` while its due day has not come.
        documents: paths of those that serve it, wholly or in part.
    """

    period: str
    status: SlotStatus
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class RequirementReport:
    """One requirement as of the day of the report.

    Attributes:
        id: `ITEM:NAME`, unique in a checklist; `item` and `name` are its halves.
        title: what is needed, in the language of the checklist.
        status: how well it is served.
        optional: welcome, but nothing is lacking without it.
        slots: its periods in their order; none where it is not periodic.
        documents: the candidates, best first, those that do not count included.
        findings: those about it.
        owner: who must provide it: the requirement's own, else the item's area.
        share: how much of it is there today, 0-1; what cannot be used adds nothing.
        due: the day by which the oldest open period is (or was) due; `None` where nothing periodic is open.
    """

    id: str
    title: str
    status: RequirementStatus
    optional: bool
    owner: str
    slots: tuple[SlotReport, ...] = ()
    documents: tuple[MatchedDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    share: float = 0.0
    due: dt.date | None = None

    def __repr__(self) -> str:
        told = f"{len(self.slots)} periods, {len(self.documents)} documents, {len(self.findings)} findings"
        return f"<RequirementReport {self.id}: {self.status}, {told}>"

    @property
    def item(self) -> str:
        """The code of the item that needs it: what stands in `id` before the colon."""
        return self.id.partition(":")[0]

    @property
    def name(self) -> str:
        """What the checklist calls it within its item, `Requirement.id` there: what stands behind the colon."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True, repr=False)
class ItemReport:
    """One question of the worksheet.

    Attributes:
        code: e.g. `A.I.1.i.a`.
        title: the question in our own words.
        section: code of the sub-area it belongs to.
        area: number of its area, empty where it belongs to none.
        points: what it is worth.
        supported: the most that today's evidence can carry, 0 to `points`; 0 where it is waived.
        status: that of its required evidence taken together.
        requirements: all of them, in the order of the checklist, optional ones included.
        answers: who answered (`unit`, `tpi`, `tpn`) -> the answer as written in the unit file.
        claimed: points of the unit's own answer; `None` where there are no answers at all, 0 where blank.
        scale: name of its answer scale, e.g. `ABC`, `%`.
        steps: answer of that scale -> the share of the points that it is worth, 0-1, in the scale's order.
    """

    code: str
    title: str
    section: str
    area: str
    points: float
    supported: float
    status: RequirementStatus
    requirements: tuple[RequirementReport, ...]
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)
    claimed: float | None = None
    scale: str = ""
    steps: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        worth = f"{self.supported:g} of {self.points:g} points"
        return f"<ItemReport {self.code}: {self.status}, {worth}, {len(self.requirements)} requirements>"


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """One area's or section's points: what it is worth, what is supported, what the target asks.

    Attributes:
        code: `total`, `area N`, or the code of a section or an item.
        title: its name.
        points: what it is worth.
        supported: the most that today's evidence can carry.
        floor: the least points that the target asks for; `None` where it asks for none.
    """

    code: str
    title: str
    points: float
    supported: float
    floor: float | None

    @property
    def below(self) -> bool:
        """Whether the target asks for more than is supported."""
        return self.floor is not None and self.supported + 1e-9 < self.floor


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """Facts of one evaluation as of one day; renderers only print it.

    Attributes:
        checklist_id: e.g. `permenpanrb-90-2021`.
        checklist_version: as its file says.
        checklist_sha256: of the bytes of all its files.
        checklist_title: its name.
        unit_name: the unit's name in its unit file.
        target: the predicate aimed at, e.g. `wbk`; empty where the checklist knows none.
        year: of the assessment.
        as_of: the day that was judged on.
        window_from: first day of which evidence counts.
        window_to: last day of which evidence counts.
        items: all, in the order of the checklist.
        areas: the total, sections and areas, in the order of the summary.
        documents: every file that counts, by path.
        document_items: path of a document -> codes of the items it serves, best first.
        findings: all of them, those of requirements and documents included, by code.
        ready: whether no finding is an error. The gate (`zi_evidence.check`) asks for more.
        sections: code of every section of the checklist -> its title, in printed order.
    """

    checklist_id: str
    checklist_version: str
    checklist_sha256: str
    checklist_title: str
    unit_name: str
    target: str
    year: int
    as_of: dt.date
    window_from: dt.date
    window_to: dt.date
    items: tuple[ItemReport, ...]
    areas: tuple[AreaSummary, ...]
    documents: tuple[Document, ...]
    document_items: Mapping[str, tuple[str, ...]] = field(hash=False)
    findings: tuple[Finding, ...]
    ready: bool
    sections: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        told = f"{self.unit_name}, {self.target.upper()} {self.year}, as of {self.as_of}"
        counts = f"{len(self.items)} items, {len(self.documents)} documents, {len(self.findings)} findings"
        return f"<Report {told}: {counts}, {'ready' if self.ready else 'not ready'}>"

    def item(self, code: str) -> ItemReport:
        """The item with this code; capital and small letters are the same.

        Raises:
            UsageError: the checklist has no such item.
        """
        as_type("code", code, str)
        wanted = code.casefold()
        for item in self.items:
            if item.code.casefold() == wanted:
                return item
        raise UsageError(tr("there is no item {code} in this report").format(code=code))

    def missing(self, area: str | None = None) -> tuple[RequirementReport, ...]:
        """The requirements that must be met and of which there is nothing, in the order of the checklist.

        Args:
            area: number of an area, e.g. `"3"`; all items, those of no area included, if not given.

        Raises:
            UsageError: no item belongs to such an area.
        """
        as_type("area", area, str, optional=True)
        areas = {item.area: None for item in self.items if item.area}
        if area is not None and area not in areas:
            raise UsageError(
                tr("there is no area {area} in this report").format(area=area),
                hint=tr("one of: {known}").format(known=", ".join(areas)),
            )
        return tuple(
            requirement
            for item in self.items
            if area in (None, item.area)
            for requirement in item.requirements
            if requirement.status is RequirementStatus.MISSING and not requirement.optional
        )
