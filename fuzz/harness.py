"""What the fuzz targets share: seeds from the hostile suite, and the promise that is checked.

Run a target with `python -m fuzz.fuzz_sniff -max_total_time=600 [CORPUS_FOLDER]`; needs atheris. A target
fails when anything but the declared errors leaves the code under test.
"""
# ruff: noqa: INP001, S101 - run as scripts; an assertion is what a fuzzer listens to

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris

from tests.hostile.case import Case
from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.reading import Limits
from zi_evidence.reading.wire import check_reading

__all__ = ["LIMITS", "check", "run"]

# Small, so that a slow input is found as one and memory stays that of an honest file.
LIMITS = Limits(
    max_chars=200_000, max_pages=20, soft_seconds=2, max_zip_bytes=4 << 20, max_part_bytes=2 << 20
)
_MAX_SEED = 20_000


def check(reading: Reading) -> None:
    """Fail unless the reading is one that the border lets pass."""
    check_reading(reading)
    assert reading.status is not DocumentStatus.PENDING


def run(target: Callable[[bytes], None], seeds: Iterable[Case] = ()) -> None:
    """Fuzz the target, beginning from the small ones among the seeds."""
    with tempfile.TemporaryDirectory() as folder:
        for case in seeds:
            data = case.make() if case.small else b""
            if 0 < len(data) <= _MAX_SEED:
                Path(folder, case.name).write_bytes(data)
        atheris.Setup([*sys.argv, folder], target)
        atheris.Fuzz()
