"""How well one requirement fits one document: weights, the kind that it needs, and the reasons.

Evidence comes in layers, each with a weight that `explain` prints: words in the name or the heading, words in
the body, the kind of document, an item code in the name, the folder chain. Words and kind are *content*:
without them nothing is matched, however well the file is placed.
"""

from dataclasses import dataclass

from zi_evidence.lexicon import Kinds
from zi_evidence.matching.not_evidence import NotEvidence
from zi_evidence.matching.place import Place
from zi_evidence.matching.vocabulary import CompiledRequirement, Vocabulary
from zi_evidence.matching.zones import Zones
from zi_evidence.model import OWNERLESS, Facts, Reason, ReasonCode

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

# Why a document that is no evidence serves nothing, by what it refuses.
_NO_EVIDENCE = {
    "all_but_nil": ReasonCode.NOTHING_HAPPENED,
    "asking": ReasonCode.NOT_CARRIED_OUT,
    "follow_up": ReasonCode.ONLY_PLANNED,
}

# A reason, and what it adds to the score.
Weighed = tuple[Reason, float]


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
    reasons: tuple[Weighed, ...]
    lacking: Reason | None = None
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
            reasons.append(_of_kind(sort))
        elif sort.known:
            lacking = lacking or _other_kind(sort, compiled)
    author = zones.not_own
    unclaimed = (
        author is not None and not compiled.asks_for(author.words) and may_be_own(compiled, zones, place)
    )
    lacking = _refused(vocabulary, compiled, zones, lacking, unclaimed=unclaimed)
    if compiled.any:
        if hit := compiled.any & zones.body:
            words = (vocabulary.labels[min(hit)],)
            reasons.append((Reason(ReasonCode.FURTHER_WORDS, {"words": words}), ANY))
        else:
            lacking = lacking or Reason(ReasonCode.NO_FURTHER_WORDS)
    if compiled.body and zones.words > _CAPTION and not compiled.body & zones.whole:
        lacking = lacking or Reason(ReasonCode.NO_BODY_WORDS)
    spoken = _is_spoken(vocabulary, compiled, zones, place)
    if not spoken and zones.words >= TALKING:
        lacking = lacking or Reason(ReasonCode.ONLY_NAME)
    content = score = sum(weight for _, weight in reasons)
    if placed := _placed(compiled, place):
        reasons.append(placed)
        score += placed[1]
    if unclaimed and author:
        reasons.append((_not_own(author), 0.0))
    return Verdict(score, content, tuple(reasons), lacking, spoken and not unclaimed)


def _of_kind(sort: Sort) -> Weighed:
    code, weight = (ReasonCode.KIND, KIND) if sort.sure else (ReasonCode.PERHAPS_KIND, 0.0)
    return Reason(code, {"kind": sort.kind}), weight


def _other_kind(sort: Sort, compiled: CompiledRequirement) -> Reason:
    return Reason(ReasonCode.OTHER_KIND, {"kind": sort.kind, "wanted": tuple(sorted(compiled.kinds))})


def _refused(
    vocabulary: Vocabulary,
    compiled: CompiledRequirement,
    zones: Zones,
    lacking: Reason | None,
    *,
    unclaimed: bool,
) -> Reason | None:
    """What speaks against a requirement that the words fit, the strongest last; else what was lacking before."""
    if zones.not_own and not unclaimed and not compiled.asks_for(zones.not_own.words):
        lacking = _not_own(zones.not_own)
    for found in zones.not_evidence:
        if found.speaks_against(compiled):
            lacking = _no_evidence(found)
    if forbidden := zones.against(compiled.none, compiled.wanted):
        words = tuple(sorted(vocabulary.labels[entry] for entry in forbidden))
        lacking = Reason(ReasonCode.WORDS_AGAINST, {"words": words})
    return lacking


def _is_spoken(vocabulary: Vocabulary, compiled: CompiledRequirement, zones: Zones, place: Place) -> bool:
    """Whether the text itself says what the name says.

    A telling name over another text proves nothing; over a few words it asks for eyes. Where it is filed under the
    item, words of any of the item's topics will do.
    """
    if not (zones.readable and compiled.wanted) or not compiled.wanted.isdisjoint(zones.spoken):
        return True
    return place.holds(compiled.item) and not vocabulary.topics[compiled.item].isdisjoint(zones.spoken)


def may_be_own(compiled: CompiledRequirement, zones: Zones, place: Place) -> bool:
    """Whether a paper that nobody signs may still be the office's: its heading says it, and so does where it lies.

    Short reports under a letterhead that is a picture look like this, and so do those of others: it asks for eyes.
    """
    if not zones.not_own or zones.not_own.code not in OWNERLESS or not compiled.wanted:
        return False
    return place.names(compiled.item) and compiled.wanted <= zones.heading


def _no_evidence(found: NotEvidence) -> Reason:
    """Why a document that is no evidence does not serve."""
    code = _NO_EVIDENCE.get(found.refuses)
    return Reason(code) if code else Reason(ReasonCode.NOT_EVIDENCE, {"words": found.words})


def _not_own(found: NotEvidence) -> Reason:
    """Why a document is not an office's own."""
    if found.code in OWNERLESS:
        return Reason(ReasonCode(found.code))
    return Reason(ReasonCode.NOT_OWN, {"words": found.words})


def file_name(path: str) -> str:
    """The name of a file as the name patterns of checklists see it."""
    return path.rpartition("/")[2].casefold()


def named(compiled: CompiledRequirement, path: str) -> bool:
    """Whether a name pattern of the requirement fits the file."""
    name = file_name(path)
    return any(pattern.fullmatch(name) for pattern in compiled.names)


def _content(
    vocabulary: Vocabulary, compiled: CompiledRequirement, zones: Zones, path: str
) -> tuple[list[Weighed], Reason | None]:
    """What the words alone say for it, nothing where they are too few; and what is lacking."""
    by_name = bool(compiled.names) and named(compiled, path)
    if not compiled.all:
        return _by_name_alone(by_name=by_name)
    if found := _in_heading(vocabulary, compiled, zones, by_name=by_name):
        return [found], None
    if zones.pages >= _THICK:
        return [], Reason(ReasonCode.NOT_IN_HEADING)
    found_in_text = _in_text(vocabulary, compiled, zones)
    return found_in_text or _by_name_alone(by_name=by_name)


def _by_name_alone(*, by_name: bool) -> tuple[list[Weighed], Reason | None]:
    if by_name:
        return [(Reason(ReasonCode.NAME_PATTERN), _NAME)], None
    return [], Reason(ReasonCode.NO_WORDS)


def _words(
    code: ReasonCode, vocabulary: Vocabulary, compiled: CompiledRequirement, zone: frozenset[int]
) -> Reason:
    """A reason with the entries of a requirement that stand in a zone, in the order of the checklist."""
    return Reason(code, {"words": tuple(vocabulary.labels[entry] for entry in compiled.all if entry in zone)})


def _in_heading(
    vocabulary: Vocabulary, compiled: CompiledRequirement, zones: Zones, *, by_name: bool
) -> Weighed | None:
    """What name, heading and folder say for it; `None` where that is not enough."""
    wanted = compiled.all
    if compiled.wanted <= zones.heading:
        if compiled.wanted <= zones.name:
            return _words(ReasonCode.NAME_WORDS, vocabulary, compiled, zones.name), _NAME
        return _words(ReasonCode.HEADING_WORDS, vocabulary, compiled, zones.heading), HEADING
    # Where nothing happened, a report that says so serves: its heading names the topic and "nihil".
    if compiled.requirement.nil and {wanted[0], vocabulary.nil} <= zones.heading:
        return Reason(ReasonCode.NIL_REPORT, {"words": (vocabulary.labels[wanted[0]],)}), HEADING
    if by_name:
        return Reason(ReasonCode.NAME_PATTERN), _NAME
    filed = zones.heading | zones.folder
    if zones.words < TALKING and compiled.wanted <= filed and compiled.wanted & zones.heading:
        return _words(ReasonCode.NAME_AND_FOLDER_WORDS, vocabulary, compiled, filed), _NAME_AND_FOLDER
    return None


def _in_text(
    vocabulary: Vocabulary, compiled: CompiledRequirement, zones: Zones
) -> tuple[list[Weighed], Reason | None] | None:
    """What the first lines and the text say for it; `None` where that is not enough."""
    wanted = compiled.all
    if compiled.wanted <= zones.title:
        lone = len(compiled.wanted) == 1 and zones.words > _CAPTION
        strength = _in_first_lines(headed=zones.headed, lone=lone)
        return [(_words(ReasonCode.FIRST_LINES_WORDS, vocabulary, compiled, zones.title), strength)], None
    half = len(compiled.wanted & zones.title) * 2 >= len(compiled.wanted)
    if half and compiled.wanted <= zones.body:
        return [
            (_words(ReasonCode.FIRST_LINES_WORDS, vocabulary, compiled, zones.title), _BODY),
            (_words(ReasonCode.BODY_WORDS, vocabulary, compiled, zones.body), 0.0),
        ], None
    # Half of the words will do only with the topic among them, which stands first, and in the heading.
    if half and wanted[0] in (zones.heading if zones.headed else zones.title):
        missing = tuple(vocabulary.labels[entry] for entry in wanted if entry not in zones.body)
        lacking = None if len(wanted) > 1 else Reason(ReasonCode.NO_WORDS)
        return [
            (_words(ReasonCode.SOME_FIRST_LINES_WORDS, vocabulary, compiled, zones.title), _HALF),
            (Reason(ReasonCode.WORDS_NOT_FOUND, {"words": missing}), 0.0),
        ], lacking
    return None


def _in_first_lines(*, headed: bool, lone: bool) -> float:
    if headed:
        return _LONE_PROSE if lone else _PROSE
    return _LONE_TITLE_ZONE if lone else _TITLE_ZONE


def _placed(compiled: CompiledRequirement, place: Place) -> Weighed | None:
    """What name code and folder chain add, the strongest of them only."""
    if compiled.item in place.name_items:
        return Reason(ReasonCode.ITEM_CODE_IN_NAME, {"item": compiled.item}), _NAME_CODE
    if compiled.item in place.folder_items:
        return Reason(ReasonCode.FOLDER_OF_ITEM, {"item": compiled.item}), _FOLDER_ITEM
    deepest = max(
        (code for code in place.sections if compiled.item.startswith(f"{code}.")),
        key=len,
        default="",
    )
    if not deepest:
        return None
    # The item's own sub-area is one part shorter than its code; anything above is an area.
    own = compiled.item.count(".") - deepest.count(".") == 1
    return Reason(ReasonCode.FOLDER_OF_SECTION, {"section": deepest}), _SUB_SECTION if own else _AREA
