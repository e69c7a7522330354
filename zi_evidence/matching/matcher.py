"""Which requirements one document serves, how surely, and why.

Evidence comes in layers, each with a weight that `explain` prints: words in the name or the heading, words in
the body, the kind of document, an item code in the name, the folder chain. Words and kind are *content*:
without them nothing is matched, however well the file is placed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from zi_evidence.checklist.model import Checklist
from zi_evidence.matching.place import Place, Places
from zi_evidence.matching.vocabulary import CompiledRequirement, Vocabulary
from zi_evidence.matching.whose import NO_OFFICE
from zi_evidence.matching.zones import Zones, zones_of
from zi_evidence.model import DocumentStatus, Facts, Kind, Match

__all__ = ["MATCH_VERSION", "THRESHOLD", "MatchResult", "Matcher", "NearMiss"]

# Changes whenever the same input may give another result; cached matches of another version are dropped.
MATCH_VERSION = "9"

THRESHOLD = 0.5
_NAME = 0.70
_HEADING = 0.68
_TITLE_ZONE = 0.50
_PROSE = 0.36
# One word by itself, in more than a caption: a text mentions much.
_LONE_TITLE_ZONE = 0.44
_LONE_PROSE = 0.30
_NAME_AND_FOLDER = 0.44
_BODY = 0.32
_HALF = 0.17
_KIND = 0.12
_ANY = 0.04
_NAME_CODE = 0.25
_FOLDER_ITEM = 0.20
_SUB_SECTION = 0.14
_AREA = 0.05
# A match this much weaker than the document's best one is somebody else's document.
_MARGIN = 0.17
_NEAR = 0.25
# A text of this many words would name what it is about.
_TALKING = 40
_CAPTION = 25
# A thick document is about what its heading says; somewhere in it stands every word.
_THICK = 20
# A kind told by loose structure, or by the file name over a text of its own, rules nothing out.
_SURE_KIND = 0.6
_NAMED = _NAME + _KIND

# Kinds that offices and headings use for the same thing.
_KIN: dict[str, frozenset[str]] = {
    "laporan": frozenset({"survei", "lkjip"}),
    "survei": frozenset({"laporan"}),
    "lkjip": frozenset({"laporan"}),
    "daftar": frozenset({"register_risiko"}),
    "register_risiko": frozenset({"daftar"}),
    "sk": frozenset({"peraturan"}),
    "peraturan": frozenset({"sk"}),
    "surat": frozenset({"nota_dinas"}),
    "nota_dinas": frozenset({"surat"}),
}
_UNKNOWN_KINDS = frozenset({Kind.OTHER.value, Kind.TEMPLATE.value})
# Photos hang without a letterhead, and who trains an office's staff may be anybody.
_FROM_ANYBODY = frozenset({Kind.DOKUMENTASI.value, Kind.SERTIFIKAT.value})


@dataclass(frozen=True, slots=True)
class _Sort:
    """The kind of a document, whether it is certain, and whether its heading says so."""

    kind: str
    sure: bool
    headed: bool


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A requirement that almost took the document, and what was lacking."""

    requirement: str
    score: float
    lacking: str


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What `Matcher.match` found for one document, best first."""

    matches: tuple[Match, ...]
    near_misses: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    score: float
    content: float
    reasons: tuple[str, ...]
    lacking: str = ""
    spoken: bool = True

    @property
    def rank(self) -> tuple[bool, float]:
        """Of the parts of a bundle, one that matches comes before one that almost would."""
        return not self.lacking, self.score


class Matcher:
    """Matches documents against one checklist; build once, use for every document."""

    def __init__(self, checklist: Checklist) -> None:
        self.vocabulary = Vocabulary(checklist)
        self.places = Places(checklist)
        self._items = {item.code: item for item in checklist.items}
        self._by_item: dict[str, list[int]] = {}
        for index, compiled in enumerate(self.vocabulary.requirements):
            self._by_item.setdefault(compiled.item, []).append(index)
        self._entries = [len(compiled.wanted) for compiled in self.vocabulary.requirements]
        self._unfit = lru_cache(maxsize=128)(self._wrong_for)
        self._with_names = [i for i, c in enumerate(self.vocabulary.requirements) if c.names]

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
            media_type: found by content; photos can only be documentation.
            near_misses: tell also what almost matched, for explaining; costs twice the time.
        """
        place = self.places.of(path)
        readable = status is DocumentStatus.READ or media_type.startswith("image/")
        best: dict[int, _Verdict] = {}
        views = facts.parts if facts and facts.parts else (None,)
        for part in views:
            zones = zones_of(self.vocabulary, path, pages, facts, part)
            sort = _sort_of(part.facts if part else facts, media_type, readable=zones.readable)
            unfit = frozenset() if near_misses else self._unfit(sort)
            if sort.kind in _FROM_ANYBODY:
                zones = replace(zones, stranger="")
            for index in sorted(self._candidates(zones, place, path) - unfit):
                if not near_misses and _hopeless(self.vocabulary.requirements[index], zones):
                    continue
                verdict = _judge(self.vocabulary, index, zones, place, sort, path)
                if index not in best or verdict.rank > best[index].rank:
                    best[index] = verdict
        return self._select(path, best, place, readable=readable)

    def _wrong_for(self, sort: _Sort) -> frozenset[int]:
        requirements = self.vocabulary.requirements
        return frozenset(index for index, one in enumerate(requirements) if _wrong_kind(one, sort))

    def _candidates(self, zones: Zones, place: Place, path: str) -> set[int]:
        """Requirements worth judging: half their words stand in the first lines, or a place names them."""
        counts: dict[int, int] = {}
        for entry in zones.title:
            for index in self.vocabulary.by_entry.get(entry, ()):
                counts[index] = counts.get(index, 0) + 1
        requirements = self.vocabulary.requirements
        found = {index for index, count in counts.items() if count * 2 >= self._entries[index]}
        for item in place.name_items | place.folder_items:
            found.update(self._by_item.get(item, ()))
        found.update(index for index in self._with_names if _named(requirements[index], path))
        return found

    def _select(
        self, path: str, verdicts: dict[int, _Verdict], place: Place, *, readable: bool
    ) -> MatchResult:
        requirements = self.vocabulary.requirements
        passing = {i: v for i, v in verdicts.items() if v.score >= THRESHOLD and not v.lacking}
        top = max((v.content for v in passing.values()), default=0.0)
        top_at_home = 0.0
        top_of_item: dict[str, float] = {}
        for index, verdict in passing.items():
            item = requirements[index].item
            top_of_item[item] = max(top_of_item.get(item, 0.0), verdict.content)
            if place.holds(item) and verdict.content >= top - _MARGIN:
                top_at_home = max(top_at_home, verdict.content)
        matches: list[Match] = []
        near: list[NearMiss] = []
        for index, verdict in verdicts.items():
            compiled = requirements[index]
            lacking = verdict.lacking
            if index in passing:
                at_home = place.holds(compiled.item)
                # A code or an item's own folder says which item; the words still say which requirement.
                least = (top_of_item[compiled.item] if place.names(compiled.item) else top) - _MARGIN
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
                            reasons=verdict.reasons,
                            by_content=readable and verdict.spoken,
                            misfiled=away,
                        )
                    )
                    continue
                lacking = "another requirement fits the document much better"
            if verdict.score >= _NEAR:
                lacking = lacking or "the words found are too few"
                near.append(NearMiss(compiled.full_id, round(verdict.score, 2), lacking))
        if any(not match.misfiled for match in matches):
            matches = [replace(match, misfiled=False) for match in matches]
        matches.sort(key=lambda match: (-match.score, match.requirement))
        near.sort(key=lambda miss: (-miss.score, miss.requirement))
        return MatchResult(tuple(matches), tuple(near[:10]))


def _least_elsewhere(compiled: CompiledRequirement, place: Place, top_at_home: float) -> float:
    """How strong the words for another item must be where a document fits where it is filed."""
    section = compiled.item.rpartition(".")[0]
    beside = not place.name_items and any(item.rpartition(".")[0] == section for item in place.folder_items)
    if compiled.requirement.optional and not beside:
        return math.inf
    if place.name_items or place.folder_items:
        return max(top_at_home, _NAMED)
    # The folder of a section names no item: the heading may name one elsewhere.
    return max(top_at_home - _ANY, _HEADING + _KIND)


def _sort_of(facts: Facts | None, media_type: str, *, readable: bool) -> _Sort:
    if media_type.startswith("image/"):
        return _Sort(Kind.DOKUMENTASI.value, sure=True, headed=False)
    if facts is None:
        return _Sort(Kind.OTHER.value, sure=False, headed=False)
    sure = not readable or facts.kind.confidence > _SURE_KIND
    return _Sort(facts.kind.value, sure, facts.kind.source == "heading")


def _judge(
    vocabulary: Vocabulary, index: int, zones: Zones, place: Place, sort: _Sort, path: str
) -> _Verdict:
    """Scores one requirement; a verdict with `lacking` can never become a match."""
    compiled = vocabulary.requirements[index]
    content, reasons, lacking = _content(vocabulary, compiled, zones, path)
    if not content:
        return _Verdict(0.0, 0.0, (), lacking)
    if compiled.kinds:
        if _fits_kind(compiled, sort):
            content += _KIND if sort.sure else 0.0
            reasons.append(f"kind {sort.kind}" if sort.sure else f"perhaps kind {sort.kind}")
        elif _wrong_kind(compiled, sort):
            wanted = ", ".join(sorted(compiled.kinds))
            lacking = lacking or f"kind is {sort.kind}, wanted: {wanted}"
    if zones.stranger and not compiled.asks_for(zones.stranger):
        lacking = _not_own(zones.stranger)
    if zones.unrelated and not compiled.asks_for(zones.unrelated):
        lacking = f"a paper of another sort: {zones.unrelated}"
    if forbidden := compiled.none & zones.heading:
        words = ", ".join(sorted(vocabulary.labels[entry] for entry in forbidden))
        lacking = f"holds words that speak against it: {words}"
    if compiled.any:
        if hit := compiled.any & zones.body:
            content += _ANY
            reasons.append(f"words: {vocabulary.labels[min(hit)]}")
        else:
            lacking = lacking or "none of its further words was found"
    if compiled.body and zones.words > _CAPTION and not compiled.body & zones.whole:
        lacking = lacking or "none of the words expected in the text was found"
    # A telling name over another text proves nothing; over a few words it asks for eyes.
    # Where it is filed under the item, words of any of the item's topics will do.
    spoken = not (zones.readable and compiled.wanted) or not compiled.wanted.isdisjoint(zones.spoken)
    if not spoken and place.holds(compiled.item):
        spoken = not vocabulary.topics[compiled.item].isdisjoint(zones.spoken)
    if not spoken and zones.words >= _TALKING:
        lacking = lacking or "only its name says so: the text holds none of its words"
    bonus, why = _placed(compiled, place)
    if why:
        reasons.append(why)
    return _Verdict(content + bonus, content, tuple(reasons), lacking, spoken)


def _fits_kind(compiled: CompiledRequirement, sort: _Sort) -> bool:
    if sort.kind in compiled.kinds:
        return True
    # A regulation by its heading is no decree of the office; names call either by the other's word.
    if sort.kind == Kind.PERATURAN.value and sort.headed:
        return False
    return bool(_KIN.get(sort.kind, frozenset()) & compiled.kinds)


def _wrong_kind(compiled: CompiledRequirement, sort: _Sort) -> bool:
    known = sort.sure and sort.kind not in _UNKNOWN_KINDS
    return bool(compiled.kinds) and known and not _fits_kind(compiled, sort)


def _hopeless(compiled: CompiledRequirement, zones: Zones) -> bool:
    """Whether a single look tells that the requirement cannot take the document."""
    if any(words and not compiled.asks_for(words) for words in (zones.unrelated, zones.stranger)):
        return True
    return not compiled.none.isdisjoint(zones.heading)


def _not_own(stranger: str) -> str:
    return stranger if stranger == NO_OFFICE else f"not an office's own paper, by its letterhead: {stranger}"


def _named(compiled: CompiledRequirement, path: str) -> bool:
    name = path.rpartition("/")[2].casefold()
    return any(pattern.fullmatch(name) for pattern in compiled.names)


def _content(
    vocabulary: Vocabulary, compiled: CompiledRequirement, zones: Zones, path: str
) -> tuple[float, list[str], str]:
    """Score by words alone, its reasons, and what is lacking."""
    wanted = compiled.all
    by_name = bool(compiled.names) and _named(compiled, path)

    def words(zone: frozenset[int]) -> str:
        return " + ".join(vocabulary.labels[entry] for entry in wanted if entry in zone)

    if wanted:
        if compiled.wanted <= zones.heading:
            if compiled.wanted <= zones.name:
                return _NAME, [f"name: {words(zones.name)}"], ""
            return _HEADING, [f"heading: {words(zones.heading)}"], ""
        # Where nothing happened, a report that says so serves: its heading names the topic and "nihil".
        if compiled.requirement.nil and {wanted[0], vocabulary.nil} <= zones.heading:
            return _HEADING, [f"nil report: {vocabulary.labels[wanted[0]]}"], ""
        if by_name:
            return _NAME, ["file name pattern"], ""
        filed = zones.heading | zones.folder
        if zones.words < _TALKING and compiled.wanted <= filed and compiled.wanted & zones.heading:
            return _NAME_AND_FOLDER, [f"name and folder: {words(filed)}"], ""
        if zones.pages >= _THICK:
            return 0.0, [], "its words do not stand in the heading, which decides for a thick document"
        if compiled.wanted <= zones.title:
            lone = len(compiled.wanted) == 1 and zones.words > _CAPTION
            strength = _in_first_lines(headed=zones.headed, lone=lone)
            return strength, [f"first lines: {words(zones.title)}"], ""
        half = len(compiled.wanted & zones.title) * 2 >= len(compiled.wanted)
        if half and compiled.wanted <= zones.body:
            return _BODY, [f"first lines: {words(zones.title)}", f"text: {words(zones.body)}"], ""
        # Half of the words will do only with the topic among them, which stands first, and in the heading.
        if half and wanted[0] in (zones.heading if zones.headed else zones.title):
            missing = [vocabulary.labels[entry] for entry in wanted if entry not in zones.body]
            lacking = "" if len(wanted) > 1 else "its words were not found"
            reasons = [f"some words: {words(zones.title)}", f"not found: {', '.join(missing)}"]
            return _HALF, reasons, lacking
    if by_name:
        return _NAME, ["file name pattern"], ""
    return 0.0, [], "its words were not found"


def _in_first_lines(*, headed: bool, lone: bool) -> float:
    if headed:
        return _LONE_PROSE if lone else _PROSE
    return _LONE_TITLE_ZONE if lone else _TITLE_ZONE


def _placed(compiled: CompiledRequirement, place: Place) -> tuple[float, str]:
    """What name code and folder chain add, the strongest of them only."""
    if compiled.item in place.name_items:
        return _NAME_CODE, f"code {compiled.item} in the file name"
    if compiled.item in place.folder_items:
        return _FOLDER_ITEM, f"folder of item {compiled.item}"
    deepest = max(
        (code for code in place.sections if compiled.item.startswith(f"{code}.")),
        key=len,
        default="",
    )
    if not deepest:
        return 0.0, ""
    # The item's own sub-area is one part shorter than its code; anything above is an area.
    own = compiled.item.count(".") - deepest.count(".") == 1
    return (_SUB_SECTION if own else _AREA), f"folder of section {deepest}"
