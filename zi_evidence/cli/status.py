"""`status`: what the watcher of a folder says of itself."""

from enum import StrEnum
from typing import Annotated

import typer

from zi_evidence.cli.options import Folder, IndexFolder
from zi_evidence.cli.quick_status import show_status
from zi_evidence.i18n import mark

__all__ = ["command"]


class Format(StrEnum):
    """Formats of the status."""

    TEXT = "text"
    JSON = "json"


def command(
    folder: Folder,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", help=mark("Format of the answer."))
    ] = Format.TEXT,
    index: IndexFolder = None,
) -> int:
    """Ends with 0 where the folder is watched well, with 3 where nobody watches it or it cannot be seen."""
    return show_status(folder, index=index, output_format=output_format.value)
