"""Is this still the folder we knew, whole? Absence needs proof; doubt keeps the index as it is.

A share that vanished, came back empty, or came back as another folder must never read as "all evidence is
missing". The unit file is the marker; the device and the number of files are its witnesses.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from zi_evidence.errors import SourceUnavailable, UsageError
from zi_evidence.i18n import mark, os_reason, tr
from zi_evidence.index.backend import Index
from zi_evidence.index.walk import UNIT_FILE
from zi_evidence.text import display_name

__all__ = ["Root", "changed_meanwhile", "check_loss", "look_at_root", "remember_root", "remembered_root"]

_LOSS_FLOOR = 20
_RETRY = mark("connect the folder again and try once more; the old index is kept")


@dataclass(frozen=True, slots=True)
class Root:
    """What identifies the unit folder: its device and whether the unit file lies in it."""

    device: int
    marked: bool


def remembered_root(store: Index) -> Root | None:
    """What the index knows of the folder; `None` before the first scan."""
    text = store.meta("root")
    if not text:
        return None
    device, _, marked = text.partition(" ")
    return Root(int(device), marked == "1") if device.isdecimal() else None


def remember_root(store: Index, root: Root) -> None:
    """Keeps what identifies the folder, for the next look."""
    store.set_meta("root", f"{root.device} {int(root.marked)}")


def look_at_root(folder: Path, known: Root | None) -> Root:
    """The folder's identity now.

    Raises:
        UsageError: the folder never existed as far as we know, or is no folder.
        SourceUnavailable: the folder was known and is gone, or has lost its unit file.
    """
    try:
        status = folder.stat()
        is_folder = folder.is_dir()
        marked = (folder / UNIT_FILE).is_file()
        if is_folder:
            with os.scandir(folder):
                pass
    except FileNotFoundError as error:
        if known:
            raise SourceUnavailable(
                tr("the unit folder is out of reach: {folder}").format(folder=folder), hint=tr(_RETRY)
            ) from error
        raise UsageError(
            tr("no such folder: {folder}").format(folder=folder),
            hint=tr("check the spelling and the connection to the file server"),
        ) from error
    except OSError as error:
        raise SourceUnavailable(
            tr("the unit folder cannot be read: {folder}: {reason}").format(
                folder=folder, reason=os_reason(error)
            ),
            hint=tr(_RETRY),
        ) from error
    if not is_folder:
        raise UsageError(
            tr("not a folder: {folder}").format(folder=folder), hint=tr("give the unit folder, not a file")
        )
    if known and known.marked and not marked:
        raise SourceUnavailable(
            tr("the unit file {file} is gone from {folder}; perhaps another folder is connected").format(
                file=UNIT_FILE, folder=folder
            ),
            hint=tr("{retry}, or make it again with zi-evidence init").format(retry=tr(_RETRY)),
        )
    return Root(status.st_dev, marked)


def changed_meanwhile(root: bytes) -> SourceUnavailable:
    """The error about a unit folder that is another one, or away, before a look at it ended."""
    return SourceUnavailable(
        tr("the unit folder changed while it was looked at: {folder}").format(folder=display_name(root)[0]),
        hint=tr("scan it again"),
    )


def check_loss(folder: Path, before: int, gone: int, now: int, *, doubt: bool = False) -> None:
    """Refuses to believe that most of a unit's files went away between two looks.

    Args:
        folder: the unit folder, for the message.
        before: files remembered.
        gone: of those, how many are no longer there, nor anywhere else in the folder.
        now: files that are there.
        doubt: the folder lies on another device than before, or was away; few files are enough then.

    Raises:
        SourceUnavailable: the folder turned empty, or more than half of over 20 files are gone.
    """
    emptied = before > 0 and now == 0
    floor = 0 if doubt else _LOSS_FLOOR
    if emptied or (before > floor and (before - gone) * 2 < before and (doubt or now * 2 < before)):
        raise SourceUnavailable(
            tr("{gone} of {before} files are no longer found in {folder}").format(
                gone=gone, before=before, folder=folder
            ),
            hint=tr(
                "if they were removed on purpose, try again with --accept-loss; if not, check the "
                "connection of the folder"
            ),
        )
