"""One document as a candidate for one requirement: can it be used, how far is it trusted, when is it of."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days
from zi_evidence.evaluation.papers import Paper, meeting_day
from zi_evidence.evaluation.pictures import is_photo
from zi_evidence.evaluation.spans import Span, own_date
from zi_evidence.evaluation.substance import only_heading
from zi_evidence.evaluation.times import Times, needs_time, times_of
from zi_evidence.facts.wordings import is_about_its_maker
from zi_evidence.model import Document, DocumentStatus, Facts, Finish, Match, ReasonCode

__all__ = [
    "Candidate",
    "future_day",
    "is_pinned",
    "judge_candidate",
    "signature_broken",
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document matched to a requirement.

    Attributes:
        document: the file, with the facts of the paper that is judged.
        match: why it may serve.
        verified: its content (or a person's pin) was seen to serve; otherwise it is only a hope.
        bare: it is a heading and nothing more, so that its content shows nothing.
        spoils: what keeps it from counting.
        times: when it is of.
        pieces: the kinds of document it holds, itself or as parts of a bundle.
        photo: it is a picture of something seen, which its name tells; a paper in a picture is to be read.
        of_its_day: it shows or arranges one day, and reports on nothing that lies before it.
        page: the first page of the part that it is; 0 where its file is one document.
    """

    document: Document
    match: Match
    verified: bool = False
    spoils: tuple[ReasonCode, ...] = ()
    times: Times = field(default_factory=Times)
    pieces: frozenset[str] = frozenset()
    photo: bool = False
    of_its_day: bool = False
    page: int = 0
    bare: bool = False

    @property
    def identity(self) -> str:
        """What two copies of it have in common."""
        document = self.document
        return f"{document.sha256 or document.path}#{self.page}"

    @property
    def usable(self) -> bool:
        """Whether it may count, freshness aside."""
        return self.verified and not self.spoils


@dataclass(frozen=True, slots=True)
class _Held:
    """A document held against a requirement."""

    document: Document
    requirement: Requirement
    times: Times
    given: Circumstances


def is_pinned(match: Match) -> bool:
    """Whether a person said in the unit file that the document serves the requirement."""
    return any(reason.code is ReasonCode.PIN for reason in match.reasons)


def signature_broken(document: Document) -> bool:
    """Whether a signature was checked and found broken, or the document changed after it was signed."""
    return any(signature.state == "changed" for signature in document.signatures)


def judge_candidate(
    paper: Paper,
    match: Match,
    requirement: Requirement,
    given: Circumstances,
    *,
    copied: bool = False,
) -> Candidate:
    """Weighs one paper of a matched document for one requirement.

    Args:
        paper: the document, or one of the papers in it.
        match: why it may serve.
        requirement: what it may serve.
        given: whose it should be, and the day of the report.
        copied: it is a copy of a paper of another period.
    """
    document = paper.document
    pinned, photo = is_pinned(match), is_photo(document, match, given)
    times = times_of(document, requirement, given, pinned=pinned, photo=photo)
    held = _Held(document, requirement, times, given)
    read = document.status is DocumentStatus.READ and match.by_content
    bare = not pinned and not photo and only_heading(document.facts, requirement, given)
    verified = pinned or photo or (read and not bare)
    spoils: list[ReasonCode] = []
    if _is_to_come(held):
        spoils.append(ReasonCode.FUTURE_DATE)
    if pinned:
        # A person who pins a paper has seen what it is about.
        spoils.extend([ReasonCode.EMPTY] if document.status is DocumentStatus.EMPTY else [])
    else:
        spoils.extend(_spoils_of_file(held, copied=copied, photo=photo))
    if verified and not pinned and not photo:
        spoils.extend(_spoils(held))
    return Candidate(
        document=document,
        match=match,
        verified=verified,
        spoils=tuple(spoils),
        times=times,
        pieces=_pieces(paper, requirement, given, pinned=pinned, photo=photo),
        photo=photo,
        of_its_day=photo or given.has_flag(document.facts, "one_day"),
        page=paper.page,
        bare=bare,
    )


def _pieces(
    paper: Paper, requirement: Requirement, given: Circumstances, *, pinned: bool, photo: bool
) -> frozenset[str]:
    """The kinds of document that a paper holds; a pinned one without any that is asked for holds the whole set."""
    pieces = frozenset({given.kinds.role("picture")}) if photo else paper.pieces
    asked = frozenset(piece.rstrip("?") for piece in requirement.pieces)
    return asked or pieces if pinned and not pieces & asked else pieces


def future_day(facts: Facts | None, given: Circumstances) -> str:
    """The date of a paper, or of the event that it only arranges, where that has not come; else empty."""
    date = own_date(facts)
    if facts and facts.date and date and date[0] > given.as_of:
        return facts.date.value
    meets = meeting_day(facts, given)
    return meets.isoformat() if meets and given.has_flag(facts, "one_day") and meets > given.as_of else ""


def _reports_ahead(span: Span, requirement: Requirement, as_of: dt.date) -> bool:
    """Whether a paper that should look back names a period that has not begun."""
    return bool(requirement.every) and requirement.due == "end" and span.stated and span.first > as_of


def _is_to_come(held: _Held) -> bool:
    """Whether a document is dated, or reports on a time, after the day of the report."""
    ahead = held.times.span is not None and _reports_ahead(
        held.times.span, held.requirement, held.given.as_of
    )
    return bool(future_day(held.document.facts, held.given)) or ahead


def _spoils_of_file(held: _Held, *, copied: bool, photo: bool) -> Iterator[ReasonCode]:
    """What keeps a file that nobody pinned from counting, whatever its words."""
    requirement = held.requirement
    if held.given.blocking.intersection(held.document.flags):
        yield ReasonCode.ACTIVE_CONTENT
    if copied and (requirement.every or requirement.years):
        yield ReasonCode.RECYCLED
    if photo and not held.times.span and needs_time(requirement) and not requirement.pieces:
        yield ReasonCode.UNDATED


def _unfinished(facts: Facts, held: _Held) -> bool:
    """Whether it is a form or a draft."""
    return facts.finish in (Finish.TEMPLATE, Finish.DRAFT) or facts.kind.value == held.given.kinds.role(
        "form"
    )


def _undated(_: Facts, held: _Held) -> bool:
    """Whether it lacks the date or the time that is asked for."""
    # A piece of a set may be undated: it is dated by the event it belongs to.
    if held.requirement.pieces:
        return False
    return ("dated" in held.requirement.must and not held.times.date) or (
        needs_time(held.requirement) and not held.times.span
    )


def _unnumbered(facts: Facts, held: _Held) -> bool:
    """Whether it should bear a number and bears none, or an empty place for one."""
    unfilled = any(note.code == "number_unfilled" for note in facts.notes)
    return "numbered" in held.requirement.must and (not facts.number or unfilled)


def _unsigned(facts: Facts, held: _Held) -> bool:
    """Whether it should be signed and is not."""
    return "signed" in held.requirement.must and (facts.signed == "none" or facts.finish is Finish.UNSIGNED)


def _of_another_unit(facts: Facts, held: _Held) -> bool:
    """Whether it should be the unit's own and is another office's."""
    return _of_another(facts, held.given, held.times.date, named="unit_named" in held.requirement.must)


# What keeps a document whose words were read from counting, in the order in which it is said.
_SPOILS: tuple[tuple[ReasonCode, Callable[[Facts, _Held], bool]], ...] = (
    (ReasonCode.UNFINISHED, _unfinished),
    (ReasonCode.UNDATED, _undated),
    (ReasonCode.UNNUMBERED, _unnumbered),
    (ReasonCode.UNSIGNED, _unsigned),
    (ReasonCode.WRONG_UNIT, _of_another_unit),
)


def _spoils(held: _Held) -> Iterator[ReasonCode]:
    """What keeps a document from counting by its own words."""
    if signature_broken(held.document):
        yield ReasonCode.SIGNATURE_BROKEN
    if facts := held.document.facts:
        yield from (reason for reason, spoils in _SPOILS if spoils(facts, held))


def _of_another(facts: Facts, given: Circumstances, date: Days | None, *, named: bool) -> bool:
    """Whether a paper is another office's, where it should be the unit's own; `named`: it must name the unit itself."""
    relations = [given.relation(one.value, date) for one in facts.units]
    if named and not {"own", "unknown"}.intersection(relations):
        return True
    # The signer's line may only say "Kantor Wilayah".
    above = bool(relations) and relations[0] == "superior" and "own" not in relations
    if above and given.has_flag(facts, "own"):
        # A decree on the ministry's own team is none of the unit's; one for all its offices may be.
        return is_about_its_maker(facts, given.lexicon)
    if not relations or relations[0] != "other":
        return False
    if named or given.has_flag(facts, "own"):
        return True
    return given.has_flag(facts, "within_office") and given.is_sister(facts.units[0].value, date)
