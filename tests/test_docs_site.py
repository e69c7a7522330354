"""The site: every page has its place, and nothing in it comes from the network."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))


def check_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_site", DOCS / "check_site.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages_in(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    assert not isinstance(parts, (int, type(None)))
    return [page for part in parts for page in pages_in(part)]  # type: ignore[attr-defined] # YAML is untyped


def test_every_page_has_its_place_and_every_place_its_page() -> None:
    named = pages_in(CONFIG["nav"])
    # The pages of single findings are reached from their list.
    there = [
        path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if not path.name.startswith("ZI")
    ]
    assert sorted(named) == sorted(there)


def test_the_site_is_set_to_be_strict_and_alone() -> None:
    assert CONFIG["strict"] is True
    assert CONFIG["theme"]["font"] is False
    for script in CONFIG["extra"]["polyfills"]:
        assert (DOCS / script).is_file()


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img src="http://example/pixel.png">',
        '<iframe src="https://example/"></iframe>',
    ],
)
def test_a_page_that_would_fetch_something_is_found(page: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert check_script().main(tmp_path) == 1


def test_a_style_that_would_fetch_something_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>", "utf-8")
    (tmp_path / "a.css").write_text("@font-face { src: url(https://example/font.woff2) }", "utf-8")
    assert check_script().main(tmp_path) == 1


def test_a_link_for_people_is_no_fetch(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="https://example/">x</a><script src="x.js"></script>', "utf-8")
    assert check_script().main(tmp_path) == 0


def test_a_site_without_pages_does_not_pass(tmp_path: Path) -> None:
    assert check_script().main(tmp_path) == 1


@pytest.mark.skipif(not (ROOT / "build" / "docs" / ".ready").exists(), reason="after: make docs")
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    for name in ("docs", "zi_evidence"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    python = ROOT / "build" / "docs" / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    checked = subprocess.run(
        [sys.executable, DOCS / "check_site.py", tmp_path / "build" / "site"], check=False
    )
    assert checked.returncode == 0
