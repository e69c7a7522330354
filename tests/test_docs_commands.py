"""Every command that the documentation shows is run, and prints what it is shown to print.

A `console` block holds lines `$ command`, each followed by lines of its output in their order: `…` stands
for any text within a line, a line of `…` for any lines. `python` blocks of a page run one after the other; a
`text` block right after one is what it prints. Commands run in a folder that holds a copy of the example unit
as `zi-2026`; below `<!-- folder: empty -->` they run where there is nothing yet. A block below
`<!-- file: NAME -->` lies there under that name from then on. Today is the example's day.
"""

import contextlib
import datetime as dt
import io
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

from zi_evidence.api import looking
from zi_evidence.cli.app import _application
from zi_evidence.cli.entry import main
from zi_evidence.cli.language import OPTION as LANGUAGE

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
TODAY = dt.date(2026, 6, 30)
UNIT = "zi-2026"
BLOCK = re.compile(r"^(?:<!-- (folder|file): (\S+) -->\n+)?```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
# What the reader's system does, not this program.
NOT_OURS = {"make", "pip", "sudo", "systemctl", "setx"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def pages_with(*kinds: str) -> list[Path]:
    return [page for page in PAGES if any(f"```{kind}\n" in page.read_text("utf-8") for kind in kinds)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example unit; one index for all pages, so that its files are read once."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples" / "unit", folder / UNIT)
    return folder


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index-of-docs")


@pytest.fixture(autouse=True)
def _at_the_desk(desk: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in desk.iterdir():
        if path.is_file():
            path.unlink()
    shutil.copy(ROOT / "examples" / "unit" / "zi-evidence.yaml", desk / UNIT)
    for history in list(index.rglob("history")):
        shutil.rmtree(history)
    monkeypatch.setenv("ZI_EVIDENCE_INDEX", str(index))
    monkeypatch.setattr(looking, "_today", lambda: TODAY)
    monkeypatch.chdir(desk)


class Shell:
    """As much of a shell as the documentation needs."""

    def __init__(self) -> None:
        self.code = 0

    def run(self, line: str) -> str:
        """What the command prints, on stdout and then on stderr."""
        words = shlex.split(line)
        if line == "echo $?":
            return f"{self.code}\n"
        if words[0] == "mkdir":
            Path(words[1]).mkdir()
            return ""
        if words[0] in NOT_OURS:
            return ""
        assert words[0] == "zi-evidence", f"nobody knows how to run: {line}"
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.code = int(main(words[1:]))
        return out.getvalue() + err.getvalue()


def commands_of(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def assert_shown(shown: list[str], printed: str, what: str) -> None:
    """Each shown line stands in the output, in this order; without a line of `…` between them, together."""
    lines = printed.splitlines()
    place, together = 0, True
    for line in shown:
        if line.strip() == "…":
            together = False
            continue
        pattern = re.compile(".*?".join(map(re.escape, line.rstrip().split("…"))))
        hits = [number for number in range(place, len(lines)) if pattern.fullmatch(lines[number].rstrip())]
        assert hits, f"{what}: not printed: {line}\n{printed[:3000]}"
        assert hits[0] == place or not together, (
            f"{what}: something is left out before: {line}\n{printed[:3000]}"
        )
        place, together = hits[0] + 1, True


@pytest.mark.parametrize("page", pages_with("console", "python"), ids=name_of)
def test_every_command_and_example_prints_what_is_shown(page: Path, desk: Path, tmp_path: Path) -> None:
    shell = Shell()
    names: dict[str, object] = {}
    printed = None
    for mark, name, kind, block in BLOCK.findall(page.read_text("utf-8")):
        os.chdir(tmp_path if mark == "folder" else desk)
        if mark == "file":
            (desk / name).write_text(block, "utf-8")
        elif kind == "console":
            for line, shown in commands_of(block):
                output = shell.run(line)
                # A wrong call is shown with its code, or not at all.
                assert shell.code in (0, 1, 3) or "echo $?" in block, output
                assert_shown(shown, output, line)
            printed = None
        elif kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block, name_of(page), "exec"), names)  # noqa: S102 - our own documentation
            printed = out.getvalue()
        elif kind == "text" and printed is not None:
            assert_shown(block.splitlines(), printed, block)
            printed = None


def test_every_option_named_in_the_docs_exists() -> None:
    application = get_command(_application())
    checked = 0
    for page in [*PAGES, ROOT / "README.md"]:
        text = page.read_text("utf-8")
        snippets = re.findall(r"`(zi-evidence [^`\n]+)`", text)
        snippets += re.findall(r"^(?:    |\$ |)(zi-evidence [^\n]+)$", text, re.MULTILINE)
        for snippet in snippets:
            try:
                words = shlex.split(snippet)[1:]
            except ValueError:  # a quote that goes on in the next line
                words = snippet.split()[1:]
            command = application
            while words and hasattr(command, "commands") and words[0] in command.commands:
                command = command.commands[words.pop(0)]
            known = {option for parameter in command.params for option in parameter.opts}
            known |= {"--help", LANGUAGE}  # of every command
            for option in (word for word in words if re.fullmatch("--[a-z][a-z-]*", word)):
                assert option in known, f"{name_of(page)}: {snippet}: {option}"
                checked += 1
    assert checked > 20
