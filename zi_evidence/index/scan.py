"""Brings the index up to date: walk, compare, read only what changed, remember.

One code path for the command, the gate and the daemon. What is unchanged by (inode, size, mtime, ctime) is
not opened; bytes seen before under another name keep their reading. Every file that a walk met stands in the
index before the first of them is read, so that a killed scan leaves files that wait, never files that seem
not to exist.
"""

import datetime as dt
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Protocol

from zi_evidence.errors import SourceUnavailable
from zi_evidence.file_faults import program_fault
from zi_evidence.i18n import mark
from zi_evidence.index.backend import Index
from zi_evidence.index.faults import fault
from zi_evidence.index.guard import (
    Root,
    changed_meanwhile,
    check_loss,
    look_at_root,
    remember_root,
    remembered_root,
)
from zi_evidence.index.keeping import Kept, Row, bare_row, keep_rows
from zi_evidence.index.read_changed import ChangedReader, Progress, waiting_row
from zi_evidence.index.standard import standard_limits, tool_version
from zi_evidence.index.store import PENDING
from zi_evidence.index.understanding import task_of
from zi_evidence.index.walk import FileStat, Walk, walk, walk_some
from zi_evidence.lexicon import Lexicon
from zi_evidence.model.reasons import reason
from zi_evidence.reading import Limits, Pool
from zi_evidence.text import display_name

__all__ = [
    "Hold",
    "Memo",
    "Progress",
    "ScanResult",
    "last_errors",
    "scan_folder",
    "tool_version",
    "walked_at",
]

_QUEUED = reason("queued")


class Hold(Protocol):
    """Says which changes are not to be believed yet. Without one every change is believed at once."""

    def waits(self, path: bytes, stat: FileStat) -> str:
        """Why a new or changed file is not to be read yet; an empty text lets it be read."""
        ...

    def absent(self, path: bytes) -> bool:
        """Whether it is certain enough that a file which this walk did not meet is gone."""
        ...


@dataclass(slots=True)
class Memo:
    """What the folder and the index were like when a whole look found nothing new.

    Kept by one process between its scans: a look that meets the same again need not read the index row by
    row. The folder is remembered as a 64-bit hash under this process's own key: two different folders are
    taken for one once in 10^19 looks, and nobody outside can aim at it.
    """

    seen: tuple[int, int, str] | None = None


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What one scan met and did.

    Attributes:
        walked: regular files that count.
        read: files whose bytes were parsed now.
        reused: files that were new or moved, but whose bytes were known.
        removed: files no longer there.
        ignored: display name -> rule, for temporary, system and special files.
        errors: display name -> reason, for folders and files that could not be looked at; the reason is a source
            text, which `i18n.tr` says in the language in use.
        folders: folders that count, the unit folder included.
        added: raw paths that were not known.
        touched: raw paths whose file changed in any way, or that waited from an earlier scan.
        gone: raw paths not met any more, whether that is believed yet or not.
        changed: raw paths about which the index now says something else.
        queued: of the touched, those that waited from an earlier scan unchanged.
        attributes: of the touched, those where only rights or names changed, not the bytes.
        unread: raw paths whose bytes could not be taken -> whether because they changed meanwhile.
        faults: raw paths of files that the program failed on -> the reason that is their status now.
    """

    walked: int
    read: int
    reused: int
    removed: int
    ignored: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    folders: int = 0
    added: tuple[bytes, ...] = ()
    touched: tuple[bytes, ...] = ()
    gone: tuple[bytes, ...] = ()
    changed: tuple[bytes, ...] = ()
    queued: frozenset[bytes] = frozenset()
    attributes: frozenset[bytes] = frozenset()
    unread: Mapping[bytes, bool] = field(default_factory=dict)
    faults: Mapping[bytes, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether absence can be concluded from this scan."""
        return not self.errors


@dataclass(slots=True)
class _Plan:
    """What a walk means against what is remembered; `left` holds inode, size and time of what is gone."""

    added: list[bytes] = field(default_factory=list)
    touched: list[bytes] = field(default_factory=list)
    again: list[bytes] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)
    left: list[tuple[int, ...]] = field(default_factory=list)
    queued: set[bytes] = field(default_factory=set)
    attributes: set[bytes] = field(default_factory=set)


def scan_folder(
    root: Path,
    store: Index,
    *,
    limits: Limits | None = None,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
    accept_loss: bool = False,
    verify: bool = False,
    hold: Hold | None = None,
    only: Mapping[bytes, bool] | None = None,
    pool: Pool | None = None,
    memo: Memo | None = None,
    doubt: bool = False,
    lexicon: Lexicon | None = None,
) -> ScanResult:
    """Brings the index of `root` up to date.

    Args:
        root: the unit folder, resolved.
        store: its index, opened for writing.
        limits: what one document may cost; the standard ones if not given.
        workers: worker processes; 0 means one a processor, at most four.
        progress: called after each file that had to be opened; may raise to end the scan.
        accept_loss: believe it when most of the files are gone.
        verify: read the bytes of every file again and compare, whatever its times say.
        hold: decides which changes wait for a later scan.
        only: raw paths of the folders to look at -> whether with all below them; `None` looks at all.
        pool: running workers to use instead of own ones; `limits` and `workers` then do not count.
        memo: of the scan before, in this process; renewed.
        doubt: the folder was away or may be another one: losing more than half of any number of files is not
            believed then.
        lexicon: the words of the documents; those of Indonesian offices if not given.

    Raises:
        UsageError: there is no such folder.
        SourceUnavailable: the folder is away, foreign, or lost most of its files.
        IndexDamaged: the index says what it never wrote.
        OutputFailed: the index could not be written.
    """
    known = remembered_root(store)
    before = look_at_root(root, known)
    raw_root = os.fsencode(root)
    found = walk(raw_root) if only is None else walk_some(raw_root, only)
    after = look_at_root(root, before)
    if b"" in found.errors or after != before:
        raise changed_meanwhile(raw_root)
    fault("after-walk")
    tool = tool_version(lexicon)
    plan = _compare(found, store, tool, verify=verify, memo=memo)
    if not accept_loss:
        remembered = store.count()
        now = remembered - len(plan.gone) + len(plan.added)
        doubt = doubt or (known is not None and known.device != after.device)
        try:
            check_loss(root, remembered, _lost(plan, found), now, doubt=doubt)
        except SourceUnavailable:
            if only is None:
                raise
            # A part of the folder may show where something was moved from, and not yet where it is now.
            return scan_folder(
                root,
                store,
                limits=limits,
                workers=workers,
                progress=progress,
                verify=verify,
                hold=hold,
                pool=pool,
                memo=memo,
                doubt=doubt,
                lexicon=lexicon,
            )
    to_read, waiting = _decide(plan, found, hold)
    gone = [path for path in plan.gone if hold is None or hold.absent(path)]
    changed = set(gone)
    kept = _keep_waiting(store, found, waiting, tool)
    with store.transaction():
        _remember_walk(store, found, after, known)
    fault("queued")
    reader = ChangedReader(raw_root, store, tool, progress, len(to_read), kept, lexicon)
    if pool is not None:
        reader.run(to_read, found, pool)
    elif to_read:
        with Pool(
            task_of(lexicon),
            workers=workers or _workers(),
            limits=limits or standard_limits(),
        ) as own:
            reader.run(to_read, found, own)
    changed |= kept.changed
    if gone or changed or kept.lost:
        with store.transaction():
            found.errors.update(kept.lost)
            if kept.lost:
                _remember_errors(store, found)
            # Last, so that a moved file is never in neither place.
            store.forget(gone)
            store.forget_unused_readings()
    return ScanResult(
        walked=len(found.files),
        read=reader.read,
        reused=reader.reused,
        removed=len(gone),
        ignored={display_name(path)[0]: rule for path, rule in sorted(found.ignored.items())},
        errors={display_name(path)[0]: why for path, why in sorted(found.errors.items())},
        folders=len(found.folders),
        added=tuple(plan.added),
        touched=tuple(plan.touched),
        gone=tuple(plan.gone),
        changed=tuple(sorted(changed)),
        queued=frozenset(plan.queued),
        attributes=frozenset(plan.attributes),
        unread=reader.unread,
        faults=kept.faults,
    )


def _keep_waiting(store: Index, found: Walk, waiting: list[tuple[bytes, str]], tool: str) -> Kept:
    """Writes down the files that wait, each with its reason."""
    kept, rows = Kept(), list[Row]()
    for path, why in waiting:
        stat = found.stat(path)
        try:
            stored, settled = waiting_row(store, path, stat, why)
        except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
            kept.faults[path] = program_fault(display_name(path)[0], "kept", error)
            stored, settled = bare_row(path, stat, kept.faults[path]), False
        if not settled:
            rows.append((stored, None))
    keep_rows(store, rows, tool, kept)
    return kept


def _workers() -> int:
    return min(4, os.cpu_count() or 1)


def _compare(found: Walk, store: Index, tool: str, *, verify: bool, memo: Memo | None) -> _Plan:
    """Sorts the files of a walk by what the index knows of them."""
    plan = _Plan()
    files = found.files
    seen = None
    if memo is not None and found.scope is None and found.complete and not verify:
        seen = (len(files), reduce(xor, map(hash, files.items()), 0), store.meta("digest"))
        if seen == memo.seen:
            return plan
        memo.seen = None
    met = 0
    for row in store.rows(found.scope):
        path, row_tool = row[0], row[5]
        here = files.get(path)
        if here is None:
            if found.absent(path):
                plan.gone.append(path)
                plan.left.append(row[1:4])
            continue
        met += 1
        if here != row[1:5] and (here := FileStat(*here).stored) != row[1:5]:
            _touch(plan, path, same_bytes=here[:3] == row[1:4])
        elif row_tool == PENDING:
            plan.touched.append(path)
            plan.queued.add(path)
        elif verify or row_tool != tool:
            plan.again.append(path)
    if met < len(files):
        known = {row[0] for row in store.rows(found.scope)}
        plan.added = sorted(path for path in files if path not in known)
    for paths in (plan.touched, plan.again, plan.gone):
        paths.sort()
    if memo is not None and not (plan.added or plan.touched or plan.again or plan.gone):
        memo.seen = seen
    return plan


def _touch(plan: _Plan, path: bytes, *, same_bytes: bool) -> None:
    plan.touched.append(path)
    if same_bytes:
        plan.attributes.add(path)


def _lost(plan: _Plan, found: Walk) -> int:
    """How many of the files that are gone stand nowhere else now: what moves keeps its inode, size and time."""
    here = {found.stat(path).stored[:3] for path in plan.added}
    return sum(identity not in here for identity in plan.left)


def _decide(plan: _Plan, found: Walk, hold: Hold | None) -> tuple[list[bytes], list[tuple[bytes, str]]]:
    """Which files are read now, and which are to be written down as waiting, with the reason."""
    to_read = list(plan.again)
    waiting = []
    for path in (*plan.added, *plan.touched):
        reason = hold.waits(path, found.stat(path)) if hold is not None else ""
        if not reason:
            to_read.append(path)
        if path not in plan.queued:
            waiting.append((path, reason or _QUEUED))
    return sorted(to_read), waiting


def _remember_walk(store: Index, found: Walk, root: Root, known: Root | None) -> None:
    """Writes down that the folder was seen, and where it could not be."""
    if root != known:
        remember_root(store, root)
    _remember_errors(store, found)
    if found.scope is None:
        store.set_meta("walked", dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _remember_errors(store: Index, found: Walk) -> None:
    errors = last_errors(store)
    told = {display_name(path)[0]: why for path, why in found.errors.items()}
    if found.scope is not None:
        seen = {display_name(path)[0] for path in (*found.listed, *found.files)}
        told = {path: why for path, why in errors.items() if path not in seen} | told
    if told != errors:
        store.set_meta("errors", json.dumps(told, sort_keys=True))


def last_errors(store: Index) -> dict[str, str]:
    """Display name -> reason (a source text) of what the last look at each place could not see."""
    try:
        told = json.loads(store.meta("errors") or "{}")
        return {str(path): str(why) for path, why in told.items()}
    except (ValueError, AttributeError):
        # A damaged note must not read as "everything was seen".
        return {".": mark("the note of the scan is damaged")}


def walked_at(store: Index) -> str:
    """When the whole folder was walked last (UTC ISO); empty where it never was."""
    return store.meta("walked")
