"""What a watch gives to the outside after each change: history, report files, hook, notices, metrics.

The order is that of trust: first what must not be lost, then what people read, then who is told. Each part
fails for itself; a failed one is in the status, the others go on.
"""

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from zi_evidence.errors import EvidenceError
from zi_evidence.history import History, Snapshot, facts_of, trend
from zi_evidence.history.questions import add_to_trend
from zi_evidence.index.place import index_folder, index_path
from zi_evidence.index.watching import WatchStatus
from zi_evidence.model import Report
from zi_evidence.reports.charts import HistoryPoint  # noqa: TC001 - the type of a field
from zi_evidence.text import printable
from zi_evidence.watch.hook import Hook
from zi_evidence.watch.metrics import MetricsFile
from zi_evidence.watch.notify import Notifier
from zi_evidence.watch.observing import Change, Observer
from zi_evidence.watch.report_files import ReportFiles, outside

__all__ = ["OutputSettings", "Outputs"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """What to give to the outside; everything is optional but the history.

    Attributes:
        report_dir: folder for the current reports, outside every watched folder.
        on_change: command to run after a change, see `Hook`.
        hook_seconds: how long it may run.
        metrics_file: file for Prometheus' textfile collector.
        notify: configuration file of apprise, see `Notifier`.
        notify_hour: local hour from which on the digest of a day is sent.
        retry_seconds: between two tries to write reports.
    """

    report_dir: Path | None = None
    on_change: str = ""
    hook_seconds: float = 30.0
    metrics_file: Path | None = None
    notify: Path | None = None
    notify_hour: int = 7
    retry_seconds: float = 30.0


class Outputs(Observer):
    """Follows a watch and gives out what changed.

    Args:
        folders: the watched folders.
        index: folder of indexes, see `zi_evidence.index.place`.
        settings: what to give.

    Raises:
        UsageError: a place lies inside a watched folder, or the command cannot be taken apart.
    """

    def __init__(
        self,
        folders: Iterable[str | os.PathLike[str]],
        index: str | os.PathLike[str] | None = None,
        settings: OutputSettings | None = None,
    ) -> None:
        settings = settings or OutputSettings()
        roots = tuple(dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders))
        self._index = index
        self._version = version("zi-evidence")
        self._history_trouble: dict[str, str] = {}
        self._trends: dict[str, tuple[HistoryPoint, ...]] = {}
        self._files: ReportFiles | None = None
        self._metrics: MetricsFile | None = None
        self._hook: Hook | None = None
        self._notifier: Notifier | None = None
        if settings.report_dir:
            place = outside(settings.report_dir, roots, "--report-dir")
            self._files = ReportFiles(place, tool_version=self._version, retry=settings.retry_seconds)
        if settings.metrics_file:
            self._metrics = MetricsFile(outside(settings.metrics_file, roots, "--metrics-file"))
        if settings.on_change:
            self._hook = Hook(settings.on_change, seconds=settings.hook_seconds)
        if settings.notify:
            self._notifier = Notifier(settings.notify, hour=settings.notify_hour)

    def on_change(self, change: Change) -> None:
        """See `Observer`."""
        report = change.report()
        place = index_path(change.folder, self._index)
        facts = facts_of(report, tool_version=self._version, root=place.name)
        history = History(index_folder(change.folder, self._index))
        self._begin(history, place.name)
        snapshot = self._record(history, report, facts)
        lang = change.view().unit.language
        if self._files:
            self._files.write(
                place.name, report, lang=lang, root=change.folder, history=self._trends[place.name]
            )
        if self._metrics:
            self._metrics.report(place.name, report, change.status)
        if self._hook:
            self._hook.offer(facts, paths=change.paths, reason=change.reason, snapshot=snapshot)
        if self._notifier:
            self._notifier.offer(place, change.view(), report)

    def on_status(self, folder: Path, status: WatchStatus) -> None:
        """See `Observer`."""
        if self._metrics:
            self._metrics.status(index_path(folder, self._index).name, status)

    def trouble(self, folder: Path) -> str:
        """Why what is given out of a folder is not up to date; empty where it is."""
        name = index_path(folder, self._index).name
        return (self._files.trouble(name) if self._files else "") or self._history_trouble.get(name, "")

    def close(self) -> None:
        """Ends what runs beside the watch."""
        for part in (self._files, self._hook, self._notifier):
            if part:
                part.close()

    def _begin(self, history: History, name: str) -> None:
        """Takes up what a former process left, once a folder."""
        if name in self._trends:
            return
        links = list(history.links())
        self._trends[name] = trend(links)
        if self._hook and links:
            self._hook.baseline(links[-1].snapshot)

    def _record(self, history: History, report: Report, facts: Snapshot) -> str:
        """Adds to the history; the id of its head, empty where it could not be written."""
        name = facts["root"]
        try:
            head = history.record(report, tool_version=self._version)
        except EvidenceError as error:
            if not self._history_trouble.get(name):
                _LOG.warning("%s: %s", name, printable(str(error)))
            self._history_trouble[name] = error.message
            return ""
        if self._history_trouble.pop(name, ""):
            _LOG.info("%s: riwayat kembali ditulis", name)
        if head.new:
            self._trends[name] = add_to_trend(self._trends[name], facts)
            _LOG.info("%s: riwayat %06d %s", name, head.seq, head.id)
        return head.id
