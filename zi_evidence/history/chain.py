"""The chain on disk: one file a snapshot, each holding the id of the one before.

A chain shows that a link was edited, removed or reordered, and that the middle is gone. What it cannot show
by itself is that its newest links were cut off, or that somebody rewrote it from end to end: for that one
needs an id that was printed or sent away earlier, the anchor.
"""

import datetime as dt
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zi_evidence.durable import sync_folder, write_new
from zi_evidence.errors import IndexLocked, OutputFailed, UsageError
from zi_evidence.history.snapshot import SCHEMA, Link, Snapshot, canonical, facts_of, id_of, same_facts
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.faults import fault
from zi_evidence.model import Report
from zi_evidence.text import display_name

__all__ = ["History", "Recorded", "Verdict", "VerifyFault", "history_folder"]

_FOLDER = "history"
_NAME = re.compile(r"(\d{6,})-([0-9a-f]{64})\.json", re.ASCII)
_ANCHOR = re.compile(r"[0-9a-f]{12,64}", re.ASCII)
_NEW = ".new"
_LOCK = "history.lock"
_LOCK_SECONDS = 5.0
# The longest snapshot seen is a hundred times smaller.
_MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recorded:
    """The head of the chain after a report was offered to it.

    Attributes:
        seq: its number.
        id: its id, which can be printed or sent away as an anchor.
        as_of: the day since which nothing changed (ISO).
        new: a snapshot was added; without it the report said what the head says already.
    """

    seq: int
    id: str
    as_of: str
    new: bool


@dataclass(frozen=True, slots=True)
class VerifyFault:
    """One thing wrong with the chain: the file or number it is about, and what it is."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        links: entries that hold what their names promise.
        head: id of the newest entry; empty where there is none.
        anchored: an anchor was given and stands in the chain: all up to it is as it was.
    """

    links: int
    head: str
    faults: tuple[VerifyFault, ...]
    anchored: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    seq: int
    id: str
    path: Path


def history_folder(index: Path) -> Path:
    """Where the history of a unit folder lies, given its index folder."""
    return index / _FOLDER


class History:
    """The history in an index folder. Nothing is made before the first snapshot is recorded.

    Args:
        index: the index folder of one unit folder.
    """

    def __init__(self, index: Path) -> None:
        self._index = index
        self.folder = history_folder(index)

    def links(self) -> Iterator[Link]:
        """Every entry that is what its name says, oldest first; `verify` tells about the others."""
        for entry in self._entries():
            with suppress(OSError, ValueError):
                data, snapshot = _load(entry.path)
                if id_of(data) == entry.id:
                    yield Link(entry.seq, entry.id, snapshot)

    def head(self) -> tuple[int, str]:
        """Number and id of the newest entry, by its name; 0 and an empty text where there is none."""
        newest = self._newest()
        return (newest.seq, newest.id) if newest else (0, "")

    def record(self, report: Report, *, tool_version: str) -> Recorded:
        """Adds a snapshot of the report unless the newest says the same.

        The entry appears whole or not at all, and stays after a loss of power.

        Raises:
            IndexLocked: another process is adding one and does not come to an end.
            OutputFailed: it could not be written; the chain is as it was.
        """
        facts = facts_of(report, tool_version=tool_version, root=self._index.name)
        try:
            with self._locked():
                return self._append(facts)
        except OSError as error:
            raise OutputFailed(
                tr("the history cannot be written in {folder}: {reason}").format(
                    folder=self.folder, reason=os_reason(error)
                ),
                hint=tr("check the space on the disk and the permissions; the old history is whole"),
            ) from error

    def _append(self, facts: dict[str, Any]) -> Recorded:
        newest = self._newest()
        if newest:
            old: Snapshot | None = None
            # A head that was damaged keeps its place: the next link hangs on its name, and `verify` tells.
            with suppress(OSError, ValueError):
                old = _load(newest.path)[1]
            if old is not None and same_facts(old, facts):
                return Recorded(newest.seq, newest.id, str(old["as_of"]), new=False)
        seq = newest.seq + 1 if newest else 1
        data = canonical({**facts, "seq": seq, "prev": newest.id if newest else ""})
        name = id_of(data)
        self._write(self.folder / f"{seq:06}-{name}.json", data)
        return Recorded(seq, name, str(facts["as_of"]), new=True)

    def _write(self, target: Path, data: bytes) -> None:
        temporary = self.folder / _NEW
        write_new(temporary, data, 0o444)
        try:
            fault("history-rename")
            temporary.rename(target)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(self.folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - readers do without

        self.folder.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(self._index / _LOCK, thread_local=False)
        try:
            lock.acquire(timeout=_LOCK_SECONDS, poll_interval=0.02)
        except Timeout:
            raise IndexLocked(
                tr("another process is writing the history: {folder}").format(folder=self.folder),
                hint=tr("try again in a moment"),
            ) from None
        try:
            yield
        finally:
            lock.release()

    def _names(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.name != _NEW)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise OutputFailed(
                tr("the history cannot be read: {folder}: {reason}").format(
                    folder=self.folder, reason=os_reason(error)
                ),
                hint=tr("check the permissions of the folder"),
            ) from error

    def _entries(self) -> list[_Entry]:
        found = [
            _Entry(int(match[1]), match[2], path)
            for path in self._names()
            if (match := _NAME.fullmatch(path.name))
        ]
        return sorted(found, key=lambda entry: (entry.seq, entry.id))

    def _newest(self) -> _Entry | None:
        entries = self._entries()
        return entries[-1] if entries else None

    # ---- verification --------------------------------------------------------------------------------

    def verify(self, anchor: str = "") -> Verdict:
        """Reads every link and compares it with its name and its neighbours.

        Args:
            anchor: an id (or its first 12 or more digits) that was printed or sent away earlier. Only with
                it can one tell that no newest link was cut off before it, and that nobody wrote the whole
                chain anew.

        Raises:
            UsageError: the anchor is no id.
            OutputFailed: the folder cannot be read.
        """
        if anchor and not _ANCHOR.fullmatch(anchor.lower()):
            raise UsageError(
                tr("not an id of the history: {anchor!r}").format(anchor=anchor),
                hint=tr("write 12 to 64 hexadecimal digits"),
            )
        entries = self._entries()
        faults = [
            VerifyFault(display_name(os.fsencode(path.name))[0], tr("not an entry of the history"))
            for path in self._names()
            if not _NAME.fullmatch(path.name)
        ]
        sound = 0
        before: _Entry | None = None
        for entry in entries:
            wrong = _faults_of(entry, before)
            faults.extend(VerifyFault(f"{entry.seq:06}", what) for what in wrong)
            sound += not wrong
            before = entry
        anchored = bool(anchor) and any(entry.id.startswith(anchor.lower()) for entry in entries)
        if anchor and not anchored:
            faults.append(
                VerifyFault(anchor, tr("the anchor is not in the history: cut off or written anew"))
            )
        return Verdict(sound, entries[-1].id if entries else "", tuple(faults), anchored)


def _faults_of(entry: _Entry, before: _Entry | None) -> list[str]:
    """What is wrong with one link, given the one before it by number."""
    wrong = []
    expected = before.seq + 1 if before else 1
    if before and entry.seq == before.seq:
        wrong.append(tr("this number is there twice"))
    elif entry.seq != expected:
        gap = f"{expected:06}" if entry.seq == expected + 1 else f"{expected:06}-{entry.seq - 1:06}"
        wrong.append(tr("entry {gap} is gone").format(gap=gap))
    try:
        data, snapshot = _load(entry.path)
    except (OSError, ValueError):
        return [*wrong, tr("the content was changed or cannot be read")]
    if id_of(data) != entry.id or canonical(snapshot) != data:
        wrong.append(tr("the content was changed"))
    if snapshot["seq"] != entry.seq:
        wrong.append(tr("the number was changed, it was {seq}").format(seq=snapshot["seq"]))
    if entry.seq == expected and snapshot["prev"] != (before.id if before else ""):
        wrong.append(tr("does not follow upon the entry before it"))
    return wrong


def _load(path: Path) -> tuple[bytes, Snapshot]:
    """Bytes and data of an entry.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no snapshot.
    """
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError("too long")
    try:
        snapshot = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not _is_snapshot(snapshot):
        raise ValueError("no snapshot")
    return data, snapshot


def _is_snapshot(data: object) -> bool:
    """Whether all that is read from a snapshot is there and of its kind."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        return False
    kinds = {
        "seq": int,
        "prev": str,
        "as_of": str,
        "ready": bool,
        "requirements": dict,
        "counts": dict,
        "areas": list,
    }
    if not all(isinstance(data.get(key), kind) for key, kind in kinds.items()):
        return False
    try:
        dt.date.fromisoformat(data["as_of"])
        numbers = all(
            isinstance(area["code"], str) and float(area["supported"]) >= 0 for area in data["areas"]
        )
        counted = all(isinstance(count, int) for count in data["counts"]["required"].values())
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return numbers and counted and all(isinstance(v, str) for v in data["requirements"].values())
