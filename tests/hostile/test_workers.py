"""A worker that misbehaves in any way costs its document, and nothing else."""

import contextlib
import json
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zi_evidence.model import DocumentStatus
from zi_evidence.reading import Answer, Job, Limits, Outcome, Pool, failure_reading, reading_from_answer
from zi_evidence.reading.limits import MIB

TASK = "tests.hostile.mock_task:run"
LIMITS = Limits(cpu_seconds=10, wall_seconds=60, no_progress_seconds=60, memory=512 * MIB)
# For those that would wait for ever.
SHORT = Limits(wall_seconds=3, no_progress_seconds=2, memory=512 * MIB)
ENDLESS = {"sleep", "stop", "tick", "child"}
DEATHS = 1000

Ask = Callable[..., list[Answer]]
Children = Callable[[], list[int]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Return a function that runs documents with these words through a pool, one worker."""

    def run(*words: str, limits: Limits = LIMITS, inline: bool = False) -> list[Answer]:
        jobs = []
        for number, what in enumerate(words):
            path = tmp_path / f"{number}.bin"
            path.write_text(what)
            jobs.append(Job(number, str(path), what))
        with Pool(TASK, workers=1, limits=limits, inline=inline) as pool:
            return sorted(pool.run(jobs), key=lambda answer: str(answer.job.key))

    return run


@pytest.fixture
def children() -> Children:
    """Return a function that lists the processes this one started in the test and has not buried."""
    # Other tests of the same run may keep a pool for all of them.
    before = set(_children())
    return lambda: [pid for pid in _children() if pid not in before]


def _children() -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == os.getpid():
                found.append(int(entry.name))
    return found


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("inline", [False, True], ids=["file", "bytes"])
@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("sleep", Outcome.TIMEOUT),
        ("stop", Outcome.TIMEOUT),
        ("tick", Outcome.TIMEOUT),
        ("child", Outcome.TIMEOUT),
        (f"die {signal.SIGABRT:d}", Outcome.CRASHED),
        (f"die {signal.SIGSEGV:d}", Outcome.CRASHED),
        (f"die {signal.SIGKILL:d}", Outcome.MEMORY),
        (f"die {signal.SIGXCPU:d}", Outcome.TIMEOUT),
        ("fault", Outcome.CRASHED),
        ("exit 0", Outcome.CRASHED),
        ("exit 3", Outcome.CRASHED),
        ("raise memory", Outcome.MEMORY),
        ("raise recursion", Outcome.CRASHED),
        ("raise system", Outcome.CRASHED),
        ("raise interrupt", Outcome.CRASHED),
        ("raise exit", Outcome.CRASHED),
        ("raise value", Outcome.CRASHED),
        ("memory", Outcome.MEMORY),
        ("long 20", Outcome.BAD_ANSWER),
        ("bomb 100", Outcome.BAD_ANSWER),
    ],
)
def test_a_misbehaving_worker_costs_its_document_only(
    words: str, outcome: Outcome, inline: bool, ask: Ask, children: Children
) -> None:
    limits = SHORT if words in ENDLESS else LIMITS
    before, bad, after = ask("baik", words, "baik", limits=limits, inline=inline)
    assert before.outcome is Outcome.OK
    assert bad.outcome is outcome, bad.reason
    assert bad.body == b""
    assert after.outcome is Outcome.OK
    assert len(bad.sha256) == 64
    assert children() == []


def test_bytes_that_nobody_asked_for_are_a_bad_answer(ask: Ask) -> None:
    bad, after = ask("flood", "baik")
    assert bad.outcome is Outcome.BAD_ANSWER
    assert after.outcome is Outcome.OK


def test_a_worker_that_hangs_up_but_lives_on_is_killed(ask: Ask, children: Children) -> None:
    bad, after = ask("hangup", "baik")
    assert bad.outcome is Outcome.CRASHED
    assert after.outcome is Outcome.OK
    assert children() == []


def test_endless_computing_is_stopped_by_the_kernels_cpu_limit(ask: Ask) -> None:
    (bad,) = ask("spin", limits=Limits(cpu_seconds=1, wall_seconds=60, no_progress_seconds=60))
    assert bad.outcome is Outcome.TIMEOUT
    assert bad.reason == "CPU time"


def test_recursion_without_end_is_a_crash(ask: Ask) -> None:
    (bad,) = ask("deep", limits=Limits(memory=200 * MIB))
    assert bad.outcome in (Outcome.CRASHED, Outcome.MEMORY)


def _sleepers() -> list[str]:
    """Processes that the worker's child left behind; a kill takes effect a moment after it was sent."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                line = (entry / "cmdline").read_bytes()
                dead = b"Z" in (entry / "stat").read_bytes().rpartition(b")")[2][:3]
                if b"time.sleep(600)" in line and not dead:
                    found.append(entry.name)
    return found


def test_what_a_worker_started_dies_with_it(ask: Ask) -> None:
    (bad,) = ask("child", limits=SHORT)
    assert bad.outcome is Outcome.TIMEOUT
    end = time.monotonic() + 30
    while left := _sleepers():
        assert time.monotonic() < end, left
        time.sleep(0.05)


def test_a_body_that_is_no_reading_becomes_a_damaged_document(ask: Ask) -> None:
    (answer,) = ask("garbage")
    reading = reading_from_answer(answer)
    assert reading.status is DocumentStatus.DAMAGED
    assert "\n" not in reading.reason


def test_a_worker_cannot_write_a_file(ask: Ask, tmp_path: Path) -> None:
    (answer,) = ask(f"write {tmp_path}")
    assert answer.outcome is not Outcome.OK
    assert not (tmp_path / "bocor").exists() or (tmp_path / "bocor").stat().st_size == 0


def test_a_worker_gets_a_clean_environment_and_no_file_of_its_parent(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAHASIA", "kunci")
    with (tmp_path / "buku").open("wb"):
        environment, files = ask("environment", "files")
    assert "RAHASIA" not in json.loads(environment.body)
    # The standard three, the line to the parent, and the listing itself.
    assert json.loads(files.body) <= 5


def test_no_reason_names_a_path_of_the_server(ask: Ask) -> None:
    for answer in ask("raise os", "raise value", "exit 1"):
        assert "/" not in answer.reason
        assert "/" not in failure_reading(answer.outcome, answer.reason).reason


def test_a_known_document_is_not_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "mati.bin"
    path.write_text("exit 1")
    job = Job(1, str(path), "mati")
    with Pool(TASK, workers=1, limits=LIMITS) as pool:
        (first,) = pool.run([job])
        (second,) = pool.run([job], known={first.sha256}.__contains__)
        deaths = pool.deaths
    assert first.outcome is Outcome.CRASHED
    assert second.outcome is Outcome.KNOWN
    assert second.sha256 == first.sha256
    assert deaths == 1


def test_a_run_left_early_does_not_answer_into_the_next_one(tmp_path: Path, children: Children) -> None:
    path = tmp_path / "x.bin"
    path.write_text("baik")
    before = descriptors()
    with Pool(TASK, workers=2, limits=LIMITS) as pool:
        for _ in pool.run(Job(("lama", n), str(path), "x") for n in range(50)):
            break
        keys = [answer.job.key for answer in pool.run(Job(("baru", n), str(path), "x") for n in range(5))]
    assert set(keys) == {("baru", n) for n in range(5)}
    assert descriptors() == before
    assert children() == []


def test_time_the_consumer_takes_is_not_charged_to_workers(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_text("baik")
    limits = Limits(wall_seconds=0.3, no_progress_seconds=0.3)
    with Pool(TASK, workers=2, limits=limits) as pool:
        outcomes = []
        for answer in pool.run(Job(n, str(path), "x") for n in range(6)):
            outcomes.append(answer.outcome)
            busy_until = time.monotonic() + 0.4
            while time.monotonic() < busy_until:
                pass
    assert set(outcomes) == {Outcome.OK}


def test_a_hundred_thousand_jobs_are_drawn_lazily(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_text("baik")
    drawn = 0

    def jobs() -> Iterator[Job]:
        nonlocal drawn
        for number in range(100_000):
            drawn += 1
            yield Job(number, str(path), "x")

    with Pool(TASK, workers=2, limits=LIMITS) as pool:
        for count, _ in enumerate(pool.run(jobs()), 1):
            assert drawn <= count + 4
            if count == 1000:
                break


def test_a_thousand_worker_deaths_leave_nothing_behind(tmp_path: Path, children: Children) -> None:
    path = tmp_path / "mati.bin"
    path.write_text(f"die {signal.SIGKILL:d}")
    with Pool(TASK, workers=2, limits=Limits(wall_seconds=60, no_progress_seconds=60)) as pool:
        assert sum(1 for _ in pool.run(Job(n, str(path), "x") for n in range(20))) == 20
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        open_before = descriptors()
        outcomes = {answer.outcome for answer in pool.run(Job(n, str(path), "x") for n in range(DEATHS))}
        assert outcomes == {Outcome.MEMORY}
        assert pool.deaths == DEATHS + 20
        assert abs(descriptors() - open_before) <= 2
        assert len(children()) <= 2
    assert children() == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10 * 1024
