"""The numbers for Prometheus: each in one line, whatever a name holds, and always the current ones."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from testkit.watched import Watched, wait_for
from tests.daemon.hooks import QUIET, REPORT, Write, status
from tests.history.judged import judged
from tests.papers import pdf_bytes
from zi_evidence.index.watching import write_status
from zi_evidence.watch.outputs.metrics import MetricsFile, metrics_text, numbers_of


def test_metrics_name_every_status_and_read_as_prometheus_wants() -> None:
    numbers = numbers_of(judged({"a": "met", "b": "missing", "c": "missing"}, optional=frozenset("c")))
    text = metrics_text(
        {"unit-1": (numbers, status(last_walk="2026-03-02T00:00:00Z")), "unit-2": (None, status())}
    )
    assert 'zi_evidence_requirements{unit="unit-1",status="missing"} 1\n' in text
    assert 'zi_evidence_requirements{unit="unit-1",status="stale"} 0\n' in text
    assert 'zi_evidence_supported_points{unit="unit-1",area="total"} 10\n' in text
    assert 'zi_evidence_last_walk_timestamp_seconds{unit="unit-1"} 1772409600\n' in text
    assert 'zi_evidence_ready{unit="unit-2"}' not in text
    names = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(names) == len(set(names))


@given(st.text(max_size=30))
def test_any_name_makes_metrics_of_one_line_each(name: str) -> None:
    line = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+\{(\w+="([^"\\\n]|\\[\\"n])*",?)+\} [0-9.e+]+)')
    text = metrics_text({name: (numbers_of(judged({"a": "met"})), status())})
    assert all(line.fullmatch(row) for row in text.removesuffix("\n").split("\n"))


def test_metrics_follow_the_status_between_two_changes(tmp_path: Path) -> None:
    file = tmp_path / "zi.prom"
    metrics = MetricsFile(file, {"unit-1": tmp_path, "unit-2": tmp_path / "never-watched"}, tick=0.05)
    try:
        write_status(tmp_path, status(pending_count=9))
        wait_for(lambda: file.exists() and 'pending_files{unit="unit-1"} 9\n' in file.read_text(), "nine")
        metrics.report("unit-1", judged({"a": "met"}), status(pending_count=9))
        write_status(tmp_path, status(pending_count=0, health="red"))
        wait_for(lambda: 'pending_files{unit="unit-1"} 0\n' in file.read_text(), "none")
        assert 'requirements{unit="unit-1",status="met"} 1\n' in file.read_text()
        assert "unit-2" not in file.read_text()
    finally:
        metrics.close()


def test_a_watch_keeps_the_metrics_file(unit_folder: Path, write: Write, index: Path, tmp_path: Path) -> None:
    write("A/a.pdf", pdf_bytes(REPORT))
    file = tmp_path / "zi.prom"
    with Watched(unit_folder, index, *QUIET, "--metrics-file", str(file)).live():
        wait_for(lambda: file.exists() and 'status="read"} 1' in file.read_text(), "the metrics")
