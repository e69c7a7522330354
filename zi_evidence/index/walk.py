"""One walk over the unit folder: every regular file with its identity, nothing followed, nothing touched.

Names are bytes here. A folder that cannot be listed makes the walk partial; what lies below it is unknown,
not absent.
"""

import fnmatch
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["UNIT_FILE", "FileStat", "Walk", "ignored_by", "walk"]

UNIT_FILE = "zi-evidence.yaml"

# Temporary and system files of office programs, file managers and file servers.
_IGNORED_FILES = (
    "~$*", ".~lock.*#", "~*.tmp", "*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.swp",
    "thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "._*", ".nfs*", ".fuse_hidden*",
    ".syncthing.*", "~syncthing~*", "*.lnk", "*.url",
)  # fmt: skip
_IGNORED_FOLDERS = (
    "@eadir", "#recycle", "$recycle.bin", "system volume information", ".stversions", ".stfolder",
    ".trash", ".trashes", ".trash-*", "__macosx", ".git", ".svn", "lost+found",
)  # fmt: skip


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fnmatch.translate(pattern)})" for pattern in patterns))


_FILE_RULE = _compiled(_IGNORED_FILES)
_FOLDER_RULE = _compiled(_IGNORED_FOLDERS)


@dataclass(frozen=True, slots=True)
class FileStat:
    """The identity of a file's bytes as the file system tells it: equal means nothing changed."""

    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "FileStat":
        """The identity in a stat result."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@dataclass(slots=True)
class Walk:
    """What one walk met.

    Attributes:
        files: raw path relative to the root -> identity, regular files that count.
        ignored: raw path -> the rule that excluded it.
        errors: raw path of a folder or file that could not be looked at -> the system's words.
    """

    files: dict[bytes, FileStat] = field(default_factory=dict)
    ignored: dict[bytes, str] = field(default_factory=dict)
    errors: dict[bytes, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every folder could be listed."""
        return not self.errors


def ignored_by(name: bytes, *, is_folder: bool) -> str:
    """The rule that excludes this name, or an empty text."""
    folded = name.decode("utf-8", "replace").casefold()
    rule, patterns = (_FOLDER_RULE, _IGNORED_FOLDERS) if is_folder else (_FILE_RULE, _IGNORED_FILES)
    if not rule.match(folded):
        return ""
    return next(pattern for pattern in patterns if fnmatch.fnmatchcase(folded, pattern))


def walk(root: bytes) -> Walk:
    """Walks the tree below `root`. Links are never followed, special files never opened."""
    found = Walk()
    pending = [b""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(os.path.join(root, folder) if folder else root) as entries:  # noqa: PTH118 - bytes
                for entry in entries:
                    _look(found, pending, folder, entry)
        except OSError as error:
            found.errors[folder] = error.strerror or str(error)
    return found


def _look(found: Walk, pending: list[bytes], folder: bytes, entry: "os.DirEntry[bytes]") -> None:
    path = folder + b"/" + entry.name if folder else entry.name
    try:
        if entry.is_dir(follow_symlinks=False):
            if rule := ignored_by(entry.name, is_folder=True):
                found.ignored[path] = rule
            else:
                pending.append(path)
            return
        if not folder and entry.name == UNIT_FILE.encode():
            return
        if rule := ignored_by(entry.name, is_folder=False):
            found.ignored[path] = rule
            return
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return  # gone between listing and looking: it is simply not there any more
    except OSError as error:
        found.errors[path] = error.strerror or str(error)
        return
    if stat.S_ISREG(status.st_mode):
        found.files[path] = FileStat.of(status)
    else:
        found.ignored[path] = "link" if stat.S_ISLNK(status.st_mode) else "special file"
