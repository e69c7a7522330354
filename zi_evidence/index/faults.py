"""A named place where a test may end the process, to prove that the index survives it.

Nothing happens unless `ZI_FAULT` is set: `after-walk:kill` ends the process at the first pass of that point,
`after-commit:kill:3` at the third.
"""

import os
import signal

__all__ = ["fault"]

_POINT, _, _ACTION = os.environ.get("ZI_FAULT", "").partition(":")
_PASSES = [0]


def fault(point: str) -> None:
    """Ends the process with SIGKILL where the environment asks for it at this point."""
    if not _POINT or point != _POINT:
        return
    _, _, wanted = _ACTION.partition(":")
    _PASSES[0] += 1
    if _PASSES[0] >= int(wanted or 1):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
