"""What lies in the unit folder, remembered: the scan says what changed, the store keeps it.

Each name is loaded when it is first used: who only asks for a watcher's status pays for nothing else.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zi_evidence.index.place import index_folder
    from zi_evidence.index.scan import Hold, Progress, ScanResult, scan_folder
    from zi_evidence.index.store import IndexedDocument, Store

__all__ = ["Hold", "IndexedDocument", "Progress", "ScanResult", "Store", "index_folder", "scan_folder"]

_HOMES = {
    "place": ("index_folder",),
    "scan": ("Hold", "Progress", "ScanResult", "scan_folder"),
    "store": ("IndexedDocument", "Store"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
