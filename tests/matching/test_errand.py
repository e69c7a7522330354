"""What a paper is for: one that asks, sells, studies, buys or tells news is no trace of what the office did."""

import pytest

from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher
from zi_evidence.matching.errand import errand
from zi_evidence.matching.whose import stranger
from zi_evidence.text import normalise

LKE = Matcher(load_checklist("permenpanrb-90-2021"))
OFFICE = "KEMENTERIAN KELAUTAN\nKANTOR PELABUHAN TELUK BIRU\nJl. Dermaga 3\n\n"
LETTER = (
    OFFICE + "Nomor : 12/KPTB/2025\nHal : {0}\n\nYth. Kepala Seksi Keselamatan\n\n{1}\n\nKepala Kantor,\nYana"
)


def items(path: str, text: str) -> set[str]:
    facts = extract_facts((text,), name=path.rpartition("/")[2])
    return {match.item for match in LKE.match(path, facts=facts, pages=(text,)).matches}


SUBJECT = "Laporan Pengendalian Gratifikasi Triwulan III"
THANKS = "Atas perhatian Saudara kami sampaikan terima kasih."
ASKING = [
    (
        SUBJECT,
        "Mohon Saudara menyampaikan laporan pengendalian gratifikasi triwulan III paling lambat 10 Oktober 2025.",
    ),
    (
        SUBJECT,
        "Laporan pengendalian gratifikasi triwulan III unit Saudara sampai hari ini belum kami terima.",
    ),
    (
        f"Tanggapan atas Surat Saudara tentang {SUBJECT}",
        f"Dengan hormat kami sampaikan bahwa kami memerlukan laporan pengendalian gratifikasi. {THANKS}",
    ),
]
GIVING = [
    (
        "Laporan Pengendalian Gratifikasi Triwulan III",
        "Bersama ini kami sampaikan laporan gratifikasi: nihil. Mohon laporan ini diteruskan dan dikirimkan.",
    ),
    (
        "Laporan Pengendalian Gratifikasi Triwulan III",
        "Dengan ini dilaporkan bahwa penerimaan gratifikasi nihil. Agar setiap seksi menyampaikan laporan bulanan.",
    ),
]


class TestAsking:
    @pytest.mark.parametrize(("subject", "body"), ASKING)
    def test_a_letter_that_only_asks_for_a_report_is_none(self, subject: str, body: str) -> None:
        assert items("5.i.b/laporan gratifikasi.pdf", LETTER.format(subject, body)) == set()

    @pytest.mark.parametrize(("subject", "body"), GIVING)
    def test_a_letter_that_gives_it_serves_whatever_else_it_asks(self, subject: str, body: str) -> None:
        assert "A.I.5.i.b" in items("5.i.b/laporan gratifikasi.pdf", LETTER.format(subject, body))

    def test_a_letter_that_appoints_somebody_does_more_than_ask(self) -> None:
        body = "menunjuk Saudara sebagai admin pengaduan dan agar menyampaikan laporan setiap bulan"
        assert errand("surat", normalise(body)) == ""
        assert errand("surat", normalise(f"menunjuk surat Saudara nomor 7, {body.partition('dan ')[2]}"))

    def test_a_call_to_declare_wealth_is_what_the_office_does_about_it(self) -> None:
        assert errand("surat", "agar saudara segera menyampaikan laporan harta kekayaan") == ""


class TestSelling:
    OFFER = (
        "Pelatihan penyusunan LKjIP dan SAKIP bagi pegawai pemerintah. {0} Rp4.500.000,00 untuk tiga hari."
    )

    def test_training_that_is_offered_for_a_price_was_given_to_nobody(self) -> None:
        text = "UNDANGAN BIMBINGAN TEKNIS\n" + self.OFFER.format("Kontribusi peserta")
        assert items("4.ii.h/bimtek SAKIP.pdf", text) == set()

    def test_what_an_office_paid_for_is_its_own(self) -> None:
        text = (
            OFFICE
            + "SURAT TUGAS\nNomor : 7/2025\nUntuk : mengikuti bimbingan teknis penyusunan laporan kinerja\n"
        )
        text += "Biaya kontribusi Rp4.500.000,00 dibebankan pada DIPA kantor dan dilaporkan setelah kembali."
        assert "A.I.4.ii.h" in items("4.ii.h/ST bimtek SAKIP.pdf", text)

    def test_a_tariff_on_a_notice_is_no_offer(self) -> None:
        assert (
            errand("other", "tarif masuk museum harga per orang rp10 000 potongan harga bagi pelajar") == ""
        )
        assert errand("surat", "kami kirim daftar harga per orang rp10 000 dan potongan harga bagi rombongan")


class TestStudying:
    def test_a_student_s_questionnaire_is_no_survey_of_the_office(self) -> None:
        text = (
            "KUESIONER PENELITIAN\nKEPUASAN MASYARAKAT\nSaya mahasiswi yang sedang menyusun skripsi tentang pelayanan "
            "Kantor Pelabuhan Teluk Biru dan mohon kesediaan Bapak/Ibu mengisi kuesioner survei kepuasan ini."
        )
        assert items("6.iv.a/kuesioner kepuasan.docx", text) == set()

    def test_a_faculty_may_survey_how_it_serves_those_who_write_a_thesis(self) -> None:
        assert errand("survei", "kepuasan mahasiswa atas layanan penyusunan skripsi nilai 3 6") == ""

    def test_a_lesson_about_agents_of_change_is_taught_and_not_done(self) -> None:
        assert errand("materi", "mata kuliah manajemen perubahan 3 sks agen perubahan")
        assert errand("laporan", "kepuasan atas mata kuliah dan dosen pengampu") == ""


class TestBuying:
    def test_minutes_between_a_buyer_and_a_builder_are_of_a_purchase(self) -> None:
        text = (
            OFFICE
            + "BERITA ACARA RAPAT TIM PEMBANGUNAN\nPaket pekerjaan: pembangunan gedung layanan. Hadir: Pejabat "
            "Pembuat Komitmen, konsultan pengawas, dan penyedia; seluruhnya menjaga zona integritas di lapangan."
        )
        assert errand("berita_acara", normalise(text)) == "paket pekerjaan + pejabat pembuat komitmen"
        assert errand("notula", normalise(text)) == ""

    def test_one_word_of_a_purchase_is_a_delay_that_is_told(self) -> None:
        assert errand("berita_acara", "pejabat pembuat komitmen melaporkan mesin antrean terlambat") == ""

    def test_the_director_of_a_firm_pledges_for_the_firm(self) -> None:
        pledge = "pakta integritas saya bertindak untuk dan atas nama {0} tidak akan melakukan korupsi"
        assert errand("pakta_integritas", pledge.format("pt adi bangun"))
        assert errand("pakta_integritas", pledge.format("kepala kantor")) == ""


class TestNews:
    ARTICLE = (
        "Kepala Dinas Pekerjaan Umum ditahan\nDugaan gratifikasi dari kontraktor tidak pernah dilaporkan ke unit "
        "pengendalian gratifikasi, kata juru bicara kepada wartawan di Jakarta.\n{0}"
    )

    def test_what_a_newspaper_tells_is_not_what_the_office_did(self) -> None:
        path = "5.i.b/UPG gratifikasi nihil.pdf"
        assert items(path, self.ARTICLE.format("Juru bicara KPK, Sari")) == {"A.I.5.i.b"}
        assert items(path, self.ARTICLE.format("Pewarta: Dina. Editor: Burhan")) == set()

    def test_a_requirement_of_publicity_takes_news(self) -> None:
        text = self.ARTICLE.format("Pewarta: Dina. Editor: Burhan")
        assert items("5.i.a/gratifikasi medsos.pdf", text) == {"A.I.5.i.a"}

    def test_an_office_s_release_quotes_reporters_too(self) -> None:
        assert errand("other", normalise(self.ARTICLE.format("Editor: Burhan"))) == "publikasi"

    def test_one_word_of_the_press_and_a_quoting_verb_tell_news(self) -> None:
        told = "KPK: Wajib Lapor Belum Lapor LHKPN. Kami mengimbau segera melapor, {0} Selasa (1/4). {1}"
        assert errand("other", normalise(told.format("ujarnya,", "Baca juga: harga emas"))) == "publikasi"
        assert errand("other", normalise(told.format("ujarnya,", ""))) == ""
        assert errand("other", normalise(told.format("", "Baca juga: harga emas"))) == ""
        assert errand("other", normalise(told.format("ujarnya,", "Baca juga: apel. Humas"))) == ""
        assert errand("other", normalise(self.ARTICLE.format("Editor: Humas"))) == ""


class TestClosing:
    BODY = (
        "Kami mengundang pegawai Bapak mengikuti seminar zona integritas yang berdampak bagi masyarakat. " * 3
    )

    def sender(self, text: str) -> str:
        return stranger((text,), normalise(text), shows_office=True)

    def test_an_office_does_not_end_a_letter_as_a_firm_does(self) -> None:
        assert self.sender(f"Hal : Undangan Seminar\n{self.BODY}\nHormat kami,\nRosmalina") == "hormat kami"

    @pytest.mark.parametrize("signs", ["Kepala Kantor\nYana", "Yana\nNIP 19880101 201001 1 001"])
    def test_somebody_of_an_office_who_signs_below_it_makes_it_the_office_s(self, signs: str) -> None:
        assert self.sender(f"Hal : Undangan Seminar\n{self.BODY}\nHormat kami,\n{signs}") == ""

    def test_a_letterhead_outweighs_it(self) -> None:
        assert self.sender(f"{OFFICE}{self.BODY}\nHormat kami,\nRosmalina") == ""

    def test_a_manual_that_a_firm_owns_is_the_firm_s(self) -> None:
        assert (
            self.sender(f"Panduan e-presensi\n{self.BODY}\nHak cipta 2024 PT Awan Biru")
            == "hak cipta 2024 pt"
        )


CALL = (
    "POLITEKNIK TELUK BIRU\nCall for Papers\nKONFERENSI NASIONAL TRANSFORMASI BUDAYA KERJA APARATUR\n"
    "Tema: budaya kerja, pola pikir, manajemen perubahan. Abstrak diterima sampai 3 Mei, naskah lengkap 9 Juni."
)


class TestCalling:
    def test_a_conference_that_asks_for_papers_tells_nothing_that_the_office_did(self) -> None:
        assert items("undangan kegiatan budaya kerja.pdf", CALL) == set()

    def test_one_word_of_it_is_not_enough(self) -> None:
        text = normalise("Undangan sosialisasi; abstrak penelitian budaya kerja kantor ditempel di papan")
        assert errand("undangan", text) == ""


class TestLending:
    PK = "DINAS PERHUBUNGAN KOTA MAJU\nPERJANJIAN KINERJA TAHUN 2026\nPihak pertama berjanji mencapai target.\n{0}"

    @pytest.mark.parametrize(
        "note",
        [
            "Salinan ini diberikan kepada kantor lain sebagai bahan studi tiru.",
            "Dokumen dibagikan untuk kaji banding.",
            "Salinan diberikan kepada instansi tetangga.",
        ],
    )
    def test_an_agreement_lent_to_others_is_its_owner_s(self, note: str) -> None:
        assert items("Perjanjian Kinerja 2026.pdf", self.PK.format(note)) == set()

    def test_the_usual_copies_of_the_office_s_own_agreement_say_nothing(self) -> None:
        note = "Salinan perjanjian ini diberikan kepada pihak pertama dan pihak kedua."
        assert "A.I.4.ii.a" in items("Perjanjian Kinerja 2026.pdf", self.PK.format(note))
