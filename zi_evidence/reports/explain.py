"""Explanations: why a document serves an item or not, why a requirement has its status. Pure text."""

from collections.abc import Iterator, Sequence

from zi_evidence.checklist.model import Item, Requirement
from zi_evidence.i18n import translation
from zi_evidence.matching import THRESHOLD, MatchResult
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
    period_name,
    source_name,
)
from zi_evidence.reports.privacy import masker
from zi_evidence.reports.reason_texts import phrase_words, reason_sentence
from zi_evidence.reports.sentences import advice, sentence
from zi_evidence.reports.words import Language, number, word
from zi_evidence.text import printable

__all__ = ["explain_document", "explain_item"]


def _where(quote: Quote, lang: Language) -> str:
    translate = translation(lang)
    if quote.page == 0:
        place = translate("file name")
    elif quote.page < 0:
        place = translate("properties of the file")
    else:
        place = translate("p. {page}").format(page=quote.page)
    return f'{place}: "{quote.words}"'


def _sure(confidence: float) -> str:
    return f"{100 * confidence:.0f} %"


def _fact_lines(facts: Facts, lang: Language) -> Iterator[str]:
    translate = translation(lang)
    rows = [
        (translate("kind"), facts.kind, kind_name(facts.kind.value) or translate("not known")),
        (translate("title"), facts.title, facts.title.value if facts.title else ""),
        (translate("number"), facts.number, facts.number.value if facts.number else ""),
        (translate("period"), facts.period, period_name(facts.period.value, lang) if facts.period else ""),
    ]
    for name, fact, shown in rows:
        if fact:
            yield f"  {name}: {shown} [{_sure(fact.confidence)}] {_where(fact.quote, lang)}"
    if facts.date:
        date = facts.date
        origin = f"{source_name(date.source, lang)}, {_sure(date.confidence)}"
        shown = period_name(date.value, lang)
        yield f"  {word('date', lang)}: {shown} [{origin}] {_where(date.quote, lang)}"
    for reference in facts.answers:
        day = period_name(reference.day, lang) if reference.day else ""
        named = ", ".join(filter(None, (reference.number, day)))
        told = translate("answers")
        yield f"  {told}: {named} {_where(reference.quote, lang)}"
    for unit in facts.units:
        yield f"  {word('unit named', lang)}: {unit.value} [{_sure(unit.confidence)}]"
    yield f"  {word('signature', lang)}: {word(f'signed {facts.signed}', lang)}"
    yield f"  {word('state', lang)}: {word(f'finish {facts.finish.value}', lang)}"
    if facts.finish_quote:
        yield f"    {_where(facts.finish_quote, lang)}"
    for note in facts.notes:
        yield f"  {word(f'note {note.code}', lang)}: {_where(note.quote, lang)}"
    for part in facts.parts:
        pages = translate("pp. {first}-{last}").format(first=part.first_page, last=part.last_page)
        kind = kind_name(part.facts.kind.value) or translate("not known")
        yield f"  {pages}: {kind}"


def _reasons(reasons: Sequence[Reason], weights: Sequence[float], lang: Language) -> Iterator[str]:
    for reason, weight in zip(reasons, weights, strict=True):
        yield f"    + {number(weight, lang)} {reason_sentence(reason, lang)}"


def _near_misses(result: MatchResult, lang: Language) -> Iterator[str]:
    """What almost took the document, and by how much: behind the strongest match, or below what a match needs."""
    if not result.near_misses:
        return
    translate = translation(lang)
    best = result.matches[0].score if result.matches else THRESHOLD
    told = (
        translate("NEAR MISSES (in brackets: behind the strongest)")
        if result.matches
        else translate("NEAR MISSES (in brackets: short of {needed}, which a match needs)")
    )
    yield told.format(needed=number(THRESHOLD, lang))
    for miss in result.near_misses:
        behind = f" ({number(best - miss.score, lang)})" if miss.score < best else ""
        yield f"  {miss.requirement} {number(miss.score, lang)}{behind}"
        yield f"    - {reason_sentence(miss.lacking, lang)}"


def _safe(lines: Iterator[str], *, show_nip: bool) -> str:
    hide = masker(show_nip=show_nip)
    return "\n".join(hide(printable(line)) for line in lines) + "\n"


def explain_document(
    report: Report,
    document: Document,
    result: MatchResult,
    lang: Language = "id",
    *,
    show_nip: bool = False,
) -> str:
    """What one document is taken for, which words say so, and what it almost was."""
    translate = translation(lang)

    def lines() -> Iterator[str]:
        yield document.path
        yield f"  {word(document.status.value, lang)} {reason_text(document.reason, lang)}".rstrip()
        if document.facts:
            yield translate("FACTS")
            yield from _fact_lines(document.facts, lang)
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
            yield f"  {match.requirement} {number(match.score, lang)}{suffix}"
            yield from _reasons(match.reasons, match.weights, lang)
        yield from _near_misses(result, lang)
        own = [f for f in report.findings if f.path == document.path]
        if own:
            yield translate("FINDINGS")
        for finding in own:
            about = f" {finding.requirement}" if finding.requirement else ""
            yield f"  {finding.code}{about} {sentence(finding, lang)}"
            yield f"    {advice(finding, lang)}"

    return _safe(lines(), show_nip=show_nip)


def _recognised(requirement: Requirement, lang: Language) -> Iterator[str]:
    """What the requirement is told by, in plain words; long lists of wordings are cut."""
    translate, phrases = translation(lang), requirement.phrases
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
        yield translate("words that are looked for: {words}").format(words=phrase_words(wanted, lang))
    if phrases.none:
        against = phrase_words(phrases.none, lang)
        yield translate("not if its name or heading says: {words}").format(words=against)


def _requirement(report: RequirementReport, requirement: Requirement, lang: Language) -> Iterator[str]:
    translate = translation(lang)
    optional = " (" + translate("optional") + ")" if report.optional else ""
    yield f"{report.id} {report.title}{optional} [{word(report.status.value, lang)}]"
    if requirement.note:
        yield f"  {requirement.note}"
    for line in _recognised(requirement, lang):
        yield f"  {line}"
    if report.slots:
        states = (f"{period_name(s.period, lang)} {word(s.status.value, lang)}" for s in report.slots)
        yield f"  {word('periods', lang)}: {', '.join(states)}"
    if not report.documents:
        yield "  " + translate("no candidates")
    for document in report.documents:
        yield f"  {number(document.score, lang)} {document.path}"
        yield from _reasons(document.reasons, document.weights, lang)
    for finding in report.findings:
        yield f"  {finding.code} {sentence(finding, lang)}"
        yield f"    {advice(finding, lang)}"


def explain_item(report: ItemReport, item: Item, lang: Language = "id", *, show_nip: bool = False) -> str:
    """Every requirement of one item with its candidates and the reasons for its status."""

    def lines() -> Iterator[str]:
        translate = translation(lang)
        yield f"{item.code} {item.title} [{word(report.status.value, lang)}]"
        said = translate("waived, not scored")
        apart = f" ({said})" if report.status is RequirementStatus.WAIVED else ""
        yield f"  {number(report.supported, lang)} / {number(report.points, lang)}{apart}"
        if item.note:
            yield f"  {item.note}"
        for one, requirement in zip(report.requirements, item.requirements, strict=True):
            yield ""
            yield from _requirement(one, requirement, lang)

    return _safe(lines(), show_nip=show_nip)
