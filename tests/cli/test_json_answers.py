"""Every answer in JSON keeps to its schema in docs/schemas, which knows no key that is not there."""

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from testkit.watched import Watched, wait_for
from zi_evidence.cli.entry import main

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
ISO = str(Path(__file__).parents[2] / "examples" / "checklists" / "iso-9001-documents.yaml")
DAY = ("--as-of", "2026-06-30")


def held(data: dict[str, Any]) -> dict[str, Any]:
    """The answer, after it was held against the schema that it names."""
    name, _, version = data["schema"].removeprefix("zi-evidence/").partition("/")
    schema = json.loads((SCHEMAS / f"{name}-{version}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return data


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main([*arguments, "--format", "json"])
    return held(json.loads(capsys.readouterr().out))


def test_checklists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = asked(capsys, "checklist", "list")
    for row in listed["checklists"]:
        shown = asked(capsys, "checklist", "show", row["id"])
        assert (shown["title"], len(shown["items"])) == (row["title"], row["items"])
    assert asked(capsys, "checklist", "show", ISO)["language"] == "en"
    assert asked(capsys, "checklist", "diff", "permenpanrb-90-2021", "lapas-2021")["added"]
    assert not asked(capsys, "checklist", "diff", ISO, ISO)["changed"]
    assert asked(capsys, "checklist", "validate", ISO)["valid"]
    broken = tmp_path / "rusak.yaml"
    broken.write_text("id: x\n", "utf-8")
    assert asked(capsys, "checklist", "validate", str(broken))["faults"]


def test_history(unit_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["scan", str(unit_folder)])
    assert asked(capsys, "history", "show", str(unit_folder))["snapshots"] == []
    main(["check", str(unit_folder), *DAY])
    (unit_folder / "Undangan rapat monev ZI.pdf").write_bytes(b"%PDF-1.4 rusak")
    main(["check", str(unit_folder), *DAY])
    snapshots = asked(capsys, "history", "show", str(unit_folder))["snapshots"]
    assert [snapshot["seq"] for snapshot in snapshots] == [1, 2]


def test_the_watcher(unit_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "told.json"
    code = (
        f"import pathlib, sys; new = pathlib.Path({str(told) + '.new'!r}); "
        f"new.write_text(sys.stdin.read(), 'utf-8'); new.replace({str(told)!r})"
    )
    hook = shlex.join([sys.executable, "-c", code])
    index = tmp_path / "ix"
    status = ("status", str(unit_folder), "--index", str(index))
    assert asked(capsys, *status) == {"schema": "zi-evidence/status/1", "watched": False}
    with Watched(unit_folder, index, "--quiet-period", "1", "--on-change", hook).live():
        (unit_folder / "Menunggu.pdf").write_bytes(b"%PDF")
        wait_for(told.exists, "the hook")
        assert asked(capsys, *status)["watched"]
    assert held(json.loads(told.read_text("utf-8")))["unit"] == "Kantor Contoh Sukamaju"
