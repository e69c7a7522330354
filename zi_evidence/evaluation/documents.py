"""Findings about documents themselves: how they were read, what their facts lack, who else is like them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.candidates import future_day, is_pinned, signature_broken
from zi_evidence.evaluation.catalogue import make_finding
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.copies import by_content
from zi_evidence.evaluation.papers import Paper, papers_of
from zi_evidence.evaluation.pictures import days_shown, is_picture, sent_day
from zi_evidence.evaluation.spans import early_for_its_period, own_date
from zi_evidence.evaluation.substance import only_heading
from zi_evidence.facts.wordings import is_nil
from zi_evidence.likeness import bands, likeness
from zi_evidence.model import (
    Document,
    DocumentStatus,
    Facts,
    Finding,
    Finish,
    Match,
    Reason,
    ReasonCode,
)
from zi_evidence.text import normalise

__all__ = ["document_findings"]

_BY_STATUS = {
    DocumentStatus.NO_TEXT: "no_text",
    DocumentStatus.ENCRYPTED: "encrypted",
    DocumentStatus.DAMAGED: "unreadable",
    DocumentStatus.TOO_LARGE: "unreadable",
    DocumentStatus.TIMEOUT: "unreadable",
    DocumentStatus.EMPTY: "empty",
    DocumentStatus.UNSUPPORTED: "unsupported",
    DocumentStatus.PENDING: "pending",
}
_ACTIVE = frozenset({"macro", "launch", "javascript", "external"})


def document_findings(
    documents: Sequence[Document],
    matches: Mapping[str, Sequence[Match]],
    given: Circumstances,
    requirements: Mapping[str, Requirement],
    recycled: Mapping[str, str] | None = None,
) -> Iterator[Finding]:
    """All findings about single documents and about documents among each other, by path.

    Args:
        documents: all of them.
        matches: path -> what the document serves.
        given: whose they should be, and the day of the report.
        requirements: by their full ids.
        recycled: copies that stand for another period than their originals, with these.
    """
    for document in documents:
        yield from _reading(document)
        found = matches.get(document.path, ())
        if found and document.status is DocumentStatus.READ:
            for paper, asked in _papers(document, found, requirements, given):
                yield from _facts(paper, given)
                if not any(map(is_pinned, found)) and any(_bare(paper, one, given) for one in asked):
                    yield _only_heading(paper)
                if any(_of_whole_periods(requirement) for requirement in asked):
                    yield from _early(paper, given)
        sent = sent_day(document, given) if found else None
        if sent and days_shown(document, given) == (sent, sent):
            yield make_finding("sent_date", path=document.path, when=sent.isoformat())
        misfiled = sorted({match.item for match in found if match.misfiled})
        if misfiled:
            yield make_finding("misfiled", path=document.path, items=tuple(misfiled))
        if not found and document.status in (DocumentStatus.READ, DocumentStatus.NO_TEXT):
            yield make_finding("unmatched", path=document.path)
    yield from _among_each_other(documents, recycled or {}, given)


def _reading(document: Document) -> Iterator[Finding]:
    name = _BY_STATUS.get(document.status)
    # A photo is documentation by its name; that its text is not read is no fault.
    if name and not (is_picture(document) and name == "unsupported"):
        yield make_finding(name, path=document.path, reason=document.reason)
    if "hidden_text" in document.flags:
        yield make_finding("hidden_text", path=document.path)
    if signature_broken(document):
        yield make_finding("signature_broken", path=document.path)
    if active := sorted(_ACTIVE & set(document.flags)):
        yield make_finding("active_content", path=document.path, flags=tuple(active))


def _papers(
    document: Document,
    matches: Sequence[Match],
    requirements: Mapping[str, Requirement],
    given: Circumstances,
) -> list[tuple[Paper, list[Requirement]]]:
    """The papers of a file that serve anything, in its order, each with the requirements that it serves."""
    found: dict[int, tuple[Paper, list[Requirement]]] = {}
    for match in matches:
        requirement = requirements[match.requirement]
        for paper in papers_of(document, match, requirement, given):
            found.setdefault(paper.page, (paper, []))[1].append(requirement)
    return [found[page] for page in sorted(found)]


def _of_whole_periods(requirement: Requirement) -> bool:
    """Whether the requirement asks for reports on whole periods."""
    periodic = bool(requirement.every or requirement.years)
    return periodic and requirement.due == "end" and not requirement.shorter and not requirement.pieces


def _facts(paper: Paper, given: Circumstances) -> Iterator[Finding]:
    facts = paper.document.facts
    if facts is None:
        return
    finding = partial(make_finding, path=paper.document.path, page=paper.page)
    date = own_date(facts)
    unfinished = facts.finish in (Finish.TEMPLATE, Finish.DRAFT)
    if unfinished:
        words = facts.finish_quote.words if facts.finish_quote else ""
        yield finding("unfinished", words=words, state=facts.finish.value)
    elif date is None and facts.period is None:
        yield finding("undated")
    if future := future_day(facts, given):
        yield finding("future_date", when=future)
    if not unfinished and any(note.code == "number_unfilled" for note in facts.notes):
        yield finding("unnumbered")
    if facts.finish is Finish.UNSIGNED:
        yield finding("unsigned")
    named = facts.units[0].value if facts.units else ""
    if named and given.relation(named, date) == "other":
        if facts.date and given.relation(named) == "own":
            # The unit's own name, but not on that day.
            yield finding("wrong_unit", named=named, when=facts.date.value)
        else:
            yield finding("wrong_unit", named=named)
    for note in facts.notes:
        if note.code in ("period_contradiction", "name_contradiction"):
            yield finding("contradiction", words=note.quote.words)


def _bare(paper: Paper, requirement: Requirement, given: Circumstances) -> bool:
    document = paper.document
    return not is_picture(document) and only_heading(document.facts, requirement, given)


def _only_heading(paper: Paper) -> Finding:
    facts = paper.document.facts
    count = facts.substance.content if facts and facts.substance else 0
    return make_finding("only_heading", path=paper.document.path, page=paper.page, count=count)


def _early(paper: Paper, given: Circumstances) -> Iterator[Finding]:
    facts, path = paper.document.facts, paper.document.path
    name = path.rpartition("/")[2]
    if facts and facts.date and facts.period and early_for_its_period(facts, name, given):
        when, period = facts.date.value, facts.period.value
        yield make_finding("early_dated", path=path, page=paper.page, when=when, period=period)


def _same_paper(one: Document, other: Document) -> bool:
    """Whether two files of the same words are one paper in two formats: date, period and number are the same."""
    if not one.facts or not other.facts or not one.facts.date:
        return False
    return _stamps(one.facts) == _stamps(other.facts)


def _stamps(facts: Facts) -> tuple[str, ...]:
    return tuple(fact.value if fact else "" for fact in (facts.date, facts.period, facts.number))


def _among_each_other(
    documents: Sequence[Document], recycled: Mapping[str, str], given: Circumstances
) -> Iterator[Finding]:
    """One likeness after the other: what is held for each of 100,000 documents is let go before the next one."""
    for group in by_content(documents):
        for document in group[1:]:
            if document.path not in recycled:
                yield make_finding("duplicate", path=document.path, other=group[0].path)
    for path, other in recycled.items():
        yield make_finding("recycled", path=path, other=other)
    for document, first in _near_copies(documents, given):
        if document.sha256 != first.sha256 and not _same_paper(document, first):
            same = document.shape == first.shape
            why = Reason(ReasonCode.ONLY_NUMBERS_DIFFER if same else ReasonCode.HARDLY_MORE_DIFFERS)
            yield make_finding("recycled_maybe", path=document.path, other=first.path, why=(why,))
    for document, first in _repeats(documents, lambda document: document.path.casefold()):
        yield make_finding("name_collision", path=document.path, other=first.path)
    for document, first in _repeats(documents, _number_of):
        if document.sha256 != first.sha256 and document.facts and document.facts.number:
            number = document.facts.number.value
            yield make_finding("same_number", path=document.path, number=number, other=first.path)


def _repeats(
    documents: Sequence[Document], key: Callable[[Document], str]
) -> Iterator[tuple[Document, Document]]:
    """Each document whose key an earlier one has, with the first of them; without a key it is like no other."""
    first: dict[str, Document] = {}
    for document in documents:
        if (found := key(document)) and (other := first.setdefault(found, document)) is not document:
            yield document, other


def _near_copies(documents: Sequence[Document], given: Circumstances) -> Iterator[tuple[Document, Document]]:
    """Each document that reads like an earlier one, whatever its dates and numbers, with that one."""
    almost = given.share("near_copy")
    by_shape: dict[str, Document] = {}
    by_band: dict[int, Document] = {}
    for document in documents:
        facts = document.facts
        if not document.shape or not facts or not given.has_flag(facts, "written_anew"):
            continue
        if is_nil(facts, given.lexicon):
            continue
        if (other := by_shape.setdefault(document.shape, document)) is not document:
            yield document, other
        elif document.sketch:
            # Only the first document of a band is compared, so that a thousand alike cost no more than two.
            near = [by_band.setdefault(band, document) for band in bands(document.sketch)]
            alike, other = max(
                ((likeness(document.sketch, one.sketch), one) for one in near if one is not document),
                key=itemgetter(0),
                default=(0.0, document),
            )
            if alike >= almost:
                yield document, other


def _number_of(document: Document) -> str:
    facts = document.facts
    if facts is None or facts.number is None or document.status is not DocumentStatus.READ:
        return ""
    return f"{facts.kind.value} {normalise(facts.number.value)}"
