"""Whether a document is finished: template, draft, unsigned, or cannot be told."""

import re
from collections.abc import Sequence
from itertools import takewhile

from zi_evidence.facts.date_roles import annex_heading
from zi_evidence.facts.zones import Line
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Finish, Kind, Quote, Signature

__all__ = ["Seal", "find_draft", "find_template", "judge", "seal_of", "unfilled_list"]

_I = re.IGNORECASE
# A leftover of a signing tool where the QR code went is no slot of a template.
_HOLDER = re.compile(
    r"[$]\{(?!t(?:td|anda_?tangan))[\w.]+\}|\{\{?[#/]?\s?(?!t(?:td|anda))[A-Za-z_][\w. ]{1,40}\}\}?|\{%.{2,40}%\}"
    r"|%[A-Za-z_]{3,30}%|#[a-z_]{3,30}#|(?:(?<=:)|(?<=[:.] ))@[a-z_]{3,30}\b"
    r"|\(Nama [A-Z]\w+\)|<<[A-Za-z_ ]{3,30}>>|\[(?:Nama|Tanggal|Nomor|isi)[\w ]*\]"
    r"|\[(?:nama|tanggal|nomor|jabatan|tempat|alamat|nip|isi|hari)[\w ]{0,30}\]"
    r"|\[[A-Z][A-Z_ ]{3,30}\]|\[@\w{2,30}\]|«\w{2,40}»|\bNAMA JELAS\b|\bKOP NASKAH(?: DINAS)?\b"
    r"|(?:^|(?<=:)|(?<=[:,] ))[({\[](?:nama|nomor|tanggal|tempat|jabatan|nip|isi|perihal|sifat|lampiran|pembuka|penutup"
    r"|keterangan|jam|acara|alamat|hari|kota)\s[a-z]{3,12}(?:\s[a-z]{3,12})?[)}\]]$"
    r"|Tempat, [Tt]anggal,? [Bb]ulan,? (?:dan )?[Tt]ahun|\b[Mm]{10,}\b|Click (?:or tap )?here to enter"
)
# What every placeholder has in it; most lines have none of it and are spared the long search.
_MAY_HOLD = re.compile(r"[$%#@(\[{<«]|NAMA JELAS|KOP NASKAH|Tempat|[Mm]{10}|Click")
_DOTTED_SLOT = re.compile(
    r"^[A-Za-z][\w /().,'-]{1,50}[:=]\s*(?:Rp\.?\s*)?[.…_]{3,}|^[A-Za-z ]{2,40}\s[.…_]{8,}$"
    r"|^\(?\s*[.…_]{8,}\s*\)?$|^[A-Z]\w+(?: \w+)?\s?,\s*[.…_]{3,}"
    r"|^nip\b[.: ]*[.…_]{4,}|^[.…_]{6,}\s*(?:19|20)[\d._ ]{0,4}$|^(?:kepala"
    r"|ketua)[ \w]{0,30}[.…_]{4,}|^(?:kabupaten|kota|kecamatan|desa)\s[.…_]{4,}",
    _I,
)
_DOTS = re.compile(r"[.…_]{3}")
# A label with nothing behind it; counts where the next line is a label again.
_EMPTY_SLOT = re.compile(r"[A-Z][\w /().,'-]{1,40}:")
_CONTENTS_HEAD = re.compile(r"(?:DAFTAR (?:ISI|TABEL|GAMBAR|LAMPIRAN)|TABLE OF CONTENTS)\b", _I)
# Gaps in running text; leaders of a table of contents and cells for signatures are none.
_DOT_RUN = re.compile(r"(?:\.{4,}|…{1,}\.{0,4})(?:[.…]{0,200})(?!\s*(?:\d{1,3}|[ivx]{1,5})\s*$)")
_CONTENTS = re.compile(
    r"(?:BAB|[A-Z0-9]{1,2}[.)]|Lampiran|Tabel|Gambar|DAFTAR|KATA|\d+)\s?.*[.…]{4,}\s*\d{0,3}$", re.IGNORECASE
)
_FILLED_SLOT = re.compile(r"^[A-Za-z][\w /().,'-]{1,40}\s?:\s*(?![.…_]{3})\S{2,}")
_LIST_HEAD = re.compile(r"no\.?\s.{0,12}\bnama\b", _I)
_EMPTY_ROW = re.compile(r"\d{1,3}\b[\s\d.…_|/()-]*")
_LEAST_ROWS = 3
# What stands under the rows; a name there would be one of a column that was read after the numbers.
_LIST_CLOSES = re.compile(
    r"[A-Z][\w ]{2,30},\s|(?:mengetahui|kepala|ketua|pimpinan|notulis|panitia|pembina|penanggung|a\.?n\.?)\b",
    _I,
)
_DRAFT_LINE = re.compile(
    r"(?:draft?|konsep|rancangan|draf(?:t)? (?:surat|sk|konsep)|belum final|for discussion only)\W*", _I
)
_DRAFT_HEADING = re.compile(r"(?:DRAFT|KONSEP|DRAF)\s+[A-Z]|RANCANGAN\s+(?:PERATURAN|KEPUTUSAN|UNDANG|SURAT)")
_DRAFT_NAME = re.compile(
    r"^(?:DRAFT|DRAF|KONSEP)\b|\b(?:DRAFT|DRAF|KONSEP)(?: (?:V?\d+|REV\w*|FINAL|COPY))*$"
)
_TTE = re.compile(
    r"(?:dokumen|surat|naskah)\s+ini\s+(?:telah\s+)?di\s?tanda\s?tangani\s+secara\s+elektronik"
    r"|ditandatangani\s+secara\s+elektronik\s+(?:oleh|menggunakan|dengan)"
    r"|^\W*ditandatangani\s+secara\s+elektronik\W*$"
    r"|sertifikat\s+elektronik\s+yang\s+diterbitkan|di\s?terbitkan\s+(?:oleh\s+)?(?:BSrE"
    r"|Balai\s+(?:Besar\s+)?Sertifikasi\s+Elektronik)"
    r"|^signed (?:by|electronically)|digitally signed by",
    _I | re.MULTILINE,
)
# The line that browsers print over a page: `3/12/24, 10:05 AM  Title`. Nobody signs that.
_WEB_PRINT = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}[.:]\d\d(?:\s?[AP]M)?\b")
_TYPED_MARK = re.compile(
    r"^\s*(?:(?:t\s?t\s?d\.?|dto\.?|ttd/cap|ttd dan cap)\s*,?\s*$|ttd\.?\s(?-i:[A-Z][A-Z. ]{3,40}$))", _I
)

# Kinds that count only when somebody signed them.
_SIGNED_KINDS = frozenset(
    {
        Kind.SK, Kind.PERATURAN, Kind.INSTRUKSI, Kind.SURAT_EDARAN, Kind.SURAT_TUGAS, Kind.NOTA_DINAS,
        Kind.SURAT, Kind.UNDANGAN, Kind.BERITA_ACARA, Kind.PENGUMUMAN, Kind.MAKLUMAT, Kind.PAKTA_INTEGRITAS,
        Kind.PERJANJIAN_KINERJA, Kind.SPTJM, Kind.SURAT_PERNYATAAN,
    }
)  # fmt: skip
Seal = tuple[str, Quote | None]


def _is_dotted(text: str) -> bool:
    return _DOTS.search(text) is not None and _DOTTED_SLOT.search(text) is not None


def find_template(lines: Sequence[Line]) -> Quote | None:
    """The words that show an unfilled form: placeholders, or more dotted and empty slots than filled ones."""
    holders: list[Quote] = []
    runs = contents = 0
    empty: list[Quote] = []
    dotted: Quote | None = None
    filled = 0
    for index, line in enumerate(lines[:140]):
        text = line.text
        if _CONTENTS_HEAD.match(text):
            contents = line.page
        if line.page == contents:
            continue  # leaders of a table of contents are no gaps
        if _MAY_HOLD.search(text):
            holders.extend(Quote(line.page, found[0]) for found in _HOLDER.finditer(text))
        if _is_dotted(text):
            empty.append(Quote(line.page, text[:120]))
        elif text.endswith(":") and _EMPTY_SLOT.fullmatch(text):
            below = lines[index + 1].text if index + 1 < len(lines) else ""
            if ":" in below[:40] or _is_dotted(below):
                empty.append(Quote(line.page, text))
        elif _FILLED_SLOT.match(text) and "{" not in text:
            filled += 1
        if ("..." in text or "…" in text) and not _CONTENTS.match(text):
            runs += len(_DOT_RUN.findall(text))
            dotted = dotted or Quote(line.page, text[:120])
    if len(holders) >= 3:
        return holders[0]
    if dotted and runs >= 6 and runs > filled:
        return dotted
    if len(empty) + len(holders) >= 3 and len(empty) + 2 * len(holders) > filled:
        return (holders or empty)[0]
    return None


def unfilled_list(lines: Sequence[Line]) -> Quote | None:
    """The first row of an attendance list that bears numbers and no name; `None` where any row may bear one."""
    head = next((index for index, line in enumerate(lines) if _LIST_HEAD.match(line.text)), None)
    if head is None:
        return None
    below = [line for line in lines[head + 1 :] if line.text]
    # The head of a table may go on in the next line.
    start = next((n for n, line in enumerate(below[:3]) if line.text[:1].isdigit()), len(below))
    rows = list(takewhile(lambda line: _EMPTY_ROW.fullmatch(line.text), below[start:]))
    behind = below[start + len(rows)].text if start + len(rows) < len(below) else ""
    if len(rows) < _LEAST_ROWS or (behind and not _LIST_CLOSES.match(behind)):
        return None
    return Quote(rows[0].page, rows[0].text)


def find_draft(lines: Sequence[Line], plain_name: str, flags: Sequence[str]) -> Quote | None:
    """The words that mark a draft, in the head, in the name, or as tracked changes."""
    for line in lines[:40]:
        if len(line.text) < 30 and _DRAFT_LINE.fullmatch(line.text):
            return Quote(line.page, line.text)
    for line in lines[:12]:
        if _DRAFT_HEADING.match(line.text):
            return Quote(line.page, line.text[:120])
    if found := _DRAFT_NAME.search(plain_name):
        return Quote(0, found[0])
    return Quote(-1, "tracked_changes") if "tracked_changes" in flags else None


def seal_of(
    lines: Sequence[Line],
    *,
    pages: int,
    image_pages: Sequence[int],
    signatures: Sequence[Signature],
    block: Quote | None,
) -> Seal:
    """How it is signed and what shows it: `digital`, `tte_claim`, `page_image`, `block`, `none` or `unknown`.

    A notice of an electronic signature is only a claim; a typed name is only a block; an image of the last
    page may hold a signature that nobody has read.
    """
    if signatures:
        first = signatures[0]
        return "digital", Quote(-1, f"{first.name} {first.time}".strip() or "tanda tangan digital")
    for line in lines:
        if ("lektronik" in line.text or "LEKTRONIK" in line.text or "igned" in line.text) and (
            found := _TTE.search(line.text)
        ):
            return "tte_claim", Quote(line.page, found[0])
    # The signature of an annex by itself stands on what it belongs to.
    if any(_WEB_PRINT.match(line.text) for line in lines[:6]) or (
        not block and lines and annex_heading(load_lexicon(), lines[0].text)
    ):
        return "unknown", None
    if lines and pages and pages in image_pages:
        return "page_image", Quote(pages, "halaman terakhir berupa gambar")
    for line in lines:
        if len(line.text) < 48 and _TYPED_MARK.match(line.text):
            return "block", Quote(line.page, line.text)
    if block:
        return "block", block
    if not lines or image_pages:
        return "unknown", None
    return "none", None


def judge(
    kind: Kind, seal: Seal, *, template: Quote | None, draft: Quote | None, gap: Quote | None
) -> tuple[Finish, Quote | None]:
    """Whether it is finished, and the words that say so; `unknown` where it cannot be told."""
    if template:
        return Finish.TEMPLATE, template
    if draft:
        return Finish.DRAFT, draft
    signed, quote = seal
    # On a scanned page a hole may have been filled by hand.
    if gap and signed not in ("digital", "tte_claim", "page_image"):
        return Finish.TEMPLATE, gap
    if signed in ("digital", "tte_claim"):
        return Finish.FINISHED, quote
    if signed == "block" and quote and _TYPED_MARK.match(quote.words):
        return Finish.FINISHED, quote
    if signed == "none" and kind in _SIGNED_KINDS:
        return Finish.UNSIGNED, None
    return Finish.UNKNOWN, None
