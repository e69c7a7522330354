"""Which requirements one document serves, how surely, and why.

Those whose words a document holds, or whose place it lies in, are judged one by one; what stands against them is how
well it serves others.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from zi_evidence.checklist.model import Checklist
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.matching.pictured import is_pictured_paper
from zi_evidence.matching.place import Place, Places
from zi_evidence.matching.scoring import (
    ANY,
    HEADING,
    KIND,
    TALKING,
    Sort,
    Verdict,
    file_name,
    judge,
    may_be_own,
    named,
    sort_of,
)
from zi_evidence.matching.vocabulary import CompiledRequirement, Vocabulary
from zi_evidence.matching.zones import Zones, prepare, zones_of
from zi_evidence.model import DocumentStatus, Facts, Match, Reason, ReasonCode

__all__ = ["MATCH_VERSION", "MatchResult", "Matcher", "NearMiss"]

# Changes whenever the same input may give another result; cached matches of another version are dropped.
MATCH_VERSION = "18"

_NEAR = 0.25
_NEAR_MISSES = 10


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A requirement that almost took the document, and what was lacking."""

    requirement: str
    score: float
    lacking: Reason


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What `Matcher.match` found for one document, best first.

    Attributes:
        matches: the requirements that it serves.
        near_misses: those that almost took it.
        needed: the score that a match needs.
    """

    matches: tuple[Match, ...]
    near_misses: tuple[NearMiss, ...]
    needed: float


class Matcher:
    """Matches documents against one checklist; build once, use for every document.

    Args:
        checklist: what is asked for.
        lexicon: the words, to which the checklist's own kinds are added; those of Indonesian offices if not given.
    """

    def __init__(self, checklist: Checklist, lexicon: Lexicon | None = None) -> None:
        self.lexicon = (lexicon or load_lexicon()).with_kinds(checklist.kinds)
        self.vocabulary = Vocabulary(checklist, self.lexicon)
        self._needed = self.lexicon.policy.share("match_needs")
        # What is so much weaker than the best match of a document is another requirement's document.
        self._margin = self.lexicon.policy.share("match_margin")
        self.places = Places(checklist, self.lexicon)
        prepare(self.lexicon)
        self._items = {item.code: item for item in checklist.items}
        self._by_item: dict[str, list[int]] = {}
        for index, compiled in enumerate(self.vocabulary.requirements):
            self._by_item.setdefault(compiled.item, []).append(index)
        self._entries = [len(compiled.wanted) for compiled in self.vocabulary.requirements]
        self._unfit = lru_cache(maxsize=128)(self._wrong_for)
        self._asking = lru_cache(maxsize=128)(self._asking_for)
        # Many requirements name the same kinds: which of those fit is asked once for all of them.
        self._by_kinds: dict[frozenset[str], list[int]] = {}
        for index, compiled in enumerate(self.vocabulary.requirements):
            self._by_kinds.setdefault(compiled.kinds, []).append(index)
        self._with_names = [i for i, c in enumerate(self.vocabulary.requirements) if c.names]
        patterns = {pattern.pattern for c in self.vocabulary.requirements for pattern in c.names}
        # One look tells of most files that no name pattern fits them.
        self._any_name = re.compile("|".join(sorted(patterns)) or "(?!)")

    def match(
        self,
        path: str,
        *,
        status: DocumentStatus = DocumentStatus.READ,
        facts: Facts | None = None,
        pages: Sequence[str] = (),
        media_type: str = "",
        near_misses: bool = False,
    ) -> MatchResult:
        """The requirements that a document serves.

        Args:
            path: relative to the unit folder.
            status: what reading gave; only a `read` document (or a photo) matches by content.
            facts: of the document; `None` where nothing could be read.
            pages: cleaned text, one a page.
            media_type: found by content; a picture is documentation unless its name says that it shows a paper.
            near_misses: tell also what almost matched, for explaining; costs twice the time.
        """
        kinds = self.lexicon.kinds
        place = self.places.of(path)
        picture = media_type.startswith("image/") and not is_pictured_paper(facts, path, kinds)
        readable = status is DocumentStatus.READ or picture
        parts = facts.parts if facts and facts.parts else (None,)
        results = []
        for part in parts:
            zones = zones_of(self.vocabulary, path, pages, facts, part)
            sort = sort_of(part.facts if part else facts, kinds, readable=zones.readable, picture=picture)
            unfit = frozenset() if near_misses else self._unfit(sort)
            # Photos hang without a letterhead, and who trains an office's staff may be anybody.
            if sort.kind in kinds.having("from_anybody"):
                zones = replace(zones, not_own=None)
            candidates = self._candidates(zones, place, path)
            if not near_misses:
                candidates = self._promising(candidates - unfit, zones, place)
            verdicts = {i: judge(self.vocabulary, i, zones, place, sort, path) for i in sorted(candidates)}
            first_page = part.first_page if part else 0
            results.append(
                self._select(path, verdicts, place, first_page, readable=readable, near_misses=near_misses)
            )
        return results[0] if len(results) == 1 else _together(results)

    def _wrong_for(self, sort: Sort) -> frozenset[int]:
        if not sort.known:
            return frozenset()
        wrong = (
            indexes for kinds, indexes in self._by_kinds.items() if kinds and kinds.isdisjoint(sort.fits)
        )
        return frozenset(chain.from_iterable(wrong))

    def _asking_for(self, words: str) -> frozenset[int]:
        requirements = self.vocabulary.requirements
        return frozenset(index for index, one in enumerate(requirements) if one.asks_for(words))

    def _promising(self, candidates: set[int], zones: Zones, place: Place) -> set[int]:
        """Those that a look tells may take the document; the others would only be near misses."""
        requirements = self.vocabulary.requirements
        for sort in zones.not_evidence:
            if sort.refuses == "all":
                candidates &= self._asking(sort.words)
        if zones.not_own:
            asking = self._asking(zones.not_own.words)
            candidates = {i for i in candidates if i in asking or may_be_own(requirements[i], zones, place)}
        heading = zones.heading
        # Some of the words are enough only where the place names the item, and a name with the folder only in a
        # caption; a nil report names its topic in the heading.
        shown = zones.body | zones.folder if zones.words < TALKING else zones.body
        nil = self.vocabulary.nil in heading
        placed = place.name_items | place.folder_items
        found = set()
        for index in candidates:
            one = requirements[index]
            if not zones.listed and not one.none.isdisjoint(heading):
                continue
            if one.wanted <= shown or one.item in placed or one.names or (nil and one.requirement.nil):
                found.add(index)
        return found

    def _candidates(self, zones: Zones, place: Place, path: str) -> set[int]:
        """Requirements worth judging: half their words stand in the first lines, or a place names them."""
        counts = Counter(chain.from_iterable(map(self.vocabulary.by_entry.__getitem__, zones.title)))
        requirements = self.vocabulary.requirements
        found = {index for index, count in counts.items() if count * 2 >= self._entries[index]}
        for item in place.name_items | place.folder_items:
            found.update(self._by_item.get(item, ()))
        if self._any_name.fullmatch(file_name(path)):
            found.update(index for index in self._with_names if named(requirements[index], path))
        return found

    def _select(
        self,
        path: str,
        verdicts: dict[int, Verdict],
        place: Place,
        first_page: int,
        *,
        readable: bool,
        near_misses: bool,
    ) -> MatchResult:
        requirements = self.vocabulary.requirements
        passing = {i: v for i, v in verdicts.items() if v.score >= self._needed and not v.lacking}
        top = max((v.content for v in passing.values()), default=0.0)
        top_at_home = 0.0
        top_of_item: dict[str, float] = {}
        for index, verdict in passing.items():
            item = requirements[index].item
            top_of_item[item] = max(top_of_item.get(item, 0.0), verdict.content)
            if place.holds(item) and verdict.content >= top - self._margin:
                top_at_home = max(top_at_home, verdict.content)
        matches: list[Match] = []
        near: list[NearMiss] = []
        for index, verdict in verdicts.items():
            compiled = requirements[index]
            lacking = verdict.lacking
            if index in passing:
                at_home = place.holds(compiled.item)
                # A code or an item's own folder says which item; the words still say which requirement.
                least = (top_of_item[compiled.item] if place.names(compiled.item) else top) - self._margin
                away = place.says_something and not at_home
                if away and top_at_home:
                    least = _least_elsewhere(compiled, place, top_at_home)
                if verdict.content >= least:
                    matches.append(
                        Match(
                            path=path,
                            item=compiled.item,
                            requirement=compiled.full_id,
                            score=round(min(verdict.score, 1.0), 2),
                            reasons=tuple(reason for reason, _ in verdict.reasons),
                            weights=tuple(weight for _, weight in verdict.reasons),
                            by_content=readable and verdict.spoken,
                            misfiled=away,
                            parts=(first_page,) if first_page else (),
                        )
                    )
                    continue
                lacking = Reason(ReasonCode.OTHER_FITS_BETTER)
            if near_misses and verdict.score >= _NEAR:
                lacking = lacking or Reason(ReasonCode.TOO_FEW_WORDS)
                near.append(NearMiss(compiled.full_id, round(verdict.score, 2), lacking))
        return _sorted(matches, near, self._needed)


def _sorted(matches: Sequence[Match], near: Sequence[NearMiss], needed: float) -> MatchResult:
    """Best first; a file that serves anything where it lies is not misfiled."""
    at_home = any(not match.misfiled for match in matches)
    found = [replace(match, misfiled=False) if at_home and match.misfiled else match for match in matches]
    found.sort(key=lambda match: (-match.score, match.requirement))
    ranked = sorted(near, key=lambda miss: (-miss.score, miss.requirement))
    return MatchResult(tuple(found), tuple(ranked[:_NEAR_MISSES]), needed)


def _together(results: Sequence[MatchResult]) -> MatchResult:
    """What the parts of a bundle serve: a requirement once, by its best part, with all parts that serve it as well."""
    found: dict[str, list[Match]] = defaultdict(list)
    for match in chain.from_iterable(result.matches for result in results):
        found[match.requirement].append(match)
    matches = []
    for group in found.values():
        # A part that only asks for eyes lends nothing to those that were read.
        read = [match for match in group if match.by_content] or group
        best = max(read, key=lambda match: match.score)
        matches.append(replace(best, parts=tuple(page for match in read for page in match.parts)))
    near: dict[str, NearMiss] = {}
    for miss in chain.from_iterable(result.near_misses for result in results):
        other = near.get(miss.requirement)
        if miss.requirement not in found and (other is None or miss.score > other.score):
            near[miss.requirement] = miss
    return _sorted(matches, list(near.values()), results[0].needed)


def _least_elsewhere(compiled: CompiledRequirement, place: Place, top_at_home: float) -> float:
    """How strong the words for another item must be where a document fits where it is filed."""
    section = compiled.item.rpartition(".")[0]
    beside = not place.name_items and any(item.rpartition(".")[0] == section for item in place.folder_items)
    if compiled.requirement.optional and not beside:
        return math.inf
    if place.name_items or place.folder_items:
        # A sister item in the same sub-area asks for the same papers.
        return max(top_at_home, HEADING if beside else HEADING + KIND)
    # The folder of a section names no item: the heading may name one elsewhere.
    return max(top_at_home - ANY, HEADING + KIND)
