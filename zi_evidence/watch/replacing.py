"""Files that other programs read while they are renewed: replaced as a whole, or left as they were."""

from contextlib import suppress
from pathlib import Path

from zi_evidence.durable import sync_folder, write_new
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
    write_new(temporary, data)
    try:
        fault("report-rename")
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)
    return True
