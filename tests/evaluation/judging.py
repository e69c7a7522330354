"""A small checklist and documents made of facts, to judge without files."""

import datetime as dt
from dataclasses import replace
from typing import Any

from zi_evidence.checklist.model import Checklist
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.facts.references import find_references
from zi_evidence.model import (
    DateFact,
    DateSource,
    Document,
    DocumentStatus,
    Facts,
    Finish,
    Match,
    Note,
    Part,
    Quote,
    Reason,
    ReasonCode,
    Report,
    RequirementReport,
    TextFact,
)
from zi_evidence.page import Line
from zi_evidence.unit import Unit

AS_OF = dt.date(2026, 6, 30)
_HERE = Quote(1, "…")


def fact(value: str) -> TextFact:
    return TextFact(value, "heading", 1.0, _HERE)


def document(
    path: str,
    *,
    kind: str = "laporan",
    date: str = "",
    period: str = "",
    period_source: str = "title",
    period_words: str = "…",
    title: str = "",
    number: str = "",
    unit: str = "",
    signed: str = "block",
    finish: Finish = Finish.UNKNOWN,
    status: DocumentStatus = DocumentStatus.READ,
    source: DateSource = DateSource.SIGNATURE,
    event: str = "",
    answers: str = "",
    notes: tuple[str, ...] = (),
    media_type: str = "application/pdf",
    sha256: str = "",
) -> Document:
    facts = Facts(
        kind=fact(kind),
        date=DateFact(date, source, 1.0, _HERE) if date else None,
        period=TextFact(period, period_source, 1.0, Quote(1, period_words)) if period else None,
        title=fact(title) if title else None,
        number=fact(number) if number else None,
        units=(fact(unit),) if unit else (),
        signed=signed,
        finish=finish,
        event=DateFact(event, DateSource.EVENT, 1.0, _HERE) if event else None,
        answers=find_references(None, [Line(1, answers, answers)], number),
        notes=tuple(Note(code, _HERE) for code in notes),
    )
    return Document(
        path=path, size=1, modified="", status=status, facts=facts,
        sha256=sha256 or path, media_type=media_type
    )  # fmt: skip


def bundle(path: str, *papers: Document) -> Document:
    """One file of several papers, a page each."""
    facts = [paper.facts for paper in papers if paper.facts]
    parts = tuple(Part(page, page, one) for page, one in enumerate(facts, 1))
    return replace(papers[0], path=path, sha256=path, facts=replace(facts[0], parts=parts))


def checklist(requirements: list[dict[str, Any]], answer: str = "ABC", **changes: Any) -> Checklist:
    return Checklist.model_validate(
        {
            "schema": "zi-evidence/checklist/1",
            "id": "kecil",
            "version": "1",
            "title": "Kecil",
            "scales": {"YT": {"Ya": 1, "Tidak": 0}, "ABC": {"A": 1, "B": 0.5, "C": 0}},
            "areas": {"1": "Satu"},
            "predicates": {"wbk": {"total": 1}},
            "items": [
                {
                    "code": "X.1.a",
                    "title": "Butir",
                    "answer": answer,
                    "section": "X.1",
                    "area": "1",
                    "points": 2.0,
                    "requirements": requirements,
                }
            ],
            **changes,
        }
    )


def make_unit(**changes: Any) -> Unit:
    data = {"name": "Lapas Kelas IIB Sukamaju", "year": 2026, **changes}
    data.setdefault("window", {"from": "2025-01-01", "to": "2026-06-30"})
    return Unit.model_validate(data)


def judge_all(
    requirements: list[dict[str, Any]],
    documents: list[Document],
    *,
    serves: dict[str, list[str]] | None = None,
    unit: Unit | None = None,
    as_of: dt.date = AS_OF,
    unread: tuple[str, ...] = (),
    fitting: tuple[int, ...] = (),
    answer: str = "ABC",
    scheme: dict[str, Any] | None = None,
) -> Report:
    """The report; `serves` says which requirement ids a path serves, all of them by default.

    `fitting` are the pages of bundles that fit, all by default; `scheme` changes other keys of the checklist.
    """
    ids = [requirement["id"] for requirement in requirements]
    matches = {
        d.path: [
            Match(
                d.path,
                "X.1.a",
                f"X.1.a:{name}",
                0.8,
                (Reason(ReasonCode.HEADING_WORDS),),
                by_content=d.path not in unread,
                parts=fitting or tuple(part.first_page for part in (d.facts.parts if d.facts else ())),
            )
            for name in (serves or {}).get(d.path, ids)
        ]
        for d in documents
    }
    return evaluate_documents(
        checklist(requirements, answer, **(scheme or {})),
        unit or make_unit(),
        sorted(documents, key=lambda d: d.path),
        matches,
        as_of=as_of,
    )


def judge(requirement: dict[str, Any], *documents: Document, **options: Any) -> RequirementReport:
    """Judges documents against a single requirement."""
    report = judge_all([{"id": "r", "title": "Laporan", **requirement}], list(documents), **options)
    return report.items[0].requirements[0]
