"""Explanations: why a document serves an item or not, why a requirement has its status. Pure text."""

from collections.abc import Iterator, Sequence

from zi_evidence.checklist.model import Item, Requirement
from zi_evidence.matching import MatchResult
from zi_evidence.model import (
    Document,
    DocumentStatus,
    Facts,
    ItemReport,
    Quote,
    Reason,
    Report,
    RequirementReport,
    RequirementStatus,
)
from zi_evidence.model.reasons import reason_text
from zi_evidence.reports.plain import (
    kind_name,
    known_kind,
)
from zi_evidence.reports.voice import Voice
from zi_evidence.reports.words import Language

__all__ = ["explain_document", "explain_item"]


def _where(quote: Quote, voice: Voice) -> str:
    translate = voice.translate
    if quote.page == 0:
        place = translate("file name")
    elif quote.page < 0:
        place = translate("properties of the file")
    else:
        place = translate("p. {page}").format(page=quote.page)
    return f'{place}: "{quote.words}"'


def _sure(confidence: float) -> str:
    return f"{100 * confidence:.0f} %"


def _fact_lines(facts: Facts, voice: Voice) -> Iterator[str]:
    translate = voice.translate
    rows = [
        (translate("kind"), facts.kind, kind_name(facts.kind.value) or translate("not known")),
        (translate("title"), facts.title, facts.title.value if facts.title else ""),
        (translate("number"), facts.number, facts.number.value if facts.number else ""),
        (translate("period"), facts.period, voice.period(facts.period.value) if facts.period else ""),
    ]
    for name, fact, shown in rows:
        if fact:
            yield f"  {name}: {shown} [{_sure(fact.confidence)}] {_where(fact.quote, voice)}"
    if facts.date:
        date = facts.date
        origin = f"{voice.source(date.source)}, {_sure(date.confidence)}"
        shown = voice.period(date.value)
        yield f"  {voice.word('date')}: {shown} [{origin}] {_where(date.quote, voice)}"
    for reference in facts.answers:
        day = voice.period(reference.day) if reference.day else ""
        named = ", ".join(filter(None, (reference.number, day)))
        told = translate("answers")
        yield f"  {told}: {named} {_where(reference.quote, voice)}"
    for unit in facts.units:
        yield f"  {voice.word('unit named')}: {unit.value} [{_sure(unit.confidence)}]"
    yield f"  {voice.word('signature')}: {voice.word(f'signed {facts.signed}')}"
    yield f"  {voice.word('state')}: {voice.word(f'finish {facts.finish.value}')}"
    if facts.finish_quote:
        yield f"    {_where(facts.finish_quote, voice)}"
    for note in facts.notes:
        yield f"  {voice.word(f'note {note.code}')}: {_where(note.quote, voice)}"
    for part in facts.parts:
        pages = translate("pp. {first}-{last}").format(first=part.first_page, last=part.last_page)
        kind = kind_name(part.facts.kind.value) or translate("not known")
        yield f"  {pages}: {kind}"


def _reasons(reasons: Sequence[Reason], weights: Sequence[float], voice: Voice) -> Iterator[str]:
    for reason, weight in zip(reasons, weights, strict=True):
        yield f"    + {voice.number(weight)} {voice.reason(reason)}"


def _near_misses(result: MatchResult, voice: Voice) -> Iterator[str]:
    """What almost took the document, and by how much: behind the strongest match, or below what a match needs."""
    if not result.near_misses:
        return
    translate = voice.translate
    best = result.matches[0].score if result.matches else result.needed
    told = (
        translate("NEAR MISSES (in brackets: behind the strongest)")
        if result.matches
        else translate("NEAR MISSES (in brackets: short of {needed}, which a match needs)")
    )
    yield told.format(needed=voice.number(result.needed))
    for miss in result.near_misses:
        behind = f" ({voice.number(best - miss.score)})" if miss.score < best else ""
        yield f"  {miss.requirement} {voice.number(miss.score)}{behind}"
        yield f"    - {voice.reason(miss.lacking)}"


def _safe(lines: Iterator[str], voice: Voice) -> str:
    return "\n".join(map(voice.clean, lines)) + "\n"


def explain_document(
    report: Report,
    document: Document,
    result: MatchResult,
    lang: Language = "id",
    *,
    show_nip: bool = False,
) -> str:
    """What one document is taken for, which words say so, and what it almost was."""
    voice = Voice(lang, show_nip=show_nip)
    translate = voice.translate

    def lines() -> Iterator[str]:
        yield document.path
        yield f"  {voice.word(document.status.value)} {reason_text(document.reason, voice.lang)}".rstrip()
        if document.facts:
            yield translate("FACTS")
            yield from _fact_lines(document.facts, voice)
        yield translate("SERVES")
        if not result.matches:
            yield "  " + translate("fits no requirement")
        for match in result.matches:
            marks = [translate("filed elsewhere")] if match.misfiled else []
            if not match.by_content:
                unread = document.status is not DocumentStatus.READ
                marks.append(translate("content not read") if unread else translate("needs a look"))
            if match.parts:
                marks.append(translate("p. {page}").format(page=", ".join(map(str, match.parts))))
            suffix = f" ({', '.join(marks)})" if marks else ""
            yield f"  {match.requirement} {voice.number(match.score)}{suffix}"
            yield from _reasons(match.reasons, match.weights, voice)
        yield from _near_misses(result, voice)
        own = [f for f in report.findings if f.path == document.path]
        if own:
            yield translate("FINDINGS")
        for finding in own:
            about = f" {finding.requirement}" if finding.requirement else ""
            yield f"  {finding.code}{about} {voice.finding(finding)}"
            yield f"    {voice.advice(finding)}"

    return _safe(lines(), voice)


def _recognised(requirement: Requirement, voice: Voice) -> Iterator[str]:
    """What the requirement is told by, in plain words; long lists of wordings are cut."""
    translate, phrases = voice.translate, requirement.phrases
    welcome = " " + translate("(if there is one)")
    pieces = (
        known_kind(piece.rstrip("?")) + (welcome if piece.endswith("?") else "")
        for piece in requirement.pieces
    )
    kinds = ", ".join((*map(known_kind, requirement.kinds), *pieces))
    wanted = (*phrases.all, *((" | ".join(phrases.any),) if phrases.any else ()))
    if kinds:
        yield translate("kinds of document: {kinds}").format(kinds=kinds)
    if wanted:
        yield translate("words that are looked for: {words}").format(words=voice.words(wanted))
    if phrases.none:
        against = voice.words(phrases.none)
        yield translate("not if its name or heading says: {words}").format(words=against)


def _requirement(report: RequirementReport, requirement: Requirement, voice: Voice) -> Iterator[str]:
    translate = voice.translate
    optional = " (" + translate("optional") + ")" if report.optional else ""
    yield f"{report.id} {report.title}{optional} [{voice.word(report.status.value)}]"
    if requirement.note:
        yield f"  {requirement.note}"
    for line in _recognised(requirement, voice):
        yield f"  {line}"
    if report.slots:
        states = (f"{voice.period(s.period)} {voice.word(s.status.value)}" for s in report.slots)
        yield f"  {voice.word('periods')}: {', '.join(states)}"
    if not report.documents:
        yield "  " + translate("no candidates")
    for document in report.documents:
        yield f"  {voice.number(document.score)} {document.path}"
        yield from _reasons(document.reasons, document.weights, voice)
    for finding in report.findings:
        yield f"  {finding.code} {voice.finding(finding)}"
        yield f"    {voice.advice(finding)}"


def explain_item(report: ItemReport, item: Item, lang: Language = "id", *, show_nip: bool = False) -> str:
    """Every requirement of one item with its candidates and the reasons for its status."""
    voice = Voice(lang, show_nip=show_nip)

    def lines() -> Iterator[str]:
        translate = voice.translate
        yield f"{item.code} {item.title} [{voice.word(report.status.value)}]"
        said = translate("waived, not scored")
        apart = f" ({said})" if report.status is RequirementStatus.WAIVED else ""
        yield f"  {voice.number(report.supported)} / {voice.number(report.points)}{apart}"
        if item.note:
            yield f"  {item.note}"
        for one, requirement in zip(report.requirements, item.requirements, strict=True):
            yield ""
            yield from _requirement(one, requirement, voice)

    return _safe(lines(), voice)
