"""`report`: what is there, what is lacking, what to do first."""

import os
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from zi_evidence import reports
from zi_evidence.cli.options import Folder, Output
from zi_evidence.cli.reading import Asked, reading_command, seen
from zi_evidence.cli.terminal import takes_colour, write_answer
from zi_evidence.errors import UsageError
from zi_evidence.failing_documents import printed
from zi_evidence.history import History, trend
from zi_evidence.i18n import mark, tr
from zi_evidence.index.place import index_path
from zi_evidence.reports.csv_report import Separator as Sign
from zi_evidence.reports.formats import RENDERERS, Format, RenderOptions, format_of

__all__ = ["command"]


class Separator(StrEnum):
    """What parts the columns of a CSV; words, because a bare semicolon ends a command in most shells."""

    COMMA = "comma"
    SEMICOLON = "semicolon"

    @property
    def sign(self) -> Sign:
        """The character itself."""
        return ";" if self is Separator.SEMICOLON else ","


@reading_command("ocr", "accept_loss")
def command(
    asked: Asked,
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
) -> None:
    """A report is an answer, whatever it says: it ends with 0."""
    form = output_format or _by_ending(output)
    takes = RENDERERS[form].options
    if separator and "separator" not in takes:
        raise UsageError(tr("--separator is for CSV only"), hint=tr("leave it out, or choose --format csv"))
    view, report, lang = seen(folder, asked)
    options = RenderOptions(
        base=_base(view.folder, output),
        colour=form is Format.TEXT and output is None and takes_colour(),
        separator=(separator or Separator.COMMA).sign,
        show_nip=asked.show_nip,
    )
    if "history" in takes:
        past = trend(History(index_path(view.folder, asked.index)).links())
        options["history"] = tuple(point for point in past if point.day <= report.as_of)
    answer, _ = printed(partial(reports.rendered, name=form, lang=lang, options=options), report)
    if isinstance(answer, str) and form is not Format.TEXT:
        # What programs read is UTF-8 whatever the locale says.
        answer = answer.encode()
    write_answer(answer, output, outside=view.folder)


def _by_ending(output: Path | None) -> Format:
    """The format that the name of the file asks for.

    Raises:
        UsageError: the ending is none of ours; a text in a file called `.pdf` would help no one.
    """
    ending = output.suffix if output else ""
    form = format_of(ending)
    if form is None:
        known = ", ".join(filter(None, (known for one in RENDERERS.values() for known in one.endings)))
        raise UsageError(
            tr("unknown ending of a file: {ending}").format(ending=ending),
            hint=tr("use {known} or --format").format(known=known),
        )
    return form


def _base(folder: Path, output: Path | None) -> str:
    """The way from the report to the unit folder, for links; empty where there is none."""
    if output is None:
        return ""
    try:
        return Path(os.path.relpath(folder, os.path.realpath(output.absolute().parent))).as_posix()
    except ValueError:  # another drive
        return ""
