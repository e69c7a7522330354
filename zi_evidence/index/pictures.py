"""OCR for pages that are only pictures: after everything else, the most telling pages first, within a budget.

What OCR reads belongs to the bytes and is kept with them: a copied, moved or renamed scan is never read
twice, and a run that ends early goes on with the next page another time.
"""

import contextlib
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from zi_evidence.index.read_changed import Progress
from zi_evidence.index.standard import standard_limits, tool_version
from zi_evidence.index.store import IndexedDocument, Store, StoredDocument
from zi_evidence.index.understanding import parse_understood, with_facts
from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.reading import Job, Outcome, Pool
from zi_evidence.reading.ocr import available, merge, pages_to_read

__all__ = ["AUTO", "Budget", "read_pictures"]

_TASK = "zi_evidence.index.understanding:understand"
# A page takes one or two seconds; a worker that reads twenty may take its time.
_SECONDS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run may spend: pages in all, and pages of one document."""

    pages: int
    pages_each: int


# The first page, the last and two more of each scan, where letterhead and signature stand: seconds, not hours.
AUTO = Budget(pages=60, pages_each=4)


def read_pictures(
    root: Path,
    store: Store,
    budget: Budget,
    *,
    progress: Callable[[Progress], None] | None = None,
) -> int:
    """Reads scanned pages by OCR where tesseract is installed; the index must be open for writing.

    Args:
        root: the unit folder, resolved; read only.
        store: its index, just brought up to date.
        budget: what may be spent; what is left waits for another run.
        progress: called after each document.

    Returns:
        How many pages were given to OCR.
    """
    if not available():
        return 0
    by_content: dict[str, list[IndexedDocument]] = defaultdict(list)
    for entry in store.documents():
        document = entry.document
        if document.sha256 and document.status in (DocumentStatus.NO_TEXT, DocumentStatus.READ):
            by_content[document.sha256].append(entry)
    wanted = []
    for sha256, entries in by_content.items():
        if entries[0].document.media_type != "application/pdf":
            continue
        reading = store.reading(sha256)
        pages = pages_to_read(reading) if reading else ()
        tried = sum(not page.image_only or page.confidence == 0.0 for page in reading.pages) if reading else 0
        most = budget.pages_each - (tried if reading and "ocr" in reading.flags else 0)
        if reading and pages and most > 0:
            wanted.append((sha256, entries, reading, min(len(pages), most)))
    spent = 0
    for done, (sha256, entries, reading, pages_now) in enumerate(wanted, 1):
        if spent >= budget.pages:
            break
        spent += pages_now
        _read(root, store, sha256, entries, reading, pages_now)
        if progress:
            progress(Progress(done, len(wanted), entries[0].document.path))
    return spent


def _read(
    root: Path,
    store: Store,
    sha256: str,
    entries: list[IndexedDocument],
    earlier: Reading,
    pages: int,
) -> None:
    """Reads some pages of one content and keeps the result with all files that hold it."""
    left = set(pages_to_read(earlier))
    seconds = _SECONDS_A_PAGE * pages
    limits = replace(
        standard_limits(),
        ocr=True,
        ocr_pages=pages,
        ocr_done=tuple(n for n in range(len(earlier.pages)) if n not in left),
        wall_seconds=60.0 + seconds,
        cpu_seconds=60 + seconds,
        soft_seconds=30.0 + seconds,
        no_progress_seconds=60.0,
    )
    path = entries[0].raw_path
    job = Job(key=path, path=os.fsencode(root) + b"/" + path, name="scan.pdf")
    with Pool(_TASK, workers=1, limits=limits) as pool:
        answer = next(iter(pool.run([job])), None)
    if answer is None or answer.sha256 != sha256:
        return
    reading = earlier
    if answer.outcome is Outcome.OK:
        with contextlib.suppress(ValueError):
            reading = merge(earlier, parse_understood(answer.body).reading)
    if reading is earlier:
        # Whatever went wrong would go wrong again: the pages count as tried.
        given_up = tuple(replace(p, confidence=0.0) if p.image_only else p for p in earlier.pages)
        reading = replace(earlier, pages=given_up, flags=tuple(sorted({*earlier.flags, "ocr"})))
    with store.transaction():
        store.keep_reading(sha256, tool_version(), reading)
        for entry in entries:
            if known := store.document(entry.raw_path):
                store.keep(_with_reading(known, reading))


def _with_reading(known: StoredDocument, reading: Reading) -> StoredDocument:
    name = known.raw_path.rpartition(b"/")[2].decode("utf-8", "replace")
    understood = with_facts(reading, name)
    document = replace(
        known.document,
        status=reading.status,
        reason=understood.reading.reason,
        flags=reading.flags,
        facts=understood.facts,
        shape=understood.shape,
    )
    return replace(known, document=document)
