"""Whether a folder was ever ours: asked by the commands that answer of a folder that may be away."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from zi_evidence.errors import UsageError
from zi_evidence.i18n import tr
from zi_evidence.index.patience import within

__all__ = ["require_known", "resolved"]

_ANSWER_SECONDS = 2.0


def resolved(folder: Path) -> Path:
    """The real path of a folder; where its file server does not answer in time, as far as it can be told.

    A link in the last part is not followed then: the folder above mostly lies on the machine's own disk.
    """
    with suppress(TimeoutError):
        return Path(within(_ANSWER_SECONDS, partial(os.path.realpath, folder)))
    whole = folder.absolute()
    with suppress(TimeoutError):
        return Path(within(_ANSWER_SECONDS, partial(os.path.realpath, whole.parent))) / whole.name
    return whole


def require_known(folder: Path, place: Path) -> None:
    """Lets a folder pass of which something is remembered, that is there, or that cannot be looked at.

    The folder is not touched where something is remembered, and asked for a short time only where nothing is.

    Args:
        folder: the unit folder, as the person named it.
        place: the folder of its index, which need not exist.

    Raises:
        UsageError: there is no such folder, and nothing was ever remembered of one.
    """
    if _holds_something(place):
        return
    try:
        is_folder = within(_ANSWER_SECONDS, folder.is_dir)
    except OSError:  # out of reach or hanging, which is not the same as absent
        return
    if not is_folder:
        raise UsageError(
            tr("no such folder: {folder}").format(folder=folder),
            hint=tr("check the spelling and the connection to the file server"),
        )


def _holds_something(place: Path) -> bool:
    try:
        return next(place.iterdir(), None) is not None
    except OSError:
        return False
