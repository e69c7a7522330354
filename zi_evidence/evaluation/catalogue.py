"""Every finding there is: stable code and name, and its severity.

A code never changes its meaning; a new meaning is a new code. Each has its page in `docs/findings/`, and its
sentences in `zi_evidence.reports.sentences`.
"""

from dataclasses import dataclass

from zi_evidence.model import Finding, FindingValue, Severity

__all__ = ["CATALOGUE", "FindingKind", "finding_order", "make_finding"]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding."""

    code: str
    name: str
    severity: Severity


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_KINDS = (
    # ---- 1xx: a requirement ----
    FindingKind("ZI101", "missing", _ERROR),
    FindingKind("ZI102", "stale", _ERROR),
    FindingKind("ZI103", "due_soon", _INFO),
    FindingKind("ZI104", "slot_missing", _ERROR),
    FindingKind("ZI105", "set_incomplete", _ERROR),
    FindingKind("ZI106", "chain_broken", _ERROR),
    FindingKind("ZI107", "unverified", _ERROR),
    FindingKind("ZI108", "too_few", _ERROR),
    FindingKind("ZI109", "spoiled", _ERROR),
    FindingKind("ZI110", "unseen", _ERROR),
    # ---- 2xx: a document's facts ----
    FindingKind("ZI201", "undated", _WARNING),
    FindingKind("ZI202", "unnumbered", _WARNING),
    FindingKind("ZI203", "unsigned", _WARNING),
    FindingKind("ZI204", "unfinished", _WARNING),
    FindingKind("ZI205", "wrong_unit", _WARNING),
    FindingKind("ZI206", "future_date", _WARNING),
    FindingKind("ZI207", "contradiction", _WARNING),
    FindingKind("ZI208", "hidden_text", _WARNING),
    FindingKind("ZI209", "active_content", _WARNING),
    FindingKind("ZI210", "early_dated", _WARNING),
    FindingKind("ZI211", "sent_date", _INFO),
    FindingKind("ZI212", "only_heading", _WARNING),
    # ---- 3xx: a document among others ----
    FindingKind("ZI301", "misfiled", _WARNING),
    FindingKind("ZI302", "unmatched", _INFO),
    FindingKind("ZI303", "duplicate", _INFO),
    FindingKind("ZI304", "name_collision", _INFO),
    FindingKind("ZI305", "same_number", _WARNING),
    FindingKind("ZI306", "recycled", _ERROR),
    FindingKind("ZI307", "recycled_maybe", _WARNING),
    # ---- 4xx: reading ----
    FindingKind("ZI401", "unreadable", _WARNING),
    FindingKind("ZI402", "no_text", _WARNING),
    FindingKind("ZI403", "encrypted", _WARNING),
    FindingKind("ZI404", "empty", _WARNING),
    FindingKind("ZI405", "unsupported", _INFO),
    FindingKind("ZI406", "pending", _WARNING),
    FindingKind("ZI407", "signature_broken", _ERROR),
    FindingKind("ZI408", "program_failed", _ERROR),
    # ---- 5xx: what people decided ----
    FindingKind("ZI501", "waiver_expired", _ERROR),
    FindingKind("ZI502", "waiver_unused", _WARNING),
    FindingKind("ZI503", "pin_missing", _ERROR),
    FindingKind("ZI504", "pin_unknown", _ERROR),
    FindingKind("ZI505", "no_unit_file", _ERROR),
    # ---- 6xx: the whole ----
    FindingKind("ZI601", "under_floor", _ERROR),
    FindingKind("ZI602", "walk_incomplete", _ERROR),
    FindingKind("ZI603", "predicate_lacking", _ERROR),
    FindingKind("ZI604", "predicate_unknown", _WARNING),
    FindingKind("ZI605", "waived_to_floor", _ERROR),
    FindingKind("ZI606", "answers_under_floor", _ERROR),
)

CATALOGUE: dict[str, FindingKind] = {kind.name: kind for kind in _KINDS}


def make_finding(
    name: str,
    *,
    item: str = "",
    requirement: str = "",
    path: str = "",
    page: int = 0,
    severity: Severity | None = None,
    **values: FindingValue,
) -> Finding:
    """A finding of the kind `name`.

    Args:
        name: a name of the catalogue.
        item: code of the item it is about, if any.
        requirement: full id of the requirement, if any.
        path: the document, if any.
        page: where the document that is meant begins in a file of several; 0 where the file is meant.
        severity: another weight than the kind's own (an optional requirement weighs less).
        values: what its sentence names: days and periods as ISO texts, lists as tuples, `why` as reasons.
    """
    kind = CATALOGUE[name]
    return Finding(
        code=kind.code,
        name=name,
        severity=severity or kind.severity,
        item=item,
        requirement=requirement,
        path=path,
        page=page,
        values=values,
    )


def finding_order(finding: Finding) -> tuple[str | int, ...]:
    """By code, then by what it is about; the order is the same in every language."""
    about = (finding.code, finding.item, finding.requirement, finding.path, finding.page)
    return (*about, *map(str, finding.values.values()))
