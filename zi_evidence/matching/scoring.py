"""How well one requirement fits one document: weights, the kind that it needs, and the reasons told.

Evidence comes in layers, each with a weight that `explain` prints: words in the name or the heading, words in
the body, the kind of document, an item code in the name, the folder chain. Words and kind are *content*:
without them nothing is matched, however well the file is placed.
"""

from dataclasses import dataclass

from zi_evidence.lexicon import Kinds
from zi_evidence.matching.nothing import NIL
from zi_evidence.matching.place import Place
from zi_evidence.matching.vocabulary import CompiledRequirement, Vocabulary
from zi_evidence.matching.whose import OWNERLESS
from zi_evidence.matching.zones import Zones
from zi_evidence.model import Facts

__all__ = [
    "ANY",
    "HEADING",
    "KIND",
    "NAMED",
    "TALKING",
    "Sort",
    "Verdict",
    "file_name",
    "judge",
    "may_be_own",
    "named",
    "sort_of",
]

_NAME = 0.70
HEADING = 0.68
_TITLE_ZONE = 0.50
_PROSE = 0.36
# One word by itself, in more than a caption: a text mentions much.
_LONE_TITLE_ZONE = 0.44
_LONE_PROSE = 0.30
_NAME_AND_FOLDER = 0.44
_BODY = 0.32
_HALF = 0.17
KIND = 0.12
ANY = 0.04
_NAME_CODE = 0.25
_FOLDER_ITEM = 0.20
_SUB_SECTION = 0.14
_AREA = 0.05
# A text of this many words would name what it is about.
TALKING = 40
_CAPTION = 25
# A thick document is about what its heading says; somewhere in it stands every word.
_THICK = 20
# A kind told by loose structure, or by the file name over a text of its own, rules nothing out.
_SURE_KIND = 0.6
NAMED = _NAME + KIND

# What is told, and what it adds to the score.
Reason = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Sort:
    """The kind of a document, or of a part of a bundle.

    Attributes:
        kind: its id.
        sure: it is certain.
        known: it rules out requirements that name others.
        fits: the kinds that the document may stand for.
    """

    kind: str
    sure: bool
    known: bool
    fits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well one requirement fits; with `lacking`, which says why not, it never becomes a match."""

    score: float
    content: float
    reasons: tuple[Reason, ...]
    lacking: str = ""
    spoken: bool = True


def sort_of(facts: Facts | None, kinds: Kinds, *, readable: bool, picture: bool = False) -> Sort:
    """The sort of a document, or of a part of a bundle, by its facts; a `picture` that shows no paper documents."""
    if picture:
        return _sort(kinds.role("picture"), kinds, sure=True, headed=False)
    if facts is None:
        return _sort(kinds.unknown, kinds, sure=False, headed=False)
    sure = not readable or facts.kind.confidence > _SURE_KIND
    return _sort(facts.kind.value, kinds, sure=sure, headed=facts.kind.source == "heading")


def _sort(kind: str, kinds: Kinds, *, sure: bool, headed: bool) -> Sort:
    # A regulation by its heading is no decree of the office; names call either by the other's word.
    alone = headed and kind in kinds.having("regulation")
    fits = frozenset({kind}) if alone else kinds.kin(kind) | {kind}
    return Sort(kind, sure, sure and kind not in kinds.having("vague"), fits)


def judge(vocabulary: Vocabulary, index: int, zones: Zones, place: Place, sort: Sort, path: str) -> Verdict:
    """Scores one requirement; a verdict with `lacking` can never become a match."""
    compiled = vocabulary.requirements[index]
    reasons, lacking = _content(vocabulary, compiled, zones, path)
    if not reasons:
        return Verdict(0.0, 0.0, (), lacking)
    if compiled.kinds:
        if not compiled.kinds.isdisjoint(sort.fits):
            reasons.append((f"kind {sort.kind}", KIND) if sort.sure else (f"perhaps kind {sort.kind}", 0.0))
        elif sort.known:
            wanted = ", ".join(sorted(compiled.kinds))
            lacking = lacking or f"kind is {sort.kind}, wanted: {wanted}"
    unclaimed = False
    if zones.stranger and not compiled.asks_for(zones.stranger):
        unclaimed = may_be_own(compiled, zones, place)
        if not unclaimed:
            lacking = _not_own(zones.stranger)
    if zones.unrelated and not compiled.asks_for(zones.unrelated):
        lacking = f"a paper of another sort: {zones.unrelated}"
    if zones.nothing and not compiled.requirement.nil:
        lacking = _not_done(zones.nothing, compiled) or lacking
    if zones.planned and compiled.requirement.follows:
        lacking = "it plans what is to follow and tells nothing done"
    if forbidden := zones.against(compiled.none, compiled.wanted):
        words = ", ".join(sorted(vocabulary.labels[entry] for entry in forbidden))
        lacking = f"holds words that speak against it: {words}"
    if compiled.any:
        if hit := compiled.any & zones.body:
            reasons.append((f"words: {vocabulary.labels[min(hit)]}", ANY))
        else:
            lacking = lacking or "none of its further words was found"
    if compiled.body and zones.words > _CAPTION and not compiled.body & zones.whole:
        lacking = lacking or "none of the words expected in the text was found"
    # A telling name over another text proves nothing; over a few words it asks for eyes.
    # Where it is filed under the item, words of any of the item's topics will do.
    spoken = not (zones.readable and compiled.wanted) or not compiled.wanted.isdisjoint(zones.spoken)
    if not spoken and place.holds(compiled.item):
        spoken = not vocabulary.topics[compiled.item].isdisjoint(zones.spoken)
    if not spoken and zones.words >= TALKING:
        lacking = lacking or "only its name says so: the text holds none of its words"
    content = score = sum(weight for _, weight in reasons)
    if placed := _placed(compiled, place):
        reasons.append(placed)
        score += placed[1]
    if unclaimed:
        reasons.append((zones.stranger, 0.0))
    return Verdict(score, content, tuple(reasons), lacking, spoken and not unclaimed)


def may_be_own(compiled: CompiledRequirement, zones: Zones, place: Place) -> bool:
    """Whether a paper that nobody signs may still be the office's: its heading says it, and so does where it lies.

    Short reports under a letterhead that is a picture look like this, and so do those of others: it asks for eyes.
    """
    if zones.stranger not in OWNERLESS or not compiled.wanted:
        return False
    return place.names(compiled.item) and compiled.wanted <= zones.heading


def _not_done(nothing: str, compiled: CompiledRequirement) -> str:
    """Why a report of nothing does not serve; empty where what was not done is not what is asked for."""
    if nothing == NIL:
        return "it reports that nothing happened"
    return "it says that this was not carried out" if compiled.asks_for(nothing) else ""


def _not_own(stranger: str) -> str:
    return stranger if stranger in OWNERLESS else f"not an office's own paper, by its letterhead: {stranger}"


def file_name(path: str) -> str:
    """The name of a file as the name patterns of checklists see it."""
    return path.rpartition("/")[2].casefold()


def named(compiled: CompiledRequirement, path: str) -> bool:
    """Whether a name pattern of the requirement fits the file."""
    name = file_name(path)
    return any(pattern.fullmatch(name) for pattern in compiled.names)


def _content(
    vocabulary: Vocabulary, compiled: CompiledRequirement, zones: Zones, path: str
) -> tuple[list[Reason], str]:
    """What the words alone say for it, nothing where they are too few; and what is lacking."""
    wanted = compiled.all
    by_name = bool(compiled.names) and named(compiled, path)

    def words(zone: frozenset[int]) -> str:
        return " + ".join(vocabulary.labels[entry] for entry in wanted if entry in zone)

    if wanted:
        if compiled.wanted <= zones.heading:
            if compiled.wanted <= zones.name:
                return [(f"name: {words(zones.name)}", _NAME)], ""
            return [(f"heading: {words(zones.heading)}", HEADING)], ""
        # Where nothing happened, a report that says so serves: its heading names the topic and "nihil".
        if compiled.requirement.nil and {wanted[0], vocabulary.nil} <= zones.heading:
            return [(f"nil report: {vocabulary.labels[wanted[0]]}", HEADING)], ""
        if by_name:
            return [("file name pattern", _NAME)], ""
        filed = zones.heading | zones.folder
        if zones.words < TALKING and compiled.wanted <= filed and compiled.wanted & zones.heading:
            return [(f"name and folder: {words(filed)}", _NAME_AND_FOLDER)], ""
        if zones.pages >= _THICK:
            return [], "its words do not stand in the heading, which decides for a thick document"
        if compiled.wanted <= zones.title:
            lone = len(compiled.wanted) == 1 and zones.words > _CAPTION
            strength = _in_first_lines(headed=zones.headed, lone=lone)
            return [(f"first lines: {words(zones.title)}", strength)], ""
        half = len(compiled.wanted & zones.title) * 2 >= len(compiled.wanted)
        if half and compiled.wanted <= zones.body:
            found = [(f"first lines: {words(zones.title)}", _BODY), (f"text: {words(zones.body)}", 0.0)]
            return found, ""
        # Half of the words will do only with the topic among them, which stands first, and in the heading.
        if half and wanted[0] in (zones.heading if zones.headed else zones.title):
            missing = [vocabulary.labels[entry] for entry in wanted if entry not in zones.body]
            lacking = "" if len(wanted) > 1 else "its words were not found"
            some = (f"some words: {words(zones.title)}", _HALF)
            return [some, (f"not found: {', '.join(missing)}", 0.0)], lacking
    if by_name:
        return [("file name pattern", _NAME)], ""
    return [], "its words were not found"


def _in_first_lines(*, headed: bool, lone: bool) -> float:
    if headed:
        return _LONE_PROSE if lone else _PROSE
    return _LONE_TITLE_ZONE if lone else _TITLE_ZONE


def _placed(compiled: CompiledRequirement, place: Place) -> Reason | None:
    """What name code and folder chain add, the strongest of them only."""
    if compiled.item in place.name_items:
        return f"code {compiled.item} in the file name", _NAME_CODE
    if compiled.item in place.folder_items:
        return f"folder of item {compiled.item}", _FOLDER_ITEM
    deepest = max(
        (code for code in place.sections if compiled.item.startswith(f"{code}.")),
        key=len,
        default="",
    )
    if not deepest:
        return None
    # The item's own sub-area is one part shorter than its code; anything above is an area.
    own = compiled.item.count(".") - deepest.count(".") == 1
    return f"folder of section {deepest}", _SUB_SECTION if own else _AREA
