"""What `pin` and `waive` share: the unit, names as people write them, a change that cannot lose the file."""

import contextlib
import difflib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zi_evidence.api import path_names
from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.durable import sync_folder
from zi_evidence.errors import OutputFailed, SourceUnavailable, UnitError, UsageError
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.guard import look_at_root
from zi_evidence.index.walk import walk
from zi_evidence.text import display_name, printable
from zi_evidence.unit import UNIT_FILE, Unit, checklist_place, load_unit

__all__ = ["UnitFile", "open_unit", "rewrite", "sentence", "stored_path", "target"]

_MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A unit folder whose unit file can be changed."""

    root: Path
    unit: Unit
    checklist: Checklist


def open_unit(folder: Path) -> UnitFile:
    """The unit folder with its unit file and checklist.

    Raises:
        UsageError: there is no such folder.
        SourceUnavailable: the folder cannot be read.
        UnitError: it has no unit file, or a wrong one.
        ChecklistError: the unit's checklist cannot be used.
    """
    root = Path(os.path.realpath(folder))
    look_at_root(root, None)
    if not (root / UNIT_FILE).is_file():
        raise UnitError(
            tr("is not in {folder}").format(folder=root),
            file=UNIT_FILE,
            hint=tr("run zi-evidence init {folder} --unit NAME").format(folder=root),
        )
    unit = load_unit(root)
    return UnitFile(root, unit, load_checklist(checklist_place(root, unit.checklist)))


def target(checklist: Checklist, text: str) -> tuple[str, str]:
    """Item and requirement of `ITEM[:REQUIREMENT]` as the checklist spells them; case does not matter.

    Raises:
        UsageError: the checklist does not have them.
    """
    code, colon, wanted = (part.strip() for part in text.partition(":"))
    items = {item.code.casefold(): item for item in checklist.items}
    item = items.get(code.casefold())
    if item is None:
        near = difflib.get_close_matches(code.casefold(), items, n=1)
        hint = (
            tr("did you mean {word}?").format(word=items[near[0]].code)
            if near
            else tr("see zi-evidence checklist show {id}").format(id=checklist.id)
        )
        raise UsageError(
            tr("no such item in the checklist {id}: {code!r}").format(id=checklist.id, code=code or text),
            hint=hint,
        )
    if not colon:
        return item.code, ""
    requirements = {requirement.id.casefold(): requirement.id for requirement in item.requirements}
    if wanted.casefold() not in requirements:
        raise UsageError(
            tr("item {code} has no requirement {wanted!r}").format(code=item.code, wanted=wanted),
            hint=tr("its requirements: {known}").format(known=", ".join(requirements.values())),
        )
    return item.code, requirements[wanted.casefold()]


def sentence(text: str | None, option: str) -> str:
    """The text of an option on one line.

    Raises:
        UsageError: there is none, it is too long, or it holds what no reader can see.
    """
    words = " ".join((text or "").split())
    if not words:
        raise UsageError(
            tr("{option} must be given").format(option=option),
            hint=tr('give {option} "..."').format(option=option),
        )
    if len(words) > _MOST_LETTERS:
        raise UsageError(
            tr("{option} has more than {most} letters").format(option=option, most=_MOST_LETTERS),
            hint=tr("make it shorter"),
        )
    if printable(words) != words:
        raise UsageError(
            tr("{option} holds characters that nobody can see").format(option=option),
            hint=tr("type it again"),
        )
    return words


# ---- paths -----------------------------------------------------------------------------------------


def stored_path(root: Path, subject: str) -> str:
    """The path under which every report knows a file of the unit folder.

    Raises:
        UsageError: there is no such file, it is one that scans pass over, or several end like that.
        SourceUnavailable: it was not found, but part of the folder could not be looked at.
    """
    found = walk(os.fsencode(root))
    files = {display_name(raw)[0] for raw in found.files}
    passed_over = {display_name(raw)[0]: rule for raw, rule in found.ignored.items()}
    for name in path_names(root, subject):
        if name in files:
            return name
        if name in passed_over:
            raise UsageError(
                tr("this file is not judged ({rule}): {name}").format(rule=passed_over[name], name=name),
                hint=tr("choose an ordinary file; see zi-evidence scan --show-ignored"),
            )
    ends = sorted(name for name in files if name.endswith(f"/{subject.replace(os.sep, '/')}"))
    if len(ends) == 1:
        return ends[0]
    if ends:
        raise UsageError(
            tr("there are {n} files called {subject}").format(n=len(ends), subject=subject),
            hint=tr("name the folder too: {example}").format(example=ends[0]),
        )
    if found.errors:
        where = display_name(min(found.errors))[0] or "."
        raise SourceUnavailable(
            tr("the file was not found: {subject}; part of the folder cannot be looked at: {where}").format(
                subject=subject, where=where
            ),
            hint=tr("check permissions and connection, then try again"),
        )
    raise UsageError(
        tr("there is no such file in the unit folder: {path}").format(path=subject),
        hint=tr("see zi-evidence documents for its name"),
    )


# ---- the file itself -------------------------------------------------------------------------------


def rewrite(root: Path, change: Callable[[str], str]) -> None:
    """Gives the unit file another text, whole or not at all.

    The new text is written beside the old one, brought to the disk and then takes its name, which is one
    step of the file system: whatever breaks, the name stands for the old text or for the new one. Writing
    over the old text in place could be cut off in the middle, and a file in the system's temporary folder
    often lies on another file system, from where nothing can be moved in one step. So for a moment a second
    file lies in the unit folder; every scan passes over its name, and the command was given by a person, who
    may write there. Mode, owner and access list are those of the old file, as far as the system allows.

    Args:
        root: the unit folder.
        change: from the file's text to its new text, line ends and byte order mark as they are.

    Raises:
        UnitError: the change was refused, or somebody else changed the file meanwhile; nothing was written.
        OutputFailed: the file could not be written; the old one still stands.
    """
    # A link to a file elsewhere stays a link.
    path = Path(os.path.realpath(root / UNIT_FILE))
    temporary = Path()
    try:
        before = path.read_bytes()
        after = _changed(before, change)
        if not os.access(path, os.W_OK):
            raise PermissionError(13, tr("this file can only be read"))
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{UNIT_FILE}.", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        _like(path, temporary)
        if path.read_bytes() != before:
            raise UnitError(
                tr("it changed while it was edited"), file=UNIT_FILE, hint=tr("give the command again")
            )
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise OutputFailed(
            tr("the unit file cannot be written: {path}: {reason}").format(
                path=path, reason=os_reason(error)
            ),
            hint=tr("check the permissions of the folder and the space on the disk; the old file is whole"),
        ) from error
    finally:
        if temporary.name:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _changed(data: bytes, change: Callable[[str], str]) -> bytes:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UnitError(tr("is not UTF-8"), file=UNIT_FILE, hint=tr("save it as UTF-8")) from None
    return change(text).encode()


def _like(old: Path, new: Path) -> None:
    """Gives the new file the mode, access list and, where allowed, the owner and group of the old one."""
    status = old.stat()
    if hasattr(os, "chown"):
        for owner, group in ((-1, status.st_gid), (status.st_uid, -1)):
            with contextlib.suppress(OSError):
                os.chown(new, owner, group)
    shutil.copystat(old, new)
    os.utime(new)  # copystat brought the old times along
