"""A real watcher process over a unit folder, and what its index says."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from zi_evidence import api, reports, scan
from zi_evidence.errors import EvidenceError
from zi_evidence.index import Store
from zi_evidence.index.place import index_path
from zi_evidence.index.watching import WatchStatus, read_status
from zi_evidence.model import Document, DocumentStatus

__all__ = ["Watched", "canonical", "fresh", "report_bytes", "wait_for"]

PATIENCE = 40.0


def wait_for(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Returns when the condition holds; asks often, so that nothing is waited for in vain."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.02)


def canonical(folder: Path, index: Path) -> dict[bytes, Document]:
    """All that an index says of a unit folder, checked against its checksums."""
    with Store(index_path(folder, index), write=False) as store, store.snapshot():
        return {entry.raw_path: entry.document for entry in store.documents()}


def fresh(folder: Path, index: Path) -> dict[bytes, Document]:
    """What a scan into an index that never was says of the folder."""
    assert not index.exists()
    scan(folder, index=index)
    return canonical(folder, index)


def report_bytes(folder: Path, index: Path) -> bytes:
    """The report from an index as it is, in bytes."""
    report = api.evaluate(folder, as_of=dt.date(2026, 6, 30), index=index, rescan=False)
    return reports.render_json(report, tool_version="test").encode()


class Watched:
    """`zi-evidence watch` in a process of its own; killed at the end, whatever happens."""

    def __init__(
        self, folder: Path, index: Path, *options: str, python: str = sys.executable, **environment: str
    ) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.index = index
        self.place = index_path(self.folder, index)
        self.log = index.with_name(f"{index.name}.log")
        command = [python, "-m", "zi_evidence", "watch", str(folder), "--index", str(index), *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stderr=log, start_new_session=True, env={**os.environ, **environment}
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the watcher; its workers notice by themselves."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(timeout=30)

    def end(self) -> int:
        """SIGTERM; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=15)

    def status(self) -> WatchStatus | None:
        """The status this very process wrote."""
        status = read_status(self.place)
        return status if status and f"pid {self.process.pid} " in status.watcher else None

    def live(self) -> Self:
        """Waits for the first look at the whole folder."""

        def seen() -> bool:
            status = self.status()
            return status is not None and status.last_walk != ""

        wait_for(seen, f"the first walk; log: {self.words()}")
        return self

    def words(self) -> str:
        """The log."""
        return self.log.read_text("utf-8")

    def documents(self) -> dict[str, Document]:
        """Display name -> document, as the index has it now; empty before there is an index."""
        try:
            found = canonical(self.folder, self.index)
        except EvidenceError:
            return {}
        return {document.path: document for document in found.values()}

    def wait_read(self, *paths: str, seconds: float = PATIENCE) -> None:
        """Waits until all these documents were read."""

        def done() -> bool:
            known = self.documents()
            return all(path in known and known[path].status is not DocumentStatus.PENDING for path in paths)

        wait_for(done, f"{paths}; log: {self.words()}", seconds)

    def wait_equal(self, expected: dict[bytes, Document], seconds: float = PATIENCE) -> None:
        """Waits until the index says just this."""

        def equal() -> bool:
            with suppress(EvidenceError):
                return canonical(self.folder, self.index) == expected
            return False

        try:
            wait_for(equal, "the index", seconds)
        except AssertionError:
            now = canonical(self.folder, self.index)
            odd = {path: (now.get(path), expected.get(path)) for path in now.keys() | expected.keys()}
            odd = {path: pair for path, pair in odd.items() if pair[0] != pair[1]}
            short = {
                path: [d and replace(d, facts=None) for d in pair] for path, pair in list(odd.items())[:3]
            }
            raise AssertionError(f"{len(odd)} differ, first {short}; log: {self.words()[-3000:]}") from None


def status_json(folder: Path, index: Path) -> dict[str, object]:
    """What the status command says."""
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "zi_evidence",
            "status",
            str(folder),
            "--index",
            str(index),
            "--format",
            "json",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    data: dict[str, object] = json.loads(result.stdout)
    return data
