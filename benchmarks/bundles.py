"""How right are the parts of a file that holds several documents.

    python benchmarks/bundles.py                    sets made of one half of the corpora, the half to develop on
    python benchmarks/bundles.py --held             sets made of the other half
    python benchmarks/bundles.py --real FOLDER      single documents (PDF, DOCX) that must not be taken apart
    python benchmarks/bundles.py --misses           name what opens each missed or false part

Sets of two to five documents are drawn by seed from both corpora in three ways: from one file of a corpus (mostly one
office), from all of them, and of one kind only. Some documents are set as people hand them in: run over a page break,
with page numbers, with an annex, with photos and captions, with a scan that has no text behind them. A page without
text belongs to the document before it.

`exact` is the share of sets whose parts are the documents; `precision` and `recall` count the pages that open one;
`same facts` is the share of documents whose part gives the date, number and kind of the document read alone;
`foreign` the share of all documents found whose date or number is not theirs. Every document by itself must yield no
parts.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from testkit.facts_corpus import FOLDER as FIRST
from testkit.facts_corpus import corpus
from testkit.rendered.load import FOLDER as SECOND
from testkit.rendered.load import rendered
from zi_evidence.facts import extract_facts
from zi_evidence.model import Facts

# A form is no document yet, and a regulation or a plan holds sample documents.
_UNFIT = frozenset({"template", "peraturan", "renstra"})
# These hold a second document.
_TWO = (
    "Undangan rapat staf + notula",
    "Laporan + lampiran ST",
    "Laporan pembentukan tim",
    "Data dukung 1.3.b",
)
_LETTERS = frozenset({"surat", "undangan", "nota_dinas", "surat_edaran", "surat_tugas"})
_MEETINGS = frozenset({"laporan", "notula", "berita_acara", "dokumentasi"})
_CAPTION = "Gambar {n}. Suasana kegiatan\n\nGambar {m}. Foto bersama peserta\n"
_TABLE = (
    "NO  NAMA  JABATAN\n1  Rangga Wisesa  Anggota\n2  Tiara Sinaga  Anggota\n3  Yudi Hermawan  Sekretaris\n"
)


@dataclass(frozen=True)
class Piece:
    """A document to put into sets."""

    name: str
    group: str
    kind: str
    pages: tuple[str, ...]


def pieces(*, held: bool) -> list[Piece]:
    """The documents of one half: every other file of each corpus."""
    found: list[Piece] = []
    for layout, folder in ((None, FIRST), *((layout, SECOND) for layout in (0, 1, 3))):
        for index, path in enumerate(sorted(folder.glob("*.txt"))):
            if index % 2 != held:
                continue
            if layout is None:
                plain = corpus(folder, path.stem)
                found.extend(Piece(one.name, path.stem, one.kind, one.pages) for one in plain)
            else:
                for one in rendered(layout, only=path.stem):
                    kind = min(one.kinds & _UNFIT or one.kinds)
                    found.append(Piece(f"{one.name} ({layout})", path.stem, kind, one.pages))
    return [piece for piece in found if _fit(piece)]


def _fit(piece: Piece) -> bool:
    """An annex by itself is part of what stands before it."""
    text = next((page.strip() for page in piece.pages if page.strip()), "")
    annex = text[:8].upper() == "LAMPIRAN" or text[:13].upper() == "ANAK LAMPIRAN"
    return bool(text) and piece.kind not in _UNFIT and not annex and not piece.name.startswith(_TWO)


def _broken(pages: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    """A long single page run over a page break."""
    lines = pages[0].split("\n")
    if len(pages) > 1 or len(lines) < 16:
        return pages
    at = draw.randint(max(12, len(lines) // 2), len(lines) - 3)
    return "\n".join(lines[:at]), "\n".join(lines[at:])


def _paged(pages: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    """Pages with their numbers at the top or the bottom."""
    style = draw.choice(("- {n} -", "{n}", "Halaman {n} dari {all}", "{n} | P a g e"))
    marks = [style.format(n=n, all=len(pages)) for n in range(1, len(pages) + 1)]
    if draw.random() < 0.5:
        return pages[:1] + tuple(f"{mark}\n{page}" for mark, page in zip(marks[1:], pages[1:], strict=True))
    return tuple(f"{page}\n{mark}" for mark, page in zip(marks, pages, strict=True))


def _annexed(piece: Piece, pages: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    """An order with the list of its team, a letter with the table or the form it sends along."""
    facts = extract_facts(piece.pages, name=piece.name)
    number = facts.number.value if facts.number else "12/A"
    date = facts.date.quote.words if facts.date else ""
    if piece.kind == "sk":
        head = f"LAMPIRAN {draw.choice(('', 'I '))}\nKEPUTUSAN KEPALA KANTOR\nNOMOR : {number}\nTANGGAL : {date}\n"
        return (
            *pages,
            f"{head}TENTANG\nTIM KERJA\nSUSUNAN TIM KERJA\n{_TABLE}",
            "4  Dewi Larasati  Anggota\n",
        )
    head = draw.choice(
        (f"Lampiran Surat\nNomor : {number}\nTanggal : {date}\n", "Lampiran 1\n", "LAMPIRAN\n")
    )
    body = draw.choice((
        f"DAFTAR PESERTA RAPAT\n{_TABLE}",
        f"SUSUNAN ACARA\nPUKUL  ACARA\n09.00  Pembukaan\n{_TABLE}",
        "BERITA ACARA\nNomor : ................\nPada hari ini ........ tanggal ........ telah dilaksanakan .......\n",
        f"DAFTAR HADIR\nHari/Tanggal : ..............\n{_TABLE}",
    ))  # fmt: skip
    return (*pages, head + body)


def _dressed(piece: Piece, draw: random.Random) -> tuple[str, ...]:
    """The pages of a document as it is handed in."""
    pages = piece.pages
    if draw.random() < 0.5:
        pages = _broken(pages, draw)
    if draw.random() < 0.3:
        pages = _paged(pages, draw)
    if piece.kind in _LETTERS | {"sk"} and draw.random() < 0.35:
        pages = _annexed(piece, pages, draw)
    if piece.kind in _MEETINGS and draw.random() < 0.3:
        first = draw.choice((1, 3))
        pages = (
            *pages,
            draw.choice(("Dokumentasi\n", "FOTO KEGIATAN\n", "")) + _CAPTION.format(n=first, m=first + 1),
        )
        pages = (*pages, draw.choice(("", _CAPTION.format(n=first + 2, m=first + 3))))
    if draw.random() < 0.12:
        pages = (*pages, "")
    return pages


def sets(documents: Sequence[Piece], seed: int, count: int) -> Iterator[list[Piece]]:
    """Sets of documents as they are handed in, drawn in the three ways by turns."""
    draw = random.Random(seed)  # noqa: S311 - drawn again the same
    groups = sorted({piece.group for piece in documents})
    kinds = sorted(kind for kind, n in Counter(piece.kind for piece in documents).items() if n > 12)
    for turn in range(count):
        if turn % 8 == 7:
            wanted = draw.choice(kinds)
            pool = [piece for piece in documents if piece.kind == wanted]
        elif turn % 2:
            group = draw.choice(groups)
            pool = [piece for piece in documents if piece.group == group]
        else:
            pool = list(documents)
        drawn = draw.sample(pool, min(len(pool), draw.randint(2, 5)))
        unique = {piece.name.split(" (")[0]: piece for piece in drawn}
        if len(unique) > 1:
            yield [Piece(p.name, p.group, p.kind, _dressed(p, draw)) for p in unique.values()]


def _told(facts: Facts) -> tuple[str, str, str]:
    return (
        facts.date.value if facts.date else "-",
        facts.number.value if facts.number else "-",
        facts.kind.value,
    )


def measure_sets(documents: Sequence[Piece], *, seed: int, count: int, misses: bool) -> dict[str, float]:
    """Prints how sets are taken apart and returns the shares."""
    total: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for members in sets(documents, seed, count):
        pages: list[str] = []
        starts: dict[int, Piece] = {}
        for piece in members:
            starts[len(pages) + 1] = piece
            pages.extend(piece.pages)
        found = extract_facts(pages, name="berkas gabungan.pdf")
        parts = {part.first_page: part for part in found.parts}
        opened, wanted = set(parts) - {1}, set(starts) - {1}
        total["sets"] += 1
        total["exact"] += opened == wanted
        total["found"] += len(opened)
        total["wanted"] += len(wanted)
        total["right"] += len(opened & wanted)
        for start, piece in starts.items():
            total["documents"] += 1
            part = parts.get(start)
            if part is None:
                missed[f"{piece.kind:16} {piece.name}"] += start > 1
                continue
            alone = _told(extract_facts(piece.pages, name="" if start > 1 else "berkas gabungan.pdf"))
            told = _told(part.facts)
            total["same"] += told == alone
            total["foreign"] += any(
                got not in ("-", own) for got, own in zip(told[:2], alone[:2], strict=True)
            )
        for start in opened - wanted:
            within = max(first for first in starts if first < start)
            false[f"page {start - within + 1} of {starts[within].kind} {starts[within].name}"] += 1
    shares = {
        "exact": total["exact"] / total["sets"],
        "precision": total["right"] / max(total["found"], 1),
        "recall": total["right"] / max(total["wanted"], 1),
        "same facts": total["same"] / total["documents"],
        "foreign": total["foreign"] / total["documents"],
    }
    print(f"{total['sets']} sets of {total['documents']} documents, seed {seed}")
    print("  " + "   ".join(f"{name} {share:.3f}" for name, share in shares.items()))
    if misses:
        for title, counts in (("missed", +missed), ("false", false)):
            print(f"  {title}: {counts.total()}")
            for words, times in counts.most_common(60):
                print(f"    {times:3} {words}")
    return shares


def measure_singles(title: str, documents: Sequence[tuple[str, Sequence[str]]], *, misses: bool) -> int:
    """Prints how many single documents were taken apart and returns their number."""
    torn = 0
    for name, pages in documents:
        parts = extract_facts(pages, name=name).parts
        torn += bool(parts)
        if parts and misses:
            outline = ", ".join(f"{part.facts.kind.value} from {part.first_page}" for part in parts)
            print(f"    {name} ({len(pages)} pages): {outline}")
    print(f"{title}: {torn} of {len(documents)} taken apart")
    return torn


def _real(folder: Path) -> Iterator[tuple[str, Sequence[str]]]:
    from zi_evidence.reading import read_bytes  # noqa: PLC0415 - the corpora need no reader

    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".pdf", ".docx"):
            yield path.name, [page.text for page in read_bytes(path.read_bytes()).pages]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--real", type=Path, action="append", default=[])
    parser.add_argument("--count", type=int, default=800)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.real:
        for folder in options.real:
            measure_singles(str(folder), list(_real(folder)), misses=options.misses)
        return
    documents = pieces(held=options.held)
    seed = 2 if options.held else 1
    measure_sets(documents, seed=seed, count=options.count, misses=options.misses)
    draw = random.Random(seed)  # noqa: S311 - drawn again the same
    dressed = [(piece.name, _dressed(piece, draw)) for piece in documents]
    measure_singles("single documents", dressed, misses=options.misses)


if __name__ == "__main__":
    main()
