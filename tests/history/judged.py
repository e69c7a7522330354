"""Small reports, made by hand, for what follows a report."""

import datetime as dt
from collections.abc import Mapping

from zi_evidence.model import (
    AreaSummary,
    Document,
    DocumentStatus,
    ItemReport,
    MatchedDocument,
    Report,
    RequirementReport,
    RequirementStatus,
)

__all__ = ["DAY", "judged"]

DAY = dt.date(2026, 3, 2)


def judged(
    statuses: Mapping[str, str],
    *,
    day: dt.date = DAY,
    supported: float = 10.0,
    owners: Mapping[str, str] | None = None,
    dues: Mapping[str, dt.date] | None = None,
    optional: frozenset[str] = frozenset(),
    cited: tuple[str, ...] = (),
    name: str = "Kantor Contoh Sukamaju",
) -> Report:
    """The report of a day; `statuses` by requirement, `cited` are hashes of documents that all cite."""
    documents = tuple(
        Document(f"{sha}.pdf", 1, "2026-01-01T00:00:00Z", DocumentStatus.READ, sha256=sha) for sha in cited
    )
    requirements = tuple(
        RequirementReport(
            id=name,
            title=f"Bukti {name}",
            status=RequirementStatus(status),
            optional=name in optional,
            owner=(owners or {}).get(name, "1"),
            documents=tuple(MatchedDocument(d.path, 1.0, ()) for d in documents),
            due=(dues or {}).get(name),
        )
        for name, status in statuses.items()
    )
    item = ItemReport(
        code="A.1", title="Butir", section="A", area="1", points=40.0, supported=supported,
        status=RequirementStatus.PARTIAL, requirements=requirements,
    )  # fmt: skip
    return Report(
        checklist_id="contoh", checklist_version="1", checklist_sha256="c" * 64, checklist_title="Contoh",
        unit_name=name, target="wbk", year=2026, as_of=day,
        window_from=dt.date(2025, 1, 1), window_to=dt.date(2026, 6, 30),
        items=(item,), areas=(AreaSummary("total", "Total", 40.0, supported, 30.0),),
        documents=documents, document_items={}, findings=(), ready=False,
    )  # fmt: skip
