"""Documents that are evidence of nothing, by the rows of the lexicon: which sort one is, and by what words.

The words of a topic cannot tell them: a letter that asks for a report, an offer, a newspaper use them all. How a
document opens or speaks does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.not_evidence import Refusal, Refuses
from zi_evidence.matching.vocabulary import CompiledRequirement
from zi_evidence.text import normalise

__all__ = ["NotEvidence", "Sheet", "Sorts", "sorts_of"]

_YEAR = re.compile(r"\b20\d\d\b")
_SENTENCES = re.compile(r"[.:;|•]")


@dataclass(frozen=True, slots=True)
class NotEvidence:
    """Why a document is no evidence.

    Attributes:
        code: of the sort, as the lexicon calls it.
        words: what tells it, normalised; a requirement that holds them asks for such a document.
        refuses: what it does not serve; see `Refusal.refuses`.
    """

    code: str
    words: str = ""
    refuses: Refuses = "all"

    def speaks_against(self, compiled: CompiledRequirement) -> bool:
        """Whether a document of this sort does not serve a requirement."""
        if self.refuses == "all":
            return not compiled.asks_for(self.words)
        if self.refuses == "asking":
            return compiled.asks_for(self.words) and not compiled.requirement.nil
        if self.refuses == "all_but_nil":
            return not compiled.requirement.nil
        return bool(compiled.requirement.follows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is looked at of one document.

    Attributes:
        kind: of the document; empty where unknown.
        name: normalised file name.
        headings: what stands out at the top of the text, each piece by itself, normalised.
        page: the first page, as read; empty for a scan without text.
        text: all pages, normalised.
        pages: how many there are.
        public_office: whether the checklist asks for the documents of a public office.
    """

    kind: str
    name: str
    headings: Sequence[str] = ()
    page: str = ""
    text: str = ""
    pages: int = 0
    public_office: bool = False


def _either(words: Iterable[str]) -> str:
    """An expression for any of some plain words, the longer ones first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) or "(?!)"


class Sorts:
    """The sorts of documents that are no evidence, compiled from one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        section = lexicon.not_evidence
        places = section.looking
        self._openings = {
            word: (code, one)
            for code, one in places.get("opening", {}).items()
            for rule in one.all
            for word in rule.words
        }
        # A token of the lead can be read in one way only, so that no name makes the search slow.
        lead = rf"(?:(?:[a-z]|[ivx]{{2,5}}|\d{{1,8}}|{_either(section.lead)}) ){{0,8}}"
        self._opening = re.compile(rf"{lead}({_either(self._openings)})(?: |$)")
        self._titles = tuple(places.get("title", {}).items())
        self._plans = tuple(places.get("plan", {}).items())
        self._follow_up = re.compile(_either(section.follow_up))
        self._texts: dict[str, list[tuple[str, Refusal, tuple[str, ...]]]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        for code, one in section.refusals.items():
            self._kinds[code] = one.kinds.union(*map(lexicon.kinds.having, one.flags))
            if one.look in ("text", "sentence"):
                for kind in self._kinds[code]:
                    self._texts.setdefault(kind, []).append((code, one, _hints(one)))

    def of(self, sheet: Sheet) -> tuple[NotEvidence, ...]:
        """The sorts that a document is of; of the same sort once, in no order that matters."""
        found = [*self._by_opening(sheet), *self._by_title(sheet)]
        if sheet.text:
            found += self._by_text(sheet)
            found += self._by_plan(sheet)
        return tuple(found)

    def _by_opening(self, sheet: Sheet) -> Iterator[NotEvidence]:
        for text in (sheet.name, *sheet.headings):
            if found := self._opening.match(text):
                code, one = self._openings[found[1]]
                if not one.most_pages or sheet.pages <= one.most_pages:
                    yield NotEvidence(code, found[1], one.refuses)
                    return

    def _by_title(self, sheet: Sheet) -> Iterator[NotEvidence]:
        for code, one in self._titles:
            if sheet.kind in self._kinds[code]:
                told = (_words(one, title) for title in (sheet.name, *sheet.headings))
                if words := next(filter(None, told), ""):
                    yield NotEvidence(code, words, one.refuses)

    def _by_plan(self, sheet: Sheet) -> Iterator[NotEvidence]:
        titles = [title for title in sheet.headings if self._follow_up.search(title)]
        for code, one in self._plans if titles else ():
            if any(one.unless and one.unless.find(title) for title in titles):
                continue
            words = next(filter(None, (_words(one, title) for title in titles)), "")
            if words and not (one.unless_text and one.unless_text.find(sheet.text)):
                yield NotEvidence(code, words, one.refuses)

    def _by_text(self, sheet: Sheet) -> Iterator[NotEvidence]:
        starts: dict[int, str] = {}
        for code, one, hints in self._texts.get(sheet.kind, ()):
            if one.of_public_office and not sheet.public_office:
                continue
            if one.look == "sentence":
                words = _of_sentences(one, sheet)
            else:
                start = starts.get(one.chars) or starts.setdefault(one.chars, sheet.text[: one.chars])
                words = "" if hints and not any(map(start.__contains__, hints)) else _words(one, start)
            if words:
                yield NotEvidence(code, one.tells or words, one.refuses)


def _hints(one: Refusal) -> tuple[str, ...]:
    """Plain words one of which a text of the sort holds; looking for them is quicker than for expressions."""
    for rule in one.all:
        if rule.words:
            return rule.words
    counted = [rule.words for rule in one.any]
    return tuple(chain.from_iterable(counted)) if all(counted) else ()


def _words(one: Refusal, text: str) -> str:
    """What tells in a text that a document is of a sort; empty where it is not."""
    told = []
    for rule in one.all:
        found = rule.find(text)
        if not found:
            return ""
        told.append(next(filter(None, found.groups()), found[0]))
    if one.any:
        counted = dict.fromkeys(found[0] for rule in one.any for found in rule.pattern.finditer(text))
        if len(counted) < one.least:
            return ""
        told += counted
    if one.unless and one.unless.find(text):
        return ""
    return told[-1] if one.all and not one.any else " + ".join(told[:2])


def _of_sentences(one: Refusal, sheet: Sheet) -> str:
    """The same, sentence by sentence; one that names another year than the titles is about a former one."""
    start = sheet.page[: one.chars].lower()
    first = one.all[0]
    # Most texts and sentences lack what the first rule finds, and need not be parted and normalised.
    if not first.find(start):
        return ""
    told = (_words(one, normalise(part)) and part for part in _SENTENCES.split(start) if first.find(part))
    for part in filter(None, told):
        plain = normalise(part)
        years = set(_YEAR.findall(plain))
        named = set(_YEAR.findall(" ".join((sheet.name, *sheet.headings)))) if years else set()
        if named and years - named:
            continue
        return "" if one.unless_start and one.unless_start.find(normalise(start)) else _words(one, plain)
    return ""


@cache
def sorts_of(lexicon: Lexicon) -> Sorts:
    """The sorts of a lexicon, compiled once."""
    return Sorts(lexicon)
