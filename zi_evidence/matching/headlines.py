"""What stands out at the top of a document: its shouted lines below the letterhead, and its subject lines.

A heading need not carry a word for the kind of document ("RENCANA PENGEMBANGAN KOMPETENSI PEGAWAI"), and the
subject of minutes stands in a labelled line ("Acara : Rapat monev ZI"). Prose below them mentions much that
the document is not about.
"""

import re

from zi_evidence.text import normalise

__all__ = ["headlines"]

_LINES = 40
_LONGEST = 300
_PURPOSE_CHARS = 2000
_SHOUTED = 0.8
_LEAST_SHOUTED = 5
# A heading of these words alone names the kind of paper and no subject.
_KIND_WORDS = frozenset(
    {
        "absensi", "acara", "berita", "bukti", "catatan", "daftar", "dinas", "dokumentasi", "edaran", "foto",
        "hadir", "kegiatan", "keputusan", "keterangan", "laporan", "layar", "lembar", "memo", "memorandum",
        "nota", "notula", "notulen", "penghargaan", "pengumuman", "perintah", "pernyataan", "piagam", "rapat",
        "sertifikat", "staf", "surat", "tangkapan", "telaahan", "tugas", "undangan", "tindak", "lanjut",
        "siaran", "pers", "riwayat", "hidup", "profil", "resume", "ringkasan", "rilis",
    }
)  # fmt: skip
_LINES_AFTER_BARE = 2
# Notes of a meeting begin with what it was about, in plain letters.
_MEETING = re.compile(
    r"\s*(?:(?:hasil|catatan|ringkasan|resume) )?(?:rapat|rakor|pertemuan|diskusi) [^.:;]{10,120}$",
    re.IGNORECASE,
)
# What is called a speech says its subject in its first sentences.
_SPEECH = frozenset(
    {
        "teks", "naskah", "arahan", "amanat", "sambutan", "pidato", "pembina", "apel", "pagi", "sore", "senin",
        "upacara", "pimpinan", "kepala", "kantor", "inspektur", "catatan", "materi", "bahan", "pengarahan", "briefing",
    }
)  # fmt: skip
_LETTERHEAD = re.compile(
    r"\s*(?:kementerian|direktorat|badan|kantor|dinas|pemerintah|mahkamah|pengadilan|lembaga|rumah tahanan|"
    r"jalan|jln?\b|telp|telepon|faks|laman|e-?mail|website|balai|sekretariat|inspektorat|kepolisian|"
    r"kejaksaan|komisi|pusat|republik|provinsi|kabupaten|kota|kelas|unit pelaksana|nomor|no\b|lampiran|"
    r"salinan|lapas|rutan|lpka|bapas|rupbasan|kanim|kanwil|bps|kpp\b|kppbc|polres|satuan|kecamatan|"
    r"kelurahan|desa|sektor|resor|distrik|cabang|stasiun|universitas|institut |politeknik|akademi|sekolah|"
    r"(?:sd|smp|sma|smk|mts|man) negeri|rsud|puskesmas|uptd?\b|wilayah|layanan informasi dan pengaduan|"
    r"hotline|call cent)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\s*(?:hal|perihal|acara|agenda(?: rapat)?|kegiatan|nama kegiatan|judul|nama sop|tentang|topik|tema|"
    r"materi|persoalan|rapat|pokok bahasan|keperluan)\s{0,40}:\s{0,40}(\S.*)",
    re.IGNORECASE,
)

# "Hal : Undangan" names no subject: what the letter is for stands in its first sentence.
_PURPOSE = re.compile(
    r"\b(?:sehubungan dengan|berkenaan dengan|dalam rangka|guna)\s+([^:;]{10,250}?),?\s+"
    r"(?:(?:bersama|dengan) ini|maka|kami|dimohon|diminta|diharapkan|mohon)\b",
    re.IGNORECASE,
)
_INVITING = re.compile(
    r"\s*(?:hal|perihal)\s{0,40}:\s{0,40}(?:surat )?undangan(?: rapat)?\W*$", re.IGNORECASE
)

# An address ends a letterhead: what stood above it was no heading.
_ADDRESS = re.compile(
    r"\s*(?:jalan|jl[n.]?|telp|telepon|tlp|faks|fax|laman|e-?mail|website|kode pos)\b", re.IGNORECASE
)
# The number of a letter, whose parts read like abbreviations; what it rests on, which is another's subject.
_BESIDE = re.compile(
    r"\s*(?:no(?:mor)?\b\s*[.:]|(?:menimbang|mengingat|dasar|memperhatikan)\b)", re.IGNORECASE
)


def _shouted(line: str) -> bool:
    if line.islower():
        return False
    upper = sum(map(str.isupper, line))
    if upper < _LEAST_SHOUTED or line.isupper():
        return upper >= _LEAST_SHOUTED
    return upper >= _SHOUTED * (upper + sum(map(str.islower, line)))


def headlines(page: str) -> tuple[str, ...]:
    """Heading block and subject lines of a first page, each on one line; empty where nothing stands out."""
    found: list[str] = []
    block: list[str] = []
    closed = goes_on = bare_invitation = False
    after = 0
    for whole in page.split("\n", _LINES)[:_LINES]:
        line = whole[:_LONGEST]
        if ":" in line and (subject := _SUBJECT.match(line)):
            found.append(subject[1])
            bare_invitation = bare_invitation or bool(_INVITING.match(line))
        if closed:
            continue
        shouted = not after and _shouted(line)
        if not block and shouted and (goes_on or _LETTERHEAD.match(line)):
            # "DINAS PENANAMAN MODAL DAN" is a name that goes on in the next line.
            goes_on = line.rstrip().upper().endswith((" DAN", ","))
        elif shouted:
            block.append(line)
        elif block and not after and _ADDRESS.match(line):
            block.clear()
        elif block and line.strip():
            # "SURAT TUGAS" alone names no subject: it stands in the lines below.
            bare = _KIND_WORDS.issuperset(normalise(" ".join(block[: len(block) - after])).split())
            closed = not bare or after >= _LINES_AFTER_BARE
            if not closed and not _BESIDE.match(line):
                block.append(line)
                after += 1
    speech = bool(block) and not after and block[0].lower().split(maxsplit=1)[0] in _SPEECH
    if speech and _SPEECH.issuperset(normalise(" ".join(block)).split()):
        block.clear()
    if not block and not found and (meeting := _MEETING.match(page[:_LONGEST].lstrip().split("\n", 1)[0])):
        found.append(meeting[0])
    if bare_invitation and (purpose := _PURPOSE.search(page[:_PURPOSE_CHARS])):
        found.append(" ".join(purpose[1].split()))
    return tuple(piece[:_LONGEST] for piece in (" ".join(block), *found) if piece)
