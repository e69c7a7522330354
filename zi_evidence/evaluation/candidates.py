"""One document as a candidate for one requirement: can it be used, how far is it trusted, when is it of."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.folders import folder_days
from zi_evidence.evaluation.kinds import has_flag, known_kinds
from zi_evidence.evaluation.papers import Paper, event_day, meeting_day
from zi_evidence.evaluation.pictures import is_photo, near_another_period, sent_day
from zi_evidence.evaluation.spans import (
    Days,
    Span,
    contradicts_itself,
    known_until,
    made_within,
    own_date,
    reported_days,
    span_of,
)
from zi_evidence.evaluation.substance import only_heading
from zi_evidence.facts import is_sister, unit_relation
from zi_evidence.model import Document, DocumentStatus, Facts, Finish, Match, ReasonCode
from zi_evidence.periods import Rhythm, add_months, bounds
from zi_evidence.text import normalise
from zi_evidence.unit import Unit

__all__ = [
    "Candidate",
    "day_is_fresh",
    "future_day",
    "is_fresh",
    "is_pinned",
    "judge_candidate",
    "named_relation",
    "signature_broken",
]

# A photo's folder must name a time that lies within one such period.
_LONGEST = {Rhythm.MONTH: 31, Rhythm.QUARTER: 92, Rhythm.SEMESTER: 184, Rhythm.YEAR: 366}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document matched to a requirement.

    Attributes:
        verified: its content (or a person's pin) was seen to serve; otherwise it is only a hope.
        bare: it is a heading and nothing more, so that its content shows nothing.
        spoils: what keeps it from counting.
        span: the days it speaks of; `None` when it names none.
        reported: the days that it can report on as a whole; `None` where it is not held against its period.
        made: the day it was made, where that leaves open what it reports on.
        known_until: the last day that it can know of; `None` where it does not look back.
        contradicts: it names a time that it cannot be of, by its own date.
        date: the document's own date as first and last possible day.
        event: the day of the event it speaks of (a meeting), else its own whole date.
        meets: the day on which it says that its event is; `None` where it does not.
        pieces: the kinds of document it holds, itself or as parts of a bundle.
        page: the first page of the part that it is; 0 where its file is one document.
    """

    document: Document
    match: Match
    verified: bool
    spoils: tuple[ReasonCode, ...]
    span: Span | None
    reported: Days | None
    made: dt.date | None
    known_until: dt.date | None
    contradicts: bool
    date: Days | None
    event: dt.date | None
    meets: dt.date | None
    pieces: frozenset[str]
    page: int = 0
    bare: bool = False

    @property
    def identity(self) -> str:
        """What two copies of it have in common."""
        document = self.document
        return f"{document.sha256 or document.path}#{self.page}"

    @property
    def photo(self) -> bool:
        """Whether it is a picture of something seen, which its name tells; a paper in a picture is to be read."""
        return is_photo(self.document, self.match)

    @property
    def of_its_day(self) -> bool:
        """Whether it shows or arranges one day, and reports on nothing that lies before it."""
        facts = self.document.facts
        return self.photo or has_flag(facts, "one_day")

    @property
    def usable(self) -> bool:
        """Whether it may count, freshness aside."""
        return self.verified and not self.spoils


@lru_cache(maxsize=8192)
def named_relation(named: str, own: tuple[str, ...], superiors: tuple[str, ...]) -> str:
    """`own`, `superior`, `other` or `unknown`; the same few offices are asked about a thousand times."""
    return unit_relation(named, own, superiors)


def is_pinned(match: Match) -> bool:
    """Whether a person said in the unit file that the document serves the requirement."""
    return any(reason.code is ReasonCode.PIN for reason in match.reasons)


def signature_broken(document: Document) -> bool:
    """Whether a signature was checked and found broken, or the document changed after it was signed."""
    return any(signature.state == "changed" for signature in document.signatures)


def needs_time(requirement: Requirement) -> bool:
    """Whether a document without any date or period can never serve the requirement."""
    return bool(requirement.every or requirement.within or requirement.max_age or requirement.years)


def judge_candidate(
    paper: Paper,
    match: Match,
    requirement: Requirement,
    unit: Unit,
    as_of: dt.date,
    blocking: frozenset[str] = frozenset(),
    *,
    copied: bool = False,
) -> Candidate:
    """Weighs one paper of a matched document for one requirement.

    Args:
        paper: the document, or one of the papers in it.
        match: why it may serve.
        requirement: what it may serve.
        unit: whose it should be.
        as_of: the day of the report.
        blocking: flags that keep it from serving.
        copied: it is a copy of a paper of another period.
    """
    document, facts = paper.document, paper.document.facts
    pinned = is_pinned(match)
    photo = is_photo(document, match)
    read = document.status is DocumentStatus.READ and match.by_content
    bare = not pinned and not photo and only_heading(facts, requirement)
    verified = pinned or photo or (read and not bare)
    span, date = span_of(facts), own_date(facts)
    if photo:
        span = _picture_span(document, requirement, span)
    elif pinned and span is None:
        span = _folder_span(document.path, requirement)
    spoils: list[ReasonCode] = []
    if future_day(facts, as_of) or (span and _reports_ahead(span, requirement, as_of)):
        spoils.append(ReasonCode.FUTURE_DATE)
    if pinned and document.status is DocumentStatus.EMPTY:
        spoils.append(ReasonCode.EMPTY)
    if not pinned and blocking.intersection(document.flags):
        spoils.append(ReasonCode.ACTIVE_CONTENT)
    if copied and not pinned and (requirement.every or requirement.years):
        spoils.append(ReasonCode.RECYCLED)
    if photo and not span and needs_time(requirement) and not requirement.pieces:
        spoils.append(ReasonCode.UNDATED)
    if verified and not pinned and not photo:
        spoils.extend(_spoils(document, requirement, unit, span, date))
    pieces = frozenset({known_kinds().role("picture")}) if photo else paper.pieces
    if pinned and not pieces.intersection(piece.rstrip("?") for piece in requirement.pieces):
        # A scan of a whole set, as the person who pinned it has seen.
        pieces = frozenset(piece.rstrip("?") for piece in requirement.pieces) or pieces
    # A person who pins a paper has seen what it is about.
    reported = None if pinned else reported_days(facts, document.path.rpartition("/")[2])
    made = None if pinned else made_within(facts)
    return Candidate(
        document=document,
        match=match,
        verified=verified,
        spoils=tuple(spoils),
        span=span,
        reported=reported,
        made=made,
        known_until=known_until(facts),
        contradicts=not pinned and contradicts_itself(facts),
        date=date,
        event=event_day(facts, date),
        meets=meeting_day(facts),
        pieces=pieces,
        page=paper.page,
        bare=bare,
    )


def _picture_span(document: Document, requirement: Requirement, named: Span | None) -> Span | None:
    """When a picture is of, for one requirement; `named` is what its name says.

    The day of sending is a bound only: in the first week of a period it may show the period before.
    """
    folder = _folder_span(document.path, requirement)
    sent = sent_day(document)
    if sent is None or requirement.pieces:
        return named or folder
    if folder and folder.first <= sent:
        return folder
    rhythm = requirement.every or (Rhythm.YEAR if requirement.years else None)
    return None if rhythm and near_another_period(sent, rhythm) else named


def _folder_span(path: str, requirement: Requirement) -> Span | None:
    """The time that the folder of a photo or a pinned scan names, where it is one period of the requirement."""
    found = folder_days(path.rpartition("/")[0])
    if not found or requirement.pieces:
        return None
    first, last = found[0]
    longest = _LONGEST[requirement.every] if requirement.every else _LONGEST[Rhythm.YEAR]
    return Span(first, last, stated=True) if (last - first).days < longest else None


def future_day(facts: Facts | None, as_of: dt.date) -> str:
    """The date of a paper, or of the event that it only arranges, where that has not come; else empty."""
    date = own_date(facts)
    if facts and facts.date and date and date[0] > as_of:
        return facts.date.value
    meets = meeting_day(facts)
    return meets.isoformat() if meets and has_flag(facts, "one_day") and meets > as_of else ""


def _reports_ahead(span: Span, requirement: Requirement, as_of: dt.date) -> bool:
    """Whether a paper that should look back names a period that has not begun."""
    return bool(requirement.every) and requirement.due == "end" and span.stated and span.first > as_of


def _spoils(
    document: Document,
    requirement: Requirement,
    unit: Unit,
    span: Span | None,
    date: Days | None,
) -> Iterable[ReasonCode]:
    if signature_broken(document):
        yield ReasonCode.SIGNATURE_BROKEN
    facts = document.facts
    if not facts:
        return
    if facts.finish in (Finish.TEMPLATE, Finish.DRAFT) or facts.kind.value == known_kinds().role("form"):
        yield ReasonCode.UNFINISHED
    # A piece of a set may be undated: it is dated by the event it belongs to.
    if not requirement.pieces and (
        ("dated" in requirement.must and not date) or (needs_time(requirement) and not span)
    ):
        yield ReasonCode.UNDATED
    unfilled = any(note.code == "number_unfilled" for note in facts.notes)
    if "numbered" in requirement.must and (not facts.number or unfilled):
        yield ReasonCode.UNNUMBERED
    if "signed" in requirement.must and (facts.signed == "none" or facts.finish is Finish.UNSIGNED):
        yield ReasonCode.UNSIGNED
    if _of_another(facts, unit, date, named="unit_named" in requirement.must):
        yield ReasonCode.WRONG_UNIT


def _of_another(facts: Facts, unit: Unit, date: Days | None, *, named: bool) -> bool:
    """Whether a paper is another office's, where it should be the unit's own; `named`: it must name the unit itself."""
    relations = [named_relation(one.value, unit.names(date), unit.superiors) for one in facts.units]
    if named and not {"own", "unknown"}.intersection(relations):
        return True
    # The signer's line may only say "Kantor Wilayah".
    above = bool(relations) and relations[0] == "superior" and "own" not in relations
    if above and has_flag(facts, "own"):
        # A decree on the ministry's own team is none of the unit's; one for all its offices may be.
        return _about_its_maker(facts)
    if not relations or relations[0] != "other":
        return False
    if named or has_flag(facts, "own"):
        return True
    return has_flag(facts, "within_office") and is_sister(facts.units[0].value, unit.names(date))


def _about_its_maker(facts: Facts) -> bool:
    """Whether the title says that the paper is about the office that made it, not about all offices below it."""
    title = normalise(facts.title.value) if facts.title else ""
    names = [normalise(one.value) for one in facts.units]
    return any(n in title and f"lingkungan {n}" not in title and f"lingkup {n}" not in title for n in names)


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
    if candidate.known_until and requirement.within.endswith("months") and not span.many_years:
        # A list of 2025 that was closed in March is of March.
        span = Span(span.first, min(span.last, candidate.known_until), stated=span.stated)
    return _span_is_fresh(span, candidate.date, requirement, unit, as_of)


def day_is_fresh(day: dt.date, requirement: Requirement, unit: Unit, as_of: dt.date) -> bool:
    """Whether an event on this day is recent enough; see `is_fresh`."""
    return _span_is_fresh(Span(day, day, stated=False), None, requirement, unit, as_of)


def _span_is_fresh(
    span: Span,
    date: Days | None,
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
