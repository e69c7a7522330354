"""README and docs say what is true: commands, sample output, links."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])


def refresh_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_readme", ROOT / "docs" / "refresh_readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_shows_the_real_output() -> None:
    script = refresh_script()
    readme = (ROOT / "README.md").read_text("utf-8")
    assert script.refreshed(readme, script.demo_output()) == readme, "run: make readme"


def test_the_python_example_of_the_readme_prints_what_it_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    code = re.findall(r"```python\n(.*?)```\n\nprints `([^`]+)`", readme, re.DOTALL)
    assert len(code) == 1
    result = subprocess.run(
        [sys.executable, "-c", code[0][0]], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.strip() == code[0][1]


def test_the_commands_for_ones_own_folder_in_the_readme_run(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    lines = re.findall(r"^    zi-evidence +(.+)$", readme, re.MULTILINE)
    assert [line.split()[0] for line in lines] == ["init", "report", "check"]
    (tmp_path / "zi-2026").mkdir()
    environment = {**os.environ, "ZI_EVIDENCE_INDEX": str(tmp_path / "index")}
    codes = [
        subprocess.run(
            [sys.executable, "-m", "zi_evidence", *shlex.split(line.replace("/srv/share", str(tmp_path)))],
            capture_output=True,
            check=False,
            env=environment,
        ).returncode
        for line in lines
    ]
    assert codes == [0, 0, 1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_command_named_in_the_docs_exists() -> None:
    known = subprocess.run(
        [sys.executable, "-m", "zi_evidence", "--help"], capture_output=True, text=True, check=True
    ).stdout
    names = {
        name
        for page in PAGES
        for name in re.findall(r"zi-evidence ([a-z]+)(?= (?:[A-Z/\"]|\$|-))", page.read_text("utf-8"))
    }
    assert names
    for name in names:
        assert re.search(rf"\b{name}\b", known), name


def test_the_project_speaks_of_itself_alone() -> None:
    listed = subprocess.run(
        [shutil.which("git") or "git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    odd = re.compile(r"/work/|/root/|/tmp/brief|pypi-more|pythonhosted\.org|registry\.npmjs|deb\.debian")
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".lock", ".json", ""} and path.is_file():
            text = path.read_text("utf-8", errors="ignore")
            if path != Path(__file__):
                assert not odd.search(text), name
