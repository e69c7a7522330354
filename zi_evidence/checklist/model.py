"""What a checklist says, as frozen data: sections, items, requirements, scales, predicates.

A checklist is data, in YAML; `zi_evidence.checklist.load` reads it with line numbers and hands it
over to these models. The meaning of every key is written here and nowhere else.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zi_evidence.i18n import Language
from zi_evidence.lexicon.kinds import KindId
from zi_evidence.lexicon.own_kinds import OwnKind
from zi_evidence.periods import Rhythm

__all__ = [
    "Answer",
    "Basis",
    "Checklist",
    "Example",
    "Flag",
    "Item",
    "Must",
    "Phrases",
    "Policy",
    "Predicate",
    "Requirement",
    "Section",
]

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Basis = Literal["regulation", "practice", "inferred"]
Must = Literal["dated", "numbered", "signed", "unit_named"]
Answer = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9%-]{1,20}$")]
Flag = Literal[
    "comments",
    "embedded",
    "external",
    "hidden_text",
    "javascript",
    "launch",
    "macro",
    "tracked_changes",
    "truncated",
    "xfa",
]
Policy = Literal["block", "report"]
# A list that is longer was not written by hand; refusing it early keeps a hostile file cheap.
_Some = Field(max_length=50)
_Many = Field(max_length=200)
Number = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Example(_Frozen):
    """A file name, and the first lines of the document where the name alone does not tell."""

    name: Text
    text: str = ""


class Phrases(_Frozen):
    """How a document is recognised by words.

    One entry is a list of alternatives split by ` | `; an alternative is words in a row (case,
    hyphens and punctuation do not count) or `@name`, one of the checklist's `concepts`. Words are
    whole words.

    Attributes:
        all: every entry must be found; at least in the file name or the title zone, or, weaker,
            with half of them there and the rest in the body.
        any: at least one entry must be found in name, title zone or body, when the list is not
            empty.
        none: no entry may be found in the name or the heading (prose may cite anything).
        body: at least one entry must be found somewhere in a readable text of more than 25 words,
            when the list is not empty.
    """

    all: Annotated[tuple[Text, ...], _Some] = ()
    any: Annotated[tuple[Text, ...], _Some] = ()
    none: Annotated[tuple[Text, ...], _Some] = ()
    body: Annotated[tuple[Text, ...], _Some] = ()


class Requirement(_Frozen):
    """One kind of evidence that an item needs.

    Attributes:
        id: unique within its item; the full id is `ITEM:ID`.
        title: what it is, in plain Indonesian (or the checklist's language).
        kinds: kinds of document that can serve, the lexicon's or the checklist's own; empty means any kind.
        phrases, names: how it is recognised; `names` are globs on the file name, an extra way in.
        every: rhythm of a periodic requirement; each slot of the window needs its own document.
        due: whether a slot's document is due at the slot's start (plans, decrees) or after its end
            (reports).
        grace: days after that until the slot counts as missing.
        shorter: a document on a part of a period serves the whole of it (an event, a campaign, a report made
            more often than asked); without it a month's report fills no year, but all its months do.
        within: the document's date or period must touch the `window`, the assessed `year`, or the
            last N months (`12 months`); empty means any age.
        max_age: oldest age on the day of the report, `18 months` or `5 years`.
        years: the assessed year `N` and years before it (`N-1`) that each need a document.
        min: how many documents are needed (a slot, where there are slots).
        must: what the document has to carry to count.
        pieces: kinds that belong together as one set (a meeting: undangan, daftar_hadir, notula,
            dokumentasi); a trailing `?` makes a piece welcome but not required. Then `kinds` may
            stay empty.
        with_: full ids of requirements whose documents belong to the same event.
        follows: full id of the requirement whose documents this one answers; it must come later.
        nil: a dated nil report (laporan nihil) serves as well.
        optional: helps, but its absence is no gap.
        owner: pokja; empty means the item's area.
        basis, source: where the rule comes from, and the paragraph for `regulation`.
        note: advice for the person who must provide it.
        examples, counter_examples: must (not) be recognised; `checklist validate` runs them.
    """

    id: Slug
    title: Text
    kinds: Annotated[tuple[KindId, ...], _Some] = ()
    phrases: Phrases = Phrases()
    names: Annotated[tuple[Text, ...], _Some] = ()
    every: Rhythm | None = None
    due: Literal["start", "end"] = "end"
    grace: Annotated[int, Field(ge=0, le=366)] = 30
    shorter: bool = False
    within: Annotated[str, StringConstraints(pattern=r"^(window|year|[1-9]\d{0,2} months)?$")] = ""
    max_age: Annotated[str, StringConstraints(pattern=r"^([1-9]\d{0,2} (months|years))?$")] = ""
    years: Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^N(-[1-9])?$")], ...], _Some] = ()
    min: Annotated[int, Field(ge=1, le=1000)] = 1
    must: Annotated[tuple[Must, ...], _Some] = ()
    pieces: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\??$")], ...], _Some
    ] = ()
    with_: Annotated[tuple[Text, ...], _Some] = Field(default=(), alias="with")
    follows: str = ""
    nil: bool = False
    optional: bool = False
    owner: str = ""
    basis: Basis = "practice"
    source: str = ""
    note: str = ""
    examples: Annotated[tuple[Example, ...], _Many] = ()
    counter_examples: Annotated[tuple[Example, ...], _Many] = ()


class Item(_Frozen):
    """One question of the worksheet.

    Attributes:
        answer: the name of one of the checklist's `scales`.
        section: code of the section it counts in.
        area: number of its area; empty where its section belongs to none.
        points: what the best answer is worth; the section's weight shared evenly unless the file
            says otherwise.
        note: what an assessor wants to see for the best answer.
        formula: how a numeric answer is computed.
    """

    code: Text
    title: Text
    answer: Answer
    section: str
    area: str
    points: Number
    note: str = ""
    formula: str = ""
    requirements: tuple[Requirement, ...] = ()


class Section(_Frozen):
    """A node of the tree: component, aspect, area or sub-area, with its code, title and weight."""

    code: Text
    title: Text
    weight: Number
    area: str = ""
    parent: str = ""


class Predicate(_Frozen):
    """A target and its floors, in points.

    Attributes:
        total: points of the whole that the target asks for.
        sections, items: code -> points that this section or item must reach by itself.
        area_floor: share (0-1) of its points that every area must reach.
        requires: the predicate that the unit must hold already.
    """

    title: str = ""
    total: Number
    sections: dict[str, Number] = {}
    items: dict[str, Number] = {}
    area_floor: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    requires: str = ""


class Checklist(_Frozen):
    """One scheme as data.

    Attributes:
        schema_: version of the file format; the key `schema` of the file.
        id: its name, by which unit files call it.
        version: of the content, as its authors count.
        title: its name for people.
        source: the regulation or decree it rests on.
        language: of titles and notes, `id` or `en`.
        public_office: whether all its evidence is a public office's own paper; a firm's letterhead, or
            a text that shows no office, then serves nothing.
        extends: id of the checklist this one is laid over; empty for one that stands alone.
        sha256: of the bytes of all its files, in the order they were read.
        scales: answer scale -> answer -> share of the points, 0-1. A scale whose answers are
            numbers is a straight line between its points, flat outside them.
        areas: number -> title of the areas that a predicate's `area_floor` is about.
        concepts: name -> wordings that mean the same.
        kinds: id -> a kind of document that the lexicon does not have: `like` one that it has, with the words by
            which it is recognised and the flags that differ.
        flags: what a flag of a reading does: `block` keeps a document from serving, `report` only
            says it.
        predicates: name -> what a unit must reach for it: `wbk`, `wbbm`.
        sections: the tree in printed order, parents before their children.
        items: the questions in printed order, each with its requirements.
    """

    schema_: str = Field(alias="schema")
    id: Text
    version: Text
    title: Text
    source: str = ""
    language: Language = "id"
    public_office: bool = False
    extends: str = ""
    sha256: str = ""
    scales: dict[str, dict[str, float]] = {}
    areas: dict[str, str] = {}
    concepts: dict[str, tuple[Text, ...]] = {}
    kinds: dict[KindId, OwnKind] = {}
    flags: dict[Flag, Policy] = {"launch": "block", "macro": "block"}
    predicates: dict[str, Predicate] = {}
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
