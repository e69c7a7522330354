import pytest

from zi_evidence.facts import extract_facts
from zi_evidence.facts.numbers import normal_number


def number_of(text: str, name: str = "x.pdf") -> str | None:
    number = extract_facts([text] if text else [], name=name).number
    return number.value if number else None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Nomor : W6.KP.05.03-0120", "W6.KP.05.03-0120"),
        ("Nomor : PAS.1-KP.05.03-954 Wanasari, 2 Maret 2026", "PAS.1-KP.05.03-954"),
        ("NOMOR: W.22.PAS.PAS.2-22.OT.03.02 TAHUN 2023", "W.22.PAS.PAS.2-22.OT.03.02 TAHUN 2023"),
        ("Nomor : 293/DJU/OT.01.3/3/2022", "293/DJU/OT.01.3/3/2022"),
        ("Nomor : KB/ 1 /IV/2018", "KB/1/IV/2018"),
        ("Nomor : UND - 76/SM1.KASN/8/2020 Jakarta, 21 Agustus 2020", "UND-76/SM1.KASN/8/2020"),
        ("Nomor : 005/ 4048 /204.2/2022 Yth. Sekretaris Daerah", "005/4048/204.2/2022"),
        ("N0 : 188 / 01 / 404.602.5 / 2023", "188/01/404.602.5/2023"),
        ("Nomor : 4321/UN77.2/TU/2023 9 Agustus 2023", "4321/UN77.2/TU/2023"),
        ("Nomor :B/327/1", "B/327/1"),
        ("NOMOR 90 TAHUN 2021", "90 TAHUN 2021"),
        ("NOMOR 2 TAHUN 2OI8", "2 TAHUN 2018"),
        ("NOMOR 106 TAHUN 2001 (106/2001)", "106 TAHUN 2001"),
        ("NOMOR 13 /POJK.05/2014", "13/POJK.05/2014"),
        ("PERATURAN DAERAH KABUPATEN ARJASARI NOMOR 3 TAHUN 2019", "3 TAHUN 2019"),
    ],
)
def test_numbers_are_kept_as_printed(line: str, value: str) -> None:
    assert number_of(f"KANTOR\n{line}\nTENTANG\nARSIP\n") == value


def test_a_number_behind_a_column_of_labels_is_found() -> None:
    labels = "Nomor\nSifat\nLampiran\n:\n:\n:\n"
    text = labels + "2136/K.1/PDP.09\nSegera\n1 berkas\nJakarta, 7 Mei 2026\nHal : Status\nYth. X\n"
    assert number_of(text) == "2136/K.1/PDP.09"


def test_a_year_on_the_next_line_belongs_to_the_number() -> None:
    assert (
        number_of("KEPUTUSAN KEPALA\nNOMOR : W15-09.PR.01\nTAHUN 2024\nTENTANG\nTIM\n")
        == "W15-09.PR.01 TAHUN 2024"
    )


@pytest.mark.parametrize(
    "line",
    [
        "NOMOR : 094/     /SPT/435.112/2025",
        "NOMOR : 094/ /SPT/435.112/2025",
        "Nomor : ..................",
        "Nomor : ${nomor_st}",
        "Nomor : {nomor_surat}",
        "Nomor : 005 /",
        "NOMOR :  TAHUN 2020",
        "NOMOR ... TAHUN 2026",
        "Nomor : W.22.PAS.2-KP.03.03-      Wanasari,      April 2026",
    ],
)
def test_unfilled_slots_are_seen_as_unfilled(line: str) -> None:
    text = f"SURAT TUGAS\n{line}\nDasar : Surat Nomor 12/B/2025 tanggal 1 Mei 2025\n"
    facts = extract_facts([text], name="st.docx")
    assert facts.number is None
    assert "number_unfilled" in [note.code for note in facts.notes]


@pytest.mark.parametrize(
    "line",
    [
        "Berdasarkan Surat Tugas Nomor: ST/171/KASN/8/2020, tanggal 6 Agustus 2020",
        "Nomor 12 Tahun 1950 tentang Pembentukan Daerah",
        "Nomor WIM.15.IMI.3-UM.04.01-900 tanggal 19 Mei 2025.",
        "Nomor HP.082113106089.",
        "Nomor Rekening : 123456789",
        "No Nama Jabatan 2025",
        "Nomor Katalog: 1399013.3511",
        "Dasar : Surat Nomor : 800/455/435.203/2025 tanggal 5 Maret 2025",
    ],
)
def test_numbers_of_others_are_left_alone(line: str) -> None:
    text = (
        f"LAPORAN KEGIATAN\nSOSIALISASI\nKegiatan dilaksanakan menurut ketentuan dengan dasar surat\n{line}\n"
    )
    assert number_of(text) is None


def test_the_name_gives_the_number_of_a_scanned_regulation() -> None:
    assert number_of("", "PP 46 Tahun 2009 - Batas.pdf") == "46 TAHUN 2009"
    assert number_of("", "KMA_186_2017.pdf") == "186 TAHUN 2017"
    assert number_of("", "SKM TW III 2025.pdf") is None


def test_normalising_twice_changes_nothing() -> None:
    for text in ("005 / 421", "UND - 76/SM1", "W.22. PAS.2 - 11", "KB/ 1 /IV/2018"):
        assert normal_number(normal_number(text)) == normal_number(text)
