"""A task for the pool that misbehaves on demand: the document's bytes say how."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time

from zi_evidence.reading import Limits, hooks


def run(data: bytes, name: str, limits: Limits) -> bytes:
    """Do what the bytes ask for."""
    what = data.decode("ascii", "replace").split()
    assert limits.wall_seconds > 0
    action = globals().get(f"do_{what[0]}") if what else None
    if action is None:
        return json.dumps({"name": name, "size": len(data)}).encode()
    answer: bytes = action(*what[1:])
    return answer


def do_sleep() -> bytes:
    while True:
        time.sleep(60)


def do_spin() -> bytes:
    while True:
        pass


def do_tick() -> bytes:
    while True:
        hooks.stage("masih bekerja")
        time.sleep(0.05)


def do_stop() -> bytes:
    os.kill(os.getpid(), signal.SIGSTOP)
    return b"{}"


def do_die(number: str) -> bytes:
    os.kill(os.getpid(), int(number))
    return do_sleep()


def do_fault() -> bytes:
    ctypes.string_at(0)
    return b"{}"


def do_exit(code: str) -> bytes:
    os._exit(int(code))


def do_raise(kind: str) -> bytes:
    kinds: dict[str, type[BaseException]] = {
        "memory": MemoryError,
        "recursion": RecursionError,
        "system": SystemError,
        "interrupt": KeyboardInterrupt,
        "exit": SystemExit,
        "os": OSError,
        "value": ValueError,
    }
    raise kinds[kind]("/srv/rahasia/berkas.pdf")


def do_memory() -> bytes:
    held = []
    while True:
        held.append(bytearray(64 * 1024 * 1024))


def do_deep() -> bytes:
    def down() -> None:
        down()

    sys.setrecursionlimit(10**9)
    down()
    return b"{}"


def do_long(megabytes: str) -> bytes:
    return os.urandom(1024 * 1024) * int(megabytes)


def do_bomb(megabytes: str) -> bytes:
    return b" " * (int(megabytes) * 1024 * 1024)


def do_garbage() -> bytes:
    return b"\xff\xfe not json"


def do_flood() -> bytes:
    """Write whatever the parent never asked for into every open descriptor."""
    while True:
        for number in range(3, 64):
            try:
                os.write(number, b"\xff" * 4096)
            except OSError:
                continue


def do_hangup() -> bytes:
    os.closerange(3, 64)
    return do_sleep()


def do_child() -> bytes:
    """Start a child that outlives its parent unless the whole group is killed, then fall silent."""
    subprocess.Popen([sys.executable, "-I", "-c", "import time; time.sleep(600)"])
    return do_sleep()


def do_write(folder: str) -> bytes:
    with open(os.path.join(folder, "bocor"), "wb") as file:  # noqa: PTH118, PTH123 - as bare as a parser does it
        file.write(b"x")
    return b"{}"


def do_connect(port: str) -> bytes:
    try:
        socket.create_connection(("127.0.0.1", int(port)), timeout=5).close()
    except OSError as error:
        return json.dumps(error.errno).encode()
    return b"0"


def do_leave() -> bytes:
    """Start a child that tries to leave the process group, and report how that went."""
    code = "import os\ntry:\n os.setsid()\nexcept PermissionError:\n print('refused')"
    out = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout
    return json.dumps(out.strip()).encode()


def do_environment() -> bytes:
    return json.dumps(sorted(os.environ)).encode()


def do_files() -> bytes:
    return json.dumps(len(os.listdir("/proc/self/fd"))).encode()  # noqa: PTH208 - counts only
