"""`report`: what is there, what is lacking, what to do first."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zi_evidence import api, reports
from zi_evidence.cli.language import language_of
from zi_evidence.cli.options import (
    AcceptLoss,
    AsOf,
    Folder,
    IndexFolder,
    LangOption,
    NoScan,
    Ocr,
    OcrOption,
    Output,
    Quiet,
    ShowNip,
    Verbose,
    parse_day,
)
from zi_evidence.cli.terminal import hints, progress_printer, takes_colour, write_answer
from zi_evidence.cli.version import tool_version
from zi_evidence.errors import UsageError
from zi_evidence.failing_documents import Answer, printed
from zi_evidence.history import History, trend
from zi_evidence.i18n import Language, mark, tr
from zi_evidence.index.place import index_path
from zi_evidence.model import Report
from zi_evidence.reports.csv_report import Separator as Sign

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the report."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JUNIT = "junit"


class Separator(StrEnum):
    """What parts the columns of a CSV; words, because a bare semicolon ends a command in most shells."""

    COMMA = "comma"
    SEMICOLON = "semicolon"

    @property
    def sign(self) -> Sign:
        """The character itself."""
        return ";" if self is Separator.SEMICOLON else ","


_BY_ENDING = {
    "": Format.TEXT,
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xlsx": Format.XLSX,
    ".csv": Format.CSV,
    ".xml": Format.JUNIT,
}


def command(
    folder: Folder,
    *,
    output_format: Annotated[
        Format | None,
        typer.Option(
            "--format", help=mark("Format of the report; by default after the ending of --output, else text.")
        ),
    ] = None,
    output: Output = None,
    separator: Annotated[
        Separator | None,
        typer.Option(
            "--separator",
            help=mark(
                "What parts the columns of a CSV; a double click in an Indonesian Excel needs semicolon, which "
                "comes with a decimal comma."
            ),
        ),
    ] = None,
    as_of: AsOf = None,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    accept_loss: AcceptLoss = False,
    show_nip: ShowNip = False,
    ocr: OcrOption = Ocr.AUTO,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """A report is an answer, whatever it says: it ends with 0."""
    day = parse_day(as_of)
    form = output_format or _by_ending(output)
    if separator and form is not Format.CSV:
        raise UsageError(tr("--separator is for CSV only"), hint=tr("leave it out, or choose --format csv"))
    view = api.look(
        folder,
        as_of=day,
        index=index,
        rescan=not no_scan,
        ocr=ocr.budget(),
        progress=progress_printer(quiet=quiet, verbose=verbose),
        accept_loss=accept_loss,
    )
    language = language_of(lang.value if lang else view.unit.language)
    hints(view, quiet=quiet)
    report = api.judge(view, as_of=day)
    base = _base(view.folder, output)
    sign = (separator or Separator.COMMA).sign
    points = trend(History(index_path(view.folder, index)).links()) if form is Format.HTML else ()
    past = tuple(point for point in points if point.day <= report.as_of)

    def render(shown: Report) -> Answer:
        if form is Format.HTML:
            version = tool_version()
            return reports.render_html(
                shown, language, tool_version=version, history=past, base=base, show_nip=show_nip
            )
        return _rendered(shown, form, language, base=base, output=output, separator=sign, show_nip=show_nip)

    answer, _ = printed(render, report)
    if isinstance(answer, str) and form is not Format.TEXT:
        # What programs read is UTF-8 whatever the locale says.
        answer = answer.encode()
    write_answer(answer, output, outside=view.folder)


def _by_ending(output: Path | None) -> Format:
    """The format that the name of the file asks for.

    Raises:
        UsageError: the ending is none of ours; a text in a file called `.pdf` would help nobody.
    """
    ending = output.suffix.lower() if output else ""
    if ending not in _BY_ENDING:
        known = ", ".join(filter(None, _BY_ENDING))
        raise UsageError(
            tr("unknown ending of a file: {ending}").format(ending=ending),
            hint=tr("use {known} or --format").format(known=known),
        )
    return _BY_ENDING[ending]


def _base(folder: Path, output: Path | None) -> str:
    """The way from the report to the unit folder, for links; empty where there is none."""
    if output is None:
        return ""
    try:
        return Path(os.path.relpath(folder, os.path.realpath(output.absolute().parent))).as_posix()
    except ValueError:  # another drive
        return ""


def _rendered(
    report: Report,
    form: Format,
    lang: Language,
    *,
    base: str,
    output: Path | None,
    separator: Sign,
    show_nip: bool,
) -> Answer:
    version = tool_version()
    match form:
        case Format.TEXT:
            colour = output is None and takes_colour()
            return reports.render_text(report, lang, colour=colour, show_nip=show_nip)
        case Format.JSON:
            pieces = reports.json_pieces(report, lang, tool_version=version, show_nip=show_nip)
            return (piece.encode() for piece in pieces)
        case Format.XLSX:
            return reports.render_xlsx(report, lang, tool_version=version, base=base, show_nip=show_nip)
        case Format.CSV:
            return reports.render_csv(report, lang, separator=separator, show_nip=show_nip)
        case _:
            return reports.render_junit(report, lang, show_nip=show_nip)
