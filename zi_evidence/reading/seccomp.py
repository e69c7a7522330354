"""A filter of system calls for workers on Linux: no network, and no way out of the process group.

Reading a document needs neither. Entities and remote templates are refused by the readers already; this holds
for what nobody thought of. Where the kernel or the processor is another one, nothing is filtered.
"""

import ctypes
import errno
import os
import struct
import sys

__all__ = ["block_network"]

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_MODE_FILTER = 2

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_UNIX = 1
# Calls of the other ABI of x86-64 carry this bit; no interpreter is built for it.
_X32 = 0x40000000

# machine: audit architecture, and the numbers of socket, setsid, setpgid, ptrace, io_uring_setup.
_MACHINES = {
    "x86_64": (0xC000003E, 41, (112, 109, 101, 425)),
    "aarch64": (0xC00000B7, 198, (157, 154, 117, 425)),
}


class _Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def block_network() -> bool:
    """Refuse this process and its children every socket but local ones; return whether that is so now.

    New sessions, other process groups, tracing and io_uring are refused as well: a child must not leave the
    group that the parent kills.
    """
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return False
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return False
    code = _filter(*machine)
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return int(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)) == 0


def _filter(architecture: int, socket: int, refused: tuple[int, ...]) -> bytes:
    """Return the program: eight bytes an instruction, jumps counted from the next one."""
    refuse = _ERROR | errno.EPERM
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _KILL),
    ]
    for number in refused:
        lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    lines += [
        (_EQUAL, 1, 0, socket),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 1, _UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, refuse),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
