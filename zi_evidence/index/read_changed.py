"""Reads the files that a scan chose and remembers them in small batches, so that a killed scan goes on."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from zi_evidence.beneath import Beneath
from zi_evidence.file_faults import program_fault
from zi_evidence.index.backend import Index
from zi_evidence.index.faults import fault
from zi_evidence.index.guard import changed_meanwhile
from zi_evidence.index.keeping import Kept, Row, bare_row, keep_rows, utc
from zi_evidence.index.store import PENDING, StoredDocument
from zi_evidence.index.understanding import (
    Understood,
    document_status,
    parse_understood,
    with_facts,
)
from zi_evidence.index.walk import FileStat, Walk
from zi_evidence.lexicon import Lexicon
from zi_evidence.model import Document, DocumentStatus
from zi_evidence.model.reasons import is_program_fault
from zi_evidence.reading import Answer, Job, Outcome, Pool, failure_reading, turn
from zi_evidence.text import display_name

__all__ = ["ChangedReader", "Progress", "waiting_row"]

_BATCH = 50
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come; `path` is the file just done."""

    done: int
    total: int
    path: str


def waiting_row(store: Index, path: bytes, stat: FileStat, reason: str) -> tuple[StoredDocument, bool]:
    """The row of a file that waits, and whether the index holds just that already.

    What was known of its former bytes stays with it: a document that is being saved again is not to be taken
    for one that nobody knows.
    """
    known = store.document(path)
    if known is None:
        return replace(bare_row(path, stat, reason), tool=PENDING), False
    document = replace(
        known.document,
        size=stat.size,
        modified=utc(stat.mtime_ns),
        status=DocumentStatus.PENDING,
        reason=reason,
    )
    stored = StoredDocument(path, stat, PENDING, document)
    return stored, replace(stored, stat=stat.stored) == known


class ChangedReader:
    """Reads files through workers and keeps what they hold.

    Attributes:
        read: files whose bytes were parsed.
        reused: files whose bytes were known.
        kept: what the index now says something else about, and the files that the program failed on.
        unread: raw paths whose bytes could not be taken -> whether because they changed meanwhile.
    """

    def __init__(
        self,
        raw_root: bytes,
        store: Index,
        tool: str,
        progress: Callable[[Progress], None] | None,
        total: int,
        kept: Kept,
        lexicon: Lexicon | None = None,
    ) -> None:
        self._lexicon = lexicon
        self._root = raw_root
        self._store = store
        self._tool = tool
        self._progress = progress
        self._total = total
        self._done = 0
        self._batch: list[Row] = []
        self.read = 0
        self.reused = 0
        self.kept = kept
        self.unread: dict[bytes, bool] = {}

    def run(self, paths: list[bytes], found: Walk, pool: Pool) -> None:
        """Reads all `paths`; what was read is kept even where the run ends early.

        Raises:
            OutputFailed: the index could not be written.
            SourceUnavailable: the unit folder cannot be opened, or is another one than was walked.
        """
        in_turn = sorted(paths, key=lambda path: turn(found.stat(path).size))
        try:
            tree = Beneath(self._root)
        except OSError as error:
            raise changed_meanwhile(self._root) from error
        with tree as below:
            if below.identity != found.root:
                raise changed_meanwhile(self._root)
            try:
                for answer in pool.run(self._jobs(in_turn, found, below), known=self._is_known):
                    self._take(answer, found)
            finally:
                self._flush()

    def _jobs(self, paths: list[bytes], found: Walk, below: Beneath) -> Iterator[Job]:
        for path in paths:
            yield Job(path, path, _name(path), below, found.identity(path))

    def _is_known(self, sha256: str) -> bool:
        return self._store.has_reading(sha256, self._tool)

    def _take(self, answer: Answer, found: Walk) -> None:
        path = answer.job.key
        if not isinstance(path, bytes):
            raise TypeError(f"a job's key is a raw path, not {type(path).__name__}")
        stat = FileStat.of(answer.stat_after) if answer.stat_after else found.stat(path)
        shown = display_name(path)[0]
        try:
            row = self._row(path, stat, answer)
        except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
            why = self.kept.faults[path] = program_fault(shown, "read", error)
            row = bare_row(path, stat, why), None
            self.unread[path] = False
        self._batch.append(row)
        fault("read")
        self._done += 1
        if len(self._batch) >= _BATCH:
            self._flush()
        if self._progress:
            self._progress(Progress(self._done, self._total, shown))

    def _row(self, path: bytes, stat: FileStat, answer: Answer) -> Row:
        understood = self._understood(answer, _name(path))
        if understood.reading.status is not DocumentStatus.PENDING:
            return self._settled(path, stat, answer.sha256, understood)
        stored, _ = waiting_row(self._store, path, stat, understood.reading.reason)
        self.unread[path] = answer.outcome is Outcome.CHANGED
        if not self.unread[path]:
            # Its bytes are quiet, only out of reach: the next scan tries again without waiting.
            stored = replace(stored, tool="")
        return stored, None

    def _understood(self, answer: Answer, name: str) -> Understood:
        if answer.outcome is Outcome.KNOWN:
            reading = self._store.reading(answer.sha256)
            if reading is not None:
                self.reused += 1
                return with_facts(reading, name, self._lexicon)
        self.read += 1
        if answer.outcome is Outcome.OK:
            try:
                return parse_understood(answer.body)
            except ValueError as error:
                return with_facts(
                    failure_reading(Outcome.BAD_ANSWER, type(error).__name__), name, self._lexicon
                )
        failed = Outcome.BAD_ANSWER if answer.outcome is Outcome.KNOWN else answer.outcome
        return with_facts(failure_reading(failed, answer.reason), name, self._lexicon)

    def _settled(self, path: bytes, stat: FileStat, sha256: str, understood: Understood) -> Row:
        shown, path_hex = display_name(path)
        reading = understood.reading
        if is_program_fault(reading.reason):
            _LOG.error("%s: the program failed when the file was understood: %s", shown, reading.reason)
            self.kept.faults[path] = reading.reason
        document = Document(
            path=shown,
            path_hex=path_hex,
            size=stat.size,
            modified=utc(stat.mtime_ns),
            status=document_status(reading),
            sha256=sha256,
            reason=reading.reason,
            media_type=reading.media_type,
            page_count=reading.page_count,
            flags=reading.flags,
            signatures=reading.signatures,
            facts=understood.facts,
            shape=understood.look.shape,
            sketch=understood.look.sketch,
        )
        # A file whose bytes could not be taken is tried again by the next scan.
        settled = bool(sha256) or reading.status is DocumentStatus.TOO_LARGE
        tool = self._tool if settled else ""
        return StoredDocument(path, stat, tool, document), reading if settled and sha256 else None

    def _flush(self) -> None:
        if not self._batch:
            return
        fault("before-commit")
        batch, self._batch = self._batch, []
        keep_rows(self._store, batch, self._tool, self.kept)


def _name(path: bytes) -> str:
    """The file name as text, for facts that stand in it."""
    return path.rpartition(b"/")[2].decode("utf-8", "replace")
