"""The report as a workbook: Ringkasan, Rencana Aksi, LKE, Data Dukung, Temuan.

Same facts and same order as the other reports; sums are formulas over the sheet LKE, so that they follow the
answers that people type there.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

from zi_evidence.evaluation.actions import actions
from zi_evidence.i18n import Language, translation
from zi_evidence.model import (
    AreaSummary,
    Document,
    DocumentStatus,
    Finding,
    ItemReport,
    Report,
    RequirementReport,
    RequirementStatus,
    Severity,
)
from zi_evidence.model.reasons import reason_text
from zi_evidence.reports.plain import kind_name, owner_name, period_name, source_name
from zi_evidence.reports.privacy import masker
from zi_evidence.reports.sentences import advice, sentence
from zi_evidence.reports.words import not_ready, word
from zi_evidence.reports.xlsx_book import Book, Column, Sheet, file_target
from zi_evidence.reports.xlsx_lke import LkePlaces, draw_lke

__all__ = ["render_xlsx"]

_BY_SEVERITY = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "calm"}
# Columns of the sheet of documents that are printed: from the file to the period.
_PRINTED_FACTS = 10


def render_xlsx(
    report: Report,
    lang: Language = "id",
    *,
    tool_version: str,
    base: str = "",
    show_nip: bool = False,
) -> bytes:
    """The whole report as an XLSX file; the same report gives the same bytes.

    Args:
        report: what to print.
        lang: language of headings and statuses.
        tool_version: named in the summary.
        base: path from the file to the unit folder, relative, with `/` (`.` for the same folder); documents
            are links below it. Without it they are plain names.
        show_nip: leave the numbers of persons whole.
    """
    translate = translation(lang)
    properties = {"title": translate("Evidence report"), "author": "zi-evidence", "comments": tool_version}
    book = Book(lang, report.as_of, masker(show_nip=show_nip), properties)
    _Workbook(book, report, lang, base).draw(tool_version)
    return book.bytes()


class _Workbook:
    """Draws the sheets of one report."""

    def __init__(self, book: Book, report: Report, lang: Language, base: str) -> None:
        self._book = book
        self._report = report
        self._lang = lang
        self._base = base
        self._translate = translation(lang)
        self._places = LkePlaces(report.items)
        self._documents_name = self._translate("Supporting documents")
        self._titles = {r.id: r.title for item in report.items for r in item.requirements}
        self._document_rows = {
            document.path: f"internal:'{self._documents_name}'!A{place}"
            for place, document in enumerate(report.documents, 2)
        }

    def draw(self, tool_version: str) -> None:
        """All sheets in their order."""
        self._summary(tool_version)
        self._plan()
        files = {
            d.path: file_target(d, self._base) or self._document_rows[d.path] for d in self._report.documents
        }
        draw_lke(self._book, self._report.items, self._lang, self._places, files)
        self._documents()
        self._findings()

    # ---- Ringkasan -----------------------------------------------------------------------------------

    def _summary(self, tool_version: str) -> None:
        report, lang, translate = self._report, self._lang, self._translate
        sheet = self._book.sheet(translate("Summary"), footer="&P/&N")
        sheet.text(0, 0, translate("Evidence report"), "title")
        errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
        verdict = word("ready", lang) if report.ready else not_ready(errors, lang)
        rows: list[tuple[str, str | dt.date]] = [
            (translate("Unit"), report.unit_name),
            (translate("Checklist"), report.checklist_title),
            (translate("Target"), f"{report.target.upper()} {report.year}"),
            (translate("As of"), report.as_of),
            (translate("Evidence counts from"), report.window_from),
            (translate("Evidence counts until"), report.window_to),
            (translate("Verdict"), verdict),
        ]
        for row, (name, value) in enumerate(rows, 1):
            sheet.text(row, 0, name, "strong")
            if isinstance(value, dt.date):
                sheet.date(row, 1, value)
            else:
                sheet.page.merge_range(row, 1, row, 7, "", self._book.format("text"))
                sheet.text(row, 1, value)
        sheet.colour((len(rows), 1), (len(rows), 7), f"={'TRUE' if report.ready else 'FALSE'}", "good")
        sheet.colour((len(rows), 1), (len(rows), 7), f"={'FALSE' if report.ready else 'TRUE'}", "bad")
        row = self._points(sheet, len(rows) + 2)
        row = self._counts(sheet, row + 1)
        made = f"zi-evidence {tool_version}; {report.checklist_id} {report.checklist_version}"
        sheet.text(row + 1, 0, f"{made}; {report.checklist_sha256}", "note")
        sheet.finish(row + 1, 7, one_page=True)

    def _area_title(self, area: AreaSummary) -> str:
        if area.code == "total":
            return word("total", self._lang)
        if area.code.startswith("area "):
            return f"{word('area', self._lang)} {area.code.removeprefix('area ')} {area.title}"
        return f"{area.code} {area.title}"

    def _points(self, sheet: Sheet, row: int) -> int:
        """The table of points; gives the row below it."""
        translate = self._translate
        sheet.text(row, 0, translate("Points supported by evidence"), "part")
        note = word("points_note", self._lang)
        if waived := sum(item.status is RequirementStatus.WAIVED for item in self._report.items):
            note += f"; {translate('items that are waived, not scored: {n}').format(n=waived)}"
        sheet.text(row + 1, 0, note, "note")
        columns = [
            Column(translate("Part"), 44),
            Column(translate("Item weight"), 16),
            Column(translate("Supported"), 12),
            Column(translate("Floor"), 12),
            Column(translate("Unit"), 12),
            Column(translate("TPI"), 12),
            Column(translate("TPN"), 12),
            Column(translate("Note"), 20),
        ]
        row += 2
        sheet.heads(row, columns)
        kinds = ("points", "supported", "unit", "tpi", "tpn")
        for area in self._report.areas:
            row += 1
            sheet.text(row, 0, self._area_title(area))
            values = self._sums(area)
            for kind, column in zip(kinds, (1, 2, 4, 5, 6), strict=True):
                if kind in values:
                    sheet.formula(row, column, self._places.sum_of(kind, area.code), values[kind])
            if area.floor is not None:
                sheet.number(row, 3, area.floor)
                below = area.below
                text = word("below", self._lang)
                sheet.formula(
                    row, 7, f'=IF(C{row + 1}+0.00001<D{row + 1},"{text}","")', text if below else "", "text"
                )
                sheet.colour((row, 2), (row, 2), f"=$C${row + 1}+0.00001<$D${row + 1}", "bad")
                sheet.colour((row, 2), (row, 2), f"=$C${row + 1}+0.00001>=$D${row + 1}", "good")
        return row + 1

    def _sums(self, area: AreaSummary) -> dict[str, float | str]:
        """What the formulas of a row give now; answers only where somebody answered."""
        found: dict[str, float | str] = {"points": area.points, "supported": area.supported}
        for who in ("unit", "tpi", "tpn"):
            if any(who in item.answers for item in self._report.items):
                found[who] = self._places.answered(who, area.code)
        return found

    def _counts(self, sheet: Sheet, row: int) -> int:
        """How many of which status; gives the row below."""
        report = self._report
        sheet.text(row, 0, self._translate("How many"), "part")
        asked = [r for item in report.items for r in item.requirements]
        groups = (
            ("items", Counter(i.status.value for i in report.items), RequirementStatus),
            ("requirements", Counter(r.status.value for r in asked if not r.optional), RequirementStatus),
            ("welcome", Counter(r.status.value for r in asked if r.optional), RequirementStatus),
            ("files", Counter(d.status.value for d in report.documents), DocumentStatus),
        )
        for key, counter, order in groups:
            row += 1
            sheet.text(row, 0, word(key, self._lang), "strong")
            sheet.number(row, 1, counter.total(), "whole")
            for status in order:
                if counter[status.value]:
                    row += 1
                    sheet.text(row, 0, f"   {word(status.value, self._lang)}")
                    sheet.number(row, 1, counter[status.value], "whole")
        return row + 1

    # ---- Rencana Aksi --------------------------------------------------------------------------------

    def _to_do(self) -> Iterator[tuple[ItemReport, RequirementReport, float, int]]:
        """Open requirements, the first to do first, with item, points it regains, documents it takes."""
        listed: set[str] = set()
        for action in actions(self._report):
            for requirement in action.requirements:
                listed.add(requirement.id)
                yield action.item, requirement, action.points, action.documents
        for item in self._report.items:
            for requirement in item.requirements:
                if (
                    not requirement.status.is_settled
                    and not requirement.optional
                    and requirement.id not in listed
                ):
                    yield item, requirement, 0.0, 1

    def _plan(self) -> None:
        translate = self._translate
        sheet = self._book.sheet(translate("Action plan"), footer="&P/&N")
        columns = [
            Column(translate("No."), 4),
            Column(translate("Code"), 12),
            Column(translate("Item"), 30),
            Column(translate("What is needed"), 34),
            Column(translate("Status"), 12),
            Column(translate("Responsible"), 12),
            Column(translate("Due"), 13),
            Column(translate("Points the item regains"), 12),
            Column(translate("Documents the item takes"), 13),
            Column(translate("Findings"), 42),
            Column(translate("What to do"), 34),
        ]
        todo = list(self._to_do())
        sheet.table(0, columns, len(todo))
        for row, (item, requirement, points, documents) in enumerate(todo, 1):
            loud = [f for f in requirement.findings if f.severity is not Severity.INFO]
            sheet.number(row, 0, row, "whole")
            sheet.link(row, 1, item.code, self._places.item(item.code))
            sheet.text(row, 2, item.title)
            sheet.text(row, 3, requirement.title)
            sheet.text(row, 4, word(requirement.status.value, self._lang))
            sheet.text(row, 5, owner_name(requirement.owner, self._lang))
            if requirement.due:
                sheet.date(row, 6, requirement.due)
            sheet.number(row, 7, points)
            sheet.number(row, 8, documents, "whole")
            sheet.text(row, 9, "\n".join(dict.fromkeys(self._said(f) for f in loud)))
            sheet.text(row, 10, "\n".join(dict.fromkeys(advice(f, self._lang) for f in loud)))
        last = max(len(todo), 1)
        today = f"DATE({self._report.as_of.year},{self._report.as_of.month},{self._report.as_of.day})"
        sheet.colour((1, 6), (last, 6), f'=AND($G2<>"",$G2<{today})', "bad")
        self._colour_statuses(sheet, (1, 4), last)
        sheet.finish(last, len(columns) - 1)

    def _said(self, finding: Finding) -> str:
        return f"{finding.code} {sentence(finding, self._lang, by_name=True, beside=True)}"

    def _colour_statuses(self, sheet: Sheet, first: tuple[int, int], last: int) -> None:
        cell = f"${'ABCDEFGHIJ'[first[1]]}{first[0] + 1}"
        for status in (status for status in RequirementStatus if not status.is_settled):
            look = "bad" if status in (RequirementStatus.MISSING, RequirementStatus.STALE) else "warn"
            sheet.colour(first, (last, first[1]), f'={cell}="{word(status.value, self._lang)}"', look)

    # ---- Data Dukung ---------------------------------------------------------------------------------

    def _documents(self) -> None:
        translate = self._translate
        sheet = self._book.sheet(self._documents_name, footer="&P/&N")
        columns = [
            Column(translate("File"), 42),
            Column(translate("Folder"), 34),
            Column(translate("Status"), 13),
            Column(translate("Reason"), 26),
            Column(translate("For items"), 24),
            Column(translate("Kind"), 14),
            Column(translate("Title"), 46),
            Column(translate("Number"), 28),
            Column(translate("Date"), 13),
            Column(translate("Period"), 16),
            Column(translate("Where the date was found"), 18),
            Column(translate("Unit named"), 34),
            Column(translate("Signed by"), 28),
            Column(translate("Position"), 26),
            Column(translate("Signature"), 18),
            Column(translate("State"), 18),
            Column(translate("Pages"), 8),
            Column(translate("Size (KB)"), 10),
            Column(translate("Findings"), 16),
            Column("SHA-256", 20),
        ]
        by_path: dict[str, list[Finding]] = defaultdict(list)
        for finding in self._report.findings:
            if finding.path and not finding.requirement:
                by_path[finding.path].append(finding)
        sheet.table(0, columns, len(self._report.documents))
        for row, document in enumerate(self._report.documents, 1):
            self._document(sheet, row, document, by_path.get(document.path, []))
        last = max(len(self._report.documents), 1)
        read = word(DocumentStatus.READ.value, self._lang)
        sheet.colour((1, 2), (last, 2), f'=AND($C2<>"",$C2<>"{read}")', "warn")
        # All of it on one width of paper could not be read; what a file is and of when can.
        sheet.finish(last, _PRINTED_FACTS - 1)

    def _document(self, sheet: Sheet, row: int, document: Document, findings: list[Finding]) -> None:
        lang = self._lang
        folder, _, name = document.path.rpartition("/")
        sheet.link(row, 0, name, file_target(document, self._base))
        sheet.text(row, 1, folder)
        sheet.text(row, 2, word(document.status.value, lang))
        sheet.text(row, 3, reason_text(document.reason, lang))
        sheet.text(row, 4, ", ".join(self._report.document_items.get(document.path, ())))
        facts = document.facts
        if facts:
            sheet.text(row, 5, kind_name(facts.kind.value))
            sheet.text(row, 6, facts.title.value if facts.title else "")
            sheet.text(row, 7, facts.number.value if facts.number else "")
            if facts.date:
                self._day(sheet, row, 8, facts.date.value)
                sheet.text(row, 10, source_name(facts.date.source, lang))
            sheet.text(row, 9, period_name(facts.period.value, lang) if facts.period else "")
            sheet.text(row, 11, facts.units[0].value if facts.units else "")
            if facts.signer:
                nip = f", NIP {facts.signer.nip}" if facts.signer.nip else ""
                sheet.text(row, 12, f"{facts.signer.name}{nip}")
                sheet.text(row, 13, f"{facts.signer.capacity} {facts.signer.position}".strip())
            sheet.text(row, 14, word(f"signed {facts.signed}", lang))
            sheet.text(row, 15, word(f"finish {facts.finish.value}", lang))
        if document.page_count:
            sheet.number(row, 16, document.page_count, "whole")
        sheet.number(row, 17, -(-document.size // 1024), "whole")
        sheet.text(row, 18, ", ".join(dict.fromkeys(f.code for f in findings)))
        sheet.text(row, 19, document.sha256)

    def _day(self, sheet: Sheet, row: int, column: int, value: str) -> None:
        """A whole date as a date, a month or a year as a text."""
        try:
            sheet.date(row, column, dt.date.fromisoformat(value))
        except ValueError:
            sheet.text(row, column, period_name(value, self._lang))

    # ---- Temuan --------------------------------------------------------------------------------------

    def _findings(self) -> None:
        translate = self._translate
        sheet = self._book.sheet(translate("Findings"), footer="&P/&N")
        columns = [
            Column(translate("Finding"), 9),
            Column(translate("Severity"), 18),
            Column(translate("Item"), 14),
            Column(translate("Requirement"), 30),
            Column(translate("File"), 38),
            Column(translate("What was found"), 56),
            Column(translate("What to do"), 36),
        ]
        findings = self._report.findings
        sheet.table(0, columns, len(findings))
        for row, finding in enumerate(findings, 1):
            sheet.text(row, 0, finding.code)
            sheet.text(row, 1, word(finding.severity.value, self._lang))
            sheet.link(row, 2, finding.item, self._places.item(finding.item))
            sheet.text(row, 3, self._titles.get(finding.requirement, finding.requirement))
            sheet.link(row, 4, finding.path, self._document_rows.get(finding.path, ""))
            sheet.text(row, 5, sentence(finding, self._lang))
            sheet.text(row, 6, advice(finding, self._lang))
        last = max(len(findings), 1)
        for severity, look in _BY_SEVERITY.items():
            sheet.colour((1, 1), (last, 1), f'=$B2="{word(severity.value, self._lang)}"', look)
        sheet.finish(last, len(columns) - 1)
