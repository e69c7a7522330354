"""A checklist's words made ready for one pass over a document.

Every wording of every phrase and concept becomes one string of an Aho-Corasick automaton; a text is run through it
once, and what comes out is the set of phrase entries that occur in it and in its beginnings.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

import ahocorasick
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from zi_evidence.checklist.model import Checklist, Requirement
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.text import normalise

__all__ = ["CompiledRequirement", "Vocabulary", "wordings"]

_LABEL_ALTERNATIVES = 3
_MENDED_LENGTH = 6
_VOWELS = frozenset("aeiou")
# A word that is this much rarer in a checklist than one a single edit away is a typo somebody listed.
_TYPO_SHARE = 8


def wordings(entry: str, concepts: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The normalised wordings of one phrase entry, concepts resolved, empty ones dropped."""
    found: dict[str, None] = {}
    for alternative in entry.split("|"):
        stripped = alternative.strip()
        texts = concepts.get(stripped[1:], ()) if stripped.startswith("@") else (stripped,)
        for text in texts:
            if clean := normalise(text):
                found[clean] = None
    return tuple(found)


def _label(entry: str) -> str:
    """How an entry is called in a reason: its first alternatives stand for all of them."""
    alternatives = [alternative.strip() for alternative in entry.split("|")]
    shown = " | ".join(alternatives[:_LABEL_ALTERNATIVES])
    return shown if len(alternatives) <= _LABEL_ALTERNATIVES else f"{shown} | …"


@dataclass(frozen=True, slots=True)
class CompiledRequirement:
    """A requirement with its phrase entries as numbers of the vocabulary; `wanted` is `all` as a set."""

    item: str
    full_id: str
    requirement: Requirement
    all: tuple[int, ...]
    wanted: frozenset[int]
    any: frozenset[int]
    none: frozenset[int]
    body: frozenset[int]
    kinds: frozenset[str]
    names: tuple[re.Pattern[str], ...]
    asked: str

    def asks_for(self, words: str) -> bool:
        """Whether its own wordings hold these words."""
        return bool(words) and f" {words} " in self.asked


def _is_slip(word: str, other: str) -> bool:
    """Whether two words that are one edit apart differ by more than a consonant put for another letter."""
    if len(word) != len(other) or sorted(word) == sorted(other):
        return True
    changed = next(pair for pair in zip(word, other, strict=True) if pair[0] != pair[1])
    return _VOWELS.issuperset(changed)


def _mend_targets(wordings: Iterable[str]) -> list[str]:
    """Long words that a typo may be mended to: not those that a checklist lists as typos themselves."""
    counts = Counter(word for wording in wordings for word in wording.split())
    long_words = sorted(word for word in counts if len(word) >= _MENDED_LENGTH - 1)
    common = [word for word in long_words if counts[word] >= _TYPO_SHARE]

    def listed_typo(word: str) -> bool:
        near = process.extract(word, common, scorer=DamerauLevenshtein.distance, score_cutoff=1)
        return any(other != word and counts[other] >= _TYPO_SHARE * counts[word] for other, _, _ in near)

    return [word for word in long_words if not listed_typo(word)]


class Vocabulary:
    """All phrase entries of a checklist, and which of them a text holds."""

    def __init__(self, checklist: Checklist, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or load_lexicon()
        self._entries: dict[str, int] = {}
        self.labels: list[str] = []
        wording_entries: dict[str, set[int]] = defaultdict(set)
        self.requirements: list[CompiledRequirement] = []
        by_entry: dict[int, list[int]] = defaultdict(list)

        def number(entry: str) -> int:
            if entry not in self._entries:
                index = self._entries[entry] = len(self.labels)
                self.labels.append(_label(entry))
                for wording in wordings(entry, checklist.concepts):
                    wording_entries[wording].add(index)
            return self._entries[entry]

        self.public_office = checklist.public_office
        self.nil = number("nihil")
        for item in checklist.items:
            for requirement in item.requirements:
                phrases = requirement.phrases
                kinds = {str(kind) for kind in requirement.kinds}
                kinds.update(piece.rstrip("?") for piece in requirement.pieces)
                compiled = CompiledRequirement(
                    item=item.code,
                    full_id=f"{item.code}:{requirement.id}",
                    requirement=requirement,
                    all=tuple(number(entry) for entry in phrases.all),
                    wanted=frozenset(number(entry) for entry in phrases.all),
                    any=frozenset(number(entry) for entry in phrases.any),
                    none=frozenset(number(entry) for entry in phrases.none),
                    body=frozenset(number(entry) for entry in phrases.body),
                    kinds=frozenset(kinds),
                    names=tuple(re.compile(translate(glob.casefold())) for glob in requirement.names),
                    asked=" | ".join(
                        f" {wording} "
                        for entry in (*phrases.all, *phrases.any)
                        for wording in wordings(entry, checklist.concepts)
                    ),
                )
                for entry in set(compiled.all):
                    by_entry[entry].append(len(self.requirements))
                self.requirements.append(compiled)

        topics: dict[str, set[int]] = defaultdict(set)
        for compiled in self.requirements:
            topics[compiled.item].update(compiled.all[:1])
        # The first entry of `all` is the topic.
        self.topics = {item: frozenset(entries) for item, entries in topics.items()}
        self._words = frozenset(word for wording in wording_entries for word in wording.split())
        # A first letter is seldom mistyped: only words with the same one are looked at.
        self._long_words: dict[str, list[str]] = defaultdict(list)
        for word in _mend_targets(wording_entries):
            self._long_words[word[0]].append(word)
        # That a text shows a public office is found in the same pass; no typo is mended to its words.
        self.office = len(self.labels)
        self.labels.append("a public office")
        self.by_entry = tuple(tuple(by_entry.get(entry, ())) for entry in range(len(self.labels)))
        authors = self.lexicon.not_evidence.authors
        for wording in (
            (*authors.public_bodies.words, *authors.office_words.words) if self.public_office else ()
        ):
            wording_entries[wording].add(self.office)
        self._automaton = ahocorasick.Automaton()
        # Many wordings belong to the same entries: a pass gathers the numbers of such groups.
        groups: dict[frozenset[int], int] = {}
        for wording, numbers in wording_entries.items():
            self._automaton.add_word(f" {wording} ", groups.setdefault(frozenset(numbers), len(groups)))
        self._groups = tuple(groups)
        self._longest = max(map(len, wording_entries), default=0)
        if wording_entries:
            self._automaton.make_automaton()
        self._empty = not wording_entries
        self._mended = lru_cache(maxsize=65536)(self._mend)
        self.folder_entries = lru_cache(maxsize=8192)(self._folder_entries)

    def entries_in(self, normalised: str) -> set[int]:
        """Numbers of the phrase entries that occur in a normalised text."""
        if self._empty or not normalised:
            return set()
        return self._entries_of({group for _, group in self._automaton.iter(f" {normalised} ")})

    def entries_within(self, normalised: str, *lengths: int) -> list[set[int]]:
        """For each of the lengths, what `entries_in` gives for so long a beginning of the text; in one pass."""
        if self._empty or not normalised:
            return [set() for _ in lengths]
        padded = f" {normalised} "
        # Where each group is found first.
        first = {group: end for end, group in reversed(list(self._automaton.iter(padded)))}
        everything = self._entries_of(set(first))
        found = []
        for length in lengths:
            # The blank behind a beginning is the text's own, or stands in for the rest of a word cut in two.
            last = length + 1
            if last > len(normalised):
                found.append(everything)
                continue
            within = {group for group, end in first.items() if end <= last}
            if padded[last] != " ":
                tail = f"{padded[max(0, last - self._longest - 2) : last]} "
                within.update(group for _, group in self._automaton.iter(tail))
            found.append(self._entries_of(within))
        return found

    def _entries_of(self, groups: set[int]) -> set[int]:
        return set().union(*map(self._groups.__getitem__, groups))

    def _folder_entries(self, folder: str) -> frozenset[int]:
        """Numbers of the phrase entries in the names of the last two folders of a chain."""
        names = " | ".join(normalise(name) for name in folder.split("/")[-2:])
        return frozenset(self.entries_in(self.mend(names)))

    def mend(self, normalised: str, *, limit: int = 80) -> str:
        """The text with typos in its first `limit` words put right where one word of ours is near."""
        words = normalised.split(" ")
        head = [self._mended(word) for word in words[:limit]]
        return " ".join(head + words[limit:])

    def _mend(self, word: str) -> str:
        """The word of the checklist that a slip made this one of: a letter too many, too few or moved, another vowel.

        Other letters put for one another are not mended: they make words of their own (`pengakuan`, `pengaduan`).
        """
        own = word in self._words or word in self.lexicon.subjects.own_words
        if len(word) < _MENDED_LENGTH or own or not word.isalpha():
            return word
        near = process.extract(
            word,
            self._long_words.get(word[0], ()),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1,
            limit=None,
        )
        rivals = [other for other, _, _ in near if _is_slip(word, other)]
        # Two words equally near leave the typo's meaning open, unless one only goes on where the other ends
        # (`pengendali`, `pengendalian`).
        best = max(rivals, key=len, default=word)
        return best if all(best.startswith(other) for other in rivals) else word
