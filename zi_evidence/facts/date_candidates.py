"""Chooses the document's own date among all dates that stand in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zi_evidence.facts.date_roles import role_of
from zi_evidence.facts.dates import Mention, date_grammar
from zi_evidence.facts.empty_days import lacks_day
from zi_evidence.facts.judgments import is_judgment
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.dates import Dates
from zi_evidence.model import DateFact, DateSource, Note, Quote
from zi_evidence.page import Line, Sheet

__all__ = ["Candidate", "choose_date", "event_date", "find_candidates"]


# Tables of dates stop being looked at after this many, in the head and again behind it.
MAX_LOOKS = 220
_LONGEST_HEADING = 120
_FIRST_LINES = 3
_SHORT_LINE = 45
_FIRST_CHARS = 12
_LEAST_TRUST = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """One date with its role.

    Attributes:
        role: see the roles of the pack's section `dates`.
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


class _Breaks:
    """Where a line may break in the middle of a date: `pada tanggal 19` over `Maret 2018`; built once for a pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        stems = sorted({name[:3] for name in lexicon.months.by_word})
        month = rf"(?:{'|'.join(stems)})[a-z]{{0,7}}" if stems else "(?!)"
        numerals = lexicon.dates.numerals
        known = {*numerals.values, *numerals.teens, *numerals.times, *lexicon.dates.broken_words}
        words = "|".join(sorted(known, key=lambda word: (-len(word), word))) or "(?!)"
        self.opens = re.compile(rf"(?:\b\d{{1,2}}|\b{month}|\b(?:{words}))[\s,]*$", re.IGNORECASE)
        self.continues = re.compile(rf"(?:{month}\b|(?:{words})\b|\d{{1,2}}\s|[12]\d{{3}}\b)", re.IGNORECASE)


_breaks = cache(_Breaks)


def _is_slot(dates: Dates, text: str) -> bool:
    """Whether a line begins with the label of a date."""
    return text[:_FIRST_CHARS].lower().startswith(dates.day_words)


def _mentions(
    lexicon: Lexicon, lines: Sequence[Line], index: int, *, slot: bool
) -> Iterator[tuple[Mention, str | None]]:
    """The dates of a line, each with what follows it where it ends in a later line."""
    text = lines[index].text
    expected = slot or (len(text) < _SHORT_LINE and "," in text)
    grammar = date_grammar(lexicon)
    mentions = grammar.find(text, fuzzy_months=expected, short_years=expected)
    if not mentions and (torn := grammar.torn(text)):
        mentions = [torn]
    broken, rest = _broken(lexicon, lines, index, slot=slot)
    for mention in mentions:
        if not broken or mention.end <= broken.start:
            yield mention, None
    if broken:
        yield broken, rest


def _candidate(
    lexicon: Lexicon, lines: Sequence[Line], index: int, mention: Mention, rest: str | None, *, scanned: bool
) -> Candidate | None:
    """A date with its role; `None` where it is not the document's, or too uncertain for where it stands."""
    dates, line = lexicon.dates, lines[index]
    role = role_of(lexicon, lines, index, mention, rest)
    if not role or (mention.short_year and dates.roles[role].long_year):
        return None
    guessed = not mention.sure and not mention.whole
    expected = _is_slot(dates, line.text) or dates.pattern("place").search(line.text[: mention.start])
    if guessed and not expected:
        return None
    blank = not mention.whole and lacks_day(dates, lines, index, mention, role, scanned=scanned)
    return Candidate(role, mention, index, line.page, line.text[:200], annexed=False, blank_day=blank)


def find_candidates(
    lexicon: Lexicon, sheet: Sheet, *, enclosed: int | None = None, scanned: bool = False
) -> list[Candidate]:
    """Every date of a sheet that may be the document's own, an event's or an SOP slot's, in reading order.

    Args:
        lexicon: the words.
        sheet: the lines.
        enclosed: the line with which another document opens; none of its dates count.
        scanned: the text was read from a picture, where a pen may have filled what looks blank.
    """
    found: list[Candidate] = []
    annexed = False
    lines = sheet.lines[:enclosed]
    looks = MAX_LOOKS
    heads_annex = lexicon.dates.pattern("annex").match
    for index, line in enumerate(lines):
        if index == sheet.head:
            looks = MAX_LOOKS
        if index > _FIRST_LINES and not annexed and len(line.text) < _LONGEST_HEADING:
            annexed = heads_annex(line.text) is not None
        if looks < 0:
            continue
        for mention, rest in _mentions(lexicon, lines, index, slot=_is_slot(lexicon.dates, line.text)):
            looks -= 1
            if looks < 0:
                break
            if candidate := _candidate(lexicon, lines, index, mention, rest, scanned=scanned):
                found.append(replace(candidate, annexed=annexed))
    return found


def _in_formula(dates: Dates, lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands in a sentence that is opened by its day, and may run over several lines."""
    text = lines[index].text
    around = f"{lines[index - 1].text[-90:] if index else ''} {text}"[-260:]
    return bool(dates.pattern("today").search(around)) or is_judgment(dates, lines, index, text)


def _broken(
    lexicon: Lexicon, lines: Sequence[Line], index: int, *, slot: bool
) -> tuple[Mention | None, str | None]:
    """A whole date that begins on this line and ends on the next, and what follows it there.

    In a sentence only that of a formula (`pada hari ini …`) counts, whose words may run over two more lines.
    """
    text = lines[index].text
    breaks = _breaks(lexicon)
    if index + 1 >= len(lines) or not breaks.continues.match(lines[index + 1].text):
        return None, None
    if not breaks.opens.search(text):
        return None, None
    formula = _in_formula(lexicon.dates, lines, index)
    following = [line.text[:90] for line in lines[index + 1 : index + (4 if formula else 2)]]
    joined = " ".join([text[-200:], *following])
    shift = len(text) - len(text[-200:])
    for mention in date_grammar(lexicon).find(joined):
        if mention.whole and mention.start < len(text) - shift < mention.end:
            rest = joined[mention.end :].strip(" .")
            if formula or slot or not rest or rest[0] == "(":
                return replace(mention, start=mention.start + shift, end=mention.end + shift), rest
    return None, None


def _fact(dates: Dates, candidate: Candidate, source: DateSource) -> DateFact:
    trust = dates.roles[candidate.role].trust
    trust -= (
        0.1 * (not candidate.mention.sure) + 0.1 * (not candidate.mention.whole) + 0.15 * candidate.annexed
    )
    return DateFact(
        candidate.mention.value,
        source,
        round(max(trust, _LEAST_TRUST), 2),
        Quote(candidate.page, candidate.words),
    )


def _source(lexicon: Lexicon, kind: str, role: str) -> DateSource:
    """What reports call a date of that role in a document of that kind."""
    source = DateSource(lexicon.dates.roles[role].source)
    meeting = source is DateSource.EVENT and kind in lexicon.kinds.having("meeting")
    return DateSource.MEETING if meeting else source


def choose_date(
    lexicon: Lexicon, kind: str, candidates: Sequence[Candidate], *, unfilled: bool = False
) -> tuple[DateFact | None, tuple[Note, ...]]:
    """The document's date by the trust its kind gives to each role, and notes on odd dates.

    Args:
        lexicon: the words; hold the order of the roles for each kind.
        kind: of the document.
        candidates: all dates found.
        unfilled: the number was left blank, so that a month without its day is a draft's.
    """
    notes: list[Note] = []
    dates = lexicon.dates
    for role in lexicon.kinds.dates(kind):
        ranked = sorted(
            (c for c in candidates if c.role == role), key=lambda c: (c.annexed, not c.mention.whole)
        )
        for candidate in ranked:
            quote = Quote(candidate.page, candidate.words)
            if not candidate.mention.possible:
                notes.append(Note("impossible_date", quote))
                continue
            draft = unfilled and not candidate.mention.whole and dates.roles[role].signed
            if candidate.blank_day or draft:
                notes.append(Note("date_unfilled", quote))
                if unfilled:
                    continue
            return _fact(dates, candidate, _source(lexicon, kind, role)), tuple(notes)
    return None, tuple(notes)


def event_date(dates: Dates, candidates: Sequence[Candidate]) -> DateFact | None:
    """The day of the meeting or event that the document speaks of, whatever its own date."""
    for role in (name for name, role in dates.roles.items() if role.event):
        for candidate in candidates:
            if candidate.role != role or candidate.annexed:
                continue
            if candidate.mention.possible and candidate.mention.whole:
                return _fact(dates, candidate, DateSource.EVENT)
    return None
