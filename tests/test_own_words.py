"""A unit that is asked by words of one's own: `zi_evidence.open(folder, lexicon=...)`."""

import shutil
from pathlib import Path

import pytest

import zi_evidence
from tests.papers import pdf_bytes
from zi_evidence.errors import LexiconError
from zi_evidence.lexicon import load_lexicon

LETTER = "SURAT TUGAS\nNOMOR ST-7/2025\nUntuk mengikuti pelatihan.\n\nArjasari, 3 Ramis 2025\nKepala,\nSari Wulan\n"


def dates(unit: zi_evidence.UnitFolder) -> list[str]:
    facts = [document.facts for document in unit.documents()]
    return [one.date.value if one and one.date else "" for one in facts]


def own_pack(folder: Path, month: str) -> Path:
    pack = Path(shutil.copytree(load_lexicon().folder, folder))
    months = pack / "months.yaml"
    months.write_text(months.read_text("utf-8").replace("[mei, may]", f"[mei, may, {month}]"), "utf-8")
    return pack


def test_documents_are_understood_by_the_words_that_are_given(tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "surat tugas.pdf").write_bytes(pdf_bytes(LETTER))
    assert dates(zi_evidence.open(folder)) == [""]
    pack = own_pack(tmp_path / "own", "ramis")
    assert dates(zi_evidence.open(folder, lexicon=pack)) == ["2025-05-03"]
    assert dates(zi_evidence.open(folder, lexicon=load_lexicon(pack))) == ["2025-05-03"]
    # And found anew by others.
    assert dates(zi_evidence.open(folder, lexicon=own_pack(tmp_path / "other", "lain"))) == [""]


def test_words_that_are_nowhere_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="shipped packs"):
        zi_evidence.open(tmp_path, lexicon="xx")
    with pytest.raises(zi_evidence.UsageError, match="lexicon"):
        zi_evidence.open(tmp_path, lexicon=3)  # type: ignore[arg-type]
