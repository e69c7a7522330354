"""Using an index that somebody else keeps, or that may turn out damaged."""

import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from zi_evidence.errors import IndexDamaged, SourceUnavailable
from zi_evidence.i18n import tr
from zi_evidence.index.backend import Index, open_index
from zi_evidence.index.scan import walked_at
from zi_evidence.index.schema import IndexTooNew
from zi_evidence.index.watching import judged, read_status

__all__ = ["in_a_copy", "rebuild_if_damaged", "trust_watcher"]

_COPY = "check-"
_COPY_SECONDS = 86_400
_Result = TypeVar("_Result")


def rebuild_if_damaged(store: Index, work: Callable[[Index], _Result]) -> _Result:
    """Does the work; where the index turns out damaged, begins it anew and does the work once more.

    Raises:
        IndexTooNew: the index belongs to a newer program.
        IndexDamaged: it is damaged again.
    """
    try:
        return work(store)
    except IndexTooNew:
        raise
    except IndexDamaged:
        store.start_over()
        return work(store)


def trust_watcher(place: Path, store: Index) -> None:
    """Makes sure that a watcher's index may be answered from.

    Raises:
        SourceUnavailable: the watcher cannot reach the folder, has not yet seen it whole, or has not looked
            at it as promised.
    """
    status = read_status(place)
    if status and status.unreachable_since:
        raise SourceUnavailable(
            tr("the unit folder is out of reach since {since}: {problem}").format(
                since=status.unreachable_since, problem=status.problem
            ),
            hint=tr("see zi-evidence status; the old index is kept"),
        )
    if status is None or not walked_at(store):
        raise SourceUnavailable(
            tr("the watch has not yet seen the whole folder for the first time"),
            hint=tr("wait a moment; see zi-evidence status"),
        )
    seen, since = judged(status, dt.datetime.now(dt.UTC))
    if since:
        raise SourceUnavailable(
            tr("the index of the watch is not current since {since}: {problem}").format(
                since=since, problem=seen.problem
            ),
            hint=tr("see zi-evidence status; --no-scan answers from the old index all the same"),
        )


def in_a_copy(place: Path, work: Callable[[Index], _Result]) -> _Result:
    """Does the work on a copy of the index that nobody else uses and that is thrown away.

    Raises:
        OutputFailed: there is no room for a copy.
        IndexDamaged: the index cannot be copied.
    """
    for old in place.glob(f"{_COPY}*"):
        # Left behind by a process that was killed; a day is longer than any gate takes.
        if time.time() - old.stat().st_mtime > _COPY_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=_COPY) as name:
        copy = Path(name)
        with open_index(place, write=False) as store:
            store.copy_to(copy)
        with open_index(copy, write=True) as store:
            return rebuild_if_damaged(store, work)
