"""The report as plain text of 80 columns, for a terminal or a mail."""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from zi_evidence.evaluation.actions import actions
from zi_evidence.model import (
    AreaSummary,
    Document,
    DocumentStatus,
    Finding,
    ItemReport,
    Report,
    RequirementStatus,
    Severity,
)
from zi_evidence.model.reasons import reason_text
from zi_evidence.reports.plain import kind_name
from zi_evidence.reports.voice import Voice
from zi_evidence.reports.words import Language, gain_line, not_ready

__all__ = ["render_documents_text", "render_text"]

_WIDTH = 80
_FIRST = 10


class _Style(StrEnum):
    """How a whole line looks on a terminal: the parameter of its escape sequence."""

    PLAIN = ""
    STRONG = "1"
    BAD = "31"
    GOOD = "32"
    WARN = "33"


_BY_SEVERITY = {Severity.ERROR: _Style.BAD, Severity.WARNING: _Style.WARN, Severity.INFO: _Style.PLAIN}
_BY_STATUS = {
    RequirementStatus.MISSING: _Style.BAD,
    RequirementStatus.STALE: _Style.BAD,
    RequirementStatus.PARTIAL: _Style.WARN,
    RequirementStatus.UNVERIFIED: _Style.WARN,
}
_Line = tuple[str, _Style]


def render_text(
    report: Report, lang: Language = "id", *, colour: bool = False, show_nip: bool = False
) -> str:
    """The whole report.

    Args:
        report: what to print.
        lang: language of the words around the report's own texts.
        colour: mark lines with colours, for a terminal that takes them; nothing else changes.
        show_nip: leave the numbers of persons whole.
    """
    return _Text(lang, show_nip=show_nip).printed(_Text.report, report, colour=colour)


def render_documents_text(
    report: Report, lang: Language = "id", *, colour: bool = False, show_nip: bool = False
) -> str:
    """Every document with its facts and the items it serves; arguments as in `render_text`."""
    return _Text(lang, show_nip=show_nip).printed(_Text.documents, report, colour=colour)


def _coloured(text: str, style: _Style) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style and text else text


class _Text:
    """Makes lines in one language; nothing in them can control a terminal."""

    def __init__(self, lang: Language, *, show_nip: bool) -> None:
        self._voice = Voice(lang, show_nip=show_nip)

    def printed(self, part: "_Part", report: Report, *, colour: bool) -> str:
        """The lines of a part as one text."""
        lines = part(self, report)
        if colour:
            return "".join(f"{_coloured(text, style)}\n" for text, style in lines)
        return "".join(f"{text}\n" for text, _ in lines)

    # ---- lines ---------------------------------------------------------------------------------------

    def _wrap(
        self, text: str, indent: str = "", hang: str = "", style: _Style = _Style.PLAIN
    ) -> Iterator[_Line]:
        """One paragraph cut to the width."""
        lines = textwrap.wrap(
            self._voice.clean(text),
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=hang or indent,
            break_on_hyphens=False,
        )
        for line in lines:
            yield line, style

    def _heading(self, key: str) -> Iterator[_Line]:
        text = self._voice.word(key)
        yield "", _Style.PLAIN
        yield text, _Style.STRONG
        yield "-" * min(len(text), _WIDTH), _Style.STRONG

    def _finding(self, finding: Finding, indent: str, hang: str) -> Iterator[_Line]:
        text = f"{finding.code} {self._voice.finding(finding)}"
        yield from self._wrap(text, indent, hang, _BY_SEVERITY[finding.severity])

    # ---- the report ----------------------------------------------------------------------------------

    def report(self, report: Report) -> Iterator[_Line]:
        """All parts in their order."""
        yield from self._head(report)
        yield from self._not_seen(report)
        yield from self._points(report)
        yield from self._summary(report)
        yield from self._first(report)
        yield from self._gaps(report)
        yield from self._documents_to_look_at(report)

    def _head(self, report: Report) -> Iterator[_Line]:
        voice = self._voice
        yield from self._wrap(f"{voice.word('title')}: {report.unit_name}", style=_Style.STRONG)
        yield from self._wrap(f"{report.checklist_title} ({report.checklist_id} {report.checklist_version})")
        yield from self._wrap(
            f"{self._goal(report)} {report.year}, {voice.word('as_of')} {voice.day(report.as_of)}"
        )
        yield from self._wrap(
            f"{voice.word('evidence_window')} {voice.day(report.window_from)} "
            f"{voice.word('until')} {voice.day(report.window_to)}"
        )
        yield "", _Style.PLAIN
        if report.ready:
            yield voice.word("ready"), _Style.GOOD
        else:
            errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
            yield not_ready(errors, voice.lang), _Style.BAD

    def _not_seen(self, report: Report) -> Iterator[_Line]:
        """What could not be looked at, before all that is said of the rest."""
        for finding in report.findings:
            if finding.name == "walk_incomplete":
                yield from self._finding(finding, "- ", "  ")

    def _goal(self, report: Report) -> str:
        """What the unit aims at, before the year; a checklist may know no targets."""
        if not report.target:
            return self._voice.word("year")
        return f"{self._voice.word('target')} {report.target.upper()}"

    def _area_title(self, area: AreaSummary) -> str:
        if area.code == "total":
            return self._voice.word("total")
        if area.code.startswith("area "):
            return f"{self._voice.word('area')} {area.code.removeprefix('area ')} {area.title}"
        return f"{area.code} {area.title}"

    def _points(self, report: Report) -> Iterator[_Line]:
        voice = self._voice
        yield from self._heading("points")
        yield f"({voice.word('points_note')})", _Style.PLAIN
        if waived := sum(item.status is RequirementStatus.WAIVED for item in report.items):
            note = self._voice.translate("items that are waived, not scored: {n}").format(n=waived)
            yield f"({note})", _Style.PLAIN
        columns = [voice.word(key) for key in ("supported", "weight", "floor")]
        yield " " * 37 + "".join(f"{column:>9}" for column in columns), _Style.PLAIN
        for area in report.areas:
            title = textwrap.shorten(self._voice.clean(self._area_title(area)), 36, placeholder="…")
            floor = voice.number(area.floor) if area.floor is not None else "-"
            suffix = f" {voice.word('below')}" if area.below else ""
            supported, points = voice.number(area.supported), voice.number(area.points)
            line = f"{title:<37}{supported:>9}{points:>9}{floor:>9}{suffix}"
            yield line.rstrip(), _Style.BAD if area.below else _Style.PLAIN

    def _counted(self, statuses: Iterable[str], order: Iterable[str]) -> str:
        counter = Counter(statuses)
        return ", ".join(
            f"{self._voice.word(status)} {counter[status]}" for status in order if counter[status]
        )

    def _summary(self, report: Report) -> Iterator[_Line]:
        yield from self._heading("summary")
        requirements = [r for item in report.items for r in item.requirements]
        welcome = [r.status.value for r in requirements if r.optional]
        rows = (
            ("items", [i.status.value for i in report.items], RequirementStatus),
            ("requirements", [r.status.value for r in requirements if not r.optional], RequirementStatus),
            *([("welcome", welcome, RequirementStatus)] if welcome else []),
            ("files", [d.status.value for d in report.documents], DocumentStatus),
        )
        for key, statuses, order in rows:
            counts = self._counted(statuses, order) or self._voice.word("none")
            yield from self._wrap(f"{self._voice.word(key)} {len(statuses)}: {counts}", hang="  ")

    def _first(self, report: Report) -> Iterator[_Line]:
        todo = actions(report)
        if not todo:
            return
        yield from self._heading("first")
        for place, action in enumerate(todo[:_FIRST], 1):
            gain = gain_line(action.points, action.documents, self._voice.lang)
            text = f"{place:>2}. {action.item.code} {gain}: {action.item.title}"
            yield from self._wrap(text, hang="    ", style=_Style.STRONG)
            for requirement in action.requirements:
                state = self._voice.word(requirement.status.value)
                yield from self._wrap(f"{requirement.title} [{state}]", "    - ", "      ")

    def _gaps(self, report: Report) -> Iterator[_Line]:
        yield from self._heading("gaps")
        open_items = [item for item in report.items if not item.status.is_settled]
        if not open_items:
            yield self._voice.word("none"), _Style.PLAIN
        for item in open_items:
            yield from self._item(item)

    def _item(self, item: ItemReport) -> Iterator[_Line]:
        text = f"{item.code} {item.title} [{self._voice.word(item.status.value)}]"
        yield from self._wrap(text, hang="  ", style=_BY_STATUS.get(item.status, _Style.PLAIN))
        for requirement in item.requirements:
            if requirement.optional or requirement.status.is_settled:
                continue
            for finding in requirement.findings:
                message = self._voice.finding(finding, by_name=True)
                yield from self._wrap(f"{finding.code} {message}", "  - ", "    ")

    def _documents_to_look_at(self, report: Report) -> Iterator[_Line]:
        loose = [
            f
            for f in report.findings
            if not f.requirement and f.severity is not Severity.INFO and f.name != "walk_incomplete"
        ]
        by_path: dict[str, list[Finding]] = {}
        for finding in loose:
            if finding.path:
                by_path.setdefault(finding.path, []).append(finding)
        if by_path:
            yield from self._heading("look")
        for path in sorted(by_path):
            yield from self._wrap(path, hang="  ")
            for finding in by_path[path]:
                yield from self._finding(finding, "  - ", "    ")
        others = [finding for finding in loose if not finding.path]
        if others:
            yield from self._heading("others")
        for finding in others:
            yield from self._finding(finding, "- ", "  ")

    # ---- the documents -------------------------------------------------------------------------------

    def documents(self, report: Report) -> Iterator[_Line]:
        """Every document, then how many of which status."""
        yield from self._wrap(
            f"{self._voice.word('documents_title')}: {report.unit_name}", style=_Style.STRONG
        )
        if not report.documents:
            yield self._voice.word("no_documents"), _Style.PLAIN
        for document in report.documents:
            yield "", _Style.PLAIN
            yield from self._document(document, report.document_items.get(document.path, ()))
        counts = self._counted((d.status.value for d in report.documents), DocumentStatus) or "-"
        yield "", _Style.PLAIN
        yield from self._wrap(f"{self._voice.word('files')} {len(report.documents)}: {counts}")

    def _document(self, document: Document, items: Iterable[str]) -> Iterator[_Line]:
        voice = self._voice
        # On one line however long it is: a path is there to be copied.
        yield self._voice.clean(document.path), _Style.STRONG
        status = voice.word(document.status.value)
        why = reason_text(document.reason, voice.lang).removesuffix(".")
        reason = f" ({why})" if why else ""
        pages = ""
        if document.page_count:
            pages = ", " + self._voice.translate("pages: {n}").format(n=document.page_count)
        read = document.status is DocumentStatus.READ
        yield from self._wrap(f"{status}{reason}{pages}", "  ", style=_Style.PLAIN if read else _Style.WARN)
        facts = document.facts
        if facts:
            kind = kind_name(facts.kind.value) or self._voice.translate("not known")
            parts = [f"{voice.word('kind')}: {kind}"]
            if facts.number:
                parts.append(f"{voice.word('number')}: {facts.number.value}")
            if facts.date:
                origin = voice.source(facts.date.source)
                parts.append(f"{voice.word('date')}: {voice.period(facts.date.value)} ({origin})")
            if facts.period:
                parts.append(f"{voice.word('period')}: {voice.period(facts.period.value)}")
            yield from self._wrap("; ".join(parts), "  ")
        yield from self._wrap(f"{voice.word('serves')}: {', '.join(items) or '-'}", "  ", "    ")


_Part = Callable[[_Text, Report], Iterator[_Line]]
