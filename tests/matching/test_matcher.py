"""What a document serves: words first, then kind, then place; and why not."""

from pathlib import Path
from typing import ClassVar

import pytest

from tests.matching.small import items, read, small
from zi_evidence.checklist import load_checklist
from zi_evidence.facts import extract_facts
from zi_evidence.lexicon import load_lexicon
from zi_evidence.matching import Matcher
from zi_evidence.matching.headlines import headlines
from zi_evidence.matching.selftest import match_example
from zi_evidence.model import DocumentStatus, Reason, ReasonCode
from zi_evidence.text import normalise

LKE = Matcher(load_checklist("permenpanrb-90-2021"))


MONEV = {"phrases": {"all": ["arsip", "@monev"], "none": ["undangan"]}, "kinds": ["laporan"]}


class TestLetterSpacing:
    matcher = Matcher(small(MONEV))

    @pytest.mark.parametrize(
        "heading",
        [
            "L A P O R A N  M O N I T O R I N G  D A N  E VA L U A S I\nP E N ATA A N  A R S I P",
            "L A P O R A N M O N I T O R I N G D A N E VA L U A S I\nA R S I P",
        ],
    )
    def test_a_heading_set_letter_by_letter_is_read(self, heading: str) -> None:
        pages = [f"{heading}\nTAHUN 2024\nArjasari, 3 Mei 2024\nKepala,\nWahyu Nugroho"]
        assert items(self.matcher.match("scan001.pdf", pages=pages)) == ["X.1.a"]


class TestWords:
    matcher = Matcher(small(MONEV))

    @pytest.mark.parametrize(
        "name",
        [
            "Laporan Monev Arsip.pdf",
            "LAPORAN_MONITORING_DAN_EVALUASI-ARSIP 2025.pdf",
            "laporan monitring dan evaluasi arsip.pdf",
            "LaporanMonevArsip2025.pdf",
        ],
    )
    def test_all_words_in_any_spelling_and_order_are_enough(self, name: str) -> None:
        assert items(match_example(self.matcher, name)) == ["X.1.a"]

    @pytest.mark.parametrize("name", ["Laporan Arsip.pdf", "Laporan Monevan Arsiparis.pdf", "scan.pdf"])
    def test_a_missing_word_is_not_made_up(self, name: str) -> None:
        assert items(match_example(self.matcher, name)) == []

    def test_a_word_that_speaks_against_it_counts_in_the_heading_and_not_in_prose(self) -> None:
        assert items(match_example(self.matcher, "Laporan Undangan Monev Arsip.pdf")) == []
        text = "LAPORAN MONEV ARSIP\n\nberdasarkan peraturan perundang-undangan, tidak ada undangan tersisa"
        assert items(match_example(self.matcher, "scan.pdf", text)) == ["X.1.a"]

    def test_the_weights_of_its_reasons_make_up_the_score(self) -> None:
        (match,) = match_example(self.matcher, "Laporan Monev Arsip.pdf").matches
        assert len(match.weights) == len(match.reasons)
        assert match.score == round(sum(match.weights), 2)

    def test_every_part_of_a_bundle_that_fits_is_named(self) -> None:
        report = (
            "LAPORAN MONEV ARSIP\nNOMOR : LAP-{n}/2026\nSukamaju, {n} Mei 2026\nKepala,\nBagas Wiratama\n"
        )
        letter = (
            "SURAT TUGAS\nNOMOR : ST-7/2026\nuntuk ikut lokakarya\nSukamaju, 4 Mei 2026\nKepala,\nBagas W\n"
        )
        pages = [report.format(n=1), letter, report.format(n=2)]
        facts = extract_facts(pages, name="berkas.pdf")
        assert [part.first_page for part in facts.parts] == [1, 2, 3]
        (match,) = self.matcher.match("berkas.pdf", facts=facts, pages=pages).matches
        assert match.parts == (1, 3)

    def test_another_kind_of_document_is_told_as_the_reason(self) -> None:
        result = match_example(self.matcher, "Surat tugas monev arsip.pdf")
        assert items(result) == []
        lacking = result.near_misses[0].lacking
        assert (lacking.code, lacking.values["kind"]) == (ReasonCode.OTHER_KIND, "surat_tugas")

    def test_prose_under_another_heading_proves_nothing(self) -> None:
        text = "LAPORAN KEUANGAN TAHUN 2025\n\nBagian ini memuat juga monev arsip sebagai lampiran."
        assert items(match_example(self.matcher, "scan.pdf", text)) == []


class TestNames:
    LISTED: ClassVar = {"phrases": {"all": ["laporan kinerja"], "none": ["tanda terima", "pelatihan"]}}
    matcher = Matcher(small(LISTED))

    def test_a_name_that_lists_papers_may_name_one_that_is_not_asked_for(self) -> None:
        assert items(self.matcher.match("laporan kinerja 2025 + tanda terima.pdf")) == ["X.1.a"]
        assert items(self.matcher.match("tanda terima laporan kinerja 2025 + foto.pdf")) == []

    def test_what_an_office_is_called_does_not_tell_what_its_paper_is_about(self) -> None:
        text = "LAPORAN KINERJA TAHUN 2025\n{0} TELUK BIRU\nSasaran tercapai."
        assert items(read(self.matcher, "a.pdf", text.format("BALAI PELATIHAN KERJA"))) == ["X.1.a"]
        assert items(read(self.matcher, "a.pdf", text.format("PELATIHAN KERJA DI"))) == []


class TestPlace:
    matcher = Matcher(small({"phrases": {"all": ["tim kerja"]}}, {"phrases": {"all": ["notaris"]}}))

    def test_place_alone_is_no_evidence(self) -> None:
        assert items(match_example(self.matcher, "X.1.a Daftar menu kantin.pdf")) == []

    def test_content_outranks_place_and_the_place_is_told(self) -> None:
        result = self.matcher.match("X.1.b tim kerja.pdf")
        assert items(result) == ["X.1.a"]
        assert result.matches[0].misfiled

    def test_a_scan_matches_by_name_but_not_by_content(self) -> None:
        result = self.matcher.match("tim kerja.pdf", status=DocumentStatus.NO_TEXT)
        assert [match.by_content for match in result.matches] == [False]

    def test_a_code_raises_the_score_and_is_named(self) -> None:
        bare, coded = self.matcher.match("tim kerja.pdf"), self.matcher.match("X.1.a tim kerja.pdf")
        assert coded.matches[0].score > bare.matches[0].score
        assert Reason(ReasonCode.ITEM_CODE_IN_NAME, {"item": "X.1.a"}) in coded.matches[0].reasons


class TestTypos:
    @pytest.mark.parametrize(
        ("word", "typo"),
        [
            ("gratifikasi", "gratfikasi"),
            ("pengendalian", "pengendalin"),
            ("monitoring", "monitring"),
            ("penghargaan", "pengharagan"),
            ("pelayanan", "pelayannan"),
            ("mekanisme", "makanisme"),
        ],
    )
    def test_a_name_with_a_letter_too_many_too_few_or_out_of_place_is_understood(
        self, word: str, typo: str
    ) -> None:
        matcher = Matcher(small({"phrases": {"all": [word]}}))
        assert items(match_example(matcher, f"SK {typo} 2026.pdf")) == ["X.1.a"]

    @pytest.mark.parametrize(
        ("word", "other"),
        [
            ("pengaduan", "pengakuan"),
            ("evaluasi", "evakuasi"),
            ("pengantar", "pengatur"),
            ("layanan", "layangan"),
            ("penguji", "pengajian"),
            ("pengaduan", "mengadu"),
            ("kebutuhan", "keutuhan"),
        ],
    )
    def test_a_word_of_its_own_is_left_alone(self, word: str, other: str) -> None:
        matcher = Matcher(small({"phrases": {"all": [word]}}))
        assert items(match_example(matcher, f"SK {other} 2026.pdf")) == []

    def test_a_typo_between_two_words_stays_one(self) -> None:
        matcher = Matcher(small({"phrases": {"all": ["pengajian"]}}, {"phrases": {"all": ["penggajia"]}}))
        assert items(match_example(matcher, "SK pengajia.pdf")) == []


class TestHeadlines:
    def test_the_shouted_lines_below_the_letterhead_stand_out(self) -> None:
        page = (
            "KEMENTERIAN CONTOH\nKANTOR WILAYAH\n\nRENCANA KERJA ARSIP\nTAHUN 2026\nPendahuluan ini panjang."
        )
        assert headlines(page, load_lexicon()) == ("RENCANA KERJA ARSIP TAHUN 2026",)

    def test_a_bare_heading_takes_the_lines_that_name_its_subject(self) -> None:
        assert (
            "Rapat monev arsip"
            in headlines("NOTULA\nRapat monev arsip\nSenin\nPukul sembilan", load_lexicon())[0]
        )

    def test_the_number_of_a_letter_is_no_part_of_its_subject(self) -> None:
        page = "SIARAN PERS\nNomor: PR-04/Dip.4/2025\nPanen raya di kebun kantor"
        assert headlines(page, load_lexicon()) == ("SIARAN PERS Panen raya di kebun kantor",)

    def test_a_letterhead_goes_on_where_its_line_is_broken(self) -> None:
        page = "DINAS PENANAMAN MODAL DAN\nPELAYANAN TERPADU SATU PINTU\nDAFTAR ARSIP"
        assert headlines(page, load_lexicon()) == ("DAFTAR ARSIP",)

    def test_an_invitation_without_a_subject_says_what_it_is_for_in_its_first_sentence(self) -> None:
        said = (
            "Sehubungan dengan penyusunan rencana arsip di RS dr. Wira,\nkami mengundang Saudara untuk hadir."
        )
        wanted = "penyusunan rencana arsip di RS dr. Wira"
        assert wanted in headlines(f"Yth. Kepala\nHal : Undangan\n{said}", load_lexicon())
        assert wanted not in headlines(f"Yth. Kepala\nHal : Undangan halalbihalal\n{said}", load_lexicon())

    def test_what_is_called_a_speech_names_no_subject(self) -> None:
        assert (
            headlines(
                "AMANAT PEMBINA UPACARA\nSenin, 2 Maret 2026\nSaudara sekalian, hindari suap.", load_lexicon()
            )
            == ()
        )
        assert headlines("AMANAT TENTANG GRATIFIKASI\nSaudara sekalian", load_lexicon()) == (
            "AMANAT TENTANG GRATIFIKASI",
        )

    def test_notes_of_a_meeting_begin_with_its_subject(self) -> None:
        assert headlines("Rapat pembahasan peta jabatan\nAula, 3 Mei", load_lexicon()) == (
            "Rapat pembahasan peta jabatan",
        )
        assert headlines("Rapat dimulai pukul sembilan. Peta jabatan dibahas.", load_lexicon()) == ()

    def test_labelled_subjects_stand_out_wherever_they_are(self) -> None:
        assert headlines("Yth. Kepala\nHal : Permohonan arsip\nDengan hormat", load_lexicon()) == (
            "Permohonan arsip",
        )


@pytest.mark.parametrize(
    "path",
    [
        "A. PENGUNGKIT/I. PEMENUHAN/1. Manajemen Perubahan/1.i.a Invoice toner printer.pdf",
        "Pokja 6/Menu kantin Juni.pdf",
        "1.iii.b Surat cuti Pak Budi.pdf",
        "5.iii.a Manual printer.pdf",
    ],
)
def test_an_irrelevant_paper_serves_nothing_even_in_a_coded_folder(path: str) -> None:
    assert items(LKE.match(path)) == []


def test_matching_does_not_depend_on_what_was_matched_before() -> None:
    fresh = Matcher(load_checklist("permenpanrb-90-2021"))
    for name in ("SK Agen Perubahan 2026.pdf", "SKM TW I 2026.pdf"):
        assert match_example(fresh, name) == match_example(LKE, name)


@pytest.mark.slow
def test_every_shipped_checklist_recognises_its_own_examples() -> None:
    from zi_evidence.checklist import available_checklists  # noqa: PLC0415
    from zi_evidence.matching.selftest import run_examples  # noqa: PLC0415

    iso = Path(__file__).parents[2] / "examples" / "checklists" / "iso-9001-documents.yaml"
    for checklist in (*available_checklists(), str(iso)):
        assert run_examples(load_checklist(checklist)) == ()


LONG_PROSE = "Kepada para pegawai kami sampaikan kabar. " * 12


class TestKinds:
    decree = Matcher(small({"phrases": {"all": ["arsip kantor"]}, "kinds": ["sk"]}))

    def test_a_regulation_is_no_decree_of_the_office(self) -> None:
        text = "PERATURAN MENTERI CONTOH\nNOMOR 3 TAHUN 2020\nTENTANG\nARSIP KANTOR"
        assert items(match_example(self.decree, "scan.pdf", text)) == []

    def test_a_kind_that_only_the_name_tells_rules_nothing_out_over_a_text(self) -> None:
        matcher = Matcher(small({"phrases": {"all": ["arsip kantor"]}, "kinds": ["laporan"]}))
        assert items(match_example(matcher, "foto arsip kantor.pdf")) == []
        text = "ARSIP KANTOR KITA\nlemari satu dan lemari dua"
        result = match_example(matcher, "foto arsip kantor.pdf", text)
        assert items(result) == ["X.1.a"]


class TestStrengthOfWords:
    lone = Matcher(small({"phrases": {"all": ["mutasi"]}, "kinds": ["surat"]}))

    def test_one_word_somewhere_in_a_long_text_proves_nothing(self) -> None:
        text = f"Halo sobat. {LONG_PROSE} Aku kena mutasi ke kota."
        assert items(match_example(self.lone, "untuk kawan.pdf", text)) == []

    def test_a_thick_document_is_about_its_heading(self) -> None:
        matcher = Matcher(small({"phrases": {"all": ["arsip", "monev"]}}))
        pages = [f"LAPORAN TAHUNAN KANTOR\n{LONG_PROSE} monev arsip", *["isi"] * 24]
        facts = extract_facts(pages, name="scan.pdf")
        assert items(matcher.match("X.1.a/scan.pdf", facts=facts, pages=pages[:5])) == ["X.1.a"]
        assert items(matcher.match("X.1.a/scan.pdf", facts=facts, pages=pages)) == []

    def test_the_last_folders_complete_an_unhelpful_name(self) -> None:
        matcher = Matcher(small({"phrases": {"all": ["arsip", "notula"]}, "kinds": ["notula"]}))
        found = matcher.match("Monev arsip/Notula.pdf", facts=extract_facts([], name="Notula.pdf"))
        assert items(found) == ["X.1.a"]
        assert ReasonCode.NAME_AND_FOLDER_WORDS in [reason.code for reason in found.matches[0].reasons]


class TestUnrelated:
    matcher = Matcher(small({"phrases": {"all": ["arsip"]}}))

    @pytest.mark.parametrize(
        "name",
        [
            "1.i.a kwitansi jilid arsip.pdf",
            "Undangan halal bihalal tim arsip.pdf",
            "PEMBATAS arsip.pdf",
            "Daftar isi arsip.pdf",
            "Surat cuti petugas arsip.pdf",
            "SK pencabutan tim arsip.pdf",
            "Permintaan laporan arsip TW II.pdf",
        ],
    )
    def test_papers_of_every_office_are_evidence_of_nothing(self, name: str) -> None:
        result = match_example(self.matcher, name)
        assert items(result) == []
        assert result.near_misses[0].lacking.code is ReasonCode.NOT_EVIDENCE

    def test_the_heading_tells_it_as_well(self) -> None:
        assert items(match_example(self.matcher, "arsip.pdf", "KUITANSI\nuntuk jilid arsip")) == []

    @pytest.mark.parametrize(
        "text",
        [
            (
                "KEPUTUSAN KEPALA KANTOR CONTOH\nNOMOR 12 TAHUN 2026\nTENTANG\n"
                "PENCABUTAN KEPUTUSAN TENTANG TIM ARSIP\nMEMUTUSKAN"
            ),
            (
                "KANTOR CONTOH\nNomor : W1-12 Tahun 2026\nHal : Permintaan Laporan Arsip Triwulan II\n"
                "Mohon disampaikan."
            ),
        ],
    )
    def test_what_revokes_a_paper_or_asks_for_it_is_not_that_paper(self, text: str) -> None:
        assert items(match_example(self.matcher, "scan0007.pdf", text)) == []

    @pytest.mark.parametrize(
        "name",
        ["SOP cuti arsip.pdf", "Laporan arsip kwitansi.pdf", "Rekap permintaan laporan arsip.pdf"],
    )
    def test_a_document_about_such_a_paper_is_not_one(self, name: str) -> None:
        assert items(match_example(self.matcher, name)) == ["X.1.a"]

    def test_a_requirement_that_asks_for_it_takes_it(self) -> None:
        matcher = Matcher(small({"phrases": {"all": ["kwitansi"]}}))
        assert items(match_example(matcher, "Kwitansi jilid.pdf")) == ["X.1.a"]

    def test_an_index_before_a_thick_file_is_only_its_first_page(self) -> None:
        matcher = Matcher(small({"phrases": {"all": ["arsip"]}}))
        pages = ["DAFTAR ISI\nARSIP", "isi arsip", "isi arsip"]
        assert items(matcher.match("arsip.pdf", pages=pages[:2])) == []
        assert items(matcher.match("arsip.pdf", pages=pages)) == ["X.1.a"]

    def test_a_name_of_endless_numbers_is_read_at_once(self) -> None:
        assert items(self.matcher.match("i " * 5000 + "x arsip.pdf")) == ["X.1.a"]


def test_a_nil_report_serves_where_the_requirement_takes_one() -> None:
    phrases = {"all": ["pengaduan", "rekapitulasi"]}
    matcher = Matcher(small({"phrases": phrases, "nil": True}, {"phrases": phrases}))
    assert items(match_example(matcher, "Laporan Nihil Pengaduan Mei 2026.pdf")) == ["X.1.a"]
    assert items(match_example(matcher, "Laporan Pengaduan Mei 2026.pdf")) == []


class TestOnePass:
    """What makes matching cheap changes no result."""

    TEXT = normalise(
        "Laporan monitoring dan evaluasi pembangunan zona integritas triwulan I: pengaduan masyarakat, gratifikasi, "
        "whistleblowing system dan standar pelayanan di kantor pertanahan; daftar hadir rapat terlampir."
    )

    def test_every_beginning_holds_what_it_would_hold_by_itself(self) -> None:
        vocabulary = LKE.vocabulary
        lengths = range(1, len(self.TEXT) + 3)
        found = vocabulary.entries_within(self.TEXT, *lengths)
        assert found == [vocabulary.entries_in(self.TEXT[:length]) for length in lengths]
        assert len({frozenset(one) for one in found}) > 10

    def test_what_could_only_be_a_near_miss_is_passed_over_without_loss(self) -> None:
        for item in load_checklist("permenpanrb-90-2021").items:
            for requirement in item.requirements:
                for example in requirement.examples[:2]:
                    name = example.name
                    text = f"LAPORAN\n{name}\nDibuat oleh kantor pertanahan"
                    facts = extract_facts((text,), name=name)
                    quick = LKE.match(name, facts=facts, pages=(text,))
                    thorough = LKE.match(name, facts=facts, pages=(text,), near_misses=True)
                    assert quick.matches == thorough.matches
                    assert not quick.near_misses


def test_a_slip_that_passes_a_paper_on_is_none_and_hides_none() -> None:
    slip = (
        "LAPAS KELAS IIB SUKAMAJU\nLEMBAR DISPOSISI\nNomor surat : LAP-31/2026\nTanggal surat : 8 April 2026\n"
        "Perihal : Laporan monev pembangunan Zona Integritas Triwulan I\nIsi disposisi : untuk arsip"
    )
    report = (
        "LEMBAGA PEMASYARAKATAN KELAS IIB SUKAMAJU\nLAPORAN MONITORING DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS\n"
        "TRIWULAN I TAHUN 2026\nNOMOR LAP-31/2026\nSemua rencana berjalan.\nSukamaju, 8 April 2026\nKepala,\nBagas W"
    )

    def served(pages: list[str]) -> dict[str, tuple[int, ...]]:
        found = LKE.match("A.I.1.iii.b/r.pdf", facts=extract_facts(pages, name="r.pdf"), pages=pages)
        return {match.requirement: match.parts for match in found.matches}

    assert served([slip]) == {}
    assert served([slip, report])["A.I.1.iii.b:laporan-monev"] == (2,)
    facts = extract_facts([slip, report], name="r.pdf")
    assert facts.kind.value == "laporan"
    assert facts.date is not None
    assert facts.date.value == "2026-04-08"


def test_a_heading_whose_letters_a_scanner_read_as_digits_is_understood() -> None:
    text = (
        "LAPAS KELAS IIB SUKAMAJU BARU\nLAP0RAN M0NIT0RING DAN EVALUASI\nPEMBANGUNAN Z0NA lNTEGRlTAS\n"
        "TRIWULAN I TAHUN 2026\nSeluruh target triwulan pertama telah tercapai dan dua kendala ditangani.\n"
        "Sukamaju, 8 April 2026\nKepala Lapas,\nttd\nBagas Wiratama"
    )
    facts = extract_facts((text,), name="scan0007.pdf")
    assert facts.kind.value == "laporan"
    found = LKE.match("scan0007.pdf", facts=facts, pages=(text,))
    assert "A.I.1.iii.b" in {match.item for match in found.matches}
