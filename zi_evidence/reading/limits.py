"""How much one document may cost before it is given up."""

from dataclasses import dataclass

__all__ = ["DEFAULT", "MIB", "READING_VERSION", "Limits"]

# Part of what an index remembers of each file: readings of another version are made again.
READING_VERSION = "5"
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. The defaults suit an office's file server and two cores.

    Attributes:
        memory: address space of a worker in bytes, a hard cap of the kernel.
        cpu_seconds: CPU time of one document, enforced by the kernel.
        wall_seconds: time on the clock for one document, enforced by the parent.
        no_progress_seconds: time on the clock without a sign of life between two pages.
        soft_seconds: CPU time after which a reader stops by itself and keeps the pages it has.
        max_file_bytes: larger files are not opened by a parser.
        max_pages: pages read of one document; the rest is cut off and flagged `truncated`.
        max_chars: characters kept of one document; the rest is cut off and flagged `truncated`.
        max_page_chars: characters kept of one page.
        max_answer_bytes: a worker's answer as it travels; a longer one is a broken answer.
        max_body_bytes: the same answer unpacked.
        max_zip_entries: members of a ZIP container.
        max_zip_bytes: sum of what the members of a ZIP container claim to unpack to.
        max_zip_ratio: unpacked size over packed size of a member above 1 MiB.
        max_part_bytes: one unpacked part of a DOCX.
        worker_files: a worker is replaced after so many documents …
        worker_rss: … or once it holds so many bytes.
        engine: `pypdf` asks for the second PDF engine first; set by the pool for a second try.
        ocr: read pages without text by OCR where tesseract is installed. Needs longer limits: seconds a page.
        ocr_pages: at most so many pages in one run.
        ocr_done: numbers (from 0) of the pages an earlier run has read or given up.
        signatures: check digital signatures where pyHanko is installed.
        trust: PEM texts of the certificates that a signature's chain may end in; the operator names them.
    """

    memory: int = 1024 * MIB
    cpu_seconds: int = 25
    wall_seconds: float = 30.0
    no_progress_seconds: float = 20.0
    soft_seconds: float = 15.0
    max_file_bytes: int = 200 * MIB
    max_pages: int = 5000
    max_chars: int = 5_000_000
    max_page_chars: int = 1_000_000
    max_answer_bytes: int = 8 * MIB
    max_body_bytes: int = 32 * MIB
    max_zip_entries: int = 10_000
    max_zip_bytes: int = 300 * MIB
    max_zip_ratio: int = 200
    max_part_bytes: int = 100 * MIB
    worker_files: int = 500
    worker_rss: int = 300 * MIB
    engine: str = ""
    ocr: bool = False
    ocr_pages: int = 20
    ocr_done: tuple[int, ...] = ()
    signatures: bool = False
    trust: tuple[str, ...] = ()


DEFAULT = Limits()
