"""A unit folder to work in, and a clean place for indexes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine and in every run, so that a red run is one that others see too;
# ZI_LONG=1 draws others each time, to find what these do not.
settings.register_profile("steady", derandomize=True)
if not os.environ.get("ZI_LONG"):
    settings.load_profile("steady")

# Folders and files whose tests are all of one sort; single tests carry their own marker.
SORTS = {
    "daemon": ("slow", "system"),
    "hostile": ("slow", "system"),
    "truth": ("slow",),
    "examples": ("slow", "system"),
    "test_docs.py": ("system",),
    "test_docs_commands.py": ("slow", "system"),
    "test_docs_site.py": ("system",),
    "test_html_in_browser.py": ("slow", "system"),
    "test_sinks.py": ("slow",),
    "test_xlsx.py": ("slow",),
    "test_ocr.py": ("slow",),
    "test_package.py": ("slow", "system"),
    "test_pool.py": ("slow", "system"),
    "test_public_api.py": ("system",),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of folders and files that are slow, or need a process or a program of the system."""
    root = Path(__file__).parent
    for item in items:
        for part in item.path.relative_to(root).parts:
            for marker in SORTS.get(part, ()):
                item.add_marker(marker)


UNIT_NAME = "Kantor Contoh Sukamaju"


@pytest.fixture(autouse=True, scope="session")
def _apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test uses the index of the person who runs it, or depends on whether tesseract is installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZI_EVIDENCE_INDEX", str(tmp_path_factory.mktemp("index")))
        patch.setenv("ZI_EVIDENCE_OCR", "off")
        yield


@pytest.fixture(autouse=True)
def _own_index(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without an index."""
    monkeypatch.setenv("ZI_EVIDENCE_INDEX", str(tmp_path_factory.mktemp("index")))


@pytest.fixture
def unit_folder(tmp_path: Path) -> Path:
    """An empty unit folder with its unit file."""
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "zi-evidence.yaml").write_text(
        f"schema: zi-evidence/unit/1\nname: {UNIT_NAME}\nyear: 2026\n"
        "window: {from: 2025-01-01, to: 2026-06-30}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def write(unit_folder: Path) -> Callable[[str, bytes], Path]:
    """Writes a file into the unit folder."""

    def put(path: str, data: bytes) -> Path:
        target = unit_folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target

    return put


@pytest.fixture
def frozen_tree() -> Callable[[Path], dict[str, tuple[int, int, bytes]]]:
    """A picture of a tree: names, modes, times and bytes, to show that nothing was touched."""

    def picture(folder: Path) -> dict[str, tuple[int, int, bytes]]:
        return {
            path.relative_to(folder).as_posix(): (
                path.stat().st_mode,
                path.stat().st_mtime_ns,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in sorted(folder.rglob("*"))
        }

    return picture
