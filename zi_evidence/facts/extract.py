"""Puts the facts of one document together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zi_evidence.facts.bundles import find_parts, has_slip
from zi_evidence.facts.date_candidates import (
    Candidate,
    choose_date,
    event_date,
    find_candidates,
)
from zi_evidence.facts.date_roles import annex_heading
from zi_evidence.facts.empty_days import unfilled_date
from zi_evidence.facts.enclosures import enclosed_from
from zi_evidence.facts.file_names import is_copy_name, name_date, plain_name
from zi_evidence.facts.finish import find_draft, find_template, judge, seal_of, unfilled_list
from zi_evidence.facts.kinds import Heading, find_heading, is_routing, kind_fact
from zi_evidence.facts.language import language_of
from zi_evidence.facts.numbers import find_number, name_number, settled, with_roman_month
from zi_evidence.facts.people import find_signer
from zi_evidence.facts.period import period_by_day, period_fact
from zi_evidence.facts.period_runs import run_grammar
from zi_evidence.facts.references import find_references
from zi_evidence.facts.substance import substance_of, with_following
from zi_evidence.facts.titles import title_fact
from zi_evidence.facts.unit_facts import unit_facts
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.model import (
    DateFact,
    DateSource,
    Facts,
    Metadata,
    Note,
    Part,
    Quote,
    Signature,
    TextFact,
)
from zi_evidence.page import Line, Sheet, make_sheet

__all__ = ["FACTS_VERSION", "extract_facts"]

FACTS_VERSION = "12"

_TAHUN = " TAHUN "
_SCANNED = frozenset({"ocr", "low_confidence"})
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NO_METADATA = Metadata()


def extract_facts(
    pages: Sequence[str],
    *,
    name: str,
    metadata: Metadata = _NO_METADATA,
    modified: str = "",
    image_pages: Sequence[int] = (),
    signatures: Sequence[Signature] = (),
    flags: Sequence[str] = (),
    lexicon: Lexicon | None = None,
) -> Facts:
    """What one document is, when it was made, what it reports on, whose it is, whether it is finished.

    Pure and deterministic. Works without text: then only the file name speaks.

    Args:
        pages: cleaned text, one string a page; a DOCX is one page.
        name: the file name with its ending.
        metadata: what the file says about itself.
        modified: the file's modification time, ISO.
        image_pages: pages (from 1) that are only an image.
        signatures: digital signature fields that carry a signature.
        flags: what the reader noticed (`tracked_changes`, …).
        lexicon: the words of the language; those of Indonesian offices if not given.

    Returns:
        The facts of the file's first document (the one under a slip that passes it on); where it holds several, each
        is one of `parts`.
    """
    words = lexicon or load_lexicon()
    whole = _single(
        pages,
        name=name,
        first_page=1,
        image_pages=image_pages,
        signatures=signatures,
        flags=flags,
        lexicon=words,
    )
    # A number that first stands on a later page may be that of the document which opens there.
    opens = next((number for number, text in enumerate(pages, 1) if text.strip()), 1)
    number = whole.number.value if whole.number and whole.number.quote.page <= opens else ""
    ranges = find_parts(pages, whole.kind.value, number, words)
    main = 1 if len(ranges) > 1 and has_slip(pages, words) else 0
    parts = [
        Part(
            first,
            last,
            _single(
                pages[first - 1 : last],
                name=name if place == main else "",
                first_page=first,
                image_pages=[page for page in image_pages if first <= page <= last],
                signatures=signatures,
                flags=flags,
                lexicon=words,
            ),
        )
        for place, (first, last) in enumerate(ranges)
    ]
    parts = [_followed(part, len(pages)) for part in parts]
    told = parts[main].facts if parts else whole
    return replace(told, parts=tuple(parts), file_date=_file_date(metadata, modified))


def _followed(part: Part, pages: int) -> Part:
    """The part, knowing how many pages of the file stand behind it."""
    substance = with_following(part.facts.substance, pages - part.last_page)
    return replace(part, facts=replace(part.facts, substance=substance))


def _file_date(metadata: Metadata, modified: str) -> DateFact | None:
    for text, source, trust in (
        (metadata.created, DateSource.METADATA, 0.2),
        (metadata.modified, DateSource.METADATA, 0.15),
        (modified, DateSource.MTIME, 0.1),
    ):
        if found := _ISO.match(text):
            return DateFact(found[0], source, trust, Quote(-1, text))
    return None


def _single(
    pages: Sequence[str],
    *,
    name: str,
    first_page: int,
    image_pages: Sequence[int],
    signatures: Sequence[Signature],
    flags: Sequence[str],
    lexicon: Lexicon,
) -> Facts:
    """The facts of pages that hold one document."""
    sheet = make_sheet(pages, lexicon, first_page)
    lines, plain = sheet.lines, plain_name(name)
    heading = find_heading(sheet.top, lexicon)
    kind_found = kind_fact(sheet, name, heading, lexicon)
    kinds, named_kind = lexicon.kinds, kind_found.value
    if template := find_template(_without_annex(lexicon, sheet.top), lexicon):
        kind_found = TextFact(kinds.role("form"), "structure", 0.85, template)
    kind = kind_found.value
    notes: list[Note] = []
    title = title_fact(named_kind, sheet.top, heading, lexicon)
    enclosed = 0 if is_routing(heading, lexicon) else enclosed_from(lines, lexicon)
    number = find_number(sheet, lexicon, enclosed)
    if number.unfilled:
        notes.append(Note("number_unfilled", number.unfilled))
    scanned = not _SCANNED.isdisjoint(flags)
    candidates = find_candidates(lexicon, sheet, enclosed=enclosed, scanned=scanned)
    period, period_notes = period_fact(
        lexicon, kind, title, sheet.top, plain_name(run_grammar(lexicon).with_said_joins(name))
    )
    date: DateFact | None = None
    date_line: int | None = None
    blank_date: Quote | None = None
    if not template:
        date, date_notes = choose_date(lexicon, kind, candidates, unfilled=number.unfilled is not None)
        notes.extend(date_notes)
        date_line = _line_of(date, candidates)
        if date is None and not any(note.code == "impossible_date" for note in notes):
            blank_date = unfilled_date(lexicon.dates, lines, scanned=scanned)
            if blank_date and not any(note.code == "date_unfilled" for note in notes):
                notes.append(Note("date_unfilled", blank_date))
        if date is None and blank_date is None and lines:
            date = _stamped(signatures)
        date, name_notes = _against_name(date, name, kind, candidates if lines else None, period, lexicon)
        notes.extend(name_notes)
    named_number = name_number(plain, lexicon)
    number_fact = with_roman_month(settled(number.fact, named_number, lines), date, scanned=scanned)
    if number_fact is None and number.unfilled is None and not template:
        number_fact = named_number
    if (
        named_number
        and number_fact
        and _TAHUN in number_fact.value
        and number_fact.value != named_number.value
    ):
        notes.append(Note("name_contradiction", named_number.quote))
    # A report on 2025 may well be filed under 2026, the year it was made.
    made = date.value[:4] if date else ""
    notes.extend(n for n in period_notes if n.code != "name_contradiction" or n.quote.words != made)
    signer = None
    if not template:
        signs = date is not None and date.source in _SIGNING and kind not in kinds.having("table_head")
        signed_at = date_line if signs else None
        signer = find_signer(_without_annex(lexicon, lines, signed_at or 0), signed_at, lexicon)
    seal = seal_of(
        lines,
        pages=first_page + len(pages) - 1,
        image_pages=image_pages,
        signatures=signatures,
        block=signer[1] if signer else None,
        lexicon=lexicon,
    )
    date, notes, hole = _day_signed(date, notes, candidates, signatures)
    gap = (
        number.unfilled
        if number.gap
        else blank_date or hole or _nameless(kind, lines, lexicon, scanned=scanned)
    )
    finish, finish_quote = judge(
        kind,
        seal,
        template=template,
        draft=find_draft(lines, plain, flags, lexicon),
        gap=gap,
        lexicon=lexicon,
    )
    return _weighed(
        Facts(
            kind=kind_found,
            title=title,
            number=None if template else number_fact,
            date=date,
            period=period_by_day(lexicon, period, kind, title, date.value if date else ""),
            units=unit_facts(
                sheet.top, signer[0] if signer else None, signer[1] if signer else None, lexicon
            ),
            signer=signer[0] if signer and (signer[0].name or signer[0].position) else None,
            signed=seal[0],
            finish=finish,
            finish_quote=finish_quote,
            language=language_of("\n".join(line.text for line in sheet.top[:60])),
            notes=tuple(notes),
            event=event_date(lexicon.dates, candidates),
            answers=find_references(title, sheet.top, number_fact.value if number_fact else ""),
        ),
        sheet,
        heading,
        pages,
        image_pages,
        flags,
        lexicon,
    )


def _weighed(
    facts: Facts,
    sheet: Sheet,
    heading: Heading | None,
    pages: Sequence[str],
    image_pages: Sequence[int],
    flags: Sequence[str],
    lexicon: Lexicon,
) -> Facts:
    """The facts with what the document holds, where its text was read well."""
    if not sheet.lines or _unsure(facts.kind.value, flags, lexicon):
        return facts
    found = substance_of(
        sheet,
        facts,
        start=heading.index if heading else 0,
        pages=pages,
        pictures=len(image_pages),
        lexicon=lexicon,
    )
    return replace(facts, substance=found)


def _day_signed(
    date: DateFact | None,
    notes: list[Note],
    candidates: Sequence[Candidate],
    signatures: Sequence[Signature],
) -> tuple[DateFact | None, list[Note], Quote | None]:
    """The date, the notes and the slot whose day was left out; a digital signature of that month fills it."""
    blank = {candidate.words for candidate in candidates if candidate.blank_day}
    hole = next((note for note in notes if note.code == "date_unfilled" and note.quote.words in blank), None)
    if hole is None:
        return date, notes, None
    stamp = _stamped(signatures)
    if date and stamp and stamp.value.startswith(date.value):
        return stamp, [note for note in notes if note is not hole], None
    return date, notes, hole.quote


def _nameless(kind: str, lines: Sequence[Line], lexicon: Lexicon, *, scanned: bool) -> Quote | None:
    """What shows that nobody is named on an attendance list; on a scan a pen may have named them."""
    return (
        unfilled_list(lines, lexicon)
        if kind in lexicon.kinds.having("lists_people") and not scanned
        else None
    )


def _unsure(kind: str, flags: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the text may lack what a reader sees: read badly, or names that a pen wrote on a scan."""
    scanned = not _SCANNED.isdisjoint(flags)
    return "low_confidence" in flags or (scanned and kind in lexicon.kinds.having("lists_people"))


def _stamped(signatures: Sequence[Signature]) -> DateFact | None:
    """The day of the first digital signature."""
    if not signatures or not signatures[-1].time:
        return None
    stamp = min(signature.time for signature in signatures if signature.time)
    return DateFact(stamp[:10], DateSource.TTE, 0.75, Quote(-1, stamp)) if _ISO.match(stamp) else None


def _without_annex(lexicon: Lexicon, lines: Sequence[Line], signed_at: int = 0) -> Sequence[Line]:
    """The lines before the first annex behind the signature; all where there is nothing but an annex."""
    for index, line in enumerate(lines):
        if index > max(6, signed_at) and len(line.text) < 120 and annex_heading(lexicon, line.text):
            return lines[:index]
    return lines


_SIGNING = (DateSource.SIGNATURE, DateSource.ENACTED)


def _line_of(date: DateFact | None, candidates: Sequence[Candidate]) -> int | None:
    if date is None:
        return None
    return next(
        (c.line for c in candidates if c.words == date.quote.words and c.mention.value == date.value), None
    )


def _against_name(
    date: DateFact | None,
    name: str,
    kind: str,
    candidates: Sequence[Candidate] | None,
    period: TextFact | None,
    lexicon: Lexicon,
) -> tuple[DateFact | None, tuple[Note, ...]]:
    """The date, or the name's where there is no text; a note where the name tells another one.

    The days of meetings and events and the months in the text count too (`candidates` is `None` where there is
    no text): a file is as often named after the day it invites to, or after the month it is about. The day that a
    phone or scanner puts into a name is that of the copy.
    """
    named = name_date(name, kind, lexicon)
    if named is None or kind in lexicon.kinds.having("regulation"):
        return date, ()
    if date is None:
        return (named if candidates is None else None), ()
    if is_copy_name(name, lexicon):
        return date, ()
    told = {
        c.mention.value for c in candidates or () if lexicon.dates.roles[c.role].event or not c.mention.whole
    }
    told |= {date.value, period.value if period else date.value}
    if any(day.startswith(named.value) or named.value.startswith(day) for day in told):
        return date, ()
    return date, (Note("name_contradiction", named.quote),)
