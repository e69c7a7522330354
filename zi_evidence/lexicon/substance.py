"""Words that every document has, and how much of its own a document of a kind holds at least."""

from collections.abc import Mapping
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, model_validator

from zi_evidence.lexicon.kinds import KindId
from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["Bound", "SubstanceWords"]


class Bound(BaseModel):
    """The least that documents of some kinds say of their own.

    Attributes:
        kinds: of which it holds; of all that no other row names where there is none.
        content: distinct words, figures and rows.
        source: the measurement that it rests on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[KindId, ...] = ()
    content: int = Field(ge=0)
    source: str = Field(min_length=1)


class SubstanceWords(Section):
    """What is left out when a document's own words are counted, and the bounds.

    Attributes:
        binding: the words that bind sentences.
        formula: the words of letters and closings.
        chapter: the words by which any report calls its chapters.
        filler: a line that fills a space and says nothing.
        slot: a slot of the number, the date or the manner of a letter.
        foreword: the head of a foreword.
        contents_line: a line of a table of contents whose page number stands behind a gap.
        table_head: the head of a table with numbered rows.
        numbered_heading: how the heading of a chapter is numbered.
        row: how a row of a table or list is numbered.
        finite: a word that makes a statement.
        day: a day of a month.
        nothing: a statement that there was nothing to report.
        encloses: a sentence that passes on what is enclosed.
        decides: the word behind which a decree decides.
        closes: a line of the signature: place and date, number of a civil servant, the mark of a signature.
        bounds: the rows of bounds.
    """

    binding: Rule = NOTHING
    formula: Rule = NOTHING
    chapter: Rule = NOTHING
    filler: Rule = NOTHING
    slot: Rule = NOTHING
    foreword: Rule = NOTHING
    contents_line: Rule = NOTHING
    table_head: Rule = NOTHING
    numbered_heading: Rule = NOTHING
    row: Rule = NOTHING
    finite: Rule = NOTHING
    day: Rule = NOTHING
    nothing: Rule = NOTHING
    encloses: Rule = NOTHING
    decides: Rule = NOTHING
    closes: Rule = NOTHING
    bounds: tuple[Bound, ...] = ()

    @model_validator(mode="after")
    def _one_row_each(self) -> "SubstanceWords":
        named = [kind for bound in self.bounds for kind in bound.kinds or ("",)]
        if twice := {kind for kind in named if named.count(kind) > 1}:
            raise ValueError(f"two bounds for {', '.join(sorted(twice)) or 'the other kinds'}")
        return self

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that say nothing of one document, in small letters."""
        return frozenset(word for listed in self.lists.values() for word in listed.words)

    @cached_property
    def _least(self) -> Mapping[str, int]:
        return {kind: bound.content for bound in self.bounds for kind in bound.kinds or ("",)}

    @cached_property
    def most(self) -> int:
        """The highest of the bounds."""
        return max(self._least.values(), default=0)

    def least(self, kind: str) -> int:
        """How many words and figures of its own a document of a kind holds at least; 0 where nothing is asked."""
        return self._least.get(kind, self._least.get("", 0))
