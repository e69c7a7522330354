"""The public names: typed, cheap to import, documented with examples that run."""

import dataclasses
import doctest
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import get_args, get_type_hints

import pytest

import zi_evidence
import zi_evidence.model
from zi_evidence import api, index, reading, reports

ROOT = Path(__file__).parents[1]


def test_every_public_name_is_there_and_the_list_is_sorted() -> None:
    assert zi_evidence.__all__ == sorted(zi_evidence.__all__)
    for name in zi_evidence.__all__:
        assert getattr(zi_evidence, name).__doc__, name
    with pytest.raises(AttributeError):
        zi_evidence.nothing_of_that_name  # noqa: B018


def test_nothing_but_the_public_names_is_offered() -> None:
    assert dir(zi_evidence) == zi_evidence.__all__
    assert zi_evidence.__version__ == metadata.version("zi-evidence")


@pytest.mark.parametrize("package", [zi_evidence, api, index, reading, reports], ids=lambda one: one.__name__)
def test_every_lazy_name_is_where_it_is_said_to_be(package: ModuleType) -> None:
    for name in dir(package):
        assert getattr(package, name) is not None
    assert dir(package) == sorted(package.__all__)
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        package.nothing_of_that_name  # noqa: B018


def test_every_type_inside_a_report_is_public() -> None:
    seen: set[type] = set()
    waiting: list[type] = [zi_evidence.Report]
    while waiting:
        one = waiting.pop()
        for hint in get_type_hints(one).values():
            inside = [part for part in (hint, *get_args(hint)) if isinstance(part, type)]
            ours = {
                part
                for part in inside
                if part.__module__ in ("zi_evidence.model.report", "zi_evidence.model.reason")
            }
            waiting += ours - seen
            seen |= ours
    assert {one.__name__ for one in seen} <= set(zi_evidence.__all__)


def data_classes() -> list[type]:
    """What a program gets to see: the public data, and the model it is made of."""
    names = [(zi_evidence, name) for name in zi_evidence.__all__]
    names += [(zi_evidence.model, name) for name in zi_evidence.model.__all__]
    found = [getattr(home, name) for home, name in names]
    return [one for one in found if dataclasses.is_dataclass(one) or hasattr(one, "model_fields")]


@pytest.mark.parametrize("one", data_classes(), ids=lambda one: one.__name__)
def test_every_field_of_public_data_says_what_it_means(one: type) -> None:
    names = getattr(one, "model_fields", None) or getattr(one, "__dataclass_fields__", {})
    told = re.findall(r"^ {4,8}(\w+): ", one.__doc__ or "", re.MULTILINE)
    assert [name for name in names if name not in told] == []


def test_importing_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, zi_evidence\n"
        "heavy = {'pydantic', 'pypdf', 'pypdfium2', 'docx', 'lxml', 'typer', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_examples_in_the_docstrings_run() -> None:
    assert doctest.testmod(zi_evidence).failed == 0


def test_a_typed_program_of_somebody_else_is_clean_under_mypy_strict(tmp_path: Path) -> None:
    program = tmp_path / "consumer.py"
    program.write_text(
        "import datetime as dt\n"
        "import zi_evidence\n"
        "from zi_evidence import EvidenceError, ExitCode, Report\n"
        "\n"
        "def gaps(folder: str) -> list[str]:\n"
        "    try:\n"
        "        report: Report = zi_evidence.evaluate(folder, as_of=dt.date(2026, 6, 30))\n"
        "    except EvidenceError as error:\n"
        "        return [error.hint]\n"
        "    return [item.code for item in report.items if item.status == 'missing']\n"
        "\n"
        "def dear(folder: str) -> list[str]:\n"
        "    unit = zi_evidence.open(folder, checklist='permenpanrb-90-2021')\n"
        "    report = unit.report(dt.date(2026, 6, 30))\n"
        "    page: str | bytes = zi_evidence.render(report, 'html')\n"
        "    needed = report.missing(area='3')\n"
        "    return [unit.explain(need.item) for need in needed if page and report.item(need.item).steps['A'] < 1]\n"
        "\n"
        "def passes(folder: str) -> bool:\n"
        "    return zi_evidence.check(folder).exit_code is ExitCode.PASS\n",
        encoding="utf-8",
    )
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(program)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert result.returncode == 0, result.stdout
