"""`watch`: keeps the index of unit folders up to date for months."""

import contextlib
import datetime as dt
import logging
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from zi_evidence.cli.options import IndexFolder, Ocr, OcrOption
from zi_evidence.errors import ExitCode
from zi_evidence.i18n import mark
from zi_evidence.text import printable
from zi_evidence.watch import Daemon, Poll, Settings
from zi_evidence.watch.outputs.after_change import Outputs, OutputSettings
from zi_evidence.watch.outputs.sd_notify import Heart

__all__ = ["command", "log_to_stderr"]


class _OneLine(logging.Formatter):
    """One record, one line, whatever a file is called; the traceback of a fault is folded into it."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - its name
        return dt.datetime.fromtimestamp(record.created, dt.UTC).strftime(datefmt or "%Y-%m-%dT%H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


@contextlib.contextmanager
def log_to_stderr() -> Iterator[None]:
    """Sends the log to stderr while it lasts; rotating it is the service manager's work."""
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("zi_evidence")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def command(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help=mark("The unit folder."))],
    *,
    interval: Annotated[
        float,
        typer.Option(
            "--interval", metavar="SECONDS", help=mark("Interval of whole scans; 0 chooses by itself.")
        ),
    ] = 0,
    quiet_period: Annotated[
        float,
        typer.Option(
            "--quiet-period", metavar="SECONDS", help=mark("A file is read after it was quiet for so long.")
        ),
    ] = 5,
    poll: Annotated[
        Poll, typer.Option("--poll", help=mark("Scan regularly instead of waiting for events."))
    ] = Poll.AUTO,
    index: IndexFolder = None,
    unsafe_index: Annotated[
        bool, typer.Option("--unsafe-index", help=mark("Accept an index on a network file system."))
    ] = False,
    report_dir: Annotated[
        Path | None,
        typer.Option(
            "--report-dir",
            metavar="DIR",
            help=mark("Write the latest reports to this folder."),
            show_default=False,
        ),
    ] = None,
    on_change: Annotated[
        str,
        typer.Option("--on-change", metavar="COMMAND", help=mark("Run this after a change; JSON on stdin.")),
    ] = "",
    metrics_file: Annotated[
        Path | None,
        typer.Option(
            "--metrics-file", metavar="FILE", help=mark("Write metrics for Prometheus."), show_default=False
        ),
    ] = None,
    notify: Annotated[
        Path | None,
        typer.Option(
            "--notify",
            metavar="FILE",
            help=mark("Configuration of apprise for daily news."),
            show_default=False,
        ),
    ] = None,
    notify_hour: Annotated[
        int,
        typer.Option(
            "--notify-hour",
            metavar="HOUR",
            min=0,
            max=23,
            help=mark("Hour at which the daily news are sent."),
        ),
    ] = 7,
    ocr: OcrOption = Ocr.AUTO,
) -> int:
    """Ends with 0 when it is told to end (SIGTERM), with 130 after Ctrl-C."""
    settings = Settings(
        index=index,
        unsafe_index=unsafe_index,
        interval=interval,
        quiet=quiet_period,
        poll=poll,
        ocr=ocr.budget(),
    )
    with log_to_stderr():
        outputs = Outputs(
            folders,
            index,
            OutputSettings(
                report_dir=report_dir,
                on_change=on_change,
                metrics_file=metrics_file,
                notify=notify,
                notify_hour=notify_hour,
            ),
        )
        heart = Heart()
        daemon = Daemon(folders, settings, observers=(outputs,), beat=heart.beat)
        received: list[int] = []

        def end(number: int, _frame: FrameType | None) -> None:
            received.append(number)
            daemon.stop()
            heart.stop()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        try:
            clean = daemon.run()
        finally:
            outputs.close()
    code = ExitCode.INTERRUPTED if signal.SIGINT in received else ExitCode.PASS
    if not clean:
        # A thread sleeps in a dead file system. The index is whole; waiting would help nobody.
        sys.stderr.flush()
        os._exit(code)
    return code
