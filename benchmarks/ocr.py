"""What reading a scan costs, beside tesseract alone on the same pictures.

    python -m benchmarks.ocr [--pages 6] [--rounds 2] [--samples FOLDER]

CPU is user + system time of this process and its children. The limit is 1.2 x tesseract alone, asked for the same
languages, page segmentation and kind of answer, on the picture as it lies in the PDF (JPEG), or as it was before it
was packed (PNG; our reader has to draw such a page). With `--samples`, the scans among real documents as well,
against tesseract on their pages drawn at 200 dpi beforehand. Needs tesseract with ind.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from fpdf import FPDF
from PIL import Image
from reportlab.pdfgen import canvas

from benchmarks.reading import WORDS
from zi_evidence.reading import Limits, ocr, read_bytes

_LIMIT = 1.2
_MOST_PAGES = 8
_LIMITS = Limits(ocr=True, ocr_pages=1000, soft_seconds=3600)


def page_image(number: int) -> Image.Image:
    """A letter's page as a scanner sees it, 150 dots an inch."""
    out = io.BytesIO()
    pen = canvas.Canvas(out)
    pen.setFont("Times-Roman", 12)
    for line in range(36):
        words = [WORDS[(7 * line + 3 * word + number) % len(WORDS)] for word in range(9)]
        pen.drawString(72, 770 - 18 * line, " ".join(words))
    pen.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    image: Image.Image = document[0].render(scale=150 / 72).to_pil().convert("L")
    document.close()
    return image


def packed(image: Image.Image, kind: str) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    image.save(out, kind, dpi=(150, 150))
    return out.getvalue()


def scan(pictures: list[bytes]) -> bytes:
    """A PDF of these pictures, a page each."""
    pdf = FPDF(unit="pt", format=(595, 842))
    for picture in pictures:
        pdf.add_page()
        pdf.image(io.BytesIO(picture), 0, 0, 595, 842)
    return bytes(pdf.output())


def tesseract(pictures: list[Path]) -> None:
    """Tesseract alone, one process a picture."""
    for picture in pictures:
        subprocess.run(
            ["tesseract", picture, "stdout", "-l", "+".join(ocr.available()), "--psm", "1", "tsv"],  # noqa: S607
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and its children for the work."""
    before = os.times()
    work()
    return sum(after - old for after, old in zip(os.times()[:4], before[:4], strict=True))


def compare(title: str, data: bytes, pictures: list[Path], rounds: int) -> bool:
    """Print one row; whether it keeps the limit."""
    ours = alone = float("inf")
    for _ in range(rounds):
        ours = min(ours, cpu(lambda: read_bytes(data, limits=_LIMITS)))
        alone = min(alone, cpu(lambda: tesseract(pictures)))
    pages, ratio = len(pictures), ours / alone
    print(
        f"{title:28}{pages:6}{ours / pages:12.2f}{alone / pages:16.2f}{ratio:8.2f} x, limit {_LIMIT}",
        flush=True,
    )
    return ratio <= _LIMIT


def main() -> int:
    """Measure and print; 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--samples", type=Path)
    options = parser.parse_args()
    if "ind" not in ocr.available():
        print("tesseract with ind is not installed: nothing to compare with")
        return 1
    os.environ["OMP_THREAD_LIMIT"] = "1"
    print(f"{'':28}{'pages':>6}{'CPU s/page':>12}{'tesseract':>16}")
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("JPEG", "PNG"):
            pictures = [packed(page_image(number), kind) for number in range(options.pages)]
            paths = [folder / f"{number}.{kind.lower()}" for number in range(options.pages)]
            for path, picture in zip(paths, pictures, strict=True):
                path.write_bytes(picture)
            good &= compare(f"generated, {kind} a page", scan(pictures), paths, options.rounds)
        for number, path in enumerate(sorted(options.samples.glob("*.pdf")) if options.samples else ()):
            data = path.read_bytes()
            wanted = ocr.pages_to_read(read_bytes(data))
            if 0 < len(wanted) <= _MOST_PAGES:
                drawn = [folder / f"sample-{number}-{page}.pgm" for page in wanted]
                with pypdfium2.PdfDocument(data) as document:
                    for page, target in zip(wanted, drawn, strict=True):
                        document[page].render(scale=200 / 72, grayscale=True).to_pil().save(target)
                good &= compare(path.name[:27], data, drawn, options.rounds)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
