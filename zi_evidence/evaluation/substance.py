"""Whether a document is a heading and nothing more: it says what it should be, and nothing in it can be checked."""

from zi_evidence.checklist.model import Requirement
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.facts import is_thin
from zi_evidence.model import Facts

__all__ = ["only_heading"]


def only_heading(facts: Facts | None, requirement: Requirement, given: Circumstances) -> bool:
    """Whether a document holds too little of its own to be verified evidence of a requirement.

    Where the requirement asks for a letter before all other kinds, a letter that passes something on is what is asked
    for, whatever else it says.
    """
    if facts is None or not is_thin(facts, given.kinds, given.lexicon.substance):
        return False
    sent = facts.substance is not None and bool(facts.substance.encloses)
    return not (sent and requirement.kinds[:1] and requirement.kinds[0] in given.kinds.having("letter"))
