"""The current report of each unit folder as files that others open, mail or publish."""

import logging
import os
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from zi_evidence.errors import UsageError
from zi_evidence.failing_documents import printed
from zi_evidence.i18n import Language, os_reason, tr
from zi_evidence.model import Report
from zi_evidence.reports.charts import HistoryPoint
from zi_evidence.reports.formats import Format, RenderOptions, rendered
from zi_evidence.text import printable
from zi_evidence.watch.replacing import replace_file

__all__ = ["REPORT_FILES", "ReportFiles", "outside"]

REPORT_FILES = {
    "laporan.json": Format.JSON,
    "laporan.html": Format.HTML,
    "laporan.xlsx": Format.XLSX,
}
_LOG = logging.getLogger(__name__)
_RETRY_SECONDS = 30.0


def outside(place: Path, roots: Iterable[Path], option: str) -> Path:
    """The place, resolved.

    Raises:
        UsageError: it lies inside a watched folder; nothing is ever written there.
    """
    real = Path(os.path.realpath(place))
    for root in roots:
        if real == root or root in real.parents:
            raise UsageError(
                tr("{option} must not lie in the unit folder: {place}").format(option=option, place=place),
                hint=tr("choose another folder"),
            )
    return real


class ReportFiles:
    """Writes `laporan.json`, `laporan.html` and `laporan.xlsx` below a folder, one sub-folder a unit.

    Where the disk is full the old files stay, `trouble` says so, and it is tried again until it works.

    Args:
        folder: where; it is made if need be.
        retry: seconds between two tries.
    """

    def __init__(self, folder: Path, *, retry: float = _RETRY_SECONDS) -> None:
        self._folder = folder
        self._retry = retry
        self._lock = threading.Lock()
        self._held: dict[str, dict[str, bytes]] = {}
        self._trouble: dict[str, str] = {}
        self._timer: threading.Timer | None = None
        self._closed = False

    def trouble(self, name: str) -> str:
        """Why the reports of a unit are not the current ones; empty where they are."""
        return self._trouble.get(name, "")

    def write(
        self, name: str, report: Report, *, lang: Language, root: Path, history: Sequence[HistoryPoint] = ()
    ) -> None:
        """Renews the files of one unit.

        Args:
            name: sub-folder of the unit.
            report: what to write.
            lang: language of the reports.
            root: the unit folder; documents become links to it.
            history: for the trend.
        """
        base = _relative(root, self._folder / name)
        options = RenderOptions(history=history, base=base)
        for file, form in REPORT_FILES.items():
            answer, _ = printed(partial(rendered, name=form, lang=lang, options=options), report)
            pieces = answer if isinstance(answer, str | bytes) else b"".join(answer)
            self._put(name, file, pieces.encode("utf-8") if isinstance(pieces, str) else pieces)

    def _put(self, name: str, file: str, data: bytes) -> None:
        """Writes one file as soon as it is there; the workbook takes longest and nobody waits for it."""
        with self._lock:
            self._held.setdefault(name, {})[file] = data
            self._try(name)

    def close(self) -> None:
        """Ends the tries."""
        with self._lock:
            self._closed = True
            if self._timer:
                self._timer.cancel()

    def _try(self, name: str) -> None:
        """Writes what is held of a unit; keeps holding what could not be written."""
        folder, files = self._folder / name, self._held[name]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for file in list(files):
                replace_file(folder / file, files[file])
                del files[file]
        except OSError as error:
            problem = tr("the report cannot be written: {reason}; the old report is still there").format(
                reason=os_reason(error)
            )
            if problem != self._trouble.get(name):
                _LOG.warning("%s: %s: %s", name, problem, printable(str(folder)))
            self._trouble[name] = problem
            self._again()
            return
        del self._held[name]
        if self._trouble.pop(name, ""):
            _LOG.info(tr("%s: the report is written again"), name)

    def _again(self) -> None:
        """Plans the next try, once for all units."""
        if self._closed or (self._timer and self._timer.is_alive()):
            return
        self._timer = threading.Timer(self._retry, self._retry_all)
        self._timer.daemon = True
        self._timer.start()

    def _retry_all(self) -> None:
        with self._lock:
            self._timer = None
            for name in list(self._held):
                if not self._closed:
                    self._try(name)


def _relative(root: Path, folder: Path) -> str:
    """The way from the reports to the unit folder; empty where there is none (another drive)."""
    try:
        return Path(os.path.relpath(root, folder)).as_posix()
    except ValueError:
        return ""
