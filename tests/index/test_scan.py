import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.papers import docx_bytes, pdf_bytes
from zi_evidence import scan
from zi_evidence.errors import SourceUnavailable, UsageError
from zi_evidence.index import ScanResult, Store, index_folder, scan_folder
from zi_evidence.index.walk import Walk, walk
from zi_evidence.model import Document, DocumentStatus

Write = Callable[[str, bytes], Path]


def documents(folder: Path) -> dict[str, Document]:
    with Store(index_folder(Path(os.path.realpath(folder))), write=False) as store:
        return {entry.document.path: entry.document for entry in store.documents()}


def test_each_file_gets_one_status_and_the_sum_is_what_was_walked(unit_folder: Path, write: Write) -> None:
    write("a.pdf", pdf_bytes("LAPORAN PELAKSANAAN KEGIATAN TAHUN 2026 KANTOR CONTOH"))
    write("b.docx", docx_bytes("NOTULA RAPAT EVALUASI KANTOR CONTOH"))
    write("c.pdf", b"")
    write("d.pdf", b"%PDF-1.7\nrusak")
    write("e.bin", b"\x00\x01\x02")
    result = scan(unit_folder)
    found = documents(unit_folder)
    assert result.walked == len(found) == 5
    assert found["a.pdf"].status is found["b.docx"].status is DocumentStatus.READ
    assert found["c.pdf"].status is DocumentStatus.EMPTY
    assert found["d.pdf"].status is DocumentStatus.DAMAGED
    assert found["e.bin"].status is DocumentStatus.UNSUPPORTED
    assert all(document.reason for path, document in found.items() if path > "c")


def test_an_unchanged_folder_is_not_read_again(unit_folder: Path, write: Write) -> None:
    write("a.pdf", pdf_bytes("LAPORAN"))
    first, second = scan(unit_folder), scan(unit_folder)
    assert (first.read, second.read, second.reused) == (1, 0, 0)


def test_new_bytes_of_equal_size_and_time_are_seen(unit_folder: Path, write: Write) -> None:
    path = write("a.pdf", pdf_bytes("LAPORAN TAHUN 2025"))
    scan(unit_folder)
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"%PDF", b"%QDF"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert scan(unit_folder).read == 1


def test_a_moved_or_renamed_file_keeps_its_reading(unit_folder: Path, write: Write) -> None:
    path = write("a.pdf", pdf_bytes("NOMOR 12 TAHUN 2026"))
    scan(unit_folder)
    before = documents(unit_folder)["a.pdf"]
    (unit_folder / "sub").mkdir()
    path.rename(unit_folder / "sub" / "1.i.a SK 2026.pdf")
    result = scan(unit_folder)
    after = documents(unit_folder)
    assert (result.read, result.reused, result.removed) == (0, 1, 1)
    assert list(after) == ["sub/1.i.a SK 2026.pdf"]
    assert after["sub/1.i.a SK 2026.pdf"].sha256 == before.sha256


def test_two_copies_scanned_at_once_both_stand_in_the_index(unit_folder: Path, write: Write) -> None:
    data = pdf_bytes("LAPORAN")
    write("a.pdf", data)
    write("a - Copy.pdf", data)
    scan(unit_folder)
    assert len({document.sha256 for document in documents(unit_folder).values()}) == 1


def test_a_deleted_file_leaves_the_index(unit_folder: Path, write: Write) -> None:
    path = write("a.pdf", pdf_bytes("A"))
    write("b.pdf", pdf_bytes("B"))
    scan(unit_folder)
    path.unlink()
    assert scan(unit_folder).removed == 1
    assert list(documents(unit_folder)) == ["b.pdf"]


def test_nothing_in_the_unit_folder_is_touched(
    unit_folder: Path, write: Write, frozen_tree: Callable[[Path], object]
) -> None:
    write("A/a.pdf", pdf_bytes("A"))
    write("~$a.docx", b"x")
    before = frozen_tree(unit_folder)
    scan(unit_folder)
    assert frozen_tree(unit_folder) == before


def test_a_name_of_odd_bytes_is_scanned_and_shown_safely(unit_folder: Path) -> None:
    with open(os.fsencode(unit_folder) + b"/lap\xff\n.pdf", "wb") as file:  # noqa: PTH123 - bytes
        file.write(pdf_bytes("LAPORAN"))
    scan(unit_folder)
    found = documents(unit_folder)
    assert list(found) == ["lap\\xff\\x0a.pdf"]
    assert bytes.fromhex(found["lap\\xff\\x0a.pdf"].path_hex) == b"lap\xff\n.pdf"


class TestTheFolderThatIsAway:
    def test_a_folder_that_never_was_is_a_mistake_of_the_call(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError):
            scan(tmp_path / "nowhere")

    def test_a_known_folder_that_vanished_is_unreachable(self, unit_folder: Path, write: Write) -> None:
        write("a.pdf", pdf_bytes("A"))
        scan(unit_folder)
        unit_folder.rename(unit_folder.with_name("elsewhere"))
        with pytest.raises(SourceUnavailable):
            scan(unit_folder)

    def test_an_empty_mount_point_deletes_nothing(self, unit_folder: Path, write: Write) -> None:
        write("a.pdf", pdf_bytes("A"))
        scan(unit_folder)
        shutil.rmtree(unit_folder)
        unit_folder.mkdir()
        with pytest.raises(SourceUnavailable):
            scan(unit_folder)
        assert list(documents(unit_folder)) == ["a.pdf"]

    def test_losing_most_files_at_once_is_not_believed_unless_told(
        self, unit_folder: Path, write: Write
    ) -> None:
        paths = [write(f"{n}.txt", f"catatan {n}".encode()) for n in range(24)]
        scan(unit_folder)
        for path in paths[:16]:
            path.unlink()
        with pytest.raises(SourceUnavailable):
            scan(unit_folder)
        assert len(documents(unit_folder)) == 24
        assert scan(unit_folder, accept_loss=True).removed == 16

    def test_nor_where_one_folder_could_not_be_listed_besides(
        self, unit_folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = [write(f"A/{n}.txt", f"catatan {n}".encode()) for n in range(24)]
        write("B/b.txt", b"catatan")
        scan(unit_folder)
        for path in paths[:16]:
            path.unlink()
        real = walk

        def half_blind(root: bytes) -> Walk:
            found: Walk = real(root)
            del found.files[b"B/b.txt"]
            found.listed.discard(b"B")
            found.errors[b"B"] = "Input/output error"
            return found

        monkeypatch.setattr("zi_evidence.index.scan.walk", half_blind)
        with pytest.raises(SourceUnavailable):
            scan(unit_folder)
        assert len(documents(unit_folder)) == 25

    def test_below_a_folder_that_could_not_be_listed_nothing_is_deleted(
        self, unit_folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("A/a.pdf", pdf_bytes("A"))
        write("b.pdf", pdf_bytes("B"))
        scan(unit_folder)
        real = walk

        def half_blind(root: bytes) -> Walk:
            found: Walk = real(root)
            del found.files[b"A/a.pdf"]
            found.listed.discard(b"A")
            found.errors[b"A"] = "Input/output error"
            return found

        monkeypatch.setattr("zi_evidence.index.scan.walk", half_blind)
        result = scan(unit_folder)
        assert not result.complete
        assert "A/a.pdf" in documents(unit_folder)


def test_a_scan_killed_at_any_time_goes_on_where_it_stopped(unit_folder: Path, write: Write) -> None:
    for n in range(130):
        write(f"{n:03}.pdf", pdf_bytes(f"LAPORAN NOMOR {n}"))
    command = [sys.executable, "-m", "zi_evidence", "scan", str(unit_folder), "--verbose"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    for line in process.stderr:
        if " 60/130 " in line:
            process.send_signal(signal.SIGKILL)
            break
    process.stderr.close()
    process.wait()
    after = documents(unit_folder)
    assert len(after) == 130, "what was not read yet waits; it does not seem to be missing"
    kept = sum(document.status is not DocumentStatus.PENDING for document in after.values())
    assert 50 <= kept < 130
    rest = scan(unit_folder)
    assert rest.read + rest.reused == 130 - kept
    assert len(documents(unit_folder)) == 130


def look_at(folder: Path, *dirty: str, doubt: bool = False) -> ScanResult:
    """A scan of some folders only, or of all, as the watch makes it."""
    root = folder.resolve()
    only = {os.fsencode(name): False for name in dirty}
    with Store(index_folder(root), write=True) as store:
        return scan_folder(root, store, only=only or None, doubt=doubt)


@pytest.fixture
def years(unit_folder: Path, write: Write) -> Path:
    """A folder nearly all of whose files lie in one folder of it."""
    write("tetap.bin", b"x")
    for n in range(30):
        write(f"ZI 2025/{n}.bin", b"%d" % n)
    scan(unit_folder)
    return unit_folder


def test_most_files_moved_are_believed_even_in_doubt(years: Path) -> None:
    (years / "ZI 2025").rename(years / "Arsip")
    look_at(years, doubt=True)
    assert len(documents(years)) == 31
    assert "Arsip/7.bin" in documents(years)


def test_a_look_that_sees_only_where_most_files_were_looks_at_all(years: Path) -> None:
    (years / "Lain").mkdir()
    (years / "ZI 2025").rename(years / "Lain" / "ZI 2025")
    look_at(years, "ZI 2025")
    assert len(documents(years)) == 31
    assert "Lain/ZI 2025/7.bin" in documents(years)


def test_most_files_replaced_by_others_are_not_believed_in_doubt(years: Path) -> None:
    shutil.rmtree(years / "ZI 2025")
    (years / "Asing").mkdir()
    for n in range(30):
        (years / "Asing" / f"{n}.bin").write_bytes(b"lain %d" % n)
    with pytest.raises(SourceUnavailable):
        look_at(years, doubt=True)
    assert "ZI 2025/7.bin" in documents(years)


def test_a_new_file_is_seen_where_a_folder_and_one_inside_it_are_looked_at(
    unit_folder: Path, write: Write
) -> None:
    for n in range(3):
        write(f"A/B/{n}.bin", b"x")
    scan(unit_folder)
    write("A/B/baru.bin", b"y")
    look_at(unit_folder, "A", "A/B")
    assert "A/B/baru.bin" in documents(unit_folder)


def test_a_file_that_is_gone_counts_once_however_many_folders_were_looked_at(
    unit_folder: Path, write: Write
) -> None:
    folders = ["A", "A/B", "A/B/C", "A/B/C/D"]
    for n in range(30):
        write(f"A/B/C/D/{n}.bin", b"x")
    scan(unit_folder)
    for n in range(8):
        (unit_folder / f"A/B/C/D/{n}.bin").unlink()
    result = look_at(unit_folder, *folders)
    assert len(result.gone) == 8
    assert len(documents(unit_folder)) == 22
