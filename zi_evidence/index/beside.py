"""Using an index that somebody else keeps, or that may turn out damaged."""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from zi_evidence.errors import IndexDamaged, SourceUnavailable
from zi_evidence.index.scan import walked_at
from zi_evidence.index.schema import IndexTooNew
from zi_evidence.index.store import Store
from zi_evidence.index.watching import read_status

__all__ = ["in_a_copy", "rebuild_if_damaged", "trust_watcher"]

_COPY = "check-"
_COPY_SECONDS = 86_400
_Result = TypeVar("_Result")


def rebuild_if_damaged(store: Store, work: Callable[[Store], _Result]) -> _Result:
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


def trust_watcher(place: Path, store: Store) -> None:
    """Makes sure that a watcher's index may be answered from.

    Raises:
        SourceUnavailable: the watcher cannot reach the folder, or has not yet seen it whole.
    """
    status = read_status(place)
    if status and status.unreachable_since:
        raise SourceUnavailable(
            f"folder unit tidak dapat dijangkau sejak {status.unreachable_since}: {status.problem}",
            hint="lihat zi-evidence status; indeks lama tetap disimpan",
        )
    if not walked_at(store):
        raise SourceUnavailable(
            "pengawas belum selesai melihat seluruh folder untuk pertama kali",
            hint="tunggu sebentar; lihat zi-evidence status",
        )


def in_a_copy(place: Path, work: Callable[[Store], _Result]) -> _Result:
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
        with Store(place, write=False) as store:
            store.copy_to(copy)
        with Store(copy, write=True) as store:
            return rebuild_if_damaged(store, work)
