"""One worker process: how it is started, spoken to, ended, and what its end means."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zi_evidence.reading.frames import FrameReader
from zi_evidence.reading.jobs import Held, Outcome
from zi_evidence.reading.limits import Limits

__all__ = ["HAS_FD_PASSING", "Worker", "exit_code", "post_mortem", "start_worker"]

HAS_FD_PASSING = hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds")

_KEPT_ENVIRONMENT = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT", "TMPDIR", "TEMP")
# glibc gives the top of its heap back after each document and faults it in again for the next one; a worker
# that may hold far more keeps a little instead.
_KEEP_FREED_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(16 << 20), "MALLOC_MMAP_THRESHOLD_": str(4 << 20)}
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_START_SECONDS = 60.0
_RECEIVE = 256 * 1024
_FRAME_LIMITS = {b"R": 0, b"H": 64, b"P": 200, b"E": 2000}


class Worker:
    """One process and the line to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", line: socket.socket, limits: Limits) -> None:
        self.process = process
        self.line = line
        self.frames = FrameReader({**_FRAME_LIMITS, b"A": limits.max_answer_bytes})
        self.ready = False
        self.task: Held | None = None
        self.wall_end = time.monotonic() + _START_SECONDS
        self.progress_end = self.wall_end
        self.rss = 0
        self._inherited = _peak()

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
                peak = usage.ru_maxrss * _RSS_UNIT
                # A process begins with the peak of the one that started it.
                self.rss = peak if peak > self._inherited else 0
        return self.process.wait()


def _peak() -> int:
    """The most bytes that this process ever held; 0 where that is not told."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - POSIX only

    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT)


def start_worker(task: str, limits: Limits, *, inline: bool) -> Worker:
    """Return a new process that is about to run the task; it says itself when it is ready."""
    settings = json.dumps(
        {
            "task": task,
            "path": [entry for entry in sys.path if os.path.isabs(entry)],  # noqa: PTH117 - texts
            "limits": asdict(limits),
        }
    )
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    environment |= {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"} | _KEEP_FREED_MEMORY
    program = [sys.executable, "-I", "-X", "utf8", str(Path(__file__).with_name("worker.py"))]
    ours, theirs = socket.socketpair()
    if inline:
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
    ours.settimeout(limits.wall_seconds)
    return Worker(process, ours, limits)


def exit_code(process: "subprocess.Popen[bytes]") -> int | None:
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


def post_mortem(code: int, rss: int, memory: int) -> tuple[Outcome, str]:
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
