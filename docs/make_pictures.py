"""Makes `docs/pictures/*.png` from the example unit with a real Chromium: desktop, phone, first printed page.

Run it from anywhere: `python docs/make_pictures.py`. The pictures show the fonts of the machine; those in the
repository were made with Inter (`fonts-inter`) for want of Segoe UI.
"""

import datetime as dt
import os
import sys
import tempfile
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser import Browser
from zi_evidence import api
from zi_evidence.reports.html_report import render_html

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
UNIT = ROOT / "examples" / "unit"
AS_OF = dt.date(2026, 6, 30)
LIMIT = 300_000  # bytes; a page of documentation stays light
# An item that shows periods, findings and documents.
ITEM = "A.I.1.iii.b"


def example_page(folder: Path) -> Path:
    """The report of the example unit in a file of this folder."""
    view = api.look(UNIT, as_of=AS_OF, index=folder / "index")
    report = api.judge(view, as_of=AS_OF)
    base = Path(os.path.relpath(UNIT, folder)).as_posix()
    page = folder / "laporan.html"
    page.write_text(
        render_html(report, "id", tool_version=version("zi-evidence"), base=base), encoding="utf-8"
    )
    return page


def save(name: str, image: Image.Image) -> None:
    """Writes a picture with a palette of its own colours.

    Raises:
        SystemExit: it is larger than a page of documentation should carry.
    """
    path = PICTURES / f"{name}.png"
    image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LIMIT:
        raise SystemExit(f"{path.name} has {path.stat().st_size} bytes, more than {LIMIT}")


def shoot(browser: Browser) -> Image.Image:
    """What the window shows."""
    return Image.open(BytesIO(browser.picture()))


def main() -> None:
    """Makes all pictures."""
    PICTURES.mkdir(exist_ok=True)
    unfold = (
        "(() => { const one = [...document.querySelectorAll('.item')]"
        f".find(item => item.querySelector('.code').textContent === '{ITEM}');"
        " one.open = true; one.closest('.sub').scrollIntoView() })()"
    )
    with tempfile.TemporaryDirectory() as name, Browser() as browser:
        page = example_page(Path(name))
        browser.view(1280, 1000)
        browser.open(page)
        save("desktop", shoot(browser))
        browser.view(1280, 1000, dark=True)
        save("desktop-dark", shoot(browser))
        browser.view(1280, 900)
        browser.run(unfold)
        save("item", shoot(browser))
        browser.view(360, 780, scale=2)
        browser.open(page)
        save("phone", shoot(browser))
        paper = PdfDocument(browser.paper())
        save("print", paper[0].render(scale=1.5).to_pil())


if __name__ == "__main__":
    main()
