"""What running prose, narrow table cells and two signers on one line must not do to the facts."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import Facts, Finish

SK = """KEPUTUSAN KEPALA KANTOR
NOMOR 7 TAHUN 2025
TENTANG
TIM KERJA
Menimbang : a. bahwa perlu dibentuk tim;
{body}
MEMUTUSKAN:
KESATU : Membentuk tim kerja.
{enacted}
KEPALA KANTOR,
BUDI HARTAWAN
"""
ENACTED = "Ditetapkan di Arjasari\npada tanggal 3 Mei 2025"
REPORT = "LAPORAN KEGIATAN\nTAHUN 2024\n{body}\nArjasari, 3 Februari 2025\nKetua Tim,\nBudi Hartawan\n"


def facts_of(text: str, name: str = "x.pdf") -> Facts:
    return extract_facts([text], name=name)


def date_of(text: str, name: str = "x.pdf") -> str | None:
    date = facts_of(text, name).date
    return date.value if date else None


@pytest.mark.parametrize(
    "body",
    [
        "Peraturan Menteri Nomor 90 Tahun 2021 ditetapkan di Jakarta pada tanggal 31 Desember 2021 dan berlaku.",
        """bahwa berdasarkan Peraturan Menteri Pendayagunaan Aparatur Negara Nomor 90 Tahun 2021
ditetapkan di Jakarta pada tanggal 31 Desember 2021 dan menjadi pegangan""",
        """bahwa Keputusan Nomor 3 Tahun 2024 tentang tim kerja yang lama yang
ditetapkan di Jakarta pada tanggal 9 Januari 2024
dan dinyatakan tidak berlaku.""",
        "b.  bahwa tim sebelumnya ditetapkan tanggal 9 Januari 2024;",
        "Menimbang  :  a. bahwa standar yang ditetapkan pada tanggal 3 Mei 2019 tidak sesuai lagi;",
    ],
)
def test_a_sentence_that_tells_of_an_enactment_enacts_nothing(body: str) -> None:
    assert date_of(SK.format(body=body, enacted=ENACTED)) == "2025-05-03"


@pytest.mark.parametrize(
    "enacted",
    [
        "yang menjadi bagian tidak terpisahkan dari keputusan ini\nditetapkan di Arjasari\npada tanggal 3 Mei 2025",
        "DITETAPKAN DI : ARJASARI\nPADA TANGGAL   : 3 MEI 2025",
        "Ditetapkan di Arjasari\npada tanggal 3 Mei\n2025",
        "Ditetapkan di Arjasari  Diundangkan di Arjasari\npada tanggal 3 Mei 2025  pada tanggal 9 Mei 2025",
    ],
)
def test_an_enactment_stays_one_however_it_is_typed(enacted: str) -> None:
    assert date_of(SK.format(body="", enacted=enacted)) == "2025-05-03"


@pytest.mark.parametrize(
    "verb", ["dicatat", "diundangkan", "diterima", "dicetak", "ditetapkan", "ditandatangani"]
)
@pytest.mark.parametrize(
    "shape", ["Hasil rapat telah {}", "Hasil rapat bersama semua pihak yang hadir telah\n{}"]
)
def test_a_verb_that_ends_the_prose_leaves_the_signature_its_date(verb: str, shape: str) -> None:
    assert date_of(REPORT.format(body=shape.format(verb))) == "2025-02-03"


@pytest.mark.parametrize(
    "signing",
    [
        "Penerima Kuasa, Arjasari, 3 Februari 2025\nPemberi Kuasa,\nBudi Hartawan Sari Dewi",
        "Pemegang Surat, Arjasari, 3 Februari 2025\na.n. LURAH\nBudi Hartawan Sari Dewi",
        "Pegawai yang dinilai, Arjasari, 3 Februari 2025\nPejabat Penilai Kinerja,\nBudi Hartawan Sari Dewi",
        "Disusun oleh: Arjasari, 3 Februari 2025\nSekretaris Disetujui oleh: Direktur\nBudi Hartawan Sari Dewi",
        "Mengetahui: Arjasari, 3 Februari 2025\nAtasan Langsung Yang Menyatakan\nBudi Hartawan Sari Dewi",
        "Pegawai Yang Dinilai,\nSari Dewi\nTanggal: 3 Februari 2025\nPejabat Penilai,\nBudi Hartawan",
    ],
)
def test_two_signers_side_by_side_share_one_date(signing: str) -> None:
    text = f"SASARAN KINERJA PEGAWAI\nNama : Sari\nNIP : 1\nJabatan : Staf\nUraian\nHasil\nBaik\n{signing}\n"
    assert date_of(text) == "2025-02-03"


def test_a_place_and_day_in_a_sentence_or_a_cell_sign_nothing() -> None:
    assert (
        date_of(REPORT.format(body="Rapat dengan Kepala Kantor di Bandung, 4 Mei 2024\nKepala hadir."))
        == "2025-02-03"
    )
    assert (
        date_of("MATRIKS TINDAK LANJUT\n" + "x\n" * 7 + "1\tMelengkapi bukti\tSudah, 27 Mei 2024\tFoto")
        is None
    )


@pytest.mark.parametrize(
    "words",
    [
        "tanggal sebelas bulan Maret tahun dua ribu dua puluh\nlima",
        "tanggal sebelas bulan\nMaret tahun dua ribu dua puluh lima",
        "tanggal sebelas bulan Maret tahun dua ribu\ndua puluh lima (11-03-2025)",
        "tanggal\nsebelas bulan Maret\ntahun dua ribu dua puluh lima",
        "tanggal 11\nMaret 2025",
        "tanggal 11 Maret\n2025",
    ],
)
def test_a_date_that_a_line_breaks_is_read_whole(words: str) -> None:
    assert (
        date_of(f"BERITA ACARA\nNomor 1/BA/2025\nPada hari ini Selasa {words}, kami menyatakan:")
        == "2025-03-11"
    )


def test_the_date_slots_of_a_narrow_table_are_read() -> None:
    sop = "STANDAR PROSEDUR\nOPERASIONAL\nNo. Dokumen\n445/SPO/077/2025\nTanggal Terbit 19 Juni\n2025\nTUJUAN\naman"
    facts = facts_of(sop)
    assert facts.kind.value == "sop"
    assert facts.date
    assert facts.date.value == "2025-06-19"
    assert facts.number
    assert facts.number.value == "445/SPO/077/2025"
    assert facts.notes == ()


def test_a_certificate_is_dated_by_its_issue_not_by_its_end() -> None:
    text = "CERTIFICATE\nNo: ID-24\nDate of issue: 15 February 2024\nValid until: 14 February 2027"
    assert date_of(text) == "2024-02-15"


def test_the_head_of_a_column_is_no_empty_date_slot() -> None:
    facts = facts_of("REGISTER PENGADUAN\nTAHUN 2025\nNo Uraian\nTanggal\nSelesai\n1 Antrean\n4")
    assert facts.notes == ()
    assert facts.finish is not Finish.TEMPLATE


def test_a_sentence_broken_behind_the_word_for_date_is_no_empty_slot() -> None:
    body = "3. SPO belum direviu sejak ditetapkan pada tanggal\n19 Juni 2021 dan diubah"
    assert facts_of(f"LAPORAN AUDIT\n{body}\n").notes == ()


def test_a_file_named_after_the_day_it_invites_to_contradicts_nothing() -> None:
    letter = "Arjasari, 3 Maret 2025\nNomor : 5/X/2025\nHal : Undangan\nYth. A\nhari/tanggal : Senin, {} Maret 2025\n"
    assert facts_of(letter.format(10), "UND 10-03-2025.pdf").notes == ()
    assert [n.code for n in facts_of(letter.format(11), "UND 10-03-2025.pdf").notes] == ["name_contradiction"]


@pytest.mark.parametrize(
    "fragment",
    [
        "sosialisasi tanggal 15\nMei 2023",
        "tanggal 27-28\nMei 2023",
        "Stat\nMei 2023\nSelesai",
        "s.d.\nMei 2023",
    ],
)
def test_a_month_in_a_broken_line_is_no_period(fragment: str) -> None:
    facts = facts_of(f"LAPORAN TINDAK LANJUT\nSEMESTER II TAHUN 2024\nNo Temuan Status\n1\n{fragment}\n2\n")
    assert facts.period
    assert facts.period.value == "2024-S2"
    assert facts.notes == ()


def test_what_a_letter_asks_for_is_not_what_it_reports_on() -> None:
    head = "Arjasari, 3 Maret 2025\nNomor : 5/X/2025\nHal : {} Triwulan III Tahun 2024\nYth. Kepala\n"
    assert facts_of(head.format("Permohonan Narasumber")).period is None
    assert facts_of(head.format("Permintaan Laporan")).period is not None


def test_a_title_goes_on_over_the_name_of_the_government() -> None:
    text = (
        "KEPUTUSAN KEPALA\nNOMOR 3 TAHUN 2025\nTENTANG\nSATUAN PENGENDALIAN INTERN\nPEMERINTAH TAHUN 2025\n"
    )
    facts = facts_of(text + "KEPALA KANTOR,\nMenimbang : bahwa\n")
    assert facts.period
    assert facts.period.value == "2025"


SIGNED_ENDS = [
    "Kepala Kantor,\nBambang Setiaji",
    "PIHAK KEDUA, PIHAK KESATU,\nYosef Bani Sinta Melati",
    "KEPALA DINAS PERWAKILAN MASYARAKAT\nDra. WIDYA NINGRUM, M.Si. 1. H. Kusnadi ( ............ )",
    "CAMAT LEMBAH WETAN,\n${ttd_pengirim}\nDwi Handoko, S.STP.",
    "Panitia: Saksi-saksi:\n1. Ganjar Riyadi 1. Farah Diba",
    "Ditandatangani secara elektronik\nFarah Diba Utami",
    "Penerima, Pengirim,\n(....................) Dra. WIDYA NINGRUM, M.Si.",
]


@pytest.mark.parametrize("end", SIGNED_ENDS)
def test_a_typed_signer_without_closing_or_nip_is_seen(end: str) -> None:
    text = f"BERITA ACARA\nNomor 1/BA/2025\nPada hari ini 5 Mei 2025\nhasil rapat\nbaik\n{end}\n"
    assert facts_of(text).finish is not Finish.UNSIGNED


def test_a_letter_that_nobody_signs_is_still_told() -> None:
    letter = "Arjasari, 3 Maret 2025\nNomor : 5/X/2025\nHal : Data\nYth. Kepala Dinas\ndi Tempat\nBersama ini data.\n"
    assert facts_of(letter + "Tembusan:\n1. Kepala Badan\n2. Bupati Asri\n").finish is Finish.UNSIGNED


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("CAPAIAN KINERJA PEGAWAI TAHUN 2025\nNama : Sari", "ckp.pdf", "skp"),
        ("PIAGAM AUDIT INTERN\nINSPEKTORAT DAERAH", "Piagam audit.pdf", "other"),
        ("SAMBUTAN KEPALA KANTOR\nSurvei kepuasan masyarakat membaik di loket.\n", "x.pdf", "other"),
        (
            "STANDAR PELAYANAN\nPASPOR\n1 Dasar Hukum\nUndang-Undang Nomor 6\nTahun 2011\n2 Syarat",
            "x.pdf",
            "other",
        ),
        ("PERMINTAAN CUTI\nI. DATA PEGAWAI Nama: Sari\nII. JENIS CUTI", "surat cuti.pdf", "surat"),
        (
            "LEMBAR DISPOSISI\nNomor Surat : 800/7/2024\nTanggal Surat : 8 Juli 2024\nPerihal : Data",
            "x.pdf",
            "other",
        ),
    ],
)
def test_headings_are_told_from_prose_and_cells(text: str, name: str, kind: str) -> None:
    assert facts_of(text, name).kind.value == kind


def test_a_routing_slip_has_neither_number_nor_date_of_its_own() -> None:
    slip = facts_of("LEMBAR DISPOSISI\nNomor Surat : 800/7/2024\nTanggal Surat : 8 Juli 2024\nPerihal : Data")
    assert (slip.number, slip.date) == (None, None)


def test_the_last_slide_shows_a_deck() -> None:
    slides = ["ZONA INTEGRITAS\nKantor Arjasari", "Agenda\n1. Area\n2. Capaian", "Terima Kasih"]
    assert extract_facts(slides, name="x.pdf").kind.value == "materi"


def test_a_number_under_a_web_address_is_no_citation() -> None:
    facts = facts_of(
        "KANTOR X\nJalan A\nKota\nKode\nLaman: kantor.contoh.go.id\nNomor SOP W.22-OT.02.02-411\nNama SOP Loket"
    )
    assert facts.number
    assert facts.number.value == "W.22-OT.02.02-411"
    row = facts_of("KANTOR X\tNomor SOP\t12/SOP-13/2022\n\tTgl. Efektif\t1 November 2022\nNama SOP Loket")
    assert row.number
    assert row.number.value == "12/SOP-13/2022"


def test_the_number_of_an_enclosed_order_is_not_the_reports() -> None:
    order = "SURAT PERINTAH\nNOMOR W.30-GR.03.01-0991\nKepada : Sari\nArjasari, 5 Juni 2025\nKepala,\nBudi"
    facts = extract_facts(["LAPORAN OPERASI\nisi\nArjasari, 16 Juni 2025\nKetua,\nSari", order], name="x.pdf")
    assert facts.number is None
    assert [part.first_page for part in facts.parts] == [1, 2]


def test_a_draft_whose_blank_day_was_squeezed_away_has_no_date() -> None:
    draft = SK.replace("NOMOR 7 TAHUN 2025", "NOMOR: W.22-   TAHUN 2025")
    facts = facts_of(draft.format(body="", enacted="Ditetapkan di Arjasari\npada tanggal Mei 2025"))
    assert facts.date is None
    assert facts.number is None


def test_an_invitation_is_no_notula_because_one_follows_it_in_the_same_text() -> None:
    text = (
        "DINAS X\nJl. A\nArjasari, 8 Mei 2025\nNomor : 5/X/2025\nSifat : Biasa\nHal : Undangan Rapat\nYth. Pegawai\n"
        "KEPALA DINAS\nBudi\nNOTULA RAPAT STAF\nHari/Tanggal : Rabu, 10 Mei 2025\n"
    )
    assert facts_of(text).kind.value == "undangan"


def test_bracketed_slots_in_small_letters_make_a_template() -> None:
    text = "SURAT KETERANGAN\nNama : [nama pejabat]\nJabatan : [jabatan]\n[tempat], [tanggal]\n"
    assert facts_of(text).kind.value == "template"
