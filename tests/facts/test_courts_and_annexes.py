"""Judgments, documents that enclose others, lunar dates, gazettes and forms under their law."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import Facts, Finish


def _values(facts: Facts) -> tuple[str, str | None, str | None]:
    return (
        facts.kind.value,
        facts.date.value if facts.date else None,
        facts.number.value if facts.number else None,
    )


_CASE = (
    "PUTUSAN\nNomor 12/Pdt.G/2025/PN Tmr\nDEMI KEADILAN BERDASARKAN KETUHANAN YANG MAHA ESA\n"
    "Membaca surat gugatan tanggal 9 Januari 2025 dan putusan tanggal 3 Maret 2024;\nMENGADILI:\n"
    "1. Mengabulkan gugatan;\n"
)
_JUDGES = "Hakim Anggota, Hakim Ketua,\nTiara Sinaga, S.H. Dewi Larasati, S.H."


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        (
            (
                "Demikian diputuskan dalam sidang Majelis Hakim pada hari Senin, tanggal\n12 Mei 2025, oleh kami, dan"
                " diucapkan dalam sidang\nterbuka pada hari Rabu,\ntanggal 14 Mei 2025, dihadiri Panitera."
            ),
            "2025-05-14",
        ),
        (
            "Demikian diputuskan dalam rapat Majelis Hakim pada hari Senin, tanggal 12 Mei\n2025.",
            "2025-05-12",
        ),
        (
            (
                "Demikian putusan ini dijatuhkan pada hari Selasa tanggal 6 Agustus 2024 Masehi, bertepatan dengan\n"
                "tanggal 1 Shafar 1446 Hijriyah, oleh Hakim."
            ),
            "2024-08-06",
        ),
    ],
)
def test_a_judgment_is_of_the_day_its_last_sentence_names(sentence: str, date: str) -> None:
    facts = extract_facts((f"{_CASE}{sentence}\n{_JUDGES}",), name="putusan.pdf")
    assert _values(facts) == ("other", date, "12/PDT.G/2025/PN TMR")


def test_a_judgment_cited_in_a_letter_dates_nothing() -> None:
    text = (
        "Nomor : 5/HK/2025\nHal : Salinan Putusan\nYth. Ketua\nDemikian diputuskan hakim pada hari Senin, tanggal "
        "12 Mei 2025.\nArjasari, 20 Mei 2025\nPanitera,\nHasan Basri"
    )
    assert _values(extract_facts((text,), name="x.pdf"))[1] == "2025-05-20"


_REPORT = (
    "LAPORAN PEMBENTUKAN TIM\nLAPAS ARJASARI\nA. Dasar\nB. Pelaksanaan\nRapat di aula.\nC. Hasil\nD. Penutup\n"
    "Tim telah bekerja.\nDemikian laporan ini dibuat.\n{date}Ketua Tim,\nYudi Hermawan\n"
)
_DECREE = (
    "KEPUTUSAN KEPALA LAPAS ARJASARI\nNOMOR : WP.9-PR.01-44\nTENTANG TIM\nMenimbang : bahwa;\nMEMUTUSKAN\n"
    "Ditetapkan di Arjasari\npada tanggal 13 Januari 2025\nKEPALA,\nSuryanto"
)


@pytest.mark.parametrize(("line", "date"), [("Arjasari, 21 Februari 2025\n", "2025-02-21"), ("", None)])
def test_an_enclosed_decree_lends_a_report_neither_number_nor_date(line: str, date: str | None) -> None:
    facts = extract_facts((_REPORT.format(date=line) + _DECREE,), name="laporan.docx")
    assert _values(facts) == ("laporan", date, None)


def test_a_decree_is_its_own_even_behind_words_of_thanks() -> None:
    assert _values(extract_facts((_DECREE,), name="sk.docx")) == ("sk", "2025-01-13", "WP.9-PR.01-44")


@pytest.mark.parametrize(
    "dates",
    [
        "Arjasari, 14 Ramadhan 1446 H / 14 Maret 2025 M",
        "Arjasari, 14 Maret 2025 M / 14 Ramadhan 1446 H",
        "Arjasari, 14 Ramadan 1446 H\n14 Maret 2025 M",
        "Arjasari, 14 Maret 2025 M bertepatan dengan 14 Romadlon 1446 Hijriyah",
    ],
)
def test_a_lunar_date_beside_hides_nothing(dates: str) -> None:
    text = (
        "SURAT EDARAN\nNOMOR : 9/SE/2025\nTENTANG JAM KERJA\nYth. Guru\nDiatur sebagai berikut.\n"
        f"{dates}\nKepala,\nSiti"
    )
    assert _values(extract_facts((text,), name="se.pdf"))[1] == "2025-03-14"


def test_a_lunar_date_behind_a_number_is_no_part_of_it() -> None:
    text = (
        "MADRASAH ALIYAH\nNomor : 140/UND/III/2025 14 Ramadhan 1446 H\nLamp. : - 14 Maret 2025 M\n"
        "Hal : Undangan\nKepada Yth. Wali\nKepala,\nFaisal Anwar"
    )
    assert _values(extract_facts((text,), name="x.pdf")) == ("undangan", "2025-03-14", "140/UND/III/2025")


_RULE = (
    "TENTANG TUNJANGAN\nBUPATI ARJASARI,\nMenimbang : bahwa;\nDitetapkan di Arjasari\npada tanggal 4 Maret 2019\n"
    "BUPATI,\nttd"
)


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (
            "BERITA DAERAH\nKABUPATEN ARJASARI\nNOMOR 12 TAHUN 2019\nPERATURAN BUPATI ARJASARI\nNOMOR 8 TAHUN 2019",
            "8",
        ),
        ("BERITA DAERAH KOTA\nNOMOR : 12 TAHUN : 2019\nPERATURAN BUPATI\nNOMOR 8 TAHUN 2019", "8"),
        ("SALINAN\nNOMOR 8/2019\nPERATURAN BUPATI ARJASARI\nNOMOR 8 TAHUN 2019", "8"),
    ],
)
def test_the_number_of_the_gazette_is_not_the_regulations(head: str, number: str) -> None:
    facts = extract_facts((f"{head}\n{_RULE}",), name="perbup.pdf")
    assert facts.number is not None
    assert facts.number.value == f"{number} TAHUN 2019"


def test_a_form_is_not_the_regulation_that_prescribes_it() -> None:
    text = (
        "ANAK LAMPIRAN 1.b\nPERATURAN BADAN KEPEGAWAIAN NEGARA\nNOMOR 24 TAHUN 2017\nTENTANG\n"
        "TATA CARA PEMBERIAN CUTI\nArjasari, 4 November 2024\nKepada\nYth. Ketua Pengadilan\n"
        "FORMULIR PERMINTAAN CUTI\nNama Dewi\nLAMANYA CUTI mulai tanggal 11/11/2024"
    )
    facts = extract_facts((text,), name="cuti.pdf")
    assert facts.kind.value != "peraturan"
    assert _values(facts)[1:] == ("2024-11-04", None)


def test_a_birthday_in_a_column_of_its_own_is_not_the_letters_date() -> None:
    text = (
        "SURAT IZIN PENELITIAN\nNomor : 070/88/2024\nNama :\nLahir\nWaktu\nJudul\nAlya Rahman\n"
        "Cakrabuana, 1 Januari 2002\n1 Maret 2024 s.d. 31 Mei 2024\nArjasari, 20 Februari 2024\nINSPEKTUR\nHartono"
    )
    assert _values(extract_facts((text,), name="izin.pdf"))[1] == "2024-02-20"


def test_the_days_of_register_and_issue_side_by_side_are_told_apart() -> None:
    text = (
        "SURAT KETERANGAN TIDAK MAMPU\nNomor : 470/12/2023\nNama : Budi\nDemikian dibuat.\n"
        "Reg No : 12 DIKELUARKAN DI : SUKAMAJU\nTanggal : 3 Mei 2023 PADA TANGGAL : 4 Mei 2023\n"
        "CAMAT KEPALA DESA"
    )
    assert _values(extract_facts((text,), name="sktm.pdf"))[1] == "2023-05-04"


def test_a_hospital_procedure_with_its_cells_below_their_labels_is_read() -> None:
    text = (
        "RUMAH SAKIT UMUM DAERAH\nCUCI TANGAN\nNo. Dokumen\n445/9/SPO/2022\nNo. Revisi\n1\nHalaman\n1/2\n(SPO)\n"
        "Tanggal terbit\n14 Februari 2022\nDitetapkan oleh\nDirektur\ndr. Bayu"
    )
    assert _values(extract_facts((text,), name="spo.pdf")) == ("sop", "2022-02-14", "445/9/SPO/2022")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("LAPORAN KEPENDUDUKAN\nBULAN : AGUSTUS\nTAHUN : 2024\nDesa Arjasari", "2024-08"),
        ("LAPORAN KEPENDUDUKAN\nTRIWULAN : III\nTAHUN : 2024\nDesa Arjasari", "2024-Q3"),
        ("LAPORAN KINERJA INSTANSI PEMERINTAH\n(LKjIP) TAHUN 2024\nBPS ARJASARI", "2024"),
        (
            "SASARAN KINERJA PEGAWAI\nPN ARJASARI PERIODE PENILAIAN: 1 JANUARI SD 30 JUNI TAHUN 2024",
            "2024-S1",
        ),
        ("REGISTER RISIKO\nUNIT KERJA : PN\nPERIODE : 2024\nNo Risiko", "2024"),
    ],
)
def test_periods_over_two_lines_and_in_cells(text: str, period: str) -> None:
    facts = extract_facts((text,), name="x.pdf")
    assert facts.period is not None
    assert facts.period.value == period


def test_a_release_is_dated_behind_its_number() -> None:
    text = "No. 41/11/99/Th. XXVI, 5 November 2024\nBERITA RESMI STATISTIK\nPERTUMBUHAN EKONOMI ARUNIKA"
    assert _values(extract_facts((text,), name="brs.pdf"))[1:] == ("2024-11-05", "41/11/99/TH.XXVI")


def test_a_position_that_waits_for_a_pictured_name_is_a_signature() -> None:
    text = (
        "Jakarta, 2 Februari 2017\nKepada Yth.\nPara Ketua\nSURAT EDARAN\nNOMOR : 1 TAHUN 2017\nTENTANG X\n"
        "Agar dilaksanakan.\nKETUA MAHKAMAH AGUNG RI,\nTembusan:"
    )
    assert extract_facts((text,), name="se.pdf").finish is not Finish.UNSIGNED


def test_a_day_over_the_addressee_dates_a_circular() -> None:
    text = (
        "WALI KOTA ARJASARI\n24 September 2020\nKepada\nYth. Camat\nSURAT EDARAN\nNomor : 440/2/SETDA\n"
        "WALI KOTA,\nBUDI"
    )
    assert _values(extract_facts((text,), name="se.pdf"))[1] == "2020-09-24"
