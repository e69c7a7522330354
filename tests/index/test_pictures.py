"""OCR after a scan: kept with the bytes, within a budget, never twice, and quiet without tesseract."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter

from zi_evidence import scan
from zi_evidence.index import Store, index_folder, pictures
from zi_evidence.index.pictures import Budget
from zi_evidence.model import Document, DocumentStatus
from zi_evidence.reading import Answer, Job, Outcome, Pool

EXAMPLE = Path(__file__).parents[2] / "examples" / "unit"
SCAN = next(EXAMPLE.rglob("1.i.a SK Tim Kerja ZI 2025.pdf"))
ALL = Budget(pages=100, pages_each=100)
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")

Write = Callable[[str, bytes], Path]


def pictures_pdf(pages: int) -> bytes:
    """A scan of so many pages."""
    both = PdfWriter()
    for _ in range(pages):
        both.append(io.BytesIO(SCAN.read_bytes()))
    out = io.BytesIO()
    both.write(out)
    return out.getvalue()


def documents(folder: Path) -> dict[str, Document]:
    with Store(index_folder(folder.resolve()), write=False) as store:
        return {entry.document.path: entry.document for entry in store.documents()}


@needs_tesseract
def test_a_scan_is_read_and_dated_by_what_its_picture_says(unit_folder: Path, write: Write) -> None:
    write("scan0001.pdf", SCAN.read_bytes())
    scan(unit_folder, ocr=ALL)
    found = documents(unit_folder)["scan0001.pdf"]
    assert found.status is DocumentStatus.READ
    assert "ocr" in found.flags
    assert found.facts
    assert found.facts.kind.value == "sk"
    assert found.facts.date
    assert found.facts.date.value.startswith("2025")


@needs_tesseract
def test_what_was_read_is_never_read_again_wherever_it_moves(
    unit_folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("scan0001.pdf", SCAN.read_bytes())
    scan(unit_folder, ocr=ALL)
    path.rename(unit_folder / "SK.pdf")
    monkeypatch.setattr(pictures, "read_some", pytest.fail)
    scan(unit_folder, ocr=ALL)
    assert documents(unit_folder)["SK.pdf"].status is DocumentStatus.READ


@needs_tesseract
def test_a_spent_budget_leaves_the_rest_for_another_run(unit_folder: Path, write: Write) -> None:
    scans = [
        path for path in sorted(EXAMPLE.rglob("*.pdf")) if path.name.startswith(("scan000", "1.i.a SK Tim"))
    ]
    for path in scans[:3]:
        write(path.name, path.read_bytes())
    one = Budget(pages=1, pages_each=4)
    unread = []
    for _ in range(3):
        scan(unit_folder, ocr=one)
        unread.append(sum(d.status is DocumentStatus.NO_TEXT for d in documents(unit_folder).values()))
    assert unread == sorted(unread, reverse=True)
    assert unread[-1] < unread[0]


@needs_tesseract
def test_a_budget_is_never_overdrawn(unit_folder: Path, write: Write) -> None:
    write("scan0001.pdf", SCAN.read_bytes())
    write("scan0002.pdf", next(EXAMPLE.rglob("scan0002.pdf")).read_bytes())
    scan(unit_folder)
    with Store(index_folder(unit_folder.resolve()), write=True) as store:
        assert sum(one.pages for one in pictures.wanted(store, ALL)) > 1
        assert pictures.read_pictures(unit_folder.resolve(), store, Budget(pages=1, pages_each=4)) == 1


@needs_tesseract
def test_bytes_that_were_replaced_meanwhile_change_nothing(unit_folder: Path, write: Write) -> None:
    path = write("scan0001.pdf", SCAN.read_bytes())
    scan(unit_folder)
    with Store(index_folder(unit_folder.resolve()), write=True) as store:
        (one,) = pictures.wanted(store, ALL)
        path.write_bytes(SCAN.read_bytes() + b"\n%")
        assert pictures.read_some(unit_folder.resolve(), store, one, 1) == ()
    assert documents(unit_folder)["scan0001.pdf"].status is DocumentStatus.NO_TEXT


@needs_tesseract
def test_a_page_that_fails_gives_up_itself_and_no_other(
    unit_folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("scan.pdf", pictures_pdf(3))
    scan(unit_folder)
    root = unit_folder.resolve()

    def crashed(_pool: Pool, jobs: list[Job]) -> Iterator[Answer]:
        for job in jobs:
            yield Answer(job, Outcome.CRASHED, one.sha256)

    with Store(index_folder(root), write=True) as store:
        (one,) = pictures.wanted(store, ALL)
        assert one.pages == 3
        with monkeypatch.context() as patch:
            patch.setattr(Pool, "run", crashed)
            pictures.read_some(root, store, one, 1)
        assert [left.pages for left in pictures.wanted(store, ALL)] == [2]


def test_without_tesseract_a_scan_stays_a_scan(
    unit_folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("scan0001.pdf", SCAN.read_bytes())
    monkeypatch.setattr(pictures, "available", tuple)
    scan(unit_folder, ocr=ALL)
    assert documents(unit_folder)["scan0001.pdf"].status is DocumentStatus.NO_TEXT
