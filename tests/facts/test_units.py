import pytest

from zi_evidence.facts import extract_facts, unit_relation

OWN = ["Lembaga Pemasyarakatan Kelas IIA Wanasari"]
ABOVE = [
    "Kantor Wilayah Direktorat Jenderal Pemasyarakatan Nusa Raya",
    "Kementerian Hukum dan Hak Asasi Manusia",
]


@pytest.mark.parametrize(
    ("named", "relation"),
    [
        ("LEMBAGA PEMASYARAKATAN KELAS IIA WANASARI", "own"),
        ("Lapas Kelas II A Wanasari", "own"),
        ("Lapas Wanasari", "own"),
        ("KANTOR WILAYAH NUSA RAYA", "superior"),
        ("Kanwil Kemenkumham Nusa Raya", "superior"),
        ("KANTOR WILAYAH KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA NUSA RAYA", "superior"),
        ("KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA", "superior"),
        ("Kementerian Hukum RI", "superior"),
        ("Lembaga Pemasyarakatan Kelas IIA Pandanarum", "other"),
        ("Rutan Kelas IIB Wanasari", "other"),
        ("Lembaga Pemasyarakatan Perempuan Kelas IIA Wanasari", "other"),
        ("Lembaga Pemasyarakatan Kelas I Wanasari", "unknown"),
        ("Kanwil Kemenkumham Tanah Timur", "other"),
        ("Kementerian Keuangan", "unknown"),
        ("PT Maju Jaya", "unknown"),
        ("", "unknown"),
    ],
)
def test_relations_see_through_abbreviations_classes_and_renamings(named: str, relation: str) -> None:
    assert unit_relation(named, OWN, ABOVE) == relation


@pytest.mark.parametrize(
    ("named", "own", "relation"),
    [
        ("PN Kotaraya", "Pengadilan Negeri Kotaraya", "own"),
        ("PENGADILAN NEGERI MELATI", "Pengadilan Negeri Kotaraya", "other"),
        ("Pengadilan Agama Kotaraya", "Pengadilan Negeri Kotaraya", "other"),
        ("BPS Kab. Sagara", "Badan Pusat Statistik Kabupaten Sagara", "own"),
        ("BADAN PUSAT STATISTIK KOTA SAGARA", "Badan Pusat Statistik Kabupaten Sagara", "other"),
        ("Kanim Kelas I TPI Tirtamaya", "Kantor Imigrasi Kelas I TPI Tirtamaya", "own"),
        ("DINAS PERHUBUNGAN KOTA LEMBAYUNG", "Dinas Perpustakaan Kota Lembayung", "other"),
        ("PEMERINTAH KOTA LEMBAYUNG", "Dinas Perpustakaan Kota Lembayung", "superior"),
        ("Kantor Pertanahan Kabupaten Arjasari", "Kantah Kab. Arjasari", "own"),
        ("BPS KABUPATEN SAGARA BARAT", "BPS Kabupaten Sagara", "other"),
        ("BPS KABUPATEN SAGARA", "BPS Kabupaten Sagara Barat", "unknown"),
        ("BPS KABUPATEN SAGARA PROVINSI ARUNA BARAT", "BPS Kabupaten Sagara", "own"),
        ("BPS KABUPATEN SAGARA BARAT PROVINSI ARUNA BARAT", "BPS Kabupaten Sagara Barat", "own"),
        ("LAPAS KELAS IIB TIRTA TIMUR", "Lapas Kelas IIB Tirta", "other"),
        ("MTsN 3 Arjasari", "MTsN 2 Arjasari", "other"),
        ("MADRASAH TSANAWIYAH NEGERI 3 ARJASARI", "MTsN 2 Arjasari", "other"),
        ("MADRASAH TSANAWIYAH NEGERI 2 ARJASARI", "MTsN 2 Arjasari", "own"),
        ("MTs Negeri Arjasari", "MTsN 2 Arjasari", "unknown"),
        ("SMA NEGERI 4 ARJASARI", "SMAN 1 Arjasari", "other"),
        ("SMK Negeri 1 Arjasari", "SMA Negeri 1 Arjasari", "other"),
        ("KEPOLISIAN RESOR ARJASARI", "Polsek Arjasari", "other"),
        ("KEPOLISIAN SEKTOR ARJASARI", "Polsek Arjasari", "own"),
    ],
)
def test_kinds_of_office_are_told_apart(named: str, own: str, relation: str) -> None:
    assert unit_relation(named, [own], []) == relation


def test_the_last_line_of_the_letterhead_comes_first() -> None:
    text = """KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN RI
KANTOR WILAYAH NUSA RAYA
LEMBAGA PEMASYARAKATAN KELAS IIA WANASARI
Jalan Merpati 17
Nomor : A-1
Hal : Data
Yth. Kepala
"""
    units = extract_facts([text], name="x.pdf").units
    assert [unit.value for unit in units] == [
        "LEMBAGA PEMASYARAKATAN KELAS IIA WANASARI",
        "KANTOR WILAYAH NUSA RAYA",
        "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN RI",
    ]
    assert {unit.source for unit in units} == {"letterhead"}


def test_a_place_below_the_office_belongs_to_its_name() -> None:
    units = extract_facts(
        ["BADAN PUSAT STATISTIK\nKABUPATEN SAGARA\nSURAT TUGAS\nNOMOR : 1/A\n"], name="x.pdf"
    ).units
    assert units[0].value == "BADAN PUSAT STATISTIK KABUPATEN SAGARA"
