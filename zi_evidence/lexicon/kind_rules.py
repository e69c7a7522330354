"""How a kind of document is recognised: by its heading, by its make-up, by its file name. Ordered rows of data."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from zi_evidence.lexicon.kinds import KindId
from zi_evidence.lexicon.rules import NOTHING, Rule, Section, expand

__all__ = [
    "FileNames",
    "HeadingRule",
    "Headings",
    "NameRule",
    "Structure",
    "Structures",
    "Titles",
]


class HeadingRule(Rule):
    """A heading of a kind, as a line in capitals begins.

    Attributes:
        kind: of a document with such a heading.
        numbered: it is one only where a number stands in the line below.
    """

    kind: KindId
    numbered: bool = False
    at: Literal["start", "whole", "anywhere"] = "start"


class NameRule(Rule):
    """Words of a kind in a file name, which is in capitals with blanks between its words."""

    kind: KindId


_R = TypeVar("_R", HeadingRule, NameRule)


def _own_rule(model: type[_R], kind: str, words: Sequence[str], form: str) -> _R:
    """The rule of a checklist's own kind, which its own words prove."""
    match = tuple(form.format(re.escape(one)) for one in words)
    return model.model_validate({"kind": kind, "match": match, "example": words, "not": ("",)})


class Headings(Section):
    """What the heads of documents say.

    Attributes:
        headings: tried in order; the first that fits decides.
        spaced: headings whose words run together where they are letter-spaced.
        lead: what stands before a heading and is no part of it.
        letter_begins: shows that the text of a letter begins.
        alone: a heading that may stand below that.
        routing: heads a slip on which a document is passed on.
        passed_on: begins a line of the letter under such a slip.
        addressee: is in a line of it.
    """

    headings: tuple[HeadingRule, ...] = ()
    spaced: tuple[str, ...] = ()
    lead: Rule = NOTHING
    letter_begins: Rule = NOTHING
    alone: Rule = NOTHING
    routing: Rule = NOTHING
    passed_on: Rule = NOTHING
    addressee: Rule = NOTHING

    def with_own(self, own: Mapping[str, Sequence[str]]) -> "Headings":
        """These headings behind those of a checklist's own kinds: kind -> words with which they begin."""
        rules = (_own_rule(HeadingRule, kind, words, r"{}\b") for kind, words in own.items() if words)
        return self.model_copy(update={"headings": (*rules, *self.headings)})


class FileNames(Section):
    """What file names say.

    Attributes:
        names: the words that stand first in a name decide; of those at the same place the first in order.
        copied: what chat programs, phones and scanners call the copies that they make.
    """

    names: tuple[NameRule, ...] = ()
    copied: Rule = NOTHING

    def with_own(self, own: Mapping[str, Sequence[str]]) -> "FileNames":
        """These names behind those of a checklist's own kinds: kind -> words in a name."""
        rules = (_own_rule(NameRule, kind, words, r"\b{}\b") for kind, words in own.items() if words)
        return self.model_copy(update={"names": (*rules, *self.names)})


class Titles(Section):
    """What surrounds titles and subjects.

    Attributes:
        subject: the slot of a letter's subject.
        inline_subject: such a slot within a line.
        first_column: such a slot with another column beside it.
        after_subject: begins what follows a subject.
        dateline: place and day of a letter.
        inviting: the subject of an invitation.
        about: stands before a title.
        named: the slot of a name, which is a title.
        ends: begins a line behind a title.
        ends_always: begins a line that never belongs to one.
        goes_on: is a line that belongs to one although it begins with an office.
        number: begins the line of a number.
        period: begins a line of a period.
        bracketed: is a line that explains a title.
    """

    subject: Rule = NOTHING
    inline_subject: Rule = NOTHING
    first_column: Rule = NOTHING
    after_subject: Rule = NOTHING
    dateline: Rule = NOTHING
    inviting: Rule = NOTHING
    about: Rule = NOTHING
    named: Rule = NOTHING
    ends: Rule = NOTHING
    ends_always: Rule = NOTHING
    goes_on: Rule = NOTHING
    number: Rule = NOTHING
    period: Rule = NOTHING
    bracketed: Rule = NOTHING


_Patterns = Annotated[tuple[str, ...], Field(default=())]


class Structure(BaseModel):
    """What a document of a kind is made of, where no heading names it.

    Attributes:
        kind: of a document that fits.
        all: expressions each of which is found in the lower-case text of its first lines.
        early: expressions each of which is found among its first short lines.
        subject: it has a subject like a letter, `any` or one that is `inviting`; empty where it needs none.
        deck: the document is a deck of slides that ends with thanks.
        at: words of the line that is quoted, the first that are there.
        confidence: 0-1; it ranks and is no probability.
        example: texts that are of this kind by this row.
        counter: near misses that this row passes over; written `not`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: KindId
    all: _Patterns
    early: _Patterns
    subject: Literal["", "any", "inviting"] = ""
    deck: bool = False
    at: tuple[str, ...] = ()
    confidence: float = Field(gt=0, lt=1)
    example: tuple[str, ...] = Field(min_length=1)
    counter: tuple[str, ...] = Field(min_length=1, alias="not")
    _all: tuple[re.Pattern[str], ...] = PrivateAttr()
    _early: tuple[re.Pattern[str], ...] = PrivateAttr()

    @field_validator("all", "early", "at", "example", "counter", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _compiled(self, info: ValidationInfo) -> Self:
        if not (self.all or self.early or self.subject or self.deck):
            raise ValueError("nothing to recognise it by")
        fragments = (info.context or {}).get("fragments", {})

        def made(text: str) -> re.Pattern[str]:
            return re.compile(expand(text, fragments), re.MULTILINE | re.DOTALL)

        try:
            self._all, self._early = tuple(map(made, self.all)), tuple(map(made, self.early))
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return self

    def fits(self, text: str, early: str) -> bool:
        """Whether the words fit; subject and deck are for the caller to see.

        Args:
            text: the first lines of a document in lower case.
            early: its first short lines in lower case.
        """
        return all(one.search(text) for one in self._all) and all(one.search(early) for one in self._early)


class Structures(Section):
    """What documents are made of.

    Attributes:
        structures: tried in order; the first that fits decides.
        deck_end: the thanks on the last slide of a deck.
    """

    structures: tuple[Structure, ...] = ()
    deck_end: Rule = NOTHING
