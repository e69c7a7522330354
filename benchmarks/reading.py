"""What reading costs, beside extraction alone, pdftotext and a second worker.

    python benchmarks/reading.py [--samples FOLDER] [--rounds N] [--letters N]

The limits: 1.5 x the CPU of the bare libraries on letters of 1 to 20 pages and on real documents; a second
worker 1.7 x the documents. Short letters show what the way through a worker costs at worst; they have no limit.
All rows of one table come from one run on one machine, taken in turn on small batches; the best of the
rounds counts, because noise only ever adds. CPU is user + system time of this process and of the workers
together, the start of the workers left out. Real documents come in the order in which a scan reads them. Facts
and index are not part of this, but for the last lines of a table: a first scan beside Recoll's, each with its
start, its reading and its full text index, ours with facts and without the checks of signatures that an extra adds.
Needs Linux.
"""

import argparse
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
from lxml import etree
from reportlab.pdfgen import canvas

from zi_evidence.reading import Job, Limits, Outcome, Pool, read_bytes, turn

BATCH = 40
_LENGTHS = (1, 1, 2, 3, 5, 8, 13, 20)
_SHORT = (1, 1, 2, 3, 5)
_PARAGRAPHS = 16
W_T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
WORDS = [
    *("menetapkan", "tim", "kerja", "pembangunan", "zona", "integritas", "kantor", "pelayanan", "publik"),
    *("pegawai", "rapat", "evaluasi", "laporan", "triwulan", "nomor", "tahun", "tentang", "kegiatan"),
]


def letter_pdf(random_: random.Random, pages: int) -> bytes:
    """Return a letter of so many pages."""
    out = io.BytesIO()
    pen = canvas.Canvas(out)
    for _ in range(pages):
        for line in range(42):
            pen.drawString(72, 770 - 16 * line, " ".join(random_.choices(WORDS, k=11)))
        pen.showPage()
    pen.save()
    return out.getvalue()


def letter_docx(random_: random.Random, pages: int) -> bytes:
    """Return a letter of about so many pages, with a table."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "PEMERINTAH KOTA CONTOHAN"
    for _ in range(_PARAGRAPHS * pages):
        document.add_paragraph(" ".join(random_.choices(WORDS, k=25)))
    table = document.add_table(6, 3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = random_.choice(WORDS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_letters(folder: Path, count: int, pages: tuple[int, ...]) -> list[Path]:
    """Write `count` letters, half PDF and half DOCX, of these lengths by chance, always the same ones."""
    random_ = random.Random(7)  # noqa: S311 - repeatable, not secret
    paths = []
    for number in range(count):
        make, ending = ((letter_pdf, "pdf"), (letter_docx, "docx"))[number % 2]
        path = folder / f"surat-{max(pages)}-{number:05d}.{ending}"
        path.write_bytes(make(random_, random_.choice(pages)))
        paths.append(path)
    return paths


def extract_alone(path: Path) -> int:
    """Return the characters that the bare libraries find: what any reader must at least pay for."""
    data = path.read_bytes()
    length = 0
    if data[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            text = page.get_textpage()
            length += len(text.get_text_range())
            text.close()
            page.close()
        document.close()
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.startswith(("word/document", "word/header", "word/footer", "word/footnotes")):
                    part = io.BytesIO(archive.read(name))
                    for _, element in etree.iterparse(part, tag=W_T):
                        length += len(element.text or "")
    return length


def by_library(paths: list[Path]) -> None:
    """Extract with the bare libraries, in this process."""
    for path in paths:
        extract_alone(path)


def in_process(paths: list[Path]) -> None:
    """Read with `read_bytes`, in this process."""
    for path in paths:
        read_bytes(path.read_bytes())


def by_pdftotext(paths: list[Path]) -> None:
    """Extract the PDF files with pdftotext, one process a file, as a shell loop does."""
    for path in paths:
        if path.suffix == ".pdf":
            subprocess.run(["pdftotext", path, "-"], stdout=subprocess.DEVNULL, check=False)  # noqa: S607


def by_pool(pool: Pool) -> Callable[[list[Path]], None]:
    """Return a function that reads with a pool: processes, hashing, JSON and checks included."""

    def run(paths: list[Path]) -> None:
        jobs = (Job(number, os.fspath(path), path.name) for number, path in enumerate(paths))
        assert all(answer.outcome is Outcome.OK for answer in pool.run(jobs))

    return run


_SCAN = """
import sys, pathlib
from zi_evidence.index import Store, scan_folder
from zi_evidence.reading import DEFAULT
root, place = map(pathlib.Path, sys.argv[1:])
place.mkdir()
with Store(place, write=True) as store:
    scan_folder(root, store, limits=DEFAULT)
"""


def _with_children(command: list[str]) -> float:
    """Return the CPU seconds of a program and of all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def first_scans(paths: list[Path]) -> dict[str, float]:
    """Return the CPU seconds of a first scan of these files, ours and Recoll's."""
    with tempfile.TemporaryDirectory() as place:
        root, settings = Path(place, "unit"), Path(place, "recoll")
        root.mkdir()
        settings.mkdir()
        for path in paths:
            shutil.copy(path, root)
        (settings / "recoll.conf").write_text(f"topdirs = {root}\nloglevel = 1\n", encoding="utf-8")
        (root / "zi-evidence.yaml").write_text("name: Kantor Contoh\nyear: 2026\n", encoding="utf-8")
        found = {"ours": _with_children([sys.executable, "-c", _SCAN, os.fspath(root), f"{place}/index"])}
        if shutil.which("recollindex"):
            found["Recoll"] = _with_children(["recollindex", "-c", os.fspath(settings)])
        return found


def cpu(pool: Pool) -> float:
    """Return the CPU seconds of this process, of the children it has buried, and of the pool's workers."""
    own, buried = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    used = own.ru_utime + own.ru_stime + buried.ru_utime + buried.ru_stime
    for pid in pool.pids:
        used += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    return used


def measure(paths: list[Path], rounds: int) -> dict[str, tuple[float, float]]:
    """Return for each way CPU and wall seconds: sums over small batches of the best of some rounds.

    The ways take turns on each batch, so that what else the machine does falls on all of them alike.
    """
    limits = Limits(worker_files=1_000_000)
    with Pool(workers=1, limits=limits) as one, Pool(workers=2, limits=limits) as two:
        ways: dict[str, tuple[Callable[[list[Path]], None], Pool]] = {
            "libraries alone": (by_library, one),
            "read_bytes": (in_process, one),
            "pool, 1 worker": (by_pool(one), one),
            "pool, 2 workers": (by_pool(two), two),
        }
        if shutil.which("pdftotext"):
            ways["pdftotext (PDF only)"] = (by_pdftotext, one)
        for way, _ in ways.values():
            way(paths[:4] * 3)
        sums = dict.fromkeys(ways, (0.0, 0.0))
        for start in range(0, len(paths), BATCH):
            batch = paths[start : start + BATCH]
            best = dict.fromkeys(ways, (float("inf"), float("inf")))
            for _ in range(rounds):
                for name, (way, pool) in ways.items():
                    used, clock = cpu(pool), time.perf_counter()
                    way(batch)
                    used, clock = cpu(pool) - used, time.perf_counter() - clock
                    best[name] = (min(best[name][0], used), min(best[name][1], clock))
            for name, (used, clock) in best.items():
                sums[name] = (sums[name][0] + used, sums[name][1] + clock)
    return sums


def report(title: str, paths: list[Path], rounds: int) -> None:
    """Print one corpus's table."""
    sums = measure(paths, rounds)
    pdfs = [path for path in paths if path.suffix == ".pdf"]
    print(f"\n{title}: {len(paths)} documents, {len(pdfs)} of them PDF; batches of {BATCH}, best of {rounds}")
    print(f"{'':24}{'CPU s':>9}{'ms/doc':>9}{'x alone':>9}{'wall s':>9}")
    alone = sums["libraries alone"][0]
    for name, (used, clock) in sums.items():
        count = len(pdfs) if "pdftotext" in name else len(paths)
        print(f"{name:24}{used:9.2f}{1000 * used / count:9.2f}{used / alone:9.2f}{clock:9.2f}")
    gain = sums["pool, 1 worker"][1] / sums["pool, 2 workers"][1]
    print(f"a second worker: {gain:.2f} x the documents in the same time")
    scans = first_scans(paths)
    for name, used in scans.items():
        print(f"first scan, {name}: {used:.2f} CPU s, {len(paths) / used:.0f} documents a CPU second")
    if "Recoll" in scans:
        print(f"ratio: {scans['Recoll'] / scans['ours']:.1f} x Recoll's documents a CPU second")
    else:
        print("Recoll is not installed: not compared")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=Path, help="a folder of real documents, measured as well")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--letters", type=int, default=600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for title, pages in (("Letters of 1 to 20 pages", _LENGTHS), ("Short letters", _SHORT)):
            report(title, make_letters(Path(folder), options.letters, pages), options.rounds)
    if options.samples:
        files = sorted(path for path in options.samples.iterdir() if path.suffix in (".pdf", ".docx"))
        real = sorted(files, key=lambda path: turn(path.stat().st_size))
        report("Real documents", real, options.rounds)


if __name__ == "__main__":
    main()
