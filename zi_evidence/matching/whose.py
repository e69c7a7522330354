"""Whose paper a document is: a public office's own, or one that a firm, a club or a newspaper wrote.

What an office holds as evidence shows the office: its letterhead, its chief, its staff, the scheme it belongs to.
A text that shows none of these is somebody else's, however well its words fit ("Survei Kepuasan Tamu" of a hotel).
"""

import re
from collections.abc import Sequence

from zi_evidence.model import ReasonCode
from zi_evidence.text import normalise

__all__ = ["OFFICE_WORDS", "stranger"]

# A letterhead stands in the first lines; an office above or beside it makes the paper the office's own.
_LETTERHEAD_LINES = 3
_LINES = 12
_LINE = 200
# Fewer words than these are a caption, which need not say where it hangs.
_CAPTION = 25

_PRIVATE = """
    pt, cv, ud, firma, perseroan, perusahaan, toko, warung, kedai, kafe, cafe, restoran, rumah makan, katering,
    catering, hotel, wisma, penginapan, villa, apotek, apotik, klinik, bank, bengkel, dealer, showroom, percetakan,
    penerbit, harian, koran, majalah, tabloid, koperasi, yayasan, perkumpulan, paguyuban, persatuan, ikatan alumni,
    karang taruna, kelompok tani, gabungan kelompok tani, kelompok ternak, kelompok usaha, komite sekolah, osis,
    kantor akuntan publik, kap, kantor hukum, kantor notaris, kantor advokat, notaris, advokat, law office,
    lembaga kursus, bimbingan belajar, event organizer, panitia masjid, takmir masjid, dewan kemakmuran masjid,
    majelis taklim, gereja, partai, dewan pimpinan, pengurus cabang, pengurus besar, pengurus daerah,
    lembaga swadaya, lembaga kajian, lembaga bantuan hukum, rukun tetangga, rukun warga, asuransi, travel,
    biro perjalanan, badan usaha milik desa, bum desa, bumdes, bumdesa, badan usaha milik nagari,
    badan usaha milik daerah, bumd, perumda, perseroda, perumdam, pdam
"""
_BODIES = """
    kementerian, kemenkumham, pemerintah, pemkab, pemkot, pemprov, pemda, dinas, badan, kantor, balai, instansi,
    direktorat, sekretariat, inspektorat, lembaga pemasyarakatan, lapas, rutan, rumah tahanan, bapas, lpka, rupbasan,
    imigrasi, kanim, kanwil, pengadilan, mahkamah, kejaksaan, kejari, kejati, polri, polres, polresta, polda, polsek,
    kepolisian, bps, kpp, kppn, kppbc, kpknl, bpom, bnn, bnnk, bnnp, rsud, puskesmas, kecamatan, kelurahan,
    pertanahan, upt, uptd, unit pelaksana teknis, opd, skpd, satker, satuan kerja, unit kerja, unit pelayanan,
    universitas, fakultas, politeknik, institut, sekolah, madrasah, smk negeri, sma negeri, rumah sakit, rsu, loka,
    mahkamah agung, komisi pemilihan umum, pemerintah desa, kantor urusan agama, kua
"""
_SERVICE = """
    pemerintahan, loket, kepala seksi, kepala subbagian, kepala sub bagian, kepala bidang, kepala bagian, bupati,
    walikota, wali kota, gubernur, camat, lurah, kakanim, kalapas, karutan, kajari, kapolres, nip, asn, pns, cpns,
    pppk, pegawai, aparatur, birokrasi, atasan, pemohon, pengguna layanan, penerima layanan, standar pelayanan,
    warga binaan, zona integritas, zi, wbk, wbbm, gratifikasi, sp4n, ppid, spbe, lhkpn, lhkasn, spip, sakip, lkjip,
    skp, skm, ikm, menteri, presiden, republik indonesia, direktur jenderal, kepala desa, wali nagari, kepala sekolah,
    kepala madrasah, rektor, wakil rektor, dekan, wakil dekan, hakim, panitera, jurusita, jaksa, penyidik, narapidana,
    tahanan, pengaduan masyarakat, maklumat, undangundang, peraturan pemerintah, peraturan menteri, sop,
    standar operasional prosedur, kelompok kerja, pokja, tim kerja, korupsi, integritas
"""


def _wordings(*lists: str) -> set[str]:
    return {wording.strip() for words in lists for wording in " ".join(words.split()).split(",")}


def _either(*lists: str) -> str:
    ordered = sorted(_wordings(*lists), key=lambda wording: (-len(wording), wording))
    return "|".join(map(re.escape, ordered))


# Normalised words of which a public office's own paper shows one.
OFFICE_WORDS = tuple(sorted(_wordings(_BODIES, _SERVICE)))


_LETTERHEAD = re.compile(rf"({_either(_PRIVATE)}) \w")
_BODY = re.compile(rf"\b(?:{_either(_BODIES)})\b")
# What a foundation runs is the foundation's, not a public office.
_RUNS = frozenset({"yayasan", "perkumpulan"})
_RUN_BY_OTHERS = re.compile(
    r"\b(?:sekolah|madrasah|universitas|fakultas|politeknik|institut|rumah sakit|lembaga|badan|balai|kantor|"
    r"unit kerja|unit pelayanan)\b"
)
_DAY = re.compile(r"\b\d{1,2} [a-z]{3,9} (?:19|20)\d\d$")
# How firms, clubs and committees end a letter; an office ends it with the post of who signs.
_CLOSING = re.compile(r"\s*(?:hormat kami|salam hormat kami)\W*$", re.IGNORECASE)
_CLOSING_LINES = 12
_SIGNS = re.compile(r"\b(?:nip|pembina|penata|kepala|sekretaris|ketua tim)\b")
# Kinds that an office never writes without its letterhead or the post of who signs; others may be a table or a page.
_SIGNED_KINDS = frozenset(
    {
        "berita_acara", "laporan", "nota_dinas", "notula", "pengumuman", "peraturan", "rencana_aksi", "renstra", "sk",
        "sop", "surat", "surat_edaran", "surat_tugas", "survei", "undangan",
    }
)  # fmt: skip
_POSTS = re.compile(
    r"\b(?:nip|nrp|pembina|penata|kepala|sekretaris|ketua tim|plt|plh|camat|lurah|panitera|hakim|jaksa|dekan|rektor|"
    r"inspektur|direktur rsud|direktur rumah sakit|bupati|wali ?kota|gubernur|kalapas|karutan|kakanim|kajari|"
    r"kapolres|kapolsek|kanit|kasubbag|kasubag|kasi|kasubsi|kabid|kabag|subbagian|seksi|subseksi|bidang|"
    r"koordinator|pejabat|agen perubahan|pokja|ppid|upg|ppk|operator|admin|notulis|pegawai|pimpinan|petugas|"
    r"kombes|akbp|kompol|iptu|ipda|aiptu|aipda|bripka|brigadir|brigpol|briptu|bripda|paur|kabagren|kabagops|kasium|"
    r"kasatreskrim|kasatlantas|kasatintelkam|kasatresnarkoba|kasatbinmas|kasatsamapta|kasiwas|kasi ?propam)\b"
)
# Who but an office reports on these; outsiders invite to them and ask about them.
_OWN_MATTERS = re.compile(
    r"\b(?:zona integritas|zi|wbk|wbbm|lkjip|lakip|skp|spip|sakip|lhkpn|upg|ppid|pegawai|asn|satker|unit kerja)\b"
)
_REPORTING_KINDS = _SIGNED_KINDS - {"pengumuman", "sop", "surat", "survei", "undangan"}
_SIGNATURE_LINES = 10
# Lines of a signature are short; longer ones are prose, which names posts of others too.
_SIGNATURE_LINE = 70
# Pages of pictures hang as they were taken, without letterhead or signature.
_PICTURES = re.compile(r"\b(?:foto|gambar|tangkapan layar|screenshot) (\d{1,2}) [a-z]")
_LEAST_PICTURES = 3
_OWNED = re.compile(r"\bhak cipta (?:dilindungi )?(?:\d{4} )?(?:oleh )?(?:pt|cv)\b")


def _heads(line: str, *, foundation: bool) -> bool:
    """Whether a shouted line names a public office, be it a letterhead or what a report is about."""
    if not line.isupper():
        return False
    plain = normalise(line)
    return bool(_BODY.search(_RUN_BY_OTHERS.sub(" ", plain) if foundation else plain))


def _names_body(line: str) -> bool:
    return bool(_BODY.search(normalise(line)))


def _closing(page: str) -> str:
    """The words with which a letter of no office ends, unless somebody of an office signs below them."""
    lines = [line[:_LINE] for line in page[-_LINE * _CLOSING_LINES :].splitlines() if line.strip()]
    last = lines[-_CLOSING_LINES:]
    for number, line in enumerate(last):
        if _CLOSING.match(line):
            below = normalise(" ".join(last[number + 1 :]))
            return "" if _BODY.search(below) or _SIGNS.search(below) else normalise(line)
    return ""


def _authored(pages: Sequence[str], kind: str) -> bool:
    """Whether a public office shows itself where an author does: in the first lines, or where somebody signs."""
    reports = kind in _REPORTING_KINDS
    for line in (line[:_LINE] for line in pages[0].split("\n", _LINES)[:_LINES]):
        plain = normalise(line)
        found = _BODY.search(plain)
        if found and (line.isupper() or not found.start()):
            return True
        if reports and len(line) <= _SIGNATURE_LINE and _OWN_MATTERS.search(plain):
            return True
    for page in pages:
        lines = [line for line in page[-_LINE * _SIGNATURE_LINES :].splitlines() if line.strip()]
        short = (line for line in lines[-_SIGNATURE_LINES:] if len(line) <= _SIGNATURE_LINE)
        last = normalise(" ".join(short))
        if _POSTS.search(last) or _BODY.search(last):
            return True
    return False


def stranger(pages: Sequence[str], text: str, *, shows_office: bool, kind: str = "") -> str:
    """The code of `OWNERLESS` or the words that say why a paper is not an office's own; empty where nothing does.

    Args:
        pages: as read.
        text: the same, normalised.
        shows_office: whether one of `OFFICE_WORDS` stands in the text.
        kind: of the document, as its heading tells it.
    """
    lines = [line[:_LINE] for line in pages[0].split("\n", _LINES)[:_LINES] if line.strip()] if pages else []
    for number, line in enumerate(lines[:_LETTERHEAD_LINES]):
        plain = normalise(line)
        found = _LETTERHEAD.match(plain)
        # A line may name an office itself, or the place and day of what an office did.
        if not found or _BODY.search(plain, found.end(1)) or _DAY.search(plain):
            continue
        above = any(_BODY.search(normalise(other)) for other in lines[:number])
        foundation = found[1] in _RUNS
        if not above and not any(_heads(other, foundation=foundation) for other in lines[number + 1 :]):
            return found[1]
    headed = any(map(_names_body, lines[:_LETTERHEAD_LINES])) if "hormat kami" in text else True
    if not headed and (closing := _closing(pages[-1])):
        return closing
    if "hak cipta" in text and (owned := _OWNED.search(text)):
        return owned[0]
    if text.count(" ") < _CAPTION:
        return ""
    if not shows_office:
        return ReasonCode.NO_OFFICE
    if kind not in _SIGNED_KINDS or _authored(pages, kind):
        return ""
    return "" if len(set(_PICTURES.findall(text))) >= _LEAST_PICTURES else ReasonCode.NO_AUTHOR
