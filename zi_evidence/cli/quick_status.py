"""`status`: what the watcher of a folder says of itself, in a moment and with nothing heavy imported."""

import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from zi_evidence.cli.known_folder import require_known
from zi_evidence.cli.language import without_language
from zi_evidence.errors import ExitCode
from zi_evidence.index.place import index_path
from zi_evidence.index.watching import WatchStatus, read_status, watcher_of
from zi_evidence.text import printable

__all__ = ["FORMATS", "quick_status", "show_status"]

FORMATS = ("text", "json")
_HEALTH = {"ok": "BAIK", "degraded": "TERBATAS", "red": "MERAH"}
_MODES = {"events": "peristiwa", "polling": "polling"}
_SHOWN = 10
_STALE_SECONDS = 150


def quick_status(arguments: Sequence[str]) -> int | None:
    """Answers a plain call without the command line's library; `None` where the call is not a plain one."""
    folder, index, form = "", None, "text"
    rest = without_language(arguments)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in ("--format", "--index") and (equals or rest):
            value = value if equals else rest.pop(0)
            if name == "--index":
                index = value
            else:
                form = value
        elif word.startswith("-") or folder:
            return None
        else:
            folder = word
    if not folder or form not in FORMATS:
        return None
    return show_status(Path(folder), index=Path(index) if index else None, output_format=form)


def show_status(folder: Path, *, index: Path | None = None, output_format: str = "text") -> int:
    """Writes the status; 0 where the folder is watched well, 3 where it is not watched or cannot be seen.

    Raises:
        UsageError: the index would lie inside the folder, or there is and was no such folder.
    """
    place = index_path(Path(os.path.realpath(folder)), index)
    require_known(folder, place)
    watcher = watcher_of(place)
    status = read_status(place)
    if output_format == "json":
        data = asdict(status) if status else {}
        answer = {"schema": "zi-evidence/status/1", "watched": watcher is not None, **data}
        sys.stdout.write(json.dumps(answer, indent=2, sort_keys=True) + "\n")
    else:
        sys.stdout.write(_text(folder, status, watched=str(watcher or "")))
    well = watcher is not None and status is not None and status.health != "red"
    if watcher is not None and status is not None and _is_stale(status):
        sys.stderr.write(
            f"zi-evidence: status tidak diperbarui sejak {status.updated}; disk penuh atau macet?\n"
        )
        well = False
    return ExitCode.PASS if well else ExitCode.COULD_NOT_LOOK


def _is_stale(status: WatchStatus) -> bool:
    """Whether a living watcher no longer renews its status, which it does twice a minute."""
    try:
        updated = dt.datetime.fromisoformat(status.updated)
    except ValueError:
        return True
    return dt.datetime.now(dt.UTC) - updated > dt.timedelta(seconds=_STALE_SECONDS)


def _text(folder: Path, status: WatchStatus | None, *, watched: str) -> str:
    if status is None:
        words = (
            "pengawas baru dimulai" if watched else "belum pernah diawasi; mulai dengan: zi-evidence watch"
        )
        return f"{printable(str(folder))}: {words}\n"
    head = _HEALTH.get(status.health, status.health) if watched else "TIDAK DIAWASI"
    lines = [
        f"{printable(status.folder)}: {head}",
        f"  pengawas           {watched or f'berhenti; terakhir {status.updated}'} (versi {status.version})",
        f"  cara               {_MODES.get(status.mode, status.mode)} ({status.mode_reason})",
        f"  pemindaian penuh   {status.last_walk or 'belum'}, berikutnya {status.next_walk or '-'}",
        f"  berkas             {status.files} dalam {status.folders} folder, {status.watches} diawasi",
        f"  menunggu           {status.pending_count}",
        f"  tidak diumumkan    {status.missed_events} perubahan, {status.overflows} luapan antrean",
        f"  indeks             {status.index_bytes / 1e6:.1f} MB",
    ]
    if status.unreachable_since:
        lines.append(f"  tak terjangkau     sejak {status.unreachable_since}")
    if status.problem:
        lines.append(f"  masalah            {status.problem}")
    lines += [f"    sejak {entry.since} {entry.path}" for entry in status.pending[:_SHOWN]]
    if status.pending_count > _SHOWN:
        lines.append(f"    … dan {status.pending_count - _SHOWN} lagi")
    return "\n".join(printable(line) for line in lines) + "\n"
