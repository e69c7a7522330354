"""A report that nothing was done serves only where a requirement takes one; ordinary sentences are no such report."""

import pytest

from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.matching.nothing import NIL, nothing_done, only_planned
from zi_evidence.model import DocumentStatus, ReasonCode

LKE = Matcher(load_checklist("permenpanrb-90-2021"))
OFFICE = "KEMENTERIAN KELAUTAN\nKANTOR PELABUHAN TELUK BIRU\nJl. Dermaga 3\n"
SIGNED = "\nTeluk Biru, 3 Juli 2026\nKepala Kantor,\nYana Pratama\nNIP 198001012005011001"


def match(path: str, text: str) -> MatchResult:
    facts = extract_facts((text,), name=path.rpartition("/")[2])
    return LKE.match(path, facts=facts, pages=(text,), near_misses=True)


def served(result: MatchResult) -> set[str]:
    return {match.requirement for match in result.matches}


def lacking(result: MatchResult, requirement: str) -> ReasonCode | None:
    return next((miss.lacking.code for miss in result.near_misses if miss.requirement == requirement), None)


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
        assert lacking(result, self.SPREAD) == ReasonCode.NOTHING_HAPPENED

    def test_where_something_was_done_the_same_words_serve(self) -> None:
        text = f"{OFFICE}LAPORAN SOSIALISASI PEMBANGUNAN ZONA INTEGRITAS\nDihadiri 40 pegawai.{SIGNED}"
        assert self.SPREAD in served(match("lap 2.pdf", text))

    def test_a_scan_that_is_called_so_serves_nothing_else_either(self) -> None:
        result = LKE.match("Laporan sosialisasi ZI nihil.pdf", status=DocumentStatus.NO_TEXT)
        assert served(result) <= {self.SPREAD}
        facts = extract_facts((), name="Laporan sosialisasi ZI nihil.pdf")
        result = LKE.match("Laporan sosialisasi ZI nihil.pdf", status=DocumentStatus.NO_TEXT, facts=facts)
        assert served(result) == set()

    @pytest.mark.parametrize(
        ("heading", "requirement"),
        [
            ("LAPORAN NIHIL PENGENDALIAN GRATIFIKASI", "A.I.5.i.b:laporan-upg"),
            ("LAPORAN BENTURAN KEPENTINGAN NIHIL", "A.I.5.v.c:laporan-benturan"),
            ("LAPORAN NIHIL PENGADUAN MASYARAKAT", "A.I.5.iii.b:laporan-penanganan"),
            ("LAPORAN NIHIL WHISTLE BLOWING SYSTEM", "A.I.5.iv.a:laporan-pengelolaan"),
        ],
    )
    def test_what_nobody_brought_in_is_reported_as_nil(self, heading: str, requirement: str) -> None:
        result = match("scan 4.pdf", f"{OFFICE}{heading}\nTriwulan II tahun 2026{SIGNED}")
        assert requirement in served(result)

    @pytest.mark.parametrize(
        ("kind", "title"),
        [
            ("laporan", "laporan monev penanganan pengaduan masyarakat tw i nihil"),
            ("laporan", "laporan survei dengan target nihil kecelakaan"),
            ("sk", "keputusan tentang nihil pungutan"),
            ("surat_pernyataan", "surat pernyataan nihil benturan kepentingan"),
        ],
    )
    def test_the_word_alone_makes_no_nil_report(self, kind: str, title: str) -> None:
        assert nothing_done(kind, title, (), "") == ""

    def test_the_word_in_a_table_is_about_the_table(self) -> None:
        assert nothing_done("laporan", "rekap", ("LAPORAN MONEV ZI",), "April nihil, Mei 1, Juni nihil") == ""
        assert nothing_done("laporan", "rekap", ("LAPORAN MONEV ZI NIHIL",), "") == NIL


class TestNotCarriedOut:
    @pytest.mark.parametrize(
        ("sentence", "deed"),
        [
            ("Monitoring dan evaluasi tidak dilaksanakan (NIHIL).", "monitoring dan evaluasi"),
            ("Selama semester I tidak ada kegiatan sosialisasi yang dilaksanakan.", "sosialisasi"),
            ("Rapat evaluasi SOP tahun 2026 belum dapat dilaksanakan.", "rapat"),
            ("Internalisasi nilai organisasi sampai saat ini belum dilaksanakan.", "internalisasi"),
            ("Survei kepuasan masyarakat\nbelum pernah dilakukan.", "survei"),
            ("Kegiatan monitoring dan evaluasi ditiadakan pada triwulan ini.", "monitoring dan evaluasi"),
            ("Tim belum melaksanakan monitoring dan evaluasi pada triwulan ini.", "monitoring dan evaluasi"),
            ("Belum dilaksanakan sosialisasi.", "sosialisasi"),
        ],
    )
    def test_a_text_says_what_was_not_done(self, sentence: str, deed: str) -> None:
        assert nothing_done("laporan", "a", (), sentence) == deed

    @pytest.mark.parametrize(
        "sentence",
        [
            "Dalam pelaksanaan sosialisasi tidak ada kendala.",
            "Hasil monitoring: tidak ditemukan pelanggaran.",
            "Kegiatan yang tidak dilaksanakan: 2 dari 30.",
            "Sosialisasi di dua kelurahan belum dilaksanakan.",
            "Apabila evaluasi tidak dilaksanakan, pelayanan terhambat.",
            "Sosialisasi dihadiri 30 orang. Rapat lanjutan belum dilaksanakan.",
            "Evaluasi yang belum dilaksanakan dijadwalkan ulang.",
            "Tindak lanjut: belum | Rapat: selesai",
            "Evaluasi SOP tidak dapat dilaksanakan tepat waktu.",
            "Tahun lalu monitoring dan evaluasi tidak dilaksanakan secara berkala.",
            "Pokja 2 belum melaksanakan evaluasi atas dua SOP.",
        ],
    )
    def test_ordinary_sentences_say_nothing_of_the_kind(self, sentence: str) -> None:
        assert nothing_done("laporan", "a", (), sentence) == ""

    def test_former_years_are_not_what_a_report_is_about(self) -> None:
        sentence = "Pada tahun 2024 sosialisasi tidak dilaksanakan."
        assert nothing_done("laporan", "a", ("LAPORAN SOSIALISASI TAHUN 2026",), sentence) == ""
        assert nothing_done("laporan", "a", ("LAPORAN SOSIALISASI TAHUN 2024",), sentence) == "sosialisasi"

    def test_only_what_was_not_done_is_refused(self) -> None:
        text = (
            f"{OFFICE}LAPORAN MONITORING DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS\nSemester I tahun 2026\n"
            f"Pada semester ini {{0}} tidak dilaksanakan karena perpindahan kantor.{SIGNED}"
        )
        monev = "A.I.1.iii.b:laporan-monev"
        undone = match("lap.pdf", text.format("monitoring dan evaluasi"))
        assert monev not in served(undone)
        assert lacking(undone, monev) == ReasonCode.NOT_CARRIED_OUT
        assert monev in served(match("lap.pdf", text.format("kampanye")))


class TestPlans:
    FOLLOW_UP = "A.I.1.iii.c:tindak-lanjut"
    PLAN = (
        f"{OFFICE}RENCANA TINDAK LANJUT HASIL MONITORING DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS\n"
        f"No | Rekomendasi | Rencana | Penanggung jawab | {{0}}\n1 | Kotak saran | diganti | Pokja 5 | {{1}}{SIGNED}"
    )

    def test_a_plan_is_not_what_was_done(self) -> None:
        result = match("RTL monev.pdf", self.PLAN.format("Batas waktu", "30 Juli"))
        assert self.FOLLOW_UP not in served(result)
        assert lacking(result, self.FOLLOW_UP) == ReasonCode.ONLY_PLANNED

    @pytest.mark.parametrize(
        ("column", "cell"),
        [("Status", "diganti 3 Juli"), ("Keterangan", "selesai"), ("Catatan", "sudah diganti")],
    )
    def test_a_plan_that_tells_what_was_done_may_serve(self, column: str, cell: str) -> None:
        assert self.FOLLOW_UP in served(match("RTL monev.pdf", self.PLAN.format(column, cell)))

    @pytest.mark.parametrize(
        ("heading", "text", "planned"),
        [
            ("RENCANA TINDAK LANJUT SURVEI KEPUASAN", "loket ditambah, target selesai 3 Mei", True),
            ("MATRIKS RTL EVALUASI SOP", "dari evaluasi yang telah dilaksanakan disusun rencana", True),
            ("LAPORAN PELAKSANAAN RENCANA TINDAK LANJUT", "loket ditambah", False),
            ("RENCANA TINDAK LANJUT DAN REALISASI", "loket ditambah", False),
            ("RENCANA AKSI PEMBANGUNAN ZI", "loket ditambah", False),
            ("", "rencana tindak lanjut: loket ditambah", False),
        ],
    )
    def test_what_is_a_plan_only(self, heading: str, text: str, planned: bool) -> None:
        assert only_planned((heading,), text) is planned
