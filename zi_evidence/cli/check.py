"""`check`: the gate before a submission."""

import os
import sys
from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.cli.language import language_of
from zi_evidence.cli.options import (
    AsOf,
    Folder,
    IndexFolder,
    LangOption,
    NoScan,
    Ocr,
    OcrOption,
    Quiet,
    ShowNip,
    Verbose,
    parse_day,
)
from zi_evidence.cli.terminal import hints, progress_printer
from zi_evidence.cli.version import tool_version
from zi_evidence.errors import ExitCode, UsageError
from zi_evidence.evaluation import CATALOGUE
from zi_evidence.history import History
from zi_evidence.i18n import mark, tr
from zi_evidence.index.place import index_path
from zi_evidence.model import Report, Severity
from zi_evidence.reports.privacy import masker
from zi_evidence.reports.sentences import sentence
from zi_evidence.reports.words import Language, day, file_count, word
from zi_evidence.text import printable

__all__ = ["command"]

_HEADS = {
    ExitCode.PASS: "gate passed",
    ExitCode.FINDINGS: "gate closed",
    ExitCode.COULD_NOT_LOOK: "gate blind",
}


def _fail_on(text: str) -> tuple[str, ...]:
    """Severities, codes and names of a comma-separated list; an unknown word is a mistake of the call."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    known = {*Severity, *CATALOGUE, *(kind.code for kind in CATALOGUE.values())}
    unknown = [word for word in words if word not in known]
    if unknown or not words:
        raise UsageError(
            tr("--fail-on does not know {words}").format(
                words=", ".join(map(repr, unknown)) or tr("an empty list")
            ),
            hint=tr("use error, warning, info, a code like ZI101 or a name like missing"),
        )
    return words


def command(
    folder: Folder,
    *,
    as_of: AsOf = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LIST", help=mark("Findings that close the gate."))
    ] = "error",
    min_readable: Annotated[
        float,
        typer.Option(
            "--min-readable",
            metavar="PCT",
            min=0,
            max=100,
            help=mark("Share of the files that must be readable."),
        ),
    ] = api.DEFAULT_MIN_READABLE,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    show_nip: ShowNip = False,
    ocr: OcrOption = Ocr.AUTO,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Ends with 0 only if the folder was seen whole, enough was readable and no finding closes the gate."""
    today = parse_day(as_of)
    names = _fail_on(fail_on)
    view = api.look(
        folder,
        as_of=today,
        index=index,
        rescan=not no_scan,
        ocr=ocr.budget(),
        progress=progress_printer(quiet=quiet, verbose=verbose),
        verify=not no_scan,
    )
    language = language_of(lang.value if lang else view.unit.language)
    hints(view, quiet=quiet)
    report = api.judge(view, as_of=today)
    result = api.gate(report, fail_on=names, min_readable=min_readable, lang=language)
    # Kept before anything is printed: whoever reads may go away after the first line.
    head = History(index_path(view.folder, index)).record(report, tool_version=tool_version())
    hide = masker(show_nip=show_nip)
    first = _head(result, language, scanned=view.scan is not None)
    said = (first, *(f"- {reason}" for reason in result.reasons or _notes(report, language)))
    lines = [
        *(hide(printable(line)) for line in said),
        f"{word('history', language)} {head.seq:06} {head.id}",
    ]
    try:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
    except BrokenPipeError:
        # The answer stands, though nobody reads on: a gate never opens because of that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.exit_code


def _notes(report: Report, lang: Language) -> tuple[str, ...]:
    """What a pass leaves open about the target itself."""
    return tuple(f"{f.code}: {sentence(f, lang)}" for f in report.findings if f.name == "predicate_unknown")


def _head(result: api.CheckResult, lang: Language, *, scanned: bool) -> str:
    """The answer in one line, with what it is about, and whether any byte was looked at for it."""
    report = result.report
    goal = f"{report.target.upper()} {report.year}".strip()
    line = (
        f"{word(_HEADS[result.exit_code], lang)}: {report.unit_name}, {goal}, "
        f"{word('as_of', lang)} {day(report.as_of, lang)}, {file_count(len(report.documents), lang)}"
    )
    return line if scanned else f"{line}, {word('not scanned', lang)}"
