"""Reasons are stored as codes, and said in the language of whoever looks."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import papers, report
from zi_evidence.i18n import LANGUAGES, Language
from zi_evidence.model import DocumentStatus
from zi_evidence.model.reasons import CODES, is_reason, reason, reason_codes, reason_text, without
from zi_evidence.reading import Outcome, failure_reading
from zi_evidence.reports import render_documents_json

PARTLY = reason("read_in_part", read=3, pages=12, why="out_of_time")


@pytest.mark.parametrize(
    ("lang", "text"),
    [("id", "Terbaca 3 dari 12 halaman: waktu habis."), ("en", "Read 3 of 12 pages: time ran out.")],
)
def test_one_stored_reason_is_said_in_both_languages(lang: Language, text: str) -> None:
    assert reason_text(PARTLY, lang) == text


def test_several_reasons_are_said_one_after_the_other_and_can_be_taken_out() -> None:
    both = f"{reason('only_pictures')} {reason('ocr_left', n=2)}"
    assert reason_text(both, "en") == "Only images, no text. Scanned pages that OCR has not read yet: 2."
    assert reason_codes(both) == ("only_pictures", "ocr_left")
    assert without(both, "only_pictures") == "ocr_left?n=2"
    assert without(both, "only_pictures", "ocr_left") == ""


def test_what_the_system_says_is_translated_where_staff_meet_it() -> None:
    stored = failure_reading(Outcome.UNOPENABLE, "Permission denied").reason
    assert reason_text(stored, "id").endswith("(tidak diizinkan).")
    assert reason_text(stored, "en").endswith("(Permission denied).")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "stored", ["", "Hanya gambar (hasil pindai), tanpa teks.", "a?b=c", "locked?n=1&n=2"]
)
def test_what_is_no_code_is_shown_as_it_is(stored: str, lang: Language) -> None:
    assert reason_text(stored, lang) == stored
    assert reason_codes(stored) == ()


def test_every_code_is_stored_as_plain_ascii_and_read_back() -> None:
    values = {"read": 1, "pages": 2, "failed": 1, "n": 3, "mb": 100, "seconds": 2.5, "since": "2026-01-01"}
    for code, text in CODES.items():
        named = {key: value for key, value in values.items() if f"{{{key}}}" in text}
        if "{why}" in text:
            named["why"] = "no_pages"
        stored = reason(code, detail="a & b = c?", **named)
        assert stored.isascii()
        assert is_reason(stored)
        assert reason_codes(stored) == (code,)
        assert "{" not in reason_text(stored, "id")
        assert reason_text(stored, "id").endswith(" (catatan teknis: a & b = c?).")


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("no_such_code", {}),
        ("ocr_left", {}),
        ("locked", {"n": 1}),
        ("pdf_broken", {"why": "because"}),
        ("locked", {"detail": "two\nlines"}),
    ],
)
def test_a_reason_with_other_values_than_its_text_names_is_a_mistake(
    code: str, values: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="no such reason"):
        reason(code, **values)


@given(st.text(max_size=60))
def test_no_stored_text_is_too_odd_to_be_shown(stored: str) -> None:
    assert reason_text(stored, "en") == stored or is_reason(stored)


def test_json_says_the_reason_in_the_language_and_the_code_in_none() -> None:
    locked = replace(papers()[0], status=DocumentStatus.ENCRYPTED, reason=reason("locked"))
    shown = replace(report(), documents=(locked,))
    found = {}
    for lang in LANGUAGES:
        found[lang] = json.loads(render_documents_json(shown, lang, tool_version="1"))["documents"][0]
    assert found["id"]["reason"] == "Terkunci dengan kata sandi."
    assert found["en"]["reason"] == "Locked with a password."
    assert found["id"]["reason_codes"] == found["en"]["reason_codes"] == ["locked"]
