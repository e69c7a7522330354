"""Opens what lies below one folder, and nothing else: every step is taken from the folder held open before it.

A path that is opened as a whole follows every link that somebody lays on the way between two looks. Here each
component is opened by itself, below the descriptor of the one before, and a link is refused. Where the system has
no such descriptors (Windows), whole paths are used.
"""

import contextlib
import os
from collections.abc import Iterator
from types import TracebackType
from typing import Self

__all__ = ["Beneath"]

_HAS_DESCRIPTORS = (
    os.open in os.supports_dir_fd and os.scandir in os.supports_fd and hasattr(os, "O_NOFOLLOW")
)
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
# A step needs the right to go through a folder, not the one to list it.
_STEP = _FOLDER | getattr(os, "O_PATH", os.O_RDONLY)


class Beneath:
    """A folder held open.

    Args:
        root: its path; the last component may be a link, which is followed.

    Raises:
        OSError: there is no such folder, or it cannot be opened.
    """

    def __init__(self, root: bytes) -> None:
        self._root = root
        self._folder = -1
        self._kept: tuple[bytes, int] = (b"", -1)
        if _HAS_DESCRIPTORS:
            self._folder = os.open(root, os.O_RDONLY | (_FOLDER & ~os.O_NOFOLLOW))
        status = os.fstat(self._folder) if _HAS_DESCRIPTORS else os.stat(root)  # noqa: PTH116 - bytes
        self.identity = (status.st_dev, status.st_ino)

    def close(self) -> None:
        """Lets the folder go; may be called twice."""
        self._keep(b"", -1)
        folder, self._folder = self._folder, -1
        if folder >= 0:
            os.close(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self, path: bytes, flags: int) -> int:
        """A descriptor of a file; `path` is relative to the folder.

        Raises:
            OSError: it cannot be opened, or a component is a link.
        """
        if not _HAS_DESCRIPTORS:
            return os.open(self._whole(path), flags)
        parent, name = self._parent(path)
        return os.open(name, flags | os.O_NOFOLLOW, dir_fd=parent)

    def lstat(self, path: bytes) -> os.stat_result:
        """What lies at a path, a link as such; raises like `open`."""
        if not _HAS_DESCRIPTORS:
            return os.lstat(self._whole(path))
        parent, name = self._parent(path)
        return os.stat(name, dir_fd=parent, follow_symlinks=False)

    @contextlib.contextmanager
    def listable(self, path: bytes) -> Iterator[int | bytes]:
        """What `os.scandir` takes for a folder; an empty path is the folder itself. Raises like `open`."""
        if not _HAS_DESCRIPTORS:
            yield self._whole(path)
            return
        if not path:
            yield self._folder
            return
        folder = self.open(path, os.O_RDONLY | _FOLDER)
        try:
            yield folder
        finally:
            os.close(folder)

    def _whole(self, path: bytes) -> bytes:
        return os.path.join(self._root, path) if path else self._root  # noqa: PTH118 - bytes

    def _parent(self, path: bytes) -> tuple[int, bytes]:
        """The open folder that should hold a path, and the name in it.

        The folder of the call before is kept open: files and folders of one folder are asked for one after another.
        """
        place, _, name = path.rpartition(b"/")
        if not place:
            return self._folder, name
        if place != self._kept[0]:
            self._keep(place, self._way(place))
        return self._kept[1], name

    def _keep(self, place: bytes, folder: int) -> None:
        before, self._kept = self._kept, (place, folder)
        if before[0]:
            os.close(before[1])

    def _way(self, place: bytes) -> int:
        folder = self._folder
        try:
            for step in place.split(b"/"):
                below = os.open(step, _STEP, dir_fd=folder)
                if folder != self._folder:
                    os.close(folder)
                folder = below
        except BaseException:
            if folder != self._folder:
                os.close(folder)
            raise
        return folder
