"""A unit folder opened from a program: what it answers, what it refuses, and by which checklist it judges."""

import datetime as dt
import json
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest

import zi_evidence
from zi_evidence import ExitCode, Report, RequirementStatus, UnitFolder, UsageError
from zi_evidence.reports.formats import RENDERERS, Format, format_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "unit"
DAY = dt.date(2026, 6, 30)
OWN = """\
schema: zi-evidence/checklist/1
id: kearsipan
version: "1"
title: Kearsipan
sections:
  - code: "1"
    title: Rapat
    items:
      - code: "1.1"
        title: Rapat pemantauan diadakan
        requirements:
          - id: notula
            title: Notula rapat
            kinds: [notula]
            phrases: {all: [notula rapat]}
            examples: [Notula Rapat Pemantauan.pdf]
            counter_examples: [SK Tim Kerja.pdf]
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="module")
def unit(index: Path) -> UnitFolder:
    opened = zi_evidence.open(EXAMPLE, index=index)
    result = opened.scan()
    assert result.complete
    return opened


@pytest.fixture(scope="module")
def report(unit: UnitFolder) -> Report:
    return unit.report(DAY, rescan=False)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "kantor"
    folder.mkdir()
    with zipfile.ZipFile(folder / "tidak dibaca.zip", "w") as archive:
        archive.writestr("kosong", "")
    before = sorted(folder.iterdir())
    yield folder
    assert sorted(folder.iterdir()) == before


def test_an_item_is_found_by_its_code(report: Report) -> None:
    assert report.item("A.I.1.i.a") is report.items[0]
    assert report.item("a.i.1.I.A") is report.items[0]
    with pytest.raises(UsageError, match=r"X\.9"):
        report.item("X.9")


def test_a_requirement_says_its_item_and_its_name(report: Report) -> None:
    checklist = zi_evidence.load_checklist(report.checklist_id)
    for item, judged in zip(checklist.items, report.items, strict=True):
        assert [(r.item, r.name) for r in judged.requirements] == [
            (item.code, r.id) for r in item.requirements
        ]


def test_missing_requirements_are_those_that_must_be_met(report: Report) -> None:
    missing = report.missing()
    assert missing
    assert all(r.status is RequirementStatus.MISSING and not r.optional for r in missing)
    areas = {item.area for item in report.items}
    for area in filter(None, areas):
        assert {report.item(r.item).area for r in report.missing(area)} <= {area}
    apart = [r for area in filter(None, areas) for r in report.missing(area)]
    of_none = [r for r in missing if not report.item(r.item).area]
    assert sorted(r.id for r in (*apart, *of_none)) == sorted(r.id for r in missing)
    with pytest.raises(UsageError, match="99"):
        report.missing("99")
    with pytest.raises(UsageError, match=r"^area "):
        report.missing(3)  # type: ignore[arg-type]


def test_a_report_can_be_a_key_and_its_repr_is_one_short_line(report: Report) -> None:
    assert {report: 1}[report] == 1
    assert repr(report).startswith(
        "<Report Lapas Kelas IIB Sukamaju Baru, WBK 2026, as of 2026-06-30: 113 items"
    )
    assert len(repr(report)) < 200
    for one in (*report.items, *report.documents, *(r for i in report.items for r in i.requirements)):
        assert len(repr(one)) < 300


def test_an_item_and_a_document_are_explained(unit: UnitFolder, report: Report) -> None:
    assert "A.I.1.iii.b" in unit.explain("A.I.1.iii.b", DAY, rescan=False)
    path = report.documents[0].path
    assert path in unit.explain(path, DAY, lang="en", rescan=False)
    with pytest.raises(UsageError):
        unit.explain("tidak ada.pdf", DAY, rescan=False)


def test_words_are_found_and_documents_listed(unit: UnitFolder, report: Report) -> None:
    found = unit.search("monev triwulan", limit=3, as_of=DAY, rescan=False)
    assert len(found.hits) == 3 <= found.total
    assert unit.documents(DAY, rescan=False) == report.documents


def test_the_gate_answers_as_the_function_does(unit: UnitFolder, index: Path) -> None:
    asked = unit.check(DAY, rescan=False)
    assert asked == zi_evidence.check(EXAMPLE, as_of=DAY, index=index, rescan=False)
    assert asked.exit_code is ExitCode.FINDINGS


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("folder", lambda _: zi_evidence.open(cast("Any", 7))),
        ("checklist", lambda _: zi_evidence.open(EXAMPLE, checklist=cast("Any", 7))),
        ("index", lambda _: zi_evidence.open(EXAMPLE, index=cast("Any", b"x"))),
        ("as_of", lambda unit: unit.report("2026-06-30")),
        ("as_of", lambda unit: unit.report(dt.datetime(2026, 6, 30, tzinfo=dt.UTC))),
        ("as_of", lambda _: zi_evidence.evaluate(EXAMPLE, as_of=cast("Any", "2026-06-30"))),
        ("lang", lambda unit: unit.check(lang="fr")),
        ("rescan", lambda unit: unit.report(rescan="no")),
        ("ocr", lambda unit: unit.report(ocr="auto")),
        ("workers", lambda unit: unit.scan(workers=-1)),
        ("workers", lambda unit: unit.scan(workers=True)),
        ("fail_on", lambda unit: unit.check(fail_on="error")),
        ("fail_on", lambda unit: unit.check(fail_on=("eror",))),
        ("fail_on", lambda _: zi_evidence.check(EXAMPLE, fail_on=cast("Any", None))),
        ("min_readable", lambda unit: unit.check(min_readable="50")),
        ("min_readable", lambda unit: unit.check(min_readable=101)),
        ("query", lambda unit: unit.search(["monev"])),
        ("limit", lambda unit: unit.search("monev", limit=0)),
        ("subject", lambda unit: unit.explain(None)),
        ("report", lambda _: zi_evidence.render(cast("Any", {}), "json")),
    ],
)
def test_a_wrong_argument_is_refused_by_its_name(
    name: str, call: Callable[[Any], object], unit: UnitFolder
) -> None:
    with pytest.raises(UsageError, match=rf"\b{name}\b") as caught:
        call(unit)
    assert "--" not in str(caught.value)


def test_a_checklist_of_ones_own_needs_nothing_in_the_folder(own: Path, papers: Path, index: Path) -> None:
    by_path = zi_evidence.evaluate(papers, checklist=own, as_of=DAY, index=index)
    assert [item.code for item in by_path.items] == ["1.1"]
    assert (by_path.checklist_id, by_path.target) == ("kearsipan", "")
    loaded = zi_evidence.load_checklist(own)
    assert zi_evidence.open(papers, checklist=loaded, index=index).report(DAY).items == by_path.items
    checked = zi_evidence.check(papers, checklist=str(own), as_of=DAY, index=index, min_readable=0)
    assert checked.report.checklist_id == "kearsipan"


def test_a_unit_file_written_for_another_checklist_counts_as_far_as_it_concerns_this_one(
    own: Path, index: Path
) -> None:
    bare = zi_evidence.evaluate(EXAMPLE, checklist=own, as_of=DAY, index=index, rescan=False)
    assert (bare.unit_name, bare.target) == ("Lapas Kelas IIB Sukamaju Baru", "")
    foreign = EXAMPLE.parent / "checklists" / "iso-9001-documents.yaml"
    other = zi_evidence.evaluate(EXAMPLE, checklist=foreign, as_of=DAY, index=index, rescan=False)
    assert (other.target, other.checklist_id) == ("complete", "iso-9001-documents")
    assert not [f for f in (*bare.findings, *other.findings) if "A.I." in f.item]


def test_matches_of_a_changed_checklist_are_not_those_that_were_kept(index: Path, unit: UnitFolder) -> None:
    shipped = zi_evidence.load_checklist("permenpanrb-90-2021")
    first = shipped.items[0].model_copy(update={"requirements": shipped.items[1].requirements})
    changed = shipped.model_copy(update={"items": (first, *shipped.items[1:])})
    before = unit.report(DAY, rescan=False).items[1].requirements
    asked = zi_evidence.open(EXAMPLE, checklist=changed, index=index).report(DAY, rescan=False)
    assert [len(r.documents) for r in asked.items[0].requirements] != [
        len(r.documents) for r in unit.report(DAY, rescan=False).items[0].requirements
    ]
    assert unit.report(DAY, rescan=False).items[1].requirements == before


def test_every_format_is_rendered_by_its_name(report: Report) -> None:
    assert set(RENDERERS) == {*Format}
    made = {name: zi_evidence.render(report, name) for name in RENDERERS}
    text = made["json"]
    assert isinstance(text, str)
    assert json.loads(text)["unit"]["name"] == report.unit_name
    assert zipfile.is_zipfile(BytesIO(made["xlsx"]))  # type: ignore[arg-type]
    assert all(made.values())
    assert zi_evidence.render(report, "text", "en") != made["text"]
    assert ";" in str(zi_evidence.render(report, "csv", separator=";")).splitlines()[0]
    with pytest.raises(UsageError, match="format"):
        zi_evidence.render(report, "pdf")


def test_an_ending_belongs_to_one_format() -> None:
    endings = [ending for renderer in RENDERERS.values() for ending in renderer.endings]
    assert len(endings) == len(set(endings))
    assert format_of(".HTML") is Format.HTML
    assert format_of(".pdf") is None
