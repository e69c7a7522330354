"""The period that a file name claims, where nothing is known of the file's text."""

from functools import lru_cache

from zi_evidence.facts.file_names import plain_name
from zi_evidence.facts.kinds import name_kind
from zi_evidence.facts.period import period_fact
from zi_evidence.facts.period_runs import run_grammar
from zi_evidence.lexicon import Lexicon

__all__ = ["name_period"]


@lru_cache(maxsize=4096)
def name_period(name: str, lexicon: Lexicon) -> str:
    """The period that a file name claims, e.g. `2026-Q1`; empty where it claims none."""
    named = name_kind(name, lexicon)
    kind = named[0] if named else lexicon.kinds.unknown
    text = plain_name(run_grammar(lexicon).with_said_joins(name))
    period, _ = period_fact(lexicon, kind, None, (), text)
    return period.value if period else ""
