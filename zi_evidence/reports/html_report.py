"""The report as one HTML file: it needs no network, no script and no program but a browser.

What keeps a hostile name or text inert: the engine escapes every value, control and direction characters are
spelled out, no value ever becomes part of the style sheet, links are percent-encoded, and a policy in the
page forbids everything but its own style.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from zi_evidence.evaluation.actions import Action, actions
from zi_evidence.i18n import translation
from zi_evidence.model import (
    AreaSummary,
    DocumentStatus,
    Report,
    RequirementStatus,
    Severity,
)
from zi_evidence.reports.charts import Bar, HistoryPoint, bar, stacked, trend
from zi_evidence.reports.html_view import Viewer
from zi_evidence.reports.plain import count
from zi_evidence.reports.privacy import masker
from zi_evidence.reports.words import Language, day, number, word
from zi_evidence.text import printable

__all__ = ["HistoryPoint", "render_html"]

_FIRST = 10


@cache
def _environment(*, show_nip: bool) -> Environment:
    masked = masker(show_nip=show_nip)

    def clean(value: object) -> object:
        # Every text passes here on its way into the page; what the engine made itself is no plain text.
        if type(value) is not str:
            return value
        # Nearly every text is printable as it is, and asking is cheaper than looking at each character.
        return masked(value if value.isprintable() else printable(value))

    return Environment(
        loader=PackageLoader("zi_evidence.reports"),
        autoescape=True,
        finalize=clean,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@dataclass(frozen=True, slots=True)
class _Threshold:
    """One row of the points: a total, a component, an item or an area against its floor."""

    code: str
    title: str
    supported: str
    points: str
    floor: str
    below: bool
    bar: Bar
    share: str


@dataclass(frozen=True, slots=True)
class _Work:
    """One entry of what to do first."""

    gain: str
    documents: int
    anchor: str
    code: str
    title: str
    requirements: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Past:
    """One row of the table behind the trend."""

    day: str
    supported: str
    complete: str
    lacking: str


def render_html(
    report: Report,
    lang: Language = "id",
    *,
    tool_version: str,
    history: Sequence[HistoryPoint] = (),
    base: str = "",
    show_nip: bool = False,
) -> str:
    """The whole report as one page.

    Args:
        report: what to print.
        lang: language of the page.
        tool_version: named at the end of the page.
        history: the unit on earlier days, in any order; the trend is drawn from two days on.
        base: path from the page to the unit folder, relative, with `/` (`.` for the same folder); documents
            are links below it. Without it they are plain names.
        show_nip: whole numbers of persons (NIP, NIK) instead of masked ones.
    """
    viewer = Viewer(report, lang, base, masker(show_nip=show_nip))
    environment = _environment(show_nip=show_nip)
    choices = viewer.choices()
    documents = viewer.documents()
    # Only numbers and marks of our own making reach the style sheet.
    style = environment.get_template("report.css.j2").render(
        areas=[choice.mark for choice in choices.areas],
        statuses=[choice.mark for choice in choices.statuses],
        owners=[choice.mark for choice in choices.owners],
    )
    return environment.get_template("report.html.j2").render(
        _=translation(lang),
        lang=lang,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        areas=[choice.mark for choice in choices.areas],
        statuses=[choice.mark for choice in choices.statuses],
        owners=[choice.mark for choice in choices.owners],
        choices=choices,
        report=report,
        tool_version=tool_version,
        count=lambda value: count(value, lang),
        as_of=day(report.as_of, lang),
        window=(day(report.window_from, lang), day(report.window_to, lang)),
        groups=viewer.groups(),
        look_at=[document for document in documents if document.loud],
        others=[document for document in documents if not document.loud],
        general=viewer.general_findings(),
        **_first_screen(report, lang),
        **_work(report, lang, viewer),
        **_history(report, history, lang),
    )


def _first_screen(report: Report, lang: Language) -> dict[str, Any]:
    rows = [_threshold(area, lang) for area in report.areas]
    is_area = [area.code.startswith("area ") for area in report.areas]
    required = [r for item in report.items for r in item.requirements if not r.optional]
    by_status: Counter[RequirementStatus] = Counter(
        r.status for r in required if r.status is not RequirementStatus.NOT_APPLICABLE
    )
    files = Counter(document.status for document in report.documents)
    unread = {
        status: files[status]
        for status in DocumentStatus
        if status not in (DocumentStatus.READ, DocumentStatus.UNSUPPORTED) and files[status]
    }
    return {
        "errors": sum(finding.severity is Severity.ERROR for finding in report.findings),
        "totals": [row for row, area in zip(rows, is_area, strict=True) if not area],
        "floors": [row for row, area in zip(rows, is_area, strict=True) if area],
        "with_floor": sum(area.floor is not None for area in report.areas),
        "below": sum(row.below for row in rows),
        "complete": by_status[RequirementStatus.MET],
        "required": sum(by_status.values()),
        "waived": by_status[RequirementStatus.WAIVED],
        "items_waived": sum(item.status is RequirementStatus.WAIVED for item in report.items),
        "statuses_seen": [
            (segment, word(segment.key, lang))
            for segment in stacked({s.value: by_status[s] for s in RequirementStatus})
        ],
        "files_read": files[DocumentStatus.READ],
        "unread": sum(unread.values()),
        "unread_words": ", ".join(f"{word(s.value, lang)}\u00a0{count(n, lang)}" for s, n in unread.items()),
        "other_types": files[DocumentStatus.UNSUPPORTED],
    }


def _threshold(area: AreaSummary, lang: Language) -> _Threshold:
    _ = translation(lang)
    total = area.code == "total"
    shape = bar(area.supported, area.points, area.floor)
    share = _("{n}% of its weight").format(n=round(shape.filled))
    if shape.floor is not None:
        share = _("{n}% of its weight, the floor is at {floor}%").format(
            n=round(shape.filled), floor=round(shape.floor)
        )
    return _Threshold(
        code="" if total else area.code.removeprefix("area "),
        title=_("Total") if total else area.title,
        supported=number(area.supported, lang),
        points=number(area.points, lang),
        floor="" if area.floor is None else number(area.floor, lang),
        below=area.below,
        bar=shape,
        share=share,
    )


def _work(report: Report, lang: Language, viewer: Viewer) -> dict[str, Any]:
    def one(action: Action) -> _Work:
        return _Work(
            gain=number(action.points, lang),
            documents=action.documents,
            anchor=viewer.item_anchor(action.item.code),
            code=action.item.code,
            title=action.item.title,
            requirements=tuple(
                (r.title, r.status.value, word(r.status.value, lang), viewer.due(r))
                for r in action.requirements
            ),
        )

    todo = [one(action) for action in actions(report)]
    return {"first": todo[:_FIRST], "later": todo[_FIRST:], "first_count": _FIRST}


def _history(report: Report, history: Sequence[HistoryPoint], lang: Language) -> dict[str, Any]:
    total = next((area for area in report.areas if area.code == "total"), None)
    drawing = trend(history, total.points, total.floor) if total else None
    past = [
        _Past(
            day=day(point.day, lang),
            supported=number(point.supported, lang),
            complete=count(point.counts.get(RequirementStatus.MET.value, 0), lang),
            lacking=count(point.counts.get(RequirementStatus.MISSING.value, 0), lang),
        )
        for point in sorted(history, key=lambda point: point.day)
    ]
    return {"trend": drawing, "past": past}
