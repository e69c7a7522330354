"""Offices: their types, the houses above them, and how a document names its own."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["OfficeType", "Offices", "Rank"]


class Rank(StrEnum):
    """How much the name of an office says of who wrote a document.

    `own`: an office with a place of its own; `regional`: one above those of a region; `government`: of a country,
    province or town; `house`: a ministry or national body.
    """

    OWN = "own"
    REGIONAL = "regional"
    GOVERNMENT = "government"
    HOUSE = "house"


class OfficeType(BaseModel):
    """A type of office, or a house: its id, what it says of the author, and its names in lower case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    rank: Rank
    names: Rule


class Offices(Section):
    """Names of offices in one language.

    Attributes:
        types: tried in order on a name in lower case; the first that is found is its type.
        houses: ministries and national bodies, each over all names that it bore.
        grade: the class in a name: group `number` with `letter`, or `type`.
        noise: words of a name that tell no office from another.
        qualities: words that make an office another one (a prison for women).
        sides: `place` and `side` of the name of a place that was parted.
        levels: level of government -> its words.
        letterhead: how a line of a letterhead begins, in capitals.
        no_office: what begins so and is none.
        goes_on: how the next line goes on with the name.
        address: what stands below a letterhead.
        ruler: who heads a government; the line below names no part of an office.
        in_heading: an `office` that a heading names.
        cut: what ends a name on its line.
        body: where the body of a document begins.
        head_of: the post before an office in the line above a signature.
    """

    types: tuple[OfficeType, ...] = ()
    houses: tuple[OfficeType, ...] = ()
    grade: Rule = NOTHING
    noise: Rule = NOTHING
    qualities: Rule = NOTHING
    sides: Rule = NOTHING
    levels: dict[str, Rule] = Field(default_factory=dict)
    letterhead: Rule = NOTHING
    no_office: Rule = NOTHING
    goes_on: Rule = NOTHING
    address: Rule = NOTHING
    ruler: Rule = NOTHING
    in_heading: Rule = NOTHING
    cut: Rule = NOTHING
    body: Rule = NOTHING
    head_of: Rule = NOTHING
