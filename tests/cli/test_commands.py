"""What each command answers, and that stdout carries the answer only."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.papers import pdf_bytes
from tests.running import run_apart, run_here

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "unit"
SCHEMAS = ROOT / "docs" / "schemas"


def run(*arguments: object, code: int = 0, apart: bool = False, **environment: str) -> str:
    result = run_apart(*arguments, **environment) if apart else run_here(*arguments)
    assert result.returncode == code, result.stderr
    return result.stdout


def validated(text: str, schema: str) -> Any:
    data = json.loads(text)
    jsonschema.validate(data, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return data


@pytest.fixture(scope="module")
def report() -> Any:
    return validated(run("report", EXAMPLE, "--as-of", "2026-06-30", "--format", "json"), "report-2")


def test_the_sum_over_statuses_is_the_number_of_files_met(report: Any) -> None:
    on_disk = sum(path.is_file() for path in EXAMPLE.rglob("*"))
    ignored = len(run("scan", EXAMPLE, "--show-ignored").splitlines()) - 1
    summary = report["summary"]
    assert sum(summary["documents"].values()) == summary["files"] == len(report["documents"])
    assert summary["files"] + ignored + 1 == on_disk  # one is the unit file
    assert sum(summary["items"].values()) == 113


@pytest.mark.system
def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    arguments = ("report", EXAMPLE, "--as-of", "2026-06-30", "--format", "json", "--quiet")
    first = run(*arguments, apart=True, ZI_EVIDENCE_INDEX=str(tmp_path / "one"))
    assert run(*arguments, apart=True, ZI_EVIDENCE_INDEX=str(tmp_path / "one")) == first
    elsewhere = {"ZI_EVIDENCE_INDEX": str(tmp_path / "two"), "LC_ALL": "C", "TZ": "Asia/Jayapura"}
    assert run_apart(*arguments, **elsewhere).stdout == first
    copy = tmp_path / "elsewhere" / "unit"
    shutil.copytree(EXAMPLE, copy)
    assert run("report", copy, *arguments[2:]) == first


def test_documents_follow_their_schema(report: Any) -> None:
    text = run("documents", EXAMPLE, "--as-of", "2026-06-30", "--format", "json")
    assert validated(text, "documents-2")["documents"] == report["documents"]


def test_the_text_report_fits_80_columns_and_steers_no_terminal() -> None:
    for language in ("id", "en"):
        text = run("report", EXAMPLE, "--as-of", "2026-06-30", "--lang", language)
        assert max(map(len, text.splitlines())) <= 80
        assert all(line.isprintable() for line in text.splitlines())


def test_a_report_goes_to_a_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "laporan.txt"
    target.write_text("yang lama")
    assert run("report", EXAMPLE, "--as-of", "2026-06-30", "--output", target) == ""
    assert target.read_text("utf-8") == run("report", EXAMPLE, "--as-of", "2026-06-30")
    assert list(tmp_path.iterdir()) == [target]


def test_no_nip_leaves_the_program(report: Any) -> None:
    import re  # noqa: PLC0415

    assert not re.search(r"(?<!\d)(?:19|20)\d{6}\s?(?:19|20)\d{4}\s?\d\s?\d{3}(?!\d)", json.dumps(report))


def test_explain_quotes_the_words_a_fact_rests_on() -> None:
    name = next(path for path in EXAMPLE.rglob("*SK Tim Kerja*.pdf"))
    relative = name.relative_to(EXAMPLE).as_posix()
    by_relative = run("explain", EXAMPLE, relative, "--as-of", "2026-06-30")
    assert run("explain", EXAMPLE, name, "--as-of", "2026-06-30") == by_relative
    assert "A.I.1.i.a:" in by_relative
    assert "hlm 1:" in by_relative


def test_explain_an_item_names_its_requirements_and_candidates() -> None:
    text = run("explain", EXAMPLE, "A.I.1.i.a", "--as-of", "2026-06-30")
    assert text.startswith("A.I.1.i.a ")
    assert "SK Tim Kerja" in text


def test_an_empty_folder_gets_a_unit_file_and_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    assert run("init", folder, "--unit", "Kantor Baru", "--year", 2026) == ""
    assert [path.name for path in folder.iterdir()] == ["zi-evidence.yaml"]
    data = validated(run("report", folder, "--as-of", "2026-06-30", "--format", "json"), "report-2")
    assert data["summary"]["files"] == 0
    assert set(data["summary"]["items"]) == {"missing"}
    assert "Kantor Baru" in run("documents", folder)
    run("check", folder, "--as-of", "2026-06-30", code=1)


def test_a_folder_without_a_unit_file_is_reported_but_never_passes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes("LAPORAN"))
    data = validated(run("report", tmp_path, "--as-of", "2026-06-30", "--format", "json"), "report-2")
    assert "ZI505" in {finding["code"] for finding in data["findings"]}
    assert not data["summary"]["ready"]
    assert not (tmp_path / "zi-evidence.yaml").exists()


def test_a_skeleton_has_a_folder_an_item_and_names_that_are_understood(tmp_path: Path) -> None:
    from zi_evidence import load_checklist  # noqa: PLC0415
    from zi_evidence.matching.place import Places  # noqa: PLC0415

    folder = tmp_path / "unit"
    folder.mkdir()
    run("init", folder, "--unit", "Kantor Baru", "--year", 2026, "--skeleton")
    checklist = load_checklist("permenpanrb-90-2021")
    places = Places(checklist)
    leaves = [p for p in folder.rglob("*") if p.is_dir() and not any(p.iterdir())]
    named = [places.of((p.relative_to(folder) / "x.pdf").as_posix()).folder_items for p in leaves]
    assert sorted(next(iter(items)) for items in named if len(items) == 1) == sorted(
        item.code for item in checklist.items
    )


@pytest.mark.parametrize("name", ["permenpanrb-90-2021", "syarat-usulan-2024", "lapas-2021"])
def test_a_shipped_checklist_shows_and_is_listed(name: str) -> None:
    data = json.loads(run("checklist", "show", name, "--format", "json"))
    assert data["id"] == name
    assert name in run("checklist", "list")
    assert name in run("checklist", "show", name)


@pytest.mark.system
def test_the_version_is_told_quickly_and_alone() -> None:
    assert run("--version", apart=True).split() == ["zi-evidence", "0.1.0"]
