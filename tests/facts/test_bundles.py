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


def test_a_press_release_behind_a_signed_letter_is_a_document_of_its_own() -> None:
    release = (
        "KANTOR IMIGRASI TIRTAMAYA\nJalan Melati 3 Tirtamaya\nSIARAN PERS\nPAMERAN PASPOR\n"
        "Tirtamaya, 3 Maret 2026\nPameran dibuka hari ini.\n"
    )
    facts = extract_facts([LETTER, release], name="x.pdf")
    assert [part.first_page for part in facts.parts] == [1, 2]
    assert facts.parts[1].facts.date is not None
    assert facts.parts[1].facts.date.value == "2026-03-03"


def test_minutes_of_two_days_are_two_documents_and_a_repeated_heading_is_one() -> None:
    first = NOTES + "Notulis,\nDewi Lestari\nNIP 199001012015012001\n"
    second = first.replace("12 Januari", "9 Februari")
    assert outline(extract_facts([first, second], name="x.pdf")) == [(1, 1, "notula"), (2, 2, "notula")]
    assert outline(extract_facts([NOTES, NOTES], name="x.pdf")) == []


def test_a_chapter_starting_anew_is_that_of_the_next_report() -> None:
    report = "LAPORAN KEGIATAN SOSIALISASI\nTAHUN 2025\n"
    chapters = [
        "BAB I PENDAHULUAN\n",
        "BAB II PENUTUP\nTirtamaya, 4 April 2026\nKetua Tim,\nSinta Maharani\n",
    ]
    other = report.replace("SOSIALISASI", "PENGENDALIAN GRATIFIKASI")
    facts = extract_facts([report, *chapters, LETTER, other, *chapters], name="x.pdf")
    assert outline(facts) == [(1, 3, "laporan"), (4, 4, "undangan"), (5, 7, "laporan")]


def test_a_printed_page_number_holds_a_page_to_the_one_above() -> None:
    pages = [
        LETTER + "Halaman 1 dari 2",
        "DAFTAR HADIR\nRapat\nNo Nama Tanda Tangan\n1 Sari\nHalaman 2 dari 2",
    ]
    assert outline(extract_facts(pages, name="x.pdf")) == []


def test_a_page_that_begins_with_a_signature_or_an_item_opens_nothing() -> None:
    signing = "Tirtamaya, 9 Februari 2026\nKepala Kantor,\nSinta Maharani\n"
    assert outline(extract_facts([LETTER, signing], name="x.pdf")) == []
    item = "2. Surat Tugas Nomor W15-9 tanggal 2 Juni 2025\n"
    assert outline(extract_facts([LETTER, item], name="x.pdf")) == []


def test_a_cover_belongs_to_the_document_below_it() -> None:
    facts = extract_facts(["SAMPUL\n", LETTER, NOTES], name="x.pdf")
    assert outline(facts) == [(1, 2, "undangan"), (3, 3, "notula")]


def test_the_heading_that_runs_over_every_page_opens_nothing() -> None:
    head = "LAPORAN SURVEI KEPUASAN MASYARAKAT 2025\n"
    pages = [
        "SURVEI KEPUASAN MASYARAKAT\nKANTOR IMIGRASI TIRTAMAYA\n",
        *[f"{head}Uraian hasil\n{n}\n" for n in (7, 8)],
    ]
    assert outline(extract_facts(pages, name="x.pdf")) == []
