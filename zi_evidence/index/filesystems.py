"""What kind of file system a folder lies on, as far as the system tells.

Two decisions hang on it: an index needs a local disk (a database's locks and shared memory do not hold across
machines), and a watcher needs a file system that announces the changes of others.
"""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FileSystem", "file_system_of", "is_network", "parse_mountinfo"]

_MOUNTINFO = Path("/proc/self/mountinfo")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_NETWORK = frozenset(
    {
        "9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "remote", "smb3", "smbfs", "vboxsf",
        "virtiofs", "vmhgfs", "webdav",
    }
)  # fmt: skip
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class FileSystem:
    """One mounted file system.

    Attributes:
        type: as the kernel names it (`ext4`, `cifs`, `fuse.sshfs`); `unknown` where it does not tell.
        mount_point: where it hangs in the tree.
        mount_id: the kernel's number of this very mount; another one after a remount.
        source: the device or the share.
    """

    type: str
    mount_point: bytes = b""
    mount_id: int = 0
    source: str = ""


_UNKNOWN = FileSystem("unknown")


def is_network(system: FileSystem) -> bool:
    """Whether other machines can change it, or whether a program in user space stands behind it.

    `fuseblk` is a local disk (NTFS, exFAT), every other FUSE file system may be anything.
    """
    kind = system.type.casefold()
    return kind in _NETWORK or kind == "fuse" or kind.startswith("fuse.")


def file_system_of(path: Path) -> FileSystem:
    """The file system that holds `path`, which need not exist yet."""
    real = os.fsencode(os.path.realpath(path))
    if sys.platform == "win32":
        return _windows(path)
    try:
        text = _MOUNTINFO.read_bytes()
    except OSError:
        return _UNKNOWN
    return parse_mountinfo(text, real)


def parse_mountinfo(text: bytes, real: bytes) -> FileSystem:
    """The mount that holds the absolute path `real`: the deepest one, and of equals the last one made.

    Args:
        text: `/proc/self/mountinfo`, see proc_pid_mountinfo(5).
        real: an absolute path without links.
    """
    best = _UNKNOWN
    for line in text.splitlines():
        left, _, right = line.partition(b" - ")
        fields, more = left.split(b" "), right.split(b" ")
        if len(fields) < 6 or len(more) < 2:
            continue
        point = _OCTAL.sub(lambda match: bytes([int(match[1], 8)]), fields[4])
        inside = point in (b"/", real) or real.startswith(point + b"/")
        if inside and len(point) >= len(best.mount_point):
            best = FileSystem(
                type=more[0].decode("ascii", "replace"),
                mount_point=point,
                mount_id=int(fields[0]),
                source=more[1].decode("utf-8", "replace"),
            )
    return best


def _windows(path: Path) -> FileSystem:
    """Untried: the drive type of Windows, where there is no list of mounts."""
    import ctypes  # noqa: PLC0415 - only there

    drive = os.path.splitdrive(os.path.realpath(path))[0] + "\\"
    windll = getattr(ctypes, "windll", None)
    kind = windll.kernel32.GetDriveTypeW(drive) if windll else 0
    remote = kind == _DRIVE_REMOTE or drive.startswith("\\\\")
    return FileSystem("remote" if remote else "local", os.fsencode(drive))
