"""What a paper is for, where that makes it evidence of nothing: it asks, sells, studies, buys, is lent or is news.

Such a paper uses every word of a topic and is still no trace of anything that the office did. The words of the topic
cannot tell it; how it speaks can: a letter that asks for a report encloses none, an offer names its price to the
reader, a student speaks of a thesis, a purchase has parties and a contract, and a newspaper has reporters.
"""

import re

__all__ = ["errand"]

_CHARS = 3000
# A contract names its parties at the top; a report that tells of a purchase does so later, and once.
_TOP_CHARS = 1500
_LEAST_PURCHASE_WORDS = 2

_LETTERS = frozenset({"surat", "nota_dinas"})
_OFFERS_COME_AS = frozenset({"surat", "nota_dinas", "undangan", "materi", "other"})
_LESSONS_COME_AS = frozenset({"materi", "other", "template"})
_THESES_COME_AS = frozenset({"surat", "survei", "undangan", "materi", "other"})
_PURCHASES_COME_AS = frozenset({"surat", "berita_acara", "other"})
_PLEDGES = frozenset({"pakta_integritas", "surat_pernyataan"})

_PAPER = r"(?:laporan|rekap|rekapitulasi|dokumen|data dukung|bukti dukung|eviden|evidence)"
_GIVING = r"(?:menyampaikan|mengirim|mengirimkan|menyerahkan|mengunggah|memberikan|melampirkan)"
_GIVEN = r"(?:disampaikan|dikirim|dikirimkan|diserahkan|diunggah|dilampirkan)"
_WISH = (
    r"(?:mohon|dimohon|memohon|diminta|meminta|agar|supaya|kiranya|harap|diharap|diharapkan|mengharapkan|"
    r"perlu|wajib|segera)"
)
_ASKS = re.compile(
    rf"\b{_WISH} (?:\w{{1,20}} ){{0,8}}?{_GIVING} (?:\w{{1,20}} ){{0,6}}?{_PAPER}\b(?! harta)|"
    rf"\b{_PAPER} (?!harta)(?:\w{{1,20}} ){{0,12}}?{_WISH} (?:\w{{1,20}} ){{0,3}}?{_GIVEN}\b|"
    rf"\b(?:memerlukan|membutuhkan|menunggu|menagih|meminta) (?:\w{{1,20}} ){{0,2}}?{_PAPER}\b(?! harta)|"
    rf"\b{_PAPER} (?!harta)(?:\w{{1,20}} ){{0,12}}?belum (?:kami |kita |juga )?(?:terima|diterima|masuk|dikirim)\b"
)
# A letter that encloses, tells results or appoints somebody does more than ask. "Kami sampaikan bahwa" or
# "kami sampaikan terima kasih" encloses nothing, and "menunjuk surat Saudara" appoints nobody.
_DOES_MORE = re.compile(
    r"\bkami (?:\w{1,20} ){0,2}?(?:sampaikan (?!bahwa|terima kasih|ucapan)|(?:kirimkan|laporkan|lampirkan|usulkan)\b)|"
    r"\b(?:bersama|dengan|berikut) ini (?:\w{1,20} ){0,2}?"
    r"(?:disampaikan|dikirimkan|dilaporkan|menyampaikan|melaporkan|mengirimkan)\b|"
    r"\bterlampir (?:disampaikan|dikirimkan)\b|\bhasil(?:nya)? sebagai berikut\b|"
    r"\b(?:menunjuk (?!surat|nota)|menugaskan|ditugaskan|ditunjuk|menetapkan|mengusulkan)"
)

_PRICE = re.compile(r"\brp ?\d")
_OFFERS = re.compile(
    r"\b(?:kami menawarkan|kami tawarkan|kontribusi peserta|biaya kontribusi|biaya kepesertaan|biaya investasi|"
    r"biaya paket|gratis (?:satu|1)|kontribusi (?:sebesar )?rp)\b"
)
# In a letter, a price by the piece is an offer; on a notice of an office it may be its tariff.
_SELLS = re.compile(r"\b(?:diskon|potongan harga|harga (?:per|paket|khusus|promo|spesial)|uang muka)\b")

_THESIS = re.compile(
    r"\b(?:menyusun|penyusunan|menyelesaikan|penulisan|judul|untuk) (?:tugas akhir|skripsi|tesis|disertasi)\b"
)
_STUDENT = re.compile(r"\b(?:saya|nim|npm|peneliti|pembimbing|gelar)\b")
_COURSE = re.compile(r"\b(?:mata kuliah|mata pelajaran)\b")
_LESSON = re.compile(
    r"\b(?:sks|pertemuan ke|dosen pengampu|guru pengampu|capaian pembelajaran|kompetensi dasar|tujuan pembelajaran|"
    r"tugas kelompok|alokasi waktu)\b"
)

# A conference that asks for papers speaks of its own topic as an office of its work.
_CALLS_COME_AS = frozenset({"surat", "undangan", "pengumuman", "materi", "other"})
_CALL = re.compile(
    r"\b(?:call for (?:papers?|abstracts?|chapters?)|naskah lengkap|makalah lengkap|full papers?|prosiding|pemakalah|"
    r"abstrak|gaya selingkung|artikel (?:terpilih|ilmiah)|jurnal (?:terakreditasi|terindeks|nasional|internasional)|"
    r"panggilan (?:makalah|naskah|artikel)|pengiriman (?:makalah|naskah|artikel)|(?:tema|subtema) konferensi|"
    r"konferensi (?:nasional|internasional))\b"
)
_LEAST_CALL_WORDS = 2
# One look for plain words spares most texts the search.
_CALL_HINTS = ("call for", "konferensi", "makalah", "naskah", "abstrak", "jurnal")

# An agreement or a plan that another office let somebody copy is still the other's.
_COPIED = frozenset({"perjanjian_kinerja", "renstra", "lkjip", "rencana_aksi", "sop", "materi", "other"})
_LENDING = ("diberikan", "dibagikan", "dipinjamkan", "diserahkan")
_SHARED = re.compile(
    r"\b(?:(?:salinan|fotokopi|kopi|dokumen|naskah|berkas) (?:ini |dokumen )?)"
    rf"(?:{'|'.join(_LENDING)}) (?:kepada|untuk|ke|sebagai) (?:\w{{1,20}} ){{0,6}}?"
    r"(?:tetangga|instansi lain|kantor lain|unit lain|satker lain|studi (?:tiru|banding)|kaji banding|"
    r"pembanding|perbandingan|contoh|referensi)\b"
)

_PURCHASE = re.compile(
    r"\b(?:pejabat pembuat komitmen|pejabat pengadaan|pokja pemilihan|paket (?:pekerjaan|pengadaan)|nama paket|"
    r"dokumen (?:penawaran|pemilihan)|harga penawaran|surat perintah kerja|nilai (?:kontrak|spk)|"
    r"harga perkiraan sendiri|konsultan pengawas|jaminan (?:pelaksanaan|penawaran|pemeliharaan)|daftar hitam|"
    r"masa sanggah|barang hasil pengadaan|untuk dan atas nama (?:pt|cv)|kontraktor pelaksana|calon pemenang|"
    r"serah terima (?:barang|pekerjaan))\b"
)
_FOR_A_FIRM = re.compile(r"\b(?:untuk dan )?atas nama (?:pt|cv|ud|perusahaan|badan usaha|penyedia)\b")

# News of an office may be what a requirement of publicity asks for; an office's release is its own paper.
_NEWS = "publikasi"
_PRESS = re.compile(r"\b(pewarta|wartawan|reporter|redaktur|redaksi|editor|jurnalis|baca juga|bersambung)\b")
# Offices' own releases quote like this too: it tells news only beside a word of the press.
_QUOTING = re.compile(r"\b(?:ujarnya|tuturnya|imbuhnya|pungkasnya|ujar dia|kata dia)\b")
_LEAST_PRESS_WORDS = 2
_RELEASE = re.compile(r"\b(?:siaran pers|rilis|humas|hubungan masyarakat)\b")


def errand(kind: str, text: str) -> str:
    """The words by which a paper asks, sells, studies, buys, is lent or is news; empty where it does none of these.

    Args:
        kind: of the document.
        text: normalised.
    """
    start, top = text[:_CHARS], text[:_TOP_CHARS]
    if kind in _LETTERS and (found := _ASKS.search(start)) and not _DOES_MORE.search(start):
        return found[0]
    if kind in _OFFERS_COME_AS and _PRICE.search(start):
        sells = kind in _LETTERS or kind == "undangan"
        if found := _OFFERS.search(start) or (_SELLS.search(start) if sells else None):
            return found[0]
    if kind in _THESES_COME_AS and (found := _THESIS.search(top)) and _STUDENT.search(top):
        return found[0]
    if kind in _LESSONS_COME_AS and (found := _COURSE.search(top)) and _LESSON.search(top):
        return found[0]
    if kind in _CALLS_COME_AS and any(hint in top for hint in _CALL_HINTS):
        called = list(dict.fromkeys(_CALL.findall(top)))
        if len(called) >= _LEAST_CALL_WORDS:
            return " + ".join(called[:_LEAST_CALL_WORDS])
    if kind in _COPIED and any(verb in start for verb in _LENDING) and (found := _SHARED.search(start)):
        return found[0]
    if kind in _PLEDGES and (found := _FOR_A_FIRM.search(top)):
        return found[0]
    if kind in _PURCHASES_COME_AS:
        bought = list(dict.fromkeys(_PURCHASE.findall(top)))
        if len(bought) >= _LEAST_PURCHASE_WORDS:
            return " + ".join(bought[:_LEAST_PURCHASE_WORDS])
    if kind == "other" and (press := set(_PRESS.findall(start))):
        told = len(press) + bool(_QUOTING.search(start))
        if told >= _LEAST_PRESS_WORDS and not _RELEASE.search(start):
            return _NEWS
    return ""
