"""The offices a document names as its maker: letterhead, heading, signature."""

import re
from collections.abc import Iterator, Sequence

from zi_evidence.facts.units import office_of
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.offices import Offices, Rank
from zi_evidence.model import Quote, Signer, TextFact
from zi_evidence.page import Line

__all__ = ["unit_facts"]

_LINES = 34
_MOST = 6
_LONGEST = 110
# A letterhead is set in capitals, but for its first lines.
_FIRST_LINES = 6
_SURE_LINES = 8


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.upper()).strip()


def _rank(name: str, lexicon: Lexicon) -> int:
    """An office with a place of its own tells most, a ministry or a government least."""
    office = office_of(name, lexicon)
    if office.rank in ("", Rank.GOVERNMENT) or not office.words:
        return 2
    return 1 if office.rank == Rank.REGIONAL else 0


def _name(text: str, words: Offices) -> str:
    """The name of an office without what follows it on its line."""
    return words.cut.pattern.sub("", text).strip(" ,")


def _letterhead(top: Sequence[Line], words: Offices) -> list[TextFact]:
    """The offices of the letterhead, in the order of its lines."""
    found: list[TextFact] = []
    for index, line in enumerate(top):
        if index > 1 and words.body.find(line.text):
            break
        if len(line.text) > _LONGEST or words.address.find(line.text):
            continue
        if _names_office(line.text, index, words):
            trust = 0.9 if index < _SURE_LINES else 0.75
            found.append(TextFact(_name(line.text, words), "letterhead", trust, Quote(line.page, line.text)))
        elif found and index and _goes_on(found[-1], top[index - 1], line, words):
            last = found[-1]
            quote = Quote(line.page, f"{last.quote.words} {line.text}")
            found[-1] = TextFact(
                f"{last.value} {_name(line.text, words)}".strip(" ,"), last.source, last.confidence, quote
            )
    return found


def _names_office(text: str, index: int, words: Offices) -> bool:
    """Whether a line of the letterhead names an office."""
    upper = text.upper()
    return bool(
        words.letterhead.find(upper)
        and not words.no_office.find(upper)
        and (text.isupper() or text.istitle() or index < _FIRST_LINES)
        and text[-1] not in ".;"
    )


def _goes_on(last: TextFact, above: Line, line: Line, words: Offices) -> bool:
    """Whether a line goes on with the name of the office above it."""
    return bool(
        line.text.isupper()
        and words.goes_on.find(line.text.upper())
        and not words.ruler.find(last.value)
        and above.text in last.quote.words
    )


def _in_headings(top: Sequence[Line], words: Offices) -> Iterator[TextFact]:
    for line in top:
        if line.text.isupper() and (found := words.in_heading.find(line.text)):
            yield TextFact(_name(found["office"], words), "heading", 0.8, Quote(line.page, line.text[:160]))


def _of_signer(signer: Signer, quote: Quote, words: Offices) -> Iterator[TextFact]:
    name = signer.position
    while found := words.head_of.find(name):
        name = name[found.end() :]
    name = name.strip(" ,")
    if words.letterhead.find(name.upper()):
        yield TextFact(name, "signature", 0.7, quote)


def unit_facts(
    top: Sequence[Line], signer: Signer | None, signer_quote: Quote | None, lexicon: Lexicon
) -> tuple[TextFact, ...]:
    """The offices named, most telling first: letterhead from its last line up, heading, signature."""
    words, top = lexicon.offices, top[:_LINES]
    found = [*reversed(_letterhead(top, words)), *_in_headings(top, words)]
    if signer and signer_quote:
        found.extend(_of_signer(signer, signer_quote, words))
    unique: dict[str, TextFact] = {}
    for fact in found:
        key = _key(fact.value)
        if " " in key:
            unique.setdefault(key, fact)
    ranked = sorted(unique.values(), key=lambda fact: _rank(fact.value, lexicon))
    return tuple(ranked[:_MOST])
