"""A finding holds values; its sentence is made in the language of the reader."""

import pytest

from zi_evidence.errors import UsageError
from zi_evidence.evaluation import CATALOGUE
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.model import Reason, ReasonCode
from zi_evidence.reports.sentences import SENTENCES, advice, sentence

PATH = "Area 1/Rapat 2026-01-05.pdf"
STALE = make_finding("stale", path=PATH, title="Laporan", when="2023-07-11", window="2025-01-01/2026-06-30")


def test_a_finding_beside_its_requirement_does_not_repeat_what_stands_there() -> None:
    assert sentence(STALE, "en") == f"Out of date: Laporan; the newest is {PATH} (11 July 2023)"
    assert sentence(STALE, "en", by_name=True, beside=True) == (
        "Out of date: the newest is Rapat 2026-01-05.pdf (11 July 2023)"
    )
    periods = make_finding("slot_missing", title="L", periods=("2025-S1", "2026-Q2"))
    assert sentence(periods, "en", beside=True) == "Incomplete: none for Half I 2025, Quarter II 2026"


def test_advice_names_the_window_in_words() -> None:
    assert advice(STALE, "id") == "Ganti dengan dokumen 1 Januari 2025 – 30 Juni 2026."


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    assert sentence(make_finding("stale", path="a", title="L", when="", window="2026"), "en").endswith("(?)")
    assert sentence(make_finding("unfinished", words="", state="draft"), "id").endswith(": draf")


def test_a_title_that_looks_like_a_template_or_a_period_stays_as_it_is() -> None:
    odd = make_finding("missing", title="{item} 2026-Q2: {x}")
    assert sentence(odd, "en", by_name=True) == "Missing: {item} 2026-Q2: {x}"


def test_pieces_and_companions_are_both_what_a_set_lacks() -> None:
    pieces = make_finding("set_incomplete", title="L", pieces=("daftar_hadir", "notula"))
    companions = make_finding("set_incomplete", title="L", companions=("Undangan rapat", "Foto"))
    assert sentence(pieces, "en") == "Incomplete: L; lacking daftar hadir, notula"
    assert sentence(companions, "en") == "Incomplete: L; lacking Undangan rapat; Foto"


def test_several_reasons_are_told_one_after_the_other() -> None:
    why = (Reason(ReasonCode.UNSIGNED), Reason(ReasonCode.MADE_TOO_EARLY, {"when": "2026-05-30"}))
    spoiled = make_finding("spoiled", path="a.pdf", page=3, title="L", why=why)
    assert sentence(spoiled, "en") == (
        "Not good enough: L; a.pdf: no signature recognised; was made on 30 May 2026, too early (p. 3)"
    )


def test_equal_findings_are_one_in_a_set() -> None:
    assert len({STALE, make_finding("stale", path=PATH, **dict(STALE.values))}) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_kind_has_its_sentences(name: str) -> None:
    texts = SENTENCES[name]
    assert texts.message
    assert texts.hint.endswith(".")
    assert "{title}" not in texts.beside


def test_a_language_that_is_not_spoken_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="'fr'"):
        sentence(STALE, "fr")  # type: ignore[arg-type]
