"""A command that is run after a change, with what changed as JSON on its standard input.

It runs in a thread of its own and never holds up the watch. Changes that come while it runs are told
together when it has ended. Of what it prints, only the end of stderr is kept, and only when it fails.
"""

import json
import logging
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any

from zi_evidence.errors import UsageError
from zi_evidence.history import Snapshot
from zi_evidence.i18n import tr
from zi_evidence.text import printable

__all__ = ["Hook", "change_data"]

_LOG = logging.getLogger(__name__)
_SECONDS = 30.0
_SAID = 500
_PATHS = 1000


def change_data(
    before: Snapshot | None, after: Snapshot, *, paths: Iterable[str], reason: str, snapshot: str
) -> dict[str, Any]:
    """What changed, as the hook is told: `zi-evidence/change/1`.

    Args:
        before: the facts told last, see `facts_of`; `None` where nothing was told yet.
        after: the facts now.
        paths: documents that came, changed or went.
        reason: what set it off, see `Change`.
        snapshot: id of the newest snapshot of the history; empty where it could not be written.
    """
    old = before["requirements"] if before else {}
    new = after["requirements"]
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name)) if before else []
    told = sorted(paths)
    return {
        "schema": "zi-evidence/change/1",
        "root": after["root"],
        "unit": after["unit"]["name"],
        "as_of": after["as_of"],
        "reason": reason,
        "snapshot": snapshot or None,
        "first": before is None,
        "ready": {"before": before["ready"] if before else None, "after": after["ready"]},
        "points": {"before": _total(before) if before else None, "after": _total(after)},
        "requirements": [{"id": n, "before": old.get(n), "after": new.get(n)} for n in names],
        "documents": told[:_PATHS],
        "documents_count": len(told),
    }


def _total(snapshot: Snapshot) -> str | None:
    return next((area["supported"] for area in snapshot["areas"] if area["code"] == "total"), None)


@dataclass(slots=True)
class _Waiting:
    """What is to be told of one folder at the next run."""

    after: Snapshot
    reason: str
    snapshot: str
    paths: set[str] = field(default_factory=set)


class Hook:
    """Runs a command after changes, one at a time.

    Args:
        command: the program with its arguments, quoted as in a shell; no shell ever sees it.
        seconds: it is ended after so long.

    Raises:
        UsageError: the command cannot be taken apart, or is empty.
    """

    def __init__(self, command: str, *, seconds: float = _SECONDS) -> None:
        try:
            self._arguments = shlex.split(command)
        except ValueError:
            raise UsageError(
                tr("--on-change cannot be taken apart: {command}").format(command=printable(command)),
                hint=tr("check the quotes"),
            ) from None
        if not self._arguments:
            raise UsageError(
                tr("--on-change is empty"), hint=tr("write the command that runs after a change")
            )
        self._seconds = seconds
        self._told: dict[str, Snapshot] = {}
        self._waiting: dict[str, _Waiting] = {}
        self._wake = threading.Condition()
        self._ended = False
        self._failing = False
        self._running: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._work, name="on-change", daemon=True)
        self._thread.start()

    def baseline(self, before: Snapshot) -> None:
        """What was known before this process began; the first change is told against it."""
        with self._wake:
            self._told.setdefault(before["root"], before)

    def offer(self, after: Snapshot, *, paths: Iterable[str], reason: str, snapshot: str) -> None:
        """Tells the command soon; returns at once."""
        with self._wake:
            entry = self._waiting.get(after["root"])
            if entry is None:
                entry = self._waiting[after["root"]] = _Waiting(after, reason, snapshot)
            entry.after, entry.reason, entry.snapshot = after, reason, snapshot
            entry.paths.update(paths)
            self._wake.notify()

    def close(self) -> None:
        """Ends the command if it still runs, and forgets what waits."""
        with self._wake:
            self._ended = True
            self._waiting.clear()
            running = self._running
            self._wake.notify()
        if running is not None:
            _kill(running)
        self._thread.join(2)

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._ended or self._waiting)
                if self._ended:
                    return
                root, entry = self._waiting.popitem()
                before = self._told.get(root)
                self._told[root] = entry.after
            data = change_data(
                before, entry.after, paths=entry.paths, reason=entry.reason, snapshot=entry.snapshot
            )
            same = before is not None and data["points"]["before"] == data["points"]["after"]
            if (
                same
                and not data["requirements"]
                and not entry.paths
                and data["ready"]["before"] == data["ready"]["after"]
            ):
                continue
            self._report(self._run(data))

    def _report(self, problem: str) -> None:
        """Logs the first of a row of failures, and its end."""
        if problem and not self._failing:
            _LOG.warning(tr("the command of --on-change failed: %s"), printable(problem))
        elif self._failing and not problem:
            _LOG.info(tr("the command of --on-change works again"))
        self._failing = bool(problem)

    def _run(self, data: Mapping[str, Any]) -> str:
        """Runs the command once; an empty text, or what went wrong."""
        with tempfile.TemporaryFile() as stdin:
            try:
                stdin.write(json.dumps(data, ensure_ascii=True, indent=1).encode() + b"\n")
                stdin.seek(0)
                process = subprocess.Popen(
                    self._arguments,
                    stdin=stdin,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:
                return str(error)
            return self._wait(process)

    def _wait(self, process: subprocess.Popen[bytes]) -> str:
        with self._wake:
            self._running = process
            ended = self._ended
        said = bytearray()
        assert process.stderr is not None  # noqa: S101 - asked for above
        # A thread, because a grandchild may hold the pipe open for longer than the command lives.
        reader = threading.Thread(target=_drain, args=(process.stderr, said), daemon=True)
        reader.start()
        problem = ""
        try:
            if ended:
                _kill(process)
            code = process.wait(self._seconds)
            if code:
                problem = tr("code {code}").format(code=code)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()
            problem = tr("stopped after {seconds:g} seconds").format(seconds=self._seconds)
        reader.join(1)
        with self._wake:
            self._running = None
        words = bytes(said).decode("utf-8", "replace").strip()
        return f"{problem}: {words}" if problem and words else problem


def _drain(stream: IO[bytes], said: bytearray) -> None:
    """Reads to the end and keeps the last words."""
    with suppress(OSError, ValueError), stream:
        while chunk := os.read(stream.fileno(), 4096):
            said += chunk
            del said[:-_SAID]


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the command and all it started in its session."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
