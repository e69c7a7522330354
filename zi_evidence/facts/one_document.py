"""The facts of pages that hold one document, step by step."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zi_evidence.facts.date_candidates import Candidate, choose_date, event_date, find_candidates
from zi_evidence.facts.date_roles import annex_heading
from zi_evidence.facts.empty_days import unfilled_date
from zi_evidence.facts.enclosures import enclosed_from
from zi_evidence.facts.file_names import is_copy_name, name_date, plain_name
from zi_evidence.facts.finish import Seal, find_draft, find_template, judge, seal_of, unfilled_list
from zi_evidence.facts.kinds import Heading, find_heading, is_routing, kind_fact
from zi_evidence.facts.language import language_of
from zi_evidence.facts.numbers import NumberFinding, find_number, name_number, with_roman_month
from zi_evidence.facts.people import find_signer
from zi_evidence.facts.period import period_by_day, period_fact
from zi_evidence.facts.period_runs import run_grammar
from zi_evidence.facts.references import find_references
from zi_evidence.facts.substance import substance_of
from zi_evidence.facts.titles import title_fact
from zi_evidence.facts.unit_facts import unit_facts
from zi_evidence.lexicon import Lexicon
from zi_evidence.model import (
    DateFact,
    DateSource,
    Facts,
    Finish,
    Note,
    Quote,
    Signature,
    Signer,
    Substance,
    TextFact,
)
from zi_evidence.page import Line, Sheet, make_sheet

__all__ = ["OneDocument"]

_SCANNED = frozenset({"ocr", "low_confidence"})
_SIGNING = (DateSource.SIGNATURE, DateSource.ENACTED)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE_LINES = 60
_LONGEST_ANNEX_HEADING = 120
# An annex does not begin in the first lines.
_HEAD_LINES = 6


@dataclass(frozen=True)
class OneDocument:
    """Pages that hold one document, and what is found in them; each fact is found once, when it is first asked for.

    Attributes:
        pages: cleaned text, one string a page.
        name: the file name with its ending; empty for a part that the name does not speak of.
        first_page: the number of the first page, from 1.
        image_pages: pages (from 1) that are only an image.
        signatures: digital signature fields that carry a signature.
        flags: what the reader noticed.
        lexicon: the words of the language.
    """

    pages: Sequence[str]
    name: str
    first_page: int
    image_pages: Sequence[int]
    signatures: Sequence[Signature]
    flags: Sequence[str]
    lexicon: Lexicon

    def facts(self) -> Facts:
        """All facts of the document."""
        found = self._claimed()
        return replace(found, substance=self._substance(found))

    def _claimed(self) -> Facts:
        """What the document says of itself."""
        date, notes, hole = self._dated
        signer = self._signer
        finish, finish_quote = self._finish(hole)
        number = None if self._template else self._number_fact
        return Facts(
            kind=self._kind_fact,
            title=self._title,
            number=number,
            date=date,
            period=period_by_day(
                self.lexicon, self._period[0], self.kind, self._title, date.value if date else ""
            ),
            units=unit_facts(
                self.sheet.top,
                signer[0] if signer else None,
                signer[1] if signer else None,
                self.lexicon,
            ),
            signer=signer[0] if signer and (signer[0].name or signer[0].position) else None,
            signed=self._seal[0],
            finish=finish,
            finish_quote=finish_quote,
            language=language_of("\n".join(line.text for line in self.sheet.top[:_LANGUAGE_LINES])),
            notes=tuple(notes),
            event=event_date(self.lexicon.dates, self._candidates),
            answers=find_references(
                self._title, self.sheet.top, self._number_fact.value if self._number_fact else ""
            ),
        )

    def _substance(self, found: Facts) -> Substance | None:
        """What the document holds; not where its text may lack what a reader sees."""
        by_pen = self._scanned and found.kind.value in self.lexicon.kinds.having("lists_people")
        if not self._lines or by_pen or "low_confidence" in self.flags:
            return None
        return substance_of(
            self.sheet,
            found,
            start=self._heading.index if self._heading else 0,
            pages=self.pages,
            pictures=len(self.image_pages),
            lexicon=self.lexicon,
        )

    # ---- what it is ----------------------------------------------------------------------------------

    @cached_property
    def sheet(self) -> Sheet:
        """The lines worth looking at."""
        return make_sheet(self.pages, self.lexicon, self.first_page)

    @property
    def _lines(self) -> Sequence[Line]:
        return self.sheet.lines

    @cached_property
    def _plain_name(self) -> str:
        return plain_name(self.name)

    @cached_property
    def _scanned(self) -> bool:
        return not _SCANNED.isdisjoint(self.flags)

    @cached_property
    def _heading(self) -> Heading | None:
        return find_heading(self.sheet.top, self.lexicon)

    @cached_property
    def _named_kind(self) -> TextFact:
        """The kind by heading, make-up or name, be it a form or not."""
        return kind_fact(self.sheet, self.name, self._heading, self.lexicon)

    @cached_property
    def _template(self) -> Quote | None:
        return find_template(self._without_annex(self.sheet.top), self.lexicon)

    @cached_property
    def _kind_fact(self) -> TextFact:
        if self._template:
            return TextFact(self.lexicon.kinds.role("form"), "structure", 0.85, self._template)
        return self._named_kind

    @property
    def kind(self) -> str:
        """The id of its kind."""
        return self._kind_fact.value

    @cached_property
    def _title(self) -> TextFact | None:
        return title_fact(self._named_kind.value, self.sheet.top, self._heading, self.lexicon)

    def _without_annex(self, lines: Sequence[Line], signed_at: int = 0) -> Sequence[Line]:
        """The lines before the first annex behind the signature; all where there is nothing but an annex."""
        for index, line in enumerate(lines):
            short = index > max(_HEAD_LINES, signed_at) and len(line.text) < _LONGEST_ANNEX_HEADING
            if short and annex_heading(self.lexicon, line.text):
                return lines[:index]
        return lines

    # ---- its number ----------------------------------------------------------------------------------

    @cached_property
    def _enclosed(self) -> int | None:
        """The line with which an enclosed document opens; the first one of a slip that passes a document on."""
        return 0 if is_routing(self._heading, self.lexicon) else enclosed_from(self._lines, self.lexicon)

    @cached_property
    def _number(self) -> NumberFinding:
        return find_number(self.sheet, self.lexicon, self._enclosed)

    @cached_property
    def _named_number(self) -> TextFact | None:
        return name_number(self._plain_name, self.lexicon)

    @cached_property
    def _number_fact(self) -> TextFact | None:
        """The number in the text, else that in the name where no slot was left empty."""
        found = with_roman_month(self._number.fact, self._date, scanned=self._scanned)
        if found is None and self._number.unfilled is None and not self._template:
            return self._named_number
        return found

    def _number_notes(self) -> list[Note]:
        named, found = self._named_number, self._number_fact
        year = f" {self.lexicon.numbers.year_word} "
        other = named and found and year in found.value and found.value != named.value
        return [Note("name_contradiction", named.quote)] if named and other else []

    # ---- its date and period -------------------------------------------------------------------------

    @cached_property
    def _candidates(self) -> list[Candidate]:
        return find_candidates(self.lexicon, self.sheet, enclosed=self._enclosed, scanned=self._scanned)

    @cached_property
    def _period(self) -> tuple[TextFact | None, tuple[Note, ...]]:
        name = plain_name(run_grammar(self.lexicon).with_said_joins(self.name))
        return period_fact(self.lexicon, self.kind, self._title, self.sheet.top, name)

    @cached_property
    def _chosen(self) -> tuple[DateFact | None, tuple[Note, ...]]:
        """The date in the text with what is odd about it; none in a form."""
        if self._template:
            return None, ()
        unfilled = self._number.unfilled is not None
        return choose_date(self.lexicon, self.kind, self._candidates, unfilled=unfilled)

    @cached_property
    def _blank_date(self) -> Quote | None:
        """The slot of a date that was not filled in, where the text has no date."""
        date, notes = self._chosen
        if self._template or date or any(note.code == "impossible_date" for note in notes):
            return None
        return unfilled_date(self.lexicon.dates, self._lines, scanned=self._scanned)

    @cached_property
    def _stamp(self) -> DateFact | None:
        """The day of the first digital signature."""
        if not self.signatures or not self.signatures[-1].time:
            return None
        stamp = min(signature.time for signature in self.signatures if signature.time)
        return DateFact(stamp[:10], DateSource.TTE, 0.75, Quote(-1, stamp)) if _ISO.match(stamp) else None

    @cached_property
    def _beside_name(self) -> tuple[DateFact | None, tuple[Note, ...]]:
        """The date of the text, its signature or its name, with a note where the name tells another."""
        if self._template:
            return None, ()
        date = self._chosen[0]
        if date is None and self._blank_date is None and self._lines:
            date = self._stamp
        return self._against_name(date)

    @property
    def _date(self) -> DateFact | None:
        return self._beside_name[0]

    def _against_name(self, date: DateFact | None) -> tuple[DateFact | None, tuple[Note, ...]]:
        """The date, or the name's where there is no text; a note where the name tells another one.

        The days of meetings and events and the months in the text count too: a file is as often named after the day
        it invites to, or after the month it is about. The day that a phone or scanner puts into a name is that of
        the copy.
        """
        named = name_date(self.name, self.kind, self.lexicon)
        if named is None or self.kind in self.lexicon.kinds.having("regulation"):
            return date, ()
        if date is None:
            return (None if self._lines else named), ()
        if is_copy_name(self.name, self.lexicon) or self._mentions(named.value, date):
            return date, ()
        return date, (Note("name_contradiction", named.quote),)

    def _mentions(self, named: str, date: DateFact) -> bool:
        """Whether the document speaks of the day or month in its name."""
        roles, period = self.lexicon.dates.roles, self._period[0]
        days = {c.mention.value for c in self._candidates if roles[c.role].event or not c.mention.whole}
        days |= {date.value, period.value if period else date.value}
        return any(day.startswith(named) or named.startswith(day) for day in days)

    @cached_property
    def _dated(self) -> tuple[DateFact | None, list[Note], Quote | None]:
        """The date, all notes, and the slot whose day was left out; a digital signature of that month fills it."""
        notes = self._notes()
        blank = {candidate.words for candidate in self._candidates if candidate.blank_day}
        hole = next((n for n in notes if n.code == "date_unfilled" and n.quote.words in blank), None)
        if hole is None:
            return self._date, notes, None
        if self._date and self._stamp and self._stamp.value.startswith(self._date.value):
            return self._stamp, [note for note in notes if note is not hole], None
        return self._date, notes, hole.quote

    def _notes(self) -> list[Note]:
        """What is odd about number, date, name and period."""
        chosen, named = self._chosen[1], self._beside_name[1]
        notes = [Note("number_unfilled", self._number.unfilled)] if self._number.unfilled else []
        notes.extend(chosen)
        if self._blank_date and not any(note.code == "date_unfilled" for note in notes):
            notes.append(Note("date_unfilled", self._blank_date))
        notes.extend(named)
        notes.extend(self._number_notes())
        # A report on 2025 may well be filed under 2026, the year it was made.
        made = self._date.value[:4] if self._date else ""
        notes.extend(
            note for note in self._period[1] if note.code != "name_contradiction" or note.quote.words != made
        )
        return notes

    # ---- who signed it, and whether it is finished -----------------------------------------------------

    @cached_property
    def _date_line(self) -> int | None:
        date = self._chosen[0]
        if date is None:
            return None
        same = (c for c in self._candidates if c.words == date.quote.words and c.mention.value == date.value)
        return next((candidate.line for candidate in same), None)

    @cached_property
    def _signer(self) -> tuple[Signer, Quote] | None:
        if self._template:
            return None
        date = self._date
        tabled = self.kind in self.lexicon.kinds.having("table_head")
        signs = date is not None and date.source in _SIGNING and not tabled
        signed_at = self._date_line if signs else None
        return find_signer(self._without_annex(self._lines, signed_at or 0), signed_at, self.lexicon)

    @cached_property
    def _seal(self) -> Seal:
        return seal_of(
            self._lines,
            pages=self.first_page + len(self.pages) - 1,
            image_pages=self.image_pages,
            signatures=self.signatures,
            block=self._signer[1] if self._signer else None,
            lexicon=self.lexicon,
        )

    def _nameless(self) -> Quote | None:
        """What shows that an attendance list names nobody; on a scan a pen may have named them."""
        lists_people = self.kind in self.lexicon.kinds.having("lists_people")
        return unfilled_list(self._lines, self.lexicon) if lists_people and not self._scanned else None

    def _finish(self, hole: Quote | None) -> tuple[Finish, Quote | None]:
        gap = self._number.unfilled if self._number.gap else self._blank_date or hole or self._nameless()
        return judge(
            self.kind,
            self._seal,
            template=self._template,
            draft=find_draft(self._lines, self._plain_name, self.flags, self.lexicon),
            gap=gap,
            lexicon=self.lexicon,
        )
