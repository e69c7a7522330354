"""OCR for pages that are pictures or garbled: after everything else, the most telling pages first, within a budget.

What OCR reads belongs to the bytes and is kept with them: a copied, moved or renamed scan is never read
twice, and a run that ends early goes on with the next page another time.
"""

import contextlib
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from zi_evidence.beneath import Beneath
from zi_evidence.file_faults import program_fault, without_content
from zi_evidence.index.backend import Index
from zi_evidence.index.keeping import Kept, keep_rows
from zi_evidence.index.read_changed import Progress
from zi_evidence.index.standard import standard_limits, tool_version
from zi_evidence.index.store import StoredDocument
from zi_evidence.index.understanding import document_status, parse_understood, task_of, with_facts
from zi_evidence.lexicon import Lexicon
from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.reading import Job, Outcome, Pool
from zi_evidence.reading.ocr import available, merge, pages_to_read
from zi_evidence.text import display_name

__all__ = ["ALL", "AUTO", "Budget", "Wanted", "read_pictures", "read_some", "wanted"]

# A page takes one or two seconds; a worker that reads twenty may take its time.
_SECONDS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run of OCR may spend.

    Attributes:
        pages: pages in all; one takes one or two seconds of a core.
        pages_each: pages of one document, the most telling ones.
    """

    pages: int
    pages_each: int


# The first page, the last and two more of each scan, where letterhead and signature stand: seconds, not hours.
AUTO = Budget(pages=60, pages_each=4)
ALL = Budget(pages=10**9, pages_each=10**9)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A content with pages that are only pictures.

    Attributes:
        sha256: of the bytes.
        paths: raw paths of the files that hold it.
        pages: how many of its pages may be read.
    """

    sha256: str
    paths: tuple[bytes, ...]
    pages: int


def wanted(store: Index, budget: Budget) -> list[Wanted]:
    """What OCR has still to read, in the order of the index; nothing where tesseract is missing.

    Of `budget` only the pages of each document count here.
    """
    if not available():
        return []
    by_content: dict[str, list[bytes]] = defaultdict(list)
    for entry in store.documents():
        document = entry.document
        readable = document.status in (DocumentStatus.NO_TEXT, DocumentStatus.READ)
        if document.sha256 and readable and document.media_type == "application/pdf":
            by_content[document.sha256].append(entry.raw_path)
    found = []
    for sha256, paths in by_content.items():
        reading = store.reading(sha256)
        pages = pages_to_read(reading) if reading else ()
        tried = sum(page.ocr for page in reading.pages) if reading else 0
        most = budget.pages_each - tried
        if pages and most > 0:
            found.append(Wanted(sha256, tuple(paths), min(len(pages), most)))
    return found


def read_pictures(
    root: Path,
    store: Index,
    budget: Budget,
    *,
    progress: Callable[[Progress], None] | None = None,
    lexicon: Lexicon | None = None,
) -> int:
    """Reads scanned pages by OCR where tesseract is installed; the index must be open for writing.

    Args:
        root: the unit folder, resolved; read only.
        store: its index, just brought up to date.
        budget: what may be spent; what is left waits for another run.
        progress: called after each document.
        lexicon: the words of the documents; those of Indonesian offices if not given.

    Returns:
        How many pages were given to OCR.
    """
    all_wanted = wanted(store, budget)
    spent = 0
    for done, one in enumerate(all_wanted, 1):
        if spent >= budget.pages:
            break
        pages = min(one.pages, budget.pages - spent)
        read_some(root, store, one, pages, lexicon)
        spent += pages
        if progress:
            progress(Progress(done, len(all_wanted), display_name(one.paths[0])[0]))
    return spent


def read_some(
    root: Path, store: Index, one: Wanted, pages: int, lexicon: Lexicon | None = None
) -> tuple[bytes, ...]:
    """Reads so many pages of one content and keeps the result with all files that hold it.

    Returns:
        The raw paths of which the index now says something else; none where the bytes are others by now.
    """
    try:
        return _read_some(root, store, one, pages, lexicon)
    except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
        why = program_fault(display_name(one.paths[0])[0], "read", error)
    kept = Kept()
    known = filter(None, map(store.document, one.paths))
    # The next scan looks at them again.
    rows = [replace(row, tool="", document=without_content(row.document, why)) for row in known]
    keep_rows(store, [(row, None) for row in rows], "", kept)
    return tuple(sorted(kept.changed))


def _read_some(
    root: Path, store: Index, one: Wanted, pages: int, lexicon: Lexicon | None
) -> tuple[bytes, ...]:
    earlier = store.reading(one.sha256)
    if earlier is None:
        return ()
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
    path = one.paths[0]
    try:
        tree = Beneath(os.fsencode(root))
    except OSError:
        return ()
    job = Job(key=path, path=path, name="scan.pdf", below=tree)
    with tree, Pool(task_of(lexicon), workers=1, limits=limits) as pool:
        answer = next(iter(pool.run([job])), None)
    if answer is None or answer.sha256 != one.sha256:
        return ()
    reading = earlier
    if answer.outcome is Outcome.OK:
        with contextlib.suppress(ValueError):
            reading = merge(earlier, parse_understood(answer.body).reading)
    if reading is earlier:
        # Whatever went wrong would go wrong again: these pages count as tried, the others wait their turn.
        tried = frozenset(pages_to_read(earlier)[:pages])
        given_up = tuple(
            replace(page, confidence=0.0 if page.image_only else page.confidence, ocr=True)
            if number in tried
            else page
            for number, page in enumerate(earlier.pages)
        )
        reading = replace(earlier, pages=given_up, flags=tuple(sorted({*earlier.flags, "ocr"})))
    with store.transaction():
        store.keep_reading(one.sha256, tool_version(lexicon), reading)
        known = filter(None, map(store.document, one.paths))
        renewed = [_with_reading(row, reading, lexicon) for row in known if row.document.sha256 == one.sha256]
        return tuple(row.raw_path for row in renewed if store.keep(row))


def _with_reading(known: StoredDocument, reading: Reading, lexicon: Lexicon | None) -> StoredDocument:
    name = known.raw_path.rpartition(b"/")[2].decode("utf-8", "replace")
    understood = with_facts(reading, name, lexicon)
    document = replace(
        known.document,
        status=document_status(understood.reading),
        reason=understood.reading.reason,
        flags=reading.flags,
        facts=understood.facts,
        shape=understood.look.shape,
        sketch=understood.look.sketch,
    )
    return replace(known, document=document)
