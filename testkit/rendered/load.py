"""Renders the documents of `benchmarks/facts_corpus_2` as real PDF and DOCX and reads them back as the tool would.

`=== NAME | kind | date | period | number | expected`, then the markup of `markup.py`. `kind` may name several
that are as good, parted by `/`, `date`, `period` and `number` by `|`. `expected` names finishes and notes that are
right for this document; every other `template`, `draft`, `unsigned` or note on it is a false alarm. A body that opens
with `@raw` is the text as an extractor leaves it, columns interleaved and tables flattened, with `---` between pages;
it is not set again. All people and offices are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from testkit.rendered.markup import parse
from testkit.rendered.render_docx import with_docx
from testkit.rendered.render_pdf import with_fpdf, with_reportlab
from testkit.rendered.scan import scanned_pages
from zi_evidence.reading import read_bytes

__all__ = ["FOLDER", "Rendered", "rendered"]

FOLDER = Path(__file__).parents[2] / "benchmarks" / "facts_corpus_2"
_RAW = "@raw\n"


@dataclass(frozen=True)
class Rendered:
    """A document as read, with what a person says about it; `-` where nothing may be given."""

    name: str
    pages: tuple[str, ...]
    kinds: frozenset[str]
    dates: frozenset[str]
    periods: frozenset[str]
    numbers: frozenset[str]
    expected: frozenset[str] = frozenset()


def _bytes(name: str, body: str, layout: int) -> bytes:
    sheet = parse(name, body)
    sheet.seed += layout
    if name.endswith(".docx") != (layout >= 2 and layout % 2 == 0):
        return with_docx(sheet)
    return (with_reportlab if (sheet.seed // 7 + layout) % 2 else with_fpdf)(sheet)


def _pages(name: str, body: str, layout: int) -> tuple[str, ...]:
    if body.startswith(_RAW):
        return tuple(body.removeprefix(_RAW).strip("\n").split("\n---\n"))
    return tuple(page.text for page in read_bytes(_bytes(name, body, layout)).pages)


def _scanned(name: str, body: str, layout: int) -> tuple[str, ...]:
    if body.startswith(_RAW):
        return ()
    pdf = f"{name.rsplit('.', 1)[0]}.pdf"
    return scanned_pages(_bytes(pdf, body, layout if layout < 2 else layout | 1), crc32(name.encode()))


def rendered(
    layout: int = 0, folder: Path = FOLDER, only: str = "*", *, scanned: bool = False
) -> Iterator[Rendered]:
    """The documents of the `.txt` files of a folder, or of those that `only` names.

    `layout` 0 is the corpus; other numbers set the same documents in other ways (fonts, engines, from 2 on even
    numbers PDF for DOCX and the reverse). With `scanned` only those that can be set and scanned, read by tesseract.
    """
    for path in sorted(folder.glob(f"{only}.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, body = block.partition("\n")
            cells = [part.strip() for part in head.split(" | ")]
            name, kinds, date, periods, numbers = cells[:5]
            pages = (_scanned if scanned else _pages)(name, body, layout)
            if scanned and not pages:
                continue
            yield Rendered(
                name=name,
                pages=pages,
                kinds=frozenset(kinds.split("/")),
                dates=frozenset(date.split("|")),
                periods=frozenset(periods.split("|")),
                numbers=frozenset(numbers.upper().split("|")),
                expected=frozenset(cells[5].split()) if len(cells) > 5 else frozenset(),
            )
