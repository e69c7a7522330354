"""The command that a watch runs after a change: told all, run without a shell, ended with all it started."""

import contextlib
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from testkit.watched import Watched, wait_for
from tests.daemon.hooks import APPEND, QUIET, REPORT, Write, script, told
from tests.history.judged import judged
from tests.papers import pdf_bytes
from zi_evidence.errors import UsageError
from zi_evidence.history import History, facts_of
from zi_evidence.watch.outputs.hook import Hook, change_data


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
