"""Chooses the document's own date among all dates that stand in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zi_evidence.facts.date_roles import ANNEX, PLACE, TODAY, role_of
from zi_evidence.facts.dates import Mention, find_dates, torn_date
from zi_evidence.facts.judgments import is_judgment
from zi_evidence.lexicon import Kinds
from zi_evidence.model import DateFact, DateSource, Note, Quote
from zi_evidence.page import Line, Sheet

__all__ = ["Candidate", "choose_date", "event_date", "find_candidates", "unfilled_date"]


# Tables of dates stop being looked at after this many, in the head and again behind it.
MAX_LOOKS = 220


@dataclass(frozen=True, slots=True)
class Candidate:
    """One date with its role.

    Attributes:
        role: see `date_roles.role_of`.
        line: index of its line in the sheet.
        annexed: it stands behind the heading of an annex, or in another document of the bundle.
        blank_day: the slot leaves room for a day that nobody filled in: dots, wide blanks, or nothing behind `tanggal`.
    """

    role: str
    mention: Mention
    line: int
    page: int
    words: str
    annexed: bool
    blank_day: bool = False


# The end of a line in the middle of a date: "pada tanggal 19" over "Maret 2018", "Terbit 19 Juni" over "2023".
_MONTH = r"(?:jan|feb|peb|mar|mrt|apr|mei|jun|jul|agu|ags|sep|okt|oct|nov|nop|des|dec)[a-z]{0,7}"
_WORDS = (
    r"hari|tanggal|bulan|tahun|se\w+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|belas|puluh|ribu"
)
_BROKEN = re.compile(rf"(?:\b\d{{1,2}}|\b{_MONTH}|\b(?:{_WORDS}))[\s,]*$", re.IGNORECASE)
_CONTINUED = re.compile(rf"(?:{_MONTH}\b|(?:{_WORDS})\b|ini\b|\d{{1,2}}\s|[12]\d{{3}}\b)", re.IGNORECASE)
_DOTTED_DAY = re.compile(r"[.…_]{2,}\s*$")
_BLANK_DAY = re.compile(r"(?:[.…_]{2,}|\s{4,}|,\s{3,})\s*$")
_SET_APART = re.compile(r":\s{4,}\S")
_NO_DAY = re.compile(r"\btanggal\s?:?\s*$", re.IGNORECASE)
# "... mulai berlaku pada tanggal ditetapkan." is a sentence, no slot.
_UNFILLED = re.compile(
    r"(?:(?:^|\s{2,})(?:ditetapkan|disahkan|dikeluarkan)\b"
    r"|pada tanggal\b(?!\s(?:di[a-z]{5,}|(?-i:[a-z]{3,}))[^.…_]*\.?$)"
    r"|^tanggal\b)[^:\d]{0,30}:?\s*"
    r"(?:[.…_]{3,}|[$]?\{\w+\}|$)"
    r"|^[A-Z][A-Za-z]+\s?,\s{0,4}(?:[.…_]{3,}|[$]?\{\w+\}|-{3,}|\s{2,}(?:20)?$)",
    re.IGNORECASE,
)


# A place with a hole where its day should be: `Arjasari,      2024`, `Arjasari, xx Juni 2026`,
# `Arjasari,    /   / 2026`; or a slot with nothing but a year.
_HOLE = re.compile(
    r"(?:[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?,|[Pp]ada [Tt]anggal\s?:?)(?:\s*\b[xX]{2,}\b|\s{3,})\s*"
    r"(?:[A-Za-z]{3,10}\s*|[-/]\s*[-/]\s*)?(?:20[\dxX._]{0,2})?"
    r"|[Tt]anggal\s?:\s{3,}20\d\d"
)
# The opening of a record whose day nobody wrote in: `Pada hari ini      tanggal      bulan      tahun`.
_OPENING_HOLE = re.compile(
    r"(?:pada )?hari ini\W{2,}tanggal\W{2,}(?:bulan\W{2,}(?:tahun\b.*)?)?", re.IGNORECASE
)
# The day of a meeting on a form, empty where the next slot follows at once.
_DOTTED_MEETING = re.compile(r"hari\s?[/,]?\s?(?:tanggal|tgl\.?)?\s*:\s*[.…_]{4,}", re.IGNORECASE)
_MEETING_SLOT = re.compile(
    r"(?:\d[.)]\s)?(?:hari|hari\s?[/,&]?\s?(?:dan\s)?(?:tanggal|tgl\.?))\s?:", re.IGNORECASE
)
_NEXT_SLOT = re.compile(r"(?:\d[.)]\s)?(?:tanggal|waktu|jam|pukul|tempat|acara|agenda)\s?:", re.IGNORECASE)
_BARE_SLOT = re.compile(r"tanggal[^:.…_${]*", re.IGNORECASE)
_DOTS = re.compile(r"[.…_]{3}|[{]")
_SLOT_START = re.compile(r"(?:pada )?tanggal|ditetapkan|disahkan|dikeluarkan", re.IGNORECASE)
_ENACTS = re.compile(r"(?:ditetapkan|disahkan|dikeluarkan)\b", re.IGNORECASE)


def find_candidates(
    sheet: Sheet, last_page: int | None = None, *, enclosed: int | None = None, scanned: bool = False
) -> list[Candidate]:
    """Every date of a sheet that may be the document's own, an event's or an SOP slot's, in reading order.

    Args:
        sheet: the lines.
        last_page: where the first document of a bundle ends; what follows counts as annexed.
        enclosed: the line with which another document opens; none of its dates count.
        scanned: the text was read from a picture, where a pen may have filled what looks blank.
    """
    found: list[Candidate] = []
    annexed = False
    lines = sheet.lines[:enclosed]
    looks = MAX_LOOKS
    for index, line in enumerate(lines):
        text = line.text
        if index == sheet.head:
            looks = MAX_LOOKS
        if index > 3 and not annexed and len(text) < 120 and ANNEX.match(text):
            annexed = True
        if looks < 0:
            continue
        slot = text[:8].lower().startswith(("tanggal", "tgl"))
        expected = slot or (len(text) < 45 and "," in text)
        mentions = find_dates(text, fuzzy_months=expected, short_years=expected)
        if not mentions and "anggal" in text and (torn := torn_date(text)):
            mentions = [torn]
        around = f"{lines[index - 1].text[-90:] if index else ''} {text}"[-260:]
        formula = "ini" in around.lower() and TODAY.search(around) is not None
        formula = formula or is_judgment(lines, index, text)
        broken, rest = _broken(lines, index, formula=formula, slot=slot)
        if broken:
            mentions = [*(mention for mention in mentions if mention.end <= broken.start), broken]
        for mention in mentions:
            looks -= 1
            role = role_of(lines, index, mention, rest if mention is broken else None) if looks >= 0 else None
            if not role or (mention.short_year and role in ("body", "alone", "occasion")):
                continue
            if (
                not mention.sure
                and not mention.whole
                and not slot
                and not PLACE.search(text[: mention.start])
            ):
                continue
            blank = not mention.whole and _is_blank(lines, index, mention, role, scanned=scanned)
            beyond = last_page is not None and line.page > last_page
            found.append(Candidate(role, mention, index, line.page, text[:200], annexed or beyond, blank))
    return found


def _broken(lines: Sequence[Line], index: int, *, formula: bool, slot: bool) -> tuple[Mention | None, str]:
    """A whole date that begins on this line and ends on the next, and what follows it there.

    In a sentence only that of a formula (`pada hari ini …`) counts, whose words may run over two more lines.
    """
    text = lines[index].text
    if index + 1 >= len(lines) or not _CONTINUED.match(lines[index + 1].text) or not _BROKEN.search(text):
        return None, ""
    following = [line.text[:90] for line in lines[index + 1 : index + (4 if formula else 2)]]
    joined = " ".join([text[-200:], *following])
    shift = len(text) - len(text[-200:])
    for mention in find_dates(joined):
        if mention.whole and mention.start < len(text) - shift < mention.end:
            rest = joined[mention.end :].strip(" .")
            if formula or slot or not rest or rest[0] == "(":
                return replace(mention, start=mention.start + shift, end=mention.end + shift), rest
    return None, ""


def _before(line: Line, mention: Mention) -> str:
    """What stands before a date in the line as read, blanks kept."""
    words = line.text[mention.start : mention.end].split(" ", 1)[0]
    at = line.raw.find(words)
    return line.raw[:at] if at > 0 else ""


def _is_blank(lines: Sequence[Line], index: int, mention: Mention, role: str, *, scanned: bool) -> bool:
    """Whether there is room for a day before a month; on a scanned page only dots tell."""
    before = _before(lines[index], mention)
    if scanned or role not in _SIGNED:
        return bool(_DOTTED_DAY.search(before))
    if role == "enacted" and _NO_DAY.search(lines[index].text, 0, mention.start):
        return True
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    if before.rstrip().endswith(":") and any(_SET_APART.search(line.raw) for line in beside):
        return False  # the values of all slots stand apart from their colons
    return bool(_BLANK_DAY.search(before))


def unfilled_date(lines: Sequence[Line], *, scanned: bool = False) -> Quote | None:
    """A date slot of the signature or the head that nobody filled in; on a scanned page only one with dots."""
    return next((slot for slot in _unfilled(lines) if not scanned or _DOTS.search(slot.words)), None)


def _unfilled(lines: Sequence[Line]) -> Iterator[Quote]:
    for index, line in enumerate(lines):
        text = line.text
        if "hari" in text[:12].lower() and (
            _OPENING_HOLE.match(line.raw)
            or _DOTTED_MEETING.fullmatch(text)
            or (
                _MEETING_SLOT.fullmatch(text)
                and index + 1 < len(lines)
                and _NEXT_SLOT.match(lines[index + 1].text)
            )
        ):
            yield Quote(line.page, text[:160])
            continue
        if _BARE_SLOT.fullmatch(text) and not (index and _ENACTS.match(lines[index - 1].text)):
            continue  # the head of a column, or a slot whose value stands in the next cell
        if len(text) < 60 and _HOLE.fullmatch(line.raw):
            yield Quote(line.page, text)
            continue
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        if text.endswith("anggal") and (below[:1].isdigit() or not _SLOT_START.match(text)):
            continue  # a sentence, or a slot, that goes on in the next line
        if (
            len(text) < 90
            and _UNFILLED.search(text)
            and not re.search(r"\d{4}", text[:60].replace("20..", ""))
        ):
            if _ENACTS.match(text) and "tanggal" not in text.lower() and not _DOTS.search(text):
                continue
            if re.search(r"(?:tanggal|tgl)\s*:?\s*$", text, re.IGNORECASE) and not re.match(
                r"(?:pada )?tanggal", text, re.IGNORECASE
            ):
                continue
            yield Quote(line.page, text[:160])


_SIGNED = ("signature", "enacted", "letterhead")
_SOURCES = {
    "enacted": DateSource.ENACTED,
    "pronounced": DateSource.ENACTED,
    "judged": DateSource.ENACTED,
    "approved": DateSource.ENACTED,
    "signature": DateSource.SIGNATURE,
    "letterhead": DateSource.LETTERHEAD,
    "annex": DateSource.LETTERHEAD,
    "trailing": DateSource.LETTERHEAD,
    "effective": DateSource.EFFECTIVE,
    "revised": DateSource.EFFECTIVE,
    "made": DateSource.EFFECTIVE,
    "event": DateSource.EVENT,
    "occasion": DateSource.EVENT,
    "formula": DateSource.MEETING,
    "alone": DateSource.TITLE,
}
_TRUST = {
    "enacted": 0.95, "pronounced": 0.9, "judged": 0.9, "approved": 0.9, "signature": 0.92,
    "letterhead": 0.92, "annex": 0.7, "trailing": 0.6, "effective": 0.8,
    "formula": 0.88, "event": 0.8, "occasion": 0.65, "revised": 0.65, "made": 0.6, "alone": 0.5,
}  # fmt: skip


def _fact(candidate: Candidate, source: DateSource) -> DateFact:
    trust = _TRUST[candidate.role]
    trust -= (
        0.1 * (not candidate.mention.sure) + 0.1 * (not candidate.mention.whole) + 0.15 * candidate.annexed
    )
    return DateFact(
        candidate.mention.value, source, round(max(trust, 0.2), 2), Quote(candidate.page, candidate.words)
    )


def choose_date(
    kind: str,
    kinds: Kinds,
    candidates: Sequence[Candidate],
    *,
    unfilled: bool = False,
    last_page: int | None = None,
) -> tuple[DateFact | None, tuple[Note, ...]]:
    """The document's date by the trust its kind gives to each role, and notes on odd dates.

    Args:
        kind: decides the order of the roles.
        kinds: of the lexicon.
        candidates: all dates found.
        unfilled: the number was left blank, so that a month without its day is a draft's.
        last_page: dates of later pages belong to other documents of the bundle.
    """
    notes: list[Note] = []
    own = [c for c in candidates if last_page is None or c.page <= last_page]
    for role in kinds.dates(kind):
        ranked = sorted((c for c in own if c.role == role), key=lambda c: (c.annexed, not c.mention.whole))
        for candidate in ranked:
            quote = Quote(candidate.page, candidate.words)
            if not candidate.mention.possible:
                notes.append(Note("impossible_date", quote))
                continue
            if candidate.blank_day or (unfilled and not candidate.mention.whole and role in _SIGNED):
                notes.append(Note("date_unfilled", quote))
                if unfilled:
                    continue
            source = _SOURCES[role]
            if source is DateSource.EVENT and kind in kinds.having("meeting"):
                source = DateSource.MEETING
            return _fact(candidate, source), tuple(notes)
    return None, tuple(notes)


def event_date(candidates: Sequence[Candidate]) -> DateFact | None:
    """The day of the meeting or event that the document speaks of, whatever its own date."""
    for role in ("event", "formula", "occasion"):
        for candidate in candidates:
            if (
                candidate.role == role
                and candidate.mention.possible
                and candidate.mention.whole
                and not candidate.annexed
            ):
                return _fact(candidate, DateSource.EVENT)
    return None
