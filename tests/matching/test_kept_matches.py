"""Kept matches are taken only where document, checklist, matcher and words are the same."""

from pathlib import Path

from tests.matching.small import small
from zi_evidence.index import IndexedDocument
from zi_evidence.kept_matches import row_key
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Document, DocumentStatus


def test_matches_made_with_other_words_are_made_anew(tmp_path: Path) -> None:
    (tmp_path / "months.yaml").write_text("names: {1: [january]}", "utf-8")
    entry = IndexedDocument(b"a.pdf", "f", Document("a.pdf", 1, "2026-01-01T00:00:00Z", DocumentStatus.READ))
    checklist = small({"phrases": {"all": ["arsip"]}})
    key = row_key(entry, checklist, load_lexicon())
    assert key == row_key(entry, checklist, load_lexicon("id"))
    assert key != row_key(entry, checklist, load_lexicon(tmp_path))
