import contextlib
import io
import time
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from zi_evidence.model import DocumentStatus, Page, Reading
from zi_evidence.reading import Job, Limits, Pool, ocr, read_bytes, reading_from_answer

LINES = ("KEPUTUSAN KEPALA KANTOR CONTOHAN", "NOMOR 12 TAHUN 2024", "Tentang Tim Kerja Zona Integritas")
LIMITS = Limits(ocr=True, soft_seconds=120, wall_seconds=200, no_progress_seconds=60, cpu_seconds=100)

needs_tesseract = pytest.mark.skipif(
    "ind" not in ocr.available(), reason="tesseract with ind is not installed"
)


def picture(text: str, turn: int = 0) -> Image.Image:
    out = io.BytesIO()
    pen = canvas.Canvas(out)
    pen.setFont("Times-Roman", 18)
    for number, line in enumerate((*LINES, text)):
        pen.drawString(72, 700 - 40 * number, line)
    pen.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    image: Image.Image = document[0].render(scale=150 / 72).to_pil().convert("L").rotate(turn, expand=True)
    document.close()
    return image


def scan(*images: Image.Image, jpeg: bool = True, turned: int = 0) -> bytes:
    """Return a PDF whose pages are only these pictures."""
    pdf = FPDF(unit="pt", format=(595, 842))
    for image in images:
        packed = io.BytesIO()
        image.save(packed, "JPEG" if jpeg else "PNG")
        pdf.add_page()
        pdf.image(packed, 0, 0, 595, 842)
    if not turned:
        return bytes(pdf.output())
    writer = PdfWriter(io.BytesIO(pdf.output()))
    for page in writer.pages:
        page.rotate(turned)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_without_tesseract_a_scan_is_no_text_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: ())
    reading = read_bytes(scan(picture("a")), limits=LIMITS)
    assert reading.status is DocumentStatus.NO_TEXT
    assert reading.flags == ()


def test_ocr_is_not_asked_for_unless_the_limits_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "add_ocr", lambda *_: pytest.fail("OCR was run"))
    assert read_bytes(scan(picture("a"))).status is DocumentStatus.NO_TEXT


def test_the_first_and_the_last_picture_come_first() -> None:
    pages = (Page("", image_only=True), Page("teks"), *(Page("", image_only=True) for _ in range(3)))
    reading = Reading(DocumentStatus.READ, "application/pdf", pages=pages)
    assert ocr.pages_to_read(reading) == (0, 4, 2, 3)
    assert ocr.pages_to_read(reading, frozenset({0, 4})) == (2, 3)


@needs_tesseract
@pytest.mark.parametrize("jpeg", [True, False], ids=["embedded", "drawn"])
def test_a_scan_is_read_in_indonesian(jpeg: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if jpeg:
        # The picture of a copier is handed over as it lies there.
        monkeypatch.setattr(ocr, "_drawn", lambda *_: pytest.fail("the page was drawn"))
    reading = read_bytes(scan(picture("Ditetapkan di Contohan"), jpeg=jpeg), limits=LIMITS)
    assert reading.status is DocumentStatus.READ
    assert "NOMOR 12 TAHUN 2024" in reading.pages[0].text
    assert 0.5 < reading.pages[0].confidence < 1.0
    assert reading.flags == ("ocr",)
    assert reading.engine == "pdfium+tesseract"


@needs_tesseract
@pytest.mark.parametrize(("turn", "turned"), [(180, 0), (90, 90)], ids=["picture upside down", "page turned"])
def test_the_rotation_is_found(turn: int, turned: int) -> None:
    lines = " ".join(["tim kerja pembangunan zona integritas"] * 2)
    image = picture(lines, turn)
    reading = read_bytes(scan(image, turned=turned), limits=LIMITS)
    assert "TAHUN 2024" in reading.pages[0].text


@needs_tesseract
def test_a_long_scan_is_finished_over_several_runs() -> None:
    data = scan(picture("satu"), picture("dua"), picture("tiga"))
    first = read_bytes(data, limits=Limits(ocr=True, ocr_pages=2, soft_seconds=120))
    assert [page.image_only for page in first.pages] == [False, True, False]
    assert first.reason == "ocr_left?n=1"
    second = read_bytes(data, limits=Limits(ocr=True, ocr_done=(0, 2), soft_seconds=120))
    assert [page.image_only for page in second.pages] == [True, False, True]
    whole = ocr.merge(first, second)
    assert [("satu" in p.text, "dua" in p.text, "tiga" in p.text) for p in whole.pages] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert whole.status is DocumentStatus.READ
    assert whole.reason == ""


@needs_tesseract
def test_a_picture_without_words_is_tried_once() -> None:
    reading = read_bytes(scan(Image.new("L", (800, 1100), 200)), limits=LIMITS)
    assert reading.status is DocumentStatus.NO_TEXT
    assert reading.pages[0].image_only
    assert reading.pages[0].confidence == 0.0
    assert ocr.pages_to_read(reading) == ()


def garbled_scan(layer: str, image: Image.Image) -> bytes:
    """Return a scan with the invisible text layer that a copier wrote."""
    packed = io.BytesIO()
    image.save(packed, "JPEG")
    out = io.BytesIO()
    pen = canvas.Canvas(out)
    pen.drawImage(ImageReader(Image.open(packed)), 0, 0, 595, 842)
    text = pen.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine(layer)
    pen.drawText(text)
    pen.save()
    return out.getvalue()


GARBLED = "KEPUTUSAN KEPALA KANTOR NOMOR I2 TAHUN 2O24 l Februari 2O24 TENTANG TIM"


def test_a_garbled_text_layer_is_wanted_like_a_picture() -> None:
    reading = read_bytes(garbled_scan(GARBLED, picture("a")))
    assert "low_confidence" in reading.flags
    assert ocr.pages_to_read(reading) == (0,)
    sound = "KEPUTUSAN KEPALA KANTOR NOMOR 12 TAHUN 2024 TENTANG TIM KERJA"
    assert ocr.pages_to_read(read_bytes(garbled_scan(sound, picture("a")))) == ()


@needs_tesseract
def test_a_garbled_text_layer_gives_way_to_what_ocr_reads() -> None:
    reading = read_bytes(garbled_scan(GARBLED, picture("Ditetapkan di Contohan")), limits=LIMITS)
    assert "NOMOR 12 TAHUN 2024" in reading.pages[0].text
    assert "2O24" not in reading.pages[0].text
    assert reading.flags == ("ocr",)
    assert ocr.pages_to_read(reading) == ()


@needs_tesseract
def test_a_garbled_text_layer_stays_where_ocr_finds_less() -> None:
    reading = read_bytes(garbled_scan(GARBLED, Image.new("L", (800, 1100), 200)), limits=LIMITS)
    assert "2O24" in reading.pages[0].text
    assert reading.flags == ("low_confidence", "ocr")
    assert ocr.pages_to_read(reading) == ()


@needs_tesseract
def test_ocr_runs_inside_the_workers_cage(tmp_path: Path) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(scan(picture("isi")))
    with Pool(workers=1, limits=LIMITS) as pool:
        (answer,) = pool.run([Job(1, str(path), path.name)])
    assert "NOMOR 12 TAHUN 2024" in reading_from_answer(answer).pages[0].text


def orphans() -> list[int]:
    """Return the running tesseract processes for a PDF page whose worker, leader of their session, is gone."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"tesseract\0stdin" in (entry / "cmdline").read_bytes():
                session = (entry / "stat").read_text().rpartition(")")[2].split()[3]
                if not Path("/proc", session).exists():
                    found.append(int(entry.name))
    return found


@needs_tesseract
def test_a_worker_killed_in_ocr_takes_tesseract_with_it(tmp_path: Path) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(scan(*(picture(str(n)) for n in range(6))))
    limits = Limits(ocr=True, wall_seconds=1.5, no_progress_seconds=1.5)
    with Pool(workers=1, limits=limits) as pool:
        (answer,) = pool.run([Job(1, str(path), path.name)])
        assert reading_from_answer(answer).status is DocumentStatus.TIMEOUT
    # A killed process is gone within moments, not at once.
    end = time.monotonic() + 10
    while orphans() and time.monotonic() < end:
        pass
    assert orphans() == []
