"""`search`: which documents hold these words, and where."""

from enum import StrEnum
from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.cli.options import Folder, Output
from zi_evidence.cli.reading import Asked, reading_command, seen
from zi_evidence.cli.terminal import takes_colour, write_answer
from zi_evidence.cli.version import tool_version
from zi_evidence.i18n import mark
from zi_evidence.index.full_text import parse_query
from zi_evidence.reports.search_report import render_search_json, render_search_text

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the result."""

    TEXT = "text"
    JSON = "json"


@reading_command()
def command(
    asked: Asked,
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
    ] = api.DEFAULT_LIMIT,
    output: Output = None,
) -> None:
    """A search is answered even where nothing is found: it ends with 0."""
    words = " ".join(query)
    parse_query(words)  # before the folder is read
    view, report, lang = seen(folder, asked)
    result = api.search_view(view, report, words, index=asked.index, limit=limit, show_nip=asked.show_nip)
    if output_format is Format.JSON:
        answer = render_search_json(result, tool_version=tool_version())
    else:
        colour = output is None and takes_colour()
        answer = render_search_text(result, lang, colour=colour, show_nip=asked.show_nip)
    write_answer(answer, output, outside=view.folder)
