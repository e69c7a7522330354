"""The invented office: its letterheads and its people.

Regency, province, offices, names, addresses and numbers exist only here; every NIP repeats its
digits.
"""

from dataclasses import dataclass

__all__ = ["LETTERHEADS", "PEOPLE", "Person"]


@dataclass(frozen=True)
class Person:
    """Somebody who signs: position as it stands above the name, name, NIP."""

    position: str
    name: str
    nip: str


# First the lines above the office, then the office itself (drawn bold), then address lines.
LETTERHEADS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "lapas": (
        (
            "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
            "DIREKTORAT JENDERAL PEMASYARAKATAN",
            "KANTOR WILAYAH DIREKTORAT JENDERAL PEMASYARAKATAN NUSA RAYA",
        ),
        "LEMBAGA PEMASYARAKATAN KELAS IIB SUKAMAJU BARU",
        (
            "Jalan Kenanga Raya Nomor 1, Sukamaju Baru, Kabupaten Sukamaju 99999",
            "Telepon (0999) 555-0101, surel: lapas.sukamajubaru@contoh.example",
        ),
    ),
    "lapas-2023": (
        (
            "KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA REPUBLIK INDONESIA",
            "KANTOR WILAYAH NUSA RAYA",
        ),
        "LEMBAGA PEMASYARAKATAN KELAS IIB SUKAMAJU BARU",
        ("Jalan Kenanga Raya Nomor 1, Sukamaju Baru, Kabupaten Sukamaju 99999",),
    ),
    "rutan": (
        (
            "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
            "DIREKTORAT JENDERAL PEMASYARAKATAN",
            "KANTOR WILAYAH DIREKTORAT JENDERAL PEMASYARAKATAN NUSA RAYA",
        ),
        "RUMAH TAHANAN NEGARA KELAS IIB MUARA KELAPA",
        ("Jalan Dermaga Lama Nomor 7, Muara Kelapa 99988",),
    ),
    "kanwil": (
        (
            "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
            "DIREKTORAT JENDERAL PEMASYARAKATAN",
        ),
        "KANTOR WILAYAH DIREKTORAT JENDERAL PEMASYARAKATAN NUSA RAYA",
        ("Jalan Gubernur Lama Nomor 10, Nusa Raya 99900",),
    ),
}

PEOPLE: dict[str, Person] = {
    "kalapas": Person("Kepala,", "Bagas Wiratama", "19700101 199501 1 111"),
    "kalapas-2023": Person("Kepala,", "Sutanto Ardiwinata", "19660606 199106 1 606"),
    "kakanwil": Person("Kepala Kantor Wilayah,", "Handoyo Sasmita", "19680808 199308 1 808"),
    "karutan": Person("Kepala Rutan,", "Wira Kusumajaya", "19770707 200207 1 707"),
    "tu": Person("Kepala Subbagian Tata Usaha,", "Sekar Ayuningrum", "19750202 200002 2 222"),
    "ketua": Person("Ketua Tim Kerja Zona Integritas,", "Sekar Ayuningrum", "19750202 200002 2 222"),
    "binadik": Person(
        "Kepala Seksi Pembinaan Narapidana/Anak Didik dan Kegiatan Kerja,",
        "Teguh Santika",
        "19800303 200503 1 333",
    ),
    "kplp": Person("Kepala Kesatuan Pengamanan Lapas,", "Raka Mandala", "19820404 200604 1 444"),
    "kamtib": Person(
        "Kepala Seksi Administrasi Keamanan dan Tata Tertib,",
        "Nirmala Puspita",
        "19850505 200905 2 555",
    ),
    "kepeg": Person("Kepala Urusan Kepegawaian dan Keuangan,", "Damar Lesmana", "19880606 201106 1 666"),
    "umum": Person("Kepala Urusan Umum,", "Laras Widuri", "19900707 201407 2 777"),
    "notulis": Person("Notulis,", "Intan Kumala", "19970909 202009 2 999"),
    "upg": Person("Ketua Unit Pengendalian Gratifikasi,", "Nirmala Puspita", "19850505 200905 2 555"),
    "dumas": Person("Koordinator Pengelola Pengaduan,", "Galih Pambudi", "19950808 201908 1 888"),
    "agen": Person("Agen Perubahan,", "Yoga Pradipta", "19981010 202210 1 010"),
}
