"""No single file can end a run: an unexpected error about one file becomes its status, and the log has the error.

What the database, the disk, a lock or a lost folder says is about the run and not about a file: it is never
taken for a fault of one (`OF_THE_RUN`).
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from zi_evidence.errors import EvidenceError
from zi_evidence.i18n import mark
from zi_evidence.model import Document, DocumentStatus
from zi_evidence.model.reasons import reason

__all__ = ["NOT_SEEN", "OF_THE_RUN", "Stage", "culprits", "log_fault", "program_fault", "without_content"]

_LOG = logging.getLogger(__name__)
_Thing = TypeVar("_Thing")
Stage = Literal["walked", "read", "kept", "matched", "judged", "printed"]
OF_THE_RUN = (EvidenceError, sqlite3.Error)
# What a walk says of a place where the program failed, as a source text.
NOT_SEEN = mark("the program failed here; its log says more")
# More culprits than this are not told apart: each costs as many attempts as the things can be halved.
_MOST_CULPRITS = 20


def log_fault(path: str, stage: Stage, error: BaseException) -> None:
    """Writes the error with its traceback to the log, with the name of the file."""
    _LOG.error("%s: the program failed when the file was %s", path, stage, exc_info=error)


def program_fault(path: str, stage: Stage, error: Exception) -> str:
    """Logs an unexpected error about a file; returns the reason that becomes the file's status.

    Raises:
        EvidenceError: the error is one of the run, and is raised as it is.
        sqlite3.Error: likewise.
    """
    if isinstance(error, OF_THE_RUN):
        raise error
    log_fault(path, stage, error)
    return reason("program_fault", why=stage, detail=type(error).__name__)


def without_content(document: Document, why: str) -> Document:
    """The document with the reason as its status and nothing of its content, which the program fails on."""
    return replace(
        document,
        status=DocumentStatus.PENDING,
        reason=why,
        flags=(),
        signatures=(),
        facts=None,
        shape="",
        sketch="",
    )


def culprits(
    attempt: Callable[[Sequence[_Thing]], object], things: Sequence[_Thing]
) -> list[tuple[_Thing, Exception]]:
    """The things without which an attempt succeeds, each with the error that it caused.

    A culprit is found by halving the shortest beginning of the things that fails. Where more than a few fail,
    all that are left count as culprits.

    Args:
        attempt: what fails; called with some of the things, in their order.
        things: all of them.

    Raises:
        Exception: what `attempt` raises without any thing, or about the run: no thing is to blame then.
    """
    found: list[tuple[_Thing, Exception]] = []
    left = list(things)
    while (error := _error_of(attempt, left)) is not None:
        if not left:
            raise error
        if len(found) >= _MOST_CULPRITS:
            return [*found, *((thing, error) for thing in left)]
        good, bad = 0, len(left)
        while bad - good > 1:
            middle = (good + bad) // 2
            if (earlier := _error_of(attempt, left[:middle])) is None:
                good = middle
            else:
                bad, error = middle, earlier
        found.append((left.pop(bad - 1), error))
    return found


def _error_of(attempt: Callable[[Sequence[_Thing]], object], things: Sequence[_Thing]) -> Exception | None:
    try:
        attempt(things)
    except OF_THE_RUN:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be blamed on a thing
        return error
    return None
