"""The names of months: as they are spelt, shortened and mistyped."""

from functools import cached_property

from pydantic import Field

from zi_evidence.lexicon.rules import Section

__all__ = ["Months"]


class Months(Section):
    """Names of months.

    Attributes:
        names: number of the month, 1-12 -> its names in lower case, abbreviations and usual misspellings included.
        no_months: words one slip away from a month that are words of their own.
    """

    names: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    no_months: frozenset[str] = frozenset()

    @cached_property
    def by_word(self) -> dict[str, int]:
        """Each name -> its number."""
        return {word: number for number, words in self.names.items() for word in words}

    @cached_property
    def expression(self) -> str:
        """An expression for any of the names in lower case, the longer ones first."""
        return "|".join(sorted(self.by_word, key=lambda word: (-len(word), word)))
