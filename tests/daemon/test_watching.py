"""The watcher as a process: what it notices, what it waits for, what it never says."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from testkit.watched import Watched, canonical, fresh, report_bytes, status_json, wait_for
from tests.papers import docx_bytes, pdf_bytes
from zi_evidence.errors import ExitCode
from zi_evidence.index import Store
from zi_evidence.index.place import index_path
from zi_evidence.model import DocumentStatus

Write = Callable[[str, bytes], Path]
QUIET = ("--quiet-period", "1")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zi_evidence", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def settle(watched: Watched, tmp_path: Path) -> None:
    """The end of every story: the index is what a fresh scan says, and so is the report."""
    other = tmp_path / f"fresh-{time.monotonic_ns()}"
    watched.wait_equal(fresh(watched.folder, other))
    assert report_bytes(watched.folder, watched.index) == report_bytes(watched.folder, other)


def test_what_comes_changes_moves_and_goes_is_seen(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    write("A/a.pdf", pdf_bytes("LAPORAN KEGIATAN TAHUN 2026"))
    write("A/b.pdf", pdf_bytes("LAPORAN LAIN TAHUN 2026"))
    with Watched(unit_folder, index, *QUIET).live() as watched:
        watched.wait_read("A/a.pdf", "A/b.pdf")
        write("B/C/D/new.pdf", pdf_bytes("NOTULA RAPAT"))
        (unit_folder / "A").rename(unit_folder / "Arsip")
        watched.wait_read("B/C/D/new.pdf", "Arsip/a.pdf")
        write("Arsip/b.pdf", pdf_bytes("LAPORAN YANG DIGANTI"))
        (unit_folder / "Arsip" / "a.pdf").unlink()
        shutil.move(unit_folder / "B", tmp_path / "outside")
        write_outside = tmp_path / "outside" / "C" / "ghost.pdf"
        write_outside.write_bytes(pdf_bytes("HANTU"))
        (tmp_path / "coming" / "deep").mkdir(parents=True)
        (tmp_path / "coming" / "deep" / "in.pdf").write_bytes(pdf_bytes("DATANG"))
        shutil.move(tmp_path / "coming", unit_folder / "coming")
        settle(watched, tmp_path)
        assert sorted(watched.documents()) == ["Arsip/b.pdf", "coming/deep/in.pdf"]
        status = watched.status()
        assert status is not None
        assert (status.health, status.mode, status.missed_events) == ("ok", "events", 0)
        assert watched.end() == ExitCode.PASS
    assert "mode peristiwa" in watched.words().splitlines()[0]


def test_a_file_that_is_still_written_waits_and_is_named(
    unit_folder: Path, index: Path, tmp_path: Path
) -> None:
    whole = pdf_bytes("LAPORAN TRIWULAN", *["isi " * 400] * 3)
    seen: set[DocumentStatus] = set()
    with Watched(unit_folder, index, *QUIET).live() as watched:
        target = unit_folder / "scan.pdf"
        parts = 8
        size = len(whole) // parts + 1
        for n in range(parts):
            with target.open("ab") as file:  # a scanner opens and closes it for each page
                file.write(whole[n * size : (n + 1) * size])
            end = time.monotonic() + 0.4
            while time.monotonic() < end:
                seen.update(d.status for d in watched.documents().values())
                time.sleep(0.02)
        assert seen == {DocumentStatus.PENDING}
        status = watched.status()
        assert status is not None
        assert [entry.path for entry in status.pending] == ["scan.pdf"]
        watched.wait_read("scan.pdf")
        settle(watched, tmp_path)


def test_while_word_saves_the_document_is_never_missing(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    for n in range(3):
        write(f"{n}.pdf", pdf_bytes(f"LAPORAN {n}"))
    target = write("SK Tim.docx", docx_bytes("KEPUTUSAN KEPALA KANTOR CONTOH"))
    # Longer than a busy machine needs for one turn: what is away for longer than this is gone.
    with Watched(unit_folder, index, "--quiet-period", "4").live() as watched:
        watched.wait_read("SK Tim.docx")
        for turn in range(4):
            new = unit_folder / "~WRD0001.tmp"
            new.write_bytes(docx_bytes("KEPUTUSAN KEPALA KANTOR CONTOH", f"perubahan {turn}"))
            target.rename(unit_folder / "~WRL0002.tmp")
            end = time.monotonic() + 0.3
            while time.monotonic() < end:
                known = watched.documents()["SK Tim.docx"]
                assert known.sha256, "what it held before stays known"
                time.sleep(0.02)
            new.rename(target)
            (unit_folder / "~WRL0002.tmp").unlink()
        watched.wait_read("SK Tim.docx")
        settle(watched, tmp_path)


def test_rename_into_place_is_a_change_even_with_equal_size_and_time(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    target = write("a.txt", b"satu")
    stat = target.stat()
    with Watched(unit_folder, index, *QUIET).live() as watched:
        watched.wait_read("a.txt")
        before = watched.documents()["a.txt"].sha256
        part = write("a.txt.part", b"dua!")
        os.utime(part, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        part.rename(target)
        wait_for(lambda: watched.documents()["a.txt"].sha256 != before, "the new bytes")
        settle(watched, tmp_path)


def test_ten_thousand_files_at_once_are_all_seen(unit_folder: Path, index: Path, tmp_path: Path) -> None:
    with Watched(unit_folder, index, "--quiet-period", "0.5", "--interval", "20").live() as watched:
        for n in range(10_000):
            folder = unit_folder / f"{n % 40}"
            folder.mkdir(exist_ok=True)
            (folder / f"{n}.bin").write_bytes(b"\x00%d" % n)
        wait_for(lambda: len(watched.documents()) == 10_000, "10,000 files", 90)
        watched.wait_equal(fresh(watched.folder, tmp_path / "fresh"), 120)


def test_polling_sees_the_same(unit_folder: Path, write: Write, index: Path, tmp_path: Path) -> None:
    write("a.pdf", pdf_bytes("LAPORAN"))
    options = ("--poll", "always", "--interval", "1")
    with Watched(unit_folder, index, *QUIET, *options).live() as watched:
        watched.wait_read("a.pdf")
        write("N/b.pdf", pdf_bytes("BARU"))
        (unit_folder / "a.pdf").unlink()
        watched.wait_read("N/b.pdf")
        settle(watched, tmp_path)
        assert "mode polling (diminta)" in watched.words().splitlines()[0]


def test_changes_while_it_was_down_are_found_at_the_start(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    write("a.pdf", pdf_bytes("LAPORAN"))
    with Watched(unit_folder, index, *QUIET).live() as watched:
        watched.wait_read("a.pdf")
        assert watched.end() == ExitCode.PASS
    write("b.pdf", pdf_bytes("BARU"))
    (unit_folder / "a.pdf").unlink()
    with Watched(unit_folder, index, *QUIET).live() as watched:
        settle(watched, tmp_path)


class TestBesideOthers:
    def test_a_second_watcher_is_refused_and_told_by_whom(self, unit_folder: Path, index: Path) -> None:
        with Watched(unit_folder, index).live() as watched:
            second = run("watch", unit_folder, "--index", index)
            assert second.returncode == ExitCode.COULD_NOT_LOOK
            assert f"pid {watched.process.pid} di " in second.stderr
            assert len(second.stderr.splitlines()) == 1

    def test_a_report_is_answered_from_its_index_and_says_so(
        self, unit_folder: Path, write: Write, index: Path
    ) -> None:
        write("a.pdf", pdf_bytes("LAPORAN"))
        with Watched(unit_folder, index, *QUIET).live() as watched:
            watched.wait_read("a.pdf")
            # Somebody writes at this very moment: the report does not wait for them.
            with Store(watched.place, write=True):
                result = run("report", unit_folder, "--index", index)
            assert result.returncode == ExitCode.PASS
            assert f"dijawab dari indeks pengawas (pid {watched.process.pid} " in result.stderr

    def test_the_gate_reads_every_byte_and_disturbs_nobody(
        self, unit_folder: Path, write: Write, index: Path
    ) -> None:
        write("a.pdf", pdf_bytes("LAPORAN PELAKSANAAN KEGIATAN TRIWULAN PERTAMA TAHUN 2026 KANTOR CONTOH"))
        with Watched(unit_folder, index, "--quiet-period", "3600").live() as watched:
            before = canonical(watched.folder, index)
            assert {d.status for d in before.values()} == {DocumentStatus.PENDING}
            with Store(watched.place, write=True):
                result = run("check", unit_folder, "--index", index, "--as-of", "2026-06-30")
            assert result.returncode == ExitCode.FINDINGS, result.stderr
            assert canonical(watched.folder, index) == before
            assert not list(watched.place.glob("check-*"))

    def test_status_tells_and_ends_with_3_once_it_is_gone(
        self, unit_folder: Path, write: Write, index: Path
    ) -> None:
        write("a.pdf", pdf_bytes("LAPORAN"))
        assert run("status", unit_folder, "--index", index).returncode == ExitCode.COULD_NOT_LOOK
        with Watched(unit_folder, index, "--quiet-period", "600").live():
            data = status_json(unit_folder, index)
            assert (data["watched"], data["health"], data["pending_count"]) == (True, "ok", 1)
            text = run("status", unit_folder, "--index", index)
            assert text.returncode == ExitCode.PASS
            assert "BAIK" in text.stdout
            assert "a.pdf" in text.stdout
        text = run("status", unit_folder, "--index", index)
        assert text.returncode == ExitCode.COULD_NOT_LOOK
        assert "TIDAK DIAWASI" in text.stdout

    def test_it_imports_nothing_heavy_for_a_status(self, unit_folder: Path, index: Path) -> None:
        code = (
            "import sys; from zi_evidence.cli.entry import main; main(sys.argv[1:]); "
            "heavy = ('typer', 'pydantic', 'filelock', 'zi_evidence.api', 'sqlite3'); "
            "print([name for name in heavy if name in sys.modules])"
        )
        result = subprocess.run(
            [sys.executable, "-c", code, "status", str(unit_folder), "--index", str(index)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert result.stdout.splitlines()[-1] == "[]"


def test_sigterm_during_a_long_read_ends_in_time_with_the_index_whole(
    unit_folder: Path, write: Write, index: Path
) -> None:
    for n in range(400):
        write(f"{n}.pdf", pdf_bytes(f"LAPORAN {n}"))
    with Watched(unit_folder, index, "--quiet-period", "0") as watched:

        def under_way() -> bool:
            states = [d.status for d in watched.documents().values()]
            return len(states) == 400 and 50 <= sum(s is not DocumentStatus.PENDING for s in states) < 350

        wait_for(under_way, "the middle of the first scan")
        started = time.monotonic()
        assert watched.end() == ExitCode.PASS
        assert time.monotonic() - started < 10
        assert len(watched.documents()) == 400
        with Store(index_path(watched.folder, index), write=True) as store:
            assert store.count() == 400


def test_a_log_record_is_one_line_whatever_a_file_is_called(unit_folder: Path, index: Path) -> None:
    odd = unit_folder / "jahat\n\x1b[31m"
    odd.mkdir()
    with Watched(odd, index, *QUIET).live() as watched:
        (odd / "a\nb.txt").write_text("x")
        watched.wait_read("a\\x0ab.txt")
        watched.end()
        assert "\x1b" not in watched.words()
        assert all(line[:2] == "20" for line in watched.words().splitlines())
