"""The gate over a report: may this unit submit?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zi_evidence.arguments import as_lang, as_number, as_type, wrong_type
from zi_evidence.errors import ExitCode, UsageError
from zi_evidence.evaluation.catalogue import CATALOGUE
from zi_evidence.i18n import Language, spoken, tr
from zi_evidence.model import Document, DocumentStatus, Report, Severity
from zi_evidence.reports.sentences import sentence

__all__ = [
    "DEFAULT_FAIL_ON",
    "DEFAULT_MIN_READABLE",
    "CheckResult",
    "closing_words",
    "gate",
    "readable_percent",
]

DEFAULT_FAIL_ON = ("error",)
DEFAULT_MIN_READABLE = 50.0
# From the least; a word for one means this and all that are worse.
_SEVERITIES = tuple(severity.value for severity in (Severity.INFO, Severity.WARNING, Severity.ERROR))
# A folder that was not seen or judged whole, or that has no unit file, is never complete.
_ALWAYS_CLOSING = ("walk_incomplete", "program_failed", "no_unit_file")
# Files of these states were looked into in vain; a spreadsheet is no failure of reading.
_UNREAD = frozenset(
    {
        DocumentStatus.NO_TEXT, DocumentStatus.ENCRYPTED, DocumentStatus.DAMAGED, DocumentStatus.TIMEOUT,
        DocumentStatus.TOO_LARGE, DocumentStatus.PENDING,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The gate's answer.

    Attributes:
        exit_code: `PASS`, `FINDINGS` or `COULD_NOT_LOOK`.
        report: what the answer rests on.
        reasons: why it is no pass, one line each; empty for a pass.
    """

    exit_code: ExitCode
    report: Report
    reasons: tuple[str, ...]


def closing_words(words: Collection[str], *, name: str = "fail_on") -> tuple[str, ...]:
    """The severities, codes and names of findings that close the gate.

    Args:
        words: what was asked for.
        name: of the argument or option, for the error.

    Raises:
        UsageError: it is a single text, or holds something else than these words.
    """
    if isinstance(words, str) or not isinstance(words, Collection):
        raise wrong_type(
            name, words, "Collection[str]", hint=tr('write it like {name}=("error",)').format(name=name)
        )
    known = {*_SEVERITIES, *CATALOGUE, *(kind.code for kind in CATALOGUE.values())}
    if unknown := [word for word in words if word not in known]:
        raise UsageError(
            tr("{argument} does not know {words}").format(argument=name, words=", ".join(map(repr, unknown))),
            hint=tr("use error, warning, info, a code like ZI101 or a name like missing"),
        )
    return tuple(words)


def gate(
    report: Report,
    *,
    fail_on: Collection[str] = DEFAULT_FAIL_ON,
    min_readable: float = DEFAULT_MIN_READABLE,
    lang: Language | None = None,
) -> CheckResult:
    """The gate over a report that is there already; arguments and errors are those of `UnitFolder.check`.

    Without `lang` the reasons are in the language of the process.
    """
    as_lang(lang)
    as_type("report", report, Report)
    as_number("min_readable", min_readable, 0, 100)
    words = closing_words(fail_on)
    percent = readable_percent(report.documents)
    if percent is not None and percent < min_readable:
        text = tr("only {percent:.0f} % of the files could be read, at least {least:g} % must be")
        reason = text.format(percent=percent, least=min_readable)
        return CheckResult(ExitCode.COULD_NOT_LOOK, report, (reason,))
    named = {*words, *_ALWAYS_CLOSING}
    ranks = [_SEVERITIES.index(word) for word in _SEVERITIES if word in words]
    worse = _SEVERITIES[min(ranks, default=len(_SEVERITIES)) :]
    closing = [f for f in report.findings if f.severity.value in worse or f.code in named or f.name in named]
    if closing:
        # What was not seen comes before all that is said of the rest.
        closing.sort(key=lambda finding: finding.name != "walk_incomplete")
        reasons = tuple(
            f"{' '.join(filter(None, (f.code, f.requirement or f.path)))}: {sentence(f, lang or spoken())}"
            for f in closing
        )
        return CheckResult(ExitCode.FINDINGS, report, reasons)
    return CheckResult(ExitCode.PASS, report, ())


def readable_percent(documents: Sequence[Document]) -> float | None:
    """Share of the files that could be read, 0-100; `None` where there are none."""
    if not documents:
        return None
    unread = sum(document.status in _UNREAD for document in documents)
    return 100.0 * (len(documents) - unread) / len(documents)
