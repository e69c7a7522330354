"""Documents that the program failed on: they may be anything, so they count as nothing and close the gate."""

from collections.abc import Iterator, Sequence

from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.model import Document, Finding, Match
from zi_evidence.model.reasons import is_program_fault

__all__ = ["DocumentFault", "fault_findings", "is_unjudged", "unjudged"]


class DocumentFault(Exception):
    """The program failed on one document; the error is the cause."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def is_unjudged(document: Document) -> bool:
    """Whether the program failed on the document earlier, so that it is not to be tried again."""
    return is_program_fault(document.reason)


def unjudged(document: Document, match: Match) -> Candidate:
    """A candidate of which nothing is known."""
    return Candidate(document, match)


def fault_findings(documents: Sequence[Document]) -> Iterator[Finding]:
    """One finding for each document that the program failed on."""
    for document in documents:
        if is_unjudged(document):
            yield make_finding("program_failed", path=document.path, reason=document.reason)
