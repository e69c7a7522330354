"""`waive`: an accepted exception, with reason, approver and last day, goes into the unit file."""

import datetime as dt
from typing import Annotated

import typer

from zi_evidence.cli.options import Folder, Quiet, parse_day
from zi_evidence.cli.terminal import notice
from zi_evidence.cli.unit_file import UnitFile, open_unit, rewrite, sentence, target
from zi_evidence.errors import UsageError
from zi_evidence.i18n import mark, tr
from zi_evidence.text import printable
from zi_evidence.unit import Waiver
from zi_evidence.unit.edit import add_waiver, remove_waiver

__all__ = ["command"]


def command(
    folder: Folder,
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM[:REQUIREMENT]", help=mark("The code of an item, or one of its requirements.")
        ),
    ],
    *,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=mark("The reason; required."))
    ] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", metavar="NAME", help=mark("Who approved; required."))
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="YYYY-MM-DD", help=mark("Last day in force (included); required.")),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help=mark("Remove this waiver."))] = False,
    quiet: Quiet = False,
) -> None:
    """Writes the waiver into the unit file, or takes it out; everything else in the file stays as it is."""
    unit_file = open_unit(folder)
    if remove:
        if (reason, approved_by, until) != (None, None, None):
            raise UsageError(
                tr("--remove takes no --reason, --approved-by, --until"), hint=tr("choose one of them")
            )
        waiver = _written(unit_file, item)
        rewrite(
            unit_file.root,
            lambda text: remove_waiver(text, item=waiver.item, requirement=waiver.requirement),
        )
        lines = [tr("waiver removed: {item}").format(item=_named(waiver))]
    else:
        waiver = _new(unit_file, item, reason, approved_by, until)
        rewrite(unit_file.root, lambda text: add_waiver(text, waiver))
        lines = [
            tr("waiver noted: {item}, in force until {until} (included)").format(
                item=_named(waiver), until=waiver.until
            )
        ]
        if waiver.until < dt.datetime.now(tz=dt.UTC).astimezone().date():
            lines.append(tr("its last day is over; today the waiver is not in force"))
    if not quiet:
        for line in lines:
            notice(printable(line))


def _named(waiver: Waiver) -> str:
    return f"{waiver.item}:{waiver.requirement}" if waiver.requirement else waiver.item


def _new(
    unit_file: UnitFile, item: str, reason: str | None, approved_by: str | None, until: str | None
) -> Waiver:
    code, requirement = target(unit_file.checklist, item)
    last = parse_day(until)
    if last is None:
        raise UsageError(
            tr("--until must be given"), hint=tr("give the last day, for instance --until 2026-12-31")
        )
    waiver = Waiver(
        item=code,
        requirement=requirement,
        reason=sentence(reason, "--reason"),
        approved_by=sentence(approved_by, "--approved-by"),
        until=last,
    )
    for other in unit_file.unit.waivers:
        # Two for the same thing would leave the older one's end as a finding for ever.
        if (other.item, other.requirement) == (code, requirement):
            raise UsageError(
                tr("there is a waiver for {item} already, until {until}").format(
                    item=_named(waiver), until=other.until
                ),
                hint=tr("remove it first with --remove, then note the new one"),
            )
    return waiver


def _written(unit_file: UnitFile, item: str) -> Waiver:
    """The waiver as the unit file has it; the item need not exist in the checklist."""
    wanted = item.replace(" ", "").casefold()
    for waiver in unit_file.unit.waivers:
        if _named(waiver).casefold() == wanted:
            return waiver
    known = ", ".join(dict.fromkeys(_named(waiver) for waiver in unit_file.unit.waivers))
    raise UsageError(
        tr("there is no waiver for {item}").format(item=item),
        hint=tr("there are: {known}").format(known=known) if known else tr("there is none yet"),
    )
