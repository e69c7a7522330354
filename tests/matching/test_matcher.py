"""What a document serves: words first, then kind, then place; and why not."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from zi_evidence.checklist import load_checklist
from zi_evidence.checklist.model import Checklist
from zi_evidence.facts import extract_facts
from zi_evidence.matching import Matcher, MatchResult
from zi_evidence.matching.headlines import headlines
from zi_evidence.matching.selftest import match_example
from zi_evidence.matching.unrelated import unrelated
from zi_evidence.matching.vocabulary import Vocabulary
from zi_evidence.model import DocumentStatus
from zi_evidence.text import normalise

LKE = Matcher(load_checklist("permenpanrb-90-2021"))


def small(*requirements: dict[str, Any]) -> Checklist:
    """Items X.1.a, X.1.b, … with one requirement each."""
    items = [
        {
            "code": f"X.1.{'abcdefgh'[n]}",
            "title": "Butir",
            "answer": "YT",
            "section": "X.1",
            "area": "1",
            "points": 1.0,
            "requirements": [{"id": "r", "title": "Bukti", **requirement}],
        }
        for n, requirement in enumerate(requirements)
    ]
    return Checklist.model_validate(
        {
            "schema": "zi-evidence/checklist/1",
            "id": "kecil",
            "version": "1",
            "title": "Kecil",
            "concepts": {"monev": ["monev", "monitoring dan evaluasi"]},
            "sections": [{"code": code, "title": f"Bagian {code}", "weight": 1} for code in ("X", "X.1")],
            "items": items,
        }
    )  # fmt: skip


def items(result: MatchResult) -> list[str]:
    return [match.item for match in result.matches]


def read(matcher: Matcher, path: str, text: str, *, near_misses: bool = False) -> MatchResult:
    """What the matcher makes of a document of one page."""
    facts = extract_facts((text,), name=path.rpartition("/")[2])
    return matcher.match(path, facts=facts, pages=(text,), near_misses=near_misses)


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
        assert "kind is surat_tugas" in result.near_misses[0].lacking

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
        assert any("code X.1.a" in reason for reason in coded.matches[0].reasons)


TYPOS = [("gratfikasi", "gratifikasi"), ("pengendalin", "pengendalian"), ("monitring", "monitoring")]
WORDS = ["pengakuan", "pengaturan", "pelabuhan", "kewenangan", "evakuasi", "w4", "2026"]


class TestTypos:
    vocabulary = Vocabulary(load_checklist("permenpanrb-90-2021"))

    @pytest.mark.parametrize(
        ("typo", "word"),
        [("gratfikasi", "gratifikasi"), ("pengendalin", "pengendalian"), ("monitring", "monitoring")],
    )
    def test_a_typo_is_mended_where_one_word_is_near(self, typo: str, word: str) -> None:
        assert self.vocabulary.mend(typo) == word

    @pytest.mark.parametrize(
        "word", ["pengakuan", "pengaturan", "pelabuhan", "kewenangan", "evakuasi", "w4", "2026"]
    )
    def test_a_word_of_its_own_is_left_alone(self, word: str) -> None:
        assert self.vocabulary.mend(word) == word


class TestHeadlines:
    def test_the_shouted_lines_below_the_letterhead_stand_out(self) -> None:
        page = (
            "KEMENTERIAN CONTOH\nKANTOR WILAYAH\n\nRENCANA KERJA ARSIP\nTAHUN 2026\nPendahuluan ini panjang."
        )
        assert headlines(page) == ("RENCANA KERJA ARSIP TAHUN 2026",)

    def test_a_bare_heading_takes_the_lines_that_name_its_subject(self) -> None:
        assert "Rapat monev arsip" in headlines("NOTULA\nRapat monev arsip\nSenin\nPukul sembilan")[0]

    def test_the_number_of_a_letter_is_no_part_of_its_subject(self) -> None:
        page = "SIARAN PERS\nNomor: PR-04/Dip.4/2025\nPanen raya di kebun kantor"
        assert headlines(page) == ("SIARAN PERS Panen raya di kebun kantor",)

    def test_a_letterhead_goes_on_where_its_line_is_broken(self) -> None:
        page = "DINAS PENANAMAN MODAL DAN\nPELAYANAN TERPADU SATU PINTU\nDAFTAR ARSIP"
        assert headlines(page) == ("DAFTAR ARSIP",)

    def test_an_invitation_without_a_subject_says_what_it_is_for_in_its_first_sentence(self) -> None:
        said = (
            "Sehubungan dengan penyusunan rencana arsip di RS dr. Wira,\nkami mengundang Saudara untuk hadir."
        )
        wanted = "penyusunan rencana arsip di RS dr. Wira"
        assert wanted in headlines(f"Yth. Kepala\nHal : Undangan\n{said}")
        assert wanted not in headlines(f"Yth. Kepala\nHal : Undangan halalbihalal\n{said}")

    def test_what_is_called_a_speech_names_no_subject(self) -> None:
        assert headlines("AMANAT PEMBINA UPACARA\nSenin, 2 Maret 2026\nSaudara sekalian, hindari suap.") == ()
        assert headlines("AMANAT TENTANG GRATIFIKASI\nSaudara sekalian") == ("AMANAT TENTANG GRATIFIKASI",)

    def test_notes_of_a_meeting_begin_with_its_subject(self) -> None:
        assert headlines("Rapat pembahasan peta jabatan\nAula, 3 Mei") == ("Rapat pembahasan peta jabatan",)
        assert headlines("Rapat dimulai pukul sembilan. Peta jabatan dibahas.") == ()

    def test_labelled_subjects_stand_out_wherever_they_are(self) -> None:
        assert headlines("Yth. Kepala\nHal : Permohonan arsip\nDengan hormat") == ("Permohonan arsip",)


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
        assert any("name and folder" in reason for reason in found.matches[0].reasons)


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
        assert "another sort" in result.near_misses[0].lacking

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
        assert unrelated("scan", ["DAFTAR ISI"], 1) == "daftar isi"
        assert unrelated("scan", ["DAFTAR ISI"], 40) == ""

    def test_a_name_of_endless_numbers_is_read_at_once(self) -> None:
        assert unrelated("i " * 5000 + "x", [], 1) == ""


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


@pytest.mark.parametrize(
    "word", ["remisi", "pengungkapan", "kecurangan", "farmasi", "presentasi", "redaksi", "makalah", "mengadu"]
)
def test_words_of_their_own_are_no_typos_of_the_checklists(word: str) -> None:
    assert LKE.vocabulary.mend(word) == word


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
