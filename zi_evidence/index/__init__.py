"""What lies in the unit folder, remembered: the scan says what changed, the store keeps it."""

from zi_evidence.index.place import index_folder
from zi_evidence.index.scan import Progress, ScanResult, scan_folder
from zi_evidence.index.store import IndexedDocument, Store

__all__ = ["IndexedDocument", "Progress", "ScanResult", "Store", "index_folder", "scan_folder"]
