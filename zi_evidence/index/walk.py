"""One walk over the unit folder: every regular file with its identity, nothing followed, nothing touched.

Names are bytes here. A folder that cannot be listed makes the walk partial; what lies below it is unknown,
not absent. A walk may also be limited to folders of which something was heard.
"""

import fnmatch
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from zi_evidence.beneath import Beneath
from zi_evidence.file_faults import NOT_SEEN, log_fault
from zi_evidence.i18n import os_source
from zi_evidence.text import display_name

__all__ = ["UNIT_FILE", "FileStat", "Walk", "ignored_by", "walk", "walk_some"]

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
# Nearly all names are let off by this: no rule names a file that begins and ends so.
_SUSPECT_FIRST = b"~.tedTED"
_PLAIN = frozenset({b".pdf", b".PDF", b"docx", b"DOCX", b"xlsx", b"XLSX", b"pptx", b".jpg", b".JPG", b"jpeg"})


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fnmatch.translate(pattern)})" for pattern in patterns))


_FILE_RULE = _compiled(_IGNORED_FILES)
_FOLDER_RULE = _compiled(_IGNORED_FOLDERS)


class FileStat(NamedTuple):
    """The identity of a file's bytes as the file system tells it: equal means nothing changed.

    A tuple, so that it compares with the plain ones that walks make by the hundred thousand.
    """

    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "FileStat":
        """The identity in a stat result."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    @property
    def stored(self) -> "FileStat":
        """The identity as the index keeps it, in signed numbers of 64 bits.

        File systems number files beyond that, and know years long before 1678 and after 2262, whose nanoseconds
        take more. Such a number is kept as its hash: it compares as the number would, and says nothing else.
        """
        if all(_LEAST <= number <= _MOST for number in self):
            return self
        return FileStat(*map(_fitted, self))


def _fitted(number: int) -> int:
    if _LEAST <= number <= _MOST:
        return number
    digest = hashlib.blake2b(str(number).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@dataclass(slots=True)
class Walk:
    """What one walk met.

    Attributes:
        files: raw path relative to the root -> the fields of a `FileStat`, regular files that count.
        ignored: raw path -> the rule that excluded it.
        errors: raw path of a folder or file that could not be looked at -> why, as a source text.
        folders: every folder met that counts, whether it could be listed or not; the root is empty.
        listed: the folders whose whole content was seen.
        scope: the folders a limited walk began at; `None` where the walk began at the root.
        root: device and inode of the unit folder.
        elsewhere: raw path of a file -> its device, where that is not the unit folder's.
    """

    files: dict[bytes, tuple[int, int, int, int]] = field(default_factory=dict)
    ignored: dict[bytes, str] = field(default_factory=dict)
    errors: dict[bytes, str] = field(default_factory=dict)
    folders: set[bytes] = field(default_factory=set)
    listed: set[bytes] = field(default_factory=set)
    scope: tuple[bytes, ...] | None = None
    root: tuple[int, int] = (0, 0)
    elsewhere: dict[bytes, int] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every folder could be listed."""
        return not self.errors

    def stat(self, path: bytes) -> FileStat:
        """The identity of a file that was met."""
        return FileStat(*self.files[path])

    def identity(self, path: bytes) -> tuple[int, int]:
        """Device and inode of a file that was met."""
        return self.elsewhere.get(path, self.root[0]), self.files[path][0]

    def absent(self, path: bytes) -> bool:
        """Whether this walk proves that a file it did not meet at `path` is not there.

        It does where the folder that should hold the file, or the folder that should lead to it, was listed.
        """
        child = path
        while child:
            if child in self.errors:
                return False
            parent = child.rpartition(b"/")[0]
            if parent in self.listed:
                return child is path or child not in self.folders
            child = parent
        return False


def ignored_by(name: bytes, *, is_folder: bool) -> str:
    """The rule that excludes this name, or an empty text."""
    folded = name.decode("utf-8", "replace").casefold()
    rule, patterns = (_FOLDER_RULE, _IGNORED_FOLDERS) if is_folder else (_FILE_RULE, _IGNORED_FILES)
    if not rule.match(folded):
        return ""
    return next(pattern for pattern in patterns if fnmatch.fnmatchcase(folded, pattern))


def walk(root: bytes) -> Walk:
    """Walks the tree below `root`. Links are never followed, special files never opened."""
    try:
        tree = Beneath(root)
    except OSError as error:
        return _nothing_seen(error)
    with tree:
        found = Walk(root=tree.identity)
        pending = [b""]
        while pending:
            _list(found, tree, pending.pop(), pending)
    return found


def _nothing_seen(error: OSError) -> Walk:
    return Walk(errors={b"": os_source(error)}, folders={b""})


def walk_some(root: bytes, dirty: Mapping[bytes, bool]) -> Walk:
    """Looks only at some folders of the tree below `root`.

    Args:
        root: the unit folder.
        dirty: raw path of a folder -> whether all below it is to be walked too. A folder that is gone stands
            for the nearest one above it that is left, whose listing then proves it gone.
    """
    try:
        tree = Beneath(root)
    except OSError as error:
        return _nothing_seen(error)
    with tree:
        found = Walk(root=tree.identity)
        scope = set()
        for folder, deep in sorted(dirty.items(), key=lambda pair: (not pair[1], pair[0])):
            anchor, exact = _anchor(found, tree, folder)
            if anchor is None or anchor in found.listed:
                continue
            scope.add(anchor)
            pending = [anchor]
            while pending:
                below: list[bytes] = []
                _list(found, tree, pending.pop(), below)
                if deep and exact:
                    pending.extend(path for path in below if path not in found.listed)
    found.scope = tuple(sorted(scope))
    return found


def _anchor(found: Walk, tree: Beneath, folder: bytes) -> tuple[bytes | None, bool]:
    """The nearest real folder at or above `folder`, and whether it is that folder; `None`: not to be seen."""
    reached = b""
    for part in folder.split(b"/") if folder else ():
        if ignored_by(part, is_folder=True):
            return None, False
        below = reached + b"/" + part if reached else part
        try:
            status = tree.lstat(below)
        except (FileNotFoundError, NotADirectoryError):
            return reached, False
        except OSError as error:
            found.errors[below] = os_source(error)
            return None, False
        if not stat.S_ISDIR(status.st_mode):
            return reached, False
        reached = below
    return reached, True


def _list(found: Walk, tree: Beneath, folder: bytes, below: list[bytes]) -> None:
    """Lists one folder into `found`; folders in it are added to `below`."""
    prefix = folder + b"/" if folder else b""
    found.folders.add(folder)
    files, device = found.files, found.root[0]
    encoding, errors = _ENCODING
    try:
        with tree.listable(folder) as place, _entries(place) as entries:
            as_text = isinstance(place, int)
            for entry in entries:
                # Below a descriptor the names come as text, in which every byte can be found again.
                name: bytes = entry.name.encode(encoding, errors) if as_text else entry.name
                path = prefix + name
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if rule := ignored_by(name, is_folder=True):
                            found.ignored[path] = rule
                        else:
                            found.folders.add(path)
                            below.append(path)
                        continue
                    if not folder and name == _UNIT_NAME:
                        continue
                    if (name[0] in _SUSPECT_FIRST or name[-4:] not in _PLAIN) and (
                        rule := ignored_by(name, is_folder=False)
                    ):
                        found.ignored[path] = rule
                        continue
                    status = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue  # gone between listing and looking: it is simply not there any more
                except OSError as error:
                    found.errors[path] = os_source(error)
                    continue
                except Exception as error:  # noqa: BLE001 - whatever it was, the other files are sound
                    log_fault(display_name(path)[0], "walked", error)
                    found.errors[path] = NOT_SEEN
                    continue
                if status.st_mode & _TYPE == _REGULAR:
                    files[path] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
                    if status.st_dev != device:
                        found.elsewhere[path] = status.st_dev
                else:
                    found.ignored[path] = "link" if stat.S_ISLNK(status.st_mode) else "special file"
    except OSError as error:
        found.errors[folder] = os_source(error)
        return
    found.listed.add(folder)


# Of a descriptor it gives names as text, of a path in bytes names in bytes.
_entries: Callable[[int | bytes], AbstractContextManager[Iterator[os.DirEntry[Any]]]] = os.scandir
_LEAST, _MOST = -(2**63), 2**63 - 1
_UNIT_NAME = UNIT_FILE.encode()
_ENCODING = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
_TYPE, _REGULAR = 0o170000, stat.S_IFREG
