"""The words of dates: how they are written, and what tells what a date is the date of."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from zi_evidence.lexicon.rules import NEVER, Rule, Section, expand

__all__ = [
    "NO_ROLE",
    "Blanks",
    "Conditions",
    "Cue",
    "Dates",
    "Enacting",
    "Judging",
    "Look",
    "Numerals",
    "Role",
]

# The role of a date that is not the document's in any way: a birthday, a deadline, the date of a cited law.
NO_ROLE = "none"
_FROZEN = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Numerals(BaseModel):
    """Number words.

    Attributes:
        values: words that are added, e.g. `dua`: 2; from 1000 on they close a group.
        teens: words that add ten to the one before, e.g. `belas`.
        times: words that multiply what stands before, e.g. `puluh`: 10.
    """

    model_config = _FROZEN

    values: Mapping[str, int] = Field(default_factory=dict)
    teens: tuple[str, ...] = ()
    times: Mapping[str, int] = Field(default_factory=dict)


class Look(BaseModel):
    """What to look for at one place beside a date; capitals make no difference.

    Attributes:
        match: expressions, any of which counts.
        at: where in the text it stands.
        last: only so many characters at the end of the text are looked at; 0 for all.
        lines: how many lines above or below are looked at.
        least: in how many of them it must be found.
    """

    model_config = _FROZEN

    match: tuple[str, ...] = Field(min_length=1)
    at: Literal["start", "end", "whole", "anywhere"] = "anywhere"
    last: int = 0
    lines: int = 1
    least: int = 1
    _pattern: re.Pattern[str] = PrivateAttr()

    @field_validator("match", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _compiled(self, info: ValidationInfo) -> Self:
        fragments = (info.context or {}).get("fragments", {})
        text = "|".join(expand(part, fragments) for part in self.match)
        try:
            self._pattern = re.compile(f"(?:{text})$" if self.at == "end" else text, re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return self

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return self._pattern


class Conditions(BaseModel):
    """What must hold of a date and the words around it; all that are given, together.

    Attributes:
        before: words before the date in its line.
        after: words behind it.
        line: the whole line.
        label: what names the date: the words before it or, where it fills a cell, the single label above.
        lead_in: the end of the line above and the words before the date.
        ahead: what stands before the place of `Place, date`.
        above: the lines above, the nearest first.
        below: the lines below.
        around: the lines above and below.
        head: the first lines of the document.
        first: the date stands in one of the first so many lines.
        beyond: it stands behind the first so many lines.
        ending: it stands in one of the last so many lines.
        ends_line: nothing follows it in its line.
        bare: nothing but a colon stands before it.
        alone: it fills its line.
        place: the name of a place stands before it.
        place_like: something that is written like a place stands before it.
        slot: it is the value of a slot `Tanggal`.
        runs_on: its line carries on the sentence of the line above.
        whole: it has a day.
        gap: the widest gap in the line is at least so many blanks.
        no_gap: no gap in the line is wider than one blank.
    """

    model_config = _FROZEN

    before: tuple[Look, ...] = ()
    after: tuple[Look, ...] = ()
    line: tuple[Look, ...] = ()
    label: tuple[Look, ...] = ()
    lead_in: tuple[Look, ...] = ()
    ahead: tuple[Look, ...] = ()
    above: tuple[Look, ...] = ()
    below: tuple[Look, ...] = ()
    around: tuple[Look, ...] = ()
    head: tuple[Look, ...] = ()
    first: int | None = None
    beyond: int | None = None
    ending: int | None = None
    ends_line: bool | None = None
    bare: bool | None = None
    alone: bool | None = None
    place: bool | None = None
    place_like: bool | None = None
    slot: bool | None = None
    runs_on: bool | None = None
    whole: bool | None = None
    gap: int | None = None
    no_gap: bool | None = None

    @field_validator(
        "before",
        "after",
        "line",
        "label",
        "lead_in",
        "ahead",
        "above",
        "below",
        "around",
        "head",
        mode="before",
    )
    @classmethod
    def _looks(cls, value: Any) -> Any:
        return (value,) if isinstance(value, Mapping) else value


class Cue(Conditions):
    """One row of the table that gives a date its role; the first row that holds decides.

    Attributes:
        name: what the row is called.
        role: the role it gives, or `none` for a date that is not the document's.
        step: a step of the code that decides instead, or passes.
        unless: conditions under which the row does not hold.
        example: texts with the date in brackets, in which this row decides.
        counter: near misses in which it does not hold; written `not` in the file.
        source: where the rule comes from, where it is more than the language.
    """

    name: str
    role: str = ""
    step: Literal["", "judgment", "enactment", "birth_label"] = ""
    unless: tuple[Conditions, ...] = ()
    example: tuple[str, ...] = Field(min_length=1)
    counter: tuple[str, ...] = Field(default=(), alias="not")
    source: str = ""

    @field_validator("example", "counter", mode="before")
    @classmethod
    def _texts(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("unless", mode="before")
    @classmethod
    def _several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, Mapping) else value

    @model_validator(mode="after")
    def _decides(self) -> Self:
        if bool(self.role) == bool(self.step):
            raise ValueError("a cue has either a `role` or a `step`")
        asked = self.model_fields_set - {"name", "role", "step", "example", "counter", "source"}
        if (asked or self.step) and not self.counter:
            raise ValueError("a cue with conditions has a near miss (`not`)")
        return self


class Role(BaseModel):
    """What a role of dates is worth.

    Attributes:
        source: what reports call it (`DateSource`), or empty for one that dates nothing.
        trust: how sure a document's date of this role is, from 0 to 1.
        signed: it stands where a document is signed, so that a day left out makes it unfinished.
        event: it is the day of what the document speaks of.
        long_year: a year of two digits does not count.
    """

    model_config = _FROZEN

    source: str = ""
    trust: float = Field(default=0.5, ge=0, le=1)
    signed: bool = False
    event: bool = False
    long_year: bool = False


class Enacting(BaseModel):
    """What tells an enactment (`Ditetapkan di … pada tanggal …`) from a promulgation beside it.

    Attributes:
        verbs: of an enactment.
        others: of what happens to it later: promulgated, registered, received.
        opening: the first of the two lines of an enactment.
        goes_on: how a sentence goes on behind a date, by a small letter.
        sentence: how it goes on in the same line.
        cites: a number before a date: that of a law or letter.
        on: the words before the date of the second column.
        divides: the heading of a part, above which no verb is looked for.
    """

    model_config = _FROZEN

    verbs: Rule
    others: Rule
    opening: Rule
    goes_on: Rule
    sentence: Rule
    cites: Rule
    on: Rule
    divides: Rule


class Judging(BaseModel):
    """What tells the last sentence of a judgment.

    Attributes:
        opens: the word with which it begins.
        sentence: how it goes.
        pronounced: that the day is that on which it was read out.
        on_the_day: what stands before its days.
    """

    model_config = _FROZEN

    opens: tuple[str, ...]
    sentence: Rule
    pronounced: Rule
    on_the_day: Rule


class Blanks(BaseModel):
    """Slots for a date that nobody filled in.

    Attributes:
        slot: dots, a placeholder or nothing where a date belongs.
        hole: a place or slot with a wide gap where its day belongs.
        opening: the opening of a record with holes.
        dotted_meeting: the day of a meeting with dots.
        meeting: the slot of the day of a meeting.
        next_slot: the slot that follows it.
        column: the head of a column, or a slot whose value stands in the next cell.
        opens_slot: how a line begins that is a slot for a date, and no sentence.
        enacts: how the first line of an enactment begins.
        ends_on_day: a line that ends with the label of the date.
        begins_with_day: a line that begins with it.
        no_day: the label of the date right before a month.
    """

    model_config = _FROZEN

    slot: Rule
    hole: Rule
    opening: Rule
    dotted_meeting: Rule
    meeting: Rule
    next_slot: Rule
    column: Rule
    opens_slot: Rule
    enacts: Rule
    ends_on_day: Rule
    begins_with_day: Rule
    no_day: Rule


class Dates(Section):
    """How dates are written, and what tells what they are the dates of.

    Attributes:
        numerals: number words.
        lookalikes: letters that scanners put for digits.
        month_words: what stands before a month.
        year_words: what stands before a year.
        ordinals: endings of a day in figures, e.g. `th`.
        broken_words: words of a date in words at which a line may break, besides numbers.
        roles: the roles of dates by name.
        place: a place before a date.
        no_place: what is written like a place and is none.
        slot: the beginning of a line that is a slot for a date.
        annex: the heading of an annex.
        today: the opening of a record that names its day.
        enacting: words of enactments.
        judging: words of judgments.
        blanks: slots that nobody filled in.
        birth_label: the label of a place and day of birth.
        cues: the table that gives a date its role.
    """

    numerals: Numerals = Numerals()
    lookalikes: Mapping[str, str] = Field(default_factory=dict)
    month_words: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    broken_words: tuple[str, ...] = ()
    roles: Mapping[str, Role] = Field(default_factory=dict)
    place: Rule | None = None
    no_place: Rule | None = None
    slot: Rule | None = None
    annex: Rule | None = None
    today: Rule | None = None
    enacting: Enacting | None = None
    judging: Judging | None = None
    blanks: Blanks | None = None
    birth_label: Rule | None = None
    cues: tuple[Cue, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        named = {cue.role for cue in self.cues if cue.role}
        if unknown := named - set(self.roles) - {NO_ROLE}:
            raise ValueError(f"unknown roles: {', '.join(sorted(unknown))}")
        names = [cue.name for cue in self.cues]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two cues of one name: {', '.join(sorted(twice))}")
        return self

    @cached_property
    def day_words(self) -> tuple[str, ...]:
        """What stands before a day, e.g. `tanggal`: the list `day_word`."""
        return self.lists["day_word"].words if "day_word" in self.lists else ()

    def pattern(self, rule: str) -> re.Pattern[str]:
        """The expression of one of the section's rules; one that finds nothing where the pack has none."""
        found = getattr(self, rule)
        return found.pattern if found else self._never

    @cached_property
    def _never(self) -> re.Pattern[str]:
        return re.compile(NEVER)
