"""The unit file `zi-evidence.yaml`: its entries (`unit_file`), and edits that leave every other byte as it was."""

from zi_evidence.unit.unit_file import (
    DEFAULT_CHECKLIST,
    DEFAULT_TARGET,
    UNIT_FILE,
    Alias,
    Answers,
    Held,
    Pin,
    Unit,
    UnitFaults,
    Waiver,
    Window,
    checklist_place,
    default_unit,
    load_unit,
    unit_text,
)

__all__ = [
    "DEFAULT_CHECKLIST",
    "DEFAULT_TARGET",
    "UNIT_FILE",
    "Alias",
    "Answers",
    "Held",
    "Pin",
    "Unit",
    "UnitFaults",
    "Waiver",
    "Window",
    "checklist_place",
    "default_unit",
    "load_unit",
    "unit_text",
]
