"""Documents that are evidence of nothing: the entries of the packs, and what the matcher makes of such documents."""

import shutil
from pathlib import Path

import pytest

from tests.matching.small import lacking, small
from zi_evidence import lexicon
from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.lexicon import load_lexicon
from zi_evidence.lexicon.not_evidence import Refusal
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.matching.not_evidence import Sheet, sorts_of
from zi_evidence.model import DocumentStatus, Reason, ReasonCode
from zi_evidence.text import normalise

LKE = Matcher(load_checklist("permenpanrb-90-2021"))
OFFICE = "KEMENTERIAN KELAUTAN\nKANTOR PELABUHAN TELUK BIRU\nJl. Dermaga 3\n"
SIGNED = "\nTeluk Biru, 3 Juli 2026\nKepala Kantor,\nYana Pratama\nNIP 198001012005011001"
LETTER = (
    OFFICE
    + "\nNomor : 12/KPTB/2025\nHal : {0}\n\nYth. Kepala Seksi Keselamatan\n\n{1}\n\nKepala Kantor,\nYana"
)


def match(path: str, text: str) -> MatchResult:
    facts = extract_facts((text,), name=path.rpartition("/")[2])
    return LKE.match(path, facts=facts, pages=(text,), near_misses=True)


def items(path: str, text: str) -> set[str]:
    return {match.item for match in match(path, text).matches}


def served(result: MatchResult) -> set[str]:
    return {match.requirement for match in result.matches}


def lacked(result: MatchResult, requirement: str) -> str:
    found = (miss.lacking for miss in result.near_misses if miss.requirement == requirement)
    return next((reason.code for reason in found), "")


ENTRIES = [
    pytest.param(pack.parent.name, code, one, id=f"{pack.parent.name}-{code}")
    for pack in sorted(Path(lexicon.__file__).parent.glob("*/not_evidence.yaml"))
    for code, one in load_lexicon(pack.parent.name).not_evidence.refusals.items()
]


def codes(pack: str, one: Refusal, text: str) -> set[str]:
    """The sorts that a text of a fitting kind is of; its first line is its heading."""
    words = load_lexicon(pack)
    kinds = sorted(one.kinds.union(*map(words.kinds.having, one.flags))) or [""]
    heading = normalise(text.partition("\n")[0])
    sheet = Sheet(
        kinds[0], "scan", headings=(heading,), page=text, text=normalise(text), pages=1, public_office=True
    )
    return {found.code for found in sorts_of(words).of(sheet)}


class TestEntries:
    @pytest.mark.parametrize(("pack", "code", "one"), ENTRIES)
    def test_an_entry_knows_its_examples_and_passes_over_its_near_misses(
        self, pack: str, code: str, one: Refusal
    ) -> None:
        assert all(code in codes(pack, one, text) for text in one.example)
        assert not any(code in codes(pack, one, text) for text in one.counter)

    def test_a_new_entry_refuses_a_new_sort_of_document(self, tmp_path: Path) -> None:
        pack = tmp_path / "pack"
        shutil.copytree(Path(lexicon.__file__).parent / "id", pack)
        path = pack / "not_evidence.yaml"
        entry = (
            "refusals:\n  horoscope:\n    why: what the stars say\n    look: text\n    kinds: [laporan]\n"
            "    all:\n      - {words: [rasi bintang], example: rasi bintang, not: bintang}\n"
            "    example: Ramalan rasi bintang.\n    not: Bintang pelayanan.\n"
        )
        path.write_text(path.read_text("utf-8").replace("refusals:\n", entry, 1), "utf-8")
        checklist = small({"phrases": {"all": ["arsip"]}})
        text = "LAPORAN ARSIP\nRasi bintang bulan ini menguntungkan arsip."
        facts = extract_facts((text,), name="laporan arsip.pdf")
        before = Matcher(checklist).match("laporan arsip.pdf", facts=facts, pages=(text,))
        after = Matcher(checklist, load_lexicon(pack)).match(
            "laporan arsip.pdf", facts=facts, pages=(text,), near_misses=True
        )
        assert before.matches
        assert not after.matches
        assert lacking(after) == {Reason(ReasonCode.NOT_EVIDENCE, {"words": "rasi bintang"})}

    def test_a_pack_without_entries_refuses_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "months.yaml").write_text("names: {1: [january]}", "utf-8")
        checklist = small({"phrases": {"all": ["archive"]}}, public_office=True)
        text = "INVOICE for the archive\n" + "The archive was put in order by all members of the staff. " * 6
        result = Matcher(checklist, load_lexicon(tmp_path)).match("archive.pdf", pages=(text,))
        assert [match.item for match in result.matches] == ["X.1.a"]


SUBJECT = "Laporan Pengendalian Gratifikasi Triwulan III"
THANKS = "Atas perhatian Saudara kami sampaikan terima kasih."


class TestAsking:
    @pytest.mark.parametrize(
        ("subject", "body"),
        [
            (
                SUBJECT,
                "Mohon Saudara menyampaikan laporan pengendalian gratifikasi paling lambat 10 Oktober 2025.",
            ),
            (SUBJECT, "Laporan pengendalian gratifikasi unit Saudara sampai hari ini belum kami terima."),
            (
                f"Tanggapan atas Surat Saudara tentang {SUBJECT}",
                f"Kami sampaikan bahwa kami memerlukan laporan pengendalian gratifikasi. {THANKS}",
            ),
        ],
    )
    def test_a_letter_that_only_asks_for_a_report_is_none(self, subject: str, body: str) -> None:
        assert items("5.i.b/laporan gratifikasi.pdf", LETTER.format(subject, body)) == set()

    @pytest.mark.parametrize(
        "body",
        [
            "Bersama ini kami sampaikan laporan gratifikasi: nihil. Mohon laporan ini diteruskan dan dikirimkan.",
            "Dengan ini dilaporkan penerimaan gratifikasi nihil. Agar setiap seksi menyampaikan laporan bulanan.",
        ],
    )
    def test_a_letter_that_gives_it_serves_whatever_else_it_asks(self, body: str) -> None:
        assert "A.I.5.i.b" in items("5.i.b/laporan gratifikasi.pdf", LETTER.format(SUBJECT, body))


class TestOthers:
    def test_training_that_is_offered_for_a_price_was_given_to_nobody(self) -> None:
        text = (
            "UNDANGAN BIMBINGAN TEKNIS\nPelatihan penyusunan LKjIP dan SAKIP bagi pegawai pemerintah. "
            "Kontribusi peserta Rp4.500.000,00 untuk tiga hari."
        )
        assert items("4.ii.h/bimtek SAKIP.pdf", text) == set()

    def test_what_an_office_paid_for_is_its_own(self) -> None:
        text = (
            f"{OFFICE}SURAT TUGAS\nNomor : 7/2025\nUntuk : mengikuti bimbingan teknis penyusunan laporan kinerja\n"
            "Biaya kontribusi Rp4.500.000,00 dibebankan pada DIPA kantor dan dilaporkan setelah kembali."
        )
        assert "A.I.4.ii.h" in items("4.ii.h/ST bimtek SAKIP.pdf", text)

    def test_a_student_s_questionnaire_is_no_survey_of_the_office(self) -> None:
        text = (
            "KUESIONER PENELITIAN\nKEPUASAN MASYARAKAT\nSaya mahasiswi yang sedang menyusun skripsi tentang pelayanan "
            "Kantor Pelabuhan Teluk Biru dan mohon kesediaan Bapak/Ibu mengisi kuesioner survei kepuasan ini."
        )
        assert items("6.iv.a/kuesioner kepuasan.docx", text) == set()

    def test_a_conference_that_asks_for_articles_shows_nothing_that_the_office_did(self) -> None:
        text = (
            "POLITEKNIK TELUK BIRU\nCall for Papers\nKONFERENSI NASIONAL TRANSFORMASI BUDAYA KERJA APARATUR\n"
            "Tema: budaya kerja, manajemen perubahan. Abstrak diterima sampai 3 Mei, naskah lengkap 9 Juni."
        )
        assert items("undangan kegiatan budaya kerja.pdf", text) == set()

    @pytest.mark.parametrize(
        ("note", "own"),
        [
            ("Salinan ini diberikan kepada kantor lain sebagai bahan studi tiru.", False),
            ("Dokumen dibagikan untuk kaji banding.", False),
            ("Salinan perjanjian ini diberikan kepada pihak pertama dan pihak kedua.", True),
        ],
    )
    def test_an_agreement_lent_to_others_is_its_owner_s(self, note: str, own: bool) -> None:
        text = f"DINAS PERHUBUNGAN KOTA MAJU\nPERJANJIAN KINERJA TAHUN 2026\nPihak pertama berjanji.\n{note}"
        assert ("A.I.4.ii.a" in items("Perjanjian Kinerja 2026.pdf", text)) is own


class TestNews:
    ARTICLE = (
        "Kepala Dinas Pekerjaan Umum ditahan\nDugaan gratifikasi dari kontraktor tidak pernah dilaporkan ke unit "
        "pengendalian gratifikasi, kata juru bicara kepada wartawan di Jakarta.\n{0}"
    )

    def test_what_a_newspaper_says_is_not_what_the_office_did(self) -> None:
        path = "5.i.b/UPG gratifikasi nihil.pdf"
        assert items(path, self.ARTICLE.format("Juru bicara KPK, Sari")) == {"A.I.5.i.b"}
        assert items(path, self.ARTICLE.format("Pewarta: Dina. Editor: Burhan")) == set()

    def test_a_requirement_of_publicity_takes_news(self) -> None:
        text = self.ARTICLE.format("Pewarta: Dina. Editor: Burhan")
        assert items("5.i.a/gratifikasi medsos.pdf", text) == {"A.I.5.i.a"}


class TestNilReports:
    SPREAD = "A.I.1.ii.c:laporan-sosialisasi"

    @pytest.mark.parametrize(
        ("path", "heading"),
        [
            ("lap 2.pdf", "LAPORAN NIHIL SOSIALISASI PEMBANGUNAN ZONA INTEGRITAS"),
            ("Laporan sosialisasi ZI TW II NIHIL.pdf", "LAPORAN SOSIALISASI PEMBANGUNAN ZONA INTEGRITAS"),
        ],
    )
    def test_a_nil_report_of_what_was_owed_serves_nothing(self, path: str, heading: str) -> None:
        result = match(path, f"{OFFICE}{heading}\nTriwulan II tahun 2026{SIGNED}")
        assert served(result) == set()
        assert lacked(result, self.SPREAD) == ReasonCode.NOTHING_HAPPENED

    def test_where_something_was_done_the_same_words_serve(self) -> None:
        text = f"{OFFICE}LAPORAN SOSIALISASI PEMBANGUNAN ZONA INTEGRITAS\nDihadiri 40 pegawai.{SIGNED}"
        assert self.SPREAD in served(match("lap 2.pdf", text))

    def test_a_scan_that_is_called_so_serves_nothing_else_either(self) -> None:
        name = "Laporan sosialisasi ZI nihil.pdf"
        assert served(LKE.match(name, status=DocumentStatus.NO_TEXT)) <= {self.SPREAD}
        facts = extract_facts((), name=name)
        assert served(LKE.match(name, status=DocumentStatus.NO_TEXT, facts=facts)) == set()

    @pytest.mark.parametrize(
        ("heading", "requirement"),
        [
            ("LAPORAN NIHIL PENGENDALIAN GRATIFIKASI", "A.I.5.i.b:laporan-upg"),
            ("LAPORAN BENTURAN KEPENTINGAN NIHIL", "A.I.5.v.c:laporan-benturan"),
            ("LAPORAN NIHIL PENGADUAN MASYARAKAT", "A.I.5.iii.b:laporan-penanganan"),
            ("LAPORAN NIHIL WHISTLE BLOWING SYSTEM", "A.I.5.iv.a:laporan-pengelolaan"),
        ],
    )
    def test_what_others_did_not_bring_in_is_reported_as_nil(self, heading: str, requirement: str) -> None:
        result = match("scan 4.pdf", f"{OFFICE}{heading}\nTriwulan II tahun 2026{SIGNED}")
        assert requirement in served(result)


class TestNotCarriedOut:
    MONEV = "A.I.1.iii.b:laporan-monev"
    REPORT = f"{OFFICE}LAPORAN MONITORING DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS\n{{0}} tahun 2026\n{{1}}{SIGNED}"

    @pytest.mark.parametrize(
        ("sentence", "serves"),
        [
            ("Pada semester ini monitoring dan evaluasi tidak dilaksanakan karena kantor pindah.", False),
            ("Pada semester ini kampanye tidak dilaksanakan karena kantor pindah.", True),
            ("Monitoring dan evaluasi\nbelum pernah dilakukan.", False),
            ("Evaluasi tidak dapat dilaksanakan tepat waktu.", True),
            ("Apabila evaluasi tidak dilaksanakan, pelayanan terhambat.", True),
            ("Pada tahun 2024 monitoring dan evaluasi tidak dilaksanakan.", True),
            ("Pada tahun 2026 monitoring dan evaluasi tidak dilaksanakan.", False),
            ("Evaluasi dihadiri 30 orang. Rapat evaluasi lanjutan belum dilaksanakan.", True),
        ],
    )
    def test_only_what_was_not_done_is_refused(self, sentence: str, serves: bool) -> None:
        result = match("lap.pdf", self.REPORT.format("Semester I", sentence))
        assert (self.MONEV in served(result)) is serves
        assert (lacked(result, self.MONEV) == ReasonCode.NOT_CARRIED_OUT) is not serves


class TestPlans:
    FOLLOW_UP = "A.I.1.iii.c:tindak-lanjut"
    PLAN = (
        f"{OFFICE}RENCANA TINDAK LANJUT HASIL MONITORING DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS\n"
        f"No | Rekomendasi | Rencana | Penanggung jawab | {{0}}\n1 | Kotak saran | diganti | Pokja 5 | {{1}}{SIGNED}"
    )

    def test_a_plan_is_not_what_was_done(self) -> None:
        result = match("RTL monev.pdf", self.PLAN.format("Batas waktu", "30 Juli"))
        assert self.FOLLOW_UP not in served(result)
        assert lacked(result, self.FOLLOW_UP) == ReasonCode.ONLY_PLANNED

    @pytest.mark.parametrize(
        ("column", "cell"),
        [("Status", "diganti 3 Juli"), ("Keterangan", "selesai"), ("Catatan", "sudah diganti")],
    )
    def test_a_plan_that_says_what_was_done_may_serve(self, column: str, cell: str) -> None:
        assert self.FOLLOW_UP in served(match("RTL monev.pdf", self.PLAN.format(column, cell)))
