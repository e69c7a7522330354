"""What one report is made in: whose it is, on which day, by which words and numbers."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from zi_evidence.evaluation.days import Days
from zi_evidence.facts import is_sister, unit_relation
from zi_evidence.facts.units import Relation
from zi_evidence.lexicon import Kinds, Lexicon
from zi_evidence.model import Facts
from zi_evidence.unit import Unit

__all__ = ["Circumstances"]


@dataclass(frozen=True, slots=True, eq=False)
class Circumstances:
    """What is the same for all judgements of one report; made once and handed down.

    Attributes:
        unit: whose evidence is judged.
        as_of: the day of the report.
        lexicon: the words, with the kinds of the checklist.
        blocking: flags of a file that keep it from serving.
    """

    unit: Unit
    as_of: dt.date
    lexicon: Lexicon
    blocking: frozenset[str] = frozenset()

    @property
    def kinds(self) -> Kinds:
        """The kinds of document."""
        return self.lexicon.kinds

    def days(self, name: str) -> int:
        """The days that the policy gives to something."""
        return self.lexicon.policy.days(name)

    def time(self, name: str) -> dt.timedelta:
        """The time that the policy gives to something."""
        return dt.timedelta(days=self.lexicon.policy.days(name))

    def share(self, name: str) -> float:
        """The share that the policy gives to something."""
        return self.lexicon.policy.share(name)

    def has_flag(self, facts: Facts | None, *flags: str) -> bool:
        """Whether a document is of a kind that has one of the flags; not where nothing is known of it.

        Raises:
            KeyError: there is no such flag.
        """
        return facts is not None and any(facts.kind.value in self.kinds.having(flag) for flag in flags)

    def relation(self, named: str, date: Days | None = None) -> Relation:
        """How an office relates to the unit by the names that it bore on a day, or ever bore."""
        return _relation(named, self.unit.names(date), self.unit.superiors, self.lexicon)

    def is_sister(self, named: str, date: Days | None) -> bool:
        """Whether an office is of the kind that the unit is."""
        return is_sister(named, self.unit.names(date), self.lexicon)


@lru_cache(maxsize=8192)
def _relation(named: str, own: tuple[str, ...], superiors: tuple[str, ...], lexicon: Lexicon) -> Relation:
    """See `Circumstances.relation`; the same few offices are asked about a thousand times."""
    return unit_relation(named, own, superiors, lexicon)
