"""What kind of document it is: by heading, then by structure, then by file name."""

import re
from collections.abc import Sequence

from zi_evidence.facts.kind_words import HEADING_HINT, HEADINGS, NAME_WORDS
from zi_evidence.facts.zones import Line, Sheet
from zi_evidence.model import Kind, Quote, TextFact

__all__ = ["Heading", "find_heading", "kind_fact", "name_kind", "plain_name", "subject_of"]

HEADING_LINES = 45
Heading = tuple[Kind, int, str]

_LETTER_START = re.compile(
    r"(?:KEPADA|YTH|Y T H|DENGAN HORMAT|MENIMBANG|SIFAT|DASAR HUKUM|SEHUBUNGAN DENGAN|BERSAMA INI|MENINDAKLANJUTI)\b"
)
_SUBJECT = re.compile(r"(?:(?:hal|perihal|h a l)\s*[:;.]|(?:hal|perihal)\s+(?=[A-Z]))\s*(.*)", re.IGNORECASE)
_INVITING = re.compile(
    r"\s*(?:surat\s+)?undangan\b|\s*mohon (?:kehadiran|hadir)|\s*permohonan (?:kehadiran|menghadiri)|\s*panggilan rapat",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:[-*•]\s*|(?:[A-Z]|[IVX]+|\d{1,2})[.)]\s+)")
_LEAD = re.compile(r"^(?:SALINAN|DRAFT|DRAF|KONSEP|RANCANGAN|CONTOH|FORM(?:AT)?|FORMULIR)\s*:?\s+")
_MEETING_SLOT = re.compile(r"^(?:hari|hari ?/ ?tanggal|hari,? ?tanggal|tanggal)\s*:", re.IGNORECASE)


def plain_name(name: str) -> str:
    """The file name in upper case, without its ending, with blanks for separators."""
    stem = name.rsplit("/", 1)[-1]
    stem = re.sub(r"\.(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png)$", "", stem, flags=re.IGNORECASE)
    return re.sub(r"[\s_.+\-–()\[\],]+", " ", stem).strip().upper()


def name_kind(name: str) -> tuple[Kind, str] | None:
    """The kind that the file name tells, with the word that tells it."""
    plain = plain_name(name)
    best: tuple[int, Kind, str] | None = None
    for kind, pattern in NAME_WORDS:
        found = pattern.search(plain)
        if found and (best is None or found.start() < best[0]):
            best = (found.start(), kind, found[0])
    return (best[1], best[2]) if best else None


def find_heading(lines: Sequence[Line]) -> Heading | None:
    """The first line of the head that names a kind, with its place; the search ends where a letter's body starts."""
    for index, line in enumerate(lines[:HEADING_LINES]):
        text = line.text
        if len(text) > 160:
            continue
        upper = _NUMBERING.sub("", text.upper())
        if upper != "DRAFT":
            upper = _LEAD.sub("", upper) or upper
        if index > 2 and _LETTER_START.match(upper):
            return None
        if not HEADING_HINT.match(upper):
            continue
        shouted = text.isupper() or sum(c.isupper() for c in text) > 0.6 * sum(c.isalpha() for c in text)
        if not shouted and (len(text) > 70 or text[:1].islower() or text.endswith((".", ";", ","))):
            continue
        for kind, pattern in HEADINGS:
            if pattern.match(upper):
                return kind, index, line.text
    return None


def subject_of(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The subject (Hal, Perihal) of a letter with its continuation lines, and the line it stands on."""
    for index, line in enumerate(lines[:80]):
        found = _SUBJECT.match(line.text) or (
            re.search(r"(?:^|di-?|\s)(?:Hal|Perihal)\s*:\s*(.+)", line.text) if ":" in line.text else None
        )
        if not found or not found[1].strip(" :.-"):
            continue
        subject = found[1].strip(" :")
        for more in lines[index + 1 : index + 5]:
            text = more.text
            if ":" in text[:25] or len(text) > 70 or re.match(
                r"(?:yth|kepada|di\b|dengan|sehubungan|berdasarkan|menindak|dalam rangka|\d|lampiran|nomor|sifat|tanggal|jalan|jl)",
                text,
                re.IGNORECASE,
            ):
                break
            subject += " " + text
        return subject, line
    return None


def _structure(sheet: Sheet) -> tuple[Kind, Line, float] | None:
    top = sheet.top[:120]
    joined = "\n".join(line.text for line in top)
    low = joined.lower()

    def at(words: str) -> Line:
        return next((line for line in top if words in line.text.lower()), top[0])

    if "menimbang" in low and ("memutuskan" in low or "mengingat" in low):
        if re.search(r"\bperaturan\b|undang-undang", low.split("menimbang", 1)[0]):
            return Kind.PERATURAN, at("menimbang"), 0.7
        return Kind.SK, at("menimbang"), 0.7
    if "nama sop" in low or "nomor sop" in low or ("kualifikasi pelaksana" in low and "dasar hukum" in low):
        return Kind.SOP, at("sop") if "sop" in low else at("kualifikasi"), 0.85
    if subject := subject_of(top):
        kind = Kind.UNDANGAN if _INVITING.match(subject[0]) else Kind.SURAT
        return kind, subject[1], 0.85
    if re.search(r"(?:mengundang|mengharap(?:kan)? (?:dengan hormat )?kehadiran|mohon kehadiran)", low) and "yth" in low:
        return Kind.UNDANGAN, at("hadir"), 0.7
    if re.search(r"notulis|notulen|pimpinan rapat|pemimpin rapat", low) and any(
        _MEETING_SLOT.match(line.text) for line in top
    ):
        return Kind.NOTULA, at("rapat"), 0.7
    if re.search(r"\bno\b.{0,10}nama.{0,60}(?:tanda ?tangan|paraf)", low, re.DOTALL):
        return Kind.DAFTAR_HADIR, at("nama"), 0.6
    if re.search(r"pada hari ini.{0,160}(?:tahun|20\d\d)", low, re.DOTALL):
        return Kind.BERITA_ACARA, at("pada hari ini"), 0.6
    if "yang bertanda tangan" in low and "menyatakan" in low:
        return Kind.SURAT_PERNYATAAN, at("bertanda tangan"), 0.65
    if re.search(r"memberi(?:kan)? tugas kepada|memerintahkan kepada|menugaskan(?: kepada)?", low):
        return Kind.SURAT_TUGAS, at("kepada"), 0.65
    if "kuesioner" in low or "responden" in low:
        return Kind.SURVEI, at("kuesioner") if "kuesioner" in low else at("responden"), 0.6
    if re.search(r"\byth\b|kepada yth", low) and re.search(r"^(?:nomor|no)\b", low, re.MULTILINE):
        return Kind.SURAT, at("yth"), 0.6
    return None


def kind_fact(sheet: Sheet, name: str, heading: Heading | None) -> TextFact:
    """The kind of a document, never empty: `other` when nothing tells it."""
    top = sheet.top
    if heading:
        kind, index, words = heading
        confidence = 0.95 if index < 15 else 0.85
        if kind in (Kind.NOTA_DINAS, Kind.SURAT):
            subject = subject_of(top)
            if subject and _INVITING.match(subject[0]):
                return TextFact(Kind.UNDANGAN, "heading", 0.8, Quote(subject[1].page, subject[1].text))
        return TextFact(kind, "heading", confidence, Quote(top[index].page, words))
    if top and (found := _structure(sheet)):
        kind, line, confidence = found
        return TextFact(kind, "structure", confidence, Quote(line.page, line.text[:160]))
    if named := name_kind(name):
        return TextFact(named[0], "name", 0.6 if not top else 0.5, Quote(0, named[1]))
    return TextFact(Kind.OTHER, "none", 0.3, Quote(0, name))
