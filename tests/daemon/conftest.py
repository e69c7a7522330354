"""What every test of the watcher begins with."""

from pathlib import Path

import pytest


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A place for indexes, not there yet."""
    return tmp_path / "ix"
