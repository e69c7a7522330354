"""Reads the first corpus of facts, `benchmarks/facts_corpus`.

Each document is a line `=== NAME | kind | date | period | number`, then its text, pages split by `---page---`.
All offices, people and numbers in it are invented. Variants change how a document is typeset, never what it
says, so that its labels stay true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

__all__ = ["FOLDER", "Labelled", "corpus", "variants"]

FOLDER = Path(__file__).parents[1] / "benchmarks" / "facts_corpus"
_PAGE = "\n---page---\n"


@dataclass(frozen=True)
class Labelled:
    """A document with what a person says about it; `-` where there is nothing to say."""

    name: str
    pages: tuple[str, ...]
    kind: str
    date: str
    period: str
    number: str
    sk_too: bool = False


def corpus(folder: Path = FOLDER, only: str = "*") -> Iterator[Labelled]:
    """The documents of the `.txt` files of a folder, or of those that `only` names, in order."""
    for path in sorted(folder.glob(f"{only}.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, body = block.partition("\n")
            name, kind, date, period, number = (part.strip() for part in head.split(" | "))
            pages = tuple(body.strip("\n").split(_PAGE)) if body.strip() else ()
            yield Labelled(name, pages, kind, date, period, number.upper())


_SLOTS = re.compile(r"(?:^(?:Nomor|Sifat|Lampiran|Hal|Perihal)\s*:.*\n?){2,}", re.MULTILINE)


def _columns(document: Labelled) -> Labelled | None:
    """Labels, colons and values of a letter's head in three runs, as text layers give table columns."""
    if not document.pages or document.kind == "template":
        return None
    found = _SLOTS.search(document.pages[0])
    if not found or ",  " in found[0] or re.search(r":\s*$|\s{4,}", found[0], re.MULTILINE):
        return None
    rows = [line.split(":", 1) for line in found[0].strip().split("\n")]
    if any(re.search(r"[A-Z]\w+, \d", value) for _, value in rows):
        return None
    run = [label.strip() for label, _ in rows] + [":" for _ in rows] + [value.strip() for _, value in rows]
    first = document.pages[0].replace(found[0], "\n".join(run) + "\n")
    return replace(document, pages=(first, *document.pages[1:]))


def _misread(document: Labelled) -> Labelled | None:
    """Years and days as a scanner misreads them: `2O26`, `l2 Maret`."""
    months = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"

    def slip(match: re.Match[str]) -> str:
        return f"{match[1].replace('1', 'l')} {match[2]} {match[3].replace('0', 'O', 1)}"

    pages = tuple(re.sub(rf"\b(\d\d?) ({months}) (20\d\d)", slip, page) for page in document.pages)
    return replace(document, pages=pages) if pages != document.pages else None


_SHORT = {
    "Januari": "Jan", "Februari": "Pebruari", "Maret": "Mrt", "April": "Apr", "Agustus": "Agt",
    "September": "Sept", "Oktober": "Okt", "November": "Nopember", "Desember": "Des",
}  # fmt: skip


def _spelled(document: Labelled) -> Labelled | None:
    """Old and short spellings of months, glued to the day as typists do."""

    def other(match: re.Match[str]) -> str:
        return f"{match[1]}{_SHORT[match[2]]} {match[3]}"

    pages = tuple(re.sub(rf"\b(\d\d?) ({'|'.join(_SHORT)}) (20\d\d)", other, page) for page in document.pages)
    return replace(document, pages=pages) if pages != document.pages else None


def _one_page(document: Labelled) -> Labelled | None:
    """All pages as one, lines led by tabs, as a word processor file gives them."""
    text = "\n\n".join(document.pages).replace("\n", "\n\t")
    return replace(document, pages=(text,)) if document.pages else None


def _repeated_head(document: Labelled) -> Labelled | None:
    """A notice of the electronic signature before each page, as signing tools stamp it."""
    notice = (
        "- UU ITE No 11 Tahun 2008 Pasal 5 Ayat 1\n"
        "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang\n"
        "diterbitkan BSrE\n"
    )
    if document.kind in ("template", "materi", "dokumentasi") or not document.pages:
        return None
    return replace(document, pages=tuple(notice + page for page in document.pages))


def variants(documents: list[Labelled]) -> Iterator[tuple[str, list[Labelled]]]:
    """Every way of typesetting with the documents it applies to."""
    for change in (_columns, _misread, _spelled, _one_page, _repeated_head):
        changed = [other for document in documents if (other := change(document))]
        yield change.__name__.strip("_"), changed
