"""Runs the gate from inside another program and acts on its exit code.

    python examples/embed_check.py [FOLDER]      (default: the example unit beside this script)

A nightly job of an inspectorate might do this for each of its units: silent where all is well, one
line a reason where something closes the gate, another word where nobody could look.
"""

import datetime as dt
import sys
import tempfile
from pathlib import Path

import zi_evidence
from zi_evidence import EvidenceError, ExitCode

_EXAMPLE = Path(__file__).parent / "unit"


def verdict(folder: Path, as_of: dt.date, index: Path) -> ExitCode:
    """Check one unit, print what its head must know, return the exit code."""
    try:
        result = zi_evidence.check(folder, as_of=as_of, fail_on=("error",), min_readable=50, index=index)
    except EvidenceError as error:
        print(f"{folder.name}: not checked: {error}", file=sys.stderr)
        return error.exit_code
    match result.exit_code:
        case ExitCode.PASS:
            print(f"{result.report.unit_name}: may be submitted")
        case ExitCode.FINDINGS:
            print(f"{result.report.unit_name}: {len(result.reasons)} reasons not to submit yet")
            for reason in result.reasons[:5]:
                print(f"  {reason}")
        case _:
            print(f"{result.report.unit_name}: could not look: {'; '.join(result.reasons)}")
    return result.exit_code


if __name__ == "__main__":
    _folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _EXAMPLE
    # A throw-away index: the example leaves nothing behind. A real program lets the default stand.
    with tempfile.TemporaryDirectory() as _index:
        _code = verdict(_folder, dt.date(2026, 6, 30), Path(_index))
    sys.exit(_code)
