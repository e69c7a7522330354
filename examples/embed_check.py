"""Runs the gate from inside another program and acts on its exit code.

python examples/embed_check.py [FOLDER]      (default: the example unit beside this script)
"""

import datetime as dt
import sys
import tempfile
from pathlib import Path

import zi_evidence

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "unit"
# A throw-away index: the example leaves nothing behind. A real program uses the default.
with tempfile.TemporaryDirectory() as index:
    try:
        result = zi_evidence.open(folder, index=index).check(dt.date(2026, 6, 30), min_readable=50)
    except zi_evidence.EvidenceError as error:
        print(f"{folder.name}: not checked: {error}", file=sys.stderr)
        sys.exit(error.exit_code)

if result.exit_code is zi_evidence.ExitCode.PASS:
    print(f"{result.report.unit_name}: may be submitted")
else:
    print(f"{result.report.unit_name}: {len(result.reasons)} reasons not to submit yet")
    print(*(f"  {reason}" for reason in result.reasons[:5]), sep="\n")
sys.exit(result.exit_code)
