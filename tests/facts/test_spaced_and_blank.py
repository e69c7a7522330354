"""Letter-spaced headings, blank forms, and what a fresh batch of papers taught."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import Facts, Finish

SPACED = """P E M E R I N TA H  K A B U PAT E N  A R J A S A R I
D I N A S  K E S E H ATA N
{heading}
NOMOR : 445/003/SK/I/2024
TENTANG
TIM MUTU
Ditetapkan di Arjasari
pada tanggal 2 Januari 2024
K E PA L A  D I N A S,
Wahyu Nugroho
"""


def facts(text: str, name: str = "scan001.pdf") -> Facts:
    return extract_facts(text.split("\n---\n"), name=name)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("K E P U T U S A N  K E PA L A  D I N A S  K E S E H ATA N", "sk"),
        ("K E P U T U S A N K E PA L A D I N A S K E S E H ATA N", "sk"),
        ("S U R A T  P E R I N TA H  T U G A S", "surat_tugas"),
        ("N O TA D I N A S", "nota_dinas"),
        ("D A F TA R  H A D I R", "daftar_hadir"),
    ],
)
def test_a_letter_spaced_heading_with_kerned_pairs_names_its_kind(heading: str, kind: str) -> None:
    found = facts(SPACED.format(heading=heading))
    assert (found.kind.value, found.kind.source) == (kind, "heading")


def test_letter_spaced_offices_and_positions_are_read() -> None:
    found = facts(SPACED.format(heading="K E P U T U S A N  K E PA L A  D I N A S"))
    assert "DINAS KESEHATAN" in [unit.value for unit in found.units]
    assert found.signer is not None
    assert found.signer.position == "KEPALA DINAS"


def test_a_letter_spaced_title_tells_its_period() -> None:
    found = facts(
        "L A P O R A N  T R I W U L A N  I  TA H U N  2 0 2 4\nP E N G A D U A N  M A S YA R A K AT\n"
    )
    assert found.period is not None
    assert found.period.value == "2024-Q1"


@pytest.mark.parametrize(
    "form",
    [
        "NOTULEN RAPAT\nHari/Tanggal :\nWaktu :\nTempat : Aula Kantor\nPimpinan Rapat : Kepala\nPeserta : Tim Kerja",
        "BERITA ACARA\nPada hari ini        tanggal       bulan       tahun       telah dilaksanakan rapat\nKetua,",
        "BERITA ACARA\nPada hari ini, ........ tanggal ........ bulan ........ tahun 2024, telah dilakukan\nKetua,",
        "DAFTAR HADIR\nHari/Tanggal :\nWaktu :\nTempat :\nAcara :\nNo Nama Jabatan Tanda Tangan\n1\n2",
    ],
)
def test_a_form_without_dots_whose_day_is_blank_is_unfinished(form: str) -> None:
    found = facts(form)
    assert found.date is None
    assert found.finish is Finish.TEMPLATE


def test_a_form_whose_day_is_written_is_not() -> None:
    found = facts(
        "NOTULEN RAPAT\nHari/Tanggal : Senin, 4 Maret 2024\nWaktu :\nTempat : Aula\nPeserta : Tim Kerja"
    )
    assert found.finish is not Finish.TEMPLATE
    assert found.date is not None


def test_a_dash_in_the_number_slot_is_no_unfilled_slot() -> None:
    found = facts(
        "TELAAHAN STAF\nKEPADA : SEKRETARIS DAERAH\nTANGGAL : 25 APRIL 2024\nNOMOR : -\nPERIHAL : USULAN"
    )
    assert found.number is None
    assert not [note for note in found.notes if note.code == "number_unfilled"]


@pytest.mark.parametrize("section", ["B. Jadwal\nMaret - Juni 2024", "IV. JADWAL\nMaret 2024"])
def test_a_plan_of_work_reports_on_no_month_of_its_schedule(section: str) -> None:
    found = facts(
        "KERANGKA ACUAN KERJA\nSURVEI KEPUASAN MASYARAKAT\nDINAS ARSIP\nTAHUN ANGGARAN 2024\nA. Latar Belakang\n"
        f"Pelayanan.\n{section}\nArjasari, 19 Februari 2024\nPejabat Pelaksana,\nWahyu"
    )
    assert found.kind.value == "other"
    assert found.period is not None
    assert found.period.value == "2024"


def test_slides_about_results_are_slides() -> None:
    found = facts(
        "CAPAIAN KINERJA\nTRIWULAN III 2024\nBPS ARJASARI\n---\nOUTLINE\n1 Capaian\n2 Anggaran\n---\nTerima Kasih\n"
        "www.contoh.go.id"
    )
    assert found.kind.value == "materi"


def test_an_item_of_a_list_is_no_heading() -> None:
    found = facts(
        "KUA ARJASARI\nALUR PENDAFTARAN NIKAH\n1. Surat Pengantar Nikah dari Kelurahan\n2. Fotokopi KTP"
    )
    assert found.kind.value != "surat"


def test_a_permission_for_research_is_a_letter() -> None:
    found = facts(
        "BADAN KESATUAN BANGSA\nREKOMENDASI PENELITIAN\nNomor : 300/REK/11/2023\nArjasari, 24 Oktober 2023"
    )
    assert found.kind.value == "surat"


@pytest.mark.parametrize(
    "line",
    [
        "KANTOR PERTANAHAN PERIODE PENILAIAN:\n2 JANUARI SD 31 DESEMBER TAHUN 2023",
        "KANTOR PERTANAHAN PERIODE PENILAIAN: 2 JANUARI SD 31 DESEMBER TAHUN 2023",
    ],
)
def test_an_assessment_may_begin_on_the_first_working_day(line: str) -> None:
    found = facts(
        f"SASARAN KINERJA PEGAWAI\nPENDEKATAN HASIL KERJA KUALITATIF\n{line}\nNO PEGAWAI YANG DINILAI"
    )
    assert found.period is not None
    assert found.period.value == "2023"


def test_the_period_of_a_credit_assessment_stands_behind_its_office() -> None:
    found = facts(
        "PENETAPAN ANGKA KREDIT\nNOMOR : 823.4/77/PAK/2024\n"
        "Instansi : Pemerintah Kota Arjasari Periode Penilaian : 1 Januari s.d. 31 Desember 2023\n"
    )
    assert found.period is not None
    assert found.period.value == "2023"


def test_a_release_is_dated_in_the_brackets_of_its_first_line() -> None:
    found = facts(
        "SIARAN PERS\nNomor : PERS-09/KBC.12/2024\nBarang Ilegal Dimusnahkan\n"
        "Arjasari (30/10/2024) - Barang hasil penindakan dimusnahkan sesuai surat tanggal 2 Oktober 2024.\n"
    )
    assert found.date is not None
    assert found.date.value == "2024-10-30"


def test_letters_read_for_both_digits_of_a_group_are_set_right() -> None:
    found = facts(
        "PENGADlLAN NEGERl\nNomor : W98-U3/1844/KU.Ol/X/2O24 Arjasari, Ol Oktober 2O24\nLampiran : -\n"
        "Perihal : Laporan\nYth. Ketua\n"
    )
    assert found.number is not None
    assert found.number.value == "W98-U3/1844/KU.01/X/2024"
    assert found.date is not None
    assert found.date.value == "2024-10-01"


@pytest.mark.parametrize("position", ["INSPEKTUR", "Kasi Binadik,", "KAPOLRES ARJASARI"])
def test_a_letter_with_a_note_above_its_signature_is_signed(position: str) -> None:
    found = facts(
        "Arjasari, 1 Februari 2023\nNomor : 700/101\nYth. Kepala Dinas\nPerihal : Undangan\n"
        "Mengharap kehadiran Saudara pada rapat.\nHari : Senin\nCatatan : membawa laporan\n"
        f"{position}\nDrs. LUTFI\n"
    )
    assert found.signer is not None
    assert found.finish is not Finish.UNSIGNED
