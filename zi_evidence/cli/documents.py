"""`documents`: every file with its status, facts and items."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from zi_evidence import api, reports
from zi_evidence.cli.language import language_of
from zi_evidence.cli.options import (
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
from zi_evidence.failing_documents import printed
from zi_evidence.i18n import mark

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the list."""

    TEXT = "text"
    JSON = "json"


def command(
    folder: Folder,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help=mark("Format of the list."))
    ] = Format.TEXT,
    output: Output = None,
    as_of: AsOf = None,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    show_nip: ShowNip = False,
    ocr: OcrOption = Ocr.AUTO,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Prints the documents of the unit folder."""
    day = parse_day(as_of)
    view = api.look(
        folder,
        as_of=day,
        index=index,
        rescan=not no_scan,
        ocr=ocr.budget(),
        progress=progress_printer(quiet=quiet, verbose=verbose),
    )
    language = language_of(lang.value if lang else view.unit.language)
    hints(view, quiet=quiet)
    report = api.judge(view, as_of=day)
    colour = output is None and takes_colour()
    if output_format is Format.JSON:
        render = partial(reports.render_documents_json, tool_version=tool_version())
    else:
        render = partial(reports.render_documents_text, colour=colour)
    answer, _ = printed(partial(render, lang=language, show_nip=show_nip), report)
    write_answer(answer, output, outside=view.folder)
