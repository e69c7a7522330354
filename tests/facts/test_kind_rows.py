"""The rows of the lexicon that name kinds: in their order each gives the kind that it says."""

from typing import Any

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.facts.kinds import fitting_structure, heading_kind, name_kind
from zi_evidence.lexicon import load_lexicon
from zi_evidence.lexicon.kind_rules import Structure
from zi_evidence.page import make_sheet

LEXICON = load_lexicon()
HEADINGS = [
    (rule.kind, text) for rule in LEXICON.headings.headings if not rule.numbered for text in rule.example
]
NAMES = [(rule.kind, text) for rule in LEXICON.file_names.names for text in rule.example]
STRUCTURES = list(enumerate(LEXICON.structures.structures))


def row_of(text: str) -> Structure | None:
    found = fitting_structure(make_sheet(text.split("\f"), LEXICON), LEXICON)
    return found[0] if found else None


@pytest.mark.parametrize(("kind", "text"), HEADINGS)
def test_a_heading_gives_its_kind_before_any_later_row_does(kind: str, text: str) -> None:
    assert heading_kind(text, LEXICON) == kind


@pytest.mark.parametrize(("kind", "text"), NAMES)
def test_words_of_a_file_name_give_their_kind(kind: str, text: str) -> None:
    found = name_kind(f"{text}.pdf", LEXICON)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(("number", "row"), STRUCTURES)
def test_the_make_up_of_a_document_gives_its_kind(number: int, row: Structure) -> None:
    for text in row.example:
        assert row_of(text) is row, (number, text)
    for text in row.counter:
        assert row_of(text) is not row, (number, text)


@pytest.mark.parametrize(("number", "row"), STRUCTURES)
def test_every_condition_of_a_row_is_needed_by_a_near_miss(number: int, row: Structure) -> None:
    """Without one of its conditions a row takes one of its near misses."""
    conditions: list[tuple[str, Any]] = [
        (name, [*listed[:n], *listed[n + 1 :]])
        for name, listed in (("all", list(row.all)), ("early", list(row.early)))
        for n in range(len(listed))
    ]
    if len(row.all) + len(row.early) + bool(row.subject) < 2:
        return
    for name, left in conditions:
        loose = Structure.model_validate(row.model_dump(by_alias=True) | {name: left})
        texts = (make_sheet(text.split("\f"), LEXICON).top for text in row.counter)
        lower = ["\n".join(line.text for line in top).lower() for top in texts]
        assert any(loose.fits(text, text) for text in lower), (number, name, left)


def test_a_ruling_is_headed_so_only_above_its_number() -> None:
    numbered = extract_facts(
        ["PENGADILAN NEGERI CEMARA\nPENETAPAN\nNomor 12/Pdt.P/2025/PN Cma"], name="x.pdf"
    )
    assert (numbered.kind.value, numbered.kind.source) == ("other", "heading")
    alone = extract_facts(
        ["PENGADILAN NEGERI CEMARA\nPENETAPAN\nKetua Pengadilan Negeri Cemara"], name="x.pdf"
    )
    assert alone.kind.source != "heading"


def test_where_the_pack_has_no_kinds_every_document_is_unknown(tmp_path: Any) -> None:
    (tmp_path / "months.yaml").write_text("names: {1: [january]}", "utf-8")
    facts = extract_facts(
        ["NOTA DINAS\nYth. Kepala Bagian\nHal : Data pegawai"],
        name="SK Tim.pdf",
        lexicon=load_lexicon(tmp_path),
    )
    assert (facts.kind.value, facts.kind.source) == ("other", "none")
