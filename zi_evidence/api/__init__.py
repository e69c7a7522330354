"""What programs and our commands call: a unit folder as an object, the main jobs as functions, and their parts."""

from typing import TYPE_CHECKING

from zi_evidence.lazy import attach

if TYPE_CHECKING:
    from zi_evidence.api.explaining import explained as explained
    from zi_evidence.api.explaining import path_names as path_names
    from zi_evidence.api.functions import check as check
    from zi_evidence.api.functions import evaluate as evaluate
    from zi_evidence.api.functions import scan as scan
    from zi_evidence.api.gating import DEFAULT_FAIL_ON as DEFAULT_FAIL_ON
    from zi_evidence.api.gating import DEFAULT_MIN_READABLE as DEFAULT_MIN_READABLE
    from zi_evidence.api.gating import CheckResult as CheckResult
    from zi_evidence.api.gating import closing_words as closing_words
    from zi_evidence.api.gating import gate as gate
    from zi_evidence.api.gating import readable_percent as readable_percent
    from zi_evidence.api.looking import View as View
    from zi_evidence.api.looking import judge as judge
    from zi_evidence.api.looking import look as look
    from zi_evidence.api.searching import DEFAULT_LIMIT as DEFAULT_LIMIT
    from zi_evidence.api.searching import search_view as search_view
    from zi_evidence.api.unit_folder import UnitFolder as UnitFolder
    from zi_evidence.api.unit_folder import open as open  # noqa: A004 - zi_evidence.open

__all__, __getattr__, __dir__ = attach(
    __name__,
    {
        "explaining": ("explained", "path_names"),
        "functions": ("check", "evaluate", "scan"),
        "gating": (
            "DEFAULT_FAIL_ON",
            "DEFAULT_MIN_READABLE",
            "CheckResult",
            "closing_words",
            "gate",
            "readable_percent",
        ),
        "looking": ("View", "judge", "look"),
        "searching": ("DEFAULT_LIMIT", "search_view"),
        "unit_folder": ("UnitFolder", "open"),
    },
)
