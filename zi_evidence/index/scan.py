"""Brings the index up to date: walk, compare, read only what changed, remember.

One code path for the command, the gate and the daemon. What is unchanged by (inode, size, mtime, ctime) is
not opened; bytes seen before under another name keep their reading; work is committed in small batches, so
that a killed scan goes on where it stopped.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from zi_evidence.errors import SourceUnavailable
from zi_evidence.facts import FACTS_VERSION
from zi_evidence.index.guard import check_loss, look_at_root, remember_root, remembered_root
from zi_evidence.index.store import Store, StoredDocument
from zi_evidence.index.understanding import Understood, parse_understood, with_facts
from zi_evidence.index.walk import FileStat, Walk, walk
from zi_evidence.model import Document, DocumentStatus, Reading
from zi_evidence.reading import DEFAULT, Answer, Job, Limits, Outcome, Pool, failure_reading
from zi_evidence.text import display_name

__all__ = ["Progress", "ScanResult", "scan_folder"]

_BATCH = 50
_TASK = "zi_evidence.index.understanding:understand"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come; `path` is the file just done."""

    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What one scan met and did.

    Attributes:
        walked: regular files that count.
        read: files whose bytes were parsed now.
        reused: files that were new or moved, but whose bytes were known.
        removed: files no longer there.
        ignored: display name -> rule, for temporary, system and special files.
        errors: display name -> reason, for folders and files that could not be looked at.
    """

    walked: int
    read: int
    reused: int
    removed: int
    ignored: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether absence can be concluded from this scan."""
        return not self.errors


@cache
def tool_version() -> str:
    """Identifies what reads and understands; results of another version are made again."""
    parts = [f"{name} {version(name)}" for name in ("zi-evidence", "pypdfium2", "pypdf")]
    return "/".join([*parts, f"facts {FACTS_VERSION}"])


def scan_folder(
    root: Path,
    store: Store,
    *,
    limits: Limits = DEFAULT,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
    accept_loss: bool = False,
    verify: bool = False,
) -> ScanResult:
    """Brings the index of `root` up to date.

    Args:
        root: the unit folder, resolved.
        store: its index, opened for writing.
        limits: what one document may cost.
        workers: worker processes; 0 means one a processor, at most four.
        progress: called after each file that had to be opened.
        accept_loss: believe it when most of the files are gone.
        verify: read the bytes of every file again and compare, whatever its times say.

    Raises:
        UsageError: there is no such folder.
        SourceUnavailable: the folder is away, foreign, or lost most of its files.
        OutputFailed: the index could not be written.
    """
    before = look_at_root(root, remembered_root(store))
    raw_root = os.fsencode(root)
    found = walk(raw_root)
    after = look_at_root(root, before)
    if b"" in found.errors or after != before:
        raise SourceUnavailable(f"folder unit berubah selagi dilihat: {root}", hint="ulangi pemindaian")
    remembered = store.stats()
    gone = _gone(found, remembered)
    if not accept_loss and found.complete:
        check_loss(root, len(remembered), len(remembered) - len(gone), len(found.files))
    tool = tool_version()
    changed = [
        path for path, stat in sorted(found.files.items()) if verify or remembered.get(path) != (stat, tool)
    ]
    worker = _Reader(raw_root, store, tool, limits, progress, len(changed))
    with store.transaction():
        remember_root(store, after)
    worker.run(changed, found, workers or min(4, os.cpu_count() or 1))
    with store.transaction():
        store.forget(gone)
        store.forget_unused_readings()
    return ScanResult(
        walked=len(found.files),
        read=worker.read,
        reused=worker.reused,
        removed=len(gone),
        ignored={display_name(path)[0]: rule for path, rule in sorted(found.ignored.items())},
        errors={display_name(path)[0]: why for path, why in sorted(found.errors.items())},
    )


def _gone(found: Walk, remembered: dict[bytes, tuple[FileStat, str]]) -> list[bytes]:
    """Remembered files that the walk did not meet and that lie below no folder it could not see."""
    blind = tuple(folder + b"/" for folder in found.errors)
    return [
        path
        for path in sorted(remembered)
        if path not in found.files and not path.startswith(blind) and path not in found.errors
    ]


class _Reader:
    """Reads the changed files and remembers them in batches."""

    def __init__(
        self,
        raw_root: bytes,
        store: Store,
        tool: str,
        limits: Limits,
        progress: Callable[[Progress], None] | None,
        total: int,
    ) -> None:
        self._root = raw_root
        self._store = store
        self._tool = tool
        self._limits = limits
        self._progress = progress
        self._total = total
        self._done = 0
        self._batch: list[tuple[StoredDocument, Reading | None]] = []
        self.read = 0
        self.reused = 0

    def run(self, changed: list[bytes], found: Walk, workers: int) -> None:
        try:
            with Pool(_TASK, workers=workers, limits=self._limits) as pool:
                for answer in pool.run(self._jobs(changed), known=self._is_known):
                    self._take(answer, found)
        finally:
            self._flush()

    def _jobs(self, changed: list[bytes]) -> Iterator[Job]:
        for path in changed:
            yield Job(key=path, path=self._root + b"/" + path, name=_name(path))

    def _is_known(self, sha256: str) -> bool:
        return self._store.has_reading(sha256, self._tool)

    def _take(self, answer: Answer, found: Walk) -> None:
        path = answer.job.key
        if not isinstance(path, bytes):
            raise TypeError(f"a job's key is a raw path, not {type(path).__name__}")
        stat = FileStat.of(answer.stat_after) if answer.stat_after else found.files[path]
        self._settle(path, stat, answer.sha256, self._understood(answer, _name(path)))

    def _understood(self, answer: Answer, name: str) -> Understood:
        if answer.outcome is Outcome.KNOWN:
            reading = self._store.reading(answer.sha256)
            if reading is not None:
                self.reused += 1
                return with_facts(reading, name)
        self.read += 1
        if answer.outcome is Outcome.OK:
            try:
                return parse_understood(answer.body)
            except ValueError as error:
                return with_facts(failure_reading(Outcome.BAD_ANSWER, type(error).__name__), name)
        failed = Outcome.BAD_ANSWER if answer.outcome is Outcome.KNOWN else answer.outcome
        return with_facts(failure_reading(failed, answer.reason), name)

    def _settle(self, path: bytes, stat: FileStat, sha256: str, understood: Understood) -> None:
        shown, path_hex = display_name(path)
        reading = understood.reading
        document = Document(
            path=shown,
            path_hex=path_hex,
            size=stat.size,
            modified=_utc(stat.mtime_ns),
            status=reading.status,
            sha256=sha256,
            reason=reading.reason,
            media_type=reading.media_type,
            page_count=reading.page_count,
            flags=reading.flags,
            signatures=reading.signatures,
            facts=understood.facts,
        )
        # A file still being written, or not to be opened, is tried again by the next scan.
        settled = reading.status is not DocumentStatus.PENDING and (
            bool(sha256) or reading.status is DocumentStatus.TOO_LARGE
        )
        tool = self._tool if settled else ""
        kept = reading if settled and sha256 else None
        self._batch.append((StoredDocument(path, stat, tool, document), kept))
        self._done += 1
        if self._progress:
            self._progress(Progress(self._done, self._total, shown))
        if len(self._batch) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self._batch:
            return
        batch, self._batch = self._batch, []
        with self._store.transaction():
            for stored, reading in batch:
                if reading is not None:
                    self._store.keep_reading(stored.document.sha256, self._tool, reading)
                self._store.keep(stored)


def _name(path: bytes) -> str:
    """The file name as text, for facts that stand in it."""
    return path.rpartition(b"/")[2].decode("utf-8", "replace")


def _utc(mtime_ns: int) -> str:
    seconds = min(max(mtime_ns // 1_000_000_000, 0), 253_402_300_799)
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
