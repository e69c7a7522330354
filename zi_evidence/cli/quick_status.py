"""`status`: what the watcher of a folder says of itself, in a moment and with nothing heavy imported."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from zi_evidence.cli.known_folder import require_known, resolved
from zi_evidence.cli.language import without_language
from zi_evidence.errors import ExitCode
from zi_evidence.i18n import mark, tr
from zi_evidence.index.place import index_path
from zi_evidence.index.watching import WatchStatus, judged, read_status, watcher_of
from zi_evidence.text import printable

__all__ = ["FORMATS", "quick_status", "show_status"]

FORMATS = ("text", "json")
_HEALTH = {"ok": mark("GOOD"), "degraded": mark("LIMITED"), "red": mark("RED")}
_MODES = {"events": mark("events"), "polling": mark("polling")}
_SHOWN = 10


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

    A watcher that has not looked as promised is red, whatever it wrote last. A folder that hangs holds up the
    answer for seconds at most.

    Raises:
        UsageError: the index would lie inside the folder, or there is and was no such folder.
    """
    place = index_path(resolved(folder), index)
    require_known(folder, place)
    watcher = watcher_of(place)
    status, since = read_status(place), ""
    if watcher is not None and status is not None:
        status, since = judged(status, dt.datetime.now(dt.UTC))
    if output_format == "json":
        data = {**asdict(status), "overdue_since": since} if status else {}
        answer = {"schema": "zi-evidence/status/1", "watched": watcher is not None, **data}
        sys.stdout.write(json.dumps(answer, indent=2, sort_keys=True) + "\n")
    else:
        sys.stdout.write(_text(folder, status, watched=str(watcher or "")))
    well = watcher is not None and status is not None and status.health != "red"
    if since and status is not None and since == status.updated:
        text = tr("the status was not renewed since {moment}; is the disk full, or does it hang?")
        sys.stderr.write(f"zi-evidence: {text.format(moment=since)}\n")
    return ExitCode.PASS if well else ExitCode.COULD_NOT_LOOK


def _text(folder: Path, status: WatchStatus | None, *, watched: str) -> str:
    if status is None:
        words = (
            tr("the watch has just begun") if watched else tr("never watched; begin with: zi-evidence watch")
        )
        return f"{printable(str(folder))}: {words}\n"
    head = tr(_HEALTH.get(status.health, status.health)) if watched else tr("NOT WATCHED")
    stopped = tr("stopped; last {moment}").format(moment=status.updated)
    lines = [
        f"{printable(status.folder)}: {head}",
        tr("  watcher            {watcher} (version {version})").format(
            watcher=watched or stopped, version=status.version
        ),
        tr("  way                {mode} ({reason})").format(
            mode=tr(_MODES.get(status.mode, status.mode)), reason=status.mode_reason
        ),
        tr("  whole scan         {last}, next {next}").format(
            last=status.last_walk or tr("not yet"), next=status.next_walk or "-"
        ),
        tr("  files              {files} in {folders} folders, {watches} watched").format(
            files=status.files, folders=status.folders, watches=status.watches
        ),
        tr("  waiting            {n}").format(n=status.pending_count),
        tr("  not announced      {missed} changes, {overflows} overflows of the queue").format(
            missed=status.missed_events, overflows=status.overflows
        ),
        tr("  index              {size:.1f} MB").format(size=status.index_bytes / 1e6),
    ]
    if status.unreachable_since:
        lines.append(tr("  out of reach       since {moment}").format(moment=status.unreachable_since))
    if status.problem:
        lines.append(tr("  problem            {problem}").format(problem=status.problem))
    lines += [
        tr("    since {moment} {path}").format(moment=entry.since, path=entry.path)
        for entry in status.pending[:_SHOWN]
    ]
    if status.pending_count > _SHOWN:
        lines.append(tr("    … and {n} more").format(n=status.pending_count - _SHOWN))
    return "\n".join(printable(line) for line in lines) + "\n"
