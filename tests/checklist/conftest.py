"""A way to put checklist texts into files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from testkit.checklists import SMALL
from zi_evidence.i18n import speaking


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Faults are expected in the language of their source; tests/checklist/test_language.py looks at the other."""
    with speaking("en"):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text or bytes to a file of the test's own folder and returns its path."""

    def writer(text: str | bytes = SMALL, name: str = "small.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return writer
