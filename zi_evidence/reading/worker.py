"""The process that reads documents. Started by the pool, never imported by it.

Run as `python -I worker.py CHANNEL SETTINGS`: CHANNEL is the number of an inherited socket, or `-` for
standard input and output; SETTINGS is JSON of the task's name, the import path and the limits.
"""

import json
import os
import sys

if __name__ == "__main__":
    # Isolated mode finds installed packages only; the parent says where else it found its own.
    sys.path[:] = json.loads(sys.argv[2])["path"] or sys.path

import array
import hashlib
import importlib
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn, Protocol

from zi_evidence.reading import hooks
from zi_evidence.reading.cage import Cage
from zi_evidence.reading.frames import HEADER, frame, pack_body
from zi_evidence.reading.limits import Limits

__all__ = ["main"]

Task = Callable[[bytes, str, Limits], bytes]
_CHUNK = 4 * 1024 * 1024
_MAX_NOTE = 200


class _Channel(Protocol):
    """The line to the parent."""

    def send(self, data: bytes) -> None:
        """Send all of the data."""

    def receive(self, size: int) -> bytes:
        """Return exactly `size` bytes.

        Raises:
            EOFError: the parent is gone.
        """

    def take_file(self) -> int | None:
        """Return the open file that came with the last message."""


class _SocketChannel:
    """An inherited Unix socket; open files come beside the bytes."""

    def __init__(self, number: int) -> None:
        self._socket = socket.socket(fileno=number)
        self._files: list[int] = []

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            data, ancillary, _, _ = self._socket.recvmsg(min(size, _CHUNK), socket.CMSG_SPACE(4))
            for level, kind, payload in ancillary:
                if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                    numbers = array.array("i")
                    numbers.frombytes(payload[: len(payload) - len(payload) % numbers.itemsize])
                    self._files += numbers
            if not data:
                raise EOFError
            parts.append(data)
            size -= len(data)
        return b"".join(parts)

    def take_file(self) -> int | None:
        return self._files.pop() if self._files else None


class _PipeChannel:
    """Standard input and output, where no socket can be inherited; a document's bytes come inline."""

    def __init__(self) -> None:
        self._in, self._out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
        # Whatever a library prints must not be taken for a frame.
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.close(quiet)

    def send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._out.write(view) or 0 :]

    def receive(self, size: int) -> bytes:
        data = self._in.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def take_file(self) -> int | None:
        return None


def main(arguments: list[str]) -> NoReturn:
    """Serve jobs until the parent hangs up, a document taints this process, or it has read enough."""
    settings = json.loads(arguments[1])
    limits = Limits(**settings["limits"])
    channel: _Channel = _PipeChannel() if arguments[0] == "-" else _SocketChannel(int(arguments[0]))
    module, name, *argument = settings["task"].split(":", 2)
    holder = importlib.import_module(module)
    task: Task = getattr(holder, name)(*argument) if argument else getattr(holder, name)
    preload = getattr(holder, "preload", None)
    if preload is not None:
        preload()
    cage = Cage(limits.memory, limits.cpu_seconds)
    cage.enter()
    channel.send(frame(b"R"))
    served = 0
    try:
        while True:
            job = _receive_job(channel)
            cage.renew()
            served += 1
            if not _serve(channel, task, limits, job, last=served >= limits.worker_files):
                break
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass
    # No clean-up of libraries that a broken document may have left in any state.
    os._exit(0)


def _receive_job(channel: _Channel) -> dict[str, Any]:
    kind, length = HEADER.unpack(channel.receive(HEADER.size))
    if kind != b"J":
        raise EOFError
    job: dict[str, Any] = json.loads(channel.receive(length))
    return job


def _serve(channel: _Channel, task: Task, limits: Limits, job: dict[str, Any], *, last: bool) -> bool:
    """Answer one job; return whether this process may serve another.

    The answer says so too: a worker that left on its own would take the next job with it.
    """
    hooks.install(lambda note: channel.send(frame(b"P", note.encode("utf-8", "replace")[:_MAX_NOTE])))
    try:
        data = _take_bytes(channel, job)
        channel.send(frame(b"H", hashlib.sha256(data).hexdigest().encode()))
        if job["ask"]:
            kind, length = HEADER.unpack(channel.receive(HEADER.size))
            channel.receive(length)
            if kind != b"G":
                return True
        if job["engine"]:
            limits = replace(limits, engine=job["engine"])
        body = task(data, job["name"], limits)
        del data
        last = last or hooks.retiring() or _resident() > limits.worker_rss
        channel.send(frame(b"A", (b"\1" if last else b"\0") + pack_body(body)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except MemoryError:
        _report(channel, "memory", "MemoryError")
        return False
    except OSError as error:
        _report(channel, "unopenable", type(error).__name__)
        return False
    except BaseException as error:  # noqa: BLE001 - parsers raise classes that nobody listed
        _report(channel, "crashed", type(error).__name__)
        return False
    return not last


def _report(channel: _Channel, outcome: str, reason: str) -> None:
    channel.send(frame(b"E", json.dumps({"outcome": outcome, "reason": reason}).encode()))


def _take_bytes(channel: _Channel, job: dict[str, Any]) -> bytes:
    if job["inline"]:
        return channel.receive(job["size"])
    file = channel.take_file()
    if file is None:
        raise OSError("no file came with the job")
    try:
        # One byte more than promised shows a file that grows; more than that is not read.
        parts: list[bytes] = []
        left = job["size"] + 1
        while left and (chunk := os.read(file, min(left, _CHUNK))):
            parts.append(chunk)
            left -= len(chunk)
        return parts[0] if len(parts) == 1 else b"".join(parts)
    finally:
        os.close(file)


def _resident() -> int:
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - one read a document, kept cheap
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


if __name__ == "__main__":
    main(sys.argv[1:])
