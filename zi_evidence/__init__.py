"""zi-evidence: which supporting documents a unit must hold, what is missing, stale, and to do first.

    >>> import zi_evidence
    >>> checklist = zi_evidence.load_checklist("permenpanrb-90-2021")
    >>> len(checklist.items)
    113

The names below are the public API; everything else may change. Importing this package is cheap: each name is
loaded when it is first used.
"""

from importlib import import_module

# Type checkers take this name for true; `typing` itself would double the cost of this import.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from zi_evidence.api import CheckResult, check, evaluate, scan
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
    from zi_evidence.index import ScanResult
    from zi_evidence.index.pictures import Budget
    from zi_evidence.model import Report
    from zi_evidence.unit import Unit, load_unit

__all__ = [
    "Budget",
    "CheckResult",
    "Checklist",
    "ChecklistError",
    "EvidenceError",
    "ExitCode",
    "IndexDamaged",
    "IndexLocked",
    "OutputFailed",
    "Report",
    "ScanResult",
    "SourceUnavailable",
    "Unit",
    "UnitError",
    "UsageError",
    "available_checklists",
    "check",
    "evaluate",
    "load_checklist",
    "load_unit",
    "scan",
]

_HOMES = {
    "zi_evidence.api": ("CheckResult", "check", "evaluate", "scan"),
    "zi_evidence.checklist": ("Checklist", "available_checklists", "load_checklist"),
    "zi_evidence.errors": (
        "ChecklistError", "EvidenceError", "ExitCode", "IndexDamaged", "IndexLocked", "OutputFailed",
        "SourceUnavailable", "UnitError", "UsageError",
    ),
    "zi_evidence.index": ("ScanResult",),
    "zi_evidence.index.pictures": ("Budget",),
    "zi_evidence.model": ("Report",),
    "zi_evidence.unit": ("Unit", "load_unit"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
