"""The kinds of document and everything that facts, matching and judging need to know of each.

A kind is a short id (`laporan`) with an entry that states every flag: either under `is` or under `is_not`. An entry
that leaves a flag out is refused, so that no rule learns by silence that it does not apply.
"""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from zi_evidence.lexicon.rules import Section

__all__ = ["FLAGS", "OTHER", "ROLES", "KindEntry", "KindId", "Kinds"]

KindId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
# What a document is called whose kind is not known, where a pack names no other word for it.
OTHER: Final = "other"

# Each flag with what it means where a kind has it.
FLAGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Who makes it, and how that is seen.
        "signed": "it counts only when somebody signed it",
        "shows_author": "an office writes none without its letterhead or the post of who signs",
        "own_matters": "staff matters in its first lines show that an office wrote it",
        "own": "a unit makes its own; another office's is no evidence of the unit",
        "within_office": "it stays within an office or binds its staff: a sister office's says nothing of the unit",
        "from_anybody": "anybody may have made it: it needs no letterhead",
        "pledge": "a person or a firm promises something in it",
        # What time it speaks of.
        "looks_back": "it reports on what was",
        "past_only": "it is never made before the time that it tells of",
        "written_anew": "each period has one of its own words: the same words again are a copy",
        "annual": "it is about a whole year, whatever the day it was made",
        "arranges_ahead": "it may name a time that has not come",
        "one_day": "it shows or arranges one day and reports on nothing before it",
        "meeting": "the day of the event in it is the day of the meeting",
        "yearly": "a year in its title is the period that it is about",
        "bare_year": "a year or a month needs no word like `tahun` to be its period",
        "named_month": "a month in its file name is its period, not its date",
        "timeless": "it has no period at all",
        "multi_year": "it is a plan for several years",
        "cell_period": "its period stands in a cell, behind the name of an office",
        # What it is like.
        "letter": "a plain letter, which may ask, enclose or report",
        "law": "it rules or decides; running text cites it by its heading",
        "regulation": "it binds everybody: its file name dates it not, and it is never part of a decree",
        "report": "a report with chapters, seldom found within another",
        "reports_nil": "it may say that nothing happened or nothing was done",
        "lists_people": "without names it is an empty form",
        "bare": "names, a promise or a picture are all that it holds: it needs no text of its own",
        "displayed": "it hangs on a wall or stands on a screen: a photo of it shows a scene, not the document",
        "vague": "it says too little of a document to rule out other kinds",
        # How it is laid out.
        "general": "words of its heading also head lists and sections of other documents",
        "repeats_heading": "it repeats its heading over its tables",
        "holds_reports": "a report within it opens no new document",
        "undivided": "a file that holds it is never taken apart",
        "quotes_orders": "it speaks of orders and sample forms throughout: none of them is enclosed with it",
        "enclosed": "it is enclosed with other documents, under a number of its own",
        "subject_title": "its subject line is its title",
        "about_title": "its title stands behind the word for `about`",
        "table_head": "its name and its days stand in a table at its head",
    }
)

# Kinds that rules give to a document whatever its heading says.
ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unknown": "nothing tells what it is",
        "form": "a form that nobody filled in",
        "picture": "a photo of something seen",
        "letter": "a page with subject and addressee",
        "invitation": "a letter whose subject invites",
        "slides": "a deck of slides",
    }
)


class KindEntry(BaseModel):
    """One kind of document.

    Attributes:
        name: language -> what people call it.
        words: what a heading of this kind says, for matching where the title holds only the subject; may be empty.
        kin: kinds that offices and headings use for the same thing.
        dates: roles of dates that can be its own, the most trusted first.
        opens: how surely a heading of this kind opens a document within a file: 1 it also heads tables and chapters,
            2 mostly, 3 always.
        has: the flags that hold; written `is` in the file.
        lacks: the flags that do not hold; written `is_not`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: Mapping[str, str] = Field(min_length=1)
    words: str
    kin: tuple[KindId, ...]
    dates: tuple[str, ...]
    opens: int = Field(ge=1, le=3)
    has: frozenset[str] = Field(alias="is")
    lacks: frozenset[str] = Field(alias="is_not")

    @model_validator(mode="after")
    def _states_every_flag(self) -> Self:
        if unknown := (self.has | self.lacks) - FLAGS.keys():
            raise ValueError(f"unknown flag: {', '.join(sorted(unknown))}")
        if both := self.has & self.lacks:
            raise ValueError(f"both `is` and `is_not`: {', '.join(sorted(both))}")
        if missing := FLAGS.keys() - self.has - self.lacks:
            raise ValueError(f"neither `is` nor `is_not`: {', '.join(sorted(missing))}")
        return self

    def differing(self, changes: Mapping[str, Any]) -> "KindEntry":
        """This entry with some of its values stated otherwise, as a kind that is `like` another states them.

        A flag under `is` or `is_not` of the changes moves there; the other flags stay where they are.
        """
        own = {key: value for key, value in changes.items() if key not in ("is", "is_not")}
        gained, lost = frozenset(changes.get("is", ())), frozenset(changes.get("is_not", ()))
        flags = {"is": gained | (self.has - lost), "is_not": lost | (self.lacks - gained)}
        return KindEntry.model_validate(self.model_dump(by_alias=True) | own | flags)


class Kinds(Section):
    """The kinds of a pack.

    Attributes:
        kinds: id -> entry.
        roles: role of `ROLES` -> the kind that has it.
    """

    kinds: Mapping[KindId, KindEntry] = Field(default_factory=dict)
    roles: Mapping[str, KindId] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_known_kinds(self) -> Self:
        if not self.kinds:
            return self
        if wrong := self.roles.keys() ^ ROLES.keys():
            raise ValueError(f"roles: unknown or missing: {', '.join(sorted(wrong))}")
        named = set(self.roles.values()).union(*(entry.kin for entry in self.kinds.values()))
        if unknown := named - self.kinds.keys():
            raise ValueError(f"unknown kind: {', '.join(sorted(unknown))}")
        return self

    @cached_property
    def _by_flag(self) -> dict[str, frozenset[str]]:
        return {
            flag: frozenset(kind for kind, entry in self.kinds.items() if flag in entry.has) for flag in FLAGS
        }

    def having(self, flag: str) -> frozenset[str]:
        """The kinds that have a flag.

        Raises:
            KeyError: there is no such flag.
        """
        return self._by_flag[flag]

    def role(self, role: str) -> str:
        """The kind that has a role; what is unknown where the pack names none.

        Raises:
            KeyError: there is no such role.
        """
        if role not in ROLES:
            raise KeyError(role)
        return self.roles.get(role) or self.roles.get("unknown", OTHER)

    @property
    def unknown(self) -> str:
        """The kind of a document of which nothing tells what it is."""
        return self.role("unknown")

    def kin(self, kind: str) -> frozenset[str]:
        """The other kinds that stand for the same thing."""
        entry = self.kinds.get(kind)
        return frozenset(entry.kin) if entry else frozenset()

    def dates(self, kind: str) -> tuple[str, ...]:
        """The roles of dates that can be a document's own, the most trusted first; those of a letter by default."""
        entry = self.kinds.get(kind) or self.kinds.get(self.role("letter"))
        return entry.dates if entry else ()

    def opens(self, kind: str) -> int:
        """How surely a heading of this kind opens a document, 1-3."""
        entry = self.kinds.get(kind)
        return entry.opens if entry else 2

    def words(self, kind: str) -> str:
        """What a heading of this kind says; empty where that tells nothing."""
        entry = self.kinds.get(kind)
        return entry.words if entry else ""

    def name(self, kind: str, language: str) -> str:
        """What people call a kind, in a language where it has a name there; an unknown kind is called by its id."""
        entry = self.kinds.get(kind)
        if entry is None:
            return kind.replace("_", " ").capitalize()
        return entry.name.get(language) or next(iter(entry.name.values()))

    def with_entries(self, own: Mapping[str, KindEntry]) -> "Kinds":
        """These kinds with others beside them; one of the same id takes the place of the pack's."""
        return Kinds(fragments=self.fragments, kinds={**self.kinds, **own}, roles=self.roles)
