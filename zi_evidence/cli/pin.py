"""`pin`: a person says that a file serves an item; it goes into the unit file."""

from typing import Annotated

import typer

from zi_evidence.api import path_names
from zi_evidence.cli.options import Folder, Quiet
from zi_evidence.cli.terminal import notice
from zi_evidence.cli.unit_file import UnitFile, open_unit, rewrite, sentence, stored_path, target
from zi_evidence.errors import UsageError
from zi_evidence.i18n import mark, tr
from zi_evidence.text import printable
from zi_evidence.unit import Pin
from zi_evidence.unit.edit import add_pin, remove_pin

__all__ = ["command"]


def command(
    folder: Folder,
    path: Annotated[str, typer.Argument(metavar="PATH", help=mark("A file of the unit folder."))],
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM[:REQUIREMENT]", help=mark("The code of an item, or one of its requirements.")
        ),
    ],
    *,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=mark("Why."))] = None,
    remove: Annotated[bool, typer.Option("--remove", help=mark("Remove this pin."))] = False,
    quiet: Quiet = False,
) -> None:
    """Writes the pin into the unit file, or takes it out; everything else in the file stays as it is."""
    unit_file = open_unit(folder)
    if remove:
        if reason is not None:
            raise UsageError(tr("--remove takes no --reason"), hint=tr("choose one of them"))
        done, pin = tr("pin removed"), _written(unit_file, path, item)
        rewrite(
            unit_file.root,
            lambda text: remove_pin(text, file=pin.file, item=pin.item, requirement=pin.requirement),
        )
    else:
        done, pin = tr("pin noted"), _new(unit_file, path, item, reason)
        rewrite(unit_file.root, lambda text: add_pin(text, pin))
    if not quiet:
        notice(printable(f"{done}: {pin.file} -> {_named(pin)}"))


def _named(pin: Pin) -> str:
    return f"{pin.item}:{pin.requirement}" if pin.requirement else pin.item


def _new(unit_file: UnitFile, path: str, item: str, reason: str | None) -> Pin:
    code, requirement = target(unit_file.checklist, item)
    why = sentence(reason, "--reason") if reason is not None else ""
    pin = Pin(file=stored_path(unit_file.root, path), item=code, requirement=requirement, reason=why)
    if any((p.file, p.item, p.requirement) == (pin.file, code, requirement) for p in unit_file.unit.pins):
        raise UsageError(
            tr("there is such a pin already: {file} -> {item}").format(file=pin.file, item=_named(pin)),
            hint=tr("remove it first with --remove to change it"),
        )
    return pin


def _written(unit_file: UnitFile, path: str, item: str) -> Pin:
    """The pin as the unit file has it; neither the file nor the item need exist any more."""
    names = path_names(unit_file.root, path)
    of_file = [pin for pin in unit_file.unit.pins if pin.file in names]
    wanted = item.replace(" ", "").casefold()
    for pin in of_file:
        if _named(pin).casefold() == wanted:
            return pin
    known = ", ".join(_named(pin) for pin in of_file)
    raise UsageError(
        tr("there is no pin {path} -> {item}").format(path=path, item=item),
        hint=tr("pins of this file: {known}").format(known=known)
        if known
        else tr("see pins in the unit file"),
    )
