"""What a worker takes from itself before it touches a document.

Each step is taken where the system offers it; on systems without it the parent's clock remains. The limits
are the kernel's, so no bug of a parser can lift them.
"""

import ctypes
import os
import signal
import sys
from typing import Any

from zi_evidence.reading.seccomp import block_network

__all__ = ["Cage"]

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_MAX_FILES = 64


class Cage:
    """Limits of this process. Entered once; the CPU limit is renewed for each document."""

    def __init__(self, memory: int, cpu_seconds: int) -> None:
        self._memory = memory
        self._cpu = cpu_seconds

    def enter(self) -> None:
        """Cap memory, files and rights of this process for good."""
        if sys.platform == "linux":
            libc = ctypes.CDLL(None, use_errno=True)
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if sys.platform != "win32":
            import resource  # noqa: PLC0415 - POSIX only

            for name, value in (
                ("RLIMIT_AS", self._memory),
                ("RLIMIT_FSIZE", 0),
                ("RLIMIT_NOFILE", _MAX_FILES),
                ("RLIMIT_CORE", 0),
            ):
                kind = getattr(resource, name, None)
                if kind is not None:
                    _lower(resource, kind, value)
            os.nice(10)
        block_network()
        sys.dont_write_bytecode = True

    def renew(self) -> None:
        """Give the next document its CPU time, counted from what this process has used so far."""
        if sys.platform == "win32":
            return
        import resource  # noqa: PLC0415 - POSIX only

        usage = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(usage.ru_utime + usage.ru_stime) + 1 + self._cpu
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if hard == resource.RLIM_INFINITY or soft <= hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _lower(module: Any, kind: int, value: int) -> None:
    _, hard = module.getrlimit(kind)
    if hard != module.RLIM_INFINITY:
        value = min(value, hard)
    try:
        module.setrlimit(kind, (value, value))
    except (OSError, ValueError):
        return
