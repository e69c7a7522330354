"""`check`: the gate before a submission."""

import os
import sys
from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.cli.options import Folder
from zi_evidence.cli.reading import Asked, reading_command, seen
from zi_evidence.cli.version import tool_version
from zi_evidence.errors import ExitCode
from zi_evidence.history import History
from zi_evidence.i18n import mark
from zi_evidence.index.place import index_path
from zi_evidence.model import Report
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
    """Severities, codes and names of a comma-separated list; an unknown word or none is a mistake of the call."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    return api.closing_words(words or (text,), name="--fail-on")


@reading_command("ocr")
def command(
    asked: Asked,
    folder: Folder,
    *,
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
) -> int:
    """Ends with 0 only if the folder was seen whole, enough was readable and no finding closes the gate."""
    words = _fail_on(fail_on)
    view, report, lang = seen(folder, asked, verify=not asked.no_scan)
    result = api.gate(report, fail_on=words, min_readable=min_readable, lang=lang)
    # Kept before anything is printed: whoever reads may go away after the first line.
    head = History(index_path(view.folder, asked.index)).record(report, tool_version=tool_version())
    hide = masker(show_nip=asked.show_nip)
    first = _head(result, lang, scanned=view.scan is not None)
    said = (first, *(f"- {reason}" for reason in result.reasons or _notes(report, lang)))
    lines = [
        *(hide(printable(line)) for line in said),
        f"{word('history', lang)} {head.seq:06} {head.id}",
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
