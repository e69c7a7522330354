import pytest

from zi_evidence.facts import extract_facts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("KEPUTUSAN KEPALA KANTOR\nNOMOR 1 TAHUN 2025\nTENTANG\nTIM\n", "sk"),
        ("PERATURAN MENTERI X\nNOMOR 1 TAHUN 2025\nTENTANG\nTIM\n", "peraturan"),
        ("INSTRUKSI KEPALA KANTOR WILAYAH\nNOMOR 1 TAHUN 2025\n", "instruksi"),
        ("SURAT EDARAN\nNOMOR 2 TAHUN 2022\n", "surat_edaran"),
        ("Yth.\n1. Para Kepala\n2. Para Kabid\nSURAT EDARAN\nNOMOR 2 TAHUN 2022\n", "surat_edaran"),
        ("SURAT PERINTAH TUGAS\nNOMOR : 1/A\n", "surat_tugas"),
        ("NOTA DINAS\nNomor : 1/A\nHal : Data\n", "nota_dinas"),
        ("NOTA DINAS\nNomor : 1/A\nHal : Undangan Rapat\n", "undangan"),
        ("Nomor : 1/A/2025\nHal : Permohonan Data\nYth. Kepala\n", "surat"),
        ("Nomor : 1/A/2025\nPerihal : Undangan\nYth. Kepala\n", "undangan"),
        ("BERITA ACARA\nNomor : 1\nPada hari ini\n", "berita_acara"),
        ("Notulen Rapat Evaluasi\nHari : Senin\n", "notula"),
        ("D A F T A R  H A D I R\nRapat\n", "daftar_hadir"),
        ("LAPORAN PELAKSANAAN\nSURVEI KEPUASAN MASYARAKAT\n", "survei"),
        ("LAPORAN PELAKSANAAN\nKEGIATAN SOSIALISASI\n", "laporan"),
        ("LAPORAN KINERJA INSTANSI PEMERINTAH\nTAHUN 2025\n", "lkjip"),
        ("LAPORAN KINERJA AGEN PERUBAHAN\n", "laporan"),
        ("RENCANA\nSTRATEGIS\nDINAS\nARSIP\nTAHUN\n2021 - 2026\n", "renstra"),
        ("PERJANJIAN KINERJA TAHUN 2026\n", "perjanjian_kinerja"),
        ("SASARAN KINERJA PEGAWAI\nPERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER 2025\n", "skp"),
        ("PAKTA INTEGRITAS\nSaya menyatakan\n", "pakta_integritas"),
        ("SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK\n", "sptjm"),
        ("REGISTER RISIKO\nTAHUN 2026\n", "register_risiko"),
        ("MAKLUMAT PELAYANAN\n", "maklumat"),
        ("PIAGAM PENGHARGAAN\ndiberikan kepada\n", "sertifikat"),
        ("NOTA KESEPAHAMAN\nANTARA\nA DAN B\n", "other"),
        ("REKAPITULASI DAFTAR HADIR PEGAWAI\nBULAN APRIL 2025\n", "daftar_hadir"),
        ("MATERI SOSIALISASI\nGRATIFIKASI\n", "materi"),
        ("Puisi tentang hujan dan laut\n", "other"),
    ],
)
def test_headings_and_structure_tell_the_kind(text: str, kind: str) -> None:
    assert extract_facts([text], name="berkas.pdf").kind.value == kind


def test_content_wins_over_the_name() -> None:
    facts = extract_facts(["NOTULA RAPAT\nHari : Senin\n"], name="SK TIM.pdf")
    assert (facts.kind.value, facts.kind.source) == ("notula", "heading")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("1.i.a SK TIM ZI NOV 2022.pdf", "sk"),
        ("LAP MONEV ZI B06 2025.pdf", "laporan"),
        ("SKM TW III 2025.pdf", "survei"),
        ("UND RAPAT 3 MRT 26.pdf", "undangan"),
        ("PermenPANRB No 90 Tahun 2021.pdf", "peraturan"),
        ("DAFTAR HADIR RAPAT SK TIM.pdf", "daftar_hadir"),
        ("scan0001.pdf", "other"),
    ],
)
def test_a_scan_is_known_by_its_name_only(name: str, kind: str) -> None:
    fact = extract_facts([], name=name).kind
    assert fact.value == kind
    assert fact.source in ("name", "none")


def test_titles_come_from_where_the_kind_puts_them() -> None:
    decree = (
        "KEPUTUSAN KEPALA KANTOR\nNOMOR 1 TAHUN 2025\nTENTANG\n"
        "TIM KERJA ZONA INTEGRITAS\nTAHUN 2025\nKEPALA KANTOR,\n"
    )
    letter = "Nomor : 1/A\nHal : Penyampaian Laporan\nSPIP Tahun 2025\nYth. Kepala\n"
    sop = "STANDAR OPERASIONAL PROSEDUR\nNomor SOP : 1/A\nNama SOP : LAYANAN KUNJUNGAN\n"
    titles = [extract_facts([text], name="x.pdf").title for text in (decree, letter, sop)]
    assert [title.value if title else "" for title in titles] == [
        "TIM KERJA ZONA INTEGRITAS TAHUN 2025",
        "Penyampaian Laporan SPIP Tahun 2025",
        "LAYANAN KUNJUNGAN",
    ]
