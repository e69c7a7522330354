"""`init`: writes the unit file, the only thing that is ever written into a unit folder."""

import datetime as dt
import os
import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.cli.options import Folder, Quiet
from zi_evidence.cli.terminal import notice
from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.i18n import mark, os_reason, tr
from zi_evidence.unit import DEFAULT_CHECKLIST, DEFAULT_TARGET, UNIT_FILE, unit_text

__all__ = ["command"]

_LONGEST_NAME = 60


def command(
    folder: Folder,
    *,
    unit: Annotated[str, typer.Option("--unit", help=mark("Name of the unit."), show_default=False)],
    year: Annotated[
        int | None, typer.Option("--year", help=mark("Year of the assessment; this year by default."))
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--target", help=mark("The predicate aimed at; by default wbk, or the first of the checklist.")
        ),
    ] = None,
    checklist: Annotated[str, typer.Option("--checklist", help=mark("The checklist."))] = DEFAULT_CHECKLIST,
    skeleton: Annotated[
        bool, typer.Option("--skeleton", help=mark("Make an empty folder for each item too."))
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Makes `zi-evidence.yaml`; an existing one is never overwritten."""
    if not folder.is_dir():
        raise UsageError(
            tr("no such folder: {folder}").format(folder=folder), hint=tr("make the folder first")
        )
    name = " ".join(unit.split())
    if not name:
        raise UsageError(tr("the name of the unit is empty"), hint=tr('give --unit "Name of the office"'))
    year = year or dt.datetime.now(tz=dt.UTC).astimezone().year
    if not 2000 <= year <= 2100:
        raise UsageError(
            tr("the year is out of reach: {year}").format(year=year),
            hint=tr("give --year 2026, for instance"),
        )
    loaded = load_checklist(checklist)
    text = unit_text(
        name=name, year=year, target=_target(loaded, target), checklist=_from_folder(checklist, folder)
    )
    _write_new(folder / UNIT_FILE, text)
    made = _make_skeleton(folder, loaded) if skeleton else 0
    if not quiet:
        notice(tr("unit file made: {file}").format(file=folder / UNIT_FILE))
        if skeleton:
            notice(tr("{made} folders made").format(made=made))
        notice(tr("next: zi-evidence report {folder}").format(folder=shlex.quote(str(folder))))


def _target(checklist: Checklist, wanted: str | None) -> str:
    """The predicate to aim at: the one asked for, else the usual or the first one, empty where there is none.

    Raises:
        UsageError: the checklist does not know the one asked for.
    """
    known = tuple(checklist.predicates)
    if wanted is None:
        return DEFAULT_TARGET if DEFAULT_TARGET in known else next(iter(known), "")
    if wanted not in known:
        hint = (
            tr("choose one of: {known}").format(known=", ".join(known))
            if known
            else tr("this checklist has no predicates")
        )
        raise UsageError(tr("unknown target {wanted!r}").format(wanted=wanted), hint=hint)
    return wanted


def _from_folder(checklist: str, folder: Path) -> str:
    """An id as it is; the path of a file as it is written in a unit file, from the unit folder."""
    if not Path(checklist).exists():
        return checklist
    try:
        return Path(os.path.relpath(checklist, os.path.realpath(folder))).as_posix()
    except ValueError:  # another drive
        return Path(os.path.realpath(checklist)).as_posix()


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(
            tr("there is a unit file already: {path}").format(path=path),
            hint=tr("change it with a text editor"),
        ) from None
    except OSError as error:
        raise OutputFailed(
            tr("the unit file cannot be written: {path}: {reason}").format(
                path=path, reason=os_reason(error)
            ),
            hint=tr("check the permissions of the folder"),
        ) from error


def _folder_name(code: str, title: str) -> str:
    """A name that every file system takes: no reserved characters, not too long, no word cut."""
    clean = " ".join(re.sub(r"[^\w .,()&-]+", " ", f"{code}. {title}").split())
    if len(clean) > _LONGEST_NAME:
        # At a word, unless the first one is longer than all that may be.
        clean = clean[: _LONGEST_NAME + 1].rpartition(" ")[0] or clean[:_LONGEST_NAME]
    return clean.rstrip(" .,(&-")


def _make_skeleton(folder: Path, checklist: Checklist) -> int:
    """One empty folder an item, below its sections, in the way offices file."""
    paths: dict[str, Path] = {}
    for section in checklist.sections:
        parent = paths.get(section.parent, folder)
        own = section.code.removeprefix(f"{section.parent}.") if section.parent else section.code
        paths[section.code] = parent / _folder_name(own, section.title)
    made = 0
    try:
        for item in checklist.items:
            own = item.code.rpartition(".")[2]
            target = paths.get(item.section, folder) / _folder_name(own, item.title)
            if not target.exists():
                target.mkdir(parents=True)
                made += 1
    except OSError as error:
        raise OutputFailed(
            tr("the folder cannot be made: {folder}: {reason}").format(
                folder=error.filename, reason=os_reason(error)
            ),
            hint=tr("check the permissions of the folder"),
        ) from error
    return made
