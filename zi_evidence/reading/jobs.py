"""Jobs, what became of them, and the open files between."""

import contextlib
import os
import socket
import stat
from dataclasses import dataclass
from enum import StrEnum

from zi_evidence.beneath import Beneath
from zi_evidence.reading.clean import clean_line
from zi_evidence.reading.limits import Limits

__all__ = [
    "Answer",
    "Held",
    "Job",
    "Outcome",
    "close_job",
    "finish_job",
    "open_job",
    "send_bytes",
    "system_reason",
    "turn",
]

_CHUNK = 256 * 1024


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
        below: the folder that `path` is relative to, if it is; held open until the job is done.
        identity: device and inode of the file that is meant; another one in its place is not read.
    """

    key: object
    path: str | bytes
    name: str
    below: Beneath | None = None
    identity: tuple[int, int] | None = None


def turn(size: int) -> int:
    """Return the sort key of a file of so many bytes among jobs: those twice as large first.

    A large document that comes last keeps one worker busy while the others have nothing to do. Files of about
    the same size keep their order, so that copies of one file do not meet in two workers.
    """
    return -size.bit_length()


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
class Held:
    """A job in the hands of a worker, with its open file."""

    job: Job
    file: int
    before: os.stat_result
    engine: str = ""
    sha256: str = ""
    note: str = ""
    deliveries: int = 0


def open_job(job: Job, limits: Limits, engine: str = "") -> "Held | Answer":
    """Return the job with its file open, or the answer that says why it cannot be.

    Links are not followed, and what is no regular file is not waited for.
    """
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    try:
        file = job.below.open(os.fsencode(job.path), flags) if job.below else os.open(job.path, flags)
    except (OSError, ValueError) as error:
        return Answer(job, Outcome.UNOPENABLE, reason=system_reason(error))
    try:
        before = os.fstat(file)
    except OSError as error:
        os.close(file)
        return Answer(job, Outcome.UNOPENABLE, reason=system_reason(error))
    if not stat.S_ISREG(before.st_mode):
        outcome, reason = Outcome.UNOPENABLE, "not a regular file"
    elif job.identity and job.identity != (before.st_dev, before.st_ino):
        outcome, reason = Outcome.CHANGED, "another file than was met"
    elif before.st_size > limits.max_file_bytes:
        outcome, reason = Outcome.TOO_LARGE, f"{before.st_size / 2**20:.1f} MB"
    else:
        return Held(job, file, before, engine)
    os.close(file)
    return Answer(job, outcome, reason=reason, stat_before=before, stat_after=before)


def finish_job(held: Held, outcome: Outcome, *, body: bytes = b"", reason: str = "") -> Answer:
    """Return the answer and close the file; a file that changed meanwhile has no other answer than that."""
    after: os.stat_result | None = None
    try:
        after = os.fstat(held.file)
    except OSError as error:
        outcome, body, reason = Outcome.UNOPENABLE, b"", system_reason(error)
    close_job(held)
    if after is not None and _identity(held.before) != _identity(after):
        outcome, body, reason = Outcome.CHANGED, b"", "changed while it was read"
    return Answer(held.job, outcome, held.sha256, body, reason, held.before, after)


def close_job(held: Held) -> None:
    """Close the job's file."""
    with contextlib.suppress(OSError):
        os.close(held.file)


def send_bytes(line: socket.socket, held: Held) -> None:
    """Send as many bytes of the file as its status promised."""
    left = held.before.st_size
    while left:
        chunk = os.read(held.file, min(left, _CHUNK))
        # A file that shrank is filled up; the second look at its status then says that it changed.
        chunk = chunk or bytes(min(left, _CHUNK))
        line.sendall(chunk)
        left -= len(chunk)


def system_reason(error: Exception) -> str:
    """Return what the system says, without the path, which is the server's secret."""
    return clean_line(getattr(error, "strerror", None) or type(error).__name__)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
