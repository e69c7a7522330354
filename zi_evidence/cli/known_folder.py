"""Whether a folder was ever ours: asked by the commands that answer of a folder that may be away."""

from pathlib import Path

from zi_evidence.errors import UsageError
from zi_evidence.i18n import tr

__all__ = ["require_known"]


def require_known(folder: Path, place: Path) -> None:
    """Lets a folder pass that is there, that cannot be looked at, or of which something is remembered.

    Args:
        folder: the unit folder, as the person named it.
        place: the folder of its index, which need not exist.

    Raises:
        UsageError: there is no such folder, and nothing was ever remembered of one.
    """
    try:
        is_folder = folder.is_dir()
    except OSError:  # out of reach, which is not the same as absent
        return
    if not is_folder and not _holds_something(place):
        raise UsageError(
            tr("no such folder: {folder}").format(folder=folder),
            hint=tr("check the spelling and the connection to the file server"),
        )


def _holds_something(place: Path) -> bool:
    try:
        return next(place.iterdir(), None) is not None
    except OSError:
        return False
