"""Puts the facts of one document together."""

import re
from collections.abc import Sequence

from zi_evidence.facts.date_candidates import choose_date, find_candidates
from zi_evidence.facts.dates import find_dates
from zi_evidence.facts.kinds import find_heading, kind_fact, plain_name
from zi_evidence.facts.numbers import find_number, name_number
from zi_evidence.facts.period import period_fact
from zi_evidence.facts.titles import title_fact
from zi_evidence.facts.zones import make_sheet
from zi_evidence.model import DateFact, DateSource, Facts, Finish, Kind, Metadata, Note, Quote, Signature, TextFact

__all__ = ["FACTS_VERSION", "extract_facts"]

FACTS_VERSION = "1"

_PLACEHOLDER = re.compile(r"[$]\{\w+\}|(?<![\w$])\{[\w ]{2,40}\}|\(Nama [A-Z]\w+\)|<<?[A-Za-z_ ]{3,30}>?>")
_DOTS = re.compile(r"[.…_]{6,}|…{2,}")
_EMPTY_SLOT = re.compile(r"^(?:nama|nip|nik|alamat|pekerjaan|jabatan|tempat, ?tanggal lahir|jenis kelamin)[\w /,]*:\s*$", re.IGNORECASE | re.MULTILINE)


def _is_template(text: str) -> Quote | None:
    holders = _PLACEHOLDER.findall(text)
    if len(holders) >= 3:
        return Quote(1, holders[0])
    if len(_DOTS.findall(text)) + 2 * len(holders) + len(_EMPTY_SLOT.findall(text)) >= 4 and (len(text) < 3500 or holders):
        found = _DOTS.search(text) or _EMPTY_SLOT.search(text)
        return Quote(1, found[0][:60] if found else holders[0])
    return None


def _name_date(plain: str) -> DateFact | None:
    text = plain.title()
    joined = re.search(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)", plain)
    if joined and 1 <= int(joined[2]) <= 12 and 1 <= int(joined[3]) <= 31:
        return DateFact("-".join(joined.groups()), DateSource.NAME, 0.6, Quote(0, joined[0]))
    mentions = [m for m in find_dates(re.sub(r"(?<=\d) (?=\d)", "-", text)) if m.possible]
    if len(mentions) >= 1:
        best = next((m for m in mentions if m.whole), mentions[0])
        return DateFact(best.value, DateSource.NAME, 0.55, Quote(0, text[best.start : best.end]))
    return None


def extract_facts(
    pages: Sequence[str],
    *,
    name: str,
    metadata: Metadata = Metadata(),
    modified: str = "",
    image_pages: Sequence[int] = (),
    signatures: Sequence[Signature] = (),
    flags: Sequence[str] = (),
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
    """
    sheet = make_sheet(pages)
    plain = plain_name(name)
    heading = find_heading(sheet.top)
    kind = kind_fact(sheet, name, heading)
    first = "\n".join(line.text for line in sheet.top[:120])
    finish = Finish.UNKNOWN
    template = _is_template(first) if first else None
    notes: list[Note] = []
    if template:
        kind = TextFact(Kind.TEMPLATE, "structure", 0.85, template)
        finish = Finish.TEMPLATE
    title = title_fact(Kind(kind.value), sheet.top, heading)
    number = find_number(sheet)
    number_fact = number.fact
    if number.unfilled:
        notes.append(Note("number_unfilled", number.unfilled))
    date: DateFact | None = None
    if not template:
        candidates = find_candidates(sheet)
        date, date_notes = choose_date(Kind(kind.value), candidates)
        notes.extend(date_notes)
        if not number_fact and not number.unfilled:
            number_fact = name_number(plain)
    if date is None and not template and not sheet.lines:
        date = _name_date(plain)
    period, period_notes = period_fact(Kind(kind.value), title, sheet.top, plain, from_name=True)
    notes.extend(period_notes)
    return Facts(kind=kind, title=title, number=None if template else number_fact, date=date, period=period, finish=finish, finish_quote=template, notes=tuple(notes))
