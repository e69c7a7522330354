"""What a watch gives out: whole files or none, and nothing in the tree."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from testkit.watched import Watched, wait_for
from tests.daemon.hooks import APPEND, QUIET, REPORT, Picture, Write, script, status, told
from tests.history.judged import DAY
from tests.papers import pdf_bytes
from tests.reports import sample
from zi_evidence import scan
from zi_evidence.errors import ExitCode, UnitError, UsageError
from zi_evidence.history import History
from zi_evidence.index import Store
from zi_evidence.index.place import index_path
from zi_evidence.model import DocumentStatus, Report
from zi_evidence.watch.observing import Change
from zi_evidence.watch.outputs import after_change as outputs_module
from zi_evidence.watch.outputs.after_change import Outputs, OutputSettings
from zi_evidence.watch.outputs.report_files import REPORT_FILES, ReportFiles
from zi_evidence.watch.replacing import replace_file


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB that can be filled."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None:
        pytest.skip("needs the right to mount")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run([shutil.which("umount") or "umount", "-l", str(folder)], check=True)


def test_a_file_is_replaced_as_a_whole_and_not_touched_when_equal(tmp_path: Path) -> None:
    target = tmp_path / "a"
    assert replace_file(target, b"one")
    before = target.stat()
    assert not replace_file(target, b"one")
    assert target.stat() == before
    assert replace_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert target.stat().st_ino != before.st_ino
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_link_laid_in_the_way_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / ".a.new").symlink_to(victim)
    replace_file(tmp_path / "a", b"new")
    assert victim.read_bytes() == b"mine"
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("place", ["", "sub/folder", "../unit"])
def test_nothing_is_given_out_into_a_watched_folder(unit_folder: Path, place: str) -> None:
    other = unit_folder.with_name("other")
    for settings in (
        OutputSettings(report_dir=unit_folder / place),
        OutputSettings(metrics_file=unit_folder / place / "zi.prom"),
    ):
        with pytest.raises(UsageError, match="folder unit"):
            Outputs([other, unit_folder], settings=settings)


def test_a_way_into_the_watched_folder_through_a_link_is_noticed(unit_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(unit_folder)
    with pytest.raises(UsageError):
        Outputs([unit_folder], settings=OutputSettings(report_dir=tmp_path / "link" / "out"))


def test_the_command_refuses_a_report_folder_inside_the_tree(unit_folder: Path, index: Path) -> None:
    with Watched(unit_folder, index, "--report-dir", str(unit_folder / "out")) as watched:
        assert watched.process.wait(timeout=30) == ExitCode.USAGE
        assert "--report-dir" in watched.words()
    assert not (unit_folder / "out").exists()


def test_a_full_disk_keeps_the_old_reports_says_so_and_heals_by_itself(small_disk: Path) -> None:
    folder = small_disk / "out"
    files = ReportFiles(folder, retry=0.05)
    try:
        files.write("unit", sample.report(), lang="id", root=Path("/srv/unit"))
        assert not files.trouble("unit")
        before = {name: (folder / "unit" / name).read_bytes() for name in REPORT_FILES}
        filler = small_disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        newer = sample.report(name="Kantor Lain Sukamaju")
        files.write("unit", newer, lang="id", root=Path("/srv/unit"))
        assert "ruang disk habis" in files.trouble("unit")
        after = {name: (folder / "unit" / name).read_bytes() for name in REPORT_FILES}
        assert after == before
        assert {path.name for path in (folder / "unit").iterdir()} == set(REPORT_FILES)
        filler.unlink()
        wait_for(lambda: not files.trouble("unit"), "the reports after room was made")
        for name in REPORT_FILES:
            assert (folder / "unit" / name).read_bytes() != before[name]
    finally:
        files.close()


def test_a_watch_writes_the_current_reports_and_never_into_the_tree(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path, frozen_tree: Picture
) -> None:
    write("A/a.pdf", pdf_bytes(REPORT))
    out = tmp_path / "out"
    before = frozen_tree(unit_folder)
    with Watched(unit_folder, index, *QUIET, "--report-dir", str(out)).live() as watched:
        folder = out / watched.place.name

        def files() -> list[str] | None:
            try:
                data = json.loads((folder / "laporan.json").read_bytes())
            except OSError:
                return None
            return [document["path"] for document in data["documents"]]

        wait_for(lambda: files() == ["A/a.pdf"], "the first report")
        assert frozen_tree(unit_folder) == before
        write("A/b.pdf", pdf_bytes(REPORT + " TAHUN 2026"))
        wait_for(lambda: files() == ["A/a.pdf", "A/b.pdf"], "the second report")
        wait_for(lambda: b"b.pdf" in (folder / "laporan.html").read_bytes(), "the page")
        wait_for(lambda: {path.name for path in folder.iterdir()} == set(REPORT_FILES), "all files")
        assert watched.end() == ExitCode.PASS
    assert History(index_path(unit_folder, index)).verify().links >= 1


def test_a_watch_killed_while_it_writes_a_report_leaves_an_old_or_a_new_one(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    write("A/a.pdf", pdf_bytes(REPORT))
    out = tmp_path / "out"
    options = (*QUIET, "--report-dir", str(out))
    file = out / index_path(unit_folder, index).name / "laporan.json"
    for passes in (1, 2, 3):
        with Watched(unit_folder, index, *options, ZI_FAULT=f"report-rename:kill:{passes}") as watched:
            assert watched.process.wait(timeout=60) == -signal.SIGKILL
        for path in file.parent.glob("laporan.*"):
            assert path.stat().st_size > 0
        assert not file.exists() or json.loads(file.read_bytes())["schema"] == "zi-evidence/report/2"
        shutil.rmtree(out)
    with Watched(unit_folder, index, *options) as watched:
        wait_for(lambda: len(list(file.parent.glob("laporan.*"))) == 3, "the reports")
        watched.end()
    assert not list(file.parent.glob(".*"))
    assert History(index_path(unit_folder, index)).verify().faults == ()


def test_a_watch_that_cannot_write_its_reports_is_red_and_goes_on(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    write("A/a.pdf", pdf_bytes(REPORT))
    blocked = tmp_path / "out"
    blocked.write_text("a file stands where the folder should be")
    with Watched(unit_folder, index, *QUIET, "--report-dir", str(blocked)).live() as watched:
        watched.wait_read("A/a.pdf")

        def red() -> bool:
            status = watched.status()
            return status is not None and status.health == "red" and "laporan" in status.problem

        wait_for(red, "a red status", 60)
        write("A/b.pdf", pdf_bytes(REPORT))
        watched.wait_read("A/b.pdf")
        assert watched.words().count("laporan tidak dapat ditulis") == 1


def test_a_broken_unit_file_makes_the_watch_red_until_it_is_mended(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    scan(unit_folder, index=index)
    outputs = Outputs([unit_folder], index, OutputSettings(report_dir=tmp_path / "out", retry_seconds=0.2))
    change = Change(unit_folder, index, DAY, "files", (), status())
    file = tmp_path / "out" / index_path(unit_folder, index).name / "laporan.json"
    try:
        outputs.on_change(change)
        assert outputs.trouble(unit_folder) == ""
        before = file.read_bytes()
        text = (unit_folder / "zi-evidence.yaml").read_bytes()
        write("zi-evidence.yaml", b"name: [")
        with pytest.raises(UnitError):
            outputs.on_change(Change(unit_folder, index, DAY, "unit", (), status()))
        assert "zi-evidence.yaml" in outputs.trouble(unit_folder)
        assert file.read_bytes() == before
        write("zi-evidence.yaml", text.replace(b"Sukamaju", b"Sukamakmur"))
        wait_for(lambda: outputs.trouble(unit_folder) == "", "another try")
        wait_for(lambda: b"Sukamakmur" in file.read_bytes(), "the report")
    finally:
        outputs.close()


def test_while_most_is_still_to_be_read_nothing_is_remembered_or_told(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        write(f"{name}.pdf", pdf_bytes(f"{REPORT} {name}"))
    scan(unit_folder, index=index)
    place = index_path(unit_folder, index)
    settings = OutputSettings(tmp_path / "out", on_change=script(tmp_path, APPEND), retry_seconds=3600)
    outputs = Outputs([unit_folder], index, settings)
    waiting = {"b.pdf"}

    class Unread(Change):
        """A change of a folder in which some files wait."""

        def report(self) -> Report:
            report = super().report()
            documents = [
                replace(d, status=DocumentStatus.PENDING) if d.path in waiting else d
                for d in report.documents
            ]
            return replace(report, documents=tuple(documents))

    def change(path: str) -> Change:
        return Unread(unit_folder, index, DAY, "files", (path,), status())

    try:
        outputs.on_change(change("a.pdf"))
        assert (tmp_path / "out" / place.name / "laporan.json").exists()
        assert History(place).head() == (0, "")
        waiting.clear()
        outputs.on_change(change("b.pdf"))
        assert History(place).head()[0] == 1
        wait_for(lambda: told(tmp_path), "the hook")
        assert [call["documents"] for call in told(tmp_path)] == [["a.pdf", "b.pdf"]]
        waiting.add("b.pdf")
        monkeypatch.setattr(outputs_module, "_READING_SECONDS", 0.0)
        outputs.on_change(change("b.pdf"))
        assert History(place).head()[0] == 2
    finally:
        outputs.close()


def test_an_index_that_is_being_written_only_delays_the_report(
    unit_folder: Path, index: Path, tmp_path: Path
) -> None:
    scan(unit_folder, index=index)
    place = index_path(unit_folder, index)
    outputs = Outputs([unit_folder], index, OutputSettings(tmp_path / "out"))
    try:
        with Store(place, write=True):
            outputs.on_change(Change(unit_folder, index, DAY, "files", (), status()))
        assert outputs.trouble(unit_folder) == ""
        wait_for((tmp_path / "out" / place.name / "laporan.xlsx").exists, "the report")
    finally:
        outputs.close()


def test_a_fault_of_one_part_shows_and_the_others_go_on(
    unit_folder: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError

    scan(unit_folder, index=index)
    monkeypatch.setattr(ReportFiles, "write", broken)
    outputs = Outputs(
        [unit_folder], index, OutputSettings(tmp_path / "out", metrics_file=tmp_path / "zi.prom")
    )
    try:
        outputs.on_change(Change(unit_folder, index, DAY, "start", (), status()))
        assert "ZeroDivisionError" in outputs.trouble(unit_folder)
        assert (tmp_path / "zi.prom").exists()
        assert History(index_path(unit_folder, index)).head()[0] == 1
    finally:
        outputs.close()


def test_a_history_that_cannot_be_written_is_tried_again(
    unit_folder: Path, index: Path, tmp_path: Path
) -> None:
    scan(unit_folder, index=index)
    place = index_path(unit_folder, index)
    (place / "history").write_text("a file stands where the folder should be")
    outputs = Outputs([unit_folder], index, OutputSettings(tmp_path / "out", retry_seconds=0.2))
    try:
        outputs.on_change(Change(unit_folder, index, DAY, "start", (), status()))
        assert "riwayat" in outputs.trouble(unit_folder)
        assert (tmp_path / "out" / place.name / "laporan.json").exists()
        (place / "history").unlink()
        wait_for(lambda: outputs.trouble(unit_folder) == "", "another try")
        assert History(place).verify().links == 1
    finally:
        outputs.close()
