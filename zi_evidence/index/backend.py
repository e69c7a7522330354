"""What every index can do, whatever keeps it, and the one place that chooses what does.

Today that is `Store`, one SQLite file on a local disk. Another back end is a class with these methods and a line in
`open_index`.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from zi_evidence.index.full_text import Query
from zi_evidence.index.store import IndexedDocument, Store, StoredDocument
from zi_evidence.model import Reading

__all__ = ["Index", "open_index"]


class Index(Protocol):
    """The index of one unit folder; errors and meanings are those of `Store`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def close(self) -> None:
        """Ends the use; gives the writer's lock back."""

    def start_over(self) -> None:
        """Puts what is damaged aside and begins an empty index."""

    def copy_to(self, folder: Path) -> None:
        """Writes a whole copy into another folder."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; readers see the state before until it ends."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside belongs together."""

    def meta(self, key: str) -> str:
        """A remembered setting, or an empty text."""

    def set_meta(self, key: str, value: str) -> None:
        """Remembers a setting."""

    def has_reading(self, sha256: str, tool: str) -> bool:
        """Whether these bytes were read by this version of the tools."""

    def reading(self, sha256: str) -> Reading | None:
        """The reading of these bytes, if one was made."""

    def keep_reading(self, sha256: str, tool: str, reading: Reading) -> None:
        """Remembers what these bytes hold, inside a transaction."""

    def forget_unused_readings(self) -> None:
        """Drops readings that no file refers to any more, inside a transaction."""

    def texts_lacking(self) -> bool:
        """Whether a search would not see every reading."""

    def renew_texts(self) -> None:
        """Makes the words of every reading findable, all anew."""

    def search(self, query: Query) -> dict[str, tuple[float, set[int]]]:
        """SHA-256 -> score and numbers of the terms found."""

    def rows(self, scope: Iterable[bytes] | None = None) -> Iterator[tuple[bytes, int, int, int, int, str]]:
        """Raw path, identity and tool version of every file, or of those below some folders."""

    def document(self, path: bytes) -> StoredDocument | None:
        """One remembered file."""

    def keep(self, stored: StoredDocument) -> bool:
        """Remembers a file, inside a transaction; returns whether its document is another than before."""

    def forget(self, paths: Iterable[bytes]) -> None:
        """Drops files that are no longer there, with their matches, inside a transaction."""

    def count(self) -> int:
        """How many files are remembered."""

    def documents(self) -> list[IndexedDocument]:
        """Every remembered file with its document, sorted by raw path."""

    def matches(self) -> Iterator[tuple[bytes, str, bytes]]:
        """Raw path, key and result of matches made before, by path."""

    def keep_matches(self, rows: Iterable[tuple[bytes, str, bytes]]) -> None:
        """Remembers match results, inside a transaction."""


def open_index(place: Path, *, write: bool) -> Index:
    """The index that is kept in a folder; to be closed, best by `with`.

    Args:
        place: the index folder, see `index_folder`.
        write: take the writer's lock; without it nothing is ever changed.

    Raises:
        IndexLocked: another process holds the writer's lock.
        IndexDamaged: the index is newer than this program; or, not for writing, damaged or older.
        OutputFailed: the index cannot be opened or locked.
    """
    return Store(place, write=write)
