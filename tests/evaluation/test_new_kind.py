"""A new kind of document is an entry of data: no line of code names it, and all rooms know it."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from zi_evidence import lexicon as lexicons
from zi_evidence.checklist import load_checklist
from zi_evidence.checklist.model import Checklist
from zi_evidence.errors import ChecklistError, LexiconError
from zi_evidence.evaluation import evaluate_documents
from zi_evidence.facts import extract_facts
from zi_evidence.i18n import speaking
from zi_evidence.lexicon import FLAGS, Lexicon, load_lexicon
from zi_evidence.matching import Matcher
from zi_evidence.model import Document, DocumentStatus, Facts, Report
from zi_evidence.reports import report_data
from zi_evidence.reports.plain import known_kind
from zi_evidence.unit import Unit

NAME = "Telaah Sejawat TW I 2026.pdf"
PAGE = (
    "KANTOR WILAYAH CEMARA\n"
    "TELAAH SEJAWAT PENGAWASAN\n"
    "TRIWULAN I TAHUN 2026\n"
    "Tim kerja menelaah pengawasan zona integritas pada kantor wilayah cemara dan mencatat temuannya.\n"
    "Cemara, 8 April 2026\n"
    "Kepala Kantor Wilayah Cemara,\n"
    "Rina Cemara\n"
    "NIP. 19800101 200501 2 001\n"
)
PAGES = (PAGE,)
CHECKLIST = """
schema: zi-evidence/checklist/1
id: kecil
version: "1"
title: Daftar kecil
sections:
  - code: P
    title: Pengungkit
    weight: 1
    items:
      - code: P.a
        title: Pengawasan ditelaah
        requirements:
          - id: telaah
            title: Telaah sejawat
            kinds: [telaah_sejawat]
            phrases: {all: [telaah sejawat, pengawasan]}
            every: quarter
"""
OWN_KIND = """
kinds:
  telaah_sejawat:
    like: laporan
    name: Telaah sejawat
    headings: [telaah sejawat]
    file_names: [telaah sejawat]
    is_not: [own]
"""
UNIT = {
    "name": "Kantor Wilayah Cemara",
    "target": "",
    "year": 2026,
    "window": {"from": "2026-01-01", "to": "2026-03-31"},
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def pack(tmp_path: Path) -> Lexicon:
    """The Indonesian pack with one more entry in three of its files."""
    folder = tmp_path / "pack"
    shutil.copytree(Path(lexicons.__file__).parent / "id", folder)

    def grown(file: str, key: str, added: dict[str, Any]) -> None:
        data = yaml.safe_load((folder / file).read_text("utf-8"))
        data[key] = {**data[key], **added} if key == "kinds" else [added, *data[key]]
        (folder / file).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")

    flags = {"looks_back", "past_only", "written_anew", "yearly", "bare_year", "named_month", "report"}
    entry = {
        "name": {"id": "Telaah sejawat", "en": "Peer review"},
        "words": "telaah sejawat",
        "kin": [],
        "dates": ["signature", "letterhead"],
        "opens": 2,
        "is": sorted(flags),
        "is_not": sorted(FLAGS.keys() - flags),
    }
    grown("kinds.yaml", "kinds", {"telaah_sejawat": entry})
    row = {
        "kind": "telaah_sejawat",
        "match": r"TELAAH SEJAWAT\b",
        "example": "TELAAH SEJAWAT",
        "not": "TELAAHAN",
    }
    grown("headings.yaml", "headings", row)
    grown("file_names.yaml", "names", row)
    return load_lexicon(folder)


def checklist_of(tmp_path: Path, text: str, lexicon: Lexicon | None = None) -> Checklist:
    path = tmp_path / "kecil.yaml"
    path.write_text(text, "utf-8")
    return load_checklist(path, lexicon)


def judged(checklist: Checklist, facts: Facts, lexicon: Lexicon | None) -> Report:
    matcher = Matcher(checklist, lexicon)
    found = matcher.match(NAME, facts=facts, pages=PAGES)
    document = Document(
        NAME,
        size=1,
        modified="",
        status=DocumentStatus.READ,
        facts=facts,
        sha256="1",
        media_type="application/pdf",
    )
    return evaluate_documents(
        checklist,
        Unit.model_validate(UNIT),
        [document],
        {NAME: found.matches},
        as_of=dt.date(2026, 5, 1),
        lexicon=lexicon,
    )


def test_an_entry_of_the_pack_is_recognised_matched_judged_and_printed(pack: Lexicon, tmp_path: Path) -> None:
    facts = extract_facts(PAGES, name=NAME, lexicon=pack)
    assert (facts.kind.value, facts.kind.source) == ("telaah_sejawat", "heading")
    assert (facts.date.value if facts.date else "", facts.period.value if facts.period else "") == (
        "2026-04-08",
        "2026-Q1",
    )
    report = judged(checklist_of(tmp_path, CHECKLIST, pack), facts, pack)
    requirement = report.items[0].requirements[0]
    assert requirement.status.value == "met"
    assert "telaah_sejawat" in json.dumps(report_data(report, tool_version="1"))
    assert known_kind("telaah_sejawat") == "Telaah sejawat"


def test_by_its_name_alone_it_is_recognised_too(pack: Lexicon) -> None:
    facts = extract_facts((), name=NAME, lexicon=pack)
    assert (facts.kind.value, facts.kind.source) == ("telaah_sejawat", "name")


def test_without_the_entry_nothing_knows_it(tmp_path: Path) -> None:
    assert extract_facts(PAGES, name="x.pdf").kind.value != "telaah_sejawat"
    with pytest.raises(ChecklistError, match=r"kecil.yaml:16:21: P.a:telaah: unknown kind 'telaah_sejawat'"):
        checklist_of(tmp_path, CHECKLIST)


def test_a_checklist_names_a_kind_of_its_own(tmp_path: Path) -> None:
    checklist = checklist_of(tmp_path, CHECKLIST + OWN_KIND)
    matcher = Matcher(checklist)
    facts = extract_facts(PAGES, name=NAME, lexicon=matcher.lexicon)
    assert facts.kind.value == "telaah_sejawat"
    report = judged(checklist, facts, None)
    assert report.items[0].requirements[0].status.value == "met"
    kinds = matcher.lexicon.kinds
    assert "telaah_sejawat" in kinds.having("looks_back")
    assert "telaah_sejawat" not in kinds.having("own")
    assert kinds.name("telaah_sejawat", "id") == "Telaah sejawat"


def test_the_same_own_kinds_make_the_same_lexicon_and_another_fingerprint(tmp_path: Path) -> None:
    own = checklist_of(tmp_path, CHECKLIST + OWN_KIND).kinds
    words = load_lexicon()
    assert words.with_kinds(own) is words.with_kinds(own)
    assert words.with_kinds({}) is words
    assert words.with_kinds(own).fingerprint != words.fingerprint
    stray = {"x": own["telaah_sejawat"].model_copy(update={"like": "gone"})}
    with pytest.raises(LexiconError, match="unknown kind gone"):
        words.with_kinds(stray)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("like: laporan", "like: laporn", "unknown kind 'laporn' (did you mean 'laporan'?)"),
        ("like: laporan\n    ", "", "missing key 'like'"),
        ("is_not: [own]", "is_not: [ownn]", "unknown flag 'ownn'"),
        ("is_not: [own]", "is_not: [own]\n    is: [own]", "'own' stands under `is` and `is_not`"),
        ("  telaah_sejawat:\n    like", "  Telaah Sejawat:\n    like", "kind 'Telaah Sejawat'"),
        ("  telaah_sejawat:\n    like", "  surat:\n    like", "kinds: 'surat' is in the lexicon"),
        (
            "headings: [telaah sejawat]\n    file_names: [telaah sejawat]\n    ",
            "",
            "nothing to recognise it by",
        ),
    ],
)
def test_a_wrong_kind_of_a_checklist_is_refused_by_place(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    assert old in OWN_KIND
    with pytest.raises(ChecklistError) as caught:
        checklist_of(tmp_path, CHECKLIST + OWN_KIND.replace(old, new))
    said = [str(fault) for fault in caught.value.faults]
    assert any(told in one and "/kecil.yaml:" in one for one in said), said
