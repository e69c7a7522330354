"""What one date in a document is the date of, told by the words around it.

Most dates in a document are not its own: laws and letters it cites, birthdays, deadlines, the day of the
meeting it invites to, stamps. Every date gets one role; `date_candidates` then chooses by kind.
"""

import re
from collections.abc import Sequence

from zi_evidence.facts.dates import Mention
from zi_evidence.facts.enactments import ANNEX, enactment
from zi_evidence.facts.judgments import judgment_role
from zi_evidence.page import Line, runs_on

__all__ = ["ANNEX", "LETTER_SLOT", "PLACE", "TODAY", "role_of"]

_I = re.IGNORECASE

PLACE = re.compile(
    r"(?:^|(?<=\s)|(?<=\d))(?P<place>[A-Z][A-Za-z.'()/-]{2,}(?:\s[A-Z][A-Za-z.'()-]+){0,3})\s?,"
    r"\s{0,6}(?:tanggal|tgl\.?)?\s*[:.…_]*\s*$"
)
_NOT_PLACE = re.compile(
    r"lahir|lhr|\btanggal|\btgl|\bhari\b|waktu|pasal|\bayat|menteri|nomor|presiden|undang|republik|kepala|"
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b",
    _I,
)
_SLOT = re.compile(
    r"^(?:\d{1,2}[.)]\s|[a-z][.)]\s|-\s)?(?:tanggal|tgl)\b\.?\s*"
    r"(?P<what>pengesahan|efektif|ditetapkan|penetapan|pembuatan|dibuat|revisi|terbit|berlaku"
    r"|surat|nota|laporan|naskah"
    r"|dokumen|pelaksanaan|kegiatan|rapat|lahir|masuk|diterima|penerimaan|cetak|selesai"
    r"|penyelesaian|mulai|lhp|agenda"
    r"|penyusunan|pengumuman|disahkan)?\b[\s:.]*(?P<rest>.*)$",
    _I,
)
_SLOT_ROLES = {
    "approved": ("pengesahan", "ditetapkan", "penetapan", "disahkan"),
    "effective": ("efektif", "berlaku"),
    "revised": ("revisi",),
    "made": ("pembuatan", "dibuat", "penyusunan", "terbit"),
    "event": ("pelaksanaan", "kegiatan", "rapat"),
    "": (
        "lahir",
        "masuk",
        "diterima",
        "penerimaan",
        "cetak",
        "selesai",
        "penyelesaian",
        "mulai",
        "lhp",
        "agenda",
    ),
}
_WHAT_ROLE = {word: role for role, words in _SLOT_ROLES.items() for word in words}
# Slots of a table that name their date; also behind the text of the cell before, and in English.
_ISSUED = re.compile(
    r"(?:\b(?:Tanggal|TANGGAL|Tgl\.?|TGL\.?)\s(?P<what>(?i:pengesahan|efektif|ditetapkan|penetapan|pembuatan|revisi"
    r"|terbit|berlaku|disahkan))|(?i:\b(?:date of issue|issue date|issued on|date issued)))\s*[:.]*\s*$"
)
_MEETING = re.compile(
    r"^(?:\d{1,2}[.)]?\s|[a-z][.)]\s|-\s)?(?:h\s?a\s?r\s?i|waktu|tanggal rapat|tanggal pelaksanaan"
    r"|tanggal kegiatan"
    r"|pelaksanaan|tgl|tanggal)[\w\s/,.&]{0,24}[:;]",
    _I,
)
_WEEKDAY = re.compile(r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b", _I)
TODAY = re.compile(r"(?:pada\s)?hari\s?ini\b", _I)
_BIRTH = re.compile(r"lahir|\blhr\b|\bttl\b|\btmt\b|t\.m\.t|terhitung mulai|pensiun\b|\busia\b|wafat", _I)
_DEADLINE = re.compile(
    r"(?:paling lambat|selambat-?\s?lambatnya|sampai dengan|\bs\.?\s?/?\s?d\.?|\bbatas(?: waktu"
    r"| akhir)?|hingga|sebelum|\bmulai|sejak"
    r"|\bper|terakhir|berlaku|\bakhir|tenggat|\bdari|setelah"
    r"|sesudah|valid (?:until|to)|expir\w+(?: date)?)\s*(?:pada\s)?(?:hari \w+,?\s*)?(?:tanggal|tgl\.?)?\s*:?\s*$",
    _I,
)
_CITED = re.compile(
    r"(?:\bnomor|\bno\.|\bno\b|\bnomer)[^;]{1,90}(?:tanggal|tertanggal|tgl\.?|,)\s*$|(?:tertanggal"
    r"|surat tanggal|surat)\s*$",
    _I,
)
_STAMP = re.compile(
    r"dicetak|\bprinted|print date|tanggal cetak|diunduh|downloaded|waktu cetak|copyright"
    r"|\bagenda\b|disposisi|diterima"
    r"|berlaku sampai|\bversi\b|last update|terakhir diperbarui|halaman\b|\bpage\b|di-?scan|no\.? ?reg",
    _I,
)
LETTER_SLOT = re.compile(
    r"(?:nomor|nomer|no|n0mor|n0|sifat|lampiran|lamp|hal|perihal|kepada|yth|dari|derajat"
    r"|klasifikasi)\b\.?\s*(?:[:;]|yth|$)|yth\b|kepada\b",
    _I,
)
_SIGNER = re.compile(
    r"(?:kepala|plt|plh|pj|a\.\s?n|an\.|u\.b|menteri|direktur|ketua|sekretaris|panitera|bupati"
    r"|wali ?kota|gubernur|nip\b|pejabat|rektor"
    r"|dekan|camat|lurah|mengetahui|menyetujui|yang |pelapor|notulis|pembuat|hormat|penanggung"
    r"|tim |inspektur|kasub|kabag|kabid|pemimpin"
    r"|pelaksana|koordinator|hakim|pihak|peserta|pegawai|pimpinan|kalapas|karutan|kuasa|presiden"
    r"|wakil|anggota|saksi|saya|petugas"
    r"|dibuat oleh|disusun oleh|an\s|ppk\b|bendahara|penyusun|agen|kanit|kasi\b|kakan|auditor"
    r"|pengawas|jaksa|komandan)",
    _I,
)
# Who else puts a name beside the one who dates a document.
_BESIDE = re.compile(
    r"(?:atasan|pemegang|penerima|pemberi|pemohon|pemilik|pengirim|pegawai|pejabat|disetujui|diketahui|diperiksa|disahkan"
    r"|telah |menyaksikan|penyedia|narasumber|dosen|mahasiswa|orang ?tua|wali\b|lurah|operator|pengelola)",
    _I,
)
_MADE_BY = re.compile(
    r"^(?:disusun|dibuat|diperiksa|disetujui|diketahui|disahkan|diverifikasi) oleh\s?:?", _I
)
_APPROVES = re.compile(r"(?:mengetahui|menyetujui|mengesahkan|disetujui|diketahui|menyaksikan)\b", _I)
_MEETING_NEXT = re.compile(
    r"(?:\d{1,2}[.)]\s|[a-z][.)]\s)?(?:waktu|j\s?a\s?m|pukul|tempat|acara|agenda|keperluan)\b", _I
)
_HARI = re.compile(r"(?:\d{1,2}[.)]\s|[a-z][.)]\s)?h\s?a\s?r\s?i\b", _I)


# `Nomor dan Tanggal SPK : 01/SPK/2024 tanggal 1 April 2024`: both slots in one.
_NUMBER_AND_DAY = re.compile(
    r"(?:nomor|no\.?)\s?(?:dan|&|/)\s?(?:tanggal|tgl\.?)(?:\s(?:spk|sk|surat|kontrak|perjanjian|dokumen"
    r"|naskah))?\s?:",
    _I,
)


# The first line of a release: `No. 41/11/99/Th. XXVI, 5 November 2024`.
_NUMBERED_ISSUE = re.compile(r"(?:nomor|no\.?)\s?:?\s?\d\S*/\S+(?:\s[IVXL]+)?,\s*", _I)

# How a release begins its first sentence: `Arjasari (30/10/2024) - …`.
_DATELINE = re.compile(r"[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+){0,2},?\s\(")
_RELEASE_LINES = 20

# How a sentence goes on to a date that stands in the next line.
_LEADS_ON = re.compile(r"\b(?:pada|tanggal|tertanggal|sejak|hingga|sampai|dengan|mulai|dari|per|bulan|dan)$")


# The first line of a letter whose slots have no colons, and the slot that follows it.
_PLAIN_NUMBER = re.compile(r"(?:nomor|no\.?)\s+(?=\S*\d)\S+[/.-]\S+(?:\s[/.-]\s?\S+){0,4}", _I)
_PLAIN_SLOT = re.compile(r"(?:sifat|klasifikasi|lampiran|hal|perihal)\s", _I)


def _slot_role(lines: Sequence[Line], index: int, mention: Mention) -> str | None:
    """The role of a date in a `Tanggal …` slot; `None` when it stands in none, `-` when it is nobody's."""
    text = lines[index].text
    slot = _SLOT.match(text)
    if not slot or not slot.start("rest") <= mention.start <= slot.start("rest") + 14:
        return None
    what = (slot["what"] or "").lower()
    colon = ":" in text[: mention.start]
    if not what and not colon and text[:1].islower():
        return None
    if what in _WHAT_ROLE:
        return _WHAT_ROLE[what] or "-"
    if index > 6 and index + 1 < len(lines) and ":" not in lines[index + 1].text and colon:
        below = lines[index + 1].text
        if _SIGNER.match(below) and not _MEETING_NEXT.match(below):
            return "signature"
    previous = [lines[index - back].text for back in (1, 2, 3) if index >= back]
    following = [line.text for line in lines[index + 1 : index + 3]]
    if (previous and _HARI.match(previous[0])) or any(_MEETING_NEXT.match(text) for text in following):
        return "event"
    if any(ANNEX.match(text) for text in previous):
        return "annex"
    near = [*lines[max(0, index - 8) : index], *lines[index + 1 : index + 7]]
    if any(LETTER_SLOT.match(line.text) for line in near):
        above = lines[max(0, index - 5) : index]
        return "annex" if any(ANNEX.match(line.text) for line in above) else "letterhead"
    return "event"


def _place_role(lines: Sequence[Line], index: int, mention: Mention) -> str | None:
    """The role of a date after a place (`Jakarta, 23 Maret 2022`); `None` where no place stands before it."""
    line = lines[index]
    before, after = line.text[: mention.start], line.text[mention.end :].strip()
    place = PLACE.search(before)
    if not place or _NOT_PLACE.search(place["place"]):
        beside = place and not after and _beside(lines, index, before)
        return "signature" if beside else None
    lead = before[: place.start()].strip()
    if lead and not after and _beside(lines, index, before):
        return "signature"
    if re.search(
        r"\b(?:di|ke|dari|bertempat|tempat|alamat|kota|tentang|oleh|dan|pada|kabupaten)\s*$", lead, _I
    ):
        return "-"
    wide = "  " in line.raw
    opens_letter = not after and index + 1 < len(lines) and LETTER_SLOT.match(lines[index + 1].text)
    if (lead and not LETTER_SLOT.match(lead) and not wide and not opens_letter) or (
        re.match(r"[a-z]{2,}", after) and not wide
    ):
        return "-"
    if lead and after and not LETTER_SLOT.match(lead):
        return "-"  # a cell in the middle of a row
    following = [other.text for other in lines[index + 1 : index + 9]]
    if any(_SIGNER.match(text) for text in following[:3]) and not any(
        LETTER_SLOT.match(text) for text in following[:2]
    ):
        return "signature"
    around = [other.text for other in lines[max(0, index - 6) : index]] + following
    if LETTER_SLOT.match(line.text) or any(LETTER_SLOT.match(text) for text in around):
        return "letterhead"
    return "signature" if index > 6 else "letterhead"


_PLACE_AND_YEAR = re.compile(r"^:?\s?[A-Z][\w ]+,\s.*\d{4}$")
_BIRTH_LABEL = re.compile(r"(?:.{0,30}\b)?(?:lahir|ttl|lhr)\W*", _I)
_LABELS_ABOVE = 14


def _of_birth(lines: Sequence[Line], index: int) -> bool:
    """Whether a place and date answer a label `Lahir` whose value a text layer put further down."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if _SIGNER.match(following):
        return False
    for back in range(index - 1, max(-1, index - _LABELS_ABOVE), -1):
        text = lines[back].text
        if _PLACE_AND_YEAR.search(text):
            return False  # it has its answer
        if _BIRTH_LABEL.fullmatch(text):
            return True
    return False


def _plain_head(lines: Sequence[Line], index: int, before: str, after: str) -> bool:
    """Whether a date ends the number line of a letter without colons: `Nomor W1/3/2024 Arjasari, 3 Mei 2024`."""
    number = _PLAIN_NUMBER.match(before) if before[:1] in "Nn" and not after.strip() else None
    if (
        not number
        or index > 25
        or not any(_PLAIN_SLOT.match(line.text) for line in lines[index + 1 : index + 3])
    ):
        return False
    return not before[number.end() :].strip() or bool(PLACE.fullmatch(before[number.end() :].strip()))


def _beside(lines: Sequence[Line], index: int, before: str) -> bool:
    """Whether a place and date close the first line of two blocks of signers: `Penerima, Sukamaju, 3 Mei 2024`."""
    following = [other.text for other in lines[index + 1 : index + 4]]
    before = _MADE_BY.sub("Disetujui ", before)
    return (
        len(before) < 90
        and bool(_SIGNER.match(before) or _BESIDE.match(before))
        and not re.search(r"\b(?:di|ke|dari|nomor|Nomor|pada|tentang|surat|tanggal|oleh)\b", before)
        and ":" not in re.sub(r"^[MD]\w+(?:/\w+)?\s?:", "", before)
        and (
            bool(_APPROVES.match(before))
            or any(_SIGNER.match(text) or _BESIDE.match(text) for text in following)
        )
    )


_NUMBERED = re.compile(r"nomor\s?:\s?\S*\d", _I)
_ADDRESSEE = re.compile(r"(?:kepada|yth)\b", _I)
_BARE_LABEL = re.compile(
    r"(?:tanggal|tgl\.?)\s(?P<what>pengesahan|efektif|ditetapkan|penetapan|pembuatan|revisi|terbit|berlaku|disahkan)\s?:?",
    _I,
)


def _cell_role(lines: Sequence[Line], index: int) -> str:
    """The role of a date in the cell below its label; nothing where a column of labels stands above it."""
    label = _BARE_LABEL.fullmatch(lines[index - 1].text) if index else None
    if not label or (index > 1 and _BARE_LABEL.fullmatch(lines[index - 2].text)):
        return ""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return (
        "" if below[:1].isdigit() and re.search(r"[12]\d{3}$", below) else _WHAT_ROLE[label["what"].lower()]
    )


def _alone_role(lines: Sequence[Line], index: int, mention: Mention, last: int) -> str:
    """The role of a date that fills its line, or ends on the line `last`."""
    previous = lines[index - 1].text if index else ""
    if cell := _cell_role(lines, index):
        return cell
    if previous.endswith(",") and len(previous) < 30 and not _NOT_PLACE.search(previous):
        return "signature"
    following = [line.text for line in lines[last + 1 : last + 7]]
    if mention.whole:
        if index < 14 and following and _ADDRESSEE.match(following[0]):
            return "letterhead"
        signed = following and _SIGNER.match(following[0]) and not LETTER_SLOT.match(following[0])
        if signed and (last == index or following[0][:1].isupper()):
            return "signature"
        around = [line.text for line in lines[max(0, index - 6) : index]] + following
        if (
            index < 25
            and any(_PLAIN_NUMBER.fullmatch(text) for text in around)
            and any(_PLAIN_SLOT.match(text) for text in around)
        ):
            return "letterhead"
        slots = sum(1 for text in around if LETTER_SLOT.match(text))
        if slots >= 2 and any(text[:2].lower() == "no" for text in around if LETTER_SLOT.match(text)):
            return "letterhead"
        if len(lines) - 3 < last < 60 and any(_NUMBERED.match(line.text) for line in lines[:25]):
            return "trailing"
    return "alone"


# Slots of a letter behind which its date may stand in a second column.
_SHORT_SLOT = re.compile(
    r"(?:lampiran|lamp|sifat|klasifikasi|derajat)\b\.?\s*:\s*(?:-|\w+(?:\s?\(\w+\))?(?:\s\w{3,10})?)\s*",
    _I,
)


def role_of(lines: Sequence[Line], index: int, mention: Mention, rest: str | None = None) -> str | None:
    """The role of a date on a line, or `None` where it is nobody's.

    Roles: `enacted`, `signature`, `letterhead`, `annex` (repeated over an annex), the SOP slots `approved`,
    `effective`, `revised`, `made`; `formula` (pada hari ini …), `event` (a slot), `occasion` (a weekday in
    running text), `trailing` (alone at the end of a letter), `alone`, `body`. `rest` is what follows a date that
    ends on the next line.
    """
    text = lines[index].text
    before, after = text[: mention.start], text[mention.end :] if rest is None else rest
    near = before[-110:]
    previous = lines[index - 1].text if index else ""
    bare = not before.strip(" :") or before.startswith(":")
    if _BIRTH.search(near) or (bare and _BIRTH.search(previous[-40:])) or _STAMP.search(near):
        return None
    if issued := _ISSUED.search(before):
        return _WHAT_ROLE[issued["what"].lower()] if issued["what"] else "enacted"
    lead_in = f"{previous[-100:]} {before}"
    if judgment := judgment_role(lines, index, before, after):
        return judgment
    if TODAY.search(lead_in[-170:]):
        return "formula"
    ranged = re.match(r"\s*(?:\([^)]{0,20}\)\s*)?(?:s\.?\s?/?\s?d\b|sampai|hingga|-\s*\d)", after, _I)
    if (
        _DEADLINE.search(near)
        or ranged
        or (len(before) < 12 and _DEADLINE.search(lead_in[-60:]) and not _MEETING.match(text))
    ):
        return "event" if _MEETING.match(text) else None
    if _plain_head(lines, index, before, after):
        return "letterhead"
    if index < _RELEASE_LINES and _DATELINE.fullmatch(before) and re.match(r"\)\s?-", after):
        return "letterhead"
    if index < 5 and not after.strip(" .,") and _NUMBERED_ISSUE.fullmatch(before):
        return "letterhead"
    if _NUMBER_AND_DAY.match(text) and not after.strip(" .,"):
        return "letterhead"
    if enacted := enactment(lines, index, before, after.strip()):
        return enacted if enacted == "enacted" else None
    if slot := _slot_role(lines, index, mention):
        return None if slot == "-" else slot
    if _MEETING.match(text):
        return "event"
    if _WEEKDAY.search(near[-45:]):
        return "occasion"
    if place := _place_role(lines, index, mention):
        return None if place == "-" or (mention.whole and _of_birth(lines, index)) else place
    if not before.strip(" :.,-") and not after.strip(" .,"):
        if _LEADS_ON.search(previous) and runs_on(lines, index):
            return None if _CITED.search(previous) else "body"
        return _alone_role(lines, index, mention, index + (rest is not None))
    if (
        LETTER_SLOT.match(text)
        and text[:2].lower() == "no"
        and (not after.strip(" .,") or LETTER_SLOT.match(after.strip()))
        and not _CITED.search(near)
    ):
        return "letterhead"
    if "    " in lines[index].raw and not after.strip(" .,") and LETTER_SLOT.match(text):
        return "letterhead"
    if index < 25 and not after.strip(" .,") and _SHORT_SLOT.fullmatch(before):
        return "letterhead"
    return None if _CITED.search(near) or _CITED.search(lead_in[-120:]) else "body"
