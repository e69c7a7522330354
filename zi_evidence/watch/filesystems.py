"""Whether events can be trusted to announce the changes on a file system."""

from enum import StrEnum

from zi_evidence.i18n import tr
from zi_evidence.index.filesystems import FileSystem, is_network
from zi_evidence.watch.settings import Poll

__all__ = ["Mode", "choose_mode"]

# Changes in a lower layer are announced to nobody.
_SILENT = frozenset({"overlay", "overlayfs", "aufs"})


class Mode(StrEnum):
    """How changes are noticed."""

    EVENTS = "events"
    POLLING = "polling"


def choose_mode(poll: Poll, system: FileSystem) -> tuple[Mode, str]:
    """The mode for a folder on this file system, and why."""
    if poll is Poll.ALWAYS:
        return Mode.POLLING, tr("as asked")
    if poll is Poll.NEVER:
        return Mode.EVENTS, tr("as asked")
    if is_network(system) or system.type in _SILENT:
        return Mode.POLLING, tr("changes from outside are not announced on {type}").format(type=system.type)
    return Mode.EVENTS, system.type
