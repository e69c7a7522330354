"""Several documents in one file: where each of them starts.

A set of meeting papers is often scanned or printed into one PDF. A new document starts where a page opens
like one: a heading of its own kind, or the head of a letter with its own number. Annexes, chapters and the
sample forms of a regulation open nothing.
"""

import re
from collections.abc import Sequence

from zi_evidence.facts.dates import find_dates
from zi_evidence.facts.kinds import find_heading, subject_of
from zi_evidence.facts.numbers import find_number
from zi_evidence.facts.zones import Line, Sheet, make_sheet
from zi_evidence.model import Kind

__all__ = ["find_parts"]

MAX_PAGES = 400
PAGE_HEAD = 1_200
HEAD_LINES = 60
MAX_LOOKS = 120
MAX_PARTS = 24

# One of these stands on every page that opens a document; plain words are many times faster than a pattern.
_HINTS = (
    "nomor", "notul", "hadir", "absen", "peserta", "undangan", "acara", "dokumentasi", "foto", "surat", "keputusan",
    "sertifikat", "pakta", "piagam", "laporan", "prosedur", "sop", "risalah", "maklumat", "pengumuman", "presensi",
    "dinas", "memorandum", "materi", "nota", "n o t a", "und", "u n d",
)  # fmt: skip
_CHAPTER = re.compile(
    r"\s*(?:BAB\s+[IVX\d]+|PENUTUP|KESIMPULAN|DAFTAR\s+(?:ISI|PUSTAKA|TABEL|GAMBAR)|KATA\s+PENGANTAR)\b"
)
_NOT_START = re.compile(
    r"(?:lampiran|lamp\.|contoh|format|bab\b|pasal\b|penjelasan|daftar (?:isi|tabel|gambar"
    r"|pustaka)|tembusan|kata pengantar|gambar|tabel)\b",
    re.IGNORECASE,
)
# These open a document by their heading alone.
_BY_HEADING = frozenset(
    {
        Kind.NOTULA,
        Kind.DAFTAR_HADIR,
        Kind.DOKUMENTASI,
        Kind.BERITA_ACARA,
        Kind.SERTIFIKAT,
        Kind.PAKTA_INTEGRITAS,
        Kind.SPTJM,
        Kind.MAKLUMAT,
    }
)
# These only with a number of their own on the same page.
_BY_NUMBER = frozenset(
    {
        Kind.SK,
        Kind.SURAT_TUGAS,
        Kind.NOTA_DINAS,
        Kind.SURAT_EDARAN,
        Kind.PENGUMUMAN,
        Kind.SURAT,
        Kind.UNDANGAN,
        Kind.SOP,
        Kind.INSTRUKSI,
    }
)
# A report opens inside a set of papers, not inside another report.
_REPORTS = frozenset({Kind.LAPORAN, Kind.SURVEI, Kind.LKJIP})
_PLANS = frozenset({Kind.RENCANA_AKSI, Kind.PERJANJIAN_KINERJA})
_CLOSED = frozenset({Kind.PERATURAN, Kind.RENSTRA, Kind.TEMPLATE})
_ANNEX_PAGE = re.compile(r"\s*(?:SALINAN\s+|-?\s?\d{1,3}\s?-?\s+)?(?:LAMPIRAN|Lampiran)\b(?!\s*:)")


def _hinted(low: str) -> bool:
    return any(word in low for word in _HINTS)


def _head(page: int, text: str) -> Sheet:
    return make_sheet(("\n".join(text[:PAGE_HEAD].split("\n", HEAD_LINES)[:HEAD_LINES]),), page)


def _is_letter(lines: Sequence[Line]) -> bool:
    subject = subject_of(lines[:22])
    return bool(subject) and any(
        re.match(r"(?:kepada\b|yth\b)|.*\s[Yy]th\b", line.text, re.IGNORECASE) for line in lines[:26]
    )


def _opening(page: int, text: str) -> tuple[Kind, str] | None:
    """The kind and number of the document that this page opens, if it opens one."""
    sheet = _head(page, text)
    lines = sheet.top
    start = 0
    while start < min(len(lines), 4) and (
        lines[start].text.strip("- ").isdigit()
        or "lektronik" in lines[start].text
        or "UU ITE" in lines[start].text
    ):
        start += 1
    if not lines[start:] or any(_NOT_START.match(line.text) for line in lines[start : start + 2]):
        return None
    finding = find_number(sheet)
    number = finding.fact.value if finding.fact and finding.fact.source in ("slot", "heading") else ""
    heading = find_heading(lines)
    if heading and heading.index <= start + 10:
        kind = heading.kind
        if kind in _BY_HEADING and (heading.index <= start + 6):
            return kind, number
        if kind in _BY_NUMBER and number:
            return kind, number
        if kind in _REPORTS and heading.index <= start + 4:
            return kind, number
        return None
    if number and _is_letter(lines):
        return Kind.SURAT, number
    return None


def find_parts(pages: Sequence[str], kind: Kind, number: str) -> list[tuple[int, int]]:
    """Page ranges (from 1, both included) of the documents in a file; empty when it holds just one.

    Args:
        pages: the texts.
        kind: what the file as a whole was taken for; a regulation, a plan or a form is never taken apart.
        number: the first document's own number, or empty.
    """
    if len(pages) < 2 or kind in _CLOSED:
        return []
    bounded = pages[:MAX_PAGES]
    last_chapter = max(
        (index for index, text in enumerate(bounded) if _CHAPTER.match(text, 0, 60)), default=-1
    )
    starts = [0]
    opened = next((index for index, text in enumerate(bounded) if text.strip()), 0)
    current = (kind, number)
    reported = kind in _REPORTS or kind in _PLANS
    annexed = False
    looks = 0
    for index in range(opened + 1, len(bounded)):
        text = bounded[index]
        annexed = annexed or bool(_ANNEX_PAGE.match(text, 0, 60))
        if index <= last_chapter or not _hinted(text[:700].lower()):
            continue
        looks += 1
        if looks > MAX_LOOKS:
            break
        found = _opening(index + 1, text)
        if found is None:
            continue
        if found[1] and found[1] == current[1]:
            continue
        if found[0] is current[0] and (not found[1] or not current[1]):
            continue
        if found[0] in _REPORTS and (reported or annexed):
            continue
        # Behind an annex only what is dated or numbered is a document of its own, not a sample form.
        if annexed and not found[1] and not find_dates(text[:PAGE_HEAD].replace("\n", " ")):
            continue
        reported = reported or found[0] in _REPORTS
        annexed = False
        starts.append(index)
        current = found
        if len(starts) >= MAX_PARTS:
            break
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(pages)]
    return [(start + 1, end) for start, end in zip(starts, ends, strict=True)]
