"""What is added to a copy of the pack, and nowhere else, is understood."""

import shutil
from pathlib import Path

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.lexicon import Lexicon, load_lexicon

CUE = """
- name: given_on
  role: signature
  before: {match: 'diberikan dengan hormat tanggal\\s*', at: end}
  example: "diberikan dengan hormat tanggal [3 Mei 2024]"
  not: "diberikan tanggal [3 Mei 2024]"
- name: birth
"""
LETTER = "SURAT TUGAS\nNOMOR ST-7/2025\nUntuk mengikuti pelatihan arsip.\n\n\n\n\n{line}\nSari Wulan\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(load_lexicon().folder, tmp_path / "own"))


def date_of(line: str, lexicon: Lexicon | None = None) -> str:
    facts = extract_facts([LETTER.format(line=line)], name="x.pdf", lexicon=lexicon)
    return facts.date.value if facts.date else ""


def test_a_new_phrase_before_a_date_is_a_row_of_data(pack: Path) -> None:
    line = "Surat ini diberikan dengan hormat tanggal 3 Mei 2025"
    assert date_of(line) == ""
    dates = pack / "dates.yaml"
    dates.write_text(dates.read_text("utf-8").replace("\n- name: birth\n", CUE, 1), "utf-8")
    assert date_of(line, load_lexicon(pack)) == "2025-05-03"


def test_a_new_spelling_of_a_month_is_a_word_of_data(pack: Path) -> None:
    line = "Arjasari, 3 Ramis 2025\nKepala,"
    assert date_of(line) == ""
    months = pack / "months.yaml"
    months.write_text(months.read_text("utf-8").replace("[mei, may]", "[mei, may, ramis]"), "utf-8")
    assert date_of(line, load_lexicon(pack)) == "2025-05-03"


def test_a_pack_that_knows_only_months_finds_no_date_and_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "months.yaml").write_text("names: {5: [mei]}", "utf-8")
    assert date_of("Arjasari, 3 Mei 2025\nKepala,", load_lexicon(tmp_path)) == ""
