"""Documents that are evidence of nothing, however well their words fit a requirement: how each sort is known."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["Authors", "Look", "Refusal", "Refusals", "Refuses"]

Look = Literal["opening", "title", "plan", "text", "sentence"]
Refuses = Literal["all", "asking", "all_but_nil", "follow_up"]


class Refusal(BaseModel):
    """One sort of document that is no evidence.

    Attributes:
        why: what such a document is, and why it proves nothing; for whoever reads the file.
        look: where its rules look. `opening`: what the file name or a heading begins with, after codes and words
            of `lead`; `title`: anywhere in the file name or a heading; `plan`: in headings that speak of a follow-up;
            `text`: the first `chars` characters; `sentence`: each sentence of so many characters of the first page.
        chars: how much of the text `text` and `sentence` look at.
        kinds: kinds of document that it comes as.
        flags: flags of kinds (see `kinds.yaml`); kinds that have one count as well. Without kinds and flags, any.
        most_pages: a longer document is not judged so; 0 for any length.
        of_public_office: only where the checklist asks for the documents of a public office.
        all: rules each of which must find something.
        any: rules that must find `least` different wordings between them.
        least: see `any`.
        unless: an exception in the same place.
        unless_start: an exception in the first `chars` characters.
        unless_text: an exception anywhere in the text.
        tells: the words by which a requirement asks for such a document and takes it; those found if empty.
        refuses: what it does not serve. `all`: any requirement but those that ask for it in their own words; `asking`:
            those that ask for what was found; `all_but_nil`: those that take no report of nothing; `follow_up`: those
            that ask what followed.
        example: documents of this sort, as text.
        counter: documents that are like it and serve; written `not` in the file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    why: str = Field(min_length=1)
    look: Look
    chars: int = Field(default=3000, gt=0)
    kinds: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    most_pages: int = Field(default=0, ge=0)
    of_public_office: bool = False
    all: tuple[Rule, ...] = ()
    any: tuple[Rule, ...] = ()
    least: int = Field(default=1, gt=0)
    unless: Rule = NOTHING
    unless_start: Rule = NOTHING
    unless_text: Rule = NOTHING
    tells: str = ""
    refuses: Refuses = "all"
    example: tuple[str, ...] = Field(min_length=1)
    counter: tuple[str, ...] = Field(min_length=1, alias="not")

    @field_validator("example", "counter", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value


class Authors(BaseModel):
    """The words that show who wrote a document: a public office, or somebody else.

    All are plain words or wordings as `normalise` leaves them: lower case, without punctuation.

    Attributes:
        public_bodies: what public offices are called.
        private_bodies: what firms, clubs and committees are called; their letterhead begins with it.
        founders: those of `private_bodies` that run schools and hospitals of their own.
        founded: what founders run; under their letterhead these are no public bodies.
        office_words: words that only the documents of public offices hold: staff, schemes, regulations.
        posts: posts and ranks of those who sign for an office.
        own_matters: what nobody but an office reports on.
        pictures: what a numbered picture is called.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_bodies: Rule = NOTHING
    private_bodies: Rule = NOTHING
    founders: Rule = NOTHING
    founded: Rule = NOTHING
    office_words: Rule = NOTHING
    posts: Rule = NOTHING
    own_matters: Rule = NOTHING
    pictures: Rule = NOTHING


class Refusals(Section):
    """All sorts of documents that are no evidence.

    Attributes:
        lead: words that may stand before the telling ones of an `opening`, besides codes and numbers.
        follow_up: what a heading holds that speaks of a follow-up.
        refusals: code -> sort; the codes are what reasons are kept as.
        authors: the words that show whose a document is.
    """

    lead: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    refusals: Mapping[str, Refusal] = Field(default_factory=dict)
    authors: Authors = Authors()

    @cached_property
    def looking(self) -> dict[Look, dict[str, Refusal]]:
        """The sorts by where they are looked for, each in the order of the file."""
        places: dict[Look, dict[str, Refusal]] = {}
        for code, refusal in self.refusals.items():
            places.setdefault(refusal.look, {})[code] = refusal
        return places
