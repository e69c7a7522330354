"""The frozen data that every layer speaks: readings, facts, documents, matches, findings, reports.

Plain frozen dataclasses, because they are made by the thousand. Dates are `datetime.date`, partial dates
and periods are the strings of `zi_evidence.periods`, paths are POSIX and relative to the unit folder.
"""

from zi_evidence.model.facts import (
    DateFact,
    DateSource,
    Facts,
    Finish,
    Note,
    Part,
    Quote,
    Reference,
    Signer,
    Substance,
    TextFact,
)
from zi_evidence.model.reading import (
    DocumentStatus,
    Metadata,
    Page,
    Reading,
    Signature,
)
from zi_evidence.model.reason import OWNERLESS, Reason, ReasonCode, ReasonValue
from zi_evidence.model.report import (
    AreaSummary,
    Document,
    Finding,
    FindingValue,
    ItemReport,
    Match,
    MatchedDocument,
    Report,
    RequirementReport,
    RequirementStatus,
    Severity,
    SlotReport,
    SlotStatus,
)

__all__ = [
    "OWNERLESS",
    "AreaSummary",
    "DateFact",
    "DateSource",
    "Document",
    "DocumentStatus",
    "Facts",
    "Finding",
    "FindingValue",
    "Finish",
    "ItemReport",
    "Match",
    "MatchedDocument",
    "Metadata",
    "Note",
    "Page",
    "Part",
    "Quote",
    "Reading",
    "Reason",
    "ReasonCode",
    "ReasonValue",
    "Reference",
    "Report",
    "RequirementReport",
    "RequirementStatus",
    "Severity",
    "Signature",
    "Signer",
    "SlotReport",
    "SlotStatus",
    "Substance",
    "TextFact",
]
