"""The stable JSON of reports and documents: `zi-evidence/report/2`, `zi-evidence/documents/2`.

Versioned, sorted, the same bytes for the same input. The schemas lie in `docs/schemas/`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from zi_evidence.collector import collector_at_rest
from zi_evidence.i18n import Language
from zi_evidence.model import (
    Document,
    DocumentStatus,
    Facts,
    Finding,
    FindingValue,
    ItemReport,
    MatchedDocument,
    Reason,
    Report,
    RequirementReport,
    RequirementStatus,
)
from zi_evidence.model.reasons import reason_codes, reason_text, reason_values
from zi_evidence.reports.privacy import Masker, masker
from zi_evidence.reports.reason_texts import reason_sentence
from zi_evidence.reports.sentences import advice, sentence

__all__ = ["documents_data", "json_pieces", "render_documents_json", "render_json", "report_data"]

REPORT_SCHEMA = "zi-evidence/report/2"
DOCUMENTS_SCHEMA = "zi-evidence/documents/2"


# Values that are paths of the unit folder.
_PATHS = frozenset({"other", "file", "where"})

# A list of the report: its key, what it is made of, how one of them becomes data.
_Rows = tuple[str, Sequence[Any], Callable[[Any], dict[str, Any]]]
# So many rows are data at a time: the whole report as data takes more memory than all its documents. An item
# names all of its documents.
_AT_ONCE = 500
_ITEMS_AT_ONCE = 1


def _pieces(head: Mapping[str, Any], lists: Sequence[_Rows]) -> Iterator[str]:
    """The text of `_whole(head, lists)`, piece by piece."""
    yield _text(head).removesuffix("\n}")
    for key, rows, make in lists:
        opening, closing = f'{{\n "{key}": [\n', "\n ]\n}"
        yield f',\n "{key}": [' if rows else f',\n "{key}": []'
        at_once = _ITEMS_AT_ONCE if key == "items" else _AT_ONCE
        for start in range(0, len(rows), at_once):
            with collector_at_rest():
                text = _text({key: [make(row) for row in rows[start : start + at_once]]})
            yield ",\n" if start else "\n"
            yield text[len(opening) : -len(closing)]
        if rows:
            yield "\n ]"
    yield "\n}\n"


def _text(data: Mapping[str, Any]) -> str:
    try:
        return to_json(data, indent=1).decode()
    except PydanticSerializationError:
        # A text of half a character pair is no UTF-8; the slower way writes it as an escape.
        return json.dumps(data, indent=1)


def _whole(head: Mapping[str, Any], lists: Sequence[_Rows]) -> dict[str, Any]:
    return {**head, **{key: [make(row) for row in rows] for key, rows, make in lists}}


def _counts(statuses: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    counter = Counter(statuses)
    return {status: counter[status] for status in known if counter[status]}


def _values(values: Mapping[str, FindingValue], hide: Masker) -> dict[str, Any]:
    """The values of a finding or a reason; reasons within them by their codes, without a sentence."""
    return {name: _value(name, value, hide) for name, value in values.items()}


def _value(name: str, value: FindingValue, hide: Masker) -> Any:
    if name == "reason":
        parts = reason_values(str(value))
        return [{"code": code, "values": {k: hide(v) for k, v in told.items()}} for code, told in parts]
    if isinstance(value, tuple):
        return [_coded(one, hide) if isinstance(one, Reason) else hide(one) for one in value]
    return hide(value) if isinstance(value, str) and name not in _PATHS else value


def _coded(reason: Reason, hide: Masker) -> dict[str, Any]:
    return {"code": reason.code.value, "values": _values(reason.values, hide)}


def _reasons(cited: MatchedDocument, hide: Masker, lang: Language) -> list[dict[str, Any]]:
    weights = cited.weights or (0.0,) * len(cited.reasons)
    return [
        {**_coded(reason, hide), "weight": weight, "message": hide(reason_sentence(reason, lang))}
        for reason, weight in zip(cited.reasons, weights, strict=True)
    ]


def _finding(finding: Finding, hide: Masker, lang: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "item": finding.item or None,
        "requirement": finding.requirement or None,
        "path": finding.path or None,
        "page": finding.page or None,
        "values": _values(finding.values, hide),
        "message": hide(sentence(finding, lang)),
        "hint": hide(advice(finding, lang)),
    }


def _requirement(report: RequirementReport, hide: Masker, lang: Language) -> dict[str, Any]:
    return {
        "id": report.id,
        "title": hide(report.title),
        "status": report.status.value,
        "optional": report.optional,
        "owner": report.owner,
        "due": report.due.isoformat() if report.due else None,
        "slots": [
            {"period": s.period, "status": s.status.value, "documents": list(s.documents)}
            for s in report.slots
        ],
        "documents": [
            {"path": d.path, "score": d.score, "reasons": _reasons(d, hide, lang)} for d in report.documents
        ],
        "findings": [_finding(finding, hide, lang) for finding in report.findings],
    }


def _item(item: ItemReport, hide: Masker, lang: Language) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": hide(item.title),
        "section": item.section,
        "area": item.area,
        "points": round(item.points, 4),
        "supported": round(item.supported, 4),
        "status": item.status.value,
        "answers": {who: hide(text) for who, text in item.answers.items()},
        "claimed": item.claimed,
        "requirements": [_requirement(requirement, hide, lang) for requirement in item.requirements],
    }


def _facts(facts: Facts | None, hide: Masker) -> dict[str, Any]:
    if facts is None:
        return {
            "kind": None, "title": None, "number": None, "date": None, "period": None,
            "unit_named": None, "signer": None, "finish": None, "parts": [],
        }  # fmt: skip
    date, signer = facts.date, facts.signer
    return {
        "kind": facts.kind.value,
        "title": hide(facts.title.value) if facts.title else None,
        "number": hide(facts.number.value) if facts.number else None,
        "date": date
        and {
            "value": date.value,
            "source": date.source.value,
            "confidence": round(date.confidence, 2),
        },
        "period": facts.period.value if facts.period else None,
        "unit_named": hide(facts.units[0].value) if facts.units else None,
        "signer": signer
        and {
            "position": hide(signer.position),
            "name": hide(signer.name),
            "capacity": signer.capacity,
        },
        "finish": facts.finish.value,
        "parts": [
            {
                "first_page": part.first_page,
                "last_page": part.last_page,
                "kind": part.facts.kind.value,
            }
            for part in facts.parts
        ],
    }


def _document(
    document: Document, items: Sequence[str], findings: Sequence[Finding], hide: Masker, lang: Language
) -> dict[str, Any]:
    data: dict[str, Any] = {"path": document.path}
    if document.path_hex:
        data["path_hex"] = document.path_hex
    signed = document.facts.signed if document.facts else "unknown"
    return {
        **data,
        "sha256": document.sha256 or None,
        "size": document.size,
        "media_type": document.media_type,
        "status": document.status.value,
        "reason": hide(reason_text(document.reason, lang)) or None,
        "reason_codes": list(reason_codes(document.reason)),
        "pages": document.page_count,
        **_facts(document.facts, hide),
        "signature": {
            "kind": signed,
            "fields": [
                {
                    "name": hide(signature.name),
                    "time": signature.time or None,
                    "state": signature.state,
                    "covers_whole_file": signature.covers_whole_file,
                }
                for signature in document.signatures
            ],
        },
        "flags": list(document.flags),
        "items": list(items),
        "findings": [_finding(finding, hide, lang) for finding in findings],
    }


def _documents(report: Report, hide: Masker, lang: Language) -> _Rows:
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        # A requirement's finding may cite a path; only the document's own findings belong here.
        if finding.path and not finding.requirement:
            by_path.setdefault(finding.path, []).append(finding)

    def make(d: Document) -> dict[str, Any]:
        return _document(d, report.document_items.get(d.path, ()), by_path.get(d.path, ()), hide, lang)

    return "documents", report.documents, make


def _head(report: Report, schema: str, tool_version: str, hide: Masker) -> dict[str, Any]:
    return {
        "schema": schema,
        "tool_version": tool_version,
        "checklist": {
            "id": report.checklist_id,
            "version": report.checklist_version,
            "sha256": report.checklist_sha256,
        },
        "unit": {"name": hide(report.unit_name), "target": report.target, "year": report.year},
        "as_of": report.as_of.isoformat(),
        "window": {"from": report.window_from.isoformat(), "to": report.window_to.isoformat()},
    }


def _report(
    report: Report, lang: Language, *, tool_version: str, show_nip: bool
) -> tuple[dict[str, Any], tuple[_Rows, ...]]:
    hide = masker(show_nip=show_nip)
    requirements = [r for item in report.items for r in item.requirements]
    head = {
        **_head(report, REPORT_SCHEMA, tool_version, hide),
        "summary": {
            "items": _counts((i.status for i in report.items), RequirementStatus),
            "requirements": _counts((r.status for r in requirements), RequirementStatus),
            "documents": _counts((d.status for d in report.documents), DocumentStatus),
            "files": len(report.documents),
            "ready": report.ready,
        },
        "areas": [
            {
                "code": area.code,
                "title": area.title,
                "points": area.points,
                "supported": area.supported,
                "floor": area.floor,
            }
            for area in report.areas
        ],
    }
    return head, (
        ("items", report.items, lambda item: _item(item, hide, lang)),
        _documents(report, hide, lang),
        ("findings", report.findings, lambda finding: _finding(finding, hide, lang)),
    )


def _documents_only(
    report: Report, lang: Language, *, tool_version: str, show_nip: bool
) -> tuple[dict[str, Any], tuple[_Rows, ...]]:
    hide = masker(show_nip=show_nip)
    return _head(report, DOCUMENTS_SCHEMA, tool_version, hide), (_documents(report, hide, lang),)


def report_data(
    report: Report, lang: Language = "id", *, tool_version: str, show_nip: bool = False
) -> dict[str, Any]:
    """The report as JSON data, see `docs/schemas/report-2.json`.

    The language is that of what is there for people: `message`, `hint` and `reason`; everything else is the same in
    every language. The numbers of persons are masked unless `show_nip` is set; paths are always whole.
    """
    return _whole(*_report(report, lang, tool_version=tool_version, show_nip=show_nip))


def documents_data(
    report: Report, lang: Language = "id", *, tool_version: str, show_nip: bool = False
) -> dict[str, Any]:
    """Every document with its facts, items and findings; see `docs/schemas/documents-2.json`."""
    return _whole(*_documents_only(report, lang, tool_version=tool_version, show_nip=show_nip))


def render_json(report: Report, lang: Language = "id", *, tool_version: str, show_nip: bool = False) -> str:
    """`report --format json`."""
    return "".join(_pieces(*_report(report, lang, tool_version=tool_version, show_nip=show_nip)))


def json_pieces(
    report: Report, lang: Language = "id", *, tool_version: str, show_nip: bool = False
) -> Iterator[str]:
    """The text of `render_json` piece by piece: that of 100,000 documents is larger than all else that is held."""
    return _pieces(*_report(report, lang, tool_version=tool_version, show_nip=show_nip))


def render_documents_json(
    report: Report, lang: Language = "id", *, tool_version: str, show_nip: bool = False
) -> str:
    """`documents --format json`."""
    return "".join(_pieces(*_documents_only(report, lang, tool_version=tool_version, show_nip=show_nip)))
