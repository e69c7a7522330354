"""What was reported before: snapshots of reports in an append-only hash chain beside the index."""

from zi_evidence.history.chain import History, Recorded, Verdict, VerifyFault, history_folder
from zi_evidence.history.questions import Change, changes, trend
from zi_evidence.history.snapshot import Link, Snapshot, canonical, facts_of

__all__ = [
    "Change",
    "History",
    "Link",
    "Recorded",
    "Snapshot",
    "Verdict",
    "VerifyFault",
    "canonical",
    "changes",
    "facts_of",
    "history_folder",
    "trend",
]
