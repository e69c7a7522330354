"""What the HTML report shows, as plain values: every sentence chosen, every class and link worked out.

The template only prints. Nothing here escapes: the template engine does that for every value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote, quote_from_bytes

from zi_evidence.i18n import period_text, translation
from zi_evidence.model import (
    Document,
    DocumentStatus,
    Facts,
    Finding,
    ItemReport,
    Report,
    RequirementReport,
    RequirementStatus,
    Severity,
    SlotReport,
    SlotStatus,
)
from zi_evidence.periods import bounds
from zi_evidence.reports.html_shapes import (
    Cell,
    Choice,
    Choices,
    Cited,
    DocumentView,
    FindingView,
    Group,
    ItemView,
    RequirementView,
    Strip,
    Sub,
)
from zi_evidence.reports.plain import (
    count,
    kind_name,
    owner_name,
    source_name,
)
from zi_evidence.reports.privacy import Masker
from zi_evidence.reports.reason_texts import reason_sentence
from zi_evidence.reports.sentences import advice, sentence
from zi_evidence.reports.words import Language, day, number, word

__all__ = ["Viewer", "document_link"]

# A requirement names its best documents; the list of all documents names every item of each.
_SHOWN = 20


def document_link(document: Document, base: str, masked: Masker) -> str:
    """The relative link to a document; empty without `base` and where it would spell out a person's number.

    Every byte that could mean something to a browser is percent-encoded, so that no name is a scheme,
    a query or a way out of the folder.
    """
    if not base:
        return ""
    path = quote_from_bytes(bytes.fromhex(document.path_hex)) if document.path_hex else quote(document.path)
    link = f"{quote(base.rstrip('/'), errors='surrogateescape')}/{path}"
    return link if masked(document.path) == document.path and masked(link) == link else ""


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name


class Viewer:
    """Makes the views of one report in one language."""

    def __init__(self, report: Report, lang: Language, base: str, masked: Masker) -> None:
        self._report = report
        self._lang = lang
        self._ = translation(lang)
        self._sections = report.sections
        self._links = {d.path: document_link(d, base, masked) for d in report.documents}
        self._anchors = {d.path: f"d{place}" for place, d in enumerate(report.documents, 1)}
        self._items = {item.code: f"i{place}" for place, item in enumerate(report.items, 1)}
        requirements = [r for item in report.items for r in item.requirements]
        self._statuses = [s for s in RequirementStatus if any(r.status is s for r in requirements)]
        self._owners = sorted({r.owner for r in requirements}, key=lambda o: (not o, len(o), o))
        self._owner_marks = {owner: f"o{place}" for place, owner in enumerate(self._owners)}
        self._members: dict[tuple[str, str], list[ItemReport]] = defaultdict(list)
        self._reason = lru_cache(maxsize=10_000)(lambda reason: reason_sentence(reason, lang))
        for item in report.items:
            self._members[
                "area" if item.area else "section", item.area or item.section.partition(".")[0]
            ].append(item)

    def item_anchor(self, code: str) -> str:
        """The id of an item's element."""
        return self._items[code]

    def status_word(self, requirement: RequirementReport) -> str:
        """The status in words; what is welcome but not required is never called a gap."""
        if requirement.optional and not requirement.status.is_settled:
            return (
                self._("optional, none yet")
                if requirement.status is RequirementStatus.MISSING
                else self._("optional, not complete")
            )
        return word(requirement.status.value, self._lang)

    # ---- filters -----------------------------------------------------------------------------------

    def choices(self) -> Choices:
        """The filters, with how many required requirements each status has."""
        required = Counter(r.status for i in self._report.items for r in i.requirements if not r.optional)
        open_ones = sum(required[status] for status in RequirementStatus if not status.is_settled)
        needs_work = self._("needs work")
        statuses = [Choice("sx", f"{needs_work} ({count(open_ones, self._lang)})")]
        statuses.extend(
            Choice(f"s{place}", f"{word(status.value, self._lang)} ({count(required[status], self._lang)})")
            for place, status in enumerate(self._statuses)
            if required[status]
        )
        return Choices(
            areas=tuple(
                Choice(f"a{place}", " ".join(filter(None, self._title(*key)))) for place, key in self._keys()
            ),
            statuses=tuple(statuses),
            owners=tuple(Choice(self._owner_marks[o], owner_name(o, self._lang)) for o in self._owners),
        )

    def _keys(self) -> list[tuple[int, tuple[str, str]]]:
        """Areas in the order of the summary, then what belongs to none."""
        order = {area.code: place for place, area in enumerate(self._report.areas)}
        last = len(order)
        keys = sorted(
            self._members, key=lambda key: order.get(f"area {key[1]}", last) if key[0] == "area" else last
        )
        return list(enumerate(keys))

    def _title(self, sort: str, code: str) -> tuple[str, str]:
        if sort == "section":
            return code, self._sections.get(code, "")
        titles = {area.code: area.title for area in self._report.areas}
        return code, titles.get(f"area {code}", "")

    def _marks(self, requirement: RequirementReport) -> list[str]:
        owner = self._owner_marks[requirement.owner]
        if requirement.optional:
            return [owner]  # a filter by status shows the work there is; what is optional is none
        marks = [f"s{self._statuses.index(requirement.status)}"]
        if not requirement.status.is_settled:
            marks.append("sx")
        return [owner, *marks, *(f"{mark}{owner}" for mark in marks)]

    # ---- areas, sub-areas, items -------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        """Areas with their sub-areas and items."""
        return tuple(self._group(place, *key) for place, key in self._keys())

    def _points(self, items: Sequence[ItemReport]) -> str:
        supported = number(sum(item.supported for item in items), self._lang)
        return f"{supported} / {number(sum(item.points for item in items), self._lang)}"

    def _group(self, place: int, sort: str, code: str) -> Group:
        items = self._members[sort, code]
        _, title = self._title(sort, code)
        subs = tuple(
            self._sub(section, list(members), title)
            for section, members in groupby(items, lambda i: i.section)
        )
        return Group(
            anchor=f"g{place}",
            mark=f"a{place}",
            code=code,
            title=title,
            points=self._points(items),
            marks=_joined(sub.marks for sub in subs),
            subs=subs,
        )

    def _sub(self, section: str, items: Sequence[ItemReport], group_title: str) -> Sub:
        views = tuple(self._item(item) for item in items)
        parts = section.split(".")
        above = [self._sections.get(".".join(parts[:end]), "") for end in range(1, len(parts))]
        return Sub(
            code=section,
            title=self._sections.get(section, ""),
            context=" › ".join(title for title in above if title and title != group_title),
            points=self._points(items),
            marks=_joined(view.marks for view in views),
            items=views,
        )

    def _item(self, item: ItemReport) -> ItemView:
        requirements = tuple(self._requirement(requirement) for requirement in item.requirements)
        named = {"unit": self._("unit"), "tpi": "TPI", "tpn": "TPN"}
        over = item.claimed is not None and item.claimed > item.supported + 1e-9
        return ItemView(
            anchor=self._items[item.code],
            code=item.code,
            title=item.title,
            points=self._points([item]),
            status=item.status.value,
            word=word(item.status.value, self._lang),
            marks=_joined(view.marks for view in requirements),
            answers=" · ".join(f"{named.get(who, who)}: {answer}" for who, answer in item.answers.items()),
            apart=self._("waived, not scored") if item.status is RequirementStatus.WAIVED else "",
            overclaim=self._(
                "The unit's answer is worth {claimed}, the evidence supports {supported}."
            ).format(
                claimed=number(item.claimed or 0.0, self._lang), supported=number(item.supported, self._lang)
            )
            if over
            else "",
            requirements=requirements,
        )

    def _requirement(self, requirement: RequirementReport) -> RequirementView:
        serves: dict[str, list[str]] = defaultdict(list)
        for slot in requirement.slots:
            for path in slot.documents:
                period = period_text(slot.period, self._lang)
                met = slot.status is SlotStatus.MET
                serves[path].append(period if met else f"{period}: {word(slot.status.value, self._lang)}")
        return RequirementView(
            title=requirement.title,
            status="optional"
            if requirement.optional and not requirement.status.is_settled
            else requirement.status.value,
            word=self.status_word(requirement),
            optional=requirement.optional,
            marks=" ".join(self._marks(requirement)),
            due=self.due(requirement),
            strips=tuple(self._strips(requirement.slots)),
            findings=tuple(
                # The status beside the title says already that it is missing.
                self._finding(
                    finding,
                    ""
                    if finding.name == "missing"
                    else sentence(finding, self._lang, by_name=True, beside=True),
                )
                for finding in requirement.findings
                if not (requirement.optional and finding.name == "missing")
            ),
            documents=tuple(
                Cited(
                    name=_split(cited.path)[1],
                    href=self._links.get(cited.path, ""),
                    anchor=self._anchors.get(cited.path, ""),
                    periods=", ".join(serves[cited.path]),
                    reasons=tuple(self._reason(reason) for reason in cited.reasons),
                )
                for cited in requirement.documents[:_SHOWN]
            ),
            more=max(0, len(requirement.documents) - _SHOWN),
        )

    def due(self, requirement: RequirementReport) -> str:
        """By when the oldest open period must be served; empty where nothing periodic is open."""
        if requirement.due is None:
            return ""
        late = requirement.due < self._report.as_of
        text = self._("was due on {day}") if late else self._("due by {day}")
        return text.format(day=day(requirement.due, self._lang))

    def _strips(self, slots: Sequence[SlotReport]) -> Iterable[Strip]:
        columns = _columns(slots)
        if columns == 1:  # years stand side by side
            yield Strip("", 4, tuple(self._cell(slot, slot.period, 0) for slot in slots))
            return
        for year, of_year in groupby(slots, lambda slot: slot.period[:4]):
            cells = []
            for place, slot in enumerate(of_year):
                name = period_text(slot.period, self._lang).removesuffix(f" {year}")
                month = bounds(slot.period)[0].month
                column = (month - 1) * columns // 12 + 1 if place == 0 else 0
                cells.append(self._cell(slot, name[:3] if columns == 12 else name, column))
            yield Strip(year, columns, tuple(cells))

    def _cell(self, slot: SlotReport, label: str, column: int) -> Cell:
        return Cell(label, slot.status.value, word(slot.status.value, self._lang), column)

    # ---- documents and findings ----------------------------------------------------------------------

    def documents(self) -> tuple[DocumentView, ...]:
        """Every document of the unit folder, in order."""
        own: dict[str, list[Finding]] = defaultdict(list)
        for finding in self._report.findings:
            if finding.path and not finding.requirement:
                own[finding.path].append(finding)
        return tuple(self._document(d, own.get(d.path, [])) for d in self._report.documents)

    def _document(self, document: Document, findings: Sequence[Finding]) -> DocumentView:
        folder, name = _split(document.path)
        unread = document.status is not DocumentStatus.READ
        return DocumentView(
            anchor=self._anchors[document.path],
            name=name,
            href=self._links[document.path],
            folder=folder,
            status="unread" if unread else "",
            word=word(document.status.value, self._lang) if unread else "",
            facts=" · ".join(self._facts(document.facts)) if document.facts else "",
            items=tuple(
                (self._items[code], code)
                for code in self._report.document_items.get(document.path, ())
                if code in self._items
            ),
            findings=tuple(self._finding(finding, sentence(finding, self._lang)) for finding in findings),
            loud=any(finding.severity is not Severity.INFO for finding in findings),
        )

    def _facts(self, facts: Facts) -> Iterable[str]:
        if kind := kind_name(facts.kind.value):
            yield kind
        if facts.number:
            yield self._("number {number}").format(number=facts.number.value)
        if facts.date:
            date = facts.date
            yield f"{period_text(date.value, self._lang)} ({source_name(date.source, self._lang)})"
        if facts.period:
            yield self._("period {period}").format(period=period_text(facts.period.value, self._lang))
        if facts.parts:
            yield self._("holds {n} documents").format(n=len(facts.parts))

    def _finding(self, finding: Finding, message: str) -> FindingView:
        return FindingView(finding.code, finding.severity.value, message, advice(finding, self._lang))

    def general_findings(self) -> tuple[FindingView, ...]:
        """Findings about neither a requirement nor a document; floors are in the tables of points."""
        return tuple(
            self._finding(finding, sentence(finding, self._lang))
            for finding in self._report.findings
            if not finding.requirement and finding.path not in self._anchors and finding.name != "under_floor"
        )


def _columns(slots: Sequence[SlotReport]) -> int:
    """How many periods a year has."""
    form = slots[0].period if slots else ""
    if "Q" in form:
        return 4
    if "S" in form:
        return 2
    return 12 if len(form) == len("2026-03") else 1


def _joined(marks: Iterable[str]) -> str:
    """All classes of the members, each once, in a fixed order."""
    return " ".join(sorted({mark for some in marks for mark in some.split()}))
