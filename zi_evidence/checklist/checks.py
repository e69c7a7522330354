"""What must hold between the parts of a checklist before anything may be judged by it.

The builder sees one value at a time; here sums, references and phrases are looked at. All of these
are faults of use: `load_checklist` refuses a checklist that has one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from zi_evidence.checklist.build import Draft
from zi_evidence.checklist.faults import Place
from zi_evidence.checklist.model import Checklist, Item, Requirement
from zi_evidence.checklist.refusals import locate
from zi_evidence.checklist.yaml_nodes import Mapping
from zi_evidence.i18n import tr
from zi_evidence.lexicon import FLAGS, Lexicon
from zi_evidence.text import normalise

__all__ = ["check_use"]

# Weights are written with two decimals, so a third of a point may be off by this much.
_TOLERANCE = 0.005
_MAX_GLOB = 100
_MAX_STARS = 6
# A wording longer than this is a sentence, and no two offices write the same sentence.
_MAX_WORDS = 30
_CONCEPT = re.compile(r"[a-z][a-z0-9_]*")
_ANY_NAME = re.compile(r"[*?.\s]*(\*\.?(pdf|docx?|xlsx?|pptx?|jpe?g|png|zip|\*))?")
# Beyond this many pairs of wordings the look for contradictions costs more than it can find.
_MAX_PAIRS = 20_000


def check_use(draft: Draft, lexicon: Lexicon) -> None:
    """Adds what is wrong between the parts of the checklist to the draft's faults; `lexicon` has the known kinds."""
    if draft.checklist is None or draft.raw is None:
        return
    checks = _Checks(draft, draft.checklist, lexicon)
    checks.tree()
    checks.predicates()
    checks.concepts()
    checks.own_kinds()
    for item in draft.checklist.items:
        checks.item(item)
    checks.cycles()


def _alternatives(entry: str) -> list[str]:
    return [part.strip() for part in entry.split("|")]


class _Checks:
    def __init__(self, draft: Draft, checklist: Checklist, lexicon: Lexicon) -> None:
        self.draft = draft
        self.checklist = checklist
        self.faults = draft.faults
        self.pack_kinds = lexicon.kinds.kinds.keys()
        self.kinds = self.pack_kinds | checklist.kinds.keys()
        # Every wording is looked at two or three times.
        self.normalise = cache(normalise)
        self.clean = {
            name: tuple(filter(None, map(self.normalise, words)))
            for name, words in checklist.concepts.items()
        }
        self.known: dict[str, list[str]] = {}
        self.ids = {
            f"{item.code}:{requirement.id}": requirement
            for item in checklist.items
            for requirement in item.requirements
        }

    def head(self, *path: str | int) -> Place:
        """The place of a value below the top-level keys."""
        raw = self.draft.raw
        if raw is None:
            return Place("")
        return locate(Mapping(raw.place, dict(raw.head)), path)

    def section(self, code: str, key: str) -> Place:
        raw = self.draft.raw
        return locate(raw.sections[code].node, (key,)) if raw else Place("")

    # ---- the tree ----------------------------------------------------------------------------

    def tree(self) -> None:
        """Weights add up, leaves hold the items, areas are known."""
        children: dict[str, list[float]] = defaultdict(list)
        points: dict[str, list[float]] = defaultdict(list)
        for section in self.checklist.sections:
            children[section.parent].append(section.weight)
        for item in self.checklist.items:
            points[item.section].append(item.points)
        for section in self.checklist.sections:
            code = section.code
            inner = children.get(code, [])
            if inner and abs(sum(inner) - section.weight) > _TOLERANCE:
                reason = tr("section {code} weighs {weight:g}, its parts {parts:g}").format(
                    code=code, weight=section.weight, parts=sum(inner)
                )
                self.faults.add(self.section(code, "weight"), reason, tr("mend one of the weights"))
            own = points.get(code, [])
            if not inner and not own and section.weight > 0:
                # Points that nobody can reach: a part is missing, or nothing was written yet.
                hint = tr("is its part listed in `parts`?")
                self.faults.add(
                    self.section(code, "code"), tr("section {code} has no items").format(code=code), hint
                )
            if inner and any(own):
                reason = tr("section {code} has both sections and items with points").format(code=code)
                self.faults.add(self.section(code, "code"), reason, tr("move the items further down"))
            elif own and abs(sum(own) - section.weight) > _TOLERANCE:
                reason = tr("section {code} weighs {weight:g}, its items {items:g}").format(
                    code=code, weight=section.weight, items=sum(own)
                )
                hint = tr("leave `points` out and the weight is shared evenly")
                self.faults.add(self.section(code, "weight"), reason, hint)
            if section.area and section.area not in self.checklist.areas:
                hint = self.faults.nearest(section.area, self.checklist.areas)
                reason = tr("unknown area {area!r}").format(area=section.area)
                self.faults.add(self.section(code, "area"), reason, hint or tr("list it in `areas`"))

    def predicates(self) -> None:
        """Floors name sections and items that exist, and can be reached."""
        weights = {section.code: section.weight for section in self.checklist.sections}
        whole = sum(s.weight for s in self.checklist.sections if not s.parent)
        points = {item.code: item.points for item in self.checklist.items}
        bare = weights.keys() - {item.section for item in self.checklist.items}
        for name, predicate in self.checklist.predicates.items():
            if predicate.total > whole + _TOLERANCE:
                reason = tr("{name} asks for {total:g} of {whole:g} points").format(
                    name=name, total=predicate.total, whole=whole
                )
                self.faults.add(self.head("predicates", name, "total"), reason)
            for what, floors, known in (
                ("sections", predicate.sections, weights),
                ("items", predicate.items, points),
            ):
                for code, floor in floors.items():
                    place = self.head("predicates", name, what, code)
                    if code not in known:
                        # A section without items is a fault of its own; said once is enough.
                        if code not in self.draft.broken and code.rpartition(".")[0] not in bare:
                            hint = self.faults.nearest(code, known)
                            text = (
                                tr("{name}: no section {code!r}")
                                if known is weights
                                else tr("{name}: no item {code!r}")
                            )
                            self.faults.add(place, text.format(name=name, code=code), hint)
                    elif floor > known[code] + _TOLERANCE:
                        reason = tr("{name} asks for {floor:g} of the {known:g} points of {code}").format(
                            name=name, floor=floor, known=known[code], code=code
                        )
                        self.faults.add(place, reason)
            required = predicate.requires
            if required and (required == name or required not in self.checklist.predicates):
                hint = self.faults.nearest(required, self.checklist.predicates)
                place = self.head("predicates", name, "requires")
                self.faults.add(place, tr("unknown predicate {required!r}").format(required=required), hint)

    def concepts(self) -> None:
        """Concept names can be written behind `@`, and each has a wording."""
        raw = self.draft.raw
        for name in self.checklist.concepts:
            place = raw.concept_places.get(name, raw.place) if raw else Place("")
            if not _CONCEPT.fullmatch(name):
                hint = tr("small letters, digits and underscores: standar_pelayanan")
                self.faults.add(place, tr("concept name {name!r}").format(name=name), hint)
            if not self.clean[name]:
                self.faults.add(place, tr("concept {name!r} has no wording").format(name=name))
        if raw is None:
            return
        for name, scalars in raw.concepts.items():
            for scalar in scalars:
                words = self.normalise(scalar.value)
                if not words:
                    reason = tr("concept {name!r}: {value!r} holds no letter or digit").format(
                        name=name, value=scalar.value
                    )
                    self.faults.add(scalar.place, reason)
                elif words.count(" ") >= _MAX_WORDS:
                    reason = tr("concept {name!r}: a wording of more than {most} words").format(
                        name=name, most=_MAX_WORDS
                    )
                    self.faults.add(scalar.place, reason, tr("a few words find more"))

    def own_kinds(self) -> None:
        """Each kind of the checklist's own is like one that there is, and is recognised by something."""
        for name, own in self.checklist.kinds.items():
            if own.like not in self.pack_kinds:
                self._unknown_kind(self.head("kinds", name, "like"), own.like, self.pack_kinds)
            if name in self.pack_kinds:
                reason = tr("{key}: {name!r} is in the lexicon").format(key="kinds", name=name)
                self.faults.add(self.head("kinds", name), reason, tr("take another name"))
            if not (own.headings or own.file_names):
                hint = tr("give words in `headings` or `file_names`")
                self.faults.add(self.head("kinds", name), tr("nothing to recognise it by"), hint)
            for key, flags in (("is", own.has), ("is_not", own.lacks)):
                for index, flag in enumerate(flags):
                    if flag not in FLAGS:
                        hint = self.faults.nearest(flag, FLAGS) or tr("one of: {known}").format(
                            known=", ".join(FLAGS)
                        )
                        place = self.head("kinds", name, key, index)
                        self.faults.add(place, tr("unknown flag {flag!r}").format(flag=flag), hint)
            for words in (*own.headings, *own.file_names):
                if not self.normalise(words):
                    reason = tr("{alternative!r} can never match: it holds no letter or digit")
                    self.faults.add(self.head("kinds", name), reason.format(alternative=words))
            if both := set(own.has) & set(own.lacks):
                reason = tr("{flag!r} stands under `is` and `is_not`").format(flag=min(both))
                self.faults.add(self.head("kinds", name, "is_not"), reason)

    def _unknown_kind(self, place: Place, kind: str, known: Iterable[str], prefix: str = "") -> None:
        names = sorted(known)
        hint = self.faults.nearest(kind, names) or tr("one of: {known}").format(known=", ".join(names))
        self.faults.add(place, prefix + tr("unknown kind {kind!r}").format(kind=kind), hint)

    # ---- items and requirements --------------------------------------------------------------

    def item(self, item: Item) -> None:
        """The answer scale is known, and every requirement of the item is sound."""
        if item.answer not in self.checklist.scales:
            hint = self.faults.nearest(item.answer, self.checklist.scales)
            known = ", ".join(self.checklist.scales)
            place = self.draft.place(item.code)
            if self.draft.raw:
                place = locate(self.draft.raw.items[item.code].node, ("answer",))
            self.faults.add(
                place,
                tr("unknown scale {answer!r}").format(answer=item.answer),
                hint or tr("one of: {known}").format(known=known),
            )
        for requirement in item.requirements:
            self._phrases(item, requirement)
            self._globs(item, requirement)
            self._kinds(item, requirement)
            self._references(item, requirement)

    def add(
        self,
        item: Item,
        requirement: Requirement,
        path: Iterable[str | int],
        reason: str,
        hint: str,
    ) -> None:
        place = self.draft.place(item.code, requirement.id, *path)
        self.faults.add(place, f"{item.code}:{requirement.id}: {reason}", hint)

    def _wordings(self, entry: str) -> list[str]:
        if entry in self.known:
            return self.known[entry]
        found = self.known[entry] = []
        for alternative in _alternatives(entry):
            if alternative.startswith("@"):
                found.extend(self.clean.get(alternative[1:], ()))
            elif words := self.normalise(alternative):
                found.append(words)
        return found

    def _phrases(self, item: Item, requirement: Requirement) -> None:
        phrases = requirement.phrases
        if not (phrases.all or requirement.names):
            hint = tr("give words in `phrases: {all: [...]}`")
            self.add(item, requirement, ("phrases",), tr("nothing to recognise it by"), hint)
        for key in ("all", "any", "none", "body"):
            for index, entry in enumerate(getattr(phrases, key)):
                self._entry(item, requirement, ("phrases", key, index), entry)
        self._contradictions(item, requirement)

    def _entry(self, item: Item, requirement: Requirement, path: tuple[str | int, ...], entry: str) -> None:
        for alternative in _alternatives(entry):
            if alternative.startswith("@"):
                name = alternative[1:]
                if name not in self.checklist.concepts:
                    hint = self.faults.nearest(name, self.checklist.concepts)
                    reason = tr("unknown concept {alternative!r}").format(alternative=alternative)
                    self.add(item, requirement, path, reason, hint or tr("define it in `concepts`"))
                continue
            words = self.normalise(alternative)
            if not words:
                reason = tr("{alternative!r} can never match: it holds no letter or digit").format(
                    alternative=alternative
                )
                self.add(item, requirement, path, reason, "")
            elif words.count(" ") >= _MAX_WORDS:
                reason = tr("a wording of more than {most} words can hardly match").format(most=_MAX_WORDS)
                self.add(item, requirement, path, reason, tr("a few words find more"))
            elif "@" in alternative:
                reason = tr("{alternative!r} mixes words with a concept").format(alternative=alternative)
                hint = tr("put ` | ` between alternatives, or make it two entries")
                self.add(item, requirement, path, reason, hint)

    def _contradictions(self, item: Item, requirement: Requirement) -> None:
        """An entry of `all` whose every wording holds a forbidden one fits no heading."""
        phrases = requirement.phrases
        forbidden = {f" {words} " for entry in phrases.none for words in self._wordings(entry)}
        for index, entry in enumerate(phrases.all):
            wanted = self._wordings(entry)
            if not wanted or len(wanted) * len(forbidden) > _MAX_PAIRS:
                continue
            if all(any(bad in f" {words} " for bad in forbidden) for words in wanted):
                reason = tr("{entry!r} can never stand in a heading: `none` forbids all of it").format(
                    entry=entry
                )
                self.add(item, requirement, ("phrases", "all", index), reason, tr("take one of them out"))

    def _globs(self, item: Item, requirement: Requirement) -> None:
        for index, glob in enumerate(requirement.names):
            path = ("names", index)
            if len(glob) > _MAX_GLOB or glob.count("*") > _MAX_STARS:
                reason = tr("pattern too slow: over {letters} characters or {stars} stars").format(
                    letters=_MAX_GLOB, stars=_MAX_STARS
                )
                self.add(item, requirement, path, reason, tr("words in `phrases` do the same, faster"))
            elif "/" in glob or "\\" in glob:
                hint = tr("`names` is about the file name alone")
                self.add(item, requirement, path, tr("{glob!r} can never match").format(glob=glob), hint)
            elif _ANY_NAME.fullmatch(glob.casefold()):
                reason = tr("{glob!r} takes every file").format(glob=glob)
                self.add(item, requirement, path, reason, tr("name what the file is about"))

    def _kinds(self, item: Item, requirement: Requirement) -> None:
        for key, named in (("kinds", requirement.kinds), ("pieces", requirement.pieces)):
            for index, piece in enumerate(named):
                kind = piece.removesuffix("?")
                if kind not in self.kinds:
                    place = self.draft.place(item.code, requirement.id, key, index)
                    self._unknown_kind(place, kind, self.kinds, f"{item.code}:{requirement.id}: ")
        names = [piece.removesuffix("?") for piece in requirement.pieces]
        if len(set(names)) < len(names):
            self.add(item, requirement, ("pieces",), tr("a piece stands twice"), "")
        if requirement.pieces and all(piece.endswith("?") for piece in requirement.pieces):
            hint = tr("leave the `?` off at least one")
            self.add(item, requirement, ("pieces",), tr("no piece is required"), hint)

    def _references(self, item: Item, requirement: Requirement) -> None:
        own = f"{item.code}:{requirement.id}"
        references: list[tuple[tuple[str | int, ...], str]] = [
            (("with", index), name) for index, name in enumerate(requirement.with_)
        ]
        if requirement.follows:
            references.append((("follows",), requirement.follows))
        for path, name in references:
            if name == own:
                self.add(item, requirement, path, tr("refers to itself"), "")
            elif name not in self.ids and name not in self.draft.broken:
                others = (known for known in self.ids if known != own)
                hint = self.faults.nearest(name, others) or tr("write the full id, ITEM:ID")
                self.add(item, requirement, path, tr("no requirement {name!r}").format(name=name), hint)

    def cycles(self) -> None:
        """`follows` is a chain in time, and no chain may lead back to its start."""
        done: set[str] = set()
        for start in self.ids:
            trail: dict[str, None] = {}
            name = start
            while name in self.ids and name not in done and name not in trail:
                trail[name] = None
                name = self.ids[name].follows
            if name in trail and self.ids[name].follows != name:
                code, _, requirement_id = name.rpartition(":")
                place = self.draft.place(code, requirement_id, "follows")
                loop = list(trail)[list(trail).index(name) :]
                shown = " -> ".join([*loop[:5], name])
                self.faults.add(
                    place,
                    tr("`follows` leads back: {shown}").format(shown=shown),
                    tr("a chain has a first paper"),
                )
            done.update(trail)
