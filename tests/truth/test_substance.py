"""A heading is no evidence: what says nothing more is never met, and short honest documents are."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from testkit.complete_unit import AS_OF, CHECKLIST, UNIT_TEXT
from testkit.paper import OWN_OFFICE, docx_of, pdf_pages
from tests.truth.headings import SENTENCE, write_headings
from zi_evidence import evaluate, load_checklist
from zi_evidence.model import Report, RequirementStatus, SlotStatus

_HEAD = [
    "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
    OWN_OFFICE.name.upper(),
    "Jalan Melati 12, Sukamaju",
]
_SIGNED = ["Sukamaju, 8 April 2026", "Kepala,", "ttd", OWN_OFFICE.head, f"NIP {OWN_OFFICE.nip}"]
_MONEV = [
    "LAPORAN MONITORING DAN EVALUASI PEMBANGUNAN ZONA INTEGRITAS",
    "TRIWULAN I TAHUN 2026",
    "Nomor : W6-PAS.12-OT.16",
]
_SURVEY = ["LAPORAN HASIL SURVEI PERSEPSI ANTI KORUPSI", "TRIWULAN I TAHUN 2026", "Nomor : W6-PAS.12-OT.17"]
_TEAM = [
    f"KEPUTUSAN KEPALA {OWN_OFFICE.name.upper()}",
    "NOMOR W6-PAS.12-OT.18 TAHUN 2026",
    "TENTANG",
    "TIM KERJA PEMBANGUNAN ZONA INTEGRITAS TAHUN 2026",
    "Menimbang : a. bahwa dalam rangka pembangunan zona integritas perlu menetapkan tim kerja;",
    "Mengingat : Peraturan Menteri PANRB Nomor 90 Tahun 2021;",
    "MEMUTUSKAN:",
]
_DECIDED = ["Ditetapkan di Sukamaju", "pada tanggal 9 Januari 2026", *_SIGNED[1:]]
_REGISTER = [
    "REGISTER PENGADUAN MASYARAKAT",
    "TRIWULAN I TAHUN 2026",
    "No Tanggal Pelapor Uraian Tindak Lanjut",
]
_RECAP = ["REKAPITULASI ABSENSI PEGAWAI", "BULAN MARET 2026", "No Nama Hadir Sakit Izin"]
_MEMO = [
    "NOTA DINAS",
    "Nomor : W6-PAS.12-OT.19",
    "Yth. Kepala Kantor Wilayah",
    "Hal : Hasil Survei Persepsi Anti Korupsi Triwulan I Tahun 2026",
]
_HONEST = [
    "Pada triwulan ini tim memantau enam area. Loket baru dibuka di ruang kunjungan sejak Februari.",
    "Dua puluh petugas mengikuti pelatihan layanan; sisanya dijadwalkan bulan Mei.",
    "Area pengawasan tertinggal karena formulir gratifikasi belum dicetak.",
    "Pokja 5 diminta menyelesaikannya sebelum 30 April 2026.",
]
_CHAPTERS = [
    "BAB I PENDAHULUAN",
    "A. Latar Belakang",
    "B. Maksud dan Tujuan",
    "BAB II HASIL KEGIATAN",
    "BAB III PENUTUP",
]
_FOREWORD = [
    "KATA PENGANTAR",
    "Puji syukur kami panjatkan ke hadirat Tuhan atas rahmat-Nya sehingga laporan ini selesai disusun.",
    "Kami mengharapkan masukan pembaca demi perbaikan penyusunan pada masa mendatang.",
    "DAFTAR ISI",
    "BAB I PENDAHULUAN ........ 1",
    "BAB II HASIL KEGIATAN ........ 2",
]
_EMPTY = {
    "monev-see-heading": ("A.I.1.iii.b:laporan-monev", [*_MONEV, "Isi dokumen: lihat judul.", *_SIGNED]),
    "monev-heading": ("A.I.1.iii.b:laporan-monev", [*_MONEV, *_SIGNED]),
    "monev-chapters": ("A.I.1.iii.b:laporan-monev", [*_MONEV, *_FOREWORD, *_CHAPTERS, *_SIGNED]),
    "monev-contents": ("A.I.1.iii.b:laporan-monev", [*_MONEV, *_FOREWORD[3:], *_SIGNED]),
    "monev-filler": (
        "A.I.1.iii.b:laporan-monev",
        [*_MONEV, "A. Pelaksanaan", "xxx xxxx xxxx xxx", "B. Hasil", "xxxx xxx", *_SIGNED],
    ),
    "monev-sentence": ("A.I.1.iii.b:laporan-monev", [*_MONEV, *SENTENCE, *_SIGNED]),
    "survey-heading": ("B.I.a:laporan-survei", [*_SURVEY, *_SIGNED]),
    "survey-memo": (
        "B.I.a:laporan-survei",
        [
            *_MEMO,
            "Terlampir disampaikan hasil survei sebagaimana dimaksud.",
            "Demikian, atas perhatian diucapkan terima kasih.",
            *_SIGNED,
        ],
    ),
    "decree": ("A.I.1.i.a:sk-tim", [*_TEAM, *_DECIDED]),
    "register": ("A.I.5.iii.b:register", [*_REGISTER, "1", "2", "3", *_SIGNED]),
    "recap": ("A.I.1.iv.a:kehadiran", [*_RECAP, "1 ....", "2 ....", *_SIGNED]),
}
_FULL = {
    "monev": ("A.I.1.iii.b:laporan-monev", [*_MONEV, *_HONEST, *_SIGNED]),
    "monev-short": ("A.I.1.iii.b:laporan-monev", [*_MONEV, *_HONEST[1:2], *_SIGNED]),
    "monev-chapters": (
        "A.I.1.iii.b:laporan-monev",
        [*_MONEV, *_FOREWORD, *_CHAPTERS[:4], *_HONEST, _CHAPTERS[4], *_SIGNED],
    ),
    "survey": (
        "B.I.a:laporan-survei",
        [
            *_SURVEY,
            "Responden 60 orang. IPAK 3,88 (sangat baik).",
            "Unsur terendah: waktu layanan 3,61.",
            *_SIGNED,
        ],
    ),
    "decree": (
        "A.I.1.i.a:sk-tim",
        [
            *_TEAM,
            "KESATU : Membentuk tim dengan Ketua Sri Wahyuni dan Sekretaris Agus Salim.",
            "KEDUA : Tim menyusun rencana, memantau area dan melapor setiap triwulan.",
            *_DECIDED,
        ],
    ),
    "register": (
        "A.I.5.iii.b:register",
        [
            *_REGISTER,
            "1 12-01-2026 Tono Antrean kunjungan Dijawab",
            "2 03-02-2026 Wati Parkir Diperbaiki",
            *_SIGNED,
        ],
    ),
    "register-nil": ("A.I.5.iii.b:register", [*_REGISTER, "NIHIL", *_SIGNED]),
}


def _judged(folder: Path, lines: Sequence[str], full_id: str, *, pin: bool = False) -> Report:
    unit = folder / "unit"
    unit.mkdir()
    item, _, requirement = full_id.partition(":")
    path = f"{item} berkas.docx"
    pins = f"pins:\n  - {{file: {path!r}, item: {item}, requirement: {requirement}}}\n" if pin else ""
    (unit / "zi-evidence.yaml").write_text(UNIT_TEXT + pins, encoding="utf-8")
    (unit / path).write_bytes(docx_of([*_HEAD, *lines]))
    return evaluate(unit, as_of=AS_OF, index=folder / "index")


def _is_met(report: Report, full_id: str) -> bool:
    found = next(r for item in report.items for r in item.requirements if r.id == full_id)
    return found.status is RequirementStatus.MET or any(slot.status is SlotStatus.MET for slot in found.slots)


def _codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings if finding.path}


@pytest.mark.parametrize("case", _EMPTY)
def test_a_document_that_says_hardly_more_than_its_heading_is_never_met(case: str, tmp_path: Path) -> None:
    full_id, lines = _EMPTY[case]
    report = _judged(tmp_path, lines, full_id)
    assert (_is_met(report, full_id), "ZI212" in _codes(report)) == (False, True)


@pytest.mark.parametrize("case", _FULL)
def test_a_short_honest_document_is_met(case: str, tmp_path: Path) -> None:
    full_id, lines = _FULL[case]
    report = _judged(tmp_path, lines, full_id)
    assert (_is_met(report, full_id), "ZI212" in _codes(report)) == (True, False)


def test_one_page_thirty_times_counts_once(tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "zi-evidence.yaml").write_text(UNIT_TEXT, encoding="utf-8")
    page = [*_HEAD, *_MONEV, *SENTENCE, *_SIGNED]
    (unit / "A.I.1.iii.b monev.pdf").write_bytes(pdf_pages([page] * 30))
    report = evaluate(unit, as_of=AS_OF, index=tmp_path / "index")
    assert not _is_met(report, "A.I.1.iii.b:laporan-monev")
    assert "ZI212" in _codes(report)


def test_a_letter_with_the_report_behind_it_is_met_by_the_report(tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "zi-evidence.yaml").write_text(UNIT_TEXT, encoding="utf-8")
    letter, report_lines = _EMPTY["survey-memo"][1], _FULL["survey"][1]
    (unit / "B.I.a survei.pdf").write_bytes(pdf_pages([[*_HEAD, *letter], [*_HEAD, *report_lines]]))
    report = evaluate(unit, as_of=AS_OF, index=tmp_path / "index")
    assert _is_met(report, "B.I.a:laporan-survei")


def test_a_letter_that_sends_something_shows_that_it_was_sent(tmp_path: Path) -> None:
    lines = [
        "Sukamaju, 28 Januari 2026",
        "Nomor : W6-PAS.12-PR.03-20",
        "Lampiran : 1 (satu) berkas",
        "Hal : Penyampaian Laporan Kinerja Instansi Pemerintah (LKjIP) Tahun 2025",
        "Yth. Kepala Kantor Wilayah",
        "Bersama ini kami sampaikan laporan kinerja sebagaimana dimaksud.",
        "Demikian, atas perhatian diucapkan terima kasih.",
        *_SIGNED[1:],
    ]
    full_id = "A.I.4.ii.e:bukti-kirim"
    assert _is_met(_judged(tmp_path, lines, full_id), full_id)


def test_a_person_vouches_for_a_heading(tmp_path: Path) -> None:
    full_id, lines = _EMPTY["monev-heading"]
    report = _judged(tmp_path, lines, full_id, pin=True)
    assert (_is_met(report, full_id), "ZI212" in _codes(report)) == (True, False)


@pytest.mark.parametrize(("body", "most"), [((), 5.0), (SENTENCE, 5.0)], ids=["heading", "sentence"])
def test_a_unit_of_headings_supports_hardly_a_point(body: Sequence[str], most: float, tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "zi-evidence.yaml").write_text(UNIT_TEXT, encoding="utf-8")
    assert write_headings(unit, load_checklist(CHECKLIST), body) > 300
    report = evaluate(unit, as_of=AS_OF, index=tmp_path / "index")
    assert next(area.supported for area in report.areas if area.code == "total") <= most
