"""A PDF as a mediocre scanner and tesseract would have it: grey, a little turned, squeezed hard, read again."""

import io
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

__all__ = ["MAX_PAGES", "scanned_pages"]

MAX_PAGES = 3
_DPI = 150
_QUALITY = 30


def scanned_pages(pdf: bytes, seed: int) -> tuple[str, ...]:
    """The text that tesseract reads on each page; empty for a longer document, or where tesseract is missing."""
    program = shutil.which("tesseract")
    document = pypdfium2.PdfDocument(pdf)
    if not program or len(document) > MAX_PAGES:
        return ()
    pages = []
    with TemporaryDirectory() as folder:
        for page in document:
            picture = page.render(scale=_DPI / 72).to_pil().convert("L")
            turned = picture.rotate((seed % 13 - 6) / 10, fillcolor=255)
            buffer = io.BytesIO()
            turned.save(buffer, "JPEG", quality=_QUALITY)
            path = Path(folder) / "page.jpg"
            path.write_bytes(buffer.getvalue())
            read = subprocess.run(
                [program, str(path), "-", "-l", "ind+eng", "--dpi", str(_DPI)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            pages.append(read.stdout.replace("\f", ""))
    return tuple(pages)
