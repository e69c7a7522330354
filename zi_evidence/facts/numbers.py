"""The document's own number, as printed, and slots for it that were never filled.

No one pattern validates a number: every office has its own. What counts is the slot it is in; the
number of a cited law or letter is in none, or in a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zi_evidence.facts.dates import find_dates, year_of
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.model import DateFact, Quote, TextFact
from zi_evidence.page import Line, Sheet

__all__ = ["NumberFinding", "find_number", "name_number", "normal_number", "with_roman_month"]

_LOOKALIKE = str.maketrans("OoIlL|", "001111")
_PLACE = re.compile(r"\s(?![IVXL]+,)(?:[A-Z][A-Za-z.]+\s){0,3}[A-Z][A-Za-z.]+\s?,(?:\s|$)")
# A date whose year went to the next line.
_HALF_DATE = re.compile(rf"\s\d{{1,2}}\s(?:{load_lexicon().months.expression})$", re.IGNORECASE)
# Dots, placeholders, holes between strokes: nobody filled it in.
_HOLES = (
    r"[$]\{|\{[\w ]+\}|[.…_]{3,}|…|/\s*/|^\s*[-/]\s*\D|[-.]\s{3,}|-\s*/|\bX{2,}\b|(?<!\w)\.\s*/|\.\s{2,}/"
    r"|[-.]\s+\.|<[\w ]+>|\[[@\w ]*\]|[-/]\s*$"
)
_SHORT_REGULATION = re.compile(r"(\d{1,4})/((?:19|20)\d\d)")
_END_OF_BRACKET = re.compile(r"[^(]{1,40}\)\s+[a-z]")
_LIKE_A_NUMBER = re.compile(r"\S+/|\d+ tahun", re.IGNORECASE)
_NUMBER_BELOW = re.compile(r":?\s*(?=.*[/-])[\w.-]*\d[\w./ -]*")
_JOIN_SLASH = re.compile(r"\s*/\s*")
_JOIN_DASH = re.compile(r"(?<=\w)\s?-\s?(?=\d)|(?<=\d)\s?-\s?(?=\w)|(?<=\w)-\s(?=\w)|(?<=\w)\s-(?=\w)")
_JOIN_DOT = re.compile(r"(?<=\w)\.\s(?=[\dA-Z])|(?<=\w)\s\.(?=\w)")
_COURT_PLACE = re.compile(r"[A-Z][A-Za-z]{1,7}(?:\.[A-Z][a-z]{2,3})?")
_YEAR = re.compile(r"(?:19|20)\d\d")

# How far down a slot may be: in a short document anywhere, else in its head.
_SHORT_DOCUMENT = 260
_HEAD_LINES = 140
_HEADING_LINES = 14
_TOP_LINES = 25
_SURE_LINES = 40
_MOST_WORDS = 8
_LONGEST = 80
_INLINE_WITHIN = 26


@dataclass(frozen=True, slots=True)
class NumberFinding:
    """The number, or the slot that was left unfilled.

    Attributes:
        fact: the number; `None` where there is none.
        unfilled: the slot that nobody filled in.
        gap: the slot shows dots, a placeholder or a hole (`094/     /SPT`); a slot that is merely empty may
            have been stamped on the image.
    """

    fact: TextFact | None = None
    unfilled: Quote | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for a number: the line, the value squeezed and as read, and whether a colon leads it."""

    index: int
    line: Line
    value: str
    raw: str
    colon: bool
    in_body: bool = False

    @property
    def quote(self) -> Quote:
        return Quote(self.line.page, self.line.text[:160])


def normal_number(text: str) -> str:
    """A number as printed, without the blanks around `/`, `-` and `.` inside it, other blanks squeezed."""
    text = _JOIN_SLASH.sub("/", text.strip())
    text = _JOIN_DASH.sub("-", text)
    text = _JOIN_DOT.sub(".", text)
    return " ".join(text.split()).strip(" .,:;-")


def find_number(sheet: Sheet, lexicon: Lexicon, enclosed: int | None = None) -> NumberFinding:
    """The number of the document itself, from the first number slot that is no citation.

    An empty slot ends the search in the head of a document: what follows would be another's; so does
    the line `enclosed` with which another document opens.
    """
    return _grammar(lexicon).find(sheet, enclosed)


def name_number(plain: str, lexicon: Lexicon) -> TextFact | None:
    """A number from a plain (upper case) file name: `PP 46 TAHUN 2009`, `KMA 186 2017`, `NO433TAHUN2021`."""
    words = lexicon.numbers
    found = words.in_name.find(plain)
    if not found:
        return None
    value = f"{int(found['number'])} {words.year_word} {found['year']}"
    return TextFact(value, "name", 0.6, Quote(0, found[0]))


@cache
def _grammar(lexicon: Lexicon) -> "_Numbers":
    return _Numbers(lexicon)


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


class _Numbers:
    """How numbers are found by the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = words = lexicon.numbers
        years = "|".join(re.escape(word) for word in words.year_words if word.isalpha()) or "(?!)"
        self._unfilled = re.compile(rf"{_HOLES}|(?:^\s*|[-/]\s+)(?:{years})\b", re.IGNORECASE)
        self._year_below = re.compile(rf"(?:{re.escape(words.year_word)}\s+)?(?:19|20)\d\d")

    def find(self, sheet: Sheet, enclosed: int | None) -> NumberFinding:
        """See `find_number`."""
        lines = sheet.lines
        limit = len(lines) if sheet.whole and len(lines) < _SHORT_DOCUMENT else min(sheet.head, _HEAD_LINES)
        limit = limit if enclosed is None else min(limit, enclosed)
        empty = NumberFinding()
        for slot in self._slots(lines[:limit]):
            column = self._words.next_column.pattern.split(slot.raw)[0]
            found = self._filled(slot, column, lines)
            if found is not None:
                return found
            if not self._asks(slot, column):
                continue
            if empty.unfilled is None:
                empty = NumberFinding(None, slot.quote, bool(re.search(r"\w|[.…_]{3}", column)))
            if slot.index < _TOP_LINES:
                break
        return empty

    # ---- where a number may be ---------------------------------------------------------------------

    def _slots(self, lines: Sequence[Line]) -> Iterator[_Slot]:
        """The slots that are the document's own, in their order."""
        in_body = about = False
        for index, line in enumerate(lines):
            in_body = in_body or (index > 5 and bool(self._words.body.find(line.text)))
            about = about or bool(self._words.about.find(line.text))
            slot = self._slot(index, line)
            if slot is None and index < _HEADING_LINES and not about and line.text.isupper():
                slot = self._in_heading(index, line)
            if slot and self._is_own(slot, lines) and (slot.colon or not in_body):
                yield replace(slot, in_body=in_body)

    def _slot(self, index: int, line: Line) -> _Slot | None:
        text = line.text
        if found := self._words.slot.find(text):
            return self._at_start(index, line, found)
        if row := self._words.in_row.find(line.raw):
            return _Slot(index, line, row["value"], row["value"], colon=True)
        if text[:1] in "Nn-(" or ":" not in text:
            return None
        inline = self._words.inline.find(text)
        if not inline or inline.start() > _INLINE_WITHIN:
            return None
        if self._words.citing_lead.find(text[: inline.start()].strip()):
            return None
        return _Slot(index, line, inline["value"], inline["value"], colon=True)

    def _at_start(self, index: int, line: Line, found: re.Match[str]) -> _Slot | None:
        """The slot at the start of a line; without a colon a short label needs what looks like a number."""
        colon, value = bool(found["colon"]), found["value"]
        if not colon and self._words.short_label.find(found["label"]) and not _LIKE_A_NUMBER.match(value):
            return None
        raw = self._words.slot.find(line.raw)
        return _Slot(index, line, value, raw["value"] if raw else value, colon=colon)

    def _in_heading(self, index: int, line: Line) -> _Slot | None:
        """A number on the same line as the heading: `UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 17 TAHUN 2003`."""
        found = self._words.in_heading.find(line.text)
        return _Slot(index, line, found["value"], found["value"], colon=True) if found else None

    def _is_own(self, slot: _Slot, lines: Sequence[Line]) -> bool:
        """Whether a slot is for the number of the document, and not for another's or for another sort of number."""
        if self._words.other_label.find(slot.value):
            return False
        above = lines[max(0, slot.index - 2) : slot.index]
        if slot.index < _HEADING_LINES and any(self._words.gazette.find(line.text) for line in above):
            return False
        return not self._is_cited(slot, above[-1].text if above else "")

    def _is_cited(self, slot: _Slot, before: str) -> bool:
        """Whether a line that begins with a number label only carries on the sentence of the line above."""
        if self._words.attachment.find(before):
            return False
        if _END_OF_BRACKET.match(slot.value):
            return True
        carried = (before[-1:].islower() or before.endswith((",", "("))) and not self._words.address.find(
            before
        )
        if slot.colon:
            titled = before.isupper() or (len(before) < 60 and before.istitle())
            return carried and bool(self._words.citing.find(before)) and not titled
        value = slot.value.strip()
        if regulation := self._words.regulation.find(value):
            after = value[regulation.end() :].strip()
            in_sentence = re.match(r"[a-z(,;]", after) and not after.startswith("(1")
            return bool(in_sentence) or (carried and slot.index > 6)
        return bool(self._words.sentence.find(value)) or (carried and slot.index > 3)

    # ---- what a slot holds -------------------------------------------------------------------------

    def _asks(self, slot: _Slot, column: str) -> bool:
        """Whether a slot without a number asks for one."""
        if re.search(r"\w", column):
            return bool(self._unfilled.search(column[:70].rstrip(" :")))
        return slot.colon or self._is_marked(slot)

    def _is_marked(self, slot: _Slot) -> bool:
        return slot.line.text.isupper() or bool(self._words.document_slot.find(slot.line.text))

    def _filled(self, slot: _Slot, column: str, lines: Sequence[Line]) -> NumberFinding | None:
        """The number in a slot; an empty finding where it says that there is none; `None` where it holds nothing."""
        below = lines[slot.index + 1].text if slot.index + 1 < len(lines) else ""
        if not re.search(r"\w", column):
            return self._below(slot, column, below) if slot.colon or self._is_marked(slot) else None
        if self._unfilled.search(column[:70].rstrip(" :")):
            return None
        taken = self._take(slot.value)
        if not taken:
            return None
        taken = self._with_year_below(taken, column, below)
        if short := _SHORT_REGULATION.fullmatch(taken):
            full = f"{short[1]} {self._words.year_word} {short[2]}"
            following = lines[slot.index + 1 : slot.index + 9]
            # `NOMOR 57/2015` over `NOMOR 57 TAHUN 2015`.
            taken = full if any(full in line.text.upper() for line in following) else taken
        trust = 0.95 if slot.index < _SURE_LINES and not slot.in_body else 0.75
        return NumberFinding(TextFact(taken.upper(), "slot" if slot.colon else "heading", trust, slot.quote))

    def _below(self, slot: _Slot, column: str, below: str) -> NumberFinding | None:
        """The number in the cell below an empty slot; a dash in the slot says that there is none."""
        if column.strip(" :") == "-" and slot.index < _TOP_LINES:
            return NumberFinding()
        cell = self._words.next_cell.pattern.split(below)[0]
        if not _NUMBER_BELOW.fullmatch(cell) or find_dates(cell):
            return None
        quote = Quote(slot.line.page, f"{slot.line.text} {cell}")
        return NumberFinding(TextFact(self._take(cell).upper(), "slot", 0.8, quote))

    def _with_year_below(self, taken: str, column: str, below: str) -> str:
        """A number with the year that went to the next line."""
        word = self._words.year_word
        if not word or not self._year_below.fullmatch(below):
            return taken
        if _YEAR.fullmatch(below):
            ends = column.upper().rstrip().endswith(f" {word}")
            return f"{taken} {word} {below}" if ends else taken
        return taken if word in taken.upper() else f"{taken} {below}"

    def _take(self, raw: str) -> str:
        """The number at the start of a slot's value, normalised; empty where there is none."""
        value = raw.strip().lstrip(":;.>»*= ")
        if regulation := self._words.regulation.find(value):
            digits = regulation["no"].replace(" ", "")
            typed = digits[:1].isdigit() and digits[:-1].isdigit()
            digits = digits if typed else digits.translate(_LOOKALIKE)
            return f"{digits.upper()} {self._words.year_word} {year_of(regulation['year'])}"
        words = normal_number(self._cut(value)).split(" ")
        kept = self._kept(words[:_MOST_WORDS])
        kept.extend(self._court(words, kept))
        value = _unscanned(" ".join(kept))
        value = self._words.short_year.pattern.sub(f"{self._words.year_word} ", value)
        return value.strip(" .,:;-") if _has_digit(value) and len(value) <= _LONGEST else ""

    def _cut(self, value: str) -> str:
        """The part of a slot's value that can be the number: ends at the next column, place, date or sentence."""
        for pattern in (_PLACE, self._words.stop.pattern, _HALF_DATE):
            if found := pattern.search(value):
                value = value[: found.start()]
        for mention in find_dates(value):
            if mention.start and any(c.isalpha() for c in value[mention.start : mention.end]):
                return value[: mention.start]
        return value

    def _kept(self, words: Sequence[str]) -> list[str]:
        """The first words of a value that belong to the number."""
        kept: list[str] = []
        for position, word in enumerate(words):
            if position and not self._belongs(word, kept, words[position + 1 : position + 2]):
                break
            kept.append(word)
            if position and _has_digit(word) and kept[-2].upper() in self._words.year_words:
                break
        while kept and kept[-1].upper() in self._words.year_words:
            kept.pop()
        return kept

    def _belongs(self, word: str, kept: Sequence[str], following: Sequence[str]) -> bool:
        """Whether a further word is part of the number: it has a digit, or one is still to come."""
        if _has_digit(word) or word.upper() in self._words.year_words:
            return True
        return any(map(_has_digit, following)) and not any(map(_has_digit, kept))

    def _court(self, words: Sequence[str], kept: Sequence[str]) -> list[str]:
        """The town behind the court of a case number: `12/Pdt.G/2025/PN Tmr`, `9/Pid.B/2024/PN Jkt.Sel`."""
        if not kept or len(kept) >= len(words) or not self._words.court.find(kept[-1]):
            return []
        place = words[len(kept)]
        return [place] if _COURT_PLACE.fullmatch(place) else []


# ---- what scanners misread -------------------------------------------------------------------------

_MISREAD = re.compile(r"(?<![A-Za-z0-9])(?=[\dOoIl|]*[\dI])[\dIl|]*[OolI|][\dOoIl|]*(?![A-Za-z0-9|])")
_ZERO_ONE = re.compile(r"(?<![A-Za-z0-9])(?:Ol|lO)(?![A-Za-z0-9|])")
_OT = re.compile(r"(?<![A-Za-z0-9])0T(?=[\d.])")
_TELLTALE = re.compile(r"(?<![A-Za-z0-9])(?:\d+[Ool|]|0I|[Ol|]\d)[\dOoIl|]*(?![A-Za-z0-9|])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH_GROUP = re.compile(r"(?<=/)(?P<month>[IVXLT1|]{2,5})(?=/(?P<year>(?:19|20)\d\d)$)")
_STROKES = str.maketrans("1LT|", "IIII")


def _unscanned(value: str) -> str:
    """A number without the letters that a scanner read for digits, where one of its groups shows that it did.

    `W.I3-PR.OI.0I-2O25` is `W.13-PR.01.01-2025`; Roman months and codes such as `I.3` stay as they are.
    """
    value = _OT.sub("OT", value)
    if not _TELLTALE.search(value):
        return value
    value = _ZERO_ONE.sub(lambda m: m[0].translate(_LOOKALIKE), value)
    return _MISREAD.sub(lambda m: m[0] if set(m[0]) == {"I"} else m[0].translate(_LOOKALIKE), value)


def with_roman_month(number: TextFact | None, date: DateFact | None, *, scanned: bool) -> TextFact | None:
    """The number with its Roman month where a scanner read digits: `/1X/2024`; `/11/2025` on a day of February.

    A group of digits alone may be what was typed; it is only changed where the page was `scanned`.
    """
    found = _MONTH_GROUP.search(number.value) if number else None
    if not number or not found or found["month"] in _ROMAN:
        return number
    strokes = found["month"].translate(_STROKES)
    same_year = date is not None and date.value[:4] == found["year"] and bool(date.value[5:7])
    named = _ROMAN[int(date.value[5:7]) - 1] if date and same_year else ""
    sure = not found["month"].isdigit() and strokes in _ROMAN
    if not sure and not (scanned and strokes == named):
        return number
    return replace(number, value=number.value[: found.start()] + strokes + number.value[found.end() :])
