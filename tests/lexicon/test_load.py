"""What a pack of words may hold, and how a wrong one is refused."""

from pathlib import Path

import pytest
from pydantic import Field

from zi_evidence.errors import LexiconError
from zi_evidence.lexicon import Rule, Section, load_lexicon
from zi_evidence.lexicon.load import load_section


class Cues(Section):
    cues: dict[str, Rule] = Field(default_factory=dict)


def written(folder: Path, text: str) -> Path:
    path = folder / "cues.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_rule_looks_where_it_says(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "fragments: {wish: [mohon, harap]}\n"
        "cues:\n"
        "  asks: {match: '{{wish}} kirim', at: start, example: harap kirim, not: kami mohon kirim}\n"
        "  any: {words: [surat], ignore_case: true, example: ini Surat, not: persuratan}\n"
        "  all: {match: 'a+', at: whole, example: aaa, not: aab}\n",
    )
    cues = load_section(path, Cues).cues
    assert cues["asks"].find("mohon kirim segera")
    assert not cues["asks"].find("segera mohon kirim")
    assert cues["any"].find("sebuah SURAT")
    assert cues["all"].find("aa")
    assert not cues["all"].find("aab")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cues: {a: {match: x, example: x}}", "cues.a.not"),
        ("cues: {a: {match: x, not: y}}", "cues.a.example"),
        ("cues: {a: {example: x, not: y}}", "either `match` or `words`"),
        ("cues: {a: {match: '(', example: x, not: y}}", "not a regular expression"),
        ("cues: {a: {match: '{{gone}}', example: x, not: y}}", "unknown fragment {{gone}}"),
        ("cues: {a: {match: x, example: x, not: y, colour: red}}", "cues.a.colour"),
        ("cues: {a: {words: [no], example: x, not: y}}", "cues.a.words"),
        ("cues: {}\ncues: {}", "cues.yaml:2:1"),
        ("- a\n- b", "no mapping"),
        ("cues: [", "cues.yaml:"),
    ],
)
def test_a_wrong_file_is_refused_by_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(LexiconError) as caught:
        load_section(written(tmp_path, text), Cues)
    assert told in str(caught.value)


def test_a_section_that_a_pack_does_not_have_is_empty(tmp_path: Path) -> None:
    assert load_section(tmp_path / "cues.yaml", Cues).cues == {}


def test_the_same_pack_is_the_same_object_and_an_unknown_one_names_those_there_are() -> None:
    assert load_lexicon() is load_lexicon("id")
    with pytest.raises(LexiconError, match=r"shipped packs: .*id"):
        load_lexicon("xx")


def test_a_change_of_any_file_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "months.yaml").write_text("names: {1: [january]}", "utf-8")
    before = load_lexicon(tmp_path).fingerprint
    other = tmp_path / "other"
    other.mkdir()
    (other / "months.yaml").write_text("names: {1: [januari]}", "utf-8")
    assert load_lexicon(other).fingerprint != before
    assert load_lexicon(tmp_path).months.by_word == {"january": 1}
