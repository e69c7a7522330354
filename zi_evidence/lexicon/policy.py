"""Days and shares that are a matter of practice or of a rule, and no words: each with its source."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from zi_evidence.lexicon.rules import Section

__all__ = ["Policy", "PolicyRow"]


class PolicyRow(BaseModel):
    """One number that somebody might set otherwise.

    Attributes:
        value: the number; whole for days, at most 1 for shares.
        unit: `days` or `share`.
        source: the paragraph that it comes from, or the practice and why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float = Field(ge=0)
    unit: Literal["days", "share"]
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_its_unit(self) -> Self:
        if self.unit == "days" and not self.value.is_integer():
            raise ValueError("days are whole")
        if self.unit == "share" and self.value > 1:
            raise ValueError("a share is at most 1")
        return self


class Policy(Section):
    """Numbers by the name of what they are for.

    Attributes:
        rows: see the file.
    """

    rows: Mapping[str, PolicyRow] = Field(default_factory=dict)

    def days(self, name: str) -> int:
        """How many days are given to something.

        Raises:
            KeyError: there is no row of that name in days.
        """
        return int(self._value(name, "days"))

    def share(self, name: str) -> float:
        """A share of something, 0-1.

        Raises:
            KeyError: there is no row of that name that is a share.
        """
        return self._value(name, "share")

    def _value(self, name: str, unit: str) -> float:
        row = self.rows[name]
        if row.unit != unit:
            raise KeyError(f"{name} is no number of {unit}")
        return row.value

    def over(self, other: "Policy") -> "Policy":
        """These rows, with those of another policy for all that has none here."""
        return self.model_copy(update={"rows": {**other.rows, **self.rows}})
