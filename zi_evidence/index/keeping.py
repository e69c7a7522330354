"""Writes rows of files to the index; a row that cannot be written costs its own file, never the others."""

import datetime as dt
from collections.abc import Sequence

from zi_evidence.file_faults import NOT_SEEN, OF_THE_RUN, log_fault, program_fault
from zi_evidence.index.backend import Index
from zi_evidence.index.store import StoredDocument
from zi_evidence.index.walk import FileStat
from zi_evidence.model import Document, DocumentStatus, Reading
from zi_evidence.text import display_name

__all__ = ["Kept", "Row", "bare_row", "keep_rows", "utc"]

Row = tuple[StoredDocument, Reading | None]
# 0001-01-01 and the last second of the year 9999, counted from 1970.
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799


class Kept:
    """What became of rows.

    Attributes:
        changed: raw paths about which the index now says something else.
        faults: raw paths that the program failed on -> the reason.
        lost: raw path of which the index can hold nothing -> why, as a source text.
    """

    def __init__(self) -> None:
        self.changed: set[bytes] = set()
        self.faults: dict[bytes, str] = {}
        self.lost: dict[bytes, str] = {}


def keep_rows(store: Index, rows: Sequence[Row], tool: str, kept: Kept) -> None:
    """Keeps rows in one transaction, or, where one of them makes the program fail, each in its own.

    Raises:
        OutputFailed: the index could not be written.
        IndexDamaged: the index says what it never wrote.
    """
    changed: set[bytes] = set()
    try:
        with store.transaction():
            for row in rows:
                if _keep(store, row, tool):
                    changed.add(row[0].raw_path)
    except OF_THE_RUN:
        raise
    except Exception:  # noqa: BLE001 - it is met again below, where its file is known
        for row in rows:
            _keep_alone(store, row, tool, kept)
    else:
        kept.changed |= changed


def _keep(store: Index, row: Row, tool: str) -> bool:
    stored, reading = row
    if reading is not None:
        store.keep_reading(stored.document.sha256, tool, reading)
    return store.keep(stored)


def _keep_alone(store: Index, row: Row, tool: str, kept: Kept) -> None:
    path = row[0].raw_path
    try:
        with store.transaction():
            changed = _keep(store, row, tool)
    except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
        kept.faults[path] = why = program_fault(display_name(path)[0], "kept", error)
        changed = _keep_bare(store, bare_row(path, row[0].stat, why), kept)
    if changed:
        kept.changed.add(path)


def _keep_bare(store: Index, stored: StoredDocument, kept: Kept) -> bool:
    try:
        with store.transaction():
            return store.keep(stored)
    except OF_THE_RUN:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        log_fault(display_name(stored.raw_path)[0], "kept", error)
        kept.lost[stored.raw_path] = NOT_SEEN
        return False


def bare_row(path: bytes, stat: FileStat, why: str) -> StoredDocument:
    """The row of a file of which nothing is known but where it lies; the next scan tries it again."""
    shown, path_hex = display_name(path)
    document = Document(
        path=shown,
        path_hex=path_hex,
        size=stat.size,
        modified=utc(stat.mtime_ns),
        status=DocumentStatus.PENDING,
        reason=why,
    )
    return StoredDocument(path, stat, "", document)


def utc(mtime_ns: int) -> str:
    """A time of a file system as UTC ISO text; what no calendar holds is its first or last second."""
    seconds = min(max(mtime_ns // 1_000_000_000, _FIRST_SECOND), _LAST_SECOND)
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001 - UTC by its making
    return f"{moment.isoformat(timespec='seconds')}Z"
