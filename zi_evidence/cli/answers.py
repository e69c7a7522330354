"""`answers`: the LKE answers of unit and assessors, from a table into the unit file."""

from pathlib import Path
from typing import Annotated

import typer

from zi_evidence.answer_sheet import MOST_BYTES, merged_answers, read_answer_cells
from zi_evidence.cli.options import Folder, Quiet
from zi_evidence.cli.terminal import notice
from zi_evidence.cli.unit_file import open_unit, rewrite
from zi_evidence.errors import UsageError
from zi_evidence.i18n import mark, os_reason, tr
from zi_evidence.unit.answers import set_answers

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)
_MOST_FAULTS = 20


@app.callback()
def _root() -> None: ...


@app.command("import", help=mark("Copy answers from XLSX (sheet LKE) or CSV into the unit file."))
def import_(
    folder: Folder,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=mark("XLSX of report, or CSV code,unit,tpi,tpn."))
    ],
    *,
    quiet: Quiet = False,
) -> None:
    """All answers of the table or none: one that is wrong leaves the unit file as it is.

    A blank cell leaves the answer that the unit file has, `-` takes it away.
    """
    unit_file = open_unit(folder)
    cells = read_answer_cells(_bytes(file), file.name)
    changed, faults = merged_answers(cells, unit_file.checklist, unit_file.unit)
    if faults:
        for fault in faults[:_MOST_FAULTS]:
            notice(fault)
        raise UsageError(
            tr("{n} wrong answers in {name}; nothing was changed").format(n=len(faults), name=file.name),
            hint=tr("mend them and try again"),
        )
    if changed:
        rewrite(unit_file.root, lambda text: set_answers(text, changed))
    if not quiet:
        notice(tr("{n} answers read, {changed} items changed").format(n=len(cells), changed=len(changed)))


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            tr("the file cannot be read: {file}: {reason}").format(file=file, reason=os_reason(error)),
            hint=tr("check where it lies"),
        ) from error
