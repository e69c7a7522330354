"""What kind of document it is: by heading, then by structure, then by file name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zi_evidence.facts.file_names import plain_name
from zi_evidence.facts.kind_words import HEADING_HINT, HEADINGS, NAME_WORDS
from zi_evidence.model import Kind, Quote, TextFact
from zi_evidence.page import Line, Sheet, runs_on

__all__ = ["Heading", "find_heading", "heading_kind", "is_routing", "kind_fact", "name_kind", "subject_of"]

HEADING_LINES = 45


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that names the kind.

    Attributes:
        index: its place in the head.
        words: the line, or the whole cover where its words stand one a line.
        cover: the words are the whole cover.
    """

    kind: Kind
    index: int
    words: str
    cover: bool = False


_LETTER_START = re.compile(
    r"(?:KEPADA|YTH|Y T H|DENGAN HORMAT|MENIMBANG|SIFAT|DASAR HUKUM|SEHUBUNGAN DENGAN|BERSAMA INI"
    r"|MENINDAKLANJUTI)\b"
)
_SUBJECT = re.compile(
    r"(?:(?:hal|perihal|h a l)\s*\.?\s*[:;]|(?:hal|perihal)\s+(?=[A-Z]))\s*(.*)", re.IGNORECASE
)
_INLINE_SUBJECT = re.compile(r"(?:^|di-?|\s)(?:Hal|Perihal)\s*:\s*(.+)")
_FIRST_COLUMN = re.compile(r"(?:Hal|Perihal|HAL|PERIHAL)\s*:\s*(\S.*?)\s{8,}\S")
_AFTER_SUBJECT = re.compile(
    r"(?:yth|kepada|di\b|dengan|sehubungan|berdasarkan|menindak|dalam rangka|\d|lampiran|nomor"
    r"|sifat|tanggal|jalan|jl|tempat|memperhatikan|menunjuk)",
    re.IGNORECASE,
)
_INVITING = re.compile(
    r"\s*(?:surat\s+)?undangan\b|\s*mohon (?:kehadiran|hadir)|\s*permohonan (?:kehadiran"
    r"|menghadiri)|\s*panggilan rapat",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:[-*•]\s*|(?:[A-Z]|[IVX]+|\d{1,2})[.)]\s+)")
_LEAD = re.compile(r"^(?:SALINAN|DRAFT|DRAF|KONSEP|RANCANGAN|CONTOH|FORM(?:AT)?|FORMULIR)\s*:?\s+")
_ALONE = re.compile(
    r"(?:SURAT EDARAN|NOTA DINAS|MEMORANDUM|PENGUMUMAN|SURAT (?:PERINTAH )?TUGAS|UNDANGAN"
    r"|SURAT PERINTAH|BERITA ACARA|SURAT UNDANGAN)"
)
_LAWS = frozenset({Kind.PERATURAN, Kind.SK, Kind.INSTRUKSI})
_GENERAL = frozenset({Kind.LAPORAN, Kind.DAFTAR, Kind.RENCANA_AKSI})
_MEETING_SLOT = re.compile(r"^(?:hari|hari ?/ ?tanggal|hari,? ?tanggal|tanggal)\s*:", re.IGNORECASE)


def name_kind(name: str) -> tuple[Kind, str] | None:
    """The kind that the file name tells, with the word that tells it."""
    plain = plain_name(name)
    best: tuple[int, Kind, str] | None = None
    for kind, pattern in NAME_WORDS:
        found = pattern.search(plain)
        # Two letters are an abbreviation of a kind only where names begin with it.
        if found and len(found[0]) <= 2 and found.start() > 12:
            continue
        if found and (best is None or found.start() < best[0]):
            best = (found.start(), kind, found[0])
    return (best[1], best[2]) if best else None


# Letter-spaced headings whose words ran together.
_GLUED = {
    words.replace(" ", ""): words
    for words in (
        "SURAT TUGAS",
        "SURAT PERINTAH TUGAS",
        "SURAT PERINTAH",
        "SURAT EDARAN",
        "SURAT KEPUTUSAN",
        "SURAT UNDANGAN",
        "SURAT PERNYATAAN",
        "NOTA DINAS",
        "BERITA ACARA",
        "DAFTAR HADIR",
        "PAKTA INTEGRITAS",
    )
}


def heading_kind(upper: str) -> Kind | None:
    """The kind that a line in capitals names as its heading."""
    upper = _GLUED.get(upper, upper)
    if not HEADING_HINT.match(upper):
        return None
    return next((kind for kind, pattern in HEADINGS if pattern.match(upper)), None)


# The slip on which a letter is passed on tells only of that letter; where the letter follows, it speaks for itself.
_PASSED_ON = re.compile(
    r"(?:demikian|sehubungan|dengan hormat|menindaklanjuti|menimbang|berdasarkan|bersama ini|disampaikan|mohon"
    r"|hal\b|perihal\b)",
    re.IGNORECASE,
)
_ROUTING = re.compile(r"(?:LEMBAR(?:AN)?|KARTU|Lembar|Kartu)\s(?:DISPOSISI|Disposisi)\b")


def _passes_on(lines: Sequence[Line]) -> bool:
    """Whether the letter itself follows its routing slip."""
    return any(_PASSED_ON.match(line.text) for line in lines) and any(
        "yth" in line.text.lower() for line in lines
    )


def is_routing(heading: Heading | None) -> bool:
    """Whether the document is only the slip on which another one is passed on."""
    return heading is not None and bool(_ROUTING.match(heading.words))


def _titled(text: str) -> bool:
    """Whether a line is written as titles are: most of its longer words with a capital."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) >= len(words)


def _numbered(lines: Sequence[Line], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].text[:5].lower() == "nomor"


def find_heading(lines: Sequence[Line]) -> Heading | None:
    """The first line of the head that names a kind.

    Where a letter's body starts the search narrows to lines that are nothing but the name of a kind (`SURAT
    EDARAN` below the addressee).
    """
    narrow = False
    for index, line in enumerate(lines[:HEADING_LINES]):
        text = line.text
        if len(text) > 160 or "....." in text or "……" in text:
            continue  # running text, or a line of a table of contents
        if index < 12 and _ROUTING.match(text) and not _passes_on(lines[index + 1 :]):
            return Heading(Kind.OTHER, index, text)
        upper = _NUMBERING.sub("", text.upper())
        if upper != "DRAFT":
            upper = _LEAD.sub("", upper) or upper
        if index > 2 and _LETTER_START.match(upper):
            narrow = True
        if narrow:
            if index > 28:
                return None
            if text.isupper() and _ALONE.fullmatch(upper) and (kind := heading_kind(upper)):
                return Heading(kind, index, text)
            continue
        kind = heading_kind(upper)
        if kind is None or (upper == "PENETAPAN" and not _numbered(lines, index)):
            continue
        letters = sum(c.isalpha() for c in text)
        shouted = text.isupper() or sum(c.isupper() for c in text) > 0.6 * letters
        if not shouted and (index > 2 if kind in _LAWS else index > 3 and runs_on(lines, index)):
            continue  # a law or a report named in running text
        if not shouted and index > 6 and not _titled(text):
            continue
        if (kind in _GENERAL or not shouted) and index and _NUMBERING.match(text):
            continue  # an item of a list or a section of a form
        if not shouted and (len(text) > 70 or text[:1].islower() or text.endswith((".", ";", ","))):
            continue
        if kind in _GENERAL and len(text) < 60:
            # "LAPORAN" over "PENYUSUNAN" over "SURVEI KEPUASAN MASYARAKAT" is a survey.
            following = [other.text.upper() for other in lines[index + 1 : index + 3]]
            joined = (" ".join([upper, *following[:count]]) for count in (1, 2))
            kind = next(
                (found for words in joined if (found := heading_kind(words)) not in (None, kind)), kind
            )
        return Heading(kind, index, text)
    return None if narrow else _cover(lines)


def _cover(lines: Sequence[Line]) -> Heading | None:
    """A cover whose words stand one or two a line."""
    if not lines:
        return None
    first = [line.text for line in lines[:30] if line.page == lines[0].page]
    short = [text for text in first if len(text) <= 24]
    if len(short) < 4 or 2 * len(short) < len(first):
        return None
    for start in range(min(6, len(short))):
        joined = " ".join(short[start : start + 16])
        kind = heading_kind(joined.upper())
        if kind and not (start and kind in _LAWS):
            return Heading(kind, 0, joined, cover=True)
    return None


_DATELINE = re.compile(r"[A-Z][A-Za-z. ]{2,40},\s*(?:tanggal\s*)?\d{1,2}\s")


def subject_of(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The subject (Hal, Perihal) of a letter with its continuation lines, and the line it stands on."""
    for index, line in enumerate(lines[:80]):
        text = line.text
        found = _SUBJECT.match(text) if text[:1] in "HhPp" else None
        if found is None and ":" in text and "al" in text:
            found = _INLINE_SUBJECT.search(text)
        if not found or not found[1].strip(" :.-"):
            continue
        subject = found[1].strip(" :")
        # In a DOCX the addressee stands in the same paragraph, behind a wide gap.
        if (column := _FIRST_COLUMN.search(line.raw)) and column[1].strip():
            subject = " ".join(column[1].split())
        for more in lines[index + 1 : index + 5]:
            after = _AFTER_SUBJECT.match(more.text) or _DATELINE.match(more.text)
            if after or ":" in more.text[:25] or len(more.text) > 70:
                break
            subject += " " + more.text
        return subject, line
    return None


# The last slide of a deck, and how few lines a slide holds.
_DECK_END = re.compile(r"(?:sekian (?:dan )?)?(?:terima ?kasih|thank you)\W*", re.IGNORECASE)
SLIDE_LINES = 16


def _deck_end(sheet: Sheet) -> Line | None:
    """The thanks on the last slide of a deck; `None` where the document is none."""
    pages = sheet.lines[-1].page if sheet.lines else 0
    if pages <= 2 or len(sheet.lines) >= SLIDE_LINES * pages:
        return None
    return next(
        (line for line in sheet.lines[-4:] if line.page == pages and _DECK_END.fullmatch(line.text)), None
    )


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
    if "no. dokumen" in low and "revisi" in low and re.search(r"\bspo\b|\bsop\b|\bprosedur", low):
        return Kind.SOP, at("dokumen"), 0.85
    subject = subject_of(top)
    if subject and re.search(r"\byth\b|\bkepada\b|^nomor\b|^no\b|dengan hormat", low, re.MULTILINE):
        kind = Kind.UNDANGAN if _INVITING.match(subject[0]) else Kind.SURAT
        return kind, subject[1], 0.85
    if (
        re.search(r"(?:mengundang|mengharap(?:kan)? (?:dengan hormat )?kehadiran|mohon kehadiran)", low)
        and "yth" in low
    ):
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
    if (
        re.search(r"memberi(?:kan)? tugas|memerintahkan kepada|menugaskan", low)
        and "nama" in low
        and "jabatan" in low
    ):
        return Kind.SURAT_TUGAS, at("kepada"), 0.65
    if last := _deck_end(sheet):
        return Kind.MATERI, last, 0.6
    early = "\n".join(line.text for line in top[:16] if len(line.text) < 100).lower()
    if re.search(r"kuesioner|kuisioner|survei|survey", early) and re.search(
        r"responden|pertanyaan|skala|kepuasan", low
    ):
        return Kind.SURVEI, at("surve") if "surve" in early else at("sioner"), 0.6
    if re.search(r"\byth\b|kepada yth", low) and re.search(r"^(?:nomor|no)\b", low, re.MULTILINE):
        return Kind.SURAT, at("yth"), 0.6
    return None


def kind_fact(sheet: Sheet, name: str, heading: Heading | None) -> TextFact:
    """The kind of a document, never empty: `other` when nothing tells it."""
    top = sheet.top
    if heading:
        confidence = 0.95 if heading.index < 15 else 0.85
        if heading.kind in (Kind.NOTA_DINAS, Kind.SURAT):
            subject = subject_of(top)
            if subject and _INVITING.match(subject[0]):
                return TextFact(Kind.UNDANGAN, "heading", 0.8, Quote(subject[1].page, subject[1].text))
        if heading.kind in _GENERAL and (last := _deck_end(sheet)):
            return TextFact(Kind.MATERI, "structure", 0.7, Quote(last.page, last.text))
        return TextFact(
            heading.kind, "heading", confidence, Quote(top[heading.index].page, heading.words[:160])
        )
    if top and (found := _structure(sheet)):
        kind, line, confidence = found
        return TextFact(kind, "structure", confidence, Quote(line.page, line.text[:160]))
    if named := name_kind(name):
        return TextFact(named[0], "name", 0.6 if not top else 0.5, Quote(0, named[1]))
    return TextFact(Kind.OTHER, "none", 0.3, Quote(0, name))
