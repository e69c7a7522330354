"""Which report a paper says that it answers."""

import pytest

from zi_evidence.facts import extract_facts

HEAD = "DINAS PERIKANAN KABUPATEN MANDALA\nLAPORAN TINDAK LANJUT MONEV\nNomor : LAP-30/2026\n"
END = "\nMandala, 20 Mei 2026\nKepala Dinas,\nBagas Wiratama\n"


def answered(text: str) -> list[tuple[str, str]]:
    facts = extract_facts([HEAD + text + END], name="laporan.pdf")
    return [(reference.number, reference.day) for reference in facts.answers]


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        (
            "Menindaklanjuti Laporan Monev Triwulan I Nomor LAP-12/2026 tanggal 8 April 2026,",
            "LAP-12/2026",
            "2026-04-08",
        ),
        (
            "Sebagai tindak lanjut laporan hasil evaluasi No. LHE-3/ITJEN/2026, disampaikan",
            "LHE-3/ITJEN/2026",
            "",
        ),
        ("Berdasarkan LHP nomor: 700/12/2026\ntertanggal 3 Maret 2026 kami", "700/12/2026", "2026-03-03"),
        ("Menindaklanjuti laporan evaluasi semester I tanggal 3 Juli 2025: 1. Papan alur", "", "2025-07-03"),
        ("Menindaklanjuti hasil monitoring dan evaluasi Nomor LAP-11/2026", "LAP-11/2026", ""),
    ],
)
def test_a_report_is_named_by_number_or_day(text: str, number: str, day: str) -> None:
    assert answered(text) == [(number, day)]


def test_a_title_names_any_paper() -> None:
    letter = "NOTA DINAS\nNomor : ND-30/2026\nHal : Tindak lanjut nota dinas nomor ND-12/2026\nTelah selesai."
    assert [one.number for one in extract_facts([letter + END], name="nota.pdf").answers] == ["ND-12/2026"]


@pytest.mark.parametrize(
    "text",
    [
        "Menindaklanjuti surat Kepala Kantor Nomor W1-4/2026 hal penyampaian laporan monev",
        "Menindaklanjuti hasil monitoring yang dilaksanakan tanggal 9 Juli 2025, dilaporkan",
        "Sehubungan dengan batas waktu penyampaian laporan tanggal 25 April 2026",
        "Menindaklanjuti laporan rapat evaluasi tanggal 9 Juli 2025, dilaporkan",
        "Menindaklanjuti laporan kegiatan yang dilaksanakan tanggal 9 Juli 2025, dilaporkan",
        "Tindak lanjut dilaporkan sesuai Permenpan Nomor 90 Tahun 2021.",
        "Menindaklanjuti laporan monev, rekomendasi no 7 dan 8 telah selesai.",
        "Berdasarkan laporan monev. Kami juga menerima surat nomor W2-9/2026.",
        "Menindaklanjuti laporan nomor LAP-30/2026 ini",
    ],
)
def test_other_papers_days_and_its_own_number_are_no_report_to_answer(text: str) -> None:
    assert answered(text) == []


def test_the_words_are_quoted_with_their_page() -> None:
    pages = [HEAD, "Menindaklanjuti laporan monev nomor LAP-12/2026 kami lapor." + END]
    (reference,) = extract_facts(pages, name="laporan.pdf").answers
    assert reference.quote.page == 2
    assert "LAP-12/2026" in reference.quote.words
