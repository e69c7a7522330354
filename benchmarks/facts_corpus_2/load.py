"""Renders the documents of this folder as real PDF and DOCX and reads them back as the tool would.

`=== NAME | kind | date | period | number | expected`, then the markup of `markup.py`. `kind` may name several
that are as good, parted by `/`, `period` by `|`. `expected` names finishes and notes that are right for this
document; every other `template`, `draft`, `unsigned` or note on it is a false alarm. All people and offices are
invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.facts_corpus_2.markup import parse
from benchmarks.facts_corpus_2.render_docx import with_docx
from benchmarks.facts_corpus_2.render_pdf import with_fpdf, with_reportlab
from zi_evidence.reading import read_bytes

__all__ = ["Rendered", "rendered"]


@dataclass(frozen=True)
class Rendered:
    """A document as read, with what a person says about it; `-` where nothing may be given."""

    name: str
    pages: tuple[str, ...]
    kinds: frozenset[str]
    date: str
    periods: frozenset[str]
    number: str
    expected: frozenset[str] = frozenset()


def _bytes(name: str, body: str, layout: int) -> bytes:
    sheet = parse(name, body)
    sheet.seed += layout
    if name.endswith(".docx") != (layout >= 2 and layout % 2 == 0):
        return with_docx(sheet)
    return (with_reportlab if (sheet.seed // 7 + layout) % 2 else with_fpdf)(sheet)


def rendered(layout: int = 0, folder: Path = Path(__file__).parent) -> Iterator[Rendered]:
    """The documents of all `.txt` files beside this module.

    `layout` 0 is the corpus; other numbers set the same documents in other ways (fonts, engines, from 2 on even
    numbers PDF for DOCX and the reverse).
    """
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, body = block.partition("\n")
            cells = [part.strip() for part in head.split(" | ")]
            name, kinds, date, periods, number = cells[:5]
            reading = read_bytes(_bytes(name, body, layout))
            yield Rendered(
                name=name,
                pages=tuple(page.text for page in reading.pages),
                kinds=frozenset(kinds.split("/")),
                date=date,
                periods=frozenset(periods.split("|")),
                number=number.upper(),
                expected=frozenset(cells[5].split()) if len(cells) > 5 else frozenset(),
            )
