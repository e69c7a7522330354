"""Judges a folder by a checklist of one's own, explains an item, and writes the report as a page.

python examples/own_checklist.py [PAGE]      (default: nothing is written)
"""

import datetime as dt
import sys
import tempfile
from pathlib import Path

import zi_evidence

HERE = Path(__file__).parent
CHECKLIST = HERE / "checklists" / "iso-9001-documents.yaml"

with tempfile.TemporaryDirectory() as index:
    # Nothing is written into the folder: the checklist is an argument, the index lies elsewhere.
    unit = zi_evidence.open(HERE / "unit", checklist=CHECKLIST, index=index)
    report = unit.report(dt.date(2026, 6, 30))
    print(unit.explain("9.2", dt.date(2026, 6, 30), rescan=False))
    found = unit.search('"tindak lanjut"', as_of=dt.date(2026, 6, 30), rescan=False)
print(f"{report.checklist_title}: {len(report.missing())} missing, {found.total} files speak of follow-up")

if len(sys.argv) > 1:
    Path(sys.argv[1]).write_text(str(zi_evidence.render(report, "html", "en")), encoding="utf-8")
