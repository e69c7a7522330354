"""Bytes that must still be there after a loss of power: brought to the disk before they get their name."""

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["sync_folder", "write_new"]


def write_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Makes a file that was not there, for good.

    What lies there already was left by a process that was killed, or is somebody's link to another file: it
    is taken away, never written through.

    Args:
        path: the file; one writer at a time is the caller's business.
        data: all that it holds.
        mode: of the new file, less the umask.

    Raises:
        OSError: it could not be written; nothing is left of it.
    """
    with suppress(FileNotFoundError):
        path.unlink()
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Makes a rename in the folder last; not every system opens folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
