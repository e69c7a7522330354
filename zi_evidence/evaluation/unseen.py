"""Places that could not be looked at: what could serve from there is not missing, it could not be looked for.

Where the names on the way to a place name items or sections, only those are in doubt; else a folder may hold
evidence of every item.
"""

from collections.abc import Iterable
from dataclasses import replace

from zi_evidence.checklist.model import Checklist
from zi_evidence.evaluation.verdicts import Question
from zi_evidence.lexicon import Lexicon
from zi_evidence.matching.place import Places
from zi_evidence.model import RequirementReport, RequirementStatus, SlotStatus

__all__ = ["UnseenPlaces"]

# Findings that say that something is not there.
_LACKS = frozenset({"missing", "slot_missing"})
# One file whose name says nothing is not what every item lacks.
_FILES = (".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".jpg", ".jpeg", ".png")


class UnseenPlaces:
    """The places of one walk that could not be looked at, by what they may hold."""

    def __init__(self, checklist: Checklist, where: Iterable[str], lexicon: Lexicon) -> None:
        unseen = sorted(where)
        places = Places(checklist, lexicon) if unseen else None
        self._named = [(place, *places.of_folder(place)) for place in unseen] if places else []

    def place_of(self, item: str) -> str:
        """The first place that may hold evidence of an item; empty where there is none."""
        for place, items, sections in self._named:
            if item in items or (not items and any(item.startswith(f"{s}.") for s in sections)):
                return place
            if not items and not sections and not place.lower().endswith(_FILES):
                return place
        return ""

    def doubted(self, question: Question, report: RequirementReport) -> RequirementReport:
        """The report on a requirement, whose lacks are unverified where an unseen place may hold the evidence."""
        place = self.place_of(question.item)
        if not place or not any(finding.name in _LACKS for finding in report.findings):
            return report
        unseen = question.finding("unseen", place=place)
        missing = report.status is RequirementStatus.MISSING
        return replace(
            report,
            status=RequirementStatus.UNVERIFIED if missing else report.status,
            slots=tuple(
                replace(slot, status=SlotStatus.UNVERIFIED) if slot.status is SlotStatus.MISSING else slot
                for slot in report.slots
            ),
            findings=(unseen, *(finding for finding in report.findings if finding.name not in _LACKS)),
        )
