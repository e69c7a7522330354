"""zi-evidence: which supporting documents a unit must hold, what is missing, stale, and to do first.

    >>> import zi_evidence
    >>> checklist = zi_evidence.load_checklist("permenpanrb-90-2021")
    >>> len(checklist.items)
    113

The names below are the public API; everything else may change. `open` gives a unit folder to hold and ask; the
other functions are short ways for one question. Importing this package is cheap: each name is loaded when it is
first used.
"""

from zi_evidence import lazy

# Type checkers take this name for true; `typing` itself would double the cost of this import.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from zi_evidence.api import CheckResult, UnitFolder, check, evaluate, open, scan  # noqa: A004 - see __all__
    from zi_evidence.checklist import Checklist, available_checklists, load_checklist
    from zi_evidence.errors import (
        ChecklistError,
        EvidenceError,
        ExitCode,
        IndexDamaged,
        IndexLocked,
        OutputFailed,
        SourceUnavailable,
        UnitError,
        UsageError,
    )
    from zi_evidence.facts import extract_facts
    from zi_evidence.index import ScanResult
    from zi_evidence.index.pictures import Budget
    from zi_evidence.model import (
        AreaSummary,
        Document,
        DocumentStatus,
        Facts,
        Finding,
        ItemReport,
        MatchedDocument,
        Reason,
        ReasonCode,
        Report,
        RequirementReport,
        RequirementStatus,
        Severity,
        SlotReport,
        SlotStatus,
    )
    from zi_evidence.model.search import Passage, SearchHit, SearchResult
    from zi_evidence.reports import render
    from zi_evidence.unit import Unit, load_unit
    from zi_evidence.version import __version__

__all__ = [
    "AreaSummary",
    "Budget",
    "CheckResult",
    "Checklist",
    "ChecklistError",
    "Document",
    "DocumentStatus",
    "EvidenceError",
    "ExitCode",
    "Facts",
    "Finding",
    "IndexDamaged",
    "IndexLocked",
    "ItemReport",
    "MatchedDocument",
    "OutputFailed",
    "Passage",
    "Reason",
    "ReasonCode",
    "Report",
    "RequirementReport",
    "RequirementStatus",
    "ScanResult",
    "SearchHit",
    "SearchResult",
    "Severity",
    "SlotReport",
    "SlotStatus",
    "SourceUnavailable",
    "Unit",
    "UnitError",
    "UnitFolder",
    "UsageError",
    "__version__",
    "available_checklists",
    "check",
    "evaluate",
    "extract_facts",
    "load_checklist",
    "load_unit",
    "open",
    "render",
    "scan",
]

_, __getattr__, __dir__ = lazy.attach(
    __name__,
    {
        "api": ("CheckResult", "UnitFolder", "check", "evaluate", "open", "scan"),
        "checklist": ("Checklist", "available_checklists", "load_checklist"),
        "errors": (
            "ChecklistError", "EvidenceError", "ExitCode", "IndexDamaged", "IndexLocked", "OutputFailed",
            "SourceUnavailable", "UnitError", "UsageError",
        ),
        "facts": ("extract_facts",),
        "index": ("ScanResult",),
        "index.pictures": ("Budget",),
        "model": (
            "AreaSummary", "Document", "DocumentStatus", "Facts", "Finding", "ItemReport", "MatchedDocument",
            "Reason", "ReasonCode", "Report", "RequirementReport", "RequirementStatus", "Severity", "SlotReport",
            "SlotStatus",
        ),
        "model.search": ("Passage", "SearchHit", "SearchResult"),
        "reports": ("render",),
        "unit": ("Unit", "load_unit"),
        "version": ("__version__",),
    },
)  # fmt: skip
