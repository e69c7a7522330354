"""The words that name a kind: at the head of a document, and in a file name."""

import re

from zi_evidence.model import Kind

__all__ = ["HEADINGS", "HEADING_HINT", "NAME_WORDS"]

_Rules = tuple[tuple[Kind, re.Pattern[str]], ...]

_OFFICIAL = (
    r"(?:KEPALA|MENTERI|DIREKTUR|KETUA|GUBERNUR|BUPATI|WALI ?KOTA|SEKRETARIS|PANITERA"
    r"|PRESIDEN|REKTOR|CAMAT|KUASA|PLT|PLH|INSPEKTUR|DEWAN|PEJABAT|PIMPINAN|KEPOLISIAN"
    r"|JAKSA|DEKAN|LURAH|BERSAMA|KOMISI|BADAN|OTORITAS|PENGADILAN|MAHKAMAH)"
)


def _rules(*rows: tuple[Kind | str, ...]) -> _Rules:
    """Each row is a kind and its alternatives, over several lines for the eye."""
    return tuple((Kind(row[0]), re.compile("|".join(row[1:]))) for row in rows)


# Tried in order on the upper-case text of one line: the first line with a hit decides, on it the first rule.
HEADINGS = _rules(
    (
        Kind.SPTJM,
        r"SPTJM\b|SURAT PERNYATAAN TANGGUNG ?JAWAB MUTLAK|PERNYATAAN TANGGUNG ?JAWAB MUTLAK",
    ),
    (
        Kind.PAKTA_INTEGRITAS,
        r"(?:DOKUMEN )?(?:FAKTA|PAKTA) INTEGRITAS\b",
    ),
    (
        Kind.SURAT_PERNYATAAN,
        r"SURAT PERNYATAAN\b|LEMBAR PERNYATAAN\b|PERNYATAAN KOMITMEN\b|SURAT KESANGGUPAN\b",
    ),
    (
        Kind.OTHER,
        r"NOTA KESEPAHAMAN\b|PERJANJIAN KERJA ?SAMA\b|MEMORANDUM OF\b|KESEPAKATAN BERSAMA\b",
        r"BUKU (?:SAKU|PANDUAN|PEDOMAN)\b|PEDOMAN\b|PANDUAN\b|SKRIPSI\b|TESIS\b|DISERTASI\b",
        r"TUGAS AKHIR\b|ABSTRAK\b|CURRICULUM VITAE\b|INVOICE\b|KUITANSI\b|KWITANSI\b|FAKTUR\b",
        r"KERANGKA ACUAN(?: KERJA| KEGIATAN)?\b|KAK\b|TERMS? OF REFERENCE\b|TOR\b",
        r"PROPOSAL\b|BROSUR\b|JURNAL\b|PIAGAM (?:AUDIT|PENGAWASAN)\b|INTERNAL AUDIT CHARTER\b",
        r"SURAT PERINTAH (?:MULAI )?KERJA\b|SURAT PERINTAH (?:BAYAR|MEMBAYAR|PENCAIRAN)\b|SURAT PESANAN\b",
        r"(?:KATA )?SAMBUTAN\b|PIDATO\b|AMANAT\b|TRANSKRIP\b|SIARAN PERS\b|PUTUSAN$|PENETAPAN$",
    ),
    (
        Kind.SURAT_EDARAN,
        r"SURAT EDARAN\b|EDARAN\b(?! PERS)",
    ),
    (
        Kind.SURAT_TUGAS,
        r"SURAT (?:PERINTAH )?(?:PELAKSANAAN )?(?:PE[NR]UGASAN|TUGAS)\b",
        r"SURAT PERINTAH\b(?! MEMBAYAR| PERJALANAN)",
    ),
    (
        Kind.NOTA_DINAS,
        r"NOTA ?-?DINAS\b|MEMORANDUM\b|MEMO\b",
    ),
    (
        Kind.BERITA_ACARA,
        r"BERITA ACARA\b",
    ),
    (
        Kind.NOTULA,
        r"(?:DRAFT )?NOTUL(?:A|EN|ENSI|IS)\b(?!\s*:)|RISALAH (?:RAPAT|PERTEMUAN)\b",
        r"CATATAN RAPAT\b|HASIL RAPAT\b|LAPORAN NOTULEN\b",
    ),
    (
        Kind.DAFTAR_HADIR,
        r"(?:REKAP\w* )?DAFTAR (?:HADIR|KEHADIRAN|ABSEN\w*|PRESENSI)\b",
        r"(?:REKAP\w* )?(?:ABSENSI|PRESENSI|KEHADIRAN)\b|DAFTAR PESERTA\b|ATTENDANCE LIST\b",
    ),
    (
        Kind.PENGUMUMAN,
        r"PENGUMUMAN\b",
    ),
    (
        Kind.MAKLUMAT,
        r"MAKLUMAT\b",
    ),
    (
        Kind.SKP,
        r"SASARAN KINERJA PEGAWAI\b|EVALUASI KINERJA PEGAWAI\b",
        r"DOKUMEN EVALUASI KINERJA PEGAWAI\b",
        r"PENILAIAN (?:PRESTASI|KINERJA) (?:KERJA )?(?:PEGAWAI|PNS)\b|SKP\b",
        r"PENILAIAN SASARAN KINERJA",
        r"(?:CAPAIAN|TARGET) KINERJA (?:BULANAN )?PEGAWAI\b|CKP\b",
    ),
    (
        Kind.PERJANJIAN_KINERJA,
        r"(?:PERNYATAAN )?(?:PERJANJIAN|PENETAPAN|KONTRAK) KINERJA\b",
    ),
    (
        Kind.SURVEI,
        (
            r"(?:LAPORAN |HASIL |REKAPITULASI |REKAP |PENGOLAHAN |PUBLIKASI |RINGKASAN "
            r"|EXECUTIVE SUMMARY |INSTRUMEN |DATA |AKHIR |TAHUNAN )*(?:HASIL |PELAKSANAAN |KEGIATAN "
            r"|PENYUSUNAN |PENGUKURAN |ANALISIS |ANALISA |DATA |DAN )*(?:SURVE[IY]\b"
            r"|INDE(?:KS|X) (?:KEPUASAN|PERSEPSI|PELAYANAN)|KUESIONER\b|KUISIONER\b"
            r"|SKM\b|IKM\b|IPAK\b|IPKP\b|SPAK\b|SPKP\b)"
        ),
    ),
    (
        Kind.SURVEI,
        r"STATISTIK (?:KUESIONER|KUISIONER|RESPONDEN)\b",
    ),
    (
        Kind.LKJIP,
        (
            r"LAPORAN (?:AKUNTABILITAS )?KINERJA(?: INSTANSI| SATUAN KERJA| TAHUNAN)?\b(?! (?:AGEN"
            r"|PEGAWAI|INDIVIDU|BULANAN|HARIAN|TIM|POKJA|TRIWULAN))"
        ),
        r"LKJ ?IP\b|LAKIP\b|LKIP\b|LKJ\b",
    ),
    (
        Kind.RENSTRA,
        r"(?:REVIU |REVIEW |PERUBAHAN |DOKUMEN )?RENCANA STRATEGIS\b",
        r"(?:REVIU |REVIEW )?RENSTRA\b",
    ),
    (
        Kind.RENCANA_AKSI,
        (
            r"(?:DOKUMEN |MATRIKS |TARGET )?(?:RENCANA (?:AKSI|KERJA|PEMBANGUNAN|TINDAK|KEGIATAN"
            r"|PENGENDALIAN)|RENAKSI|ACTION PLAN|TIME ?LINE|JADWAL PELAKSANAAN|PROGRAM KERJA)\b"
        ),
    ),
    (
        Kind.REGISTER_RISIKO,
        (
            r"(?:FORM(?:ULIR)? |KERTAS KERJA |DAFTAR )?(?:REGISTER|DAFTAR|PETA|PROFIL|IDENTIFIKASI"
            r"|PENILAIAN|MATRIKS|MANAJEMEN|ANALISIS) (?:DAN )?RIS?[IE]KO\b"
        ),
        r"RISK REGISTER\b",
    ),
    (
        Kind.SOP,
        r"STANDA?RD? ?(?:OPERASIONAL|OPERATING|OPERATIONAL|OPRASIONAL) (?:PROSEDUR|PROCEDURE)\b",
        r"STANDA?RD? PROSEDUR(?: OPERASIONAL|$)|SPO\b|PROSEDUR TETAP\b",
        r"SOP\b|SOP-AP\b|NO(?:MOR|\.)? ?SOP\b|PROSEDUR OPERASIONAL STANDAR\b",
    ),
    (
        Kind.DOKUMENTASI,
        r"DOKUMENTASI\b|FOTO[ -]?(?:FOTO)?\b(?!KOPI)|LAMPIRAN (?:FOTO|DOKUMENTASI)\b",
        r"EVIDEN(?:CE)? FOTO\b",
    ),
    (
        Kind.SERTIFIKAT,
        r"SERTIFIKAT\b(?! ELEKTRONIK)|CERTIFICATE\b|PIAGAM\b(?! AUDIT)|SURAT TANDA TAMAT\b",
        r"STTPL?\b",
    ),
    (
        Kind.LAPORAN,
        (
            r"(?:DRAFT )?(?:LAPORAN|LAPORAN-LAPORAN|REPORT)\b(?! (?:KETUA"
            r"|HARTA KEKAYAAN PENYELENGGARA NEGARA\s*\())"
        ),
        r"TELAAHAN? STAF\b|LAPKIN\b",
    ),
    (
        Kind.LAPORAN,
        (
            r"(?:HASIL |DOKUMEN |KERTAS KERJA |MATRIKS |TABEL )?(?:MONITORING|MONEV|EVALUASI|TINDAK LANJUT"
            r"|REKAPITULASI|REKAP|CAPAIAN|ANALISIS|ANALISA|KERTAS KERJA)\b"
        ),
    ),
    (
        Kind.INSTRUKSI,
        rf"INSTRUKSI (?!PRESIDEN){_OFFICIAL}|INSTRUKSI$",
    ),
    (
        Kind.PERATURAN,
        r"(?:RANCANGAN )?PERATURAN\b|UNDANG[-. ]?UNDANG\b|QANUN\b|KEPUTUSAN PRESIDEN\b",
        r"INSTRUKSI PRESIDEN\b|PENJELASAN(?: ATAS\b.*)?$",
    ),
    (
        Kind.SK,
        rf"(?:SURAT |PETIKAN |SALINAN )?KEPUTUSAN(?: {_OFFICIAL}| [A-Z]{{3,}}.*|$)|PETIKAN KEPUTUSAN\b",
        r"SURAT KEPUTUSAN\b",
    ),
    (
        Kind.UNDANGAN,
        r"(?:SURAT )?UNDANGAN\b",
    ),
    (
        Kind.MATERI,
        (
            r"(?:BAHAN |MATERI )(?:PAPARAN|SOSIALISASI|RAPAT|PRESENTASI|BIMTEK|BIMBINGAN|TAYANG"
            r"|PELATIHAN|AJAR)\b"
        ),
        r"MATERI\b|PAPARAN\b|OUTLINE\b",
    ),
    (
        Kind.SURAT,
        (
            r"SURAT (?:KETERANGAN|PENGANTAR|PERMOHONAN|KUASA|PERJANJIAN|REKOMENDASI|IZIN|IJIN|DINAS"
            r"|PENAWARAN|PEMBERITAHUAN|TEGURAN)\b|(?:REKOMENDASI|IZIN|IJIN) (?:PENELITIAN|MAGANG|KEGIATAN)\b"
        ),
    ),
    (
        Kind.DAFTAR,
        (
            r"(?:DAFTAR|DATA|INVENTARIS|BUKU|REGISTER|MATRIKS|TABEL|FORMULIR|FORM|CHECKLIST|CEKLIS"
            r"|ANALISIS JABATAN)\b(?! (?:ISI|TABEL|GAMBAR|LAMPIRAN|PUSTAKA|RIWAYAT))"
        ),
    ),
)
# A cheap test that any of them can match at all.
HEADING_HINT = re.compile(
    r"KESEPAKATAN|MEMORANDUM|PAN|SKRIPSI|TESIS|DISERTASI|TUGAS|ABSTRAK|CURRIC|INVOICE|KUIT|KWIT|FAKT"
    r"|PROPOSAL|BROSUR|JURNAL|KERANGKA|KAK|TERM|TOR"
    r"|S(?:URAT|PTJM|KP|KM|OP|TAND|ASARAN|TATISTIK|URVE|ERTIFIKAT|ALINAN|PAK|PKP|TTP)|[FP]AKTA"
    r"|PERNYATAAN|EDARAN|NOT[AU]|MEMO|BERITA|RISALAH|CATATAN|HASIL|LAP|DAFTAR|ABSENSI|PRESENSI"
    r"|ATTEND|PENGUMUMAN|MAKLUMAT|EVALUASI|DOKUMEN|PE[NRT]|KONTRAK|REK|PUB|RING|EXEC|INST|IND|KUE"
    r"|KUIS|I[KP]|LKJ|LAKIP|LKIP|REN|REV|MATRIKS|TA|ACTION|TIME|JADWAL|PROGRAM|FORM|KERTAS"
    r"|REGISTER|PROFIL|IDENT|MAN|ANALIS|RISK|NO|PROSEDUR|FOTO|LAMPIRAN|EVIDEN|CERT|PIAGAM|DRAFT"
    r"|REPORT|TELAAH|MONEV|MONITOR|TINDAK|CAPAIAN|TARGET|UNDANG|QANUN|KEPUTUSAN|RANCANGAN|BAHAN"
    r"|SAMBUT|KATA SAMB|PIDATO|AMANAT|TRANSK|SIARAN|PUTUSAN|STAND|SPO|CKP|INTERNAL"
    r"|I[ZJ]IN|MATERI|PAPARAN|OUTLINE|DATA|INVENT|BUKU|CHECK|CEK"
)

# Tried on the plain file name; the word that stands first wins.
NAME_WORDS = _rules(
    (
        Kind.SPTJM,
        r"\bSPTJM\b",
    ),
    (
        Kind.DAFTAR_HADIR,
        r"\b(?:DAFTAR|DAFT|DFTR) ?(?:HADIR|KEHADIRAN|ABSEN\w*)\b|\bABSEN(?:SI)?\b|\bPRESENSI\b",
        r"\bDAFTAR PESERTA\b|\bDH\b",
    ),
    (
        Kind.NOTULA,
        r"\bNOTUL(?:A|EN|ENSI)\b|\bRISALAH\b|\bNOTULENSI\b",
    ),
    (
        Kind.UNDANGAN,
        r"\bUNDANGAN\b|\bUND\b|\bUDG\b",
    ),
    (
        Kind.DOKUMENTASI,
        r"\bDOKUMENTASI\b|\bFOTO\b|\bDOKUM\b|\bIMG \d+|\bSCREEN ?SHOT\b|\bSS\b",
    ),
    (
        Kind.PERATURAN,
        (
            r"\b(?:UU|PP|PERPRES|PERMEN\w*|PERBUP|PERWAL\w*|PERDA|PERGUB|POJK|PERBA|PERKA|PERDIRJEN"
            r"|PERSEKJEN|PERMA|KEPP?RES|PMK|INPRES|QANUN|PERATURAN|UNDANG UNDANG)\b"
        ),
    ),
    (
        Kind.PAKTA_INTEGRITAS,
        r"\b[PF]AKTA INTEGRITAS\b|\bPAKTA\b",
    ),
    (
        Kind.SURAT_EDARAN,
        r"\bSURAT EDARAN ?\d*|\bSE\b|\bEDARAN\b",
    ),
    (
        Kind.SURAT_TUGAS,
        r"\bSURAT (?:PERINTAH|TUGAS)\b|\bSPT\b|\bSPRIN\b|\bST\b|\bSURAT PERINTAH TUGAS\b",
    ),
    (
        Kind.NOTA_DINAS,
        r"\bNOTA ?DINAS\b|\bND\b|\bNODIN\b|\bMEMO(?:RANDUM)?\b",
    ),
    (
        Kind.BERITA_ACARA,
        r"\bBERITA ACARA\b|\bBA\b",
    ),
    (
        Kind.SK,
        r"\bSK(?= ?(?:TIM|KEPALA|KA|NO|NOMOR|PENETAPAN|PENUNJUKAN|PEMBENTUKAN|\d|AGEN|MAKLUMAT|UPG|PPID))",
        r"\bKEP(?:MEN|DIRJEN|SEKJEN|KA)?\b|\bKMA\b|\bKEPUTUSAN\b|\bSK\b",
    ),
    (
        Kind.SK,
        r"\bSK(?:MAKLUMAT|TIM|PPID|UPG)\w*",
    ),
    (
        Kind.MAKLUMAT,
        r"\bMAKLUMAT\b",
    ),
    (
        Kind.PENGUMUMAN,
        r"\bPENGUMUMAN\b",
    ),
    (
        Kind.LAPORAN,
        (
            r"\bLAP(?:ORAN)? (?:TINDAK LANJUT|TL|MONEV|EVALUASI|PELAKSANAAN|KEGIATAN|SOSIALISASI"
            r"|INTERNALISASI|REALISASI)\b"
        ),
    ),
    (
        Kind.SURVEI,
        r"\bSKM\b|\bIKM\b|\bIPAK\b|\bIPKP\b|\bSPAK\b|\bSPKP\b|\bSURVE[IY]\b|\bHASIL ?SURVE[IY]",
        r"\bKUESIONER\b|\bIPK\b",
    ),
    (
        Kind.LKJIP,
        r"\bLKJ ?IP\b|\bLAKIP\b|\bLKIP\b|\bLKJ\b|\bLAPORAN KINERJA\b|\bLAPKIN\b",
    ),
    (
        Kind.RENSTRA,
        r"\bRENSTRA\b|\bRENCANA STRATEGIS\b",
    ),
    (
        Kind.SKP,
        r"\bSKP\b|\bSASARAN KINERJA\b",
    ),
    (
        Kind.PERJANJIAN_KINERJA,
        r"\bPERJANJIAN KINERJA\b|\bPERKIN\b|\bPK\b|\bTAPKIN\b",
    ),
    (
        Kind.REGISTER_RISIKO,
        r"\b(?:REGISTER|DAFTAR|PETA|PROFIL|MANAJEMEN) RIS[IE]KO\b|\bRISK REGISTER\b",
    ),
    (
        Kind.LAPORAN,
        r"\bLAP(?:ORAN)?\b|\bMONEV\b|\bREKAP\w*\b",
    ),
    (
        Kind.RENCANA_AKSI,
        r"\bRENCANA (?:AKSI|KERJA|PEMBANGUNAN|TINDAK)\b|\bRENAKSI\b|\bRENJA\b|\bRKT\b",
        r"\bACTION PLAN\b",
    ),
    (
        Kind.SOP,
        r"\bSOP\b|\bSPO\b",
    ),
    (
        Kind.SERTIFIKAT,
        r"\bSERTIFIKAT\b|\bPIAGAM\b(?! AUDIT| PENGAWASAN)",
    ),
    (
        Kind.MATERI,
        r"\bMATERI\b|\bPAPARAN\b|\bBAHAN TAYANG\b|\bPPT\b",
    ),
    (
        Kind.TEMPLATE,
        r"\bTEMPLATE\b|\bFORMAT\b|\bBLANKO\b",
    ),
    (
        Kind.SURAT_PERNYATAAN,
        r"\bSURAT PERNYATAAN\b|\bPERNYATAAN\b",
    ),
    (
        Kind.SURAT,
        r"\bSURAT\b|\bS(?:URAT)? DINAS\b",
    ),
    (
        Kind.DAFTAR,
        r"\bDAFTAR\b|\bDATA\b|\bMATRIKS\b",
    ),
)
