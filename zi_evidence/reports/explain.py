"""Explanations: why a document serves an item or not, why a requirement has its status. Pure text."""

from collections.abc import Iterator

from zi_evidence.checklist.model import Item, Requirement
from zi_evidence.facts import mask_nip
from zi_evidence.matching import MatchResult
from zi_evidence.model import (
    Document,
    Facts,
    ItemReport,
    Quote,
    Report,
    RequirementReport,
)
from zi_evidence.reports.words import Language, word
from zi_evidence.text import printable

__all__ = ["explain_document", "explain_item"]

_PLACES = {
    "id": {0: "nama berkas", -1: "metadata"},
    "en": {0: "file name", -1: "metadata"},
}
_TEXTS = {
    "facts": ("FAKTA", "FACTS"),
    "serves": ("MELAYANI", "SERVES"),
    "near": ("HAMPIR", "NEAR MISSES"),
    "findings": ("TEMUAN", "FINDINGS"),
    "nothing": ("tidak cocok dengan syarat mana pun", "fits no requirement"),
    "page": ("hlm", "p."),
    "misfiled": ("tersimpan di tempat lain", "filed elsewhere"),
    "not_by_content": ("isi belum terbaca", "content not read"),
    "needs": ("dikenali dari", "recognised by"),
    "optional": ("tambahan", "optional"),
    "no_candidates": ("tidak ada calon", "no candidates"),
    "slots": ("periode", "periods"),
}


def _text(key: str, lang: Language) -> str:
    return _TEXTS[key][lang == "en"]


def _where(quote: Quote, lang: Language) -> str:
    place = _PLACES[lang].get(quote.page) or f"{_text('page', lang)} {quote.page}"
    return f'{place}: "{quote.words}"'


def _fact_lines(facts: Facts, lang: Language) -> Iterator[str]:
    rows = [
        ("kind", facts.kind),
        ("title", facts.title),
        ("number", facts.number),
        ("period", facts.period),
    ]
    for name, fact in rows:
        if fact:
            yield f"  {name}: {fact.value} [{fact.source}, {fact.confidence:.2f}] {_where(fact.quote, lang)}"
    if facts.date:
        date = facts.date
        yield f"  date: {date.value} [{date.source}, {date.confidence:.2f}] {_where(date.quote, lang)}"
    for unit in facts.units:
        yield f"  unit: {unit.value} [{unit.source}, {unit.confidence:.2f}]"
    yield f"  signed: {facts.signed}, finish: {facts.finish}"
    if facts.finish_quote:
        yield f"    {_where(facts.finish_quote, lang)}"
    for note in facts.notes:
        yield f"  {note.code}: {_where(note.quote, lang)}"
    for part in facts.parts:
        yield f"  {_text('page', lang)} {part.first_page}-{part.last_page}: {part.facts.kind.value}"


def _safe(lines: Iterator[str]) -> str:
    return "\n".join(mask_nip(printable(line)) for line in lines) + "\n"


def explain_document(report: Report, document: Document, result: MatchResult, lang: Language = "id") -> str:
    """What one document is taken for, which words say so, and what it almost was."""

    def lines() -> Iterator[str]:
        yield document.path
        yield f"  {word(document.status.value, lang)} {document.reason}".rstrip()
        if document.facts:
            yield _text("facts", lang)
            yield from _fact_lines(document.facts, lang)
        yield _text("serves", lang)
        if not result.matches:
            yield f"  {_text('nothing', lang)}"
        for match in result.matches:
            marks = [_text("misfiled", lang)] if match.misfiled else []
            if not match.by_content:
                marks.append(_text("not_by_content", lang))
            mark = f" ({', '.join(marks)})" if marks else ""
            yield f"  {match.requirement} {match.score:.2f}{mark}"
            for reason in match.reasons:
                yield f"    + {reason}"
        if result.near_misses:
            yield _text("near", lang)
        for miss in result.near_misses:
            yield f"  {miss.requirement} {miss.score:.2f}"
            yield f"    - {miss.lacking}"
        own = [f for f in report.findings if f.path == document.path]
        if own:
            yield _text("findings", lang)
        for finding in own:
            about = f" {finding.requirement}" if finding.requirement else ""
            yield f"  {finding.code}{about} {finding.message}"
            yield f"    {finding.hint}"

    return _safe(lines())


def _recognised(requirement: Requirement) -> Iterator[str]:
    if requirement.kinds or requirement.pieces:
        yield "/".join((*requirement.kinds, *requirement.pieces))
    yield from requirement.phrases.all
    if requirement.phrases.any:
        yield f"({' / '.join(requirement.phrases.any)})"
    yield from (f"-{entry}" for entry in requirement.phrases.none)


def _requirement(report: RequirementReport, requirement: Requirement, lang: Language) -> Iterator[str]:
    optional = f" ({_text('optional', lang)})" if report.optional else ""
    yield f"{report.id} {report.title}{optional} [{word(report.status.value, lang)}]"
    if requirement.note:
        yield f"  {requirement.note}"
    yield f"  {_text('needs', lang)}: {' + '.join(_recognised(requirement))}"
    if report.slots:
        states = (f"{slot.period} {word(slot.status.value, lang)}" for slot in report.slots)
        yield f"  {_text('slots', lang)}: {', '.join(states)}"
    if not report.documents:
        yield f"  {_text('no_candidates', lang)}"
    for document in report.documents:
        yield f"  {document.score:.2f} {document.path}"
        for reason in document.reasons:
            yield f"    + {reason}"
    for finding in report.findings:
        yield f"  {finding.code} {finding.message}"
        yield f"    {finding.hint}"


def explain_item(report: ItemReport, item: Item, lang: Language = "id") -> str:
    """Every requirement of one item with its candidates and the reasons for its status."""

    def lines() -> Iterator[str]:
        yield f"{item.code} {item.title} [{word(report.status.value, lang)}]"
        yield f"  {report.supported:.2f} / {report.points:.2f}"
        if item.note:
            yield f"  {item.note}"
        for one, requirement in zip(report.requirements, item.requirements, strict=True):
            yield ""
            yield from _requirement(one, requirement, lang)

    return _safe(lines())
