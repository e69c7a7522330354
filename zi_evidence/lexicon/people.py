"""People in a document: posts, capacities, titles, and the sentences around a signature."""

from functools import cached_property

from pydantic import Field

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["People"]


class People(Section):
    """Words around the names of people.

    Attributes:
        capacities: how a capacity is shown (`a.n.`) -> its spellings in lower case without signs.
        capacity: the word of a capacity in group `capacity`, what follows it in group `rest`.
        post: how a post or a role above a name begins.
        between: lines between a post and a name that are neither.
        office_word: words of offices with which a line in capitals goes on.
        titles: academic and religious titles before a name.
        closing: the sentence that ends a letter.
        copies: where those who get a copy are listed.
        tail: what no block of a signature goes beyond.
    """

    capacities: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    capacity: Rule = NOTHING
    post: Rule = NOTHING
    between: Rule = NOTHING
    office_word: Rule = NOTHING
    titles: tuple[str, ...] = ()
    closing: Rule = NOTHING
    copies: Rule = NOTHING
    tail: Rule = NOTHING

    @cached_property
    def shown_capacity(self) -> dict[str, str]:
        """Each spelling of a capacity -> how it is shown."""
        return {word: shown for shown, words in self.capacities.items() for word in words}
