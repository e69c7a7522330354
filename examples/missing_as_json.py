"""Prints the evidence that a unit still lacks as JSON, the most valuable items first.

python examples/missing_as_json.py [FOLDER]      (default: the example unit beside this script)
"""

import datetime as dt
import json
import sys
import tempfile
from pathlib import Path

import zi_evidence
from zi_evidence import EvidenceError, Report

_EXAMPLE = Path(__file__).parent / "unit"
_LACKING = ("missing", "stale", "partial")
_SETTLED = ("met", "upcoming")


def lacking(report: Report) -> list[dict[str, object]]:
    """One row for each requirement that must be met and is not; `points` is its item's worth."""
    rows: list[dict[str, object]] = []
    for item in sorted(report.items, key=lambda item: (-item.points, item.code)):
        for requirement in item.requirements:
            if requirement.optional or requirement.status not in _LACKING:
                continue
            row: dict[str, object] = {
                "item": item.code,
                "requirement": requirement.id,
                "title": requirement.title,
                "status": requirement.status.value,
                "points": item.points,
            }
            periods = [slot.period for slot in requirement.slots if slot.status not in _SETTLED]
            if periods:
                row["open_periods"] = periods
            rows.append(row)
    return rows


def main(folder: Path, as_of: dt.date) -> int:
    """Print the rows; 0, or the exit code of what kept us from looking."""
    # A throw-away index: the example leaves nothing behind. A real program lets the default stand.
    with tempfile.TemporaryDirectory() as index:
        try:
            report = zi_evidence.evaluate(folder, as_of=as_of, index=index)
        except EvidenceError as error:
            print(error, file=sys.stderr)
            return int(error.exit_code)
    print(json.dumps(lacking(report), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    _folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _EXAMPLE
    sys.exit(main(_folder, dt.date(2026, 6, 30)))
