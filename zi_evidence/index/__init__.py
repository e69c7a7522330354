"""What lies in the unit folder, remembered: the scan says what changed, the store keeps it.

Each name is loaded when it is first used: who only asks for a watcher's status pays for nothing else.
"""

from typing import TYPE_CHECKING

from zi_evidence.lazy import attach

if TYPE_CHECKING:
    from zi_evidence.index.backend import Index as Index
    from zi_evidence.index.backend import open_index as open_index
    from zi_evidence.index.place import index_folder as index_folder
    from zi_evidence.index.scan import Hold as Hold
    from zi_evidence.index.scan import Progress as Progress
    from zi_evidence.index.scan import ScanResult as ScanResult
    from zi_evidence.index.scan import scan_folder as scan_folder
    from zi_evidence.index.store import IndexedDocument as IndexedDocument
    from zi_evidence.index.store import Store as Store

__all__, __getattr__, __dir__ = attach(
    __name__,
    {
        "backend": ("Index", "open_index"),
        "place": ("index_folder",),
        "scan": ("Hold", "Progress", "ScanResult", "scan_folder"),
        "store": ("IndexedDocument", "Store"),
    },
)
