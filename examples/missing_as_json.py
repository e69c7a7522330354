"""Prints the evidence that is missing, of one area or of all, as JSON, the most valuable items first.

python examples/missing_as_json.py [AREA]
"""

import datetime as dt
import json
import sys
import tempfile
from pathlib import Path

import zi_evidence

area = sys.argv[1] if len(sys.argv) > 1 else None
with tempfile.TemporaryDirectory() as index:
    unit = zi_evidence.open(Path(__file__).parent / "unit", index=index)
    report = unit.report(dt.date(2026, 6, 30))

rows = [
    {
        "requirement": requirement.id,
        "title": requirement.title,
        "points": report.item(requirement.item).points,
        "open_periods": [slot.period for slot in requirement.slots if slot.status == "missing"],
    }
    for requirement in sorted(report.missing(area), key=lambda one: -report.item(one.item).points)
]
print(json.dumps(rows, ensure_ascii=False, indent=2))
