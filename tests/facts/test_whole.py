import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.facts_corpus.load import Labelled, corpus, variants
from zi_evidence.facts import FACTS_VERSION, extract_facts
from zi_evidence.periods import is_period

DOCUMENTS = list(corpus())


def _share(documents: list[Labelled], field: str) -> float:
    right = 0
    for document in documents:
        facts = extract_facts(document.pages, name=document.name)
        fact = getattr(facts, field)
        right += (fact.value.upper() if fact else "-") == getattr(document, field).upper()
    return right / len(documents)


def test_the_corpus_holds_enough_documents_of_enough_offices() -> None:
    assert len(DOCUMENTS) >= 150
    assert len({document.name for document in DOCUMENTS}) >= 140


@pytest.mark.parametrize(
    ("field", "floor"), [("date", 0.95), ("number", 0.93), ("kind", 0.92), ("period", 0.9)]
)
def test_facts_of_the_corpus_stay_right(field: str, floor: float) -> None:
    assert _share(DOCUMENTS, field) >= floor
    for _, documents in variants(DOCUMENTS):
        assert _share(documents, field) >= floor


def test_the_same_input_gives_the_same_facts() -> None:
    assert FACTS_VERSION
    for document in DOCUMENTS[:40]:
        assert extract_facts(document.pages, name=document.name) == extract_facts(
            document.pages, name=document.name
        )


_PIECES = st.sampled_from(
    [
        *("Nomor : ", "Hal : Undangan\n", "Yth. ", "Jakarta, ", "3 Maret 2026", "\n", "Ditetapkan di "),
        *("pada tanggal ", "KEPUTUSAN KEPALA ", "TENTANG\n", "12/A/2025 ", "....", "${x}", "dua puluh "),
        *("tahun ", "Triwulan I ", "2025", "NIP. ", "19770101 200112 1 001", "\t", "      ", "LAMPIRAN\n"),
        *("D R A F T ", "a.n. ", ":", "/", "s.d. "),
    ]
)
_PAGES = st.lists(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=40).map("".join), max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES, st.text(max_size=40))
def test_any_text_and_name_give_facts_that_quote_it(pages: list[str], name: str) -> None:
    facts = extract_facts(pages, name=name)
    assert facts.kind.value
    assert facts.period is None or is_period(facts.period.value)
    for fact in (facts.date, facts.number, facts.period, facts.title, *facts.units):
        if fact is not None:
            assert 0 < fact.confidence <= 1
            assert -1 <= fact.quote.page <= len(pages)
            assert fact.quote.words
    for part in facts.parts:
        assert 1 <= part.first_page <= part.last_page <= len(pages)


MONOTONE = [
    *(
        "Nomor : ",
        "tanggal dua puluh ",
        "/ ",
        "a b c d ",
        "....",
        "Ditetapkan di X\n",
        "12/",
        "x\n",
        "NIP ",
        "1990 ",
    ),
    *(
        "pada tanggal 3 Mei 2024\n",
        "Jakarta, 3 Maret 2024\n",
        "A ",
        "Triwulan I ",
        "januari - ",
        "2021 ",
        "${a} ",
    ),
    *(
        "Yth. Kepala ",
        "Hal : Undangan\n",
        "l",
        "Nomor\nSifat\nHal\n:\n:\n:\n",
        "s.d. ",
        "DAFTAR HADIR\n",
        "(",
    ),
    *(
        "Demikian diputuskan hakim pada hari Senin,\ntanggal 12 Mei 2025 ",
        "14 Ramadhan 1446 H / 14 Maret 2025 M ",
        "Nomor 1 a/b/\n",
        "lahir\nX, 3 Mei 1990\n",
        "Demikian\nKEPUTUSAN KEPALA\n",
        "pada tanggal 29 et 2017\n",
        "0O1I/",
    ),
    *("\t", "hari ini ", "Nama :\n", "PERATURAN NOMOR ", "A.", "1. ", "…", "Sifat : ", "a.....\n"),
]


@pytest.mark.parametrize("piece", MONOTONE)
def test_a_megabyte_of_anything_is_understood(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    for pages in ([text], [text[start : start + 2000] for start in range(0, len(text), 2000)]):
        assert extract_facts(pages, name="x.pdf").kind
