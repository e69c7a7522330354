"""Reasons are codes with values; their sentences are made here, in the language of the reader."""

import pytest

from zi_evidence.i18n import LANGUAGES, Language
from zi_evidence.model import Reason, ReasonCode, ReasonValue
from zi_evidence.reports.reason_texts import reason_sentence

VALUES: dict[str, ReasonValue] = {
    "words": ("@zi | @tim_kerja", "sk"), "kind": "surat_tugas", "wanted": ("lkjip", "laporan"), "note": "Seen.",
    "item": "A.I.1.i.a", "section": "A.I.1", "number": "B-1/2026", "companions": ("Undangan",),
    "when": "2026-05-30", "day": "2026-05-30", "period": "2026-Q2",
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ReasonCode)
def test_every_code_has_a_sentence(code: ReasonCode, lang: Language) -> None:
    sentence = reason_sentence(Reason(code, VALUES), lang)
    assert sentence
    assert "{" not in sentence
    assert "_" not in sentence
    assert "@" not in sentence


@pytest.mark.parametrize("code", ReasonCode)
def test_a_sentence_differs_between_the_languages(code: ReasonCode) -> None:
    assert code is ReasonCode.PIN_NOTE or reason_sentence(Reason(code, VALUES), "id") != reason_sentence(
        Reason(code, VALUES), "en"
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason(ReasonCode.NAME_WORDS, {"words": ("@zi | @tim_kerja", "sk")}),
            "file name says: zi or tim kerja, sk",
        ),
        (Reason(ReasonCode.HEADING_WORDS, {"words": ("a | b | c", "d")}), "heading says: a or b, …, d"),
        (
            Reason(ReasonCode.WORDS_AGAINST, {"words": ("a | b | c",)}),
            "holds words that speak against it: a or b or c",
        ),
        (Reason(ReasonCode.KIND, {"kind": "lkjip"}), "kind of document: LKjIP"),
        (Reason(ReasonCode.KIND, {"kind": "unheard"}), "kind of document: Unheard"),
        (Reason(ReasonCode.PERHAPS_KIND, {"kind": "skp"}), "perhaps of the kind: SKP"),
        (
            Reason(ReasonCode.OTHER_KIND, {"kind": "sk", "wanted": ("laporan", "lkjip")}),
            "kind is SK, wanted: Laporan, LKjIP",
        ),
        (Reason(ReasonCode.PIN_NOTE, {"note": "Seen by the chairman"}), "Seen by the chairman"),
    ],
)
def test_a_sentence_has_no_shorthand(reason: Reason, words: str) -> None:
    assert reason_sentence(reason, "en") == words


def test_equal_reasons_are_one_in_a_set() -> None:
    one = Reason(ReasonCode.OTHER_KIND, {"kind": "sk", "wanted": ("laporan",)})
    assert len({one, Reason(ReasonCode.OTHER_KIND, {"wanted": ("laporan",), "kind": "sk"})}) == 1
