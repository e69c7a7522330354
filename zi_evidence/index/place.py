"""Where an index lives: on a local disk, outside every watched tree, one folder a unit folder."""

import hashlib
import os
import re
from pathlib import Path

import platformdirs

from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.filesystems import file_system_of, is_network

__all__ = ["ENVIRONMENT", "UNSAFE_MARK", "index_folder", "index_path"]

ENVIRONMENT = "ZI_EVIDENCE_INDEX"
# Lies in an index folder on a network file system where somebody took the risk with --unsafe-index.
UNSAFE_MARK = "unsafe-index-accepted"


def index_path(root: Path, override: str | os.PathLike[str] | None = None) -> Path:
    """The folder where the index of a unit folder is or would be; nothing is made.

    Args:
        root: the unit folder, resolved.
        override: the folder to keep indexes in, instead of `ZI_EVIDENCE_INDEX` or the platform's data folder.

    Raises:
        UsageError: the place lies inside the unit folder.
    """
    chosen = override or os.environ.get(ENVIRONMENT)
    base = Path(chosen) if chosen else Path(platformdirs.user_data_dir("zi-evidence", appauthor=False))
    base = Path(os.path.realpath(base.expanduser()))
    if base == root or root in base.parents:
        raise UsageError(
            tr("the index must not lie in the unit folder: {folder}").format(folder=base),
            hint=tr("choose another place with --index or {environment}").format(environment=ENVIRONMENT),
        )
    slug = re.sub(r"[^A-Za-z0-9]+", "-", root.name).strip("-")[:40] or "unit"
    return base / f"{slug}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}"


def index_folder(root: Path, override: str | os.PathLike[str] | None = None, *, unsafe: bool = False) -> Path:
    """The folder of `index_path`, made if need be.

    Args:
        root: the unit folder, resolved.
        override: see `index_path`.
        unsafe: accept a network file system, now and later: the locks of a database do not hold there.

    Raises:
        UsageError: see `index_path`.
        OutputFailed: the folder cannot be made or written, or lies on a network file system.
    """
    folder = index_path(root, override)
    system = file_system_of(folder)
    refused = is_network(system) and not unsafe and not (folder / UNSAFE_MARK).exists()
    if refused:
        raise OutputFailed(
            tr("the index is not safe on a network file system ({type}): {folder}").format(
                type=system.type, folder=folder
            ),
            hint=tr(
                "choose a local disk with --index or {environment}; at your own risk: --unsafe-index"
            ).format(environment=ENVIRONMENT),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
        if is_network(system):
            (folder / UNSAFE_MARK).touch()
    except OSError as error:
        raise OutputFailed(
            tr("the index cannot be written in {folder}: {reason}").format(
                folder=folder, reason=os_reason(error)
            ),
            hint=tr("choose another folder with --index or {environment}").format(environment=ENVIRONMENT),
        ) from error
    return folder
