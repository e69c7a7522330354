"""Text: 80 columns, colours only where asked for, nothing that steers a terminal."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reports import sample
from zi_evidence.cli import terminal
from zi_evidence.i18n import LANGUAGES
from zi_evidence.model import Report
from zi_evidence.reports.text_report import render_documents_text, render_text

_COLOUR = re.compile(r"\x1b\[(?:0|1|31|32|33)m")
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def report() -> Report:
    return sample.report()


@pytest.mark.parametrize("render", [render_text, render_documents_text])
def test_colours_change_nothing_but_colours(render: Callable[..., str], report: Report) -> None:
    plain, coloured = render(report, "id"), render(report, "id", colour=True)
    assert "\x1b" not in plain
    assert len(set(_COLOUR.findall(coloured))) > 1
    assert _COLOUR.sub("", coloured) == plain
    assert max(map(len, plain.splitlines())) <= 80
    for line in coloured.splitlines():
        assert line.count("\x1b") in (0, 2)


def test_the_head_of_the_report_reads_as_people_speak() -> None:
    for lang in LANGUAGES:
        head = render_text(sample.report(), lang).splitlines()
        # Without the lines that count findings and points: those follow the checklist.
        shown = [*head[:5], *head[7:11]]
        assert "\n".join(shown) + "\n" == (GOLDEN / f"head-{lang}.txt").read_text("utf-8")


def test_a_path_stands_on_one_line(report: Report) -> None:
    path = f"{'Pokja 1 Manajemen Perubahan/' * 4}SK Tim Kerja 2026.pdf"
    document = dataclasses.replace(report.documents[0], path=path)
    text = render_documents_text(dataclasses.replace(report, documents=(document,)), "id")
    assert path in text.splitlines()


def test_a_report_without_a_target_names_only_the_year(report: Report) -> None:
    assert "tahun 2026, per " in render_text(dataclasses.replace(report, target=""), "id")


def test_what_is_only_welcome_is_counted_apart(report: Report) -> None:
    optional = [r.optional for item in report.items for r in item.requirements]
    text = render_text(report, "en")
    assert f"\nRequirements {optional.count(False)}: " in text
    assert f"\nWelcome, not required {optional.count(True)}: " in text


def test_one_thing_is_not_many() -> None:
    text = render_text(sample.report(), "en")
    assert "with 1 document:" in text
    assert "with 2 documents:" in text
    assert "1 documents" not in text


class TestColours:
    @pytest.fixture
    def _terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setenv("TERM", "xterm-256color")
        for name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)

    def test_a_pipe_gets_none(self) -> None:
        assert not terminal.takes_colour()

    @pytest.mark.usefixtures("_terminal")
    def test_a_terminal_gets_them(self) -> None:
        assert terminal.takes_colour()

    @pytest.mark.usefixtures("_terminal")
    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_not_where_somebody_asked_for_none(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(name, value)
        assert not terminal.takes_colour()


def test_a_finding_of_a_requirement_names_the_file_without_its_folders(report: Report) -> None:
    shown = " ".join(
        render_text(report).partition("YANG BELUM LENGKAP")[2].partition("BERKAS YANG")[0].split()
    )
    needs = [r for item in report.items for r in item.requirements if not (r.optional or r.status.is_settled)]
    paths = {finding.path for need in needs for finding in need.findings if finding.path}
    assert paths
    assert not [path for path in paths if path in shown]
    assert all(path.rpartition("/")[2] in shown for path in paths)
