"""Papers that show that nothing was done yet: a dated "nihil", a plan of what is to follow.

A report of nothing is evidence only where a requirement takes one. A report that no gift was offered shows that
somebody looked; a report that no socialisation was held shows that none was. What the office owed and did not do
cannot be told from its topic words, which are all there.
"""

import re
from collections.abc import Iterable

from zi_evidence.text import normalise

__all__ = ["NIL", "nothing_done", "only_planned"]

NIL = "nihil"
_CHARS = 1500
# Kinds that report; plans, decrees and banners use the word for what they aim at, a statement for what it denies.
_REPORTS = frozenset(
    {
        "berita_acara",
        "daftar",
        "laporan",
        "nota_dinas",
        "notula",
        "other",
        "register_risiko",
        "surat",
        "survei",
    }
)
# What comes in from others may be nil while the office did all that it owed: "monev penanganan pengaduan nihil".
_INCOMING = (
    r"(?:pengaduan|aduan|dumas|keluhan|gratifikasi|pelaporan|laporan masuk|wbs|whistle ?blowing(?: system)?|"
    r"pelanggaran|benturan kepentingan|keberatan|permohonan|temuan|kesalahan|selisih)"
)
_LOOKED_INTO = re.compile(
    rf"\b(?:monev|monitoring|evaluasi|pemantauan|analisis|tindak lanjut) (?:\w+ ){{0,8}}?{_INCOMING} "
    rf"(?:masyarakat |internal |pegawai |layanan )?(?:(?:tw|triwulan|semester|bulan) \w{{1,9}} )?(?:\d{{4}} )?nihil\b"
)
_AIMED_AT = re.compile(
    r"\b(?:target|menuju|komitmen|deklarasi|zona|temuan|selisih|hasil) nihil\b|\bnihil (?:temuan|pungl?i)\b"
)

_DEED = (
    r"sosialisasi|internalisasi|monitoring dan evaluasi|monev|monitoring|evaluasi|pemantauan|rapat|pelatihan|bimtek|"
    r"bimbingan teknis|diklat|survei|publikasi|tindak lanjut|reviu|kampanye|pencanangan|forum konsultasi publik|asesmen"
)
_DONE = r"(?:dilaksanakan|dilakukan|diadakan|diselenggarakan|terlaksana)"
# Of some things only ("di dua seksi", "yang tidak dilaksanakan"), or of what would follow, all reports speak.
_PLAIN = r"(?!(?:yang|jika|bila|apabila|bukan|agar|satu|dua|tiga|beberapa|sebagian|seluruh)\b)(?:[a-z]{1,20}|20\d\d)"
# What was done late or in another manner was done.
_MANNER = (
    r"(?! (?:tepat|secara|dengan|sesuai|optimal|maksimal|rutin|seluruhnya|sepenuhnya|setiap|tiap|sebelum)\b)"
)
_THEN = r"(?=$| (?:pada|selama|di|dalam|untuk) (?:triwulan|tw|semester|bulan|tahun|periode|masa)\b)"
_DOING = r"(?:melaksanakan|melakukan|menyelenggarakan|mengadakan)"
_LEFT_UNDONE = re.compile(
    rf"\b(?P<deed>{_DEED}) (?:{_PLAIN} ){{0,8}}?"
    rf"(?:(?:tidak|belum) (?:pernah |dapat |sempat |ada yang )?{_DONE}\b{_MANNER}|ditiadakan\b)|"
    rf"\b(?:tidak|belum) (?:ada|terdapat|pernah ada) (?:kegiatan |pelaksanaan )?(?P<none>{_DEED}) "
    rf"(?:{_PLAIN} ){{0,6}}?(?:yang )?{_DONE}\b|"
    rf"\b(?:tidak|belum) (?:pernah |dapat |sempat )?(?:{_DOING}|{_DONE}) (?:kegiatan )?(?P<undone>{_DEED})\b"
    rf"(?: (?!(?:yang|atas|terhadap|oleh|satu|dua|tiga)\b)\w{{1,20}}){{0,4}}?{_THEN}"
)
_YEAR = re.compile(r"\b20\d\d\b")
_BEFORE = re.compile(r"\b(?:tahun|periode|triwulan|semester) (?:lalu|sebelumnya)\b|\b(?P<year>20\d\d)\b")
_CONDITION = re.compile(r"\b(?:jika|bila|apabila|agar|supaya|peringatan)\b")
# Where something else of it was done, the sentence tells of the rest.
_CARRIED_OUT = re.compile(
    rf"\b(?:telah|sudah) (?:\w{{1,20}} )?{_DONE}\b|\b(?:dihadiri|diikuti) (?:oleh )?\w|"
    r"\bpeserta (?:hadir|sebanyak|berjumlah)\b"
)
# Most texts are told by one look to say nothing of the kind.
_DENIES = re.compile(rf"(?:tidak|belum)\s[^.:;|•]{{0,200}}?(?:{_DONE}|{_DOING})\b|\bditiadakan\b")
_SENTENCES = re.compile(r"[.:;|•]")


# The plan that closes an evaluation; a report on such a plan begins with another word.
_PLAN = re.compile(
    r"(?:(?:matriks?|tabel|dokumen|lampiran|daftar|form|formulir|jadwal|usulan|penyusunan) )?"
    r"(?:rencana (?:aksi |kerja )?tindak ?lanjut|rtl)\b"
)
_FOLLOW_UP = re.compile(r"tindak|\brtl\b", re.IGNORECASE)
_GOES_FURTHER = re.compile(
    r"\b(?:laporan|pelaksanaan|realisasi|progres|capaian|bukti|hasil tindak|dan tindak lanjut)\b"
)
# What a plan counts as done; "hasil evaluasi yang telah dilaksanakan" and "target selesai" tell of no follow-up.
_STATUS = re.compile(
    r"\b(?:status|realisasi|terealisasi|terlaksana|tuntas|(?<!yang )(?:telah|sudah)|"
    r"(?<!target )(?<!harus )(?<!waktu )(?<!tenggat )(?<!akan )(?<!lambat )(?<!tanggal )selesai)\b"
)


def only_planned(headings: Iterable[str], text: str) -> bool:
    """Whether a text plans a follow-up and says of nothing in the plan that it was done.

    Args:
        headings: what stands out at the top of the text, each piece by itself.
        text: normalised.
    """
    titles = [normalise(one) for one in headings if _FOLLOW_UP.search(one)]
    if not any(map(_PLAN.match, titles)) or any(map(_GOES_FURTHER.search, titles)):
        return False
    return not _STATUS.search(text)


def _undone(start: str, titles: str) -> str:
    """What a text says was not done, the first thing of it; empty where it says no such thing, or of former years."""
    if not _DENIES.search(start.lower()):
        return ""
    named = set(_YEAR.findall(titles))
    for sentence in map(normalise, _SENTENCES.split(start)):
        found = _LEFT_UNDONE.search(sentence)
        if not found or _CONDITION.search(sentence[: found.start()]):
            continue
        former = (m["year"] for m in _BEFORE.finditer(sentence))
        if not any(not year or (named and year not in named) for year in former):
            return found["deed"] or found["none"] or found["undone"]
    return ""


def _reports_nil(title: str) -> bool:
    return NIL in title.split() and not _LOOKED_INTO.search(title) and not _AIMED_AT.search(title)


def nothing_done(kind: str, name: str, headings: Iterable[str], page: str) -> str:
    """`NIL` where a report says of itself that it is one of nothing, or the deed that it says was not done.

    Args:
        kind: of the document.
        name: normalised file name.
        headings: what stands out at the top of the text, each piece by itself.
        page: the first page, as read.
    """
    if kind not in _REPORTS:
        return ""
    titles = (name, *headings)
    for title in titles:
        if NIL in title.lower() and _reports_nil(normalise(title)):
            return NIL
    start = page[:_CHARS]
    deed = _undone(start, " ".join(titles))
    return deed if deed and not _CARRIED_OUT.search(normalise(start)) else ""
