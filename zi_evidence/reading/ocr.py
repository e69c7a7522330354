"""Text of pages that are only pictures, or whose text layer is garbled, by tesseract where it is installed.

Runs inside a worker, as a child of it: whatever the picture does to tesseract, the worker's limits hold for
it too and it dies with the worker's process group. One page at a time, the first and the last first, because
there letterhead and signature stand; pages done in an earlier run are left out, so that a long scan is
finished over several runs.

A scan is nearly always one JPEG a page. Handing that JPEG over costs milliseconds; drawing the page costs
more than a second of it.
"""

import contextlib
import ctypes
import functools
import math
import os
import selectors
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from zi_evidence.i18n import mark
from zi_evidence.model import DocumentStatus, Page, Reading
from zi_evidence.model.reasons import reason, without
from zi_evidence.reading import hooks
from zi_evidence.reading.clean import clean_text
from zi_evidence.reading.limits import Limits
from zi_evidence.reading.text_quality import DOUBTFUL, text_confidence

__all__ = ["HINT", "add_ocr", "available", "merge", "pages_to_read"]

HINT = mark("Install tesseract with the language ind so that scans can be read.")

_LANGUAGES = ("ind", "eng")
_DPI = 200
_POINTS_PER_INCH = 72
# Beyond these a picture costs more to read than it tells; it is drawn smaller instead.
_MAX_PIXELS = 12_000_000
_MIN_DPI, _MAX_DPI = 100, 400
_LEAST_DRAWN_DPI = 150
_MAX_JPEG = 20 * 1024 * 1024
# Tesseract's own judgement of a word, in per cent; below, the word is noise around stamps and logos.
_NOISE = 10.0
_WORD_LEVEL = "5"
_FEW_LETTERS = 20
_POLL_SECONDS = 1.0
_CHUNK = 65536
_IMAGE = 3


class _PageFailed(Exception):
    """Tesseract could not make anything of a picture."""


@functools.cache
def available() -> tuple[str, ...]:
    """Return the languages that tesseract can be asked for, of those wanted; none without tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        ).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(name for name in _LANGUAGES if name in listed)


def pages_to_read(reading: Reading, done: frozenset[int] = frozenset()) -> tuple[int, ...]:
    """Return the numbers (from 0) of the pages that OCR should read, the most telling ones first."""
    wanted = [
        number
        for number, page in enumerate(reading.pages)
        if not page.ocr and number not in done and (page.image_only or page.confidence < DOUBTFUL)
    ]
    if len(wanted) > 2:
        wanted = [wanted[0], wanted[-1], *wanted[1:-1]]
    return tuple(wanted)


def merge(earlier: Reading, later: Reading) -> Reading:
    """Return the later reading with the pages that only the earlier run has read.

    Both are of the same bytes; `later` was made with `Limits.ocr_done` naming what `earlier` had done.
    """
    pages = tuple(
        old if old.ocr and not new.ocr else new for old, new in zip(earlier.pages, later.pages, strict=True)
    )
    engine = later.engine if "ocr" in later.flags else earlier.engine
    merged = _merged(later, pages)
    return replace(merged, engine=engine)


def add_ocr(data: bytes, reading: Reading, limits: Limits) -> Reading:
    """Return the reading with the text of its pictures, as far as `limits` go.

    A reading without such pages, and any reading where tesseract is missing, comes back as it is. A picture in
    which no text is found stays a picture, with confidence 0; a garbled text layer stays where OCR finds nothing
    sounder. Neither is tried again. Pages left for another run stay as they are, and the reason says how many
    of them are pictures.
    """
    wanted = pages_to_read(reading, frozenset(limits.ocr_done))
    if not wanted or not available():
        return reading
    hooks.stage("ocr")
    import pypdfium2  # noqa: F401, PLC0415 - the import starts the library; only workers pay for it
    import pypdfium2.raw as c  # noqa: PLC0415

    pages = list(reading.pages)
    document = c.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return reading
    expired = hooks.soft_deadline(limits.soft_seconds, children=True)
    try:
        for number in wanted[: limits.ocr_pages]:
            if expired():
                break
            hooks.stage(f"ocr {number + 1}/{len(pages)}")
            try:
                found = _read_page(document, number)
            except _PageFailed:
                found = Page("")
            pages[number] = _better(pages[number], found)
    finally:
        c.FPDF_CloseDocument(document)
    return _merged(reading, tuple(pages))


def _better(layer: Page, found: Page) -> Page:
    """The page as read by OCR, unless that says less, or is as garbled as the text layer."""
    letters = sum(map(str.isalpha, found.text))
    if layer.image_only:
        if letters < _FEW_LETTERS:
            return Page("", image_only=True, confidence=0.0, ocr=True)
        return replace(found, ocr=True)
    fuller = 2 * letters >= sum(map(str.isalpha, layer.text))
    sounder = min(found.confidence, text_confidence(found.text)) > layer.confidence
    return replace(found if fuller and sounder else layer, ocr=True)


def _merged(reading: Reading, pages: tuple[Page, ...]) -> Reading:
    status, why = reading.status, without(reading.reason, "ocr_left")
    left = sum(1 for page in pages if page.image_only and not page.ocr)
    if any(not page.image_only and page.text for page in pages):
        status, why = DocumentStatus.READ, without(why, "only_pictures", "no_words")
    if left:
        why = f"{why} {reason('ocr_left', n=left)}".strip()
    flags = {*reading.flags, "ocr"} - {"low_confidence"}
    if any(page.text and page.confidence < DOUBTFUL for page in pages):
        flags.add("low_confidence")
    return replace(
        reading,
        status=status,
        reason=why,
        pages=pages,
        flags=tuple(sorted(flags)),
        engine=f"{reading.engine}+tesseract",
    )


def _read_page(document: Any, number: int) -> Page:
    import pypdfium2.raw as c  # noqa: PLC0415

    page = c.FPDF_LoadPage(document, number)
    if not page:
        raise _PageFailed
    try:
        for picture, dpi in _pictures(page):
            try:
                return _recognise(picture, dpi)
            except _PageFailed:
                continue
    finally:
        c.FPDF_ClosePage(page)
    raise _PageFailed


def _pictures(page: Any) -> Iterator[tuple[bytes, int]]:
    """Yield pictures of the page, the cheapest first; the next one is for when the last one failed."""
    filling = _filling_image(page)
    dpi = _DPI
    if filling is not None:
        picture, dpi = filling
        embedded = _embedded_jpeg(picture)
        if embedded is not None and _MIN_DPI <= dpi <= _MAX_DPI:
            yield embedded, dpi
    # Drawn finer than it was scanned, a picture costs more and shows no more.
    yield _drawn(page, min(_DPI, max(_LEAST_DRAWN_DPI, dpi)))


def _filling_image(page: Any) -> tuple[Any, int] | None:
    """Return the one picture that fills an upright page, with its dots per inch."""
    import pypdfium2.raw as c  # noqa: PLC0415

    width, height = c.FPDF_GetPageWidthF(page), c.FPDF_GetPageHeightF(page)
    if c.FPDFPage_CountObjects(page) > 3 or c.FPDFPage_GetRotation(page) != 0:
        return None
    for index in range(c.FPDFPage_CountObjects(page)):
        obj = c.FPDFPage_GetObject(page, index)
        if c.FPDFPageObj_GetType(obj) != _IMAGE:
            continue
        matrix = c.FS_MATRIX()
        if not c.FPDFPageObj_GetMatrix(obj, matrix) or abs(matrix.b) > 1 or abs(matrix.c) > 1:
            return None
        # A picture that is mirrored, or that covers only a part, says nothing of the page.
        if matrix.a < 0.85 * width or matrix.d < 0.85 * height:
            return None
        across, down = ctypes.c_uint(), ctypes.c_uint()
        if not c.FPDFImageObj_GetImagePixelSize(obj, across, down):
            return None
        return obj, round(across.value * _POINTS_PER_INCH / max(matrix.a, 1.0))
    return None


def _embedded_jpeg(image: Any) -> bytes | None:
    """Return the picture's own JPEG, where it is one and of a size that tesseract takes."""
    import pypdfium2.raw as c  # noqa: PLC0415

    name = ctypes.create_string_buffer(32)
    length = c.FPDFImageObj_GetImageFilter(image, 0, name, 32)
    if c.FPDFImageObj_GetImageFilterCount(image) != 1 or name.raw[: max(length - 1, 0)] != b"DCTDecode":
        return None
    across, down = ctypes.c_uint(), ctypes.c_uint()
    c.FPDFImageObj_GetImagePixelSize(image, across, down)
    size = c.FPDFImageObj_GetImageDataRaw(image, None, 0)
    if across.value * down.value > _MAX_PIXELS or size > _MAX_JPEG:
        return None
    buffer = ctypes.create_string_buffer(size)
    c.FPDFImageObj_GetImageDataRaw(image, buffer, size)
    return buffer.raw


def _drawn(page: Any, dpi: int) -> tuple[bytes, int]:
    """Return the page drawn in grey as a PGM picture, with its dots per inch."""
    import pypdfium2.raw as c  # noqa: PLC0415

    width, height = c.FPDF_GetPageWidthF(page), c.FPDF_GetPageHeightF(page)
    if not (1 <= width < 1e6 and 1 <= height < 1e6):
        raise _PageFailed
    scale = min(dpi / _POINTS_PER_INCH, math.sqrt(_MAX_PIXELS / (width * height)))
    across, down = max(1, int(width * scale)), max(1, int(height * scale))
    bitmap = c.FPDFBitmap_CreateEx(across, down, c.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise _PageFailed
    try:
        c.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, c.FPDF_ANNOT | c.FPDF_GRAYSCALE)
        stride = c.FPDFBitmap_GetStride(bitmap)
        rows = ctypes.string_at(c.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        c.FPDFBitmap_Destroy(bitmap)
    if stride != across:
        rows = b"".join(rows[stride * row : stride * row + across] for row in range(down))
    return b"P5 %d %d 255\n" % (across, down) + rows, max(70, round(scale * _POINTS_PER_INCH))


def _recognise(picture: bytes, dpi: int) -> Page:
    """Return what tesseract reads, finding the page's rotation by itself.

    Raises:
        _PageFailed: tesseract failed.
    """
    program = shutil.which("tesseract") or "tesseract"
    # Page segmentation 1 looks for the rotation first.
    command = [
        program,
        "stdin",
        "stdout",
        "-l",
        "+".join(available()),
        "--psm",
        "1",
        "--dpi",
        str(dpi),
        "tsv",
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise _PageFailed
        # Fed from the side: a pipe takes less than a picture, and tesseract may answer before it has it all.
        threading.Thread(target=_feed, args=(process.stdin, picture), daemon=True).start()
        out = b"".join(_parts(process.stdout.fileno()))
    if process.returncode != 0:
        raise _PageFailed
    return _page(out.decode("utf-8", "replace"))


def _feed(pipe: IO[bytes], picture: bytes) -> None:
    with contextlib.suppress(OSError), pipe:
        pipe.write(picture)


def _parts(file: int) -> Iterator[bytes]:
    """Yield what comes out of the file, with a sign of life while nothing comes."""
    with selectors.DefaultSelector() as selector:
        selector.register(file, selectors.EVENT_READ)
        while True:
            if not selector.select(_POLL_SECONDS):
                # The parent's patience is measured in signs of life; its clock for the whole still runs.
                hooks.stage("ocr")
                continue
            part = os.read(file, _CHUNK)
            if not part:
                return
            yield part


def _page(table: str) -> Page:
    """Return the page that tesseract's table of words describes."""
    lines: list[str] = []
    place: tuple[str, ...] = ()
    total = weight = 0.0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        confidence = float(cells[10])
        if confidence < _NOISE:
            continue
        word = cells[11].strip()
        total += confidence * len(word)
        weight += len(word)
        here = tuple(cells[1:5])
        if here != place:
            if place and here[:2] != place[:2]:
                lines.append("")
            lines.append(word)
            place = here
        else:
            lines[-1] += f" {word}"
    sure = total / weight / 100 if weight else 0.0
    return Page(clean_text("\n".join(lines)), confidence=round(min(sure, 0.99), 2))
