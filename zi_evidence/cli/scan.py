"""`scan`: brings the index up to date and says what it met."""

from typing import Annotated

import typer

from zi_evidence import api
from zi_evidence.cli.options import AcceptLoss, Folder, IndexFolder, Ocr, OcrOption, Quiet, Verbose
from zi_evidence.cli.terminal import progress_printer, tell_errors
from zi_evidence.errors import ExitCode
from zi_evidence.i18n import mark, tr
from zi_evidence.index import ScanResult

__all__ = ["command"]


def command(
    folder: Folder,
    *,
    index: IndexFolder = None,
    verify: Annotated[
        bool, typer.Option("--verify", help=mark("Read the content of all files again."))
    ] = False,
    show_ignored: Annotated[
        bool, typer.Option("--show-ignored", help=mark("Name the files passed over, and the rule."))
    ] = False,
    accept_loss: AcceptLoss = False,
    unsafe_index: Annotated[
        bool, typer.Option("--unsafe-index", help=mark("Accept an index on a network file system."))
    ] = False,
    ocr: OcrOption = Ocr.AUTO,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Ends with 3 where part of the folder could not be looked at."""
    result = api.scan(
        folder,
        index=index,
        progress=progress_printer(quiet=quiet, verbose=verbose),
        accept_loss=accept_loss,
        verify=verify,
        unsafe_index=unsafe_index,
        ocr=ocr.budget(),
    )
    typer.echo(_sentence(result))
    if show_ignored:
        for path, rule in result.ignored.items():
            typer.echo(tr("passed over: {path} ({rule})").format(path=path, rule=rule))
    tell_errors(result)
    return ExitCode.PASS if result.complete else ExitCode.COULD_NOT_LOOK


def _sentence(result: ScanResult) -> str:
    """What became of the files: the first three numbers add up to the files that count.

    A file that moved is one whose content was known and one place that is empty now.
    """
    unchanged = result.walked - result.read - result.reused
    return tr(
        "{walked} files: {unchanged} unchanged, {read} read, {reused} known by their content "
        "(moved, copied, or checked again); {removed} no longer in their old place, {n} passed "
        "over"
    ).format(
        walked=result.walked,
        unchanged=unchanged,
        read=result.read,
        reused=result.reused,
        removed=result.removed,
        n=len(result.ignored),
    )
