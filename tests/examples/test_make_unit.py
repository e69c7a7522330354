"""The committed example folder is what its script makes, and holds what its README promises."""

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdf.errors import PyPdfError

from zi_evidence import load_unit

EXAMPLES = Path(__file__).parents[2] / "examples"
UNIT = EXAMPLES / "unit"
LEFTOVERS = ("~$", "Thumbs.db", ".DS_Store")
PASSWORD = "sukamaju"  # noqa: S105 - printed in the example's README


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def documents(ending: str) -> list[Path]:
    return sorted(path for path in UNIT.rglob(f"*{ending}") if not path.name.startswith(LEFTOVERS))


def text_of(path: Path) -> str:
    """What a PDF shows, empty for scans; raises for those that cannot be opened."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


@pytest.fixture(scope="module")
def readable() -> dict[Path, str]:
    texts: dict[Path, str] = {}
    for path in documents(".pdf"):
        try:
            texts[path] = text_of(path)
        except pypdfium2.PdfiumError:
            continue
    return texts


def test_another_run_in_another_place_and_time_zone_writes_the_same_bytes(tmp_path: Path) -> None:
    target = tmp_path / "unit kedua"
    made = subprocess.run(
        [sys.executable, str(EXAMPLES / "make_unit.py"), str(target)],
        cwd=tmp_path,
        env={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "11", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    fresh, committed = files_of(target), files_of(UNIT)
    assert sorted(fresh) == sorted(committed)
    assert [path for path in fresh if fresh[path] != committed[path]] == []


def test_the_folder_is_small_and_holds_enough_documents_of_every_sort() -> None:
    committed = files_of(UNIT)
    assert sum(map(len, committed.values())) < 4_000_000
    assert len(documents(".pdf")) + len(documents(".docx")) >= 60
    assert len(documents(".docx")) >= 15
    assert len(documents(".xlsx")) == 1
    assert len(documents(".jpg")) == 1
    names = [path.rsplit("/", 1)[-1] for path in committed]
    assert sum(name.startswith(LEFTOVERS) for name in names) == 3


def test_at_least_six_pdfs_are_images_without_text_and_stay_small(
    readable: dict[Path, str],
) -> None:
    scans = [path for path, text in readable.items() if not text.strip()]
    assert len(scans) >= 6
    for path in scans:
        assert path.stat().st_size < 60_000
        assert all(page.images for page in pypdf.PdfReader(path).pages)


def test_text_pdfs_come_from_two_producers_and_carry_a_page_of_words(
    readable: dict[Path, str],
) -> None:
    texts = {path: text for path, text in readable.items() if text.strip()}
    producers: Counter[str] = Counter()
    for path in texts:
        metadata = pypdf.PdfReader(path).metadata
        producers[str(metadata.producer if metadata else "")] += 1
    assert len(producers) == 2
    assert min(producers.values()) >= 20
    assert [path.name for path, text in texts.items() if len(text.split()) < 90] == []


def test_one_pdf_asks_for_a_password_and_opens_with_it() -> None:
    locked = [path for path in documents(".pdf") if b"/Encrypt" in path.read_bytes()]
    assert [path.name for path in locked] == ["3.iv.d Kertas Kerja Penilaian Pegawai Teladan.pdf"]
    assert not pypdf.PdfReader(locked[0]).decrypt("")
    reader = pypdf.PdfReader(locked[0], password=PASSWORD)
    assert "PEGAWAI TELADAN" in reader.pages[0].extract_text()


def test_one_pdf_is_cut_off() -> None:
    cut = [path for path in documents(".pdf") if not path.read_bytes().rstrip().endswith(b"%%EOF")]
    assert [path.name for path in cut] == ["4.ii.e Tanda Terima LKjIP 2025.pdf"]
    with pytest.raises(pypdfium2.PdfiumError):
        text_of(cut[0])
    with pytest.raises(PyPdfError):
        pypdf.PdfReader(cut[0], strict=True)


def test_exactly_one_document_is_there_twice() -> None:
    counts = Counter(data for path, data in files_of(UNIT).items() if path.endswith((".pdf", ".docx")))
    assert [n for n in counts.values() if n > 1] == [2]


def test_docx_hold_tables_headers_text_boxes_and_content_controls() -> None:
    marks: Counter[str] = Counter()
    for path in documents(".docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            body = package.read("word/document.xml")
            marks["header"] += any(name.startswith("word/header") for name in package.namelist())
        for mark in ("w:tbl", "w:txbxContent", "w:sdt"):
            marks[mark] += f"<{mark}>".encode() in body or f"<{mark} ".encode() in body
    assert all(marks[mark] >= 5 for mark in ("header", "w:tbl", "w:txbxContent", "w:sdt")), marks


def test_the_planted_oddities_are_in_the_words(readable: dict[Path, str]) -> None:
    by_name = {path.name: text for path, text in readable.items()}
    assert "SEMESTER I TAHUN 2023" in by_name["2.i.b Laporan Penerapan SOP Semester I 2023.pdf"]
    assert "MUARA KELAPA" in by_name["1.iii.b Laporan Monev ZI TW III 2025 (contoh rutan).pdf"]
    assert "BENTURAN KEPENTINGAN" in by_name["2.ii.d Laporan Monev Semester II 2025 (2).pdf"]
    template = next(UNIT.rglob("3.iii.f*.docx")).read_bytes()
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        assert b"${nama_satker}" in package.read("word/document.xml")


def test_the_quarter_without_a_report_and_the_one_without_follow_up_are_missing() -> None:
    names = {path.name.rsplit(".", 1)[0] for path in UNIT.rglob("1.iii.*")}
    quarters = ("TW I 2025", "TW II 2025", "TW III 2025", "TW IV 2025", "TW I 2026")
    reports = [q for q in quarters if f"1.iii.b Laporan Monev ZI {q}" in names]
    followed = [q for q in quarters if f"1.iii.c Tindak Lanjut Monev ZI {q}" in names]
    assert reports == ["TW I 2025", "TW II 2025", "TW IV 2025", "TW I 2026"]
    assert followed == ["TW I 2025", "TW II 2025", "TW I 2026"]


def test_the_unit_file_says_what_the_readme_says() -> None:
    unit = load_unit(UNIT)
    assert (unit.name, unit.target, unit.year) == ("Lapas Kelas IIB Sukamaju Baru", "wbk", 2026)
    assert [pin.file for pin in unit.pins if (UNIT / pin.file).is_file()] == ["SCAN MASUK/scan0003.pdf"]
    assert [str(waiver.until) for waiver in unit.waivers] == ["2026-12-31", "2026-03-31"]


def test_every_file_that_the_readme_names_exists_and_the_password_is_told() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`([^`]+\.(?:pdf|docx|xlsx|jpg|db|DS_Store|py))`", readme)
    assert len(named) > 25
    there = {path.name for path in EXAMPLES.rglob("*") if path.is_file()}
    assert [name for name in named if name.rsplit("/", 1)[-1] not in there] == []
    assert f"`{PASSWORD}`" in readme


def test_the_readme_tells_the_true_number_and_size_of_files() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    committed = files_of(UNIT)
    assert f"{len(committed)} files" in readme
    assert f"{len(documents('.pdf'))} PDF" in readme
    assert f"{len(documents('.docx'))} DOCX" in readme
