"""Puts the beginning of the demo's real output into README.md, between its two marks."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- demo begins -->\n", "<!-- demo ends -->\n"
LAST_HEADING = "YANG BELUM LENGKAP"


def demo_output() -> str:
    """What `make demo` prints."""
    command = [sys.executable, "-m", "zi_evidence", "report", "examples/unit", "--as-of", "2026-06-30"]
    index = ["--index", "build/demo-index", "--ocr", "off", "--quiet"]
    return subprocess.run([*command, *index], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def sample(output: str) -> str:
    """Its beginning, up to the list of all gaps, as a code block."""
    head = output.partition(f"\n{LAST_HEADING}\n")[0].rstrip()
    return f"\n```text\n{head}\n…\n```\n\n"


def refreshed(readme: str, output: str) -> str:
    """The README with the sample of this output."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{sample(output)}{END}{after}"


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(refreshed(path.read_text("utf-8"), demo_output()), encoding="utf-8")
