"""From the index to the report: loading, judging and JSON for 5,000 documents, CPU seconds.

    python benchmarks/evaluate.py [COPIES]

The documents are those of the complete unit of `tests/truth`, in as many copies as make 5,000, each of its own
name and text. Limit: 0.5 s for documents, judgement and JSON; the checklist's own loading is told apart. The peer
is decoding and encoding the same JSON with the standard library.
"""

import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.truth.complete_unit import AS_OF, UNIT_TEXT, plan, write_unit  # noqa: E402 - after the path
from zi_evidence import api  # noqa: E402
from zi_evidence.checklist import load_checklist  # noqa: E402
from zi_evidence.reports import render_json  # noqa: E402
from zi_evidence.unit import load_unit  # noqa: E402

LIMIT = 0.5


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of the best of three runs, and what the last gave."""
    best, result = float("inf"), None
    for _ in range(3):
        started = time.process_time()
        result = work()
        best = min(best, time.process_time() - started)
    return best, result


def main(copies: int, as_of: dt.date = AS_OF) -> None:
    """Builds the unit, scans it once, measures."""
    with tempfile.TemporaryDirectory() as name:
        unit, index = Path(name) / "unit", Path(name) / "index"
        unit.mkdir()
        (unit / "zi-evidence.yaml").write_text(UNIT_TEXT, encoding="utf-8")
        papers = plan(load_checklist("permenpanrb-90-2021"), load_unit(unit))
        for copy in range(copies):
            write_unit(unit / f"{copy:02}", papers)
            (unit / f"{copy:02}" / "zi-evidence.yaml").unlink(missing_ok=True)
        api.look(unit, as_of=as_of, index=index)
        checklist, _ = cpu(lambda: load_checklist("permenpanrb-90-2021"))
        loaded, view = cpu(lambda: api.look(unit, as_of=as_of, index=index, rescan=False))
        judged, report = cpu(lambda: api.judge(view, as_of=as_of))
        written, text = cpu(lambda: render_json(report, tool_version="0"))
        peer, _ = cpu(lambda: json.dumps(json.loads(text), ensure_ascii=False, indent=1))
        total = loaded - checklist + judged + written
        print(
            f"{len(view.documents)} documents, {len(text) / 1e6:.1f} MB of JSON; checklist {checklist:.2f} s"
        )
        print(
            f"load {loaded - checklist:.2f} s, judge {judged:.2f} s, JSON {written:.2f} s, total {total:.2f} s"
        )
        print(f"limit {LIMIT} s, ratio {total / LIMIT:.2f}; peer json {peer:.2f} s, ratio {total / peer:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
