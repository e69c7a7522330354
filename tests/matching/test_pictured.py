"""A picture whose name says that it shows a paper goes by that kind, and asks for eyes; others are documentation."""

import pytest

from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher
from zi_evidence.matching.pictured import is_pictured_paper
from zi_evidence.model import DocumentStatus

LKE = Matcher(load_checklist("permenpanrb-90-2021"))


def served(name: str) -> dict[str, bool]:
    """The requirements that a picture serves, and whether by its content."""
    result = LKE.match(
        f"Foto/{name}",
        status=DocumentStatus.UNSUPPORTED,
        facts=extract_facts((), name=name),
        media_type="image/jpeg",
    )
    return {match.requirement: match.by_content for match in result.matches}


@pytest.mark.parametrize(
    ("name", "requirement"),
    [
        ("SK Tim Kerja ZI 2026.jpg", "A.I.1.i.a:sk-tim"),
        ("1.i.a_SK Tim Kerja Zona Integritas (2).png", "A.I.1.i.a:sk-tim"),
        ("Laporan Monev ZI TW I.jpg", "A.I.1.iii.b:laporan-monev"),
        ("Daftar Hadir rapat monev ZI.jpg", "A.I.1.iii.b:rapat-monev"),
        ("scan 02 SOP Layanan Kunjungan.jpeg", "A.I.2.i.a:sop-kegiatan"),
    ],
)
def test_a_paper_in_a_picture_goes_by_its_kind_and_asks_for_eyes(name: str, requirement: str) -> None:
    assert served(name)[requirement] is False


@pytest.mark.parametrize(
    ("name", "requirement"),
    [
        ("Foto rapat monev ZI.jpg", "A.I.1.iii.b:rapat-monev"),
        ("rapat evaluasi SOP.jpg", "A.I.2.i.c:rapat-evaluasi"),
        ("Maklumat pelayanan.jpg", "A.I.6.i.b:maklumat"),
        ("banner zi.jpg", "A.I.1.ii.c:media"),
    ],
)
def test_a_picture_of_something_else_is_documentation(name: str, requirement: str) -> None:
    assert served(name)[requirement] is True


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("SK.jpg", True),
        ("A.I.1.i.a_SK Tim.jpg", True),
        ("surat tugas an Budi.png", True),
        ("penyerahan SK agen perubahan.jpg", False),
        ("foto daftar hadir.jpg", False),
        ("Daftar antrean daring.png", False),
        ("IMG_2031.jpg", False),
        ("SKema.jpg", False),
    ],
)
def test_the_name_begins_with_the_kind_of_paper(name: str, paper: bool) -> None:
    assert is_pictured_paper(extract_facts((), name=name), name, LKE.lexicon.kinds) is paper


def test_without_facts_or_by_its_own_heading_it_is_none() -> None:
    assert not is_pictured_paper(None, "SK.jpg", LKE.lexicon.kinds)
    read = extract_facts(("KEPUTUSAN KEPALA KANTOR\nNOMOR 4 TAHUN 2026\nTENTANG TIM",), name="SK.jpg")
    assert not is_pictured_paper(read, "SK.jpg", LKE.lexicon.kinds)
