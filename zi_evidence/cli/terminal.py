"""What goes to stderr while a command works, and how an answer gets to its place whole."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from zi_evidence.api import View
from zi_evidence.errors import OutputFailed, UsageError
from zi_evidence.i18n import os_reason, tr
from zi_evidence.index import Progress, ScanResult
from zi_evidence.model import DocumentStatus
from zi_evidence.reading.ocr import HINT, available
from zi_evidence.text import printable

__all__ = ["hints", "notice", "progress_printer", "takes_colour", "tell_errors", "write_answer"]

_LINE_SECONDS = 60.0
_BAR_SECONDS = 0.1


def notice(text: str) -> None:
    """One line on stderr; nothing in it can control the terminal."""
    sys.stderr.write(f"zi-evidence: {printable(text)}\n")


def progress_printer(*, quiet: bool, verbose: bool) -> Callable[[Progress], None] | None:
    """A progress line: renewed in place on a terminal, one a minute otherwise."""
    if quiet:
        return None
    terminal = sys.stderr.isatty()
    started = time.monotonic()
    last = started

    def show(progress: Progress) -> None:
        nonlocal last
        if verbose:
            notice(f"{progress.done}/{progress.total} {progress.path}")
            return
        now = time.monotonic()
        finished = progress.done == progress.total
        if now - last < (_BAR_SECONDS if terminal else _LINE_SECONDS) and not (terminal and finished):
            return
        last = now
        rate = progress.done / max(now - started, 0.001)
        left = (progress.total - progress.done) / rate
        text = tr("{done}/{total} files, {rate:.0f} a second, {left:.0f} seconds left").format(
            done=progress.done, total=progress.total, rate=rate, left=left
        )
        if terminal:
            sys.stderr.write(f"\r\x1b[K{'' if finished else text}")
            sys.stderr.flush()
        else:
            notice(text)

    return show


def hints(view: View, *, quiet: bool) -> None:
    """Tells on stderr what the reader of the answer should know."""
    if quiet:
        return
    if not view.unit_file:
        notice(
            tr("the folder has no unit file; run: zi-evidence init {name} --unit NAME").format(
                name=view.folder.name
            )
        )
    if view.kept_by:
        notice(
            tr("answered from the index of the watch ({kept_by}); the folder was not scanned").format(
                kept_by=view.kept_by
            )
        )
    if view.scan:
        tell_errors(view.scan)
    unread = sum(document.status is DocumentStatus.NO_TEXT for document in view.documents)
    if unread and view.scan:
        advice = tr(HINT) if not available() else tr("Run it again with --ocr all to read the rest.")
        notice(tr("{unread} files are pictures only. {advice}").format(unread=unread, advice=advice))


def tell_errors(result: ScanResult) -> None:
    """One line for each folder or file that could not be looked at."""
    for path, reason in result.errors.items():
        notice(tr("cannot be looked at: {path}: {reason}").format(path=path or ".", reason=tr(reason)))


def takes_colour() -> bool:
    """Whether stdout is a terminal that shows colours and nobody asked for none (`NO_COLOR`)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return False
    from rich.console import Console  # noqa: PLC0415 - knows the terminals; only a terminal pays for it

    console = Console(file=sys.stdout)
    return console.color_system is not None and not console.legacy_windows


def write_answer(
    answer: str | bytes | Iterator[bytes], output: Path | None, *, outside: Path | None = None
) -> None:
    """The answer to stdout, or to a file that is replaced as a whole or not at all.

    Args:
        answer: a text goes out as UTF-8, whatever the locale says; pieces are written as they are made.
        output: the file; a device or a pipe is written to, not replaced. `None` is stdout.
        outside: the unit folder, in which nothing is ever written.

    Raises:
        OutputFailed: the file could not be written; what stood there before still stands.
        UsageError: bytes that no person can read would go to a terminal, or the file would lie in the unit.
    """
    if output is None:
        _to_stdout(answer)
        return
    # A link stays a link, and the file it leads to is the one that is replaced.
    target = Path(os.path.realpath(output))
    if outside is not None and target.is_relative_to(os.path.realpath(outside)):
        raise UsageError(
            tr("no report is written into the unit folder: {output}").format(output=output),
            hint=tr("choose another folder"),
        )
    pieces = _pieces(answer)
    temporary = ""
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                device.writelines(pieces)
            return
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".zi-evidence-")
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            if temporary:
                Path(temporary).unlink()
        raise OutputFailed(
            tr("the report cannot be written to {output}: {reason}").format(
                output=output, reason=os_reason(error)
            ),
            hint=tr(
                "check the folder, its permissions and the space on the disk; the old report is still there"
            ),
        ) from error


def _pieces(answer: str | bytes | Iterator[bytes]) -> Iterator[bytes]:
    if isinstance(answer, str | bytes):
        return iter((answer.encode() if isinstance(answer, str) else answer,))
    return answer


def _to_stdout(answer: str | bytes | Iterator[bytes]) -> None:
    if isinstance(answer, str):
        sys.stdout.write(answer)
        return
    if isinstance(answer, bytes) and sys.stdout.isatty() and b"\0" in answer[:1024]:
        raise UsageError(tr("this format is not for a screen"), hint=tr("give --output FILE"))
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # somebody collects texts instead
        sys.stdout.write(b"".join(_pieces(answer)).decode())
        return
    try:
        sys.stdout.flush()
        buffer.writelines(_pieces(answer))
        buffer.flush()
    except BrokenPipeError:
        # The reader has what it wanted (`| head`); whatever is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
