"""Days that are a matter of practice or of a rule, and no words: each with its source."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from zi_evidence.lexicon.rules import Section

__all__ = ["Days", "Policy"]


class Days(BaseModel):
    """A number of days.

    Attributes:
        days: how many.
        source: the practice or the paragraph that it comes from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int = Field(ge=0)
    source: str = Field(min_length=1)


class Policy(Section):
    """Days by the name of what they are for; a pack without the file allows none.

    Attributes:
        days: see the file.
    """

    days: Mapping[str, Days] = Field(default_factory=dict)

    def of(self, name: str) -> int:
        """How many days the pack gives to something; 0 where it names none."""
        return self.days[name].days if name in self.days else 0
