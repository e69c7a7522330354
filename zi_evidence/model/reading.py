"""What one file holds, as read: pages, metadata, signatures, one status with its reason."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "DocumentStatus",
    "Metadata",
    "Page",
    "Reading",
    "Signature",
]


class DocumentStatus(StrEnum):
    """What became of one file. Every file met has exactly one of these."""

    READ = "read"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. A DOCX, whose pages only exist in print, is one page.

    Attributes:
        text: cleaned visible text, lines kept; empty where the page is only an image.
        image_only: the page shows an image and has no text worth reading.
        confidence: 1.0 for a sound text layer, less for OCR or a garbled layer.
        ocr: OCR was asked about this page, whatever it found.
    """

    text: str
    image_only: bool = False
    confidence: float = 1.0
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself; empty where it says nothing, and nothing rests on it.

    Attributes:
        title: as its program filled it in.
        author: the account that wrote it.
        producer: the program that made it.
        created: ISO text.
        modified: ISO text.
    """

    title: str = ""
    author: str = ""
    producer: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One digital signature field that carries a signature.

    Attributes:
        name: the common name in the signer's certificate.
        time: ISO text, by the signer's own claim.
        state: `present_not_checked`, `intact_untrusted` (holds, its root is not one the operator named),
            `intact_trusted`, or `changed` (broken, or the document was altered after signing).
        covers_whole_file: nothing was added to the file after it.
        later_changes: kind of what was added after it: `none`, `validation_data`, `form_filling`,
            `annotations`, `other`, `unknown`; empty where it was not checked.
    """

    name: str = ""
    time: str = ""
    state: str = "present_not_checked"
    covers_whole_file: bool = False
    later_changes: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that could be read of one file's bytes; the same bytes always give the same reading.

    Attributes:
        status: exactly one status.
        reason: why, whenever the status is not `read`: a code with its values, which
            `zi_evidence.model.reasons` says in words.
        media_type: found by content, never by name.
        pages: the text, page by page.
        metadata: what the file says about itself.
        signatures: digital ones.
        page_count: pages of a PDF, or what a DOCX says of itself; `None` where unknown.
        flags: sorted, from `comments`, `embedded`, `external`, `hidden_text`, `javascript`, `launch`,
            `low_confidence`, `macro`, `ocr`, `tracked_changes`, `truncated`, `xfa`.
        engine: what read the text, for `explain`.
    """

    status: DocumentStatus
    media_type: str
    reason: str = ""
    pages: tuple[Page, ...] = ()
    page_count: int | None = None
    metadata: Metadata = Metadata()
    signatures: tuple[Signature, ...] = ()
    flags: tuple[str, ...] = ()
    engine: str = ""
