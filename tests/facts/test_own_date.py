import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import DateSource, Metadata, Signature

LETTER = """KANTOR PERTANAHAN KABUPATEN ARJASARI
Arjasari, 9 Oktober 2024
Nomor : HP.02.03/1450-33.09/X/2024
Hal : Pemberitahuan
Yth. Sdr. Pemilik Tanah
{body}
Kepala Kantor
"""


def date_of(text: str, name: str = "x.pdf") -> tuple[str, str] | None:
    date = extract_facts([text], name=name).date
    return (date.value, date.source.value) if date else None


@pytest.mark.parametrize(
    "body",
    [
        "Berdasarkan surat Saudara Nomor 12/A/2024 tanggal 1 Oktober 2024 perihal permohonan, disampaikan.",
        "Rapat diadakan pada hari Senin, 14 Oktober 2024 pukul 09.00.",
        "Berkas diserahkan paling lambat 31 Oktober 2024.",
        "Data dihitung per 30 September 2024.",
        "Nama : Tri\nTempat, Tanggal Lahir : Medan, 12 Desember 1990",
        "Nama : Tri\nTempat, Tanggal Lahir\n: Medan, 12 Desember 1990",
        "TMT Jabatan : 1 Maret 2022",
        "Dicetak pada 10 Oktober 2024 08.00",
        "Peraturan ini diundangkan di Jakarta pada tanggal 12 Oktober 2024.",
        "Diterima Tgl : 11 Oktober 2024",
        "mulai 1 Oktober 2024 s.d. 31 Desember 2024",
    ],
)
def test_dates_of_others_never_take_the_letters_place(body: str) -> None:
    assert date_of(LETTER.format(body=body)) == ("2024-10-09", "letterhead")
    without = LETTER.format(body=body).replace("Arjasari, 9 Oktober 2024\n", "")
    assert date_of(without) is None


def test_promulgation_is_not_enactment() -> None:
    text = """PERATURAN BUPATI ARJASARI
NOMOR 5 TAHUN 2020
TENTANG
ARSIP
Menimbang : bahwa
Ditetapkan di Arjasari
pada tanggal 20 Mei 2020
BUPATI ARJASARI,
ttd
Diundangkan di Arjasari
pada tanggal 20 Oktober 2020
"""
    assert date_of(text) == ("2020-05-20", "enacted")


def test_an_invitation_with_only_the_day_of_the_event_has_an_event_but_no_date() -> None:
    head = "Nomor : 005/1/2023\nPerihal : Undangan\nYth. Warga\n"
    text = head + "Hari : Senin\nTanggal : 30 Januari 2023\nJam : 19:00\n"
    facts = extract_facts([text], name="undangan.docx")
    assert facts.date is None
    assert facts.event is not None
    assert (facts.event.value, facts.event.source) == ("2023-01-30", DateSource.EVENT)


def test_minutes_are_dated_by_their_meeting() -> None:
    slots = "NOTULA RAPAT\nHari/Tanggal : Selasa, 3 Maret 2026\nTempat : Aula\n"
    assert date_of(slots + "Rapat lalu tanggal 10 Februari 2026.\n") == ("2026-03-03", "meeting")


def test_an_sop_is_dated_by_its_approval_then_its_effect() -> None:
    head = "STANDAR OPERASIONAL PROSEDUR\nNomor SOP : 1/A\n"
    head += "Tanggal Pembuatan : 5 Januari 2024\nTanggal Revisi : -\n"
    assert date_of(head + "Tanggal Pengesahan : 12 Februari 2024\nTanggal Efektif : 1 Maret 2024\n") == (
        "2024-02-12",
        "enacted",
    )
    assert date_of(head + "Tanggal Efektif : 1 Maret 2024\n") == ("2024-03-01", "effective")
    assert date_of(head) == ("2024-01-05", "effective")


def test_an_impossible_date_is_reported_and_not_mended() -> None:
    facts = extract_facts([LETTER.format(body="").replace("9 Oktober", "31 Juni")], name="x.pdf")
    assert facts.date is None
    assert [(note.code, "31 Juni 2024" in note.quote.words) for note in facts.notes] == [
        ("impossible_date", True)
    ]


def test_a_month_without_its_day_stays_partial() -> None:
    text = "LAPORAN KINERJA\nTAHUN 2024\nArjasari, Februari 2025\nKepala Kantor,\n"
    assert date_of(text) == ("2025-02", "signature")


def test_a_blank_day_and_a_blank_number_are_a_draft_without_date() -> None:
    text = "Nomor : KP.01-      Arjasari,      April 2026\nHal : Usulan\nYth. Kepala\n"
    facts = extract_facts([text], name="konsep.docx")
    assert facts.date is None
    assert {note.code for note in facts.notes} == {"number_unfilled", "date_unfilled"}


def test_the_signing_time_dates_a_letter_without_another_date() -> None:
    text = "Nomor : A-1/2026\nHal : Data\nYth. Kepala\nDemikian disampaikan.\nKepala Kantor,\nSari\n"
    facts = extract_facts([text], name="a.pdf", signatures=[Signature(time="2026-02-03T08:24:20+07:00")])
    assert facts.date is not None
    assert (facts.date.value, facts.date.source) == ("2026-02-03", DateSource.TTE)
    assert facts.signed == "digital"


def test_the_name_dates_only_what_has_no_text_and_contradicts_what_has() -> None:
    assert extract_facts([], name="NOTULA 12-03-2026.pdf").date is not None
    facts = extract_facts([LETTER.format(body="")], name="surat 2023-12-08.pdf")
    assert facts.date is not None
    assert facts.date.value == "2024-10-09"
    assert [note.code for note in facts.notes] == ["name_contradiction"]


def test_metadata_and_modification_time_stay_apart_from_the_date() -> None:
    facts = extract_facts(
        [],
        name="scan.pdf",
        metadata=Metadata(created="2024-01-31T16:05:12+07:00"),
        modified="2025-01-01T00:00:00Z",
    )
    assert facts.date is None
    assert facts.file_date is not None
    assert (facts.file_date.value, facts.file_date.source) == ("2024-01-31", DateSource.METADATA)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SK TIM ZI NOV 2022.pdf", "2022-11"),
        ("NOTULA 12-03-2026.pdf", "2026-03-12"),
        ("20260312 undangan.pdf", "2026-03-12"),
        ("UND RAPAT 3 MRT 26.pdf", "2026-03-03"),
        ("IMG_20250814_091233.pdf", "2025-08-14"),
        ("LAP BULAN MARET 2026.pdf", None),
        ("UU 14 Tahun 2008.pdf", None),
        ("PP 46 Tahun 2009 - 2 Lampiran.pdf", None),
        ("1747103499_2648a29ba716ac0e9937.pdf", None),
        ("scan0001.pdf", None),
    ],
)
def test_dates_in_names(name: str, value: str | None) -> None:
    date = extract_facts([], name=name).date
    assert (date.value if date else None) == value


def test_every_fact_quotes_its_page_and_words() -> None:
    facts = extract_facts(["SAMPUL\n", LETTER.format(body="")], name="x.pdf")
    assert facts.date is not None
    assert facts.number is not None
    assert facts.date.quote.page == facts.number.quote.page == 2
    assert "9 Oktober 2024" in facts.date.quote.words
    assert "HP.02.03/1450" in facts.number.quote.words
