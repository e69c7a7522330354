"""How much speaks for a new document on a page: evidences from the page, its neighbour above, and what is open.

No single mark tells. A letterhead is repeated on every page by some, a title in capitals stands over every table, a
signature closes the statement before its table. Each adds or takes weight, with its reason, and the sum decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_evidence.facts.dates import find_dates
from zi_evidence.facts.kinds import Heading, find_heading
from zi_evidence.facts.numbers import find_number
from zi_evidence.facts.people import find_signer
from zi_evidence.facts.subjects import subject_of
from zi_evidence.facts.unit_facts import unit_facts
from zi_evidence.lexicon import Kinds, Lexicon
from zi_evidence.page import Line, make_sheet

__all__ = ["ENOUGH", "Evidence", "Look", "is_closed", "is_promising", "look_at", "weigh"]

# The sum from which a page opens a document.
ENOUGH = 4
SIGNED = 2
PAGE_HEAD = 1_200
PAGE_TAIL = 900
HEAD_LINES = 60
_I = re.IGNORECASE

# What a page of the document before begins with.
_BELONGS = re.compile(
    r"(?:lampiran|lamp\.|contoh|format|bab\b|pasal\b|penjelasan|daftar (?:isi|tabel|gambar|lampiran|pustaka)"
    r"|tembusan|kata pengantar|gambar|tabel|lembar(?:an)? pengesahan|kesimpulan|penutup)\b",
    _I,
)
_NOTICE = re.compile(r"lektronik|UU ITE|BSrE")
_PAGE_OF = re.compile(r"\W*(?:hal(?:aman)?|page|lembar)\W*(\d{1,3})(?:\s*(?:dari|of|/)\s*(\d{1,3}))?\W*", _I)
_PAGE = re.compile(r"-\s?(\d{1,3})\s?-|(\d{1,3})\s*\|\s*(?:p\s?a\s?g\s?e|hal(?:aman)?)", _I)
_BARE = re.compile(r"\d{1,3}")
# A title that is the head of a table or a caption names no document.
_TABLE_HEAD = re.compile(r"(?:NO|NOMOR|TGL|TANGGAL|NAMA|URAIAN|KODE|PUKUL|JAM|HARI)\b(?!\s*[:.])", _I)
_ITEM = re.compile(r"(?:[-*•]|\(?(?:[a-z]|\d{1,2}|[IVX]+|[A-Z])[.)])\s")
_SIGNING = re.compile(
    r"(?:mengetahui|menyetujui|ditetapkan|dikeluarkan)\b|[A-Z][A-Za-z .'-]{2,40},\s*(?:tanggal\s*)?\d{1,2}[\s-]",
    _I,
)
_POSITION = re.compile(
    r"(?:kepala|ketua|direktur|sekretaris|panitera|camat|lurah|inspektur|rektor|dekan|kuasa|pejabat|koordinator|plt"
    r"|plh|a\.?n\b|hakim|bendahara|pegawai|penanggung|pelapor|notulis|tim\b|pada tanggal|yang )",
    _I,
)
_CITING = re.compile(r"\b(?:nomor|no\.|tanggal)\s", _I)
_PERIOD = re.compile(r"\b(?:TAHUN|TA|T\.A\.|SEMESTER|TRIWULAN|TW|BULAN|PERIODE)\b.{0,24}\d|\b20\d\d\b")
_ADDRESSED = re.compile(r"(?:kepada\b|yth\b)|.*\s[Yy]th\b", _I)
_DATED = re.compile(
    r"[A-Z][A-Za-z .'-]{2,40},\s*(?:tanggal\s*)?\d{1,2}[\s-]|(?:hari\b.{0,12}|tanggal|tgl)\s*:|.*\bpada hari ini\b",
    _I,
)
_CLOSED_BY = re.compile(
    r"tembusan\b|t\s?t\s?d\b\.?|n[i1l]p\b[ .:]*[\dlIO]|.*ditandatangani secara elektronik|notulis\b|.*\bNIP\b[ .:]*\d",
    _I,
)
_OPEN_END = re.compile(
    r".*(?:[a-z]{2},|\b(?:dan|yang|untuk|dengan|pada|di|dari|oleh|atau|tentang|bahwa|dalam))$"
)

# One of these, or a line in capitals, stands on every page that opens a document.
_HINTS = (
    "nomor", "notul", "hadir", "absen", "peserta", "undangan", "acara", "dokumentasi", "foto", "surat", "keputusan",
    "sertifikat", "pakta", "piagam", "laporan", "prosedur", "sop", "risalah", "maklumat", "pengumuman", "presensi",
    "dinas", "memorandum", "materi", "nota", "n o t a", "und", "u n d", "yth", "tanggal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a new document, or against it where the weight is below zero."""

    weight: int
    reason: str


@dataclass(frozen=True, slots=True)
class Look:
    """What the head of a page shows.

    Attributes:
        kind: that its heading names.
        title: that heading, or the first line in capitals, with the two lines below it.
        leads: the heading stands on top of the page or below its letterhead.
        period: the title names a year or a part of it.
        number: of its own, in a slot or below the heading.
        days: the dates in the slots and datelines of its head.
        told: there is a date in its head at all.
        page: its printed page number, 0 where none is printed; below 0 where a bare figure may be one.
        of: how many pages there are by the same print.
        belongs: it begins as a page of the document before.
    """

    kind: str | None = None
    title: str = ""
    leads: bool = False
    period: bool = False
    number: str = ""
    days: frozenset[str] = frozenset()
    letterhead: bool = False
    letter: bool = False
    dated: bool = False
    page: int = 0
    of: int = 0
    told: bool = False
    belongs: bool = False
    continues: bool = False


def _printed(lines: Sequence[str]) -> tuple[int, int]:
    """The page number printed as the first or last line, and the number of pages beside it."""
    for line in (lines[:1], lines[-1:]):
        text = line[0].strip().replace("–", "-") if line else ""
        if found := _PAGE_OF.fullmatch(text):
            return int(found[1]), int(found[2] or 0)
        if found := _PAGE.fullmatch(text):
            return int(found[1] or found[2]), 0
        # A bare figure may be the last cell of a table; only the page above tells.
        if _BARE.fullmatch(text):
            return -int(text), 0
    return 0, 0


def _is_title(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return (
        text.isupper()
        and letters > 5
        and text[-1] not in ".,;:"
        and ":" not in text
        and not _TABLE_HEAD.match(text)
    )


def _is_cited(head: Heading, lexicon: Lexicon) -> bool:
    """Whether a line names a document rather than heads one."""
    return not head.words.isupper() and (
        head.kind in lexicon.kinds.having("law") or bool(_CITING.search(head.words))
    )


def is_promising(text: str) -> bool:
    """Whether a page may open a document at all; many times faster than a look at it."""
    head = text[:700]
    low = head.lower()
    return any(word in low for word in _HINTS) or any(line.isupper() for line in head.split("\n", 12)[:12])


def look_at(page: int, text: str, lexicon: Lexicon) -> Look:
    """What the head of one page shows."""
    plain = [line for line in text.split("\n") if line.strip()]
    number, of = _printed(plain)
    if not is_promising(text):
        return Look(page=number, of=of)
    sheet = make_sheet(("\n".join(text[:PAGE_HEAD].split("\n", HEAD_LINES)[:HEAD_LINES]),), lexicon, page)
    lines = list(sheet.top)
    start = 0
    while start < min(len(lines), 5) and (
        _NOTICE.search(lines[start].text)
        or _PAGE.fullmatch(lines[start].text)
        or _BARE.fullmatch(lines[start].text)
        or _PAGE_OF.fullmatch(lines[start].text)
    ):
        start += 1
    body = lines[start:]
    if not body:
        return Look(page=number, of=of)
    if any(_BELONGS.match(line.text) for line in body[:2]):
        return Look(page=number, of=of, belongs=True)
    head = find_heading(lines, lexicon)
    if head and (head.index > start + 10 or _ITEM.match(head.words) or _is_cited(head, lexicon)):
        head = None
    kind = head.kind if head else None
    finding = find_number(sheet, lexicon)
    own = finding.fact.value if finding.fact and finding.fact.source in ("slot", "heading") else ""
    offices = [fact for fact in unit_facts(body[:8], None, None, lexicon) if fact.source == "letterhead"]
    letterhead = any(body[0].text in fact.quote.words for fact in offices)
    named = {fact.quote.words for fact in offices}
    title = head.words if head else next((line.text for line in body[:7] if line.text not in named), "")
    at = next((i for i, line in enumerate(body) if line.text == title), 0)
    name = " ".join([title, *(line.text for line in body[at + 1 : at + 3])]).upper()
    slots = [line for line in body[:14] if _DATED.match(line.text)]
    days = frozenset(m.value for line in slots for m in find_dates(line.text) if m.whole)
    signing = (
        not own and _SIGNING.match(body[0].text) and any(_POSITION.match(line.text) for line in body[1:3])
    )
    return Look(
        kind=kind,
        title=name if kind or _is_title(title) else "",
        leads=head is not None and head.index <= start + (7 if letterhead else 1),
        period=bool(_PERIOD.search(name)),
        number=own,
        days=days,
        letterhead=letterhead,
        letter=bool(subject_of(body[:22], lexicon))
        and any(_ADDRESSED.match(line.text) for line in body[:26]),
        dated=bool(slots),
        told=any(m.whole for line in body for m in find_dates(line.text)),
        page=number,
        of=of,
        continues=body[0].text[0].islower() or bool(_ITEM.match(body[0].text)) or bool(signing),
    )


def is_closed(page: int, text: str, lexicon: Lexicon) -> bool:
    """Whether a page ends as documents end: with who signed it."""
    lines: Sequence[Line] = make_sheet((text[-PAGE_TAIL:],), lexicon, page).lines[-10:]
    return any(_CLOSED_BY.match(line.text) for line in lines) or find_signer(lines, None, lexicon) is not None


def _ends_open(text: str) -> bool:
    last = next((line.strip() for line in reversed(text[-400:].split("\n")) if line.strip()), "")
    return bool(_OPEN_END.fullmatch(last))


def _on_page(look: Look, current: Look, kinds: Kinds) -> Iterator[Evidence]:
    """What the head of a page says, beside that of the document so far."""
    other_kind = look.kind != current.kind
    other_day = bool(look.days) and bool(current.days) and look.days.isdisjoint(current.days)
    if look.title:
        yield Evidence(1, "a title")
    if look.kind and other_kind:
        yield Evidence(kinds.opens(look.kind), f"headed {look.kind}")
    if look.kind and look.leads:
        yield Evidence(1, "the heading on top")
    if look.kind and look.period and kinds.opens(look.kind) > 1:
        yield Evidence(1, "a period in its title")
    if look.number:
        same = look.number == current.number
        yield (
            Evidence(-5, "the number of the document so far") if same else Evidence(3, "a number of its own")
        )
    if look.letterhead:
        yield Evidence(2, "a letterhead")
    if look.letter:
        yield Evidence(2, "subject and addressee")
    if look.dated:
        yield Evidence(1, "a date in its head")
    if other_day:
        yield Evidence(1, "another day")
    again = look.kind in kinds.having("repeats_heading") or look.title == current.title
    if look.kind and not (other_kind or look.number or other_day) and again:
        yield Evidence(-2, "headed as the document so far")
    if current.kind == kinds.role("slides") and not (look.number or look.letterhead or look.dated):
        yield Evidence(-2, "a slide")
    if look.continues:
        yield Evidence(-3, "begins within a text")


def _beside(look: Look, before: Look, after: Look) -> Iterator[Evidence]:
    """What the pages above and below say: printed page numbers, the same line on top."""
    beside = [other for other in (before, after) if look.title and other.title[:40] == look.title[:40]]
    if not look.number and any(other.days == look.days for other in beside):
        yield Evidence(-3, "the line on top of every page")
    page = abs(look.page)
    if page == 1 and before.page:
        yield Evidence(1, "page one")
    elif look.page > 1 or (page > 1 and page == abs(before.page) + 1):
        yield Evidence(-5 if look.of else -3, f"page {page}")
    if before.of:
        last = before.page == before.of
        yield Evidence(2, "last page above") if last else Evidence(-4, "not the last page above")


def weigh(
    look: Look,
    current: Look,
    before: Look,
    after: Look,
    text_before: str,
    lexicon: Lexicon,
    *,
    annexed: bool,
) -> list[Evidence]:
    """What speaks for and against a new document on a page.

    Args:
        look: at the page.
        current: at the page that opened the document so far.
        before: at the page above, the last one with text.
        after: at the next page with text.
        text_before: the text of the page above.
        lexicon: the words.
        annexed: the document so far has reached its annexes.
    """
    found = [*_on_page(look, current, lexicon.kinds), *_beside(look, before, after)]
    if sum(evidence.weight for evidence in found) < ENOUGH - SIGNED:
        return found
    closed = is_closed(1, text_before, lexicon)
    if closed:
        found.append(Evidence(SIGNED, "signed above"))
    elif _ends_open(text_before):
        found.append(Evidence(-2, "the sentence above goes on"))
    within = current.kind in lexicon.kinds.having("holds_reports") and look.kind in lexicon.kinds.having(
        "report"
    )
    if within and not look.number:
        found.append(Evidence(-1 if closed else -2, "a report within a report"))
    if annexed and not (look.number or look.told or look.period):
        found.append(Evidence(-2, "undated behind an annex"))
    return found
