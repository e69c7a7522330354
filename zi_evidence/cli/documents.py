"""`documents`: every file with its status, facts and items."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from zi_evidence import reports
from zi_evidence.cli.options import Folder, Output
from zi_evidence.cli.reading import Asked, reading_command, seen
from zi_evidence.cli.terminal import takes_colour, write_answer
from zi_evidence.cli.version import tool_version
from zi_evidence.failing_documents import printed
from zi_evidence.i18n import mark

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the list."""

    TEXT = "text"
    JSON = "json"


@reading_command("ocr")
def command(
    asked: Asked,
    folder: Folder,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help=mark("Format of the list."))
    ] = Format.TEXT,
    output: Output = None,
) -> None:
    """Prints the documents of the unit folder."""
    view, report, lang = seen(folder, asked)
    colour = output is None and takes_colour()
    if output_format is Format.JSON:
        render = partial(reports.render_documents_json, tool_version=tool_version())
    else:
        render = partial(reports.render_documents_text, colour=colour)
    answer, _ = printed(partial(render, lang=lang, show_nip=asked.show_nip), report)
    write_answer(answer, output, outside=view.folder)
