"""Options that several commands share, and how their texts become values."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zi_evidence.errors import UsageError
from zi_evidence.i18n import mark, tr
from zi_evidence.index.pictures import ALL, AUTO, Budget

__all__ = [
    "AcceptLoss",
    "AsOf",
    "Folder",
    "IndexFolder",
    "Lang",
    "LangOption",
    "NoScan",
    "Ocr",
    "OcrOption",
    "Output",
    "Quiet",
    "ShowNip",
    "Verbose",
    "parse_day",
]


class Lang(StrEnum):
    """Languages of messages."""

    ID = "id"
    EN = "en"


class Ocr(StrEnum):
    """How much of the scanned pages is read: none, the most telling four of each, or all."""

    OFF = "off"
    AUTO = "auto"
    ALL = "all"

    def budget(self) -> Budget | None:
        """What one run may spend."""
        return {Ocr.OFF: None, Ocr.AUTO: AUTO, Ocr.ALL: ALL}[self]


Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help=mark("The unit folder."), show_default=False)]
IndexFolder = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help=mark("Folder to keep indexes in."), show_default=False),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help=mark("Judge as of this day (YYYY-MM-DD); today by default.")
    ),
]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help=mark("Language; by default that of the unit file."))
]
NoScan = Annotated[bool, typer.Option("--no-scan", help=mark("Use the index as it is."))]
AcceptLoss = Annotated[
    bool, typer.Option("--accept-loss", help=mark("Accept that most files were removed on purpose."))
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help=mark("Write to this file."), show_default=False),
]
OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr",
        envvar="ZI_EVIDENCE_OCR",
        help=mark("Read scanned pages where tesseract is installed: off, auto (four pages a file), all."),
    ),
]
ShowNip = Annotated[bool, typer.Option("--show-nip", help=mark("Show NIP and NIK in full."))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=mark("No progress and no hints."))]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=mark("Name each file that is read."))]


def parse_day(text: str | None) -> dt.date | None:
    """The day of an option.

    Raises:
        UsageError: the text is no date.
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            tr("not a date: {text!r}").format(text=text), hint=tr("write it like 2026-06-30")
        ) from None
