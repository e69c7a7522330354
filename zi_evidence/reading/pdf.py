"""PDF bytes to a reading: pdfium first, pypdf where pdfium fails, and where there is something to tell."""

import ctypes
from typing import Any

from zi_evidence.model import DocumentStatus, Metadata, Page, Reading, Signature
from zi_evidence.model.reasons import reason
from zi_evidence.reading import hooks
from zi_evidence.reading.clean import clean_text
from zi_evidence.reading.limits import Limits
from zi_evidence.reading.pdf_marks import marks
from zi_evidence.reading.sniff import PDF
from zi_evidence.reading.text_quality import DOUBTFUL, text_confidence

__all__ = ["read_pdf"]

# Below this many letters a page has a stamp or a page number, not a text.
_FEW_LETTERS = 20
# A page this doubtful marks its document.
# A page without text and with so many lines and areas shows text drawn as outlines.
_MANY_OBJECTS = 200
# The bounded text of a page that is wholly visible lacks at most a last line break.
_SLACK = 2
_CLOSER_LOOK = frozenset({"javascript", "embedded", "xfa"})
_PYPDF_LIMIT = "LimitReachedError"
_BEYOND = reason("unpacks_too_large")
# Why reading stopped before the last page: the `why` of a reason.
_OUT_OF_TIME = "out_of_time"
_TOO_LONG = "text_too_long"
_TOO_MANY = "too_many_pages"
# Free text, stamps and form fields carry words; more of them than this on one page are no office's.
_DRAWN_ANNOTATIONS = frozenset({3, 13, 20})
_MAX_ANNOTATIONS = 500
_ERROR_PASSWORD = 4
_ERROR_SECURITY = 5


class _Draft:
    """A reading in the making."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pages: list[Page] = []
        self.page_count = 0
        self.chars = 0
        self.failed = 0
        self.hidden = 0
        self.flags: set[str] = set()
        self.metadata = Metadata()
        self.signatures: tuple[Signature, ...] = ()
        self.stopped = ""
        self.engine = ""
        self.expired = hooks.soft_deadline(limits.soft_seconds)

    def add(self, text: str, *, picture: bool = False, image: bool = False) -> bool:
        """Take one page's raw text; return whether there is room for another page.

        Args:
            text: the raw text.
            picture: the page shows something even if it has no text.
            image: some of it is an image, so that the text may be an OCR layer over it.
        """
        if len(text) > self.limits.max_page_chars:
            text = text[: self.limits.max_page_chars]
            self.flags.add("truncated")
            self.stopped = self.stopped or _TOO_LONG
        text = clean_text(text).strip("\n")
        few = not _has_letters(text)
        confidence = text_confidence(text) if image and not few else 1.0
        if confidence < DOUBTFUL:
            self.flags.add("low_confidence")
        self.pages.append(Page(text, image_only=few and picture, confidence=confidence))
        self.chars += len(text)
        hooks.tick(f"{self.engine} {len(self.pages)}/{self.page_count}")
        if self.chars > self.limits.max_chars:
            self.stop(_TOO_LONG)
            return False
        if len(self.pages) < self.page_count and self.expired():
            self.stop(_OUT_OF_TIME)
            return False
        return True

    def stop(self, why: str) -> None:
        if len(self.pages) < self.page_count:
            self.flags.add("truncated")
            self.stopped = why


def read_pdf(data: bytes, limits: Limits) -> Reading:
    """Return the reading of PDF bytes; broken, locked and endless files have their status."""
    first, second = (_by_pypdf, _by_pdfium) if limits.engine == "pypdf" else (_by_pdfium, _by_pypdf)
    reading = first(data, limits)
    # A worker that died over the first engine leaves only the second one.
    if isinstance(reading, str) and limits.engine != "pypdf":
        reading = second(data, limits)
    if isinstance(reading, str):
        return _failed(DocumentStatus.DAMAGED, reading)
    return reading


def _by_pdfium(data: bytes, limits: Limits) -> Reading | str:
    import pypdfium2  # noqa: F401, PLC0415 - the import starts the library; only workers pay for it
    import pypdfium2.raw as c  # noqa: PLC0415

    from zi_evidence.reading.pdf_claims import flags, metadata, signatures  # noqa: PLC0415 - needs pdfium

    hooks.stage("pdfium")
    draft = _Draft(limits)
    draft.engine = "pdfium"
    document = c.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        code = c.FPDF_GetLastError()
        if code == _ERROR_PASSWORD:
            return _failed(DocumentStatus.ENCRYPTED, reason("locked"))
        if code == _ERROR_SECURITY:
            return _failed(DocumentStatus.ENCRYPTED, reason("unknown_encryption"))
        return reason("pdf_broken", why="cannot_open")
    try:
        draft.page_count = c.FPDF_GetPageCount(document)
        if draft.page_count <= 0:
            return reason("pdf_broken", why="no_pages")
        # Before the pages: drawing a form's fields into a page takes the fields away.
        draft.signatures = signatures(document, len(data))
        _pdfium_pages(document, draft)
        if draft.failed == len(draft.pages):
            return reason("pdf_broken", why="no_page_opens")
        draft.metadata = metadata(document)
        draft.flags |= flags(document)
    finally:
        c.FPDF_CloseDocument(document)
    if marks(data) or draft.flags & _CLOSER_LOOK:
        _closer_look(data, draft)
    return _finish(draft)


def _pdfium_pages(document: Any, draft: _Draft) -> None:
    import pypdfium2.raw as c  # noqa: PLC0415

    from zi_evidence.reading.pdf_visible import look  # noqa: PLC0415 - needs pdfium

    reader = _PageReader()
    for number in range(min(draft.page_count, draft.limits.max_pages)):
        page = _load_page(document, number)
        if not page:
            draft.failed += 1
            if not draft.add(""):
                break
            continue
        seen = look(page)
        text, outside = ("", 0) if seen.spoilt else reader.text(page)
        c.FPDF_ClosePage(page)
        draft.hidden += seen.hidden + outside
        picture = seen.pictures or seen.objects >= _MANY_OBJECTS
        if not draft.add(text, picture=picture, image=seen.pictures):
            break
    if len(draft.pages) < draft.page_count:
        draft.stop(draft.stopped or _TOO_MANY)
    if draft.hidden >= _FEW_LETTERS:
        draft.flags.add("hidden_text")


class _PageReader:
    """Takes the text of pages through one buffer."""

    def __init__(self) -> None:
        import pypdfium2.raw as c  # noqa: PLC0415

        self._c = c
        self._size = 0
        self._buffer: Any = None
        self._rect = c.FS_RECTF()

    def text(self, page: Any) -> tuple[str, int]:
        """Return the page's visible text, and how many characters lie outside the visible page."""
        c = self._c
        text_page = c.FPDFText_LoadPage(page)
        if not text_page:
            return "", 0
        count = c.FPDFText_CountChars(text_page)
        text, outside = "", 0
        if count > 0:
            # The library may insert characters it does not count: leave room for them.
            self._grow(2 * count + 64)
            written = c.FPDFText_GetText(text_page, 0, count, self._buffer) - 1
            text = self._decode(written)
            box = self._rect
            if c.FPDF_GetPageBoundingBox(page, box):
                area = (box.left, box.top, box.right, box.bottom)
                inside = c.FPDFText_GetBoundedText(text_page, *area, None, 0)
                if inside < written - _SLACK:
                    outside = written - inside
                    self._grow(inside + 64)
                    inside = c.FPDFText_GetBoundedText(text_page, *area, self._buffer, inside)
                    text = self._decode(inside)
        c.FPDFText_ClosePage(text_page)
        return text, outside

    def _grow(self, size: int) -> None:
        if self._size < size:
            self._size = size
            self._buffer = (ctypes.c_ushort * size)()

    def _decode(self, length: int) -> str:
        raw = memoryview(self._buffer).cast("B")[: max(2 * length, 0)].tobytes()
        # The library joins a word broken at the line's end by a mark of its own.
        return raw.decode("utf-16-le", "ignore").replace("\ufffe", "-").rstrip("\0")


def _load_page(document: Any, number: int) -> Any:
    """Return the page with what is filled in, stamped or typed over it drawn into it, as a reader sees it."""
    import pypdfium2.raw as c  # noqa: PLC0415

    page = c.FPDF_LoadPage(document, number)
    if not page:
        return page
    count = c.FPDFPage_GetAnnotCount(page)
    drawn = False
    for index in range(min(count, _MAX_ANNOTATIONS)):
        annotation = c.FPDFPage_GetAnnot(page, index)
        if annotation:
            drawn = c.FPDFAnnot_GetSubtype(annotation) in _DRAWN_ANNOTATIONS
            c.FPDFPage_CloseAnnot(annotation)
        if drawn:
            break
    if (
        drawn
        and count <= _MAX_ANNOTATIONS
        and c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) == c.FLATTEN_SUCCESS
    ):
        c.FPDF_ClosePage(page)
        page = c.FPDF_LoadPage(document, number)
    return page


def _closer_look(data: bytes, draft: _Draft) -> None:
    """Let pypdf tell what pdfium does not: actions anywhere in the file, and what lies in forms."""
    hooks.stage("structure")
    try:
        from zi_evidence.reading import pdf_structure  # noqa: PLC0415 - pypdf is only loaded where needed

        found = pdf_structure.structure(pdf_structure.open_reader(data), len(data))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pypdf raises any class; pdfium's own answer stands then
        hooks.retire()
        return
    draft.flags |= found.flags


def _by_pypdf(data: bytes, limits: Limits) -> Reading | str:
    hooks.stage("pypdf")
    from zi_evidence.reading import pdf_structure  # noqa: PLC0415 - the second engine is seldom needed

    draft = _Draft(limits)
    draft.engine = "pypdf"
    beyond = False
    try:
        reader = pdf_structure.open_reader(data)
        draft.page_count = len(reader.pages)
        if draft.page_count <= 0:
            return reason("pdf_broken", why="no_pages")
        for extract in pdf_structure.page_texts(reader, limits.max_pages):
            try:
                text = extract()
            except (MemoryError, RecursionError):
                raise
            except Exception as error:  # noqa: BLE001 - one page's fault must not cost the others
                hooks.retire()
                beyond = beyond or type(error).__name__ == _PYPDF_LIMIT
                draft.failed += 1
                text = ""
            if not draft.add(text):
                break
        if len(draft.pages) < draft.page_count:
            draft.stop(draft.stopped or _TOO_MANY)
        if draft.failed == len(draft.pages):
            if beyond:
                return _failed(DocumentStatus.TOO_LARGE, _BEYOND)
            return reason("pdf_broken", why="no_page_opens")
        draft.metadata = pdf_structure.metadata(reader)
        found = pdf_structure.structure(reader, len(data))
        draft.flags |= found.flags
        draft.signatures = tuple(found.signatures)
    except pdf_structure.Locked as locked:
        why = reason("locked") if str(locked) == "password" else reason("unknown_encryption")
        return _failed(DocumentStatus.ENCRYPTED, why)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - pypdf raises any class on a broken file
        hooks.retire()
        if type(error).__name__ == _PYPDF_LIMIT:
            return _failed(DocumentStatus.TOO_LARGE, _BEYOND)
        return reason("pdf_broken", why="cannot_open", detail=type(error).__name__)
    return _finish(draft)


def _finish(draft: _Draft) -> Reading:
    status, why = DocumentStatus.READ, ""
    found = any(_has_letters(page.text) for page in draft.pages)
    if draft.stopped == _OUT_OF_TIME and not found:
        # Without a word read, nothing may be said about what the pages hold.
        late = reason("stopped_early", read=len(draft.pages), pages=draft.page_count)
        return _failed(DocumentStatus.TIMEOUT, late)
    if draft.stopped:
        why = reason("read_in_part", read=len(draft.pages), pages=draft.page_count, why=draft.stopped)
    elif draft.failed:
        draft.flags.add("truncated")
        why = reason("pages_unopenable", failed=draft.failed, pages=draft.page_count)
    if not found:
        status = DocumentStatus.NO_TEXT
        pictures = any(page.image_only for page in draft.pages)
        why = f"{reason('only_pictures' if pictures else 'no_words')} {why}".strip()
    return Reading(
        status=status,
        media_type=PDF,
        reason=why,
        pages=tuple(draft.pages),
        page_count=draft.page_count,
        metadata=draft.metadata,
        signatures=draft.signatures,
        flags=tuple(sorted(draft.flags)),
        engine=draft.engine,
    )


def _has_letters(text: str) -> bool:
    letters = 0
    for char in text:
        if char.isalpha():
            letters += 1
            if letters >= _FEW_LETTERS:
                return True
    return False


def _failed(status: DocumentStatus, why: str) -> Reading:
    return Reading(status=status, media_type=PDF, reason=why)
