"""What a watch gives out: whole files or none, a hook that holds up nobody, metrics; nothing in the tree."""

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.daemon.watched import Watched, wait_for
from tests.history.judged import DAY, judged
from tests.papers import pdf_bytes
from tests.reports import sample
from zi_evidence import scan
from zi_evidence.errors import ExitCode, UnitError, UsageError
from zi_evidence.history import History, facts_of
from zi_evidence.index import Store
from zi_evidence.index.place import index_path
from zi_evidence.index.watching import WatchStatus, write_status
from zi_evidence.model import DocumentStatus, Report
from zi_evidence.watch import outputs as outputs_module
from zi_evidence.watch.hook import Hook, change_data
from zi_evidence.watch.metrics import MetricsFile, metrics_text, numbers_of
from zi_evidence.watch.observing import Change
from zi_evidence.watch.outputs import Outputs, OutputSettings
from zi_evidence.watch.replacing import replace_file
from zi_evidence.watch.report_files import REPORT_FILES, ReportFiles

Write = Callable[[str, bytes], Path]
Picture = Callable[[Path], dict[str, tuple[int, int, bytes]]]
QUIET = ("--quiet-period", "1")
REPORT = "LAPORAN PELAKSANAAN KEGIATAN PEMBANGUNAN ZONA INTEGRITAS"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "ix"


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


def script(folder: Path, text: str) -> str:
    """A hook of these Python lines; `out` is a file beside it."""
    path = folder / "hook.py"
    path.write_text(
        f"import sys, json, time, pathlib\nout = pathlib.Path({str(folder / 'told')!r})\n{text}\n"
    )
    return shlex.join([sys.executable, str(path)])


def told(folder: Path) -> list[dict[str, Any]]:
    """What a hook that appends one line a call was told."""
    path = folder / "told"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


APPEND = "with out.open('a') as file: file.write(json.dumps(json.load(sys.stdin)) + '\\n')"


# ---- files -----------------------------------------------------------------------------------------


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
    files = ReportFiles(folder, tool_version="1", retry=0.05)
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
        assert "No space" in files.trouble("unit")
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
        assert not file.exists() or json.loads(file.read_bytes())["schema"] == "zi-evidence/report/1"
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


# ---- the hook --------------------------------------------------------------------------------------


def facts(status: str, *, root: str = "unit-1", **more: Any) -> dict[str, Any]:
    return facts_of(judged({"A.1:x": status, "A.1:y": "met"}, **more), tool_version="1", root=root)


def test_a_change_names_what_was_and_what_is() -> None:
    data = change_data(
        facts("missing"), facts("met", supported=12.5), paths=["b", "a"], reason="files", snapshot="f" * 64
    )
    assert data["requirements"] == [{"id": "A.1:x", "before": "missing", "after": "met"}]
    assert data["points"] == {"before": "10.0000", "after": "12.5000"}
    assert (data["documents"], data["documents_count"], data["first"]) == (["a", "b"], 2, False)
    assert change_data(None, facts("met"), paths=[], reason="start", snapshot="")["requirements"] == []


def test_the_hook_is_told_on_its_standard_input(tmp_path: Path) -> None:
    hook = Hook(script(tmp_path, APPEND))
    try:
        hook.baseline(facts("missing"))
        hook.offer(facts("met"), paths=["a.pdf"], reason="files", snapshot="f" * 64)
        wait_for(lambda: told(tmp_path), "the hook")
        assert told(tmp_path)[0]["requirements"] == [{"id": "A.1:x", "before": "missing", "after": "met"}]
    finally:
        hook.close()


def test_nothing_new_runs_no_hook(tmp_path: Path) -> None:
    hook = Hook(script(tmp_path, APPEND))
    try:
        hook.baseline(facts("met"))
        hook.offer(facts("met"), paths=[], reason="start", snapshot="")
        hook.offer(facts("met", root="unit-2"), paths=[], reason="start", snapshot="")
        wait_for(lambda: told(tmp_path), "the hook of the other unit")
        assert [entry["root"] for entry in told(tmp_path)] == ["unit-2"]
    finally:
        hook.close()


def test_changes_during_a_slow_hook_are_told_together_and_hold_up_nobody(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    hook = Hook(
        script(tmp_path, f"{APPEND}\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)")
    )
    try:
        hook.baseline(facts("missing"))
        hook.offer(facts("partial"), paths=["1"], reason="files", snapshot="")
        wait_for(lambda: len(told(tmp_path)) == 1, "the first run")
        started = time.monotonic()
        for number, status in enumerate(("stale", "unverified", "met")):
            hook.offer(facts(status), paths=[f"{number}.pdf"], reason="files", snapshot="")
        assert time.monotonic() - started < 1
        gate.touch()
        wait_for(lambda: len(told(tmp_path)) == 2, "the second run")
        second = told(tmp_path)[1]
        assert second["requirements"] == [{"id": "A.1:x", "before": "partial", "after": "met"}]
        assert second["documents"] == ["0.pdf", "1.pdf", "2.pdf"]
    finally:
        hook.close()


def test_no_shell_sees_the_command(tmp_path: Path) -> None:
    hook = Hook(
        script(tmp_path, "out.write_text(json.dumps(sys.argv[1:]))") + " '; touch x' $HOME `id` a\\ b"
    )
    try:
        hook.offer(facts("met"), paths=["a"], reason="files", snapshot="")
        wait_for(lambda: (tmp_path / "told").exists() and (tmp_path / "told").read_text(), "the hook")
        assert json.loads((tmp_path / "told").read_text()) == ["; touch x", "$HOME", "`id`", "a b"]
    finally:
        hook.close()


def test_a_hook_that_does_not_end_is_ended_with_all_it_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    child = (
        "import subprocess; child = subprocess.Popen(['sleep', '1000']); out.write_text(str(child.pid))\n"
        "time.sleep(999)"
    )
    hook = Hook(script(tmp_path, child), seconds=1.5)
    try:
        hook.offer(facts("met"), paths=["a"], reason="files", snapshot="")
        wait_for(lambda: "dihentikan setelah 1.5 detik" in caplog.text, "the end of the hook")
        pid = int((tmp_path / "told").read_text())

        def gone() -> bool:
            with contextlib.suppress(OSError):
                return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z"
            return True

        wait_for(gone, "the end of the grandchild")
    finally:
        hook.close()


def test_a_failing_hook_is_logged_once_until_it_works_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    good = tmp_path / "good"
    hook = Hook(
        script(
            tmp_path,
            f"{APPEND}\nif not pathlib.Path({str(good)!r}).exists(): sys.exit('kaput \\x1b[31m' * 9999)",
        )
    )

    def step(number: int) -> None:
        hook.offer(facts("met"), paths=[f"{number}"], reason="files", snapshot="")
        wait_for(lambda: len(told(tmp_path)) == number, f"run {number}")

    try:
        for number in (1, 2, 3):
            step(number)
        good.touch()
        step(4)
        wait_for(lambda: "berhasil lagi" in caplog.text, "the good news")
        good.unlink()
        step(5)
        wait_for(lambda: caplog.text.count("--on-change gagal") == 2, "the second failure")
        assert all(len(record.getMessage()) < 3000 for record in caplog.records)
        assert "\x1b" not in caplog.text
        assert "kode 1" in caplog.text
    finally:
        hook.close()


@pytest.mark.parametrize("command", ["", "   ", "'open"])
def test_a_command_that_is_none_is_refused(command: str) -> None:
    with pytest.raises(UsageError):
        Hook(command)


def test_a_program_that_does_not_exist_is_a_logged_failure(caplog: pytest.LogCaptureFixture) -> None:
    hook = Hook("/no/such/program --really")
    try:
        hook.offer(facts("met"), paths=["a"], reason="files", snapshot="")
        wait_for(lambda: "/no/such/program" in caplog.text, "the log")
    finally:
        hook.close()


def test_closing_ends_a_running_hook_at_once(tmp_path: Path) -> None:
    hook = Hook(script(tmp_path, f"{APPEND}\ntime.sleep(999)"), seconds=900)
    hook.offer(facts("met"), paths=["a"], reason="files", snapshot="")
    wait_for(lambda: told(tmp_path), "the hook")
    started = time.monotonic()
    hook.close()
    assert time.monotonic() - started < 5
    assert "on-change" not in {thread.name for thread in threading.enumerate()}


def test_a_watch_runs_the_hook_after_a_change(
    unit_folder: Path, write: Write, index: Path, tmp_path: Path
) -> None:
    write("A/a.pdf", pdf_bytes(REPORT))
    with Watched(unit_folder, index, *QUIET, "--on-change", script(tmp_path, APPEND)).live() as watched:
        wait_for(lambda: told(tmp_path), f"the first call: {watched.words()}")
        write("A/b.pdf", pdf_bytes(REPORT))
        wait_for(lambda: any("A/b.pdf" in call["documents"] for call in told(tmp_path)), "the change")
        head = History(watched.place).head()
        assert told(tmp_path)[-1]["snapshot"] in (
            head[1],
            *(link.id for link in History(watched.place).links()),
        )


# ---- metrics ---------------------------------------------------------------------------------------


def status(**more: Any) -> WatchStatus:
    return WatchStatus("/srv/unit", "0.1.0", "pid 1", **more)


def test_metrics_name_every_status_and_read_as_prometheus_wants() -> None:
    numbers = numbers_of(judged({"a": "met", "b": "missing", "c": "missing"}, optional=frozenset("c")))
    text = metrics_text(
        {"unit-1": (numbers, status(last_walk="2026-03-02T00:00:00Z")), "unit-2": (None, status())}
    )
    assert 'zi_evidence_requirements{unit="unit-1",status="missing"} 1\n' in text
    assert 'zi_evidence_requirements{unit="unit-1",status="stale"} 0\n' in text
    assert 'zi_evidence_supported_points{unit="unit-1",area="total"} 10\n' in text
    assert 'zi_evidence_last_walk_timestamp_seconds{unit="unit-1"} 1772409600\n' in text
    assert 'zi_evidence_ready{unit="unit-2"}' not in text
    names = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(names) == len(set(names))


@given(st.text(max_size=30))
def test_any_name_makes_metrics_of_one_line_each(name: str) -> None:
    line = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+\{(\w+="([^"\\\n]|\\[\\"n])*",?)+\} [0-9.e+]+)')
    text = metrics_text({name: (numbers_of(judged({"a": "met"})), status())})
    assert all(line.fullmatch(row) for row in text.removesuffix("\n").split("\n"))


def test_metrics_follow_the_status_between_two_changes(tmp_path: Path) -> None:
    file = tmp_path / "zi.prom"
    metrics = MetricsFile(file, {"unit-1": tmp_path, "unit-2": tmp_path / "never-watched"}, tick=0.05)
    try:
        write_status(tmp_path, status(pending_count=9))
        wait_for(lambda: file.exists() and 'pending_files{unit="unit-1"} 9\n' in file.read_text(), "nine")
        metrics.report("unit-1", judged({"a": "met"}), status(pending_count=9))
        write_status(tmp_path, status(pending_count=0, health="red"))
        wait_for(lambda: 'pending_files{unit="unit-1"} 0\n' in file.read_text(), "none")
        assert 'requirements{unit="unit-1",status="met"} 1\n' in file.read_text()
        assert "unit-2" not in file.read_text()
    finally:
        metrics.close()


def test_a_watch_keeps_the_metrics_file(unit_folder: Path, write: Write, index: Path, tmp_path: Path) -> None:
    write("A/a.pdf", pdf_bytes(REPORT))
    file = tmp_path / "zi.prom"
    with Watched(unit_folder, index, *QUIET, "--metrics-file", str(file)).live():
        wait_for(lambda: file.exists() and 'status="read"} 1' in file.read_text(), "the metrics")
