"""The frozen data that every layer speaks: readings, facts, documents, matches, findings, reports.

Plain frozen dataclasses, because they are made by the thousand. Dates are `datetime.date`, partial dates
and periods are the strings of `zi_evidence.periods`, paths are POSIX and relative to the unit folder.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "AreaSummary",
    "DateFact",
    "DateSource",
    "Document",
    "DocumentStatus",
    "Facts",
    "Finding",
    "Finish",
    "ItemReport",
    "Kind",
    "Match",
    "MatchedDocument",
    "Metadata",
    "Note",
    "Page",
    "Part",
    "Quote",
    "Reading",
    "Report",
    "RequirementReport",
    "RequirementStatus",
    "Severity",
    "Signature",
    "Signer",
    "SlotReport",
    "SlotStatus",
    "TextFact",
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


class RequirementStatus(StrEnum):
    """How well one requirement is served today. Unreadable is never missing, missing never unreadable."""

    MET = "met"
    PARTIAL = "partial"
    STALE = "stale"
    MISSING = "missing"
    UNVERIFIED = "unverified"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


class SlotStatus(StrEnum):
    """How well one period of a periodic requirement is served."""

    MET = "met"
    PARTIAL = "partial"
    UNVERIFIED = "unverified"
    MISSING = "missing"
    UPCOMING = "upcoming"


class Severity(StrEnum):
    """How much a finding weighs: an error closes the gate, a warning asks for eyes, info informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Kind(StrEnum):
    """Kinds of official document (tata naskah dinas), as a checklist and a report name them."""

    SK = "sk"
    PERATURAN = "peraturan"
    INSTRUKSI = "instruksi"
    SURAT_EDARAN = "surat_edaran"
    SOP = "sop"
    SURAT_TUGAS = "surat_tugas"
    NOTA_DINAS = "nota_dinas"
    SURAT = "surat"
    UNDANGAN = "undangan"
    BERITA_ACARA = "berita_acara"
    LAPORAN = "laporan"
    NOTULA = "notula"
    DAFTAR_HADIR = "daftar_hadir"
    PENGUMUMAN = "pengumuman"
    MAKLUMAT = "maklumat"
    PAKTA_INTEGRITAS = "pakta_integritas"
    PERJANJIAN_KINERJA = "perjanjian_kinerja"
    LKJIP = "lkjip"
    RENSTRA = "renstra"
    SKP = "skp"
    RENCANA_AKSI = "rencana_aksi"
    REGISTER_RISIKO = "register_risiko"
    SURVEI = "survei"
    DOKUMENTASI = "dokumentasi"
    SERTIFIKAT = "sertifikat"
    SPTJM = "sptjm"
    SURAT_PERNYATAAN = "surat_pernyataan"
    DAFTAR = "daftar"
    MATERI = "materi"
    TEMPLATE = "template"
    OTHER = "other"


# ---- reading: what one file holds -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. A DOCX, whose pages only exist in print, is one page.

    Attributes:
        text: cleaned visible text, lines kept; empty where the page is only an image.
        image_only: the page shows an image and has no text worth reading.
        confidence: 1.0 for a sound text layer, less for OCR or a garbled layer.
    """

    text: str
    image_only: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself; empty where it says nothing. Times are ISO texts."""

    title: str = ""
    author: str = ""
    producer: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One digital signature field that carries a signature. Its time is the signer's claim (ISO).

    Attributes:
        name: the common name in the signer's certificate.
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
        status: exactly one status; `reason` says why in one line whenever it is not `read`.
        media_type: found by content, never by name.
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


# ---- facts: what the document is ------------------------------------------------------------------


class DateSource(StrEnum):
    """Where a document's date was found, in falling trust."""

    SIGNATURE = "signature"
    ENACTED = "enacted"
    LETTERHEAD = "letterhead"
    EFFECTIVE = "effective"
    MEETING = "meeting"
    TTE = "tte"
    TITLE = "title"
    NAME = "name"
    EVENT = "event"
    METADATA = "metadata"
    MTIME = "mtime"


class Finish(StrEnum):
    """Whether a document is finished, as far as can be told."""

    FINISHED = "finished"
    UNSIGNED = "unsigned"
    DRAFT = "draft"
    TEMPLATE = "template"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a fact rests on. `page` counts from 1; 0 is the file name, -1 the file's metadata."""

    page: int
    words: str


@dataclass(frozen=True, slots=True)
class TextFact:
    """A fact that is a text, with its source (`heading`, `name`, …), confidence 0-1 and words."""

    value: str
    source: str
    confidence: float
    quote: Quote


@dataclass(frozen=True, slots=True)
class DateFact:
    """A whole (`2022-03-23`) or partial (`2021-03`, `2021`) date with where it came from."""

    value: str
    source: DateSource
    confidence: float
    quote: Quote


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `capacity` is `a.n.`, `u.b.`, `Plt.`, `Plh.` or empty; the NIP is digits only."""

    position: str = ""
    name: str = ""
    nip: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about the document: a stable code and the words that show it.

    Codes: `impossible_date`, `period_contradiction`, `name_contradiction`, `number_unfilled`,
    `date_unfilled`.
    """

    code: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document is, when it was made, what it reports on, whose it is, whether it is finished.

    Attributes:
        date: of the document, from its text, its digital signature or its name; never from the file system.
        event: the day of the meeting or event it speaks of; joins the pieces of a meeting set.
        file_date: what the file says of itself (metadata, else modification time), for want of better; it
            dates nothing and makes nothing fresh.
    """

    kind: TextFact
    title: TextFact | None = None
    number: TextFact | None = None
    date: DateFact | None = None
    period: TextFact | None = None
    units: tuple[TextFact, ...] = ()
    signer: Signer | None = None
    signed: str = "unknown"  # digital | tte_claim | block | page_image | none | unknown
    finish: Finish = Finish.UNKNOWN
    finish_quote: Quote | None = None
    language: str = ""
    notes: tuple[Note, ...] = ()
    parts: "tuple[Part, ...]" = ()
    event: DateFact | None = None
    file_date: DateFact | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One document inside a bundle, with the pages it spans (from 1, both included)."""

    first_page: int
    last_page: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Document:
    """One file in the unit folder as the index knows it.

    Attributes:
        path: relative to the unit folder, `/` between parts, safe to display, unique in a report.
        path_hex: the raw bytes of the name in hex where the name is not clean UTF-8, else empty.
        sha256: of the bytes that were parsed; empty where the bytes could not be taken.
        modified: the file's modification time, UTC ISO; never makes anything fresh.
    """

    path: str
    size: int
    modified: str
    status: DocumentStatus
    path_hex: str = ""
    sha256: str = ""
    reason: str = ""
    media_type: str = ""
    page_count: int | None = None
    flags: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    facts: Facts | None = None


# ---- match, finding, report -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """Document x requirement: a score 0-1 and the reasons for it, strongest first.

    Attributes:
        by_content: the document's own words carry the match; without it a match proves nothing.
        misfiled: the folder names another item than the content does.
    """

    path: str
    item: str
    requirement: str
    score: float
    reasons: tuple[str, ...]
    by_content: bool
    misfiled: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One stable code about an item, a requirement or a document, with what to do next."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    item: str = ""
    requirement: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class MatchedDocument:
    """A document as a requirement cites it."""

    path: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlotReport:
    """One period of a periodic requirement."""

    period: str
    status: SlotStatus
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementReport:
    """One requirement as of the day of the report.

    Attributes:
        owner: who must provide it: the requirement's own, else the item's area.
        due: the day by which the oldest open period is (or was) due; `None` where nothing periodic is open.
    """

    id: str
    title: str
    status: RequirementStatus
    optional: bool
    owner: str
    slots: tuple[SlotReport, ...] = ()
    documents: tuple[MatchedDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One question of the worksheet.

    Attributes:
        points: what it is worth.
        supported: the most that today's evidence can carry.
        answers: who answered (`unit`, `tpi`, `tpn`) -> the answer as written in the unit file.
        claimed: points of the unit's own answer; `None` where there are no answers at all, 0 where blank.
        scale: name of its answer scale, e.g. `ABC`, `%`.
        steps: the answers of that scale with the share of the points that each is worth, 0-1.
    """

    code: str
    title: str
    section: str
    area: str
    points: float
    supported: float
    status: RequirementStatus
    requirements: tuple[RequirementReport, ...]
    answers: tuple[tuple[str, str], ...] = ()
    claimed: float | None = None
    scale: str = ""
    steps: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """One area's or section's points: what it is worth, what is supported, what the target asks."""

    code: str
    title: str
    points: float
    supported: float
    floor: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Facts of one evaluation as of one day; renderers only print it.

    Attributes:
        sections: code and title of every section of the checklist, in printed order.
    """

    checklist_id: str
    checklist_version: str
    checklist_sha256: str
    checklist_title: str
    unit_name: str
    target: str
    year: int
    as_of: dt.date
    window_from: dt.date
    window_to: dt.date
    items: tuple[ItemReport, ...]
    areas: tuple[AreaSummary, ...]
    documents: tuple[Document, ...]
    document_items: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    ready: bool
    sections: tuple[tuple[str, str], ...] = ()
