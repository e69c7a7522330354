"""Who wrote a document: a public office, or a firm or a club."""

from pathlib import Path

import pytest

from tests.matching.small import small
from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.model import OWNERLESS, ReasonCode

NO_OFFICE, NO_AUTHOR = ReasonCode.NO_OFFICE, ReasonCode.NO_AUTHOR
LKE = Matcher(load_checklist("permenpanrb-90-2021"))
ISO = Matcher(
    load_checklist(str(Path(__file__).parents[2] / "examples" / "checklists" / "iso-9001-documents.yaml"))
)
OFFICE = "KEMENTERIAN KELAUTAN\nKANTOR PELABUHAN TELUK BIRU\nJl. Dermaga 3\n"
GUESTS = (
    "SURVEI KEPUASAN TAMU\nPeriode Januari sampai Maret\n"
    "Jumlah responden 120 orang, nilai rata rata 3,4 dari 4,0. Unsur terendah adalah kecepatan sarapan, "
    "unsur tertinggi adalah keramahan. Rencana tindak lanjut: menambah meja dan memperbaiki lift."
)

MOVED = (
    "BERITA ACARA MUTASI {0}\nDipindahkan dua belas {1} dari ruang A ke ruang C karena ruang A penuh; "
    "keadaan baik, dicatat dalam buku, disaksikan dua orang, dan berlaku sejak tanggal berita acara ini."
)
ORDER = (
    "LAPORAN PENEGAKAN DISIPLIN {0}\nTanggal 4 Mei 2025 dilakukan pemeriksaan terhadap {1} di tiga "
    "tempat; lima belas orang ditegur lisan, dua orang ditegur tertulis, keadaan aman dan terkendali."
)


def match(name: str, text: str, matcher: Matcher = LKE) -> MatchResult:
    facts = extract_facts((text,), name=name)
    return matcher.match(name, facts=facts, pages=(text,), near_misses=True)


def items(result: MatchResult) -> set[str]:
    return {match.item for match in result.matches}


def lacking(result: MatchResult) -> set[ReasonCode]:
    return {miss.lacking.code for miss in result.near_misses}


ANY = Matcher(small({"phrases": {"all": ["surat uji"]}}, public_office=True))


def refusal(*pages: str) -> str:
    """Why a text is not an office's own: a code, or the word of a private letterhead; empty where it may be."""
    facts = extract_facts(pages, name="surat uji.pdf")
    missed = ANY.match("surat uji.pdf", facts=facts, pages=pages, near_misses=True).near_misses
    for miss in missed:
        if miss.lacking.code in OWNERLESS:
            return miss.lacking.code
        if miss.lacking.code is ReasonCode.NOT_OWN:
            return str(miss.lacking.values["words"])
    return ""


UNSIGNED = (
    "LAPORAN EVALUASI SOP TAHUN 2025\nTelah dilakukan evaluasi terhadap 24 SOP, tiga di antaranya direvisi karena "
    "perubahan sistem, dan sisanya tetap berlaku tanpa perubahan sampai evaluasi tahun berikutnya.\n"
    "Arjasari, 15 Desember 2025\nPenyusun,\nBudi Laksana"
)


class TestUnsigned:
    """A letterhead that is a picture leaves a paper without an author."""

    def test_in_the_folder_of_its_item_it_asks_for_eyes(self) -> None:
        (found,) = match("A.I.2.i.c/Evaluasi SOP.docx", UNSIGNED).matches
        assert found.requirement == "A.I.2.i.c:laporan-evaluasi"
        assert not found.by_content
        assert NO_AUTHOR in [reason.code for reason in found.reasons]

    def test_anywhere_else_it_is_no_evidence(self) -> None:
        assert items(match("Pokja 2/Evaluasi SOP.docx", UNSIGNED)) == set()

    def test_in_the_folder_of_another_item_it_is_no_evidence(self) -> None:
        assert items(match("A.I.1.i.a/Evaluasi SOP.docx", UNSIGNED)) == set()

    def test_under_the_letterhead_of_a_firm_it_is_the_firm_s_wherever_it_lies(self) -> None:
        result = match("A.I.2.i.c/Evaluasi SOP.docx", f"PT MAJU JAYA\nJl. Kenanga 2\n{UNSIGNED}")
        assert items(result) == set()

    def test_once_signed_by_somebody_of_an_office_it_counts(self) -> None:
        signed = UNSIGNED.replace("Penyusun,", "Kepala Subbagian Umum,")
        (found,) = match("A.I.2.i.c/Evaluasi SOP.docx", signed).matches
        assert found.by_content


class TestWithoutOffice:
    def test_a_text_that_shows_no_office_is_no_evidence(self) -> None:
        assert refusal(GUESTS) == NO_OFFICE
        result = match("Laporan Survei Kepuasan Masyarakat.pdf", GUESTS)
        assert items(result) == set()
        assert NO_OFFICE in lacking(result)

    @pytest.mark.parametrize(
        "shown",
        [
            "Wakil Dekan II Fakultas Teknik membuka rapat",
            "KEPUTUSAN KEPALA DESA SUKAMAJU",
            "RUMAH SAKIT UMUM DAERAH MUARA BIRU",
            "SMK NEGERI 2 MUARA BIRU",
            "Hadir: Hakim, Panitera, Panitera Muda",
            "LOKA RISET PERIKANAN",
            "STANDAR OPERASIONAL PROSEDUR PENANGANAN PENGADUAN",
            "Mengingat: Undang-Undang Nomor 6 Tahun 2014",
        ],
    )
    def test_every_sort_of_office_is_an_office(self, shown: str) -> None:
        rest = "dan semua yang hadir sepakat melengkapi bukti sebelum akhir bulan " * 3
        assert refusal(rest) == NO_OFFICE
        assert refusal(f"{shown}\n{rest}") != NO_OFFICE

    def test_the_same_text_under_a_letterhead_serves(self) -> None:
        text = OFFICE + GUESTS.replace("TAMU", "MASYARAKAT")
        assert refusal(text) == ""
        assert "A.I.6.iv.a" in items(match("Laporan Survei Kepuasan Masyarakat.pdf", text))

    @pytest.mark.parametrize(
        "head", ["PT TIRTA ABADI", "Hotel Graha Biru", "KANTOR AKUNTAN PUBLIK HADI DAN REKAN"]
    )
    def test_a_private_letterhead(self, head: str) -> None:
        assert head.lower().startswith(refusal(f"{head}\nRENCANA STRATEGIS 2025-2029\nuntuk pegawai"))

    def test_a_private_writer_s_report_about_the_office_is_the_office_s(self) -> None:
        head = "PT LEMBAGA SURVEI BAHARI\nLAPORAN SURVEI PERSEPSI KORUPSI KANTOR PELABUHAN TELUK BIRU"
        assert refusal(head) == ""

    def test_a_caption_need_not_name_the_office(self) -> None:
        assert refusal("MAKLUMAT PELAYANAN terpasang di lobi") == ""

    def test_photos_and_certificates_come_from_anybody(self) -> None:
        text = (
            "DOKUMENTASI PUBLIKASI HASIL SURVEI KEPUASAN MASYARAKAT TRIWULAN II\n"
            "Papan pengumuman di ruang tunggu lantai satu, layar di samping pintu masuk, dan tangkapan layar "
            "laman serta unggahan media sosial tanggal sepuluh Juli, semua dapat dilihat siapa saja setiap hari."
        )
        assert refusal(text.replace("DOKUMENTASI ", "")) == NO_OFFICE
        assert "A.I.6.iv.b" in items(match("publikasi hasil skm.pdf", text))

    def test_only_where_the_checklist_asks_for_a_public_office_s_papers(self) -> None:
        text = "PT TIRTA ABADI\nQUALITY POLICY\nWe meet what our customers ask for and improve every year."
        assert not ISO.vocabulary.public_office
        assert items(match("Quality Policy 2026.pdf", text, ISO))


class TestOwnMatter:
    """A topic that others have too is the office's own where its text shows whom it is about."""

    @pytest.mark.parametrize(
        ("name", "text", "item"),
        [("Mutasi.pdf", MOVED, "A.I.3.ii.a"), ("Laporan Penegakan Disiplin.pdf", ORDER, "A.I.3.v.a")],
    )
    def test_staff(self, name: str, text: str, item: str) -> None:
        assert item in items(match(name, OFFICE + text.format("PEGAWAI", "pegawai")))
        assert item not in items(match(name, OFFICE + text.format("HEWAN UJI", "marmut")))

    def test_performance_report(self) -> None:
        text = (
            "LAPORAN KINERJA {0}\nTAHUN 2025\nKetersediaan data 97,8 persen, target 95 persen. {1} tercapai "
            "seluruhnya, kendala utama pada catu daya di musim hujan, perbaikan dilakukan dua kali setahun."
        )
        own = OFFICE + text.format("KANTOR PELABUHAN TELUK BIRU", "Sasaran strategis")
        assert "A.I.4.ii.e" in items(match("Laporan Kinerja 2025.pdf", own))
        other = OFFICE + text.format("STASIUN CUACA OTOMATIS", "Semua")
        assert "A.I.4.ii.e" not in items(match("Laporan Kinerja 2025.pdf", other))

    def test_words_of_the_text_are_not_asked_of_a_caption(self) -> None:
        assert "A.I.3.iii.a" in items(match("TNA 2025.pdf", "TRAINING NEED ANALYSIS 2025"))


class TestPlaceOfAnEvent:
    LIST = (
        "DAFTAR HADIR\nSosialisasi Zona Integritas Lapas Sukamaju Baru\n{0}\nNo Nama NIP Jabatan Tanda tangan\n"
        + ("Sari Dewi 197001011990011001 Kepala Seksi\n" * 5)
    )

    @pytest.mark.parametrize("place", ["Hotel Melati Kotaraya, 12 Maret 2026", "Aula, 12 Maret 2026"])
    def test_a_hotel_is_where_it_was_and_not_whose_paper_it_is(self, place: str) -> None:
        assert refusal(self.LIST.format(place)) == ""

    def test_a_clinic_of_the_office_is_the_office_s(self) -> None:
        report = "Laporan kunjungan warga binaan ke klinik selama bulan ini, semua dilayani. " * 3
        assert refusal(f"Klinik Pratama Lapas Kelas IIB Sukamaju Baru\n{report}") == ""
        assert refusal(f"Klinik Pratama Sehat Sentosa\n{report}") == "klinik"

    def test_a_firm_s_letter_to_an_office_stays_the_firm_s(self) -> None:
        letter = (
            "Kepada Yth. Kepala Lapas Sukamaju Baru\n" + "Kami menawarkan survei kepuasan masyarakat. " * 6
        )
        assert refusal(f"PT SURVEI SEJAHTERA\n{letter}") == "pt"


@pytest.mark.parametrize(
    "title",
    [
        "PENAWARAN JASA PENDAMPINGAN ZONA INTEGRITAS",
        "PROPOSAL PENELITIAN PENGARUH SURVEI KEPUASAN MASYARAKAT",
        "MODUL AJAR PENGENDALIAN GRATIFIKASI",
    ],
)
def test_what_is_sold_or_taught_about_a_topic_is_not_what_the_office_did(title: str) -> None:
    result = match("berkas.pdf", f"{OFFICE}{title}\nTahun 2025\n")
    assert items(result) == set()


class TestAuthor:
    """An office that is only spoken of has not written the paper."""

    PROSE = (
        "Responden ditanya tentang kepuasan masyarakat terhadap layanan kantor pemerintah dan kinerja bupati, "
        "dan lebih dari separuh menyatakan puas, sedangkan pegawai dinilai kurang ramah pada jam istirahat siang.\n"
    )

    def test_a_poll_about_offices_is_the_pollster_s(self) -> None:
        poll = f"SURVEI SUARA SELATAN\nRILIS HASIL\n{self.PROSE}Direktur Eksekutif\nSamsul Huda"
        assert refusal(poll) == NO_AUTHOR
        result = match(
            "6.iv.a/survei kepuasan masyarakat.pdf", poll.replace("RILIS HASIL", "LAPORAN HASIL SURVEI")
        )
        assert items(result) == set()
        assert NO_AUTHOR in lacking(result)

    @pytest.mark.parametrize(
        "shown",
        [
            "SURVEI KEPUASAN\nKANTOR PELABUHAN TELUK BIRU\n{0}",
            "Survei kepuasan\nBalai Veteriner Teluk Biru\n{0}",
            "SURVEI KEPUASAN\n{0}Teluk Biru, 3 Mei 2025\nKepala,\nYana",
            "SURVEI KEPUASAN\n{0}Penyusun: Subseksi Pelayanan",
            "SURVEI KEPUASAN\n{0}Yana\nNIP 19880101 201001 1 001",
        ],
    )
    def test_an_office_shows_at_the_top_or_where_somebody_signs(self, shown: str) -> None:
        assert refusal(shown.format(self.PROSE)) == ""

    def test_only_an_office_reports_on_its_own_schemes(self) -> None:
        assert refusal(f"Laporan Monev Pembangunan ZI\n{self.PROSE}") == ""
        assert refusal(f"Undangan Seminar Pembangunan ZI\n{self.PROSE}") == NO_AUTHOR

    def test_a_page_without_a_signature_may_be_anybody_s_where_that_is_usual(self) -> None:
        assert refusal(f"FOTO RUANG LAYANAN\n{self.PROSE}") == ""

    def test_the_signature_of_a_thick_report_need_not_be_on_its_last_page(self) -> None:
        pages = (
            f"LAPORAN SURVEI\n{self.PROSE}",
            "Teluk Biru, 3 Mei 2025\nKepala,\nYana",
            "Lampiran: tabel jawaban",
        )
        assert refusal(*pages) == ""


def test_what_a_foundation_runs_is_no_public_office() -> None:
    kpi = "INDIKATOR KINERJA UTAMA {0} 2025-2028\nLulusan diterima 60 persen, guru bersertifikat 90 persen."
    assert refusal("YAYASAN TUNAS HARAPAN\n" + kpi.format("SEKOLAH")) == "yayasan"
    assert refusal("YAYASAN TUNAS HARAPAN\n" + kpi.format("DINAS PENDIDIKAN")) != "yayasan"
    # A firm's report on an office that names it in its heading stays the office's.
    assert refusal("PT SURVEI CERMAT\n" + kpi.format("RUMAH SAKIT")) != "pt"


@pytest.mark.parametrize(
    "letterhead",
    ['BADAN USAHA MILIK DESA "SUMBER JERNIH"', "BUMDES MAKMUR JAYA", "PERUMDA AIR MINUM TIRTA ASRI"],
)
def test_what_a_village_or_a_region_runs_as_a_firm_is_no_public_office(letterhead: str) -> None:
    complaint = (
        "FORMULIR PENGADUAN PELANGGAN\nMeteran rusak, air keruh, tagihan tidak wajar, di Desa Sumber Rejo."
    )
    assert refusal(f"{letterhead}\n{complaint}")
    assert not refusal(f"PEMERINTAH KABUPATEN TIRTA ASRI\n{letterhead}\n{complaint}")


def test_a_rank_of_the_police_signs_for_an_office() -> None:
    report = (
        "LAPORAN PEMANFAATAN APLIKASI\nAplikasi dibuka enam puluh kali dalam tiga bulan oleh seluruh anggota polres, "
        "data indikator masuk lengkap, dan hasilnya dibahas setiap minggu.\nMuara Tenang, 6 Juli 2026, {0}"
    )
    text = report.format("Paur Ren IPTU Bagas Wira")
    assert refusal(text) == ""
    text = report.format("Sdr. Bagas Wira")
    assert refusal(text) == NO_AUTHOR


def test_a_page_of_pictures_bears_no_signature() -> None:
    page = (
        "PUBLIKASI HASIL SURVEI\nFoto 1. Poster di lobi. Foto 2. Papan di loket. {0} Nilai pelayanan bagi "
        "pengguna layanan kami adalah sangat baik dan dapat dilihat oleh siapa saja di ruang tunggu dan laman."
    )
    text = page.format("Gambar 3. Unggahan di laman.")
    assert refusal(text) == ""
    text = page.format("Demikian.")
    assert refusal(text) == NO_AUTHOR
