"""What a watch gives to the outside after each change: history, report files, hook, notices, metrics.

The order is that of trust: first what must not be lost, then what people read, then who is told. Each part
fails for itself; a failed one is in the status, the others go on.
"""

import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zi_evidence.api import View
from zi_evidence.errors import EvidenceError, IndexLocked
from zi_evidence.file_faults import NOT_SEEN
from zi_evidence.history import History, facts_of, trend
from zi_evidence.history.questions import add_to_trend
from zi_evidence.i18n import tr
from zi_evidence.index.place import index_folder, index_path
from zi_evidence.index.watching import WatchStatus
from zi_evidence.model import DocumentStatus, Report
from zi_evidence.model.reasons import is_program_fault
from zi_evidence.reports.charts import HistoryPoint  # noqa: TC001 - the type of a field
from zi_evidence.text import printable
from zi_evidence.version import __version__
from zi_evidence.watch.observing import Change, Observer
from zi_evidence.watch.outputs.hook import Hook
from zi_evidence.watch.outputs.metrics import MetricsFile
from zi_evidence.watch.outputs.notify import Notifier
from zi_evidence.watch.outputs.report_files import ReportFiles, outside

__all__ = ["OutputSettings", "Outputs"]

_LOG = logging.getLogger(__name__)
# Statuses count once at most a tenth of the documents is still to be read, or a quarter of an hour is over.
_READING_SHARE = 10
_READING_SECONDS = 900.0
_LOCKED_SECONDS = 1.0


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
        self._retry = settings.retry_seconds
        self._trouble: dict[tuple[str, str], str] = {}
        # One a folder: a folder that hangs holds up nobody else.
        self._locks = {index_path(root, index).name: threading.Lock() for root in roots}
        self._timers: dict[str, threading.Timer] = {}
        self._closed = False
        self._trends: dict[str, tuple[HistoryPoint, ...]] = {}
        self._reading_since: dict[str, float] = {}
        self._paths: dict[str, set[str]] = {}
        self._files: ReportFiles | None = None
        self._metrics: MetricsFile | None = None
        self._hook: Hook | None = None
        self._notifier: Notifier | None = None
        if settings.report_dir:
            place = outside(settings.report_dir, roots, "--report-dir")
            self._files = ReportFiles(place, retry=settings.retry_seconds)
        if settings.metrics_file:
            places = {place.name: place for place in (index_path(root, index) for root in roots)}
            self._metrics = MetricsFile(outside(settings.metrics_file, roots, "--metrics-file"), places)
        if settings.on_change:
            self._hook = Hook(settings.on_change, seconds=settings.hook_seconds)
        if settings.notify:
            self._notifier = Notifier(settings.notify, hour=settings.notify_hour)

    def on_change(self, change: Change) -> None:
        """See `Observer`. Where the report cannot be made, it is tried again until it can."""
        name = index_path(change.folder, self._index).name
        with self._locks[name]:
            try:
                report = change.report()
            except IndexLocked:
                # A look or a command writes for a moment; that is no trouble.
                self._later(name, change, _LOCKED_SECONDS)
                return
            except EvidenceError as error:
                self._trouble[name, "report"] = error.message
                self._later(name, change, self._retry)
                raise
            self._trouble.pop((name, "report"), None)
            self._settled(name)
            self._give(name, change, report)

    def _give(self, name: str, change: Change, report: Report) -> None:
        """Gives out a report, each part for itself."""
        view = change.view()
        if self._is_reading(name, report):
            self._paths.setdefault(name, set()).update(change.paths)
            snapshot = None
            self._later(name, change, self._retry)
        else:
            snapshot = self._record(name, change, report)
        self._tell_faults(name, view, report)
        files, metrics, hook, notifier = self._files, self._metrics, self._hook, self._notifier
        if files:
            with self._part(name, "report-dir"):
                lang, past = view.unit.language, self._trends.get(name, ())
                files.write(name, report, lang=lang, root=change.folder, history=past)
        if metrics:
            with self._part(name, "metrics-file"):
                metrics.report(name, report, change.status)
        if snapshot is None:
            return
        if hook:
            facts = facts_of(report, tool_version=__version__, root=name)
            paths = self._paths.pop(name, set()) | set(change.paths)
            with self._part(name, "on-change"):
                hook.offer(facts, paths=paths, reason=change.reason, snapshot=snapshot)
        if notifier:
            with self._part(name, "notify"):
                notifier.offer(index_path(change.folder, self._index), view, report)

    def _is_reading(self, name: str, report: Report) -> bool:
        """Whether so much is still to be read that statuses would come and go, as in a first look.

        They are then neither remembered nor told, but not for ever: a file may be written without end.
        """
        pending = sum(
            document.status is DocumentStatus.PENDING and not is_program_fault(document.reason)
            for document in report.documents
        )
        if pending * _READING_SHARE <= len(report.documents):
            self._reading_since.pop(name, None)
            return False
        since = self._reading_since.setdefault(name, time.monotonic())
        return time.monotonic() - since < _READING_SECONDS

    def _tell_faults(self, name: str, view: View, report: Report) -> None:
        """Names in the status a file that the program failed on."""
        failed = [document.path for document in report.documents if is_program_fault(document.reason)]
        failed += [place for place, why in view.walk_errors.items() if why == NOT_SEEN]
        if failed:
            text = tr("the program failed on {file} ({n} in all); the log says more")
            self._trouble[name, "judge"] = text.format(file=printable(failed[0]), n=len(failed))
        else:
            self._trouble.pop((name, "judge"), None)

    @contextmanager
    def _part(self, name: str, part: str) -> Iterator[None]:
        """A fault of one part is logged and shown; the others go on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the watch goes on whatever fails here
            if (name, part) not in self._trouble:
                _LOG.exception(tr("%s: --%s failed"), name, part)
            self._trouble[name, part] = tr("--{part} failed: {name}").format(
                part=part, name=type(error).__name__
            )
        else:
            self._trouble.pop((name, part), None)

    def on_status(self, folder: Path, status: WatchStatus) -> None:
        """See `Observer`."""
        if self._metrics:
            self._metrics.status(index_path(folder, self._index).name, status)

    def trouble(self, folder: Path) -> str:
        """Why what is given out of a folder is not up to date; empty where it is."""
        name = index_path(folder, self._index).name
        own = next((text for (unit, _), text in list(self._trouble.items()) if unit == name), "")
        return own or (self._files.trouble(name) if self._files else "")

    def close(self) -> None:
        """Ends what runs beside the watch."""
        self._closed = True
        for timer in list(self._timers.values()):
            timer.cancel()
        for part in (self._files, self._metrics, self._hook, self._notifier):
            if part:
                part.close()

    def _later(self, name: str, change: Change, seconds: float) -> None:
        """Plans another try at a change; a newer one takes its place."""
        self._settled(name)
        if not self._closed:
            # A copy has yet to look; what it will see then is what counts.
            again = replace(change)
            timer = self._timers[name] = threading.Timer(seconds, self._try_again, [again])
            timer.daemon = True
            timer.start()

    def _settled(self, name: str) -> None:
        """Forgets the planned try."""
        if timer := self._timers.pop(name, None):
            timer.cancel()

    def _try_again(self, change: Change) -> None:
        with suppress(EvidenceError):  # told by the status since the first time
            self.on_change(change)

    def _record(self, name: str, change: Change, report: Report) -> str:
        """Adds to the history; the id of its head, empty where it could not be written."""
        try:
            history = History(index_folder(change.folder, self._index))
            if name not in self._trends:
                self._take_up(name, history)
            head = history.record(report, tool_version=__version__)
        except EvidenceError as error:
            if (name, "history") not in self._trouble:
                _LOG.warning("%s: %s", name, printable(str(error)))
            self._trouble[name, "history"] = error.message
            self._later(name, change, self._retry)
            return ""
        if self._trouble.pop((name, "history"), ""):
            _LOG.info(tr("%s: the history is written again"), name)
        if head.new:
            facts = facts_of(report, tool_version=__version__, root=name)
            self._trends[name] = add_to_trend(self._trends[name], facts)
            _LOG.info(tr("%s: history %06d %s"), name, head.seq, head.id)
        return head.id

    def _take_up(self, name: str, history: History) -> None:
        """Continues what a former process left."""
        links = list(history.links())
        self._trends[name] = trend(links)
        if self._hook and links:
            self._hook.baseline(links[-1].snapshot)
