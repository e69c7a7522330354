"""Signs of life from a reader to whatever runs it.

In a worker the two functions below reach the parent; in any other process they do nothing. Readers call
them without knowing which.
"""

import os
import time
from collections.abc import Callable

__all__ = ["install", "retire", "retiring", "soft_deadline", "stage", "tick"]

# Often enough for a parent that waits seconds, seldom enough to cost nothing a page.
_INTERVAL = 0.25


class _Hooks:
    """The one place where a worker hangs its line to the parent."""

    def __init__(self) -> None:
        self.send: Callable[[str], None] | None = None
        self.last = 0.0
        self.tainted = False


_HOOKS = _Hooks()


def install(send: Callable[[str], None] | None) -> None:
    """Let `send` carry notes to the parent (`None`: nowhere) and forget any taint."""
    _HOOKS.send = send
    _HOOKS.last = 0.0
    _HOOKS.tainted = False


def stage(note: str) -> None:
    """Tell at once what begins now, such as `pdfium`; the parent knows by it what a crash hit."""
    if _HOOKS.send is not None:
        _HOOKS.send(note)
        _HOOKS.last = time.monotonic()


def tick(note: str) -> None:
    """Tell how far the work is, at most a few times a second."""
    if _HOOKS.send is not None and time.monotonic() - _HOOKS.last >= _INTERVAL:
        stage(note)


def retire() -> None:
    """Ask that this process reads no other document: a parser failed in a way that is not ours."""
    _HOOKS.tainted = True


def retiring() -> bool:
    """Return whether `retire` was called since `install`."""
    return _HOOKS.tainted


def soft_deadline(seconds: float, *, children: bool = False) -> Callable[[], bool]:
    """Return a function that says whether this process has used so much more CPU time.

    With `children`, the time of its ended child processes counts as well.
    """

    def used() -> float:
        return sum(os.times()[:4]) if children else time.process_time()

    end = used() + seconds
    return lambda: used() > end
