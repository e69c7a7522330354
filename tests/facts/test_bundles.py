from zi_evidence.facts import extract_facts
from zi_evidence.model import Facts

SK = """KEPUTUSAN KEPALA KANTOR IMIGRASI TIRTAMAYA
NOMOR : W15-1.OT.02 TAHUN 2026
TENTANG
TIM KERJA ZONA INTEGRITAS
Menimbang : bahwa
MEMUTUSKAN
Ditetapkan di Tirtamaya
pada tanggal 5 Januari 2026
Kepala,
Sinta Maharani
NIP. 197506152000032001
"""
ANNEX = """LAMPIRAN
KEPUTUSAN KEPALA KANTOR IMIGRASI TIRTAMAYA
NOMOR : W15-1.OT.02 TAHUN 2026
TANGGAL : 5 JANUARI 2026
1. Sari
"""
LETTER = """KANTOR IMIGRASI TIRTAMAYA
Tirtamaya, 8 Januari 2026
Nomor : W15-UM.01-77
Hal : Undangan Rapat
Yth. Para Kepala Seksi
hari/tanggal : Senin, 12 Januari 2026
pukul : 09.00
Kepala,
Sinta Maharani
"""
NOTES = "NOTULA RAPAT\nHari/Tanggal : Senin, 12 Januari 2026\nTempat : Aula\nHasil rapat\n"
LIST = "DAFTAR HADIR\nRapat\nHari/Tanggal : Senin, 12 Januari 2026\nNo Nama Tanda Tangan\n1 Sari\n"
PHOTOS = "DOKUMENTASI KEGIATAN\nRapat tanggal 12 Januari 2026\n"


def outline(facts: Facts) -> list[tuple[int, int, str]]:
    return [(part.first_page, part.last_page, part.facts.kind.value) for part in facts.parts]


def test_a_set_of_papers_yields_its_parts() -> None:
    facts = extract_facts(
        [SK, ANNEX, LETTER, NOTES, "lanjutan notula\n", LIST, PHOTOS, ""], name="SK dan rapat.pdf"
    )
    assert outline(facts) == [
        (1, 2, "sk"),
        (3, 3, "undangan"),
        (4, 5, "notula"),
        (6, 6, "daftar_hadir"),
        (7, 8, "dokumentasi"),
    ]
    assert [part.facts.date.value if part.facts.date else "" for part in facts.parts[:4]] == [
        "2026-01-05",
        "2026-01-08",
        "2026-01-12",
        "2026-01-12",
    ]
    assert facts.parts[1].facts.number is not None
    assert facts.parts[1].facts.number.quote.page == 3


def test_the_file_as_a_whole_is_its_first_document() -> None:
    facts = extract_facts([SK, ANNEX, LETTER, NOTES], name="x.pdf")
    assert facts.number is not None
    assert facts.date is not None
    assert (facts.kind.value, facts.number.value, facts.date.value) == (
        "sk",
        "W15-1.OT.02 TAHUN 2026",
        "2026-01-05",
    )


def test_annexes_and_second_pages_open_nothing() -> None:
    assert outline(extract_facts([SK, ANNEX, "2. Tugas\n"], name="x.pdf")) == []
    assert (
        outline(
            extract_facts(
                [LETTER, "Lampiran Surat\nNomor : W15-UM.01-77\nTanggal : 8 Januari 2026\n"], name="x.pdf"
            )
        )
        == []
    )


def test_chapters_hold_a_report_together() -> None:
    report = [
        "LAPORAN MONEV\nTRIWULAN I TAHUN 2026\n",
        "BAB I PENDAHULUAN\n",
        LETTER,
        "BAB II PENUTUP\nTirtamaya, 4 April 2026\nKetua Tim,\n",
    ]
    facts = extract_facts([*report, LIST], name="x.pdf")
    assert outline(facts) == [(1, 4, "laporan"), (5, 5, "daftar_hadir")]
    assert facts.date is not None
    assert facts.date.value == "2026-04-04"


def test_sample_forms_of_a_regulation_open_nothing() -> None:
    law = (
        "PERATURAN MENTERI X\nNOMOR 5 TAHUN 2024\nTENTANG\nX\nMenimbang : a\n"
        "Ditetapkan di Jakarta\npada tanggal 15 Juli 2024\n"
    )
    assert (
        outline(
            extract_facts([law, "LAMPIRAN\nCONTOH\n", "BERITA ACARA\nNomor : 1/A\n", LETTER], name="x.pdf")
        )
        == []
    )


def test_two_letters_in_a_row_are_two_documents() -> None:
    second = LETTER.replace("W15-UM.01-77", "W15-UM.01-90").replace("8 Januari", "9 Februari")
    facts = extract_facts([LETTER, second], name="x.pdf")
    assert [part.facts.number.value if part.facts.number else "" for part in facts.parts] == [
        "W15-UM.01-77",
        "W15-UM.01-90",
    ]
