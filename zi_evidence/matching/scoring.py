"""How well one requirement fits one document: weights, the kind that it needs, and the reasons told.

Evidence comes in layers, each with a weight that `explain` prints: words in the name or the heading, words in
the body, the kind of document, an item code in the name, the folder chain. Words and kind are *content*:
without them nothing is matched, however well the file is placed.
"""

from dataclasses import dataclass

from zi_evidence.matching.place import Place
from zi_evidence.matching.vocabulary import CompiledRequirement, Vocabulary
from zi_evidence.matching.whose import OWNERLESS
from zi_evidence.matching.zones import Zones
from zi_evidence.model import Facts, Kind

__all__ = [
    "ANY",
    "HEADING",
    "KIND",
    "NAMED",
    "TALKING",
    "Sort",
    "Verdict",
    "file_name",
    "fitting",
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


@dataclass(frozen=True, slots=True)
class Sort:
    """The kind of a document, whether it is certain, and whether its heading says so."""

    kind: str
    sure: bool
    headed: bool

    @property
    def known(self) -> bool:
        """Whether the kind rules out requirements that name others."""
        return self.sure and self.kind not in _UNKNOWN_KINDS


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well one requirement fits; with `lacking`, which says why not, it never becomes a match.

    `part` is that of `Match`.
    """

    score: float
    content: float
    reasons: tuple[str, ...]
    lacking: str = ""
    spoken: bool = True
    part: int = 0

    @property
    def rank(self) -> tuple[bool, float]:
        """Of the parts of a bundle, one that matches comes before one that almost would."""
        return not self.lacking, self.score


def sort_of(facts: Facts | None, media_type: str, *, readable: bool) -> Sort:
    """The sort of a document, or of a part of a bundle, by its facts."""
    if media_type.startswith("image/"):
        return Sort(Kind.DOKUMENTASI.value, sure=True, headed=False)
    if facts is None:
        return Sort(Kind.OTHER.value, sure=False, headed=False)
    sure = not readable or facts.kind.confidence > _SURE_KIND
    return Sort(facts.kind.value, sure, facts.kind.source == "heading")


def judge(vocabulary: Vocabulary, index: int, zones: Zones, place: Place, sort: Sort, path: str) -> Verdict:
    """Scores one requirement; a verdict with `lacking` can never become a match."""
    compiled = vocabulary.requirements[index]
    content, reasons, lacking = _content(vocabulary, compiled, zones, path)
    if not content:
        return Verdict(0.0, 0.0, (), lacking)
    if compiled.kinds:
        if not compiled.kinds.isdisjoint(fitting(sort)):
            content += KIND if sort.sure else 0.0
            reasons.append(f"kind {sort.kind}" if sort.sure else f"perhaps kind {sort.kind}")
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
    if forbidden := compiled.none & zones.heading:
        words = ", ".join(sorted(vocabulary.labels[entry] for entry in forbidden))
        lacking = f"holds words that speak against it: {words}"
    if compiled.any:
        if hit := compiled.any & zones.body:
            content += ANY
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
    if not spoken and zones.words >= TALKING:
        lacking = lacking or "only its name says so: the text holds none of its words"
    bonus, why = _placed(compiled, place)
    if why:
        reasons.append(why)
    if unclaimed:
        reasons.append(zones.stranger)
    return Verdict(content + bonus, content, tuple(reasons), lacking, spoken and not unclaimed)


def may_be_own(compiled: CompiledRequirement, zones: Zones, place: Place) -> bool:
    """Whether a paper that nobody signs may still be the office's: its heading says it, and so does where it lies.

    Short reports under a letterhead that is a picture look like this, and so do those of others: it asks for eyes.
    """
    if zones.stranger not in OWNERLESS or not compiled.wanted:
        return False
    return place.names(compiled.item) and compiled.wanted <= zones.heading


def fitting(sort: Sort) -> frozenset[str]:
    """The kinds that a document of this sort may stand for."""
    # A regulation by its heading is no decree of the office; names call either by the other's word.
    if sort.kind == Kind.PERATURAN.value and sort.headed:
        return frozenset({sort.kind})
    return _KIN.get(sort.kind, frozenset()) | {sort.kind}


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
) -> tuple[float, list[str], str]:
    """Score by words alone, its reasons, and what is lacking."""
    wanted = compiled.all
    by_name = bool(compiled.names) and named(compiled, path)

    def words(zone: frozenset[int]) -> str:
        return " + ".join(vocabulary.labels[entry] for entry in wanted if entry in zone)

    if wanted:
        if compiled.wanted <= zones.heading:
            if compiled.wanted <= zones.name:
                return _NAME, [f"name: {words(zones.name)}"], ""
            return HEADING, [f"heading: {words(zones.heading)}"], ""
        # Where nothing happened, a report that says so serves: its heading names the topic and "nihil".
        if compiled.requirement.nil and {wanted[0], vocabulary.nil} <= zones.heading:
            return HEADING, [f"nil report: {vocabulary.labels[wanted[0]]}"], ""
        if by_name:
            return _NAME, ["file name pattern"], ""
        filed = zones.heading | zones.folder
        if zones.words < TALKING and compiled.wanted <= filed and compiled.wanted & zones.heading:
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
