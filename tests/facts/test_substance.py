"""What counts as a document's own words, and what is its frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.facts import extract_facts, is_thin
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Facts, Substance

_HEAD = "LAPAS KELAS IIB SUKAMAJU\nLAPORAN MONEV ZONA INTEGRITAS\nTRIWULAN I TAHUN 2026\nNomor : W6-OT.16"
_SIGNED = "Sukamaju, 8 April 2026\nKepala,\nttd\nBagas Wiratama\nNIP 19720304 199503 1 001"


def _facts(
    *body: str, name: str = "monev.pdf", flags: tuple[str, ...] = (), images: tuple[int, ...] = ()
) -> Facts:
    pages = ["\n".join((_HEAD, *body, _SIGNED))]
    return extract_facts(pages, name=name, flags=flags, image_pages=images)


def _substance(*body: str) -> Substance:
    found = _facts(*body).substance
    assert found
    return found


def _thin(facts: Facts) -> bool:
    lexicon = load_lexicon()
    return is_thin(facts, lexicon.kinds, lexicon.substance)


@pytest.mark.parametrize(
    "body",
    [
        (),
        ("Isi dokumen: lihat judul.",),
        ("BAB I PENDAHULUAN", "A. Latar Belakang", "BAB II HASIL KEGIATAN", "1.2 Ruang Lingkup"),
        ("DAFTAR ISI", "BAB I PENDAHULUAN ........ 1", "BAB II PEMBINAAN    2"),
        ("KATA PENGANTAR", "Puji syukur kami panjatkan ke hadirat Tuhan.", "DAFTAR ISI"),
        ("xxx xxxx xxxx xxx", "Lorem ipsum dolor sit amet", ".............."),
        ("No Tanggal Pelapor Uraian", "1", "2", "3 ...."),
        ("LAPORAN MONEV ZONA INTEGRITAS", "Laporan monev zona integritas triwulan I tahun 2026."),
    ],
    ids=[
        "nothing",
        "see heading",
        "chapters",
        "contents",
        "foreword",
        "filler",
        "empty rows",
        "heading again",
    ],
)
def test_the_frame_of_a_document_is_no_content(body: tuple[str, ...]) -> None:
    assert _substance(*body).content == 0
    assert _thin(_facts(*body))


def test_words_figures_and_rows_count_once() -> None:
    line = "Loket baru dibuka bagi 40 pengunjung."
    assert _substance(line) == _substance(line, line)
    assert (_substance(line).words, _substance(line).figures, _substance(line).statements) == (4, 1, 1)
    rows = _substance("No Pelapor Uraian", "1 Tono Antrean panjang", "2 Wati Parkir sempit")
    assert (rows.words, rows.rows) == (6, 2)


def test_the_same_page_again_adds_nothing() -> None:
    page = f"{_HEAD}\nLoket baru dibuka.\n{_SIGNED}"
    once, often = (extract_facts([page] * n, name="monev.pdf").substance for n in (1, 30))
    assert once
    assert often
    assert (once.content, once.repeated_pages) == (often.content, 0)
    assert often.repeated_pages == 29


def test_what_cannot_be_judged_is_not_thin() -> None:
    assert not _thin(_facts(images=(1,)))
    assert _facts(flags=("low_confidence",)).substance is None
    assert not _thin(_facts(flags=("low_confidence",)))


def test_a_nil_report_is_a_whole_report() -> None:
    assert not _thin(_facts("NIHIL"))
    assert not _thin(_facts("Selama triwulan ini tidak ada pengaduan."))


def test_of_a_decree_only_what_it_decides_counts() -> None:
    head = "KEPUTUSAN KEPALA LAPAS SUKAMAJU\nNOMOR 3 TAHUN 2026\nTENTANG\nTIM KERJA ZONA INTEGRITAS\n"
    why = "Menimbang : bahwa kelancaran pelayanan kunjungan memerlukan petugas khusus;\nMEMUTUSKAN:\n"
    empty = extract_facts([f"{head}{why}{_SIGNED}"], name="sk.pdf")
    full = extract_facts(
        [f"{head}{why}KESATU : Membentuk tim, Ketua Sri Wahyuni, Sekretaris Agus Salim.\n{_SIGNED}"],
        name="sk.pdf",
    )
    assert (_thin(empty), _thin(full)) == (True, False)


def test_a_letter_counts_without_the_sentence_that_encloses() -> None:
    letter = (
        "Sukamaju, 8 April 2026\nNomor : W6-OT.16\nHal : Hasil survei\nYth. Kepala Kantor Wilayah\n"
        "{}\nDemikian, atas perhatian diucapkan terima kasih.\nKepala,\nBagas Wiratama"
    )
    sent = extract_facts(
        [letter.format("Terlampir disampaikan hasil survei sebagaimana dimaksud.")], name="surat.pdf"
    )
    told = extract_facts(
        [letter.format("Responden 60 orang menilai loket 3,88 dan parkir 3,10.")], name="surat.pdf"
    )
    assert sent.substance
    assert sent.substance.encloses
    assert (_thin(sent), _thin(told)) == (True, False)


@given(st.lists(st.text(max_size=80), max_size=12))
def test_more_text_never_makes_a_document_say_less_than_nothing(lines: list[str]) -> None:
    found = extract_facts(["\n".join(lines)], name="x.pdf").substance
    assert found is None or min(found.words, found.figures, found.rows, found.statements) >= 0
