"""A day that nobody filled in: by dots, by blanks, or nothing between `tanggal` and the month."""

import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.model import DateSource, Facts, Finish, Signature

DECREE = (
    "KEPUTUSAN KEPALA DINAS ARSIP\nNOMOR 12/SK/2026\nTENTANG TIM KERJA\nMenimbang : bahwa perlu;\nMengingat : UU;\n"
    "MEMUTUSKAN:\nKESATU : Membentuk tim.\nDitetapkan di Sukamaju\n{day}\nKEPALA DINAS,\n\nWIRATNO SUGANDI\n"
    "NIP 197001011995031001"
)
REPORT = (
    "LAPORAN MONEV ZONA INTEGRITAS\nTRIWULAN IV TAHUN 2025\nDINAS ARSIP ARJASARI\nBAB I PENDAHULUAN\nLatar belakang.\n"
    "Tujuan.\nBAB II PENUTUP\nDemikian laporan ini.\n{day}\nKetua Tim,\n\nWiratno Sugandi\nNIP 197001011995031001"
)
LETTER = (
    "{day}\nNomor : 12/A/2026\nSifat : Biasa\nHal : Undangan Rapat\nYth. Camat\nDengan hormat,\nKepala Dinas,\n\n"
    "Wiratno Sugandi"
)
NOTE = (
    "PEMERINTAH KABUPATEN ARJASARI\nDINAS ARSIP\nNOTA DINAS\nYth. : Kepala Dinas\nDari : Sekretaris\n"
    "Nomor : 12/ND/2026\n{day}\nHal : Laporan Monev\nDengan hormat, kami sampaikan laporan.\nSekretaris,\n\n"
    "Wiratno Sugandi"
)
SLOT = "pada tanggal          Januari 2026"


def facts(
    form: str, day: str, *, flags: tuple[str, ...] = (), signatures: tuple[Signature, ...] = ()
) -> Facts:
    return extract_facts([form.format(day=day)], name="x.pdf", flags=flags, signatures=signatures)


def notes(found: Facts) -> list[str]:
    return [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("form", "day"),
    [
        (DECREE, SLOT),
        (DECREE, "pada tanggal ..... Januari 2026"),
        (DECREE, "pada tanggal Januari 2026"),
        (DECREE, "Pada tanggal :        Januari 2026"),
        (DECREE, "Pada tanggal : Januari 2026"),
        (DECREE, "Sukamaju,        Januari 2026"),
        (DECREE, "pada tanggal      -      - 2026"),
        (REPORT, "Sukamaju,        Januari 2026"),
        (REPORT, "Sukamaju, tanggal        Januari 2026"),
        (REPORT, "Mengetahui,                    Sukamaju,        Januari 2026"),
        (REPORT, "Sukamaju,     /     /2026"),
        (LETTER, "Sukamaju,        Januari 2026"),
        (LETTER, "Sukamaju, __ Januari 2026"),
        (NOTE, "Tanggal :         Januari 2026"),
        (NOTE, "Tanggal :         2026"),
    ],
)
def test_an_empty_day_makes_an_unfinished_document(form: str, day: str) -> None:
    found = facts(form, day)
    assert found.date is None or found.date.value == "2026-01"
    assert notes(found) == ["date_unfilled"]
    assert found.finish is Finish.TEMPLATE


@pytest.mark.parametrize(
    ("form", "day"),
    [
        (REPORT, "Sukamaju, Januari 2026"),
        (LETTER, "Sukamaju, Januari 2026"),
        (NOTE, "Tanggal : Januari 2026"),
        (DECREE, "Sukamaju, Januari 2026"),
        (DECREE, "pada bulan Januari 2026"),
    ],
)
def test_a_month_without_signs_of_a_slot_stays_a_partial_date(form: str, day: str) -> None:
    found = facts(form, day)
    assert found.date is not None
    assert found.date.value == "2026-01"
    assert notes(found) == []
    assert found.finish is not Finish.TEMPLATE


def test_a_column_of_values_set_apart_is_no_hole() -> None:
    found = facts(NOTE.replace("Nomor : ", "Nomor :         "), "Tanggal :         Januari 2026")
    assert notes(found) == []
    assert found.finish is not Finish.TEMPLATE


def test_the_columns_of_a_procedures_table_are_no_holes() -> None:
    text = (
        "STANDAR OPERASIONAL PROSEDUR\nNomor SOP        7/SOP/2026\nTanggal Pembuatan        Januari 2026\n"
        "Tanggal Efektif        Februari 2026\nDisahkan Oleh        Kepala Dinas\n{day}"
    )
    found = facts(text, "")
    assert notes(found) == []
    assert found.finish is not Finish.TEMPLATE


@pytest.mark.parametrize("line", ["JANUARI 2026", "          Januari 2026", "SUKAMAJU\nJANUARI 2026"])
def test_the_month_of_a_cover_is_no_slot(line: str) -> None:
    found = facts(
        f"LAPORAN MONEV ZONA INTEGRITAS\nDINAS ARSIP\n{line}\n{{day}}", "KATA PENGANTAR\nPuji syukur."
    )
    assert notes(found) == []
    assert found.finish is not Finish.TEMPLATE


@pytest.mark.parametrize("flag", ["ocr", "low_confidence"])
@pytest.mark.parametrize("day", [SLOT, "pada tanggal Januari 2026", "pada tanggal          2026"])
def test_on_a_scanned_page_a_pen_may_have_filled_blanks_but_not_dots(flag: str, day: str) -> None:
    found = facts(DECREE, day, flags=(flag,))
    assert notes(found) == []
    assert found.finish is not Finish.TEMPLATE
    assert facts(DECREE, "pada tanggal ..... Januari 2026", flags=(flag,)).finish is Finish.TEMPLATE


def test_the_digital_signature_fills_the_day_of_its_month() -> None:
    signed = (Signature(name="Wiratno", time="2026-01-12T08:00:00+07:00"),)
    found = facts(DECREE, SLOT, signatures=signed)
    assert found.date is not None
    assert (found.date.value, found.date.source) == ("2026-01-12", DateSource.TTE)
    assert (notes(found), found.finish) == ([], Finish.FINISHED)


def test_a_signature_of_another_month_fills_no_day() -> None:
    signed = (Signature(name="Wiratno", time="2026-03-12T08:00:00+07:00"),)
    found = facts(DECREE, SLOT, signatures=signed)
    assert found.date is not None
    assert (found.date.value, notes(found)) == ("2026-01", ["date_unfilled"])


def test_a_day_told_elsewhere_fills_the_empty_one() -> None:
    found = facts(
        NOTE.replace("Sekretaris,\n\n", "Sukamaju,        Januari 2026\nSekretaris,\n\n"),
        "Tanggal : 5 Januari 2026",
    )
    assert found.date is not None
    assert (found.date.value, notes(found)) == ("2026-01-05", [])


def test_an_attendance_list_whose_day_is_dots_is_a_form() -> None:
    page = (
        "LAPAS KELAS IIB SUKAMAJU\nDAFTAR HADIR RAPAT PENYUSUNAN RENCANA KERJA\nHari/Tanggal : ..............\n"
        "Tempat : ..............\nNo Nama Jabatan Tanda Tangan\n1 ........ ........\n2 ........ ........\n"
    )
    assert extract_facts([page], name="x.pdf").finish == "template"


@pytest.mark.parametrize(
    ("rows", "finish"),
    [
        ("1\n2\n3\n4", "template"),
        ("1 ....\n2 ....\n3 ....\nSukamaju, 3 Maret 2026\nKepala,\nBagas Wiratama", "template"),
        ("1 Sri Wahyuni Staf\n2 Agus Salim Staf\n3\n4\n5", "unknown"),
        ("1\n2\n3\nSri Wahyuni\nAgus Salim\nBambang", "unknown"),
    ],
)
def test_a_list_of_numbers_without_any_name_is_a_form(rows: str, finish: str) -> None:
    page = (
        "LAPAS KELAS IIB SUKAMAJU\nDAFTAR HADIR RAPAT PENYUSUNAN RENCANA KERJA\nHari/Tanggal : Selasa, 3 Maret 2026\n"
        f"No Nama Jabatan Tanda Tangan\n{rows}\n"
    )
    assert extract_facts([page], name="x.pdf").finish == finish
