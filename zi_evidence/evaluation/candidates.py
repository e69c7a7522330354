"""One document as a candidate for one requirement: can it be used, how far is it trusted, when is it of."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from zi_evidence.checklist.model import Requirement
from zi_evidence.facts import unit_relation
from zi_evidence.model import DateSource, Document, DocumentStatus, Facts, Finish, Kind, Match
from zi_evidence.periods import add_months, bounds
from zi_evidence.unit import Unit

__all__ = [
    "PIN_REASON",
    "Candidate",
    "Span",
    "day_is_fresh",
    "is_fresh",
    "judge_candidate",
    "named_relation",
    "signature_broken",
    "span_of",
]

PIN_REASON = "pin"

# Dates that a file system or an editor wrote say nothing about the document.
_WEAK_SOURCES = frozenset({DateSource.METADATA, DateSource.MTIME})
# What a unit makes itself; letters, certificates and regulations rightly come from others.
_OWN_KINDS = frozenset(
    {
        Kind.SK, Kind.SOP, Kind.LAPORAN, Kind.NOTULA, Kind.DAFTAR_HADIR, Kind.MAKLUMAT, Kind.LKJIP,
        Kind.PERJANJIAN_KINERJA, Kind.RENCANA_AKSI, Kind.REGISTER_RISIKO, Kind.SURVEI, Kind.RENSTRA,
        Kind.PAKTA_INTEGRITAS, Kind.DAFTAR, Kind.SPTJM,
    }
)  # fmt: skip
_LONG_PERIOD_DAYS = 550


@dataclass(frozen=True, slots=True)
class Span:
    """The days a document speaks of. `stated` means it names the period, not only its own date."""

    first: dt.date
    last: dt.date
    stated: bool

    @property
    def many_years(self) -> bool:
        """Whether this is a multi-year document such as a Renstra."""
        return self.stated and (self.last - self.first).days > _LONG_PERIOD_DAYS

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of its days lies between the two, both included."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document matched to a requirement.

    Attributes:
        verified: its content (or a person's pin) was seen to serve; otherwise it is only a hope.
        spoils: names of findings that keep it from counting.
        span: the days it speaks of; `None` when it names none.
        date: the document's own date as first and last possible day.
        event: the day of the event it speaks of (a meeting), else its own whole date.
        pieces: the kinds of document it holds, itself or as parts of a bundle.
    """

    document: Document
    match: Match
    verified: bool
    spoils: tuple[str, ...]
    span: Span | None
    date: tuple[dt.date, dt.date] | None
    event: dt.date | None
    pieces: frozenset[str]

    @property
    def usable(self) -> bool:
        """Whether it may count, freshness aside."""
        return self.verified and not self.spoils


def _days(value: str) -> tuple[dt.date, dt.date] | None:
    try:
        return bounds(value)
    except ValueError:
        return None


def own_date(facts: Facts | None) -> tuple[dt.date, dt.date] | None:
    """First and last possible day of the document's own date; `None` if none can be trusted."""
    if not facts or not facts.date or facts.date.source in _WEAK_SOURCES:
        return None
    return _days(facts.date.value)


def span_of(facts: Facts | None) -> Span | None:
    """The days a document speaks of: its stated period, else its own date."""
    date = own_date(facts)
    if facts and facts.period and (days := _days(facts.period.value)):
        # What only the file's name claims must be near the date that the paper itself bears: a decree of 2019
        # does not become one of 2026 by its name.
        claimed = facts.period.source == "name" and date is not None
        if not claimed or (date and date[0].year - 1 <= days[1].year and days[0].year <= date[1].year + 1):
            return Span(*days, stated=True)
    return Span(*date, stated=False) if date else None


@lru_cache(maxsize=8192)
def named_relation(named: str, own: tuple[str, ...], superiors: tuple[str, ...]) -> str:
    """`own`, `superior`, `other` or `unknown`; the same few offices are asked about a thousand times."""
    return unit_relation(named, own, superiors)


def signature_broken(document: Document) -> bool:
    """Whether a signature was checked and found broken, or the document changed after it was signed."""
    return any(signature.state == "changed" for signature in document.signatures)


def needs_time(requirement: Requirement) -> bool:
    """Whether a document without any date or period can never serve the requirement."""
    return bool(requirement.every or requirement.within or requirement.max_age or requirement.years)


def judge_candidate(
    document: Document,
    match: Match,
    requirement: Requirement,
    unit: Unit,
    as_of: dt.date,
    blocking: frozenset[str] = frozenset(),
) -> Candidate:
    """Weighs one matched document for one requirement; `blocking` are flags that keep it from serving."""
    facts = document.facts
    pinned = PIN_REASON in match.reasons
    photo = document.media_type.startswith("image/") and match.by_content
    verified = pinned or photo or (document.status is DocumentStatus.READ and match.by_content)
    span, date = span_of(facts), own_date(facts)
    spoils: list[str] = []
    if (date and date[0] > as_of) or (span and _reports_ahead(span, requirement, as_of)):
        spoils.append("future_date")
    if pinned and document.status is DocumentStatus.EMPTY:
        spoils.append("empty")
    if not pinned and blocking.intersection(document.flags):
        spoils.append("active_content")
    if photo and not span and needs_time(requirement) and not requirement.pieces:
        spoils.append("undated")
    if verified and not pinned and not photo:
        spoils.extend(_spoils(document, requirement, unit, span, date))
    pieces = {facts.kind.value} if facts else set()
    if facts:
        pieces.update(part.facts.kind.value for part in facts.parts)
    if photo:
        pieces = {Kind.DOKUMENTASI.value}
    event = _event_day(facts, date)
    return Candidate(document, match, verified, tuple(spoils), span, date, event, frozenset(pieces))


def _reports_ahead(span: Span, requirement: Requirement, as_of: dt.date) -> bool:
    """Whether a paper that should look back names a period that has not begun."""
    return bool(requirement.every) and requirement.due == "end" and span.stated and span.first > as_of


def _event_day(facts: Facts | None, date: tuple[dt.date, dt.date] | None) -> dt.date | None:
    days = _days(facts.event.value) if facts and facts.event else None
    for first, last in filter(None, (days, date)):
        if first == last:
            return first
    return None


def _spoils(
    document: Document,
    requirement: Requirement,
    unit: Unit,
    span: Span | None,
    date: tuple[dt.date, dt.date] | None,
) -> Iterable[str]:
    if signature_broken(document):
        yield "signature_broken"
    facts = document.facts
    if not facts:
        return
    if facts.finish in (Finish.TEMPLATE, Finish.DRAFT) or facts.kind.value == Kind.TEMPLATE:
        yield "unfinished"
    # A piece of a set may be undated: it is dated by the event it belongs to.
    if not requirement.pieces and (
        ("dated" in requirement.must and not date) or (needs_time(requirement) and not span)
    ):
        yield "undated"
    unfilled = any(note.code == "number_unfilled" for note in facts.notes)
    if "numbered" in requirement.must and (not facts.number or unfilled):
        yield "unnumbered"
    if "signed" in requirement.must and (facts.signed == "none" or facts.finish is Finish.UNSIGNED):
        yield "unsigned"
    if not facts.units and "unit_named" in requirement.must:
        yield "wrong_unit"
    own = facts.kind.value in _OWN_KINDS or "unit_named" in requirement.must
    named = facts.units[0].value if own and facts.units else ""
    if named and named_relation(named, unit.names(date), unit.superiors) == "other":
        yield "wrong_unit"


def _age_months(age: str) -> int:
    number, _, measure = age.partition(" ")
    return int(number) * (12 if measure == "years" else 1)


def is_fresh(candidate: Candidate, requirement: Requirement, unit: Unit, as_of: dt.date) -> bool:
    """Whether the document is recent enough: window, assessed year, last months, greatest age.

    A multi-year document is fresh as long as its years reach into the window.
    """
    span = candidate.span
    if span is None:
        # Only a pin or a photo comes here without a date where one is needed: a person's word counts.
        return candidate.usable
    return _span_is_fresh(span, candidate.date, requirement, unit, as_of)


def day_is_fresh(day: dt.date, requirement: Requirement, unit: Unit, as_of: dt.date) -> bool:
    """Whether an event on this day is recent enough; see `is_fresh`."""
    return _span_is_fresh(Span(day, day, stated=False), None, requirement, unit, as_of)


def _span_is_fresh(
    span: Span,
    date: tuple[dt.date, dt.date] | None,
    requirement: Requirement,
    unit: Unit,
    as_of: dt.date,
) -> bool:
    window = unit.window
    if span.many_years:
        return span.first <= max(as_of, window.to) and span.last >= window.from_
    if requirement.within == "window" and not span.touches(window.from_, window.to):
        return False
    if requirement.within == "year":
        year_first, year_last = bounds(str(unit.year))
        if not span.touches(year_first, year_last):
            return False
    if requirement.within.endswith("months"):
        first = add_months(as_of, -_age_months(requirement.within))
        if not span.touches(first, as_of):
            return False
    if requirement.max_age:
        latest = date[1] if date else span.last
        if latest < add_months(as_of, -_age_months(requirement.max_age)):
            return False
    return True
