"""Files that other programs read while they are renewed: replaced as a whole, or left as they were."""

import os
from contextlib import suppress
from pathlib import Path

from zi_evidence.index.faults import fault

__all__ = ["replace_file"]


def replace_file(target: Path, data: bytes) -> bool:
    """Makes the file hold these bytes, for good; says whether it held others before.

    Whoever reads meanwhile sees the old file or the new one. After a loss of power one of them is there.

    Raises:
        OSError: it could not be written; what stood there before still stands.
    """
    with suppress(OSError):
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            return False
    temporary = target.with_name(f".{target.name}.new")
    # Left by a process that was killed here, or laid there by somebody as a link to another file.
    with suppress(FileNotFoundError):
        temporary.unlink()
    try:
        descriptor = os.open(
            temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fault("report-rename")
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)
    return True


def _sync_folder(folder: Path) -> None:
    """Makes a rename in the folder last; not every system opens folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
