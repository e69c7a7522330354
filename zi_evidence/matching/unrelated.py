"""Papers that lie in every office folder and are evidence of nothing.

Receipts, leave forms, dividers, letters that ask for a report, decrees that revoke one. They are known by what
their name or heading begins with. A requirement that asks for such a paper in its own words takes it all the
same: what counts as evidence is the checklist's to say.
"""

import re
from collections.abc import Iterable

from zi_evidence.text import normalise

__all__ = ["unfinished_letter", "unrelated"]

# What may stand before the telling words, besides codes and numbers: the kind of a meeting's papers.
_LEADING = """
    undangan, und, notula, notulen, notulensi, risalah, absen, absensi, presensi, daftar hadir, foto,
    dokumentasi, rapat, bulanan, acara, kegiatan, surat, jadwal, scan, form, formulir, contoh, mohon,
    permohonan
"""
_MONEY = """
    invoice, faktur, kuitansi, kwitansi, bukti pembayaran, bukti transfer, bukti setor, nota belanja, nota
    pembelian, nota pesanan, struk belanja, penawaran harga, purchase order, perjanjian kerja konstruksi,
    kontrak pengadaan, kontrak sewa, kontrak kerja konstruksi, sewa menyewa, perjanjian sewa, surat
    perjanjian, surat perintah kerja, pesanan barang, surat pesanan, surat penawaran, surat tagihan,
    perintah membayar, perintah bayar, perintah pencairan dana, surat perjalanan dinas, perintah
    perjalanan dinas, sppd, rincian biaya perjalanan, slip gaji, slip jasa, slip remunerasi, daftar gaji,
    daftar honor, daftar honorarium, daftar penerimaan honor, daftar penerimaan honorarium, daftar
    pembayaran, daftar nominatif, pertanggungjawaban belanja, tanda terima barang, berita acara serah
    terima barang, bast barang, daftar barang, daftar inventaris, kartu inventaris, setoran pajak, spt
    tahunan orang pribadi
"""
_PRIVATE = """
    curriculum vitae, cv, lamaran, lowongan, cuti, permintaan cuti, izin cuti, permintaan dan pemberian
    cuti, keterangan sakit, surat rujukan, rujukan pasien, kartu keluarga, kartu tanda penduduk, kutipan
    akta, akta kelahiran, akta nikah, praktik kerja lapangan, praktek kerja lapangan, pkl, lamaran magang,
    permohonan magang, surat tilang, surat dakwaan, laporan hasil belajar, rapor siswa, surat pribadi,
    surat jalan, tanda penerimaan laporan kehilangan, laporan kehilangan
"""
_SOCIAL = """
    undangan pernikahan, undangan nikah, resepsi pernikahan, walimatul, khitanan, halal bihalal, halal bi
    halal, reuni, arisan, dharma wanita, dharmayukti, pisah sambut, buka puasa bersama,
    syukuran, takziah, donor darah, family gathering, turnamen, senam, persiapan natal, perayaan natal,
    jadwal imam, jadwal khatib, jadwal khotib, jadwal salat, jadwal shalat, jadwal sholat, kultum, piket
    kebersihan, rukun tetangga, rukun warga, warga rt, pleno warga, menu kantin, menu makan, menu diet,
    siklus menu, manual printer, panduan pengguna printer, petunjuk penggunaan printer, buku petunjuk
    printer
"""
_SHEETS = """
    lke, lembar kerja evaluasi, jadwal desk evaluasi
"""
# Copies and offers of others: what is taught, written, or sold about a topic is not what the office did.
_OTHERS = """
    penawaran, penawaran jasa, penawaran kerja sama, proposal penelitian, proposal skripsi, proposal tesis,
    proposal sponsor, proposal bantuan, proposal kkn, skripsi, tesis, disertasi, makalah, artikel, opini, resensi,
    surat pembaca, jurnal ilmiah, kliping, modul ajar, modul pembelajaran, bahan ajar, materi ajar, kuliah umum,
    kisi kisi, silabus, soal ujian, kunci jawaban, buku saku, buletin, majalah, company profile, profil perusahaan,
    katalog, price list, daftar harga, brosur produk, izin penelitian, permohonan izin penelitian,
    surat pengantar penelitian, contoh sk, contoh surat, contoh keputusan, contoh laporan, contoh dokumen, contoh sop,
    contoh format, contoh notula, contoh rencana, kebijakan privasi, syarat dan ketentuan, ketentuan layanan,
    ketentuan penggunaan, tugas mata kuliah, tugas kuliah, tugas makalah
"""
# They name a paper that somebody still owes, or take one back.
_OWED = """
    permintaan laporan, permohonan laporan, permintaan penyampaian laporan, permohonan penyampaian laporan,
    permintaan data dukung, permintaan bahan laporan, permintaan eviden, permintaan evidence, penagihan laporan,
    pengingat penyampaian laporan, pengingat laporan, permintaan data, permohonan data, permintaan pengisian,
    permintaan pengiriman
"""
_TAKEN_BACK = """
    pencabutan keputusan, pencabutan surat keputusan, pencabutan sk, sk pencabutan, keputusan pencabutan,
    pembatalan keputusan, pembatalan surat keputusan, pembatalan sk, sk pembatalan
"""
# A cover, a divider or an index names evidence and is none; in a thick file it is only the first page.
_INDEXES = """
    cover, sampul, pembatas, lembar pembatas, halaman pembatas, daftar isi, daftar periksa, checklist data
    dukung, ceklis data dukung, daftar data dukung, daftar bukti dukung, daftar eviden, daftar evidence,
    daftar kelengkapan, kelengkapan data dukung, data dukung area, bukti dukung area, eviden area,
    evidence area, data dukung pokja, lembar disposisi, lembaran disposisi, kartu disposisi,
    data dukung zona integritas, readme, data dukung pembangunan zona
    integritas, data dukung zi, petunjuk unggah, isi folder
"""
_THICK = 3


def _either(*lists: str) -> str:
    wordings = {wording.strip() for words in lists for wording in " ".join(words.split()).split(",")}
    return "|".join(map(re.escape, sorted(wordings, key=lambda wording: (-len(wording), wording))))


# A token of the lead can be read in one way only, so that no name makes the search slow.
_LEAD = rf"(?:(?:[a-z]|[ivx]{{2,5}}|\d{{1,8}}|{_either(_LEADING)}) ){{0,8}}"
_ANYWHERE = re.compile(
    rf"{_LEAD}({_either(_MONEY, _PRIVATE, _SOCIAL, _SHEETS, _OTHERS, _OWED, _TAKEN_BACK)})(?: |$)"
)
_THIN_ONLY = re.compile(rf"{_LEAD}({_either(_INDEXES)})(?: |$)")


# A letter about the writing of a paper, which says that it is not written yet.
_WRITING = re.compile(
    r"\b(?:penyusunan|penyelesaian|pembuatan|progres|progress|perkembangan|keterlambatan|penundaan)\b"
    r"(?: \w{1,30}){0,3} (?:laporan|dokumen|lkjip|sk|sop|rencana|renstra|survei)\b"
)
_NOT_YET = re.compile(
    r"\b(?:belum (?:dapat |bisa )?(?:selesai|rampung|disusun|diselesaikan|final|tersedia|disampaikan|ditandatangani)|"
    r"belum (?:kami )?(?:terima|diterima)|"
    r"(?:masih|sedang|dalam) (?:kami |dalam )?(?:disusun|proses penyusunan|tahap penyusunan|proses penyelesaian)|"
    r"menyusul kemudian|akan (?:kami )?(?:sampaikan|susulkan) kemudian)\b"
)
# Said of the very paper, whatever the subject of the letter is.
_OF_THE_PAPER = re.compile(
    r"\blaporan (?:dimaksud|tersebut) (?:(?:kami|sampai|hingga|saat|ini) ){0,4}"
    r"(?:belum (?:selesai|rampung|disusun|dibuat|kami terima)|masih (?:disusun|dalam proses penyusunan))\b"
)
_ENCLOSED = re.compile(r"\bbersama ini (?:\w{1,20} ){0,2}?(?:sampaikan|disampaikan|kirimkan|lampirkan)\b")
_LETTER_CHARS = 3000


def unfinished_letter(kind: str, headings: Iterable[str], text: str) -> str:
    """The words by which a letter says that the paper in its subject is still being written; else empty.

    Args:
        kind: of the document.
        headings: what stands out at the top of the text.
        text: normalised.
    """
    if kind not in ("nota_dinas", "surat"):
        return ""
    start = text[:_LETTER_CHARS]
    found = _OF_THE_PAPER.search(start)
    about = any(_WRITING.search(normalise(one)) for one in headings)
    if not found and about and not _ENCLOSED.search(start):
        found = _NOT_YET.search(start)
    return found[0] if found else ""


def unrelated(name: str, headings: Iterable[str], pages: int) -> str:
    """The telling words that a file name or a heading begins with; empty where there are none.

    Args:
        name: normalised file name.
        headings: what stands out at the top of the text, each piece by itself.
        pages: how many pages the document has.
    """
    for text in (name, *map(normalise, headings)):
        found = _ANYWHERE.match(text) or (_THIN_ONLY.match(text) if pages < _THICK else None)
        if found:
            return found[1]
    return ""
