"""Each finding of the catalogue has its page, and what the page says of it is true."""

import re
from pathlib import Path

import pytest

from zi_evidence.evaluation import CATALOGUE
from zi_evidence.evaluation.catalogue import FindingKind
from zi_evidence.i18n import translation
from zi_evidence.model import Severity
from zi_evidence.reports.sentences import SENTENCES

FOLDER = Path(__file__).parents[1] / "docs" / "findings"
KINDS = sorted(CATALOGUE.values(), key=lambda kind: kind.code)
ROW = re.compile(r"\| \[(ZI\d{3})\]\((ZI\d{3})\.md\) \| (\w+) \| (\w+) \| (.+) \|")

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)


def page_of(kind: FindingKind) -> str:
    return (FOLDER / f"{kind.code}.md").read_text("utf-8")


def test_there_is_a_page_for_every_code_and_no_other() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert sorted(path.name for path in FOLDER.iterdir()) == ["README.md", *(f"{code}.md" for code in codes)]


@each_kind
def test_the_heading_names_code_and_name(kind: FindingKind) -> None:
    heading = page_of(kind).splitlines()[0]
    assert re.fullmatch(rf"# {kind.code} {kind.name}: \S.*", heading)


@each_kind
def test_the_page_says_how_it_weighs_at_the_gate(kind: FindingKind) -> None:
    page = " ".join(page_of(kind).split())
    severity = re.search(r"\*\*Tingkat:\*\* `(\w+)`\.", page)
    assert severity
    assert severity[1] == kind.severity.value
    closes = kind.severity is Severity.ERROR
    assert ("`check` tidak lolos (kode 1)" in page) is closes
    assert (f"`--fail-on error,{kind.code}`" in page) is not closes


@each_kind
def test_the_page_has_all_its_parts(kind: FindingKind) -> None:
    page = page_of(kind)
    for part in (
        "Mengapa penting.",
        "Muncul bila",
        "Tidak muncul bila",
        "Langkah berikutnya",
        "Hilang bila.",
    ):
        assert f"**{part}**" in page, part
    assert "\n*In English.* " in page
    assert "\n1. " in page
    assert 15 <= sum(bool(line) for line in page.splitlines()) <= 35
    assert max(map(len, page.splitlines())) <= 160


@each_kind
def test_the_example_is_a_line_that_the_program_could_print(kind: FindingKind) -> None:
    found = re.search(r"```text\n(.*?)```", page_of(kind), re.DOTALL)
    assert found
    line = found[1].splitlines()[-1].strip().removeprefix("- ")
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(translation("id")(SENTENCES[kind.name].message)))
    assert re.fullmatch(f"{kind.code} {pattern}", line), line


@each_kind
def test_the_page_mentions_only_findings_that_exist(kind: FindingKind) -> None:
    codes = {other.code for other in KINDS}
    assert set(re.findall(r"ZI\d{3}", page_of(kind))) <= codes


def test_the_table_agrees_with_the_catalogue() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    rows = [match.groups() for line in text.splitlines() if (match := ROW.fullmatch(line))]
    assert [row[:4] for row in rows] == [(k.code, k.code, k.name, k.severity.value) for k in KINDS]
    assert text.count("](ZI") == len(rows)
    assert all(len(row[4]) > 10 for row in rows)
