"""`search`: which documents hold these words, and where."""

from enum import StrEnum
from typing import Annotated

import typer

from zi_evidence import api, search
from zi_evidence.cli.language import language_of
from zi_evidence.cli.options import (
    AsOf,
    Folder,
    IndexFolder,
    LangOption,
    NoScan,
    Output,
    Quiet,
    ShowNip,
    Verbose,
    parse_day,
)
from zi_evidence.cli.terminal import hints, progress_printer, takes_colour, write_answer
from zi_evidence.cli.version import tool_version
from zi_evidence.i18n import mark
from zi_evidence.index.full_text import parse_query
from zi_evidence.reports.search_report import render_search_json, render_search_text

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the result."""

    TEXT = "text"
    JSON = "json"


def command(
    folder: Folder,
    query: Annotated[
        list[str], typer.Argument(metavar="QUERY", help=mark('Words to look for; "..." for words in a row.'))
    ],
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help=mark("Format of the result."))
    ] = Format.TEXT,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help=mark("At most so many files."))
    ] = search.DEFAULT_LIMIT,
    output: Output = None,
    as_of: AsOf = None,
    lang: LangOption = None,
    no_scan: NoScan = False,
    index: IndexFolder = None,
    show_nip: ShowNip = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """A search is answered even where nothing is found: it ends with 0."""
    words = " ".join(query)
    parse_query(words)  # before the folder is read
    day = parse_day(as_of)
    view = api.look(
        folder,
        as_of=day,
        index=index,
        rescan=not no_scan,
        progress=progress_printer(quiet=quiet, verbose=verbose),
    )
    language = language_of(lang.value if lang else view.unit.language)
    hints(view, quiet=quiet)
    report = api.judge(view, as_of=day)
    result = search.search_view(view, report, words, index=index, limit=limit, show_nip=show_nip)
    if output_format is Format.JSON:
        answer = render_search_json(result, tool_version=tool_version())
    else:
        colour = output is None and takes_colour()
        answer = render_search_text(result, language, colour=colour, show_nip=show_nip)
    write_answer(answer, output, outside=view.folder)
