"""Hooks for tests (Python scripts, and what they were told), and a status that a watch could have."""

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zi_evidence.index.watching import WatchStatus

Write = Callable[[str, bytes], Path]
Picture = Callable[[Path], dict[str, tuple[int, int, bytes]]]
QUIET = ("--quiet-period", "1")
REPORT = "LAPORAN PELAKSANAAN KEGIATAN PEMBANGUNAN ZONA INTEGRITAS"


def script(folder: Path, text: str) -> str:
    """A hook of these Python lines; `out` is a file beside it."""
    path = folder / "hook.py"
    path.write_text(
        f"import sys, json, time, pathlib\nout = pathlib.Path({str(folder / 'told')!r})\n{text}\n"
    )
    return shlex.join([sys.executable, str(path)])


def told(folder: Path) -> list[dict[str, Any]]:
    """What a hook that appends one line a call was told."""
    path = folder / "told"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


APPEND = "with out.open('a') as file: file.write(json.dumps(json.load(sys.stdin)) + '\\n')"


def status(**more: Any) -> WatchStatus:
    return WatchStatus("/srv/unit", "0.1.0", "pid 1", **more)
