"""Worker processes that read documents and may die of them.

The parent opens each file itself and hands the open file over, so a worker never sees a path. Everything a
worker says is data to be checked. A worker that stalls is killed with all it started; one that dies costs the
document it held, nothing else.
"""

import json
import os
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from zi_evidence.errors import EvidenceError
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.frames import BadFrame, frame, unpack_body
from zi_evidence.reading.jobs import (
    Answer,
    Held,
    Job,
    Outcome,
    close_job,
    finish_job,
    open_job,
    send_bytes,
    system_reason,
)
from zi_evidence.reading.limits import DEFAULT, Limits
from zi_evidence.reading.processes import HAS_FD_PASSING, Worker, exit_code, post_mortem, start_worker

__all__ = ["Answer", "Job", "Outcome", "Pool"]

_READ_TASK = "zi_evidence.reading.task:read"
_MAX_FAILED_STARTS = 3
_RECEIVE = 256 * 1024
# Answers that need no worker (files that cannot be opened) are not piled up beyond this.
_MAX_WAITING = 64


class Pool:
    """A context manager over worker processes that run one task.

    Args:
        task: `module:function`, imported in the worker: `(data, name, limits) -> JSON bytes`; with
            `module:function:argument` the function makes the task of the argument. A function `preload()` beside
            it is called once before the worker is caged.
        workers: processes at the same time.
        limits: what one document may cost.
        inline: send the bytes instead of the open file; `None` decides by what the system offers.
            Windows has nothing but this way, and there the caps on memory and CPU are missing; it is
            untried there.

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
        self._inline = not HAS_FD_PASSING if inline is None else inline
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._failed_starts = 0
        self._ready: deque[Answer] = deque()
        self._retries: deque[Held] = deque()
        self._known: Callable[[str], bool] | None = None
        self.deaths = 0

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the process ids of the workers that live now."""
        return tuple(worker.process.pid for worker in self._workers)

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
                close_job(task)
        while self._retries:
            close_job(self._retries.popleft())
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
                task = self._retries.popleft()
            else:
                job = next(source, None)
                if job is None:
                    return True
                opened = open_job(job, self._limits)
                if isinstance(opened, Answer):
                    self._ready.append(opened)
                    continue
                task = opened
            if worker is None:
                # The first worker is started by the first job that needs one.
                self._retries.appendleft(task)
                self._start()
                return False
            self._send(worker, task)
            if len(self._workers) < self._count:
                self._start()
        return False

    def _start(self) -> None:
        worker = start_worker(self._task, self._limits, inline=self._inline)
        self._workers.append(worker)
        self._selector.register(worker.line, selectors.EVENT_READ, worker)

    def _send(self, worker: Worker, task: Held) -> None:
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
                send_bytes(worker.line, task)
            else:
                sent = socket.send_fds(worker.line, [message], [task.file])
                if sent < len(message):
                    worker.line.sendall(message[sent:])
        except OSError as error:
            self._undelivered(worker, task, system_reason(error))

    def _undelivered(self, worker: Worker, task: Held, reason: str) -> None:
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

    def _hear(self, worker: Worker) -> None:
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

    def _take(self, worker: Worker, kind: bytes, payload: bytes) -> None:
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

    def _take_hash(self, worker: Worker, task: Held, payload: bytes) -> None:
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
            self._bury(worker, Outcome.CRASHED, system_reason(error), kill=True)
            return
        if known:
            worker.task = None
            self._finish(task, Outcome.KNOWN)

    def _take_answer(self, worker: Worker, task: Held, payload: bytes) -> None:
        if payload[:1] not in (b"\0", b"\1") or not task.sha256:
            self._bury(worker, Outcome.BAD_ANSWER, "an answer without a head", kill=True)
            return
        try:
            body = unpack_body(payload[1:], self._limits.max_body_bytes)
        except BadFrame as error:
            self._bury(worker, Outcome.BAD_ANSWER, str(error), kill=True)
            return
        worker.task = None
        if payload[:1] == b"\1":
            self._drop(worker, kill=True)
        self._finish(task, Outcome.OK, body=body)

    def _take_error(self, worker: Worker, payload: bytes) -> None:
        try:
            told = json.loads(payload)
            outcome, reason = Outcome(told["outcome"]), clean_line(str(told["reason"]))
        except (ValueError, KeyError, TypeError):
            outcome, reason = Outcome.BAD_ANSWER, "not an error report"
        if outcome not in (Outcome.MEMORY, Outcome.CRASHED, Outcome.UNOPENABLE):
            outcome, reason = Outcome.BAD_ANSWER, "not an error report"
        self._bury(worker, outcome, reason, kill=True)

    def _end_of_line(self, worker: Worker) -> None:
        """The worker is gone, or has closed its line: find out why."""
        task = worker.task
        if task is None and worker.ready:
            # It died of nothing that concerns a document.
            self._drop(worker, kill=True)
            return
        # A worker that closes its line but lives on is killed, and then the signal says nothing.
        code = exit_code(worker.process)
        if code is None:
            self._bury(worker, Outcome.CRASHED, "closed its line", kill=True)
            return
        code = worker.end(kill=False)
        outcome, reason = post_mortem(code, worker.rss, self._limits.memory)
        if task is not None and not task.sha256:
            self._undelivered(worker, task, reason)
        else:
            self._bury(worker, outcome, reason, kill=False)

    def _bury(self, worker: Worker, outcome: Outcome, reason: str, *, kill: bool) -> None:
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

    def _drop(self, worker: Worker, *, kill: bool) -> None:
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        self._selector.unregister(worker.line)
        worker.end(kill=kill)

    def _finish(self, task: Held, outcome: Outcome, *, body: bytes = b"", reason: str = "") -> None:
        self._ready.append(finish_job(task, outcome, body=body, reason=reason))

    def _excuse(self, seconds: float) -> None:
        """Do not charge workers for the time in which nobody listened to them."""
        for worker in self._workers:
            worker.wall_end += seconds
            worker.progress_end += seconds
