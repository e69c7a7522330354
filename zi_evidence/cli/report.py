"""`report`: what is there, what is lacking, what to do first."""

from enum import StrEnum
from typing import Annotated

import typer

from zi_evidence import api, reports
from zi_evidence.cli.options import (
    AcceptLoss,
    AsOf,
    Folder,
    IndexFolder,
    LangOption,
    NoScan,
    Output,
    Quiet,
    Verbose,
    parse_day,
)
from zi_evidence.cli.terminal import hints, progress_printer, write_answer
from zi_evidence.cli.version import tool_version

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the report."""

    TEXT = "text"
    JSON = "json"


def command(
    folder: Folder,
    *,
    output_format: Annotated[Format, typer.Option("--format", help="Bentuk laporan.")] = Format.TEXT,
    output: Output = None,
    as_of: AsOf = None,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    accept_loss: AcceptLoss = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """A report is an answer, whatever it says: it ends with 0."""
    day = parse_day(as_of)
    view = api.look(
        folder,
        as_of=day,
        index=index,
        rescan=not no_scan,
        progress=progress_printer(quiet=quiet, verbose=verbose),
        accept_loss=accept_loss,
    )
    hints(view, quiet=quiet)
    language = lang.value if lang else view.unit.language
    report = api.judge(view, as_of=day, lang=language)
    if output_format is Format.JSON:
        answer = reports.render_json(report, tool_version=tool_version())
    else:
        answer = reports.render_text(report, language)
    write_answer(answer, output)
