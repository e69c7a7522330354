"""Judging and printing go on without the documents that the program fails on; those are told as what they are."""

import tempfile
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from zi_evidence.evaluation.catalogue import finding_order, make_finding
from zi_evidence.evaluation.unjudged import DocumentFault, fault_findings
from zi_evidence.file_faults import OF_THE_RUN, Stage, culprits, program_fault, without_content
from zi_evidence.model import Document, Finding, Report, RequirementReport

__all__ = ["Answer", "judged", "printed"]

Answer = str | bytes | Iterator[bytes]
_Any = TypeVar("_Any", bound=Answer)
# So much of an answer is held in memory until all of it is made.
_HELD = 8 * 2**20
_READ = 2**20


def judged(evaluate: Callable[[Sequence[Document]], Report], documents: Sequence[Document]) -> Report:
    """The report on documents, of which those that make the judgement fail have that as their status.

    Args:
        evaluate: makes the report of some of the documents, in their order.
        documents: all of them, sorted by path.

    Raises:
        Exception: the judgement fails without any document as well.
    """
    here = list(documents)
    failed: dict[str, Document] = {}
    while True:
        try:
            report = evaluate(here)
        except OF_THE_RUN:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, the other documents are sound
            for path, cause in _blamed(evaluate, here, error):
                # A second time it is left out: not even its bare name can be judged.
                again = path in failed
                document = next(d for d in here if d.path == path)
                failed[path] = without_content(document, program_fault(path, "judged", cause))
                here = [failed[path] if d.path == path else d for d in here if not (again and d.path == path)]
        else:
            left_out = [d for path, d in failed.items() if all(d.path != path for d in here)]
            return _with(report, left_out) if left_out else report


def _blamed(
    evaluate: Callable[[Sequence[Document]], Report], documents: Sequence[Document], error: Exception
) -> list[tuple[str, Exception]]:
    if isinstance(error, DocumentFault):
        cause = error.__cause__
        return [(error.path, cause if isinstance(cause, Exception) else error)]
    return [(document.path, cause) for document, cause in culprits(evaluate, documents)]


def _with(report: Report, failed: Sequence[Document]) -> Report:
    """The report with these documents in it, whatever it said of them before."""
    by_path = {d.path: d for d in report.documents} | {d.path: d for d in failed}
    findings = [f for f in report.findings if f.name != "program_failed" or f.path not in by_path]
    findings += fault_findings(list(by_path.values()))
    findings.sort(key=finding_order)
    return replace(
        report,
        documents=tuple(by_path[path] for path in sorted(by_path)),
        findings=tuple(findings),
        ready=False,
    )


def printed(render: Callable[[Report], _Any], report: Report) -> tuple[_Any, Report]:
    """What a renderer makes of a report, and the report that it shows.

    Documents that make the renderer fail are shown with that as their status; where even that fails, only their
    finding is shown, and where that fails too, only that there is such a file.

    Raises:
        Exception: the renderer fails without any document as well.
    """
    try:
        return _whole(render(report)), report
    except OF_THE_RUN:
        raise
    except Exception:  # noqa: BLE001 - whatever it was, the other documents are sound
        shown = _told_as(report, "printed", _failing(render, report))
    if failing := _failing(render, shown):
        shown = _hidden(shown, {document.path for document, _ in failing}, spare="program_failed")
    try:
        return _whole(render(shown)), shown
    except OF_THE_RUN:
        raise
    except Exception:  # noqa: BLE001 - as above
        shown = _hidden(shown, {document.path for document, _ in failing}, spare="")
        nameless = make_finding("program_failed", reason=failing[0][0].reason)
        shown = replace(shown, findings=(*shown.findings, nameless))
    return _whole(render(shown)), shown


def _failing(render: Callable[[Report], _Any], report: Report) -> list[tuple[Document, Exception]]:
    everyone = {document.path for document in report.documents}

    def attempt(some: Sequence[Document]) -> None:
        _made(render(_hidden(report, everyone - {document.path for document in some}, spare="")))

    return culprits(attempt, report.documents)


def _hidden(report: Report, paths: set[str], *, spare: str) -> Report:
    """The report without all that it says of some files, but for findings of one name."""

    def told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(f for f in findings if f.path not in paths or f.name == spare)

    def requirement(one: RequirementReport) -> RequirementReport:
        cited = tuple(document for document in one.documents if document.path not in paths)
        slots = tuple(
            replace(slot, documents=tuple(path for path in slot.documents if path not in paths))
            for slot in one.slots
        )
        return replace(one, documents=cited, slots=slots, findings=told(one.findings))

    return replace(
        report,
        items=tuple(replace(i, requirements=tuple(map(requirement, i.requirements))) for i in report.items),
        documents=tuple(document for document in report.documents if document.path not in paths),
        findings=told(report.findings),
    )


def _told_as(report: Report, stage: Stage, failing: Sequence[tuple[Document, Exception]]) -> Report:
    told = [without_content(d, program_fault(d.path, stage, error)) for d, error in failing]
    return _with(report, told)


def _whole(answer: _Any) -> _Any:
    """An answer of which every piece is made, so that nothing is written of one that fails."""
    if isinstance(answer, str | bytes):
        return answer
    held = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - it is closed when it was read
    try:
        held.writelines(answer)
    except BaseException:
        held.close()
        raise
    held.seek(0)
    return cast("_Any", _Pieces(held))


def _made(answer: Answer) -> None:
    """Makes every piece of an answer that nobody reads."""
    if not isinstance(answer, str | bytes):
        for _ in answer:
            pass


class _Pieces(Iterator[bytes]):
    """What was held of an answer, piece by piece; let go when it was read, or when no one reads it."""

    def __init__(self, held: "tempfile.SpooledTemporaryFile[bytes]") -> None:
        self._held = held
        self._close = weakref.finalize(self, held.close)

    def __next__(self) -> bytes:
        piece = self._held.read(_READ) if self._close.alive else b""
        if not piece:
            self._close()
            raise StopIteration
        return piece
