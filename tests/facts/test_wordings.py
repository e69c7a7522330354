"""What the wording of titles, names and numbers says, asked for by whoever judges documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.facts import extract_facts
from zi_evidence.facts.name_periods import name_period
from zi_evidence.facts.number_pieces import are_telling, number_pieces, one_number
from zi_evidence.facts.wordings import is_about_its_maker, is_planned, is_recap
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Facts, Quote, TextFact

WORDS = load_lexicon()


def facts(title: str, unit: str = "Kantor Contoh Sukamaju") -> Facts:
    here = Quote(1, "…")
    return Facts(
        kind=TextFact("keputusan", "heading", 1.0, here),
        title=TextFact(title, "heading", 1.0, here),
        units=(TextFact(unit, "letterhead", 1.0, here),),
    )


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Penetapan Tim Kerja Kantor Contoh Sukamaju", True),
        ("Penetapan Tim Kerja di Lingkungan Kantor Contoh Sukamaju", False),
        ("Penetapan Tim Kerja Lingkup Kantor Contoh Sukamaju", False),
        ("Penetapan Tim Kerja", False),
    ],
)
def test_a_title_is_about_its_maker_unless_it_means_all_offices_below(title: str, about: bool) -> None:
    assert is_about_its_maker(facts(title), WORDS) is about


def test_an_office_without_a_letter_is_in_no_title() -> None:
    assert not is_about_its_maker(facts("Penetapan Tim Kerja", unit="…"), WORDS)


def test_a_recap_of_plans_is_a_plan() -> None:
    assert is_recap(facts("Rekapitulasi Pengaduan"), WORDS)
    assert not is_recap(facts("Rekapitulasi Rencana Aksi"), WORDS)
    assert is_planned(facts("Rekapitulasi Rencana Aksi"), WORDS)


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Laporan TW I 2026.pdf", "2026-Q1"),
        ("laporan semester 2 2025.docx", "2025-S2"),
        ("Permenpan 90 Tahun 2021.pdf", ""),
        ("foto.jpg", ""),
    ],
)
def test_the_period_of_a_name_is_that_of_a_file_without_text(name: str, period: str) -> None:
    assert name_period(name, WORDS) == period
    alone = extract_facts((), name=name).period
    assert (alone.value if alone else "") == period


NAMES = st.lists(
    st.sampled_from(["SK", "Laporan", "TW", "I", "II-III", "Semester", "2", "2025", "2026", "Maret", "s.d.", "UU"]),
    max_size=7,
)  # fmt: skip


@given(NAMES)
def test_any_name_claims_what_its_facts_say_without_text(parts: list[str]) -> None:
    name = f"{' '.join(parts)}.pdf"
    alone = extract_facts((), name=name).period
    assert name_period(name, WORDS) == (alone.value if alone else "")


def test_numbers_are_one_however_they_are_written() -> None:
    whole, roman = number_pieces("W.9-OT/04/2026"), number_pieces("w9.ot/IV/2026")
    assert whole == roman == ["w", "9", "ot", "4", "2026"]
    assert one_number(whole, number_pieces("OT/04/2026"))
    assert not one_number(whole, number_pieces("OT/05/2026"))


def test_a_short_number_may_stand_in_many() -> None:
    assert not are_telling(number_pieces("4/2026"))
    assert not one_number(number_pieces("W.9-OT/04/2026"), number_pieces("4/2026"))
    assert one_number(number_pieces("4/2026"), number_pieces("04.2026"))


@given(st.lists(st.sampled_from("abc12"), max_size=6), st.lists(st.sampled_from("abc12"), max_size=6))
def test_numbers_are_compared_the_same_both_ways(one: list[str], other: list[str]) -> None:
    assert one_number(one, other) == one_number(other, one)
