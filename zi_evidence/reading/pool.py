"""Worker processes that read documents and may die of them.

The parent opens each file itself and hands the open file over, so a worker never sees a path. Everything a
worker says is data to be checked. A worker that stalls is killed with all it started; one that dies costs the
document it held, nothing else.
"""

import contextlib
import json
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from zi_evidence.errors import EvidenceError
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.frames import BadFrame, FrameReader, frame, unpack_body
from zi_evidence.reading.limits import DEFAULT, Limits

__all__ = ["Answer", "Job", "Outcome", "Pool"]

_READ_TASK = "zi_evidence.reading.task:read"
_KEPT_ENVIRONMENT = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT", "TMPDIR", "TEMP")
_START_SECONDS = 60.0
_MAX_FAILED_STARTS = 3
_RECEIVE = 256 * 1024
# Answers that need no worker (files that cannot be opened) are not piled up beyond this.
_MAX_WAITING = 64
_FRAME_LIMITS = {b"R": 0, b"H": 64, b"P": 200, b"E": 2000}
_HAS_FD_PASSING = hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds")


class Outcome(StrEnum):
    """What became of one job."""

    OK = "ok"
    KNOWN = "known"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    BAD_ANSWER = "bad_answer"
    CHANGED = "changed"
    TOO_LARGE = "too_large"
    UNOPENABLE = "unopenable"


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read.

    Attributes:
        key: whatever the caller knows the file by; comes back with the answer.
        path: where the file lies.
        name: its name for display and for tasks that look at names.
    """

    key: object
    path: str | bytes
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one job.

    Attributes:
        sha256: of exactly the bytes that were parsed; empty where no worker got that far.
        body: the task's JSON where the outcome is `ok`, else empty.
        reason: a short technical reason where the outcome is not `ok`.
        stat_before: of the open file before it was read; `None` where it could not be opened.
        stat_after: of the same open file after it was read.
    """

    job: Job
    outcome: Outcome
    sha256: str = ""
    body: bytes = b""
    reason: str = ""
    stat_before: os.stat_result | None = None
    stat_after: os.stat_result | None = None


@dataclass(slots=True)
class _Task:
    """A job in the hands of a worker, with its open file."""

    job: Job
    file: int
    before: os.stat_result
    engine: str = ""
    sha256: str = ""
    note: str = ""
    deliveries: int = 0


class _Worker:
    """One process and the line to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", line: socket.socket, limits: Limits) -> None:
        self.process = process
        self.line = line
        self.frames = FrameReader({**_FRAME_LIMITS, b"A": limits.max_answer_bytes})
        self.ready = False
        self.task: _Task | None = None
        self.wall_end = time.monotonic() + _START_SECONDS
        self.progress_end = self.wall_end
        self.rss = 0

    def end(self, *, kill: bool) -> int:
        """Kill the process with all it started, if asked, and return its exit code (-n: signal n)."""
        if kill:
            self._kill()
        code = self._wait()
        # What a dead worker started lives on in its group.
        self._kill_group()
        self.line.close()
        return code

    def _kill(self) -> None:
        self._kill_group()
        with contextlib.suppress(OSError):
            self.process.kill()

    def _kill_group(self) -> None:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def _wait(self) -> int:
        if self.process.returncode is None and hasattr(os, "wait4"):
            try:
                _, status, usage = os.wait4(self.process.pid, 0)
            except ChildProcessError:
                self.process.returncode = -signal.SIGKILL
            else:
                self.process.returncode = os.waitstatus_to_exitcode(status)
                scale = 1 if sys.platform == "darwin" else 1024
                self.rss = usage.ru_maxrss * scale
        return self.process.wait()


class Pool:
    """A context manager over worker processes that run one task.

    Args:
        task: `module:function`, imported in the worker: `(data, name, limits) -> JSON bytes`. A function
            `preload()` beside it is called once before the worker is caged.
        workers: processes at the same time.
        limits: what one document may cost.
        inline: send the bytes instead of the open file; `None` decides by what the system offers.
            Windows has nothing but this way, and there the caps on memory and CPU are missing; it is untried there.

    A pool belongs to the thread that uses it: workers die with the thread that started them.
    """

    def __init__(
        self,
        task: str = _READ_TASK,
        *,
        workers: int,
        limits: Limits = DEFAULT,
        inline: bool | None = None,
    ) -> None:
        if workers < 1:
            raise ValueError("a pool needs a worker")
        self._task = task
        self._count = workers
        self._limits = limits
        self._inline = not _HAS_FD_PASSING if inline is None else inline
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._failed_starts = 0
        self._ready: deque[Answer] = deque()
        self._retries: deque[_Task] = deque()
        self._known: Callable[[str], bool] | None = None
        self.deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill all workers and close all files; the pool cannot be used again."""
        self._forget()
        for worker in list(self._workers):
            self._drop(worker, kill=True)
        self._selector.close()

    def run(self, jobs: Iterable[Job], *, known: Callable[[str], bool] | None = None) -> Iterator[Answer]:
        """Yield an answer for each job, as they come, not in order.

        Jobs are drawn only as workers become free, so any number of them takes the same memory.

        Args:
            jobs: the files; an iterator is drawn from lazily.
            known: asked with the SHA-256 of a file's bytes before they are parsed; `True` gives the
                outcome `known` at once. This is how a document that killed a worker is not tried again.

        Raises:
            EvidenceError: no worker can be started.
        """
        self._known = known
        source = iter(jobs)
        exhausted = False
        try:
            while True:
                if not exhausted or self._retries:
                    exhausted = self._hand_out(source) or exhausted
                if self._ready:
                    paused = time.monotonic()
                    while self._ready:
                        yield self._ready.popleft()
                    self._excuse(time.monotonic() - paused)
                    continue
                if exhausted and not self._retries and not any(w.task for w in self._workers):
                    return
                self._wait()
        finally:
            self._forget()

    def _forget(self) -> None:
        """Drop what is under way, so that a run left early does not answer into the next one."""
        for worker in [w for w in self._workers if w.task is not None]:
            task, worker.task = worker.task, None
            self._drop(worker, kill=True)
            if task is not None:
                _close(task)
        while self._retries:
            _close(self._retries.popleft())
        self._ready.clear()

    def _hand_out(self, source: Iterator[Job]) -> bool:
        """Give each free worker a job; return whether the source is exhausted."""
        while len(self._ready) < _MAX_WAITING:
            worker = next((w for w in self._workers if w.ready and w.task is None), None)
            if worker is None:
                starting = sum(1 for w in self._workers if not w.ready)
                if starting or len(self._workers) >= self._count:
                    return False
            if self._retries:
                task: _Task | None = self._retries.popleft()
            else:
                job = next(source, None)
                if job is None:
                    return True
                task = self._open(job)
            if task is None:
                continue
            if worker is None:
                # The first worker is started by the first job that needs one.
                self._retries.appendleft(task)
                self._start()
                return False
            self._send(worker, task)
            if len(self._workers) < self._count:
                self._start()
        return False

    def _open(self, job: Job) -> _Task | None:
        """Return the job with its file open, or queue the answer that says why not."""
        flags = os.O_RDONLY
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
            flags |= getattr(os, name, 0)
        try:
            file = os.open(job.path, flags)
        except (OSError, ValueError) as error:
            self._ready.append(Answer(job, Outcome.UNOPENABLE, reason=_system_reason(error)))
            return None
        try:
            before = os.fstat(file)
        except OSError as error:
            os.close(file)
            self._ready.append(Answer(job, Outcome.UNOPENABLE, reason=_system_reason(error)))
            return None
        problem: tuple[Outcome, str] | None = None
        if not stat.S_ISREG(before.st_mode):
            problem = (Outcome.UNOPENABLE, "not a regular file")
        elif before.st_size > self._limits.max_file_bytes:
            problem = (Outcome.TOO_LARGE, f"{before.st_size} bytes")
        if problem is not None:
            os.close(file)
            self._ready.append(
                Answer(job, problem[0], reason=problem[1], stat_before=before, stat_after=before)
            )
            return None
        return _Task(job, file, before)

    def _start(self) -> None:
        settings = json.dumps(
            {
                "task": self._task,
                "path": [entry for entry in sys.path if os.path.isabs(entry)],  # noqa: PTH117 - texts
                "limits": asdict(self._limits),
            }
        )
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment |= {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
        program = [sys.executable, "-I", "-X", "utf8", str(Path(__file__).with_name("worker.py"))]
        ours, theirs = socket.socketpair()
        if self._inline:
            process = subprocess.Popen(
                [*program, "-", settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
            _pump(process, theirs)
        else:
            with theirs:
                process = subprocess.Popen(
                    [*program, str(theirs.fileno()), settings],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                    pass_fds=(theirs.fileno(),),
                    start_new_session=True,
                )
        ours.settimeout(self._limits.wall_seconds)
        worker = _Worker(process, ours, self._limits)
        self._workers.append(worker)
        self._selector.register(ours, selectors.EVENT_READ, worker)

    def _send(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        message = frame(
            b"J",
            json.dumps(
                {
                    "name": task.job.name,
                    "size": task.before.st_size,
                    "inline": self._inline,
                    "engine": task.engine,
                    "ask": self._known is not None,
                }
            ).encode(),
        )
        now = time.monotonic()
        worker.wall_end = now + self._limits.wall_seconds
        worker.progress_end = now + self._limits.no_progress_seconds
        try:
            os.lseek(task.file, 0, os.SEEK_SET)
            if self._inline:
                worker.line.sendall(message)
                _send_bytes(worker.line, task)
            else:
                sent = socket.send_fds(worker.line, [message], [task.file])
                if sent < len(message):
                    worker.line.sendall(message[sent:])
        except OSError as error:
            self._undelivered(worker, task, _system_reason(error))

    def _undelivered(self, worker: _Worker, task: _Task, reason: str) -> None:
        """A worker that died while it was idle has not met the document: another one gets it."""
        task.deliveries += 1
        if task.deliveries > _MAX_FAILED_STARTS:
            self._bury(worker, Outcome.CRASHED, reason, kill=True)
            return
        worker.task = None
        self._retries.append(task)
        self._bury(worker, Outcome.CRASHED, reason, kill=True)

    def _wait(self) -> None:
        """Wait for a sign from any worker, or for the first clock to run out."""
        now = time.monotonic()
        busy = [w for w in self._workers if w.task is not None or not w.ready]
        end = min((min(w.wall_end, w.progress_end) for w in busy), default=now + 1.0)
        for key, _ in self._selector.select(max(0.0, end - now)):
            self._hear(key.data)
        now = time.monotonic()
        for worker in busy:
            if worker not in self._workers or (worker.ready and worker.task is None):
                continue
            if now > worker.wall_end:
                self._bury(worker, Outcome.TIMEOUT, "wall clock", kill=True)
            elif now > worker.progress_end:
                self._bury(worker, Outcome.TIMEOUT, "no progress", kill=True)

    def _hear(self, worker: _Worker) -> None:
        try:
            data = worker.line.recv(_RECEIVE)
            frames = worker.frames.feed(data)
        except BadFrame as error:
            self._bury(worker, Outcome.BAD_ANSWER, str(error), kill=True)
            return
        except OSError:
            data, frames = b"", []
        if data:
            worker.progress_end = time.monotonic() + self._limits.no_progress_seconds
        for kind, payload in frames:
            if worker not in self._workers:
                return
            self._take(worker, kind, payload)
        if not data and worker in self._workers:
            self._end_of_line(worker)

    def _take(self, worker: _Worker, kind: bytes, payload: bytes) -> None:
        task = worker.task
        if kind == b"R" and not worker.ready:
            worker.ready = True
            self._failed_starts = 0
        elif task is None:
            self._bury(worker, Outcome.BAD_ANSWER, "an answer without a question", kill=True)
        elif kind == b"P":
            task.note = payload.decode("utf-8", "replace")
        elif kind == b"H":
            self._take_hash(worker, task, payload)
        elif kind == b"A":
            self._take_answer(worker, task, payload)
        elif kind == b"E":
            self._take_error(worker, payload)
        else:
            self._bury(worker, Outcome.BAD_ANSWER, "a frame out of turn", kill=True)

    def _take_hash(self, worker: _Worker, task: _Task, payload: bytes) -> None:
        digest = payload.decode("ascii", "replace")
        if task.sha256 or len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            self._bury(worker, Outcome.BAD_ANSWER, "not a hash", kill=True)
            return
        task.sha256 = digest
        if self._known is None:
            return
        known = self._known(digest)
        try:
            worker.line.sendall(frame(b"S" if known else b"G"))
        except OSError as error:
            self._bury(worker, Outcome.CRASHED, _system_reason(error), kill=True)
            return
        if known:
            worker.task = None
            self._finish(task, Outcome.KNOWN)

    def _take_answer(self, worker: _Worker, task: _Task, payload: bytes) -> None:
        try:
            if payload[:1] not in (b"\0", b"\1") or not task.sha256:
                raise BadFrame("an answer without a head")
            body = unpack_body(payload[1:], self._limits.max_body_bytes)
        except BadFrame as error:
            self._bury(worker, Outcome.BAD_ANSWER, str(error), kill=True)
            return
        worker.task = None
        if payload[:1] == b"\1":
            self._drop(worker, kill=True)
        self._finish(task, Outcome.OK, body=body)

    def _take_error(self, worker: _Worker, payload: bytes) -> None:
        try:
            told = json.loads(payload)
            outcome, reason = Outcome(told["outcome"]), clean_line(str(told["reason"]))
        except (ValueError, KeyError, TypeError):
            outcome, reason = Outcome.BAD_ANSWER, "not an error report"
        if outcome not in (Outcome.MEMORY, Outcome.CRASHED, Outcome.UNOPENABLE):
            outcome, reason = Outcome.BAD_ANSWER, "not an error report"
        self._bury(worker, outcome, reason, kill=True)

    def _end_of_line(self, worker: _Worker) -> None:
        """The worker is gone, or has closed its line: find out why."""
        task = worker.task
        if task is None and worker.ready:
            # It died of nothing that concerns a document.
            self._drop(worker, kill=True)
            return
        # A worker that closes its line but lives on is killed, and then the signal says nothing.
        code = _exit_code(worker.process)
        if code is None:
            self._bury(worker, Outcome.CRASHED, "closed its line", kill=True)
            return
        code = worker.end(kill=False)
        outcome, reason = _post_mortem(code, worker.rss, self._limits.memory)
        if task is not None and not task.sha256:
            self._undelivered(worker, task, reason)
        else:
            self._bury(worker, outcome, reason, kill=False)

    def _bury(self, worker: _Worker, outcome: Outcome, reason: str, *, kill: bool) -> None:
        """End the worker; its job is answered, or tried once more with the other engine."""
        task, was_ready = worker.task, worker.ready
        worker.task = None
        self.deaths += 1
        self._drop(worker, kill=kill)
        if not was_ready:
            self._failed_starts += 1
            if self._failed_starts >= _MAX_FAILED_STARTS:
                raise EvidenceError(
                    f"the reading process cannot be started: {reason}",
                    hint="check the installation: python -m zi_evidence.reading.task must import",
                )
        if task is None:
            return
        again = outcome in (Outcome.CRASHED, Outcome.MEMORY) and task.note.startswith("pdfium")
        if again and not task.engine:
            self._retries.append(replace(task, engine="pypdf", sha256="", note=""))
            return
        self._finish(task, outcome, reason=f"{reason} ({task.note})" if task.note else reason)

    def _drop(self, worker: _Worker, *, kill: bool) -> None:
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        self._selector.unregister(worker.line)
        worker.end(kill=kill)

    def _finish(self, task: _Task, outcome: Outcome, *, body: bytes = b"", reason: str = "") -> None:
        after: os.stat_result | None = None
        try:
            after = os.fstat(task.file)
        except OSError as error:
            outcome, body, reason = Outcome.UNOPENABLE, b"", _system_reason(error)
        _close(task)
        if after is not None and _identity(task.before) != _identity(after):
            outcome, body, reason = Outcome.CHANGED, b"", "changed while it was read"
        self._ready.append(Answer(task.job, outcome, task.sha256, body, reason, task.before, after))

    def _excuse(self, seconds: float) -> None:
        """Do not charge workers for the time in which nobody listened to them."""
        for worker in self._workers:
            worker.wall_end += seconds
            worker.progress_end += seconds


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _close(task: _Task) -> None:
    with contextlib.suppress(OSError):
        os.close(task.file)


def _system_reason(error: Exception) -> str:
    # Never the whole text: it holds the server's path.
    return clean_line(getattr(error, "strerror", None) or type(error).__name__)


def _exit_code(process: "subprocess.Popen[bytes]") -> int | None:
    """Return an indication that the process has ended, without reaping it; waits a moment for it."""
    if not hasattr(os, "waitid"):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=5)
        return None
    for _ in range(200):
        with contextlib.suppress(ChildProcessError):
            found: Any = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)
            if found is not None:
                return int(found.si_status)
            time.sleep(0.005)
            continue
        return 0
    return None


def _post_mortem(code: int, rss: int, memory: int) -> tuple[Outcome, str]:
    """Return what an exit code means. Total: every code means something."""
    if code >= 0:
        return Outcome.CRASHED, f"ended without an answer (code {code})"
    if sys.platform != "win32":
        if -code == signal.SIGXCPU:
            return Outcome.TIMEOUT, "CPU time"
        # The parent did not send this one; only the kernel short of memory does.
        if -code == signal.SIGKILL:
            return Outcome.MEMORY, "killed by the system"
    # Native libraries abort where memory is refused; a lean process that aborts has a bug instead.
    if rss > memory // 2:
        return Outcome.MEMORY, f"signal {-code}"
    return Outcome.CRASHED, f"signal {-code}"


def _send_bytes(line: socket.socket, task: _Task) -> None:
    left = task.before.st_size
    while left:
        chunk = os.read(task.file, min(left, _RECEIVE))
        # A file that shrank is filled up; the second look at its status then says that it changed.
        chunk = chunk or bytes(min(left, _RECEIVE))
        line.sendall(chunk)
        left -= len(chunk)


def _pump(process: "subprocess.Popen[bytes]", line: socket.socket) -> None:
    """Join a process's standard input and output to a socket, for systems that cannot inherit one."""
    source, sink = process.stdout, process.stdin
    if source is None or sink is None:
        raise ValueError("the process has no pipes")

    def outward() -> None:
        with contextlib.suppress(OSError, ValueError), source:
            while data := os.read(source.fileno(), _RECEIVE):
                line.sendall(data)
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_WR)

    def inward() -> None:
        with contextlib.suppress(OSError, ValueError), sink:
            while data := line.recv(_RECEIVE):
                sink.write(data)
                sink.flush()
        with contextlib.suppress(OSError):
            line.close()

    for target in (outward, inward):
        threading.Thread(target=target, daemon=True).start()
