"""The state of the watches for Prometheus, as a file for the textfile collector of its node exporter."""

import datetime as dt
import logging
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zi_evidence.i18n import os_reason, tr
from zi_evidence.index.watching import WatchStatus, read_status
from zi_evidence.model import DocumentStatus, Report, RequirementStatus
from zi_evidence.text import printable
from zi_evidence.watch.replacing import replace_file

__all__ = ["MetricsFile", "Numbers", "metrics_text", "numbers_of"]

_LOG = logging.getLogger(__name__)
_TICK_SECONDS = 30.0
_HEALTH = ("ok", "degraded", "red")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one report that are shown as metrics; areas by code, statuses with their zeroes."""

    ready: bool
    supported: Mapping[str, float]
    requirements: Mapping[str, int]
    documents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Metric:
    name: str
    help: str


def numbers_of(report: Report) -> Numbers:
    """The numbers of a report; of requirements only those that are required."""
    required = Counter(r.status for item in report.items for r in item.requirements if not r.optional)
    documents = Counter(document.status for document in report.documents)
    return Numbers(
        ready=report.ready,
        supported={area.code: area.supported for area in report.areas},
        requirements={status.value: required[status] for status in RequirementStatus},
        documents={status.value: documents[status] for status in DocumentStatus},
    )


def metrics_text(units: Mapping[str, tuple[Numbers | None, WatchStatus]]) -> str:
    """All metrics in Prometheus' text format; the same input gives the same text.

    Args:
        units: name of the unit's index folder -> its last numbers, if there are any, and its status.
    """
    rows: dict[_Metric, list[str]] = {}

    def add(name: str, about: str, unit: str, value: float, **labels: str) -> None:
        metric = _Metric(f"zi_evidence_{name}", about)
        shown = ",".join(f'{key}="{_label(text)}"' for key, text in {"unit": unit, **labels}.items())
        rows.setdefault(metric, []).append(f"{metric.name}{{{shown}}} {value:.10g}")

    for unit, (numbers, status) in sorted(units.items()):
        for health in _HEALTH:
            add(
                "health",
                "1 for the present health of the watch.",
                unit,
                status.health == health,
                health=health,
            )
        add("unreachable", "1 while the unit folder is away.", unit, bool(status.unreachable_since))
        add(
            "last_walk_timestamp_seconds",
            "End of the last whole look, 0 for never.",
            unit,
            _time(status.last_walk),
        )
        add("files", "Files in the index.", unit, status.files)
        add("pending_files", "Files that wait to be read.", unit, status.pending_count)
        add("missed_events_total", "Changes that no event announced.", unit, status.missed_events)
        add("overflows_total", "Times that events were lost.", unit, status.overflows)
        add("index_bytes", "Size of the index.", unit, status.index_bytes)
        if numbers is None:
            continue
        add("ready", "1 where no finding closes the gate.", unit, numbers.ready)
        for area, points in numbers.supported.items():
            add("supported_points", "Points that the evidence supports at most.", unit, points, area=area)
        for state, count in numbers.requirements.items():
            add("requirements", "Required evidence by status.", unit, count, status=state)
        for state, count in numbers.documents.items():
            add("documents", "Documents by status.", unit, count, status=state)
    return "".join(_block(metric, lines) for metric, lines in rows.items())


def _block(metric: _Metric, lines: Iterable[str]) -> str:
    kind = "counter" if metric.name.endswith("_total") else "gauge"
    head = f"# HELP {metric.name} {metric.help}\n# TYPE {metric.name} {kind}\n"
    return head + "".join(f"{line}\n" for line in lines)


def _label(text: str) -> str:
    return "".join(_escaped(printable(text)))


def _escaped(text: str) -> Iterator[str]:
    for char in text:
        yield {"\\": "\\\\", '"': '\\"', "\n": "\\n"}.get(char, char)


def _time(text: str) -> float:
    return dt.datetime.fromisoformat(text).timestamp() if text else 0.0


class MetricsFile:
    """Renews the file after each report, each change of health, and twice a minute from the statuses.

    Args:
        path: the file; the collector reads names that end in `.prom`.
        places: index folder of each unit by its name; their status files are read.
        tick: seconds between two looks at them.
    """

    def __init__(self, path: Path, places: Mapping[str, Path], *, tick: float = _TICK_SECONDS) -> None:
        self._path = path
        self._places = dict(places)
        self._tick = tick
        self._units: dict[str, tuple[Numbers | None, WatchStatus]] = {}
        self._failing = False
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="metrics", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends the looks."""
        self._stop.set()
        self._thread.join(2)

    def _work(self) -> None:
        while not self._stop.wait(self._tick):
            for unit, place in self._places.items():
                status = read_status(place)
                if status is not None:
                    self.status(unit, status)

    def report(self, unit: str, report: Report, status: WatchStatus) -> None:
        """A new report of a unit."""
        self._put(unit, numbers_of(report), status)

    def status(self, unit: str, status: WatchStatus) -> None:
        """Another status of a unit's watch."""
        self._put(unit, None, status)

    def _put(self, unit: str, numbers: Numbers | None, status: WatchStatus) -> None:
        # Every folder has its thread.
        with self._lock:
            known, _ = self._units.get(unit, (None, status))
            self._units[unit] = (numbers or known, status)
            try:
                replace_file(self._path, metrics_text(self._units).encode("utf-8"))
            except OSError as error:
                if not self._failing:
                    shown = printable(str(self._path))
                    _LOG.warning(tr("the metrics cannot be written: %s: %s"), shown, os_reason(error))
                self._failing = True
            else:
                self._failing = False
