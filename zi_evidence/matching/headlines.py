"""What stands out at the top of a document: its shouted lines below the letterhead, and its subject lines.

A heading need not carry a word for the kind of document ("RENCANA PENGEMBANGAN KOMPETENSI PEGAWAI TAHUN 2025"), and the
subject of minutes stands in a labelled line ("Acara : Rapat monev ZI"). Prose below them mentions much that the document
is not about.
"""

import re

from zi_evidence.text import normalise

__all__ = ["headlines"]

_LINES = 40
_LONGEST = 300
_SHOUTED = 0.8
_BARE_WORDS = 3
_LINES_AFTER_BARE = 2
_LETTERHEAD = re.compile(
    r"\s*(?:kementerian|direktorat|badan|kantor|dinas|pemerintah|mahkamah|pengadilan|lembaga|rumah tahanan|jalan|"
    r"jln?\b|telp|telepon|faks|laman|e-?mail|website|balai|sekretariat|inspektorat|kepolisian|kejaksaan|komisi|"
    r"pusat|republik|provinsi|kabupaten|kota|kelas|unit pelaksana|nomor|no\b|lampiran|salinan|lapas|rutan|lpka|bapas|"
    r"rupbasan|kanim|kanwil|bps|kpp\b|kppbc|polres|satuan|kecamatan|kelurahan|desa|rsud|puskesmas|uptd?\b|wilayah)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\s*(?:hal|perihal|acara|agenda(?: rapat)?|kegiatan|nama kegiatan|judul|nama sop|tentang|topik|tema|materi|persoalan|rapat|pokok "
    r"bahasan|keperluan)\s{0,40}:\s{0,40}(\S.*)",
    re.IGNORECASE,
)


def _shouted(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 5 and sum(char.isupper() for char in letters) >= _SHOUTED * len(letters)


def headlines(page: str) -> str:
    """The heading block and the subject lines of a first page, on one line; empty where nothing stands out."""
    found: list[str] = []
    block: list[str] = []
    closed = False
    after = 0
    for line in page.split("\n", _LINES)[:_LINES]:
        line = line[:_LONGEST]
        if subject := _SUBJECT.match(line):
            found.append(subject[1])
        if closed:
            continue
        if not after and _shouted(line) and not (_LETTERHEAD.match(line) and not block):
            block.append(line)
        elif block and line.strip():
            # "SURAT TUGAS" alone names no subject: it stands in the lines below.
            bare = len(normalise(" ".join(block[: len(block) - after])).split()) <= _BARE_WORDS
            closed = not bare or after >= _LINES_AFTER_BARE
            if not closed:
                block.append(line)
                after += 1
    return " ".join([*block, *found])[:_LONGEST]
