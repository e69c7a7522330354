"""What scanners do to text: colons, months and digits misread."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import Finish

_HEAD = "PEMERINTAH KABUPATEN ARJASARI\nDINAS SOSIAL\nJalan Kenari 4\n"
_END = "Kepala Dinas,\nWiratno Sugandi\nNIP 197001011995031001"


def _letter(number: str, date: str = "Arjasari, 12 Februari 2025") -> str:
    return (
        f"{_HEAD}{date}\n{number}\nSifat 1 Penting\nHal 1 Undangan Rapat\nYth. Camat\nDengan hormat,\n{_END}"
    )


def _decree(date: str) -> str:
    return (
        "KEPUTUSAN KEPALA DINAS SOSIAL\nNOMOR 12/SK/2024\nTENTANG TIM KERJA\nMenimbang : bahwa perlu;\n"
        "Mengingat : UU;\nMEMUTUSKAN:\nKESATU : Keputusan ini mulai berlaku pada tanggal ditetapkan.\n"
        f"Ditetapkan di Arjasari\n{date}\nKEPALA DINAS,\nWIRATNO SUGANDI"
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Nomor 1 005/404/411.2/2025", "005/404/411.2/2025"),
        ("Nomor 2 005/404/411.2/2025", "005/404/411.2/2025"),
        ("Nomor 1: 005/404/411.2/2025", "005/404/411.2/2025"),
        ("Nomor > 005/404/411.2/2025", "005/404/411.2/2025"),
        ("Nomor : W.I3-PR.OI.0I-23", "W.13-PR.01.01-23"),
        ("Nomor : B/1O2/II/2025", "B/102/II/2025"),
        ("Nomor : W.13.0T.02.02-7", "W.13.OT.02.02-7"),
        ("Nomor : UN7.I1/12/2025", "UN7.I1/12/2025"),
        ("Nomor : B-1/O.1.10/Cr.3/2025", "B-1/O.1.10/CR.3/2025"),
        ("Nomor : 12/UND/1X/2025", "12/UND/IX/2025"),
        ("Nomor : 12/UND/11/2025", "12/UND/II/2025"),
        ("Nomor : 12/UND/12/2025", "12/UND/12/2025"),
    ],
)
def test_a_number_is_read_through_the_slips_of_a_scanner(line: str, number: str) -> None:
    facts = extract_facts((_letter(line),), name="scan001.pdf", flags=("ocr",))
    assert facts.number is not None
    assert facts.number.value == number


def test_digits_that_were_typed_are_no_roman_month() -> None:
    facts = extract_facts((_letter("Nomor : 12/UND/11/2025"),), name="surat.pdf")
    assert facts.number is not None
    assert facts.number.value == "12/UND/11/2025"


def test_a_month_read_as_digits_stays_where_the_letter_is_of_that_month() -> None:
    letter = _letter("Nomor : 12/UND/11/2025", "Arjasari, 3 November 2025")
    facts = extract_facts((letter,), name="x.pdf", flags=("ocr",))
    assert facts.number is not None
    assert facts.number.value == "12/UND/11/2025"


def test_a_subject_whose_colon_is_lost_still_makes_an_invitation() -> None:
    assert extract_facts((_letter("Nomor 1 005/4/2025"),), name="x.pdf").kind.value == "undangan"


def test_an_annex_with_a_number_keeps_it() -> None:
    text = "Lampiran 1 Surat Kepala Dinas\nNomor : 12/A/2025\nTanggal : 3 Mei 2025\nDAFTAR PESERTA"
    facts = extract_facts((text,), name="x.pdf")
    assert facts.number is not None
    assert facts.number.value == "12/A/2025"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("pada tanggal 29 et 2017= Bg", "2017-03-29"),
        ("pada tanggal 3 Desem ber 2024", "2024-12-03"),
        ("pada tanggal 26 J uni 2024", "2024-06-26"),
        ("pada tanggal 3 ber 2024", None),
        ("pada tanggal 3 uari 2024", None),
        ("pada tanggal l2 Juli 2O24", "2024-07-12"),
        ("pada tanggal lO Juli 2O24", "2024-07-10"),
    ],
)
def test_a_torn_month_is_read_only_where_it_can_be_no_other(line: str, date: str | None) -> None:
    facts = extract_facts((_decree(line),), name="SK Tim.pdf")
    assert (facts.date.value if facts.date else None) == date


def test_an_unreadable_day_is_no_empty_slot() -> None:
    facts = extract_facts((_decree("pada tanggal 3 ber 2024"),), name="SK Tim.pdf")
    assert facts.finish is not Finish.TEMPLATE
    assert "date_unfilled" not in {note.code for note in facts.notes}


def test_an_empty_slot_of_a_decree_is_still_seen() -> None:
    facts = extract_facts((_decree("pada tanggal ...................."),), name="SK Tim.pdf")
    assert facts.finish is Finish.TEMPLATE


@pytest.mark.parametrize("stroke", ["|", "l", "!"])
def test_a_stroke_is_the_first_quarter(stroke: str) -> None:
    text = f"LAPORAN PENGENDALIAN GRATIFIKASI TRIWULAN {stroke} TAHUN 2025\nLAPAS ARJASARI\n{_END}"
    facts = extract_facts((text,), name="laporan.pdf")
    assert facts.period is not None
    assert facts.period.value == "2025-Q1"


def test_placeholders_whose_braces_were_read_as_brackets_make_a_template() -> None:
    text = (
        "Arjasari, (tanggal surat)\nNomor : (nomor surat)\nHal : Undangan\nYth.\n(nama penerima)\ndi-\n"
        "(tempat penerima)\nMengharap kehadiran.\nKepala Dinas"
    )
    assert extract_facts((text,), name="x.pdf").finish is Finish.TEMPLATE


def test_amounts_in_brackets_make_no_template() -> None:
    text = f"{_letter('Nomor : 5/K/2025')}\n(tiga puluh juta rupiah)\n(dua puluh)\n(empat juta rupiah)\n(lima orang)"
    assert extract_facts((text,), name="x.pdf").finish is not Finish.TEMPLATE


@pytest.mark.parametrize("slot", ["%nama%", "@nama", "${data.nama}", "{d.nama_lengkap}", "#nama#"])
def test_placeholders_of_other_tools_make_a_template(slot: str) -> None:
    text = f"SURAT KETERANGAN\nNomor : {slot}\nNama : {slot}\nNIK : {slot}\nAlamat : {slot}\nKepala Desa"
    assert extract_facts((text,), name="x.docx").finish is Finish.TEMPLATE


def test_a_law_below_the_approver_of_a_procedure_does_not_date_it() -> None:
    text = (
        "STANDAR OPERASIONAL PROSEDUR\nNomor SOP 7/SOP/2025\nTanggal Pembuatan 4 Juni 2018\n"
        "Tanggai Efektif 2 Januari 2025\nDisahkan Oleh Dekan\nNama SOP Peminjaman Ruang\n"
        "1. Permendikbud Nomor 3 Tahun 2020 tanggal 24 Januari 2020\n"
    )
    facts = extract_facts((text,), name="sop.pdf")
    assert facts.date is not None
    assert facts.date.value == "2025-01-02"


def test_a_date_that_slid_behind_the_signature_is_the_letters() -> None:
    text = (
        f"{_HEAD}Nomor : UND-31/KPP/2025\nSifat : Segera\nHal : Undangan\nYth. Pegawai\n"
        "hari, tanggal 1 Jumat, 14 Februari 2025\nwaktu : 07.30\nKepala Kantor,\nBambang Setiaji\n13 Februari 2025"
    )
    facts = extract_facts((text,), name="und.pdf")
    assert facts.date is not None
    assert facts.date.value == "2025-02-13"


@pytest.mark.parametrize("slot", ["Tanggal 115 Januari 2025", "Tanggal 1 15 Januari 2025"])
def test_a_colon_glued_to_the_day_is_no_part_of_it(slot: str) -> None:
    facts = extract_facts((_decree(slot).replace("Arjasari\n", ": Arjasari\n"),), name="sk.pdf")
    assert facts.date is not None
    assert facts.date.value == "2025-01-15"
