"""The public names: typed, cheap to import, documented with examples that run."""

import dataclasses
import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zi_evidence
import zi_evidence.model

ROOT = Path(__file__).parents[1]


def test_every_public_name_is_there_and_the_list_is_sorted() -> None:
    assert zi_evidence.__all__ == sorted(zi_evidence.__all__)
    for name in zi_evidence.__all__:
        assert getattr(zi_evidence, name).__doc__, name
    with pytest.raises(AttributeError):
        zi_evidence.nothing_of_that_name  # noqa: B018


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
