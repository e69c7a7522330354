"""Where a checklist's files are: shipped ones by id, anybody's own by path.

The shipped checklists lie inside the wheel as data, and at the repository's root in a source
checkout.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

__all__ = ["Source", "available_checklists", "base", "beside", "find"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAIN = "checklist.yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a checklist: where it lies, and how faults call it."""

    path: Path
    shown: str


def _shipped_folders() -> list[Path]:
    package = Path(__file__).resolve().parents[1]
    return [package / "data" / "checklists", package.parent / "checklists"]


def available_checklists() -> tuple[str, ...]:
    """Ids of the shipped checklists, sorted."""
    ids: set[str] = set()
    for folder in _shipped_folders():
        if folder.is_dir():
            ids.update(entry.parent.name for entry in folder.glob(f"*/{_MAIN}"))
            ids.update(entry.stem for entry in folder.glob("*.yaml"))
    return tuple(sorted(name for name in ids if _ID.fullmatch(name)))


def _shipped(name: str) -> Source | None:
    if not _ID.fullmatch(name):
        return None
    for folder in _shipped_folders():
        for relative in (f"{name}.yaml", f"{name}/{_MAIN}"):
            if (folder / relative).is_file():
                return Source(folder / relative, relative)
    return None


def find(id_or_path: str | os.PathLike[str]) -> Source:
    """The main file of a checklist; whether it can be read is for the reader to find out.

    Args:
        id_or_path: the id of a shipped checklist, a file, or a folder with a `checklist.yaml`.
    """
    if isinstance(id_or_path, str) and (shipped := _shipped(id_or_path)):
        return shipped
    path = Path(id_or_path)
    try:
        if path.is_dir():
            path /= _MAIN
    except (OSError, ValueError):
        # A name with a NUL, or far too long: reading it fails with the reason.
        return Source(path, str(path))
    return Source(path, path.as_posix())


def beside(source: Source, name: str) -> Source | None:
    """The file called `name` in the folder of `source` or below it; None for a name that leads out.

    A checklist may come from a stranger, and naming `../../etc/passwd` as a part would print its
    lines.
    """
    parts = PurePosixPath(name).parts
    odd = not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name
    if odd or "\0" in name or not name.endswith(".yaml"):
        return None
    shown = (PurePosixPath(source.shown).parent / name).as_posix()
    return Source(source.path.parent.joinpath(*parts), shown)


def base(source: Source, name: str) -> Source | None:
    """The checklist that `extends: name` means: a file beside `source`, else a shipped one."""
    if name.endswith(".yaml"):
        return beside(source, name)
    return _shipped(name)
