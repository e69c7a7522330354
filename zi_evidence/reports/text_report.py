"""The report as plain text of 80 columns, for a terminal or a mail."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from zi_evidence.evaluation.actions import actions
from zi_evidence.facts import mask_nip
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
from zi_evidence.reports.words import Language, day, number, word
from zi_evidence.text import printable

__all__ = ["render_documents_text", "render_text"]

_WIDTH = 80
_FIRST = 10
_SETTLED = (RequirementStatus.MET, RequirementStatus.WAIVED, RequirementStatus.NOT_APPLICABLE)


def _wrap(text: str, indent: str = "", hang: str = "") -> Iterator[str]:
    """One paragraph cut to the width; nothing in it can control a terminal."""
    yield from textwrap.wrap(
        mask_nip(printable(text)),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=hang or indent,
        break_on_hyphens=False,
    )


def render_text(report: Report, lang: Language = "id") -> str:
    """The whole report."""
    lines: list[str] = []
    lines.extend(_head(report, lang))
    lines.extend(_points(report, lang))
    lines.extend(_summary(report, lang))
    lines.extend(_first(report, lang))
    lines.extend(_gaps(report, lang))
    lines.extend(_documents_to_look_at(report, lang))
    return "\n".join(lines) + "\n"


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "-" * min(len(text), _WIDTH)


def _head(report: Report, lang: Language) -> Iterator[str]:
    yield from _wrap(f"{word('title', lang)}: {report.unit_name}")
    yield from _wrap(f"{report.checklist_title} ({report.checklist_id} {report.checklist_version})")
    yield (
        f"{word('target', lang)} {report.target.upper()} {report.year}, "
        f"{word('as_of', lang)} {day(report.as_of, lang)}"
    )
    yield (
        f"{word('evidence_window', lang)} {day(report.window_from, lang)} "
        f"{word('until', lang)} {day(report.window_to, lang)}"
    )
    yield ""
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    yield word("ready", lang) if report.ready else word("not_ready", lang, n=errors)


def _area_title(area: AreaSummary, lang: Language) -> str:
    if area.code == "total":
        return word("total", lang)
    if area.code.startswith("area "):
        return f"{word('area', lang)} {area.code.removeprefix('area ')} {area.title}"
    return f"{area.code} {area.title}"


def _points(report: Report, lang: Language) -> Iterator[str]:
    yield from _heading(word("points", lang))
    yield f"({word('points_note', lang)})"
    columns = [word(key, lang) for key in ("supported", "weight", "floor")]
    yield " " * 37 + "".join(f"{column:>9}" for column in columns)
    for area in report.areas:
        title = textwrap.shorten(printable(_area_title(area, lang)), 36, placeholder="…")
        floor = number(area.floor, lang) if area.floor is not None else "-"
        below = area.floor is not None and area.supported + 1e-9 < area.floor
        mark = f" {word('below', lang)}" if below else ""
        yield (
            f"{title:<37}{number(area.supported, lang):>9}{number(area.points, lang):>9}{floor:>9}{mark}"
        ).rstrip()


def _counted(statuses: Iterable[str], order: Iterable[str], lang: Language) -> str:
    counter = Counter(statuses)
    return ", ".join(f"{word(status, lang)} {counter[status]}" for status in order if counter[status])


def _summary(report: Report, lang: Language) -> Iterator[str]:
    yield from _heading(word("summary", lang))
    requirements = [r for item in report.items for r in item.requirements]
    rows = (
        ("items", [i.status.value for i in report.items], RequirementStatus),
        ("requirements", [r.status.value for r in requirements], RequirementStatus),
        ("files", [d.status.value for d in report.documents], DocumentStatus),
    )
    for key, statuses, order in rows:
        counts = _counted(statuses, order, lang) or word("none", lang)
        yield from _wrap(f"{word(key, lang)} {len(statuses)}: {counts}", hang="  ")


def _first(report: Report, lang: Language) -> Iterator[str]:
    todo = actions(report)
    if not todo:
        return
    yield from _heading(word("first", lang))
    for place, action in enumerate(todo[:_FIRST], 1):
        gain = word("first_line", lang, points=number(action.points, lang), n=action.documents)
        yield from _wrap(f"{place:>2}. {action.item.code} {gain}: {action.item.title}", hang="    ")
        for requirement in action.requirements:
            yield from _wrap(f"{requirement.title} [{word(requirement.status, lang)}]", "    - ", "      ")


def _gaps(report: Report, lang: Language) -> Iterator[str]:
    yield from _heading(word("gaps", lang))
    open_items = [item for item in report.items if item.status not in _SETTLED]
    if not open_items:
        yield word("none", lang)
    for item in open_items:
        yield from _item(item, lang)


def _item(item: ItemReport, lang: Language) -> Iterator[str]:
    yield from _wrap(f"{item.code} {item.title} [{word(item.status, lang)}]", hang="  ")
    for requirement in item.requirements:
        if requirement.optional or requirement.status in _SETTLED:
            continue
        for finding in requirement.findings:
            yield from _wrap(f"{finding.code} {finding.message}", "  - ", "    ")


def _documents_to_look_at(report: Report, lang: Language) -> Iterator[str]:
    own = [f for f in report.findings if f.path and not f.requirement]
    loud = [f for f in own if f.severity is not Severity.INFO]
    other = [
        f for f in report.findings if not f.path and not f.requirement and f.severity is not Severity.INFO
    ]
    if loud:
        yield from _heading(word("look", lang))
        by_path: dict[str, list[Finding]] = {}
        for finding in loud:
            by_path.setdefault(finding.path, []).append(finding)
        for path in sorted(by_path):
            yield from _wrap(path, hang="  ")
            for finding in by_path[path]:
                yield from _wrap(f"{finding.code} {finding.message}", "  - ", "    ")
    if other:
        yield from _heading(word("others", lang))
        for finding in other:
            yield from _wrap(f"{finding.code} {finding.message}", "- ", "  ")


def render_documents_text(report: Report, lang: Language = "id") -> str:
    """Every document with its facts and the items it serves."""
    lines = [f"{word('documents_title', lang)}: {printable(report.unit_name)}"]
    if not report.documents:
        lines.append(word("no_documents", lang))
    for document in report.documents:
        lines.append("")
        lines.extend(_document(document, report.document_items.get(document.path, ()), lang))
    counts = _counted((d.status.value for d in report.documents), DocumentStatus, lang)
    lines.extend(["", *_wrap(f"{word('files', lang)} {len(report.documents)}: {counts or '-'}")])
    return "\n".join(lines) + "\n"


def _document(document: Document, items: Iterable[str], lang: Language) -> Iterator[str]:
    yield from _wrap(document.path)
    status = word(document.status.value, lang)
    reason = f" ({document.reason})" if document.reason else ""
    pages = f", {document.page_count} hlm" if document.page_count else ""
    yield from _wrap(f"{status}{reason}{pages}", "  ")
    facts = document.facts
    if facts:
        parts = [f"{word('kind', lang)}: {facts.kind.value}"]
        if facts.number:
            parts.append(f"{word('number', lang)}: {facts.number.value}")
        if facts.date:
            parts.append(f"{word('date', lang)}: {facts.date.value} ({facts.date.source})")
        if facts.period:
            parts.append(f"{word('period', lang)}: {facts.period.value}")
        yield from _wrap("; ".join(parts), "  ")
    yield from _wrap(f"{word('serves', lang)}: {', '.join(items) or '-'}", "  ", "    ")
