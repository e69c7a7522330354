"""Everything that can be said against a checklist without running its examples.

What `load_checklist` refuses comes first; to it come faults of craft, which leave a checklist
usable but not to be trusted: evidence nobody showed an example of, a rule without its paragraph,
words that fit any paper. `zi_evidence.matching.selftest` then runs the examples.
"""

import os
from collections import Counter

from zi_evidence.checklist.build import Draft
from zi_evidence.checklist.load import draft_checklist
from zi_evidence.checklist.model import Item, Requirement
from zi_evidence.checklist.raw import Raw
from zi_evidence.errors import ChecklistError
from zi_evidence.i18n import tr
from zi_evidence.text import normalise

__all__ = [
    "LEAST_COUNTER_EXAMPLES",
    "LEAST_EXAMPLES",
    "check_craft",
    "example_place",
    "validate_checklist",
]

LEAST_EXAMPLES = 6
LEAST_COUNTER_EXAMPLES = 3

# Words that half of all office papers carry in name or title: alone they tell nothing.
_GENERAL = frozenset(
    {
        *("agenda", "arsip", "berkas", "bukti", "data", "document", "documents", "dokumen"),
        *("dokumentasi", "evaluasi", "file", "foto", "hasil", "kantor", "kegiatan", "kepala"),
        *("laporan", "lampiran", "memo", "notula", "notulen", "pegawai", "pelaksanaan", "photo"),
        *("pimpinan", "rapat", "record", "records", "report", "review", "scan", "sk", "surat"),
        *("tahun", "tim", "undangan", "unit"),
    }
)
_GENERAL_CONCEPTS = frozenset({"laporan", "rapat", "pimpinan", "evaluasi", "pelaksanaan"})


def validate_checklist(
    id_or_path: str | os.PathLike[str],
) -> tuple[Draft, tuple[ChecklistError, ...]]:
    """The checklist as far as it can be built, and all its faults by file, line and column.

    An empty tuple means: nothing against it but, perhaps, its examples.
    """
    draft = draft_checklist(id_or_path)
    check_craft(draft)
    return draft, draft.faults.sorted()


def example_place(draft: Draft, item: str, requirement: str, name: str, *, counter: bool) -> str:
    """`file:line:column` of an example, or of a counter-example, for a run of the examples.

    Args:
        draft: what `validate_checklist` gave.
        item: the item's code.
        requirement: the requirement's id within the item.
        name: the example's file name.
        counter: look among the counter-examples.
    """
    key = "counter_examples" if counter else "examples"
    checklist = draft.checklist
    index = 0
    for one in (r for i in (checklist.items if checklist else ()) for r in i.requirements if i.code == item):
        if one.id == requirement:
            names = [example.name for example in getattr(one, key)]
            index = names.index(name) if name in names else 0
    place = draft.place(item, requirement, key, index)
    return f"{place.file}:{place.line}:{place.column}"


def check_craft(draft: Draft) -> None:
    """Adds faults of craft to the draft's faults."""
    if draft.checklist is None or draft.raw is None:
        return
    _wordings(draft, draft.raw)
    for item in draft.checklist.items:
        _item(draft, item)
        for requirement in item.requirements:
            _examples(draft, item, requirement)
            _words(draft, item, requirement)
            _freshness(draft, item, requirement)
            if requirement.basis == "regulation" and not requirement.source:
                _add(
                    draft,
                    item,
                    requirement,
                    "basis",
                    tr("basis regulation without a source"),
                    hint=tr("name the paragraph"),
                )


def _add(
    draft: Draft, item: Item, requirement: Requirement, key: str, reason: str, *, hint: str = ""
) -> None:
    place = draft.place(item.code, requirement.id, key)
    draft.faults.add(place, f"{item.code}:{requirement.id}: {reason}", hint)


def _wordings(draft: Draft, raw: Raw) -> None:
    """A wording that stands in its concept already, perhaps spelt with a hyphen."""
    for name, scalars in raw.concepts.items():
        seen: dict[str, int] = {}
        for scalar in scalars:
            words = normalise(scalar.value)
            if words in seen:
                hint = tr("it stands in line {line} already").format(line=seen[words])
                draft.faults.add(
                    scalar.place, tr("concept {name!r}: {words!r} twice").format(name=name, words=words), hint
                )
            seen.setdefault(words, scalar.place.line)


def _item(draft: Draft, item: Item) -> None:
    if any(name.startswith(f"{item.code}:") for name in draft.broken):
        return
    if not any(not requirement.optional for requirement in item.requirements):
        place = draft.place(item.code)
        reason = tr("item {code} asks for no document").format(code=item.code)
        draft.faults.add(place, reason, tr("give it a requirement that is not optional"))


def _examples(draft: Draft, item: Item, requirement: Requirement) -> None:
    for key, found, least in (
        ("examples", requirement.examples, LEAST_EXAMPLES),
        ("counter_examples", requirement.counter_examples, LEAST_COUNTER_EXAMPLES),
    ):
        if len(found) < least:
            hint = tr("name files as offices do, with their slips")
            _add(
                draft,
                item,
                requirement,
                key,
                tr("{n} of at least {least} {key}").format(n=len(found), least=least, key=key),
                hint=hint,
            )
        names = Counter((example.name, example.text) for example in found)
        for (name, _), count in names.items():
            if count > 1:
                _add(
                    draft,
                    item,
                    requirement,
                    key,
                    tr("{key}: {name!r} stands twice").format(key=key, name=name),
                )
    both = {(e.name, e.text) for e in requirement.examples}
    for example in requirement.counter_examples:
        if (example.name, example.text) in both:
            reason = tr("{name!r} is both example and counter-example").format(name=example.name)
            _add(draft, item, requirement, "counter_examples", reason)


def _general(entry: str) -> bool:
    """Whether every alternative of a phrase entry is a word that half of all papers carry."""
    for alternative in entry.split("|"):
        text = alternative.strip()
        if text.startswith("@"):
            if text[1:] not in _GENERAL_CONCEPTS:
                return False
        elif not all(word in _GENERAL for word in normalise(text).split()):
            return False
    return True


def _words(draft: Draft, item: Item, requirement: Requirement) -> None:
    phrases = requirement.phrases
    entries = (*phrases.all, *phrases.any)
    if entries and all(map(_general, entries)) and not requirement.names:
        reason = tr("recognised by words that stand in any paper")
        _add(draft, item, requirement, "phrases", reason, hint=tr("add what it is about to `all`"))


def _freshness(draft: Draft, item: Item, requirement: Requirement) -> None:
    """Keys about time that say nothing, or say two things."""
    if requirement.every is None and not requirement.years:
        for key in sorted({"due", "grace", "shorter"} & requirement.model_fields_set):
            reason = tr("`{key}` has no effect without `every` or `years`").format(key=key)
            _add(draft, item, requirement, key, reason, hint=tr("say how often, or take it out"))
    ways = [
        key
        for key, value in (
            ("every", requirement.every),
            ("within", requirement.within),
            ("years", requirement.years),
        )
        if value
    ]
    if len(ways) > 1:
        reason = tr("`{second}` beside `{first}`: which one holds?").format(second=ways[1], first=ways[0])
        hint = tr("`every` cuts the window into slots, `within` asks for one document in it")
        _add(draft, item, requirement, ways[1], reason, hint=hint)
    if len(set(requirement.years)) < len(requirement.years):
        _add(draft, item, requirement, "years", tr("a year stands twice"))
