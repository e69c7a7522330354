"""Codes and folder chains, in the ways offices write them."""

import pytest

from zi_evidence.checklist import load_checklist
from zi_evidence.matching.place import Places

PLACES = Places(load_checklist("permenpanrb-90-2021"))
ISO = Places(load_checklist("examples/checklists/iso-9001-documents.yaml"))


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("1.i.a SK TIM ZONA INTEGRITAS NOV 2022.pdf", {"A.I.1.i.a", "A.II.1.i.a"}),
        ("A.I.1.i.a_SK Tim.pdf", {"A.I.1.i.a"}),
        ("A.II.5.iii.b rekap.pdf", {"A.II.5.iii.b"}),
        ("II.5.iii.b rekap.pdf", {"A.II.5.iii.b"}),
        ("5.iii.b register.pdf", {"A.I.5.iii.b", "A.II.5.iii.b"}),
        ("V.iii.b register.pdf", {"A.I.5.iii.b", "A.II.5.iii.b"}),
        ("6-iv-a SKM.pdf", {"A.I.6.iv.a"}),
        ("(A.I.6.iv.a) SKM TW I.pdf", {"A.I.6.iv.a"}),
        ("B.I.a IPAK.pdf", {"B.I.a"}),
    ],
)
def test_a_code_in_the_name_is_read(name: str, items: set[str]) -> None:
    assert PLACES.codes_in(name) == items


@pytest.mark.parametrize(
    "name", ["SK Tim 2026.pdf", "scan0001.pdf", "2026.01.02 rapat.pdf", "No. 1 a.n. Budi.pdf", ""]
)
def test_what_is_no_code_is_not_read_as_one(name: str) -> None:
    assert PLACES.codes_in(name) == set()


@pytest.mark.parametrize(
    ("folder", "sections"),
    [
        ("A. PENGUNGKIT/I. PEMENUHAN/1. Manajemen Perubahan/i. Penyusunan Tim Kerja", {"A.I.1.i"}),
        ("PENGUNGKIT/PEMENUHAN/MANAJEMEN PERUBAHAN", {"A.I.1"}),
        ("AREA I/iii. PEMANTAUAN DAN EVALUASI", {"A.I.1.iii"}),
        ("Pokja 3", {"A.I.3", "A.II.3"}),
        ("POKJA III - SDM", {"A.I.3", "A.II.3"}),
        ("II. REFORM/5. Penguatan Pengawasan", {"A.II.5"}),
        ("I. PEMENUHAN/5. Penguatan Pengawsan/iii. Pengaduan Masyarakat", {"A.I.5.iii"}),
        ("SCAN MASUK", set()),
        ("", set()),
    ],
)
def test_a_folder_chain_names_the_deepest_section_it_can_mean(folder: str, sections: set[str]) -> None:
    assert PLACES.of(f"{folder}/x.pdf" if folder else "x.pdf").sections == sections


def test_the_folder_chain_settles_a_short_code() -> None:
    assert PLACES.of("II. REFORM/5. Penguatan Pengawasan/5.iii.b x.pdf").name_items == {"A.II.5.iii.b"}


@pytest.mark.parametrize("folder", ["a", "a. Tim", "1"])
def test_a_folder_of_the_item_itself_names_it(folder: str) -> None:
    chain = "A. PENGUNGKIT/I. PEMENUHAN/1. Manajemen Perubahan/i. Penyusunan Tim Kerja"
    place = PLACES.of(f"{chain}/{folder}/x.pdf")
    assert place.folder_items == {"A.I.1.i.a"}
    assert place.names("A.I.1.i.a")
    assert not place.holds("A.I.1.i.b")


def test_codes_of_another_scheme_are_read_from_its_own_checklist() -> None:
    assert ISO.codes_in("4.4 Process map.pdf") == {"4.4"}
    assert PLACES.codes_in("4.4 Process map.pdf") == set()


@pytest.mark.parametrize(
    ("folder", "sections"),
    [
        ("5 PENGAWASAN/ii SPIP", {"A.I.5.ii"}),
        ("2 TATALAKSANA/ii SPBE", {"A.I.2.ii", "A.II.2.ii"}),
        ("5 PENGAWASAN/2 Juli", {"A.I.5", "A.II.5"}),
    ],
)
def test_a_blank_parts_number_and_title_where_the_title_fits(folder: str, sections: set[str]) -> None:
    place = PLACES.of(f"{folder}/x.pdf")
    assert place.sections == sections
    assert not place.folder_items
