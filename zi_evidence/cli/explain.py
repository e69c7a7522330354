"""`explain`: why this document serves (or not) that item, why this item has its status."""

from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.cli.options import Folder
from zi_evidence.cli.reading import Asked, reading_command, seen
from zi_evidence.i18n import mark

__all__ = ["command"]


@reading_command("ocr")
def command(
    asked: Asked,
    folder: Folder,
    subject: Annotated[
        str, typer.Argument(metavar="PATH-OR-ITEM", help=mark("A file, or the code of an item."))
    ],
) -> None:
    """Explains one document or one item."""
    view, report, lang = seen(folder, asked)
    text = api.explained(view, report, subject, lang, index=asked.index, show_nip=asked.show_nip)
    typer.echo(text, nl=False)
