"""Text layers that turn columns round, flatten tables, and misread letters."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.facts.period_texts import find_periods
from zi_evidence.model import Facts, Finish


def facts(text: str, name: str = "x.pdf") -> Facts:
    return extract_facts(text.split("\n---\n"), name=name)


def day(found: Facts) -> str | None:
    return found.date.value if found.date else None


def number(found: Facts) -> str | None:
    return found.number.value if found.number else None


def test_an_sop_table_given_as_labels_then_values() -> None:
    found = facts(
        "LAPAS ARJASARI\nNOMOR SOP\nTANGGAL PEMBUATAN\nTANGGAL REVISI\nTANGGAL PENGESAHAN\nDISAHKAN OLEH\n"
        "W1.PAS-88\n8 Januari 2024\n-\n1 Februari 2024\nKEPALA\nTRI HANDAYANI\nDASAR HUKUM\nKUALIFIKASI PELAKSANA\n"
    )
    assert (day(found), number(found)) == ("2024-02-01", "W1.PAS-88")
    assert not found.notes


def test_values_that_stand_before_their_labels() -> None:
    found = facts(
        ": W9-A5/901/KU.01/VII/2024\n: Biasa\n: Revisi Anggaran\nNomor\nSifat\nPerihal\nYth. Kepala Kanwil\n"
        "Kami mengajukan revisi.\nKetua\nTri Handayani\nArjasari, 15 Juli 2024\n"
    )
    assert (day(found), number(found)) == ("2024-07-15", "W9-A5/901/KU.01/VII/2024")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ditetapkan di Arjasari Diundangkan di Arjasari", "30 Desember 2021 pada tanggal 31 Desember 2021"),
        ("Diundangkan di Arjasari Ditetapkan di Arjasari", "31 Desember 2021 pada tanggal 30 Desember 2021"),
    ],
)
def test_enactment_and_promulgation_side_by_side(above: str, below: str) -> None:
    found = facts(
        "PERATURAN BUPATI ARJASARI\nNOMOR 5 TAHUN 2021\nTENTANG\nARSIP\nMenimbang : bahwa\nPasal 9\n"
        "Peraturan Bupati ini mulai berlaku pada tanggal 1 Januari 2022.\n"
        f"{above}\npada tanggal {below}\nBUPATI, SEKRETARIS DAERAH,\nttd ttd\n"
    )
    assert day(found) == "2021-12-30"
    assert found.finish is Finish.FINISHED or found.finish is Finish.UNKNOWN


def test_a_day_in_a_sentence_is_no_blank_slot() -> None:
    found = facts(
        "PERATURAN\nPasal 9\nPeraturan Bupati Arjasari ini mulai berlaku pada tanggal 1 Januari 2022.\n"
    )
    assert not found.notes
    assert found.finish is not Finish.TEMPLATE


def test_a_scan_misread_letter_by_letter() -> None:
    found = facts(
        "KEPUTUSAN KEPALA KANTOR\nNOM0R : 12/SK/2024\nTENTANC\nDUTA LAYANAN\nMenimbang : bahwa\nMEMUTUSKAN\n"
        "Ditetapkan dl : Arjasari\nPada tanggaI : 3 Januarl 2O24\nKEPALA,\nTRI HANDAYANI\n"
    )
    assert (day(found), number(found)) == ("2024-01-03", "12/SK/2024")


def test_a_contract_with_number_and_day_in_one_slot() -> None:
    found = facts(
        "SURAT PERINTAH KERJA (SPK)\nNOMOR DAN TANGGAL SPK : 01/SPK/IV/2024 TANGGAL 1 APRIL 2024\n"
        "NOMOR DAN TANGGAL SURAT UNDANGAN : 11/UND/III/2024 TANGGAL 25 MARET 2024\nPAKET : Meja\n"
    )
    assert (day(found), number(found), found.kind.value) == ("2024-04-01", "01/SPK/IV/2024", "other")


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("12/Kep./2023", "12/KEP./2023"),
        ("B-7/Kk.15./PP.00/2024", "B-7/KK.15./PP.00/2024"),
        ("W1.IMI.3- .PW.01.04 TAHUN 2025", None),
        ("./SK/I/2025", None),
    ],
)
def test_a_dot_before_a_slash_is_no_hole_but_a_blank_between_marks_is(slot: str, value: str | None) -> None:
    found = facts(f"KEPUTUSAN KEPALA KANTOR\nNOMOR : {slot}\nTENTANG\nTIM\nMenimbang : bahwa\n")
    assert number(found) == value
    assert (found.finish is Finish.TEMPLATE) == (value is None)


def test_an_sop_without_number_is_no_template() -> None:
    found = facts("NOMOR SOP -\nTANGGAL EFEKTIF 1 Januari 2018\nJUDUL SOP Peminjaman\nDASAR HUKUM\nUU\n")
    assert found.finish is not Finish.TEMPLATE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("UNTUK PERIODE YANG BERAKHIR 30 JUNI 2023", "2023-S1"),
        ("UNTUK TAHUN YANG BERAKHIR PADA TANGGAL 31 DESEMBER 2023", "2023"),
        ("UNTUK SEMESTER YANG BERAKHIR 31 DESEMBER 2023", "2023-S2"),
        ("UNTUK BULAN YANG BERAKHIR 31 MEI 2024", "2024-05"),
        ("UNTUK PERIODE YANG BERAKHIR 30 SEPTEMBER 2024", "2024-01/2024-09"),
    ],
)
def test_financial_statements_name_the_end_of_their_period(text: str, value: str) -> None:
    assert find_periods(text, bare_year=False)[0][0] == value
    statement = facts(f"LAPORAN REALISASI ANGGARAN\n{text}\nURAIAN ANGGARAN REALISASI\n")
    assert statement.period is not None
    assert statement.period.value == value


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("DOC-20240311-WA0007.pdf", []),
        ("Scan 12-03-2024 09.11.pdf", []),
        ("Rekap absensi Februari 2024.pdf", []),
        ("rekap 20240311.pdf", ["name_contradiction"]),
    ],
)
def test_names_of_copies_and_of_the_period_contradict_nothing(name: str, codes: list[str]) -> None:
    found = facts(
        "REKAPITULASI KEHADIRAN PEGAWAI\nBULAN : FEBRUARI 2024\nNo Nama Hadir\n1 Tri 18\n2 Sari 17\n"
        "Arjasari, 1 Maret 2024\nKepala\nTri Handayani\n",
        name,
    )
    assert [note.code for note in found.notes] == codes


def test_a_page_printed_from_a_browser_needs_no_signature() -> None:
    page = "PENGUMUMAN LELANG\nLelang dilaksanakan hari Kamis.\nHubungi panitia.\n"
    assert facts(page).finish is Finish.UNSIGNED
    assert facts(f"3/12/24, 10:05 AM Pengumuman Lelang - Kantor\n{page}").finish is Finish.UNKNOWN


def test_pages_without_text_before_the_first_document_hide_nothing() -> None:
    pages = (
        "KANTOR ARJASARI\nNomor : B-7/A/2024\nHal : Undangan\nArjasari, 3 Mei 2024\nYth. Warga\nKetua\nTri Handayani\n",
        "NOTULA\nHari/Tanggal : Senin, 6 Mei 2024\nPimpinan Rapat : Tri\nNotulis\nSari\n",
    )
    found = extract_facts(["", *pages], name="x.pdf")
    assert (day(found), number(found)) == ("2024-05-03", "B-7/A/2024")
    assert [(part.first_page, part.last_page) for part in found.parts] == [(1, 2), (3, 3)]


def test_wide_gaps_of_a_justified_line_part_no_columns() -> None:
    prose = "Pedoman   ini   mengacu   pada   peraturan   yang ditetapkan  di  Jakarta  pada tanggal 31  Desember 2021"
    found = facts(
        "KEPUTUSAN KEPALA KANTOR\nNOMOR 1/SK/2024\nTENTANG\nTIM\nMenimbang : bahwa\n"
        f"{prose}\nMEMUTUSKAN\nDitetapkan di Arjasari\npada tanggal 8 Januari 2024\nKEPALA,\nTri Handayani\n"
    )
    assert day(found) == "2024-01-08"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            "Pada hari ini Selasa, tanggal Tiga Puluh\nSatu, bulan Desember, tahun Dua Ribu Dua\nPuluh Empat",
            "2024-12-31",
        ),
        ("Pada hari ini, Senin tanggal tiga puluh satu\nMaret dua ribu dua puluh lima", "2025-03-31"),
    ],
)
def test_days_in_words_broken_over_lines(formula: str, expected: str) -> None:
    assert (
        day(facts(f"BERITA ACARA\nNOMOR BA-8/2024\n{formula}, kami telah memeriksa.\nKetua,\nTri\n"))
        == expected
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Kegiatan berdasarkan DIPA kantor nomor SP DIPA-005.01.2.999999/2024 tanggal\n24 November 2023.",
        "Ruang layanan yang rusak telah selesai diperbaiki seluruhnya oleh rekanan pada\n1 Juli 2025.",
    ],
)
def test_a_date_that_ends_a_sentence_above_the_signer_is_not_the_documents(sentence: str) -> None:
    text = f"LAPORAN KEGIATAN\nUmum\nHasil\nPenutup\n1. Satu\n2. Dua\n3. Tiga\n{sentence}\nKetua Tim,\nTri Handayani\n"
    assert day(facts(text)) is None


def test_a_date_broken_before_its_year_stands_above_the_signer() -> None:
    assert (
        day(facts("SURAT TUGAS\nNOMOR 8/ST/2025\nMenugaskan : Tri\n19 Mei\n2025\nKepala Kantor,\nSari\n"))
        == "2025-05-19"
    )


@pytest.mark.parametrize(
    "head",
    [
        "Nomor W.22-UM.01.01-3321\nSifat Segera\nLampiran 2 berkas\nHal Data Dukung\nArjasari, 11 Juni 2025\n",
        "Nomor W.22-UM.01.01-3321 Arjasari, 11 Juni 2025\nSifat Segera\nLampiran 2 berkas\nHal Data Dukung\n",
        "Nomor W.22-UM.01.01-3321 11 Juni 2025\nSifat Segera\nLampiran 1 (satu) berkas\nHal Data Dukung\n",
        "Nomor : W.22-UM.01.01-3321 11 Juni 2025 Sifat : Segera Lampiran : - Hal : Data Dukung\n",
        "Nomor : W.22-UM.01.01-3321 11 Juni\n2025\nSifat : Segera\nHal : Data Dukung\n",
        "11 Juni 2025\nNomor W.22-UM.01.01-3321\nSifat Segera\nHal Data Dukung\n",
    ],
)
def test_heads_of_letters_without_colons_or_line_breaks(head: str) -> None:
    found = facts(
        f"KANTOR ARJASARI\n{head}Yth. Para Kepala\ndi tempat\nMohon data dikirim.\nKepala Kantor,\nTri Handayani\n"
    )
    assert (day(found), number(found)) == ("2025-06-11", "W.22-UM.01.01-3321")
    assert found.finish is not Finish.UNSIGNED


@pytest.mark.parametrize(
    "line",
    [
        "Negara Tahun 2021\nNomor 202) mulai berlaku sejak",
        "Berdasarkan Surat Dirjen tanggal 13\nApril 2016 Nomor : 520/DJU/2016",
    ],
)
def test_numbers_in_sentences_broken_over_lines_are_cited(line: str) -> None:
    assert number(facts(f"LAPORAN KEGIATAN\nKantor\nUmum\nDasar\n{line}\n")) is None


def test_a_number_whose_year_stands_below() -> None:
    assert number(facts("SURAT EDARAN\nNOMOR : 14 TAHUN\n2022\nTENTANG\nDISIPLIN\n")) == "14 TAHUN 2022"


@pytest.mark.parametrize(
    "text",
    ["Undangan Rapat 12-Maret-2026", "SK tanggal 3 - Mei - 2024", "Laporan rapat 12.Maret.2026"],
)
def test_days_joined_by_marks_are_no_months(text: str) -> None:
    assert not [value for value, _, _ in find_periods(text, bare_year=False) if len(value) == 7]


def test_a_year_that_ends_a_law_or_a_day_is_no_period() -> None:
    for line in ("1. Permenpan RB Nomor 90 Tahun\n2021", "Surat Kakanwil 4 Maret\n2021"):
        assert facts(f"LAPORAN KEGIATAN\nPUBLIC CAMPAIGN\nLAPAS ARJASARI\n{line}\n").period is None


def test_a_month_that_the_text_names_is_no_contradiction_in_the_file_name() -> None:
    text = (
        "BERITA ACARA REKONSILIASI\nNo. BAR-9/2024\nPada hari ini Kamis, tanggal 5 bulan September tahun 2024 telah\n"
        "diselenggarakan rekonsiliasi periode Agustus 2024.\nKetua,\nTri\n"
    )
    assert not facts(text, "BA Rekon Agustus 2024.pdf").notes
    assert [note.code for note in facts(text, "BA Rekon Mei 2024.pdf").notes] == ["name_contradiction"]


def test_an_annex_by_itself_cannot_be_called_unsigned() -> None:
    found = facts(
        "LAMPIRAN\nNota Dinas Kepala\nNomor : ND-3/2024\nTanggal : 22 Juli 2024\nDAFTAR USULAN\n1 Tri\n"
    )
    assert found.finish is Finish.UNKNOWN


def test_the_period_of_an_assessment_stands_behind_the_name_of_the_office() -> None:
    text = "EVALUASI KINERJA PEGAWAI\nMAHKAMAH AGUNG PERIODE PENILAIAN : 1 JANUARI - 30 JUNI 2023\nNAMA Tri\n"
    found = facts(text)
    assert found.period is not None
    assert found.period.value == "2023-S1"


SIGNED = "KANTOR ARJASARI\nNomor : {number}\nHal : Data\n{day}\nYth. Warga\nMohon dikirim.\nKepala,\nTri Handayani\n"


@pytest.mark.parametrize(
    ("slot", "written"),
    [
        ("B-7/A/2024", "Arjasari,        2024"),
        ("B-7/A/2024", "Arjasari, xx Juni 2026"),
        ("B-7/A/2024", "Arjasari, ...... Juni 2026"),
        ("[@NomorND]", "Arjasari, 3 Juni 2026"),
        ("[]/A/2024", "Arjasari, 3 Juni 2026"),
        ("W1.      /2024", "Arjasari, 3 Juni 2026"),
    ],
)
def test_holes_in_number_and_day_make_a_template_except_on_a_scan(slot: str, written: str) -> None:
    text = SIGNED.format(number=slot, day=written)
    assert facts(text).finish is Finish.TEMPLATE
    # On a scanned page the hole may have been filled by hand.
    assert extract_facts([text], name="x.pdf", image_pages=[1]).finish is Finish.UNKNOWN


def test_a_filled_letter_has_no_holes() -> None:
    found = facts(SIGNED.format(number="B-7/A/2024", day="Arjasari,   3 Juni 2026"))
    assert found.finish is Finish.UNKNOWN
    assert not found.notes
