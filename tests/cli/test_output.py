"""Where answers go: never into the unit folder, to devices as they are, to stdout in whatever state it is."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.papers import pdf_bytes
from tests.running import run_apart, run_here
from zi_evidence.cli.entry import main
from zi_evidence.cli.terminal import write_answer
from zi_evidence.errors import ExitCode, UsageError

Write = Callable[[str, bytes], Path]
Picture = Callable[[Path], dict[str, tuple[int, int, bytes]]]
AS_OF = ("--as-of", "2026-06-30", "--quiet")
COMMAND = (sys.executable, "-m", "zi_evidence")
# A short answer is still in our hands when the command ends, a long one is not.
SMALL_AND_LARGE = [("documents",), ("report", "--format", "json")]


@pytest.fixture
def scanned(unit_folder: Path, write: Write) -> Path:
    """A unit with one paper, known to the index; its name needs more than Latin letters."""
    unit_file = unit_folder / "zi-evidence.yaml"
    unit_file.write_text(unit_file.read_text("utf-8").replace("Kantor Contoh", "Kantor \u03a9mega"), "utf-8")
    write("Area 1/laporan.pdf", pdf_bytes("LAPORAN PELAKSANAAN KEGIATAN"))
    write("Area 1/catatan.txt", b"bukti")
    assert main(["scan", str(unit_folder), "--quiet"]) == 0
    return unit_folder


class TestIntoTheUnitFolder:
    @pytest.mark.parametrize(
        "command", [("report", "{}"), ("documents", "{}"), ("search", "{}", "laporan")], ids=lambda c: c[0]
    )
    def test_no_answer_is_written_and_evidence_stays(
        self,
        scanned: Path,
        tmp_path: Path,
        command: tuple[str, ...],
        frozen_tree: Picture,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        link = tmp_path / "tautan"
        link.symlink_to(scanned, target_is_directory=True)
        before = frozen_tree(scanned)
        call = [word.format(scanned) for word in command]
        for target in ("Area 1/catatan.txt", "Area 1/baru.txt", "zi-evidence.yaml"):
            for way in (scanned / target, link / target, scanned / "Area 1" / ".." / target):
                code = main([*call, *AS_OF, "--no-scan", "--format", "json", "--output", str(way)])
                assert code == ExitCode.USAGE, way
                assert "di dalam folder unit" in capsys.readouterr().err
        assert frozen_tree(scanned) == before

    def test_nor_where_the_folder_itself_was_named_by_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "unit").mkdir()
        link = tmp_path / "tautan"
        link.symlink_to(tmp_path / "unit", target_is_directory=True)
        with pytest.raises(UsageError):
            write_answer("x", tmp_path / "unit" / "a.txt", outside=link)

    def test_beside_it_there_is_room(self, scanned: Path, tmp_path: Path) -> None:
        target = tmp_path / "unit-laporan.json"
        assert main(["report", str(scanned), *AS_OF, "--no-scan", "--output", str(target)]) == 0
        assert json.loads(target.read_bytes())["unit"]["name"] == "Kantor \u03a9mega Sukamaju"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_answer("jawaban \u03a9", pipe)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    reader.join(30)
    assert received == ["jawaban \u03a9".encode()]
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.system
class TestStdout:
    @pytest.fixture(autouse=True)
    def _buffered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As people run it: what is written waits in our hands for a while."""
        monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)

    def shell(self, line: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
        """Runs our command in a shell line that says where its answer goes."""
        return subprocess.run(
            ["sh", "-c", line, "sh", *COMMAND, *map(str, arguments)],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=120,
        )

    @staticmethod
    def to_nobody(*call: str) -> subprocess.CompletedProcess[bytes]:
        """What `| head -n1` does to a long answer, without waiting for a pipe to be full."""
        read_end, write_end = os.pipe()
        os.close(read_end)
        try:
            return subprocess.run(
                [*COMMAND, *call], stdout=write_end, stderr=subprocess.PIPE, check=False, timeout=120
            )
        finally:
            os.close(write_end)

    @pytest.mark.parametrize("form", ["text", "xlsx"])
    def test_nobody_is_there_to_take_the_answer(self, scanned: Path, form: str) -> None:
        result = self.shell('exec "$@" >&-', "report", scanned, *AS_OF, "--no-scan", "--format", form)
        assert (result.returncode, result.stderr) == (ExitCode.PASS, b"")

    @pytest.mark.parametrize("call", SMALL_AND_LARGE, ids=" ".join)
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is full")
    def test_no_room_for_the_answer_is_told_in_one_line(self, scanned: Path, call: tuple[str, ...]) -> None:
        command, *options = call
        result = self.shell('exec "$@" >/dev/full', command, scanned, *AS_OF, "--no-scan", *options)
        assert result.returncode == ExitCode.COULD_NOT_LOOK
        (line,) = result.stderr.decode().splitlines()
        assert line.startswith("zi-evidence: keluaran tidak dapat ditulis")

    @pytest.mark.parametrize("call", SMALL_AND_LARGE, ids=" ".join)
    def test_a_reader_that_has_gone_is_no_fault(self, scanned: Path, call: tuple[str, ...]) -> None:
        command, *options = call
        result = self.to_nobody(command, str(scanned), *AS_OF, "--no-scan", *options)
        assert (result.returncode, result.stderr) == (ExitCode.PASS, b"")

    def test_a_gate_stays_closed_though_nobody_reads_why(self, scanned: Path) -> None:
        before = run_here("history", scanned).stdout
        result = self.to_nobody("check", str(scanned), *AS_OF)
        assert (result.returncode, result.stderr) == (ExitCode.FINDINGS, b"")
        assert run_here("history", scanned).stdout != before, "the judgement was kept"

    def test_what_programs_read_is_utf_8_whatever_the_locale_says(self, scanned: Path) -> None:
        call = ("report", scanned, *AS_OF, "--no-scan", "--format", "json")
        result = run_apart(*call, PYTHONIOENCODING="utf-16", PYTHONUTF8="0")
        assert json.loads(result.stdout)["unit"]["name"] == "Kantor \u03a9mega Sukamaju"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_each_format_is_utf_8_on_any_stdout(scanned: Path, encoding: str) -> None:
    def told(form: str) -> str:
        return run_here("report", scanned, *AS_OF, "--no-scan", "--format", form, encoding=encoding).stdout

    assert json.loads(told("json"))["unit"]["name"] == "Kantor \u03a9mega Sukamaju"
    assert "\u03a9mega" in told("html")
    assert told("junit").startswith("<?xml")
    assert next(csv.reader(io.StringIO(told("csv"))))[0] == "Kode"
